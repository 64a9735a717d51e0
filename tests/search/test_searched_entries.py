"""What of a finished page is searched."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser, SearchPlugin
from projects import site_of

from builder.hosts.searching import without_marks
from builder.search.entries import KEPT, entries_of

ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>\s*</div>', re.DOTALL)


def ours(page: str) -> list[tuple[str, str, str]]:
    return [(each["location"], each["title"], each["text"]) for each in entries_of(page, "a/", "Lake", {})]


def theirs(page: str) -> list[tuple[str, str, str]]:
    """The same as the theme's own plugin reads it."""
    parser = Parser()
    parser.feed(page)
    parser.close()
    return [
        (f"a/#{each.id}" if each.id else "a/", "".join(each.title).strip() or "Lake", "".join(each.text).strip())
        for each in parser.data
        if not each.is_excluded()
    ]


def plain(entries: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Entries without elements that have nothing in them, and with single blanks: these are all that may differ."""
    return [tuple(_plain(text) for text in entry) for entry in entries]


def _plain(text: str) -> str:
    while (less := re.sub(r"<(\w+)>\s*</\1>|(?<=\s)\s", "", re.sub(r"\s", " ", text))) != text:
        text = less
    return text.strip()


@pytest.mark.parametrize("name", ["whole", "scripts", "flagship"])
def test_entries_of_every_page_are_those_of_the_theme(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    read = 0
    for path in sorted(Path(site_of(name, tmp_path_factory)).rglob("*.html")):
        for content in ARTICLE.findall(path.read_text("utf-8")):
            assert plain(ours(content)) == plain(theirs(content)), path
            read += len(ours(content))
    assert read > 30


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>No heading</p>",
        "<h1 id=a>One</h1><p>Text</p><h2 id='b'>Two <code>x &lt; y</code></h2><ul><li>a</li><li> </li></ul>",
        '<h2 id="b">No first heading</h2>text<br>more<img src="x" alt="> y">end',
        '<h1 id="a">A<a class="headerlink" href="#a" title="Permanent link">&para;</a></h1><p></p>',
        '<h1 id="a">A</h1><details><summary>S</summary><h2 id="b">B</h2><p>in</p></details><p>out, of A again</p>',
        '<h1>Without an id</h1><p>x</p><h2 id="b">B</h2><pre><code>a\n  b\n</code></pre>',
        '<p>a<!-- <p>b --></p><script>if (a < b) "<p>"</script><style>p { color: red }</style><p>c</p>',
        "<p>a &amp; b &#60;i&#62; &copy; &nope; &lt;script&gt;</p>",
        "<div><p>unclosed<div>deeper</p></div><h2 id=b>B</h2></div><p>after</p>",
        "<P CLASS=x>Upper</P><SPAN>case</SPAN><sup>1</sup>",
    ],
)
def test_entries_of_odd_pages_are_those_of_the_theme(page: str) -> None:
    assert plain(ours(page)) == plain(theirs(page))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<p>a</p><p data-search-exclude="">b</p><p>c</p>', "<p>a</p><p>c</p>"),
        ("<p>a</p><div data-search-exclude><div>b</div>c</div>d", "<p>a</p>d"),
        ('<p>a <span class="x" data-search-exclude="">b <span>c</span> d</span> e</p>', "<p>a  e</p>"),
        ('<p>a</p><td class="linenodiv"><pre>1</pre></td>b', "<p>a</p>b"),
        ('<p title="data-search-exclude">a</p>', "<p>a</p>"),
    ],
)
def test_what_is_marked_so_is_passed_over_to_its_end(page: str, text: str) -> None:
    assert [each["text"].replace("  ", " ") for each in entries_of(page, "", "T", {})] == [text.replace("  ", " ")]


def test_a_heading_that_is_passed_over_takes_its_section_with_it() -> None:
    page = '<h1 id="a">A</h1><h2 id="b" data-search-exclude="">B</h2><p>b</p><h2 id="c">C</h2>'
    assert [each["title"] for each in entries_of(page, "", "T", {})] == ["A", "C"]


def test_a_page_may_be_left_out_and_may_weigh_more_and_have_tags() -> None:
    assert entries_of("<p>a</p>", "a/", "T", {"search": {"exclude": True}}) == []
    meta = {"search": {"boost": 2}, "tags": ["x <b>", 5, None], "title": "Own & <i>"}
    found = {"title": "Own &amp; &lt;i&gt;", "text": "<p>a</p>", "tags": ["x &lt;b&gt;", "5"], "boost": 2}
    assert entries_of("<p>a</p>", "a/", "T", meta) == [{"location": "a/", **found}]
    assert entries_of("<p>a</p>", "a/", "T", {"search": "exclude"}) == [
        {"location": "a/", "title": "T", "text": "<p>a</p>"}
    ]


MARKUP = st.text("<>/!-=\"'& \n\tapx;#", max_size=40) | st.sampled_from(
    ['<p onclick="x">', "</p>", "<script>", "</script>", "<h2 id=x>", "</h2>", "<pre>", "<img src=x onerror=y>", "<a\t"]
)


@given(st.lists(MARKUP, max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_in_an_entry_is_markup_but_bare_elements_that_are_kept(page: str) -> None:
    for _, title, text in ours(page):
        for bare in (title, text):
            rest = re.sub(rf"</?(?:{'|'.join(KEPT)})>", "", bare)
            assert "<" not in rest
            assert ">" not in rest


MARKED = (
    "<p",
    ">",
    "words",
    " ",
    "\n",
    "\u2003",
    '"',
    "data-search-",
    'data-search-boost="2"',
    ' data-search-exclude=""',
)


@given(st.lists(st.sampled_from([*MARKED, ' data-search-exclude="yes"', 'data-search-é="a\nb"'])).map("".join))
def test_the_marks_that_go_from_a_page_are_those_that_the_theme_takes_out(content: str) -> None:
    plugin, page = SearchPlugin(), SimpleNamespace(content=content)
    plugin.load_config({})
    plugin.search_index = SimpleNamespace(add_entry_from_context=lambda page: page)
    plugin.on_page_context({}, page=page, config=None, nav=None)
    assert without_marks(content) == page.content
