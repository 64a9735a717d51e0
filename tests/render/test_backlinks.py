"""Lists of what cites, names or uses something: by page, the newest first, with the words that it is about."""

from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
import pytest
from projects import EXTENSIONS, archived, compiled, elements, fragment, page, words, write

SOURCE = archived(
    "talks",
    "Ana Berg spoke of open shores.\n",
    "title: Talks\npublish: full\nquotes: {spoke: {exact: spoke of open shores}}\n",
)
PEOPLE = {"briefings/people.yaml": "ana: {name: Ana Berg, spellings: [Berg]}\n"}


def drawn(folder: Path, files: dict[str, str | bytes], path: str) -> Element:
    site = compiled(write(folder, {**SOURCE, **PEOPLE, **files}))
    assert [str(each) for each in site.problems] == []
    return fragment(next(str(each.text) for each in site.pages if each.path == path))


def listed(root: Element) -> list[tuple[str, str]]:
    """The places of a list, whichever are folded: what each is called, and its sentence."""
    found = []
    for item in elements(root, "li"):
        link = item.find("a")
        if link is not None and "ab-back" in link.get("class", ""):
            found.append((words(link), words(item).removeprefix(words(link)).removeprefix(": ")))
    return found


def test_pages_come_newest_first_each_with_its_date_and_its_places_in_their_order(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "briefings/old.md": page("It was [@spoke].", "Old", date="2026-01-02"),
        "briefings/new.md": page(
            "## One\n\nIt was so [@spoke].\n\n## Two\n\nAgain [@spoke].", "New", date="2026-03-04"
        ),
        "briefings/background/so.md": page("So [@spoke].", "So", as_of="2026-02-03"),
    }
    root = drawn(tmp_path, files, "sources/talks.md")
    groups = [item for item in elements(root, "li") if item.find("ul") is not None]
    heads = [" ".join((words(item.find("a")) + (item.find("a").tail or "")).split()) for item in groups]
    assert heads == ["New, 4 March 2026", "So, 3 February 2026", "Old, 2 January 2026"]
    assert listed(root) == [
        ("One", "It was so."),
        ("Two", "Again."),
        ("Before the first heading", "So."),
        ("Before the first heading", "It was."),
    ]
    assert [words(each) for each in elements(root, "h2")][-1] == "Cited by (4)"


@pytest.mark.parametrize("count", [1, 5, 6, 12])
def test_five_places_are_open_and_the_rest_is_folded(count: int, tmp_path: Path) -> None:
    told = [f"So says {letter}." for letter in "ABCDEFGHIJKL"[:count]]
    body = "\n\n".join(each.replace(".", " [@spoke].") for each in told)
    root = drawn(tmp_path, {"briefings/a.md": page(body)}, "sources/talks.md")
    folds = list(elements(root, "details", class_="ab-fold"))
    folded = sum(len(listed(each)) for each in folds)
    assert folded == max(count - 5, 0)
    assert [words(each) for fold in folds for each in elements(fold, "summary")] == (
        [f"{folded} more place{'s' if folded > 1 else ''}"] if folded else []
    )
    assert [sentence for _, sentence in listed(root)] == told


def test_what_nobody_cites_names_or_uses_says_so(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "sources/other.yaml": "title: Other\n",
        "briefings/background/so.md": page("So [@spoke].", "So"),
    }
    for path, said in (
        ("sources/other.md", "No briefing cites this yet."),
        ("background/so.md", "No briefing uses this page yet."),
        ("people/ana.md", "No page mentions this person."),
    ):
        root = drawn(tmp_path, files, path)
        assert said in [words(each) for each in elements(root, "p")]
        assert listed(root) == []


def test_a_name_is_marked_as_the_sentence_spells_it_and_has_an_id(tmp_path: Path) -> None:
    body = "Ana Berg came, and Berg spoke [@spoke]. Then Berg left. [[ana|The guest]] had spoken."
    files: dict[str, str | bytes] = {"briefings/a.md": page(body)}
    root = drawn(tmp_path, files, "people/ana.md")
    assert [words(each) for each in elements(root, "mark", class_="ab-cites")] == [
        "Ana Berg",
        "Berg",
        "Berg",
        "The guest",
    ]
    ids = {each.get("id"): words(each) for each in drawn(tmp_path, files, "a.md").iter() if each.get("id")}
    named = {id: name for id, name in ids.items() if str(id).startswith("_mention")}
    assert named == {"_mention-ana": "Ana Berg", "_mention2-ana": "Berg", "_mention3-ana": "The guest"}


def test_a_name_in_a_page_that_is_taken_in_has_its_id_on_its_own_page_only(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "briefings/a.md": page("Ana Berg spoke [@spoke].\n\n::: background so"),
        "briefings/background/so.md": page("Ana Berg is of Osk."),
    }
    ids = [each.get("id", "") for each in drawn(tmp_path, files, "a.md").iter()]
    assert [id for id in ids if id.startswith(("_mention", "_taken"))] == ["_mention-ana", "_taken_in-so"]


def test_a_background_page_tells_which_pages_use_it_and_where(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "briefings/a.md": page("It was so [@spoke].\n\n## The shores\n\nSee [[so]].", "A", background="[so]"),
        "briefings/b.md": page("It was so [@spoke].\n\n## Below\n\n::: background so", "B"),
        "briefings/background/so.md": page("So it is.", "So"),
    }
    root = drawn(tmp_path, files, "background/so.md")
    assert listed(root) == [("The shores", "See So."), ("Listed at its end", ""), ("Below", "")]
    assert [words(each) for each in elements(root, "mark", class_="ab-cites")] == ["So"]
    links = [each.get("href") for each in elements(root, "a", class_="ab-back")]
    assert links == ["../a.md#_mention-so", "../a.md#_background", "../b.md#_taken_in-so"]


def test_those_who_are_only_quoted_or_relayed_are_among_a_page_s_people(tmp_path: Path) -> None:
    record = "title: Talks\npublish: full\nquotes: {spoke: {exact: spoke of open shores, kind: reported, speaker: ana, via: [office]}}\n"
    files: dict[str, str | bytes] = {
        **archived("talks", "Ana Berg spoke of open shores.\n", record),
        "briefings/organizations.yaml": "office: {name: Harbour office}\nother: {name: Nobody}\n",
        "briefings/a.md": page("Somebody did [@spoke]."),
    }
    root = drawn(tmp_path, files, "a.md")
    linked = [each.get("href", "") for each in elements(root, "a")]
    assert {"people/ana.md", "organizations/office.md"} <= {*linked}
    assert "organizations/other.md" not in linked


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("More\n{ .ab-fold }\n\n- a\n- b\n", '<details class="ab-fold"><summary>More</summary><ul>'),
        ("More\n{ .ab-fold }\n\nNo list.\n", '<p class="ab-fold">More</p>'),
        ("More\n{ .ab-fold }\n", '<p class="ab-fold">More</p>'),
        ("- x\n\n    More\n    { .ab-fold }\n\n    1. a\n", '<details class="ab-fold"><summary>More</summary><ol>'),
    ],
)
def test_a_fold_takes_the_list_below_it_and_nothing_else(written: str, wanted: str) -> None:
    html = markdown.markdown(written, extensions=[*EXTENSIONS])
    assert wanted in html.replace("\n", "")
