"""What our Markdown extension does with the parts of a page: whole blocks stay whole, long pages take no longer than their length."""

from xml.etree.ElementTree import Element, SubElement

import pytest
from growth import grows_no_faster
from markdown import Markdown

from builder.hosts.settings import EXTENSIONS
from builder.markdown.folds import Folds
from builder.markdown.marks import dress
from builder.markdown.paragraphs import BEGIN
from builder.markdown.tables import Tables
from builder.messages.catalogue import Catalogue


def drawn(text: str) -> str:
    return Markdown(extensions=[*EXTENSIONS]).convert(text)


@pytest.mark.parametrize("block", ['<p class="ab-tally">6 of 6.</p>', "<div>A <em>box</em>.</div>", "<table></table>"])
def test_raw_html_that_is_a_block_by_itself_gets_no_box_around_it(block: str):
    assert drawn(f"Before.\n\n{block}\n\nAfter.").split("\n") == ["<p>Before.</p>", block, "", "<p>After.</p>"]


def test_a_figure_in_a_list_is_in_a_box_and_no_paragraph():
    html = drawn("1. Before.\n\n    <figure><b>drawn</b></figure>\n\n    After.")
    assert "<div><figure><b>drawn</b></figure></div>" in html
    assert "<p><figure>" not in html


def test_a_paragraph_of_very_many_marks_takes_as_long_as_it_is_long():
    def run(count: int) -> None:
        paragraph = Element("p")
        for number in range(count):
            mark = SubElement(paragraph, "sup")
            SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{number}"})
            mark.tail = " word"
        root = Element("div")
        root.append(paragraph)
        dress(root, {f"fn:{number}": number for number in range(count)}, {}, Catalogue())
        assert len(paragraph) == count

    assert grows_no_faster(run, 4000)


def test_a_page_of_very_many_tables_and_folds_takes_as_long_as_it_is_long():
    def run(count: int) -> None:
        root = Element("div")
        for _ in range(count):
            SubElement(root, "table")
            SubElement(root, "p", {"class": "ab-fold"})
            SubElement(root, "ul")
        md = Markdown()
        Tables(md).run(root)
        Folds(md).run(root)
        assert [each.tag for each in root] == ["div", "details"] * count

    assert grows_no_faster(run, 4000)


def test_very_many_paragraphs_of_the_same_words_have_addresses_of_their_own():
    text = "\n\n".join([BEGIN, *["The same."] * 300])
    ids = [part.partition('"')[0] for part in drawn(text).split(' id="')[1:]]
    assert len(set(ids)) == 300
    assert ids[1:3] == [f"{ids[0]}-2", f"{ids[0]}-3"]
