"""Whole small sites: every page's text as expected, and what a reader finds when following its links."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree.ElementTree import Element

import pytest
from projects import GOOD, ROOT, article, compiled, elements, expect, indexed, parse, site_of, words

from builder.cli.formats import as_json
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS
from builder.model.resolved import Site
from builder.read.registers import read_organizations, read_people

PROJECTS = ["whole", "scripts", "timeline", "bare", "weighed"]
SITES = [*PROJECTS, "flagship"]
DRAWN = (".md", ".xml")
VISIBLE = str.maketrans({RUN: "⟦", RUN_ENDS: "⟧", BLOCK: "⟪", BLOCK_ENDS: "⟫"})
"""Our marks in Markdown, where people read it."""
BLOCKS = {"p", "li", "tr", "th", "dd", "h2", "h3", "h4", "h5", "h6", "blockquote"}


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update", default=False))


@pytest.fixture(params=PROJECTS)
def project(request: pytest.FixtureRequest) -> Path:
    return GOOD / request.param


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(request.param, tmp_path_factory)


# ── the pages as text ──────────────────────────────────────────────────────────────────────────


def test_every_page_is_as_expected(project: Path, update: bool) -> None:
    site = compiled(project)
    folder = project / "expected"
    pages = {page.path: page.text for page in site.pages if isinstance(page.text, str) and page.path.endswith(DRAWN)}
    if update:
        for path in _drawn(folder):
            path.unlink()
    for path, text in pages.items():
        expect(folder / path, text.translate(VISIBLE), update=update)
    expect(folder / "paths.txt", "".join(f"{page.path}\n" for page in site.pages), update=update)
    assert {path.relative_to(folder).as_posix() for path in _drawn(folder)} == set(pages)


def _drawn(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.*") if path.name.endswith(DRAWN)]


def test_nothing_is_found_wrong_and_the_counts_are_as_expected(project: Path, update: bool) -> None:
    expect(project / "expected" / "problems.json", f"{as_json(compiled(project))}\n", update=update)
    assert not compiled(project).problems


def test_every_page_ends_in_one_newline_and_has_no_line_ends_but_newlines(project: Path) -> None:
    for page in compiled(project).pages:
        if isinstance(page.text, str):
            assert page.text.endswith("\n"), page.path
            assert not page.text.endswith("\n\n"), page.path
            assert "\r" not in page.text, page.path


def test_pages_come_sorted_and_once() -> None:
    paths = [page.path for page in compiled(GOOD / "whole").pages]
    assert paths == sorted(set(paths))


def test_the_navigation_has_the_briefings_and_not_the_many_generated_pages() -> None:
    site = compiled(GOOD / "whole")
    assert _navigated(site) == [
        "index.md",
        "treaty.md",
        "background/ferries.md",
        "background/lake.md",
        "topics/index.md",
        "quotes/index.md",
        "people/index.md",
        "sources/index.md",
        "method.md",
    ]


def _navigated(site: Site) -> list[str]:
    entries = [entry for section in site.nav for entry in section.values()]
    return [path for entry in entries for path in ([entry] if isinstance(entry, str) else entry)]


# ── the finished site, followed as a reader would ──────────────────────────────────────────────


@cache
def _pages(site: Path) -> dict[str, Element]:
    """Every page of a finished site by its address."""
    return {
        path.parent.relative_to(site).as_posix().removeprefix("."): parse(path.read_text("utf-8"))
        for path in sorted(site.rglob("index.html"))
    }


def _ids(page: Element) -> list[str]:
    return [element.get("id", "") for element in page.iter() if element.get("id")]


def _links(page: Element, address: str) -> Iterator[tuple[Element, str, str]]:
    """Each link within the site: the element, the address it leads to, and the id."""
    for link in elements(page, "a"):
        href, anchor = urldefrag(link.get("href", ""))
        if not urlsplit(href).scheme and (href or anchor):
            path = posixpath.normpath(posixpath.join(f"/{address}/", unquote(href) or ".")).strip("/")
            yield link, path, unquote(anchor)


def _parents(root: Element) -> dict[Element, Element]:
    return {child: parent for parent in root.iter() for child in parent}


def _block(element: Element, parents: dict[Element, Element]) -> Element:
    """The paragraph, row or item that an element stands in."""
    while element.tag not in BLOCKS:
        element = parents[element]
    return element


def _prose(element: Element) -> str:
    """An element's words as our sentences have them: without the numbers of notes and the ways back."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.tag == "sup" or "headerlink" in element.get("class", ""):
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


