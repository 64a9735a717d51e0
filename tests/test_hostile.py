"""Untrusted text is inert: a site of hostile fields has the elements of a harmless twin, and the characters of its own."""

import html
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import markdown
import pytest
from hostile_slots import (
    IN_LINES,
    PAYLOADS,
    SETTINGS,
    SLOTS,
    TOLD,
    Values,
    allowed,
    expected,
    laden,
    parted,
    plain,
    project,
    shown,
    skeleton,
    text_of,
)
from mkdocs.utils.meta import get_data
from projects import (
    EXTENSIONS,
    archived,
    article,
    built,
    compiled,
    elements,
    fragment,
    indexed,
    need,
    parse,
    shared,
    write,
)


def test_the_twins_differ_in_every_slot() -> None:
    values = {slot: plain(slot) for slot in SLOTS}
    written = "".join(content if isinstance(content, str) else content.decode() for content in project(values).values())
    assert [slot for slot in SLOTS if plain(slot) not in written] == []


# ── one field after the other, through the hosts' Markdown ─────────────────────────────────────

BUSY = [
    *EXTENSIONS, "abbr", "admonition", "def_list", "md_in_html", "nl2br", "sane_lists", "smarty", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.blocks.html", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink",
    "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde",
]  # fmt: skip
"""What Material's own documentation tells authors to switch on."""


harmless = cache(fragment)
"""A page of the twin, read once."""


def rendered(page: str, extensions: list[str]) -> Element:
    body, _ = get_data(page)
    return parse(markdown.markdown(body, extensions=extensions))


def pages_of(folder: Path, values: Values) -> dict[str, str]:
    site = compiled(write(folder, project(values)))
    found = [str(each) for each in site.problems if each.rule not in TOLD]
    assert found == []
    return {page.path: page.text for page in site.pages if isinstance(page.text, str) and page.path.endswith(".md")}


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the project whose every field is plain."""
    return pages_of(tmp_path_factory.mktemp("twin"), {slot: plain(slot) for slot in SLOTS})


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("slot", SLOTS)
def test_a_field_shows_its_characters_and_does_nothing(
    slot: str, payload: str, twin: dict[str, str], tmp_path: Path
) -> None:
    hostile = laden(slot, PAYLOADS[payload])
    values = {each: plain(each) for each in SLOTS} | {slot: hostile}
    for path, page in pages_of(tmp_path, values).items():
        if page == twin[path]:
            continue
        ours, theirs = fragment(page), harmless(twin[path])
        assert skeleton(ours) == skeleton(theirs), path
        assert text_of(ours) == expected(text_of(theirs), {slot: hostile}), path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_extensions_that_authors_switch_on_do_not_wake_a_field(
    payload: str, twin: dict[str, str], tmp_path: Path
) -> None:
    values = {slot: laden(slot, PAYLOADS[payload]) for slot in SLOTS}
    for path, page in pages_of(tmp_path, values).items():
        ours, theirs = rendered(page, BUSY), rendered(twin[path], BUSY)
        assert skeleton(ours) == skeleton(theirs), path
        assert text_of(ours) == expected(text_of(theirs), values), path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_page_has_a_description_that_is_its_summary_and_safe_in_an_attribute(payload: str, tmp_path: Path) -> None:
    values = {slot: laden(slot, PAYLOADS[payload]) for slot in SLOTS}
    pages = pages_of(tmp_path, values)
    for path, slot in (
        ("b1.md", "summary"),
        ("background/g1.md", "outline"),
        ("people/ana.md", "description"),
        ("organizations/group.md", "about"),
    ):
        _, head = get_data(pages[path])
        assert [*head] == ["title", "description", "briefings"], path
        assert not re.search(r"""[<>"'{}]""", head["description"]), path
        assert shown(html.unescape(head["description"])) == shown(values[slot]), path


@pytest.mark.parametrize(
    "lead", ["    ", "\t", "  \n\n    ", "- ", "1. ", "> ", "# ", ": ", "| ", "```\n", "::: ", "--- "]
)
def test_a_field_cannot_begin_a_block(lead: str, twin: dict[str, str], tmp_path: Path) -> None:
    values = {slot: plain(slot) if slot in IN_LINES else f"{lead}<b>{plain(slot)}" for slot in SLOTS}
    for path, page in pages_of(tmp_path, values).items():
        ours, theirs = fragment(page), harmless(twin[path])
        assert skeleton(ours) == skeleton(theirs), path
        assert text_of(ours) == expected(text_of(theirs), values), path


