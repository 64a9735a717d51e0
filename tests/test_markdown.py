"""Markdown of every kind through the whole compile and the hosts' Markdown: pages or problems, and nothing in between."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
import pytest
from growth import grows_no_faster
from projects import EXTENSIONS, archived, built, compiled, page, parse, write
from test_hostile import BUSY

from builder.model.resolved import Site
from builder.read.swallowing import swallowing

HOSTS = ["fenced_code", *EXTENSIONS]
"""What MkDocs itself switches on, and we."""
SOURCE = archived(
    "talks",
    f"They met at the lake. {'More was said. ' * 200}",
    "title: Talks\nquotes: {met: {exact: met at the lake}}\n",
)
MARKS = ("[@talks/met]", "[[talks]]", "::: quote talks/met\n", "[^1]", "[^1]: x")
# fmt: off
PIECES = [
    *MARKS, "<div>", "</div>", "<div", "<DIV\n", "<p>", "</p>", "<script>", "</script>", "<pre>", "<style>", "<textarea>", "<title>",
    "<!--", "-->", "<?php", "?>", "<![CDATA[", "]]>", "<!X", "<", ">", "<a href=\"", "<b>", "<br>", "<hr", "<hr>", "<li>", "</li>",
    "<table>\n<tr><td>", "<details>", "<span>", "<x-y>", "`", "```", "~~~", "\n```\n", "\n\n", "\n", "\t", "    ", "- ", "> ", "1. ",
    "| ", "# ", "---\n", "!!! note\n    ", "*", "_", "\\", "&#", "&amp;", "[", "](x)", "\"", "'",
]
# fmt: on
"""What Markdown and HTML act on."""
LOST = "klzzwxh"
"""Where Python-Markdown itself, of emphasis that is torn by HTML, loses what it had put aside."""
SPOKEN = re.compile(r"\w+")
UNSEEN = ("script", "style", "template", "title")
MISREAD = re.compile(r"^(?: {1,3}|.*> *)(?:```|~~~)", re.MULTILINE)
"""Code that CommonMark sees, and Python-Markdown only with an extension that authors switch on."""
MISPLACED = re.compile(r"^.*>.*&#?\w+;", re.MULTILINE)
"""A character reference beside HTML, which Python-Markdown itself puts elsewhere."""


@pytest.fixture(scope="session")
def examples(conformance: Path) -> list[str]:
    found = json.loads((conformance / "commonmark" / "commonmark.json").read_text("utf-8"))
    assert len(found) > 600
    return [each["markdown"] for each in found]


def mutations(examples: Sequence[str], seed: int, count: int) -> list[str]:
    """Examples with pieces put in, taken out, or parts of two put together."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    return [_mutated(chance.choice(examples), chance.choice(examples), chance) for _ in range(count)]


def _mutated(text: str, other: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    match chance.randrange(4):
        case 0:
            return text[:at] + text[at + chance.randint(1, 6) :]
        case 1:
            return text[:at] + other[chance.randint(0, len(other)) :]
        case 2:
            return "".join(char for char in text + other if chance.random() > 0.02)
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(PIECES) + text[at:]
    return text


def site_of(texts: Iterable[str], folder: Path) -> Site:
    """A site with a page for each text, between a first word and a last sentence that cites."""
    pages = {f"briefings/p{number}.md": page(_whole(text), f"T{number}") for number, text in enumerate(texts)}
    return compiled(write(folder, {**SOURCE, **pages}))


def _whole(text: str) -> str:
    return f"Qfirst.\n\n{text}\n\nQlast. [@talks/met]"


def _spoken(element: Element) -> Counter[str]:
    """The words of an element that readers see, and how often."""
    return Counter(word for text in _texts(element) for word in SPOKEN.findall(text))


def _texts(element: Element) -> Iterable[str]:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def hold(texts: Sequence[str], folder: Path) -> int:
    """Every text is a page or has a problem; of a page without one, every word and the footnote are there. How many."""
    site = site_of(texts, folder)
    faulty = {problem.at.path for problem in site.problems if problem.rule != "excerpts-too-long"}
    drawn = {each.path: str(each.text).split("---\n\n", 1)[1] for each in site.pages if each.path.endswith(".md")}
    whole = 0
    for number, text in enumerate(texts):
        html = markdown.markdown(drawn[f"p{number}.md"], extensions=HOSTS)
        if f"briefings/p{number}.md" in faulty or MISREAD.search(text):
            continue
        assert 'id="fn:talks/met"' in html, text
        assert "## Cite this page" not in html, text
        if not MISPLACED.search(text) and not any(mark in text for mark in MARKS):
            theirs = markdown.markdown(_whole(text).removesuffix("[@talks/met]"), extensions=HOSTS)
            assert LOST in theirs or not _spoken(parse(theirs)) - _spoken(parse(html)), text
            whole += 1
    return whole


def test_every_example_of_commonmark_is_a_page_or_a_problem(examples: list[str], tmp_path: Path) -> None:
    assert hold(examples, tmp_path) > 500


def test_mutations_are_pages_or_problems(examples: list[str], tmp_path: Path) -> None:
    assert hold(mutations(examples, 1, 500), tmp_path) > 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_thousands_of_mutations_are_pages_or_problems(seed: int, examples: list[str], tmp_path: Path) -> None:
    assert hold(mutations(examples, seed, 1_000), tmp_path) > 400


@pytest.mark.slow
def test_extensions_that_authors_switch_on_read_every_page_too(examples: list[str], tmp_path: Path) -> None:
    site = site_of([*examples, *mutations(examples, 12, 1_000)], tmp_path)
    pages = [str(each.text).split("---\n\n", 1)[1] for each in site.pages if re.fullmatch(r"p\d+\.md", each.path)]
    assert len(pages) == len(examples) + 1_000
    for text in pages:
        assert "Qfirst" in markdown.markdown(text, extensions=BUSY)


@pytest.mark.slow
def test_mkdocs_builds_every_page_that_has_no_problem(examples: list[str], tmp_path: Path) -> None:
    texts = [*examples[::8], *mutations(examples, 13, 100)]
    faulty = {each.at.path for each in site_of(texts, tmp_path / "all").problems}
    good = [text for number, text in enumerate(texts) if f"briefings/p{number}.md" not in faulty]
    assert len(good) > 100
    site_of(good, tmp_path / "good")
    built(tmp_path / "good", tmp_path / "site")
    for number, text in enumerate(good):
        html = (tmp_path / "site" / f"p{number}" / "index.html").read_text("utf-8")
        assert 'id="fn:talks/met"' in html, text
        assert "Qlast" in html, text


def test_a_footnote_that_only_leads_to_itself_is_no_traceback(tmp_path: Path) -> None:
    site = site_of(["[^1]: Again [^1].", "[^1]: See [^2].\n\n[^2]: See [^1]."], tmp_path)
    assert [each.rule for each in site.problems if each.at.path == "briefings/p1.md"] == ["unused-footnote"] * 2
    for each in site.pages:
        if re.fullmatch(r"p\d\.md", each.path):
            html = markdown.markdown(str(each.text).split("---\n\n", 1)[1], extensions=HOSTS)
            assert re.findall('<li id="(.*?)"', html) == ["fn:talks/met"]


@pytest.mark.parametrize("text", ["<div>", "<div>\n\n", "<b", "<!--\n", "<?", "</p>\n", "<hr>\n", "&#\n", "<p>a</p>\n"])
def test_open_html_is_sought_in_linear_time(text: str) -> None:
    assert grows_no_faster(lambda size: swallowing(text * size, 0, []), 500)