LISTS = ("quotes", "topics")
"""Folders of pages that say where a quote is cited, and not in which sentence."""


def _backlinks(site: Path) -> Iterator[tuple[str, Element, Element, str, str]]:
    """Each way back from a generated page: where from, the item, the link, and where to."""
    for address, page in _pages(site).items():
        if address.split("/")[0] in LISTS:
            continue
        parents = _parents(page)
        for link, target, anchor in _links(article(page), address):
            if anchor.startswith("fnref") and "footnote-backref" not in link.get("class", ""):
                yield address, _block(link, parents), link, target, anchor


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for address, page in _pages(site).items():
        assert [id for id, count in Counter(_ids(page)).items() if count > 1] == [], address


def test_every_link_within_the_site_leads_to_a_page_and_an_id_on_it(site: Path) -> None:
    pages = _pages(site)
    ids = {address: {*_ids(page)} for address, page in pages.items()}
    for address, page in pages.items():
        for link, target, anchor in _links(page, address):
            assert target in pages or (site / target).is_file(), (address, link.get("href"))
            if anchor and not anchor.startswith("__"):
                assert anchor in ids[target], (address, link.get("href"))


def test_every_note_that_is_marked_has_its_text_and_leads_back_to_each_mark(site: Path) -> None:
    for address, page in _pages(site).items():
        ids = {*_ids(page)}
        marks = list(elements(page, "a", class_="footnote-ref"))
        backs = [link.get("href", "")[1:] for link in elements(page, "a", class_="footnote-backref")]
        assert len(marks) + len([each for each in page.iter() if each.get("data-note")]) == len(backs), address
        assert {*backs} <= ids, address
        assert all(mark.get("href", "")[1:] in ids for mark in marks), address
        assert "[^" not in words(article(page)).replace("`[^", ""), address


def test_notes_are_numbered_as_they_are_read(site: Path) -> None:
    for address, page in _pages(site).items():
        numbers = [number for link in elements(page, "a", class_="footnote-ref") for number in _numbers(words(link))]
        assert list(dict.fromkeys(numbers)) == sorted({*numbers}) == [*range(1, len({*numbers}) + 1)], address


def _numbers(mark: str) -> range:
    """What a mark stands for: `3`, or `3–7`."""
    first, _, last = mark.partition("–")
    return range(int(first), int(last or first) + 1)


def test_a_passage_is_shown_highlighted_at_the_address_that_its_note_gives(site: Path) -> None:
    pages = _pages(site)
    for address, page in pages.items():
        for note in elements(page, "div", class_="footnote"):
            for link, target, anchor in _links(note, address):
                if target.startswith("sources/") and anchor:
                    marked = [element for element in pages[target].iter() if element.get("id") == anchor]
                    assert [element.tag for element in marked] == ["mark"], (address, link.get("href"))


def test_every_way_back_leads_to_the_very_mark_in_the_sentence_that_it_quotes(site: Path) -> None:
    pages = _pages(site)
    wrong = []
    for address, item, link, target, anchor in _backlinks(site):
        mark = next((each for each in pages[target].iter() if each.get("id") == anchor), None)
        assert mark is not None, (address, link.get("href"))
        if _letters(_quoted(item)) not in _letters(_prose(_block(mark, _parents(pages[target])))):
            wrong.append((address, anchor, _quoted(item)))
    assert wrong == []


def test_a_sentence_beside_a_way_back_reads_as_it_does_on_its_page(site: Path) -> None:
    pages = _pages(site)
    quoted = {(target, _quoted(item)) for _, item, _, target, _ in _backlinks(site)}
    prose = {target: _prose(article(pages[target])) for target, _ in quoted}
    assert sorted(sentence for target, sentence in quoted if sentence not in prose[target]) == []