@pytest.mark.parametrize(
    "lines",
    [
        ["He said:", "```", "<b>not code</b>", "```", "and left."],
        ["He said:", "~~~", "{{ not code }}", "~~~", "and left."],
        ["A", '--8<-- "mkdocs.yml"', "B"],
        ["A", "--8<--", "mkdocs.yml", "--8<--", "B"],
        ["A", "/// html | script", "alert(1)", "///", "B"],
        ["A", "</p></div>", "<script>alert(1)</script>", "B"],
        ["A", "", "    indented", "", "B"],
        ["A\x0bB\x0cC\x1dD\x85E\u2028F"],
        ["A", "&lt;p&gt;", "&amp;lt;", "B"],
        ["*[A]: abbreviation", "[^1]: note", "[a]: javascript:alert(1)", "B"],
    ],
)
def test_an_article_under_a_free_licence_shows_its_lines_as_they_are(lines: list[str], tmp_path: Path) -> None:
    text = "\n".join(["Before the lines.", *lines, "After the lines."])
    write(tmp_path, archived("s1", text, "title: One\npublish: full\n"))
    page = next(page.text for page in compiled(tmp_path).pages if page.path == "sources/s1.md")
    for extensions in ([*EXTENSIONS], BUSY):
        shown_article = next(elements(rendered(str(page), extensions), "div", class_="ab-article"))
        assert {each.tag for each in shown_article.iter()} == {"div", "p"}
        assert text_of(shown_article) == parted(text)


# ── all fields at once, on the finished site ───────────────────────────────────────────────────


@pytest.fixture(scope="session", params=["mkdocs", "zensical"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Values]:
    """A hostile site and its harmless twin, and what the hostile fields hold."""
    host = request.param
    need(host)
    values = {slot: allowed(slot, " ".join(PAYLOADS.values())) for slot in (*SLOTS, *SETTINGS)}

    def make(folder: Path) -> None:
        for name, fields in (("hostile", values), ("plain", {slot: plain(slot) for slot in values})):
            built(write(folder / name, project(fields)), folder / f"{name}-site", "--host", host)

    folder = shared(tmp_path_factory, f"twins-{host}", make)
    return folder / "hostile-site", folder / "plain-site", values


def both(
    sites: tuple[Path, Path, Values], part: Callable[[Element], Element]
) -> Iterator[tuple[str, Element, Element]]:
    """The same part of each page of both sites."""
    hostile, twin, _ = sites
    paths = sorted(path.relative_to(twin).as_posix() for path in twin.rglob("*.html"))
    assert paths == sorted(path.relative_to(hostile).as_posix() for path in hostile.rglob("*.html"))
    for path in paths:
        yield path, *(part(parse((site / path).read_text("utf-8"))) for site in (hostile, twin))


def whole(page: Element) -> Element:
    return page


def head(page: Element) -> Element:
    return next(elements(page, "head"))


def test_a_finished_page_has_the_elements_of_its_twin(sites: tuple[Path, Path, Values]) -> None:
    for path, hostile, twin in both(sites, whole):
        assert skeleton(hostile) == skeleton(twin), path


def test_a_finished_head_has_the_elements_of_its_twin(sites: tuple[Path, Path, Values]) -> None:
    for path, hostile, twin in both(sites, head):
        assert skeleton(hostile) == skeleton(twin), path


def test_a_finished_page_has_every_character_of_its_fields(sites: tuple[Path, Path, Values]) -> None:
    """Lists of quotes cut words as long as all payloads together; each payload by itself is whole there, above."""
    for path, hostile, twin in both(sites, whole):
        if path != "404.html" and not path.startswith(("quotes/", "topics/")):
            assert text_of(article(hostile)) == expected(text_of(article(twin)), sites[2]), path


def test_a_finished_title_has_every_character_of_its_field(sites: tuple[Path, Path, Values]) -> None:
    for path, hostile, twin in both(sites, whole):
        titles = [text_of(next(elements(page, "title"))) for page in (hostile, twin)]
        assert titles[0] == expected(titles[1], sites[2]), path


PRINTED = {
    "site_name": (("title", {}), ("span", {"class_": "md-ellipsis"}), ("label", {"class_": "md-nav__title"})),
    "copyright": (("div", {"class_": "md-copyright__highlight"}),),
    "repo_name": (("div", {"class_": "md-source__repository"}),),
    "entry": (("a", {"class_": "md-nav__link"}), ("label", {"class_": "md-nav__link"})),
}
"""Settings, and elements of the theme that print them."""


@pytest.mark.parametrize("setting", PRINTED)
def test_a_setting_is_text_wherever_the_theme_prints_it(setting: str, sites: tuple[Path, Path, Values]) -> None:
    wanted = shown(sites[2][setting])
    page = parse((sites[0] / "people" / "index.html").read_text("utf-8"))
    for name, attributes in PRINTED[setting]:
        assert any(wanted in shown("".join(each.itertext())) for each in elements(page, name, **attributes)), name


@pytest.mark.parametrize("name", ["404.html", "people/index.html"])
def test_a_finished_page_has_its_names_in_attributes_whole(name: str, sites: tuple[Path, Path, Values]) -> None:
    page = parse((sites[0] / name).read_text("utf-8"))
    logos = list(elements(page, "a", class_="md-logo"))
    assert {shown(each.get(name, "")) for each in logos for name in ("title", "aria-label")} == {
        shown(sites[2]["site_name"])
    }
    authors = [each.get("content", "") for each in elements(page, "meta") if each.get("name") == "author"]
    assert [shown(each) for each in authors] == [shown(sites[2]["site_author"])]


def test_feeds_of_a_finished_site_name_it_whole(sites: tuple[Path, Path, Values]) -> None:
    for name in ("feed.xml", "corrections.xml"):
        root = ElementTree.fromstring((sites[0] / name).read_text("utf-8"))  # noqa: S314  # our own
        assert shown(sites[2]["site_name"]) in [shown(text) for text in root.itertext()]
    feed = json.loads((sites[0] / "feed.json").read_text("utf-8"))
    assert shown(feed["authors"][0]["name"]) == shown(sites[2]["site_name"])
    ElementTree.fromstring((sites[0] / "sitemap.xml").read_text("utf-8"))  # noqa: S314


def test_a_finished_page_runs_no_script_but_the_themes(sites: tuple[Path, Path, Values]) -> None:
    for path, hostile, twin in both(sites, whole):
        ours, theirs = ([_script(each) for each in elements(page, "script")] for page in (hostile, twin))
        assert ours == theirs, path
        for element in hostile.iter():
            assert not [name for name in element.attrib if name.startswith("on")], path
            for name in ("href", "src", "action", "formaction", "data"):
                assert not element.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), path