def test_every_place_in_a_list_of_ways_back_has_its_sentence_on_the_page_that_it_leads_to(site: Path) -> None:
    pages = _pages(site)
    wrong = []
    for address, page in pages.items():
        parents = _parents(page)
        for link, target, anchor in _links(article(page), address):
            if "ab-back" not in link.get("class", ""):
                continue
            if anchor and anchor not in _ids(pages[target]):
                wrong.append((address, link.get("href")))
            if _quoted(_block(link, parents)) not in _prose(article(pages[target])):
                wrong.append((address, _quoted(_block(link, parents))))
    assert wrong == []


def test_marked_words_are_the_quoted_ones_or_the_name(site: Path) -> None:
    """What is marked in a sentence beside a way back stands in the quotation above it, or is the name of its page."""
    pages = _pages(site)
    for address, page in pages.items():
        parents = _parents(page)
        for mark in elements(page, "mark", class_="ab-cites"):
            item = _block(mark, parents)
            _, target, anchor = next(_links(item, address))
            if anchor.startswith("_mention"):
                place = next(each for each in pages[target].iter() if each.get("id") == anchor)
                first = next(elements(item, "mark", class_="ab-cites"))
                assert words(place) == words(first), (address, anchor)
            else:
                note = anchor.partition(":")[2]
                listed = next(each for each in pages[target].iter() if each.get("id") == f"fn:{note}")
                assert _letters(words(mark)) in _letters(_prose(listed)), (address, words(mark))


def test_a_list_of_quotes_leads_to_a_mark_of_that_very_quote(site: Path) -> None:
    for address, page in _pages(site).items():
        if address.split("/")[0] not in LISTS:
            continue
        id = ""
        for element in article(page).iter():
            id = element.get("id", "") if "ab-quoted" in element.get("class", "").split() else id
            hash = unquote(element.get("href", "").partition("#")[2]) if element.tag == "a" else ""
            assert not hash.startswith("fnref") or hash.partition(":")[2] == id, (address, element.get("href"))


def test_every_way_back_is_an_item_of_a_list(site: Path) -> None:
    assert [(address, link.get("href")) for address, item, link, _, _ in _backlinks(site) if item.tag != "li"] == []


@pytest.mark.parametrize("name", ["whole", "flagship"])
def test_every_sentence_that_is_said_to_mention_someone_does(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    registered = _names(ROOT if name == "flagship" else GOOD / name)
    pages = _pages(site_of(name, tmp_path_factory))
    wrong = []
    for address, names in registered.items():
        for link, target, sentence in _mentioned(pages[address], address):
            linked = [words(each) for each, to, _ in _links(pages[target], target) if to == address]
            if not any(each in sentence for each in (*names, *linked)):
                wrong.append((address, words(link), sentence))
    assert wrong == []


@pytest.mark.parametrize("name", ["whole", "scripts", "flagship"])
def test_every_registered_name_is_in_what_the_search_has_of_its_page(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = indexed(site_of(name, tmp_path_factory))
    registered = _names(ROOT if name == "flagship" else GOOD / name)
    assert any(not form.isascii() for names in registered.values() for form in names)
    for address, names in registered.items():
        found = [each for each in index if each["location"].startswith(f"{address}/")]
        text = " ".join(words(parse(f"<p>{each['title']}</p>{each['text']}")) for each in found)
        assert [form for form in names if form not in text] == [], address


def _quoted(item: Element) -> str:
    """The sentence that a way back gives beside its link; empty where it gives none."""
    return next((words(each) for each in elements(item, "span", class_="ab-citing")), "")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _names(project: Path) -> dict[str, tuple[str, ...]]:
    """The spellings of every registered person and organization, by the address of its page."""
    folder = project / "briefings"
    people = read_people(folder / "people.yaml", project, print)
    organizations = read_organizations(folder / "organizations.yaml", project, print)
    named = {f"people/{id}": person.names for id, person in people.items()}
    return named | {f"organizations/{id}": organization.names for id, organization in organizations.items()}


def _mentioned(page: Element, address: str) -> Iterator[tuple[Element, str, str]]:
    """The sentences under *Mentioned*: the link, the page that it leads to, and the sentence."""
    parents = _parents(page)
    for link, target, _ in _links(article(page), address):
        if "ab-back" in link.get("class", ""):
            yield link, target, _quoted(_block(link, parents))