def _script(script: Element) -> tuple[dict[str, str], str]:
    """Linked data is no script, and repeats fields: it is a test of its own."""
    data = script.get("type") == "application/ld+json"
    return dict(script.attrib), "" if data else script.text or ""


def test_the_linked_data_of_a_finished_page_has_every_character_of_its_fields(
    sites: tuple[Path, Path, Values],
) -> None:
    for path, hostile, twin in both(sites, head):
        blocks = [list(elements(page, "script", type="application/ld+json")) for page in (hostile, twin)]
        ours, theirs = ([list(_texts(json.loads(each.text or ""))) for each in found] for found in blocks)
        assert len(ours) == len(theirs), path
        for one, other in zip(ours, theirs, strict=True):
            wanted = [expected(parted(text), sites[2]) for text in other]
            assert sorted(parted(text) for text in one) == sorted(wanted), path  # names go by their length


def _texts(value: object) -> Iterator[str]:
    """Every text of some JSON, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def test_the_search_index_holds_text_that_is_inert_where_it_is_shown_as_html(sites: tuple[Path, Path, Values]) -> None:
    allowed = {
        "html",
        "head",
        "body",
        "p",
        "ul",
        "ol",
        "li",
        "code",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "sup",
        "em",
        "strong",
    }
    allowed |= {"table", "thead", "tbody", "tr", "th", "td", "pre", "mark", "br", "q", "cite", "span"}
    entries = indexed(sites[0])
    assert len(entries) > 20
    for entry in entries:
        for field in ("title", "text"):
            found = parse(entry[field])
            assert {each.tag for each in found.iter()} <= allowed, entry["location"]
            assert all(not each.attrib for each in found.iter()), entry["location"]


def test_no_address_of_a_page_is_made_from_a_field(sites: tuple[Path, Path, Values]) -> None:
    hostile, twin, _ = sites
    names = [sorted(path.relative_to(site).as_posix() for path in site.rglob("*")) for site in (hostile, twin)]
    numbered = re.compile(r"search/(texts|titles|words)(/\d+\.json)?")  # as many parts as there are words
    one, other = ([name for name in each if not numbered.fullmatch(name)] for each in names)
    assert one == other
