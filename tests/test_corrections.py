"""Corrections as their readers meet them: notices, marks beside passages, the list, the feed."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import markdown
import pytest
from growth import grows_no_faster
from hypothesis import given
from hypothesis import strategies as st
from projects import EXTENSIONS, archived, compiled, elements, fragment, page, parse, text_scalar, words, write

from builder.model.characters import normalised
from builder.resolve.containing import Containing
from builder.resolve.folding import plain
from builder.resolve.pairing import pairs
from builder.resolve.said import stands
from builder.resolve.slips import is_slip
from builder.resolve.telling import Told, explained, names, runs, stripped

TALKS = archived("talks", "They met in Osk.\n", "title: Talks\npublish: full\nquotes: {met: {exact: met in Osk}}\n")
ATOM = "{http://www.w3.org/2005/Atom}"


def entry(**fields: str) -> str:
    return (
        "{" + ", ".join(f"{name}: {text_scalar(text)}" for name, text in {"date": "2026-12-01", **fields}.items()) + "}"
    )


def drawn(folder: Path, body: str, *entries: str, path: str = "briefings/lake.md", settings: str = "") -> str:
    """The Markdown of a page with a log; nothing may be found wrong with it but words that it quotes of nobody."""
    data = "corrections:\n" + "".join(f"  - {each}\n" for each in entries) if entries else ""
    files = {path: page(body, date="2026-11-30"), path.removesuffix(".md") + ".yaml": data}
    write(
        folder,
        {**TALKS, "briefings/osk.md": page("In Osk [@met]."), **files, "mkdocs.yml": f"site_name: Lake\n{settings}"},
    )
    site = compiled(folder)
    assert [str(problem) for problem in site.problems if problem.rule != "prose-quote-unverified"] == []
    return next(str(each.text) for each in site.pages if f"briefings/{each.path}" == path)


def feed(folder: Path) -> Element:
    text = next(str(each.text) for each in compiled(folder).pages if each.path == "corrections.xml")
    return ElementTree.fromstring(text)  # noqa: S314  # our own


# ── each kind, where its readers look ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "notice", "verb"),
    [
        ("fix", "", ""),
        ("clarification", "", "clarified 1 December 2026"),
        ("correction", "Corrected 1 December 2026. It said “in Lodra”; it now says “met in Osk”. Cause: Misread.", "corrected 1 December 2026"),
        ("update", "", "updated 1 December 2026"),
        ("withdrawal", "Withdrawn 1 December 2026. This page no longer holds. Cause: Misread.", ""),
    ],
)  # fmt: skip
def test_a_kind_is_shown_where_it_belongs(kind: str, notice: str, verb: str, tmp_path: Path) -> None:
    text = drawn(
        tmp_path, "They met in Osk [@met]. So.", entry(kind=kind, was="in Lodra", now="met in Osk", why="Misread")
    )
    root = fragment(text)
    notices = [words(each) for each in elements(root, "div", class_="ab-notice")]
    assert notices == ([f"{notice} Entry in the log"] if notice else [])
    marks = [(words(each), each.get("href"), each.get("id")) for each in elements(root, "a", class_="ab-corrected")]
    assert marks == ([(verb, "#_correction-1", "_corrected-1")] if verb else [])
    assert ("updated 1 December 2026" in words(next(elements(root, "p", class_="ab-dates")))) is (kind == "update")
    item = next(each for each in elements(root, "li") if list(elements(each, "span", id="_correction-1")))
    assert words(item).startswith(f"1 December 2026, {kind}: was “in Lodra”; now “met in Osk”. Cause: Misread.")
    assert ("#_corrected-1" in [link.get("href") for link in elements(item, "a")]) is bool(verb)
    front = next(str(each.text) for each in compiled(tmp_path).pages if each.path == "index.md")
    assert ("(withdrawn)" in words(fragment(front))) is (kind == "withdrawal")


WITHDRAWN = {
    "briefings/background/osk-town.md": page("## Where\n\nOsk lies on the lake [@met].", "Osk town"),
    "briefings/background/osk-town.yaml": "corrections: [" + entry(kind="withdrawal", why="It *moved*.") + "]\n",
}


@pytest.mark.parametrize("around", ["{}", "- Item\n\n    {}", "> {}"])
def test_a_withdrawn_page_says_so_wherever_it_is_taken_in(around: str, tmp_path: Path) -> None:
    write(tmp_path, WITHDRAWN)
    root = fragment(drawn(tmp_path, around.format("::: background osk-town")))
    (notice,) = elements(root, "p", class_="ab-withdrawn")
    assert words(notice) == ("Withdrawn 1 December 2026. Osk town no longer holds. Cause: It *moved*. Entry in the log")
    links = [link.get("href") for link in elements(notice, "a")]
    assert links == ["background/osk-town.md", "background/osk-town.md#_correction-1"]
    text = words(root)
    assert text.index("Withdrawn 1 December") < text.index("Osk lies on the lake")


def test_every_list_of_pages_says_which_are_withdrawn(tmp_path: Path) -> None:
    people = {"briefings/people.yaml": "osk-place: {name: Osk}\n"}
    write(tmp_path, {**WITHDRAWN, **people})
    drawn(tmp_path, "They met [@met].\n\n::: background osk-town")
    pages = {each.path: fragment(str(each.text)) for each in compiled(tmp_path).pages if each.path.endswith(".md")}
    for path in ("sources/talks.md", "people/osk-place.md"):
        links = {words(link) for link in elements(pages[path], "a") if "osk-town" in link.get("href", "")}
        assert links == {"Osk town (withdrawn)", "Where"}, path
    head = next(str(each.text) for each in compiled(tmp_path).pages if each.path == "background/osk-town.md")
    assert head.startswith('---\ntitle: "Osk town (withdrawn)"\n')


def test_the_latest_stands_first_and_keeps_its_number(tmp_path: Path) -> None:
    early, late = entry(kind="fix", date="2026-12-03"), entry(kind="fix", date="2026-12-02")
    text = drawn(tmp_path, "They met [@met].", early, late, entry(kind="fix", date="2026-12-03"))
    assert re.findall(r'id="(_correction-\d)"', text) == ["_correction-3", "_correction-1", "_correction-2"]


def test_a_briefing_without_corrections_says_so_and_other_pages_do_not(tmp_path: Path) -> None:
    assert "No corrections have been made." in drawn(tmp_path, "They met [@met].")
    assert "orrections" not in drawn(tmp_path, "They met [@met].", path="briefings/background/pond.md")


@pytest.mark.parametrize("path", ["briefings/background/lake.md", "briefings/more/index.md"])
def test_other_pages_with_a_log_show_it(path: str, tmp_path: Path) -> None:
    text = drawn(tmp_path, "They met [@met].", entry(kind="correction", was="a", now="They met", why="b"), path=path)
    assert "Corrected 1 December 2026." in text
    assert "](#_correction-1){ #_corrected-1 .ab-corrected }" in text
    assert "](../corrections.xml)" in text


def test_many_corrections_leave_the_top_to_the_latest(tmp_path: Path) -> None:
    many = [entry(kind="correction", was=f"old {n}", why="misread") for n in range(8)]
    root = fragment(drawn(tmp_path, "They met [@met].", *many))
    assert len(list(elements(root, "div", class_="ab-notice"))) == 5
    assert "3 earlier corrections in the log" in words(root)


def test_words_that_stand_twice_or_across_the_head_have_no_mark(tmp_path: Path) -> None:
    body = "## They met here\n\nThey met there [@met]. They met there."
    for now in ("They met there", "They met here", "What was agreed", "Talks"):
        assert "ab-corrected" not in drawn(tmp_path, body, entry(kind="correction", was="x", now=now, why="y"))


def test_a_page_that_takes_in_a_corrected_one_leads_to_its_log(tmp_path: Path) -> None:
    log = "corrections: [" + entry(kind="clarification", was="by", now="Osk lies on the lake.") + "]\n"
    write(
        tmp_path,
        {
            "briefings/background/osk-town.md": page("Osk lies on the lake. So."),
            "briefings/background/osk-town.yaml": log,
        },
    )
    text = drawn(tmp_path, "They met [@met].\n\n::: background osk-town\n")
    assert "[clarified 1 December 2026](background/osk-town.md#_correction-1){ .ab-corrected }" in text


# ── a mark breaks nothing ──────────────────────────────────────────────────────────────────────

BODIES = [
    "They met in Osk.",
    "They met in Osk [@met].",
    "They met in Osk. [@met] Then more.",
    "**They met in Osk.** Then more.",
    "*They _met in Osk._* Then more.",
    "[They met in Osk.](osk.md) Then more.",
    "[They met in Osk. Then more](osk.md) and more.",
    "[They met in Osk.][o] Then more.\n\n[o]: osk.md",
    "See <a href='https://example.org/'>They met in Osk.</a> Then more.",
    "They `met in Osk.` Then more.",
    "They met in Osk.[^n] Then more.\n\n[^n]: A note.",
    "A note.[^n]\n\n[^n]: They met in Osk. Then more.",
    "They met in [[osk]].",
    "They met in [[osk|Osk]]. Then more.",
    "They met in Osk&hellip; Then more.",
    "They met in Osk\\. Then more.",
    "- They met in Osk.\n- Then more.",
    "> They met in Osk.\n> Then more.",
    '!!! note "A title"\n\n    They met in Osk. Then more.',
    "| a | b |\n| --- | --- |\n| They met in Osk | x \\| y |",
    "They\nmet in\nOsk. Then more.",
    "They met in Osk! ![A map](map.png) Then more.",
    "They met in Osk <!-- indeed -->. Then more.",
    "They met in Osk[.](osk.md){ .x } Then more.",
    "1. They met in Osk.\n\n    They left.\n\n2. Then more.",
    "He said, they ~met~ in Osk: a\n:   They left.",
]


def rendered(text: str) -> Element:
    """As `fragment`, with what the bodies use of other extensions."""
    body = text.split("---\n\n", 1)[1]
    return parse(markdown.markdown(body, extensions=[*EXTENSIONS, "admonition", "def_list"]))


@pytest.mark.parametrize("body", BODIES)
def test_beside_whatever_markup_a_mark_changes_nothing_else(body: str, tmp_path: Path) -> None:
    write(tmp_path, {"briefings/map.png": b"x"})
    now = "in The lake" if "[[osk]]" in body else "in Osk"
    now = "in Talks" if "[[osk]]" in body else now
    plainly = rendered(drawn(tmp_path, body))
    marked = rendered(drawn(tmp_path, body, entry(kind="clarification", was="x", now=now)))
    found = list(elements(marked, "a", class_="ab-corrected"))
    assert [words(each) for each in found] == ["clarified 1 December 2026"], words(marked)
    parents = {child: parent for parent in marked.iter() for child in parent}
    above = found[0]
    while above in parents:
        above = parents[above]
        assert above.tag not in ("a", "code", "h1", "h2")
    text = words(marked).partition("Corrections")[0].replace(" clarified 1 December 2026", "")
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", words(plainly).partition("Corrections")[0])


# ── the feed ───────────────────────────────────────────────────────────────────────────────────


def valid(root: Element) -> None:
    """What RFC 4287 requires of a feed and of its entries."""
    assert root.tag == f"{ATOM}feed"
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len({*ids})
    for each in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = each.findall(f"{ATOM}{name}")
            assert only.text
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated") or "").tzinfo
        assert each.findall(f"{ATOM}link[@rel='alternate']")
    assert root.findtext(f"{ATOM}author/{ATOM}name")


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        ("", ""),
        ("site_url: https://example.org/a b\n", ""),
        ("site_url: https://example.org/site\n", "https://example.org/site/"),
        ("site_url: https://example.org/site/\n", "https://example.org/site/"),
    ],
)
def test_the_feed_is_atom_with_and_without_an_address(settings: str, base: str, tmp_path: Path) -> None:
    entries = (entry(kind="fix"), entry(kind="fix"), entry(kind="update", date="2026-12-04", why="New."))
    drawn(tmp_path, "They met [@met].", *entries, settings=settings)
    root = feed(tmp_path)
    valid(root)
    assert [each.findtext(f"{ATOM}updated") for each in root.findall(f"{ATOM}entry")] == [
        "2026-12-04T00:00:00Z",
        "2026-12-01T00:00:00Z",
        "2026-12-01T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-12-04T00:00:00Z"
    hrefs = [each.get("href") for each in root.findall(f"{ATOM}entry/{ATOM}link")]
    assert hrefs == [f"{base}lake/#_correction-{number}" for number in (3, 2, 1)]
    assert urljoin("https://host/x/corrections.xml", hrefs[0]).endswith("/lake/#_correction-3")
    assert bool(root.findall(f"{ATOM}link[@rel='self']")) is bool(base)


def test_a_site_without_corrections_has_a_feed_without_entries(tmp_path: Path) -> None:
    drawn(tmp_path, "They met [@met].")
    valid(feed(tmp_path))
    assert feed(tmp_path).findall(f"{ATOM}entry") == []
    assert feed(tmp_path).findtext(f"{ATOM}updated") == "2026-11-30T00:00:00Z"


def test_the_feed_knows_where_the_host_puts_pages(tmp_path: Path) -> None:
    drawn(tmp_path, "They met [@met].", entry(kind="fix"), settings="use_directory_urls: false\n")
    assert feed(tmp_path).find(f"{ATOM}entry/{ATOM}link").get("href") == "lake.html#_correction-1"  # type: ignore[union-attr]


def test_an_entry_keeps_its_id_wherever_it_stands(tmp_path: Path) -> None:
    one, two = entry(kind="fix", why="a"), entry(kind="fix", why="b")
    drawn(tmp_path, "They met [@met].", one, two)
    before = {each.text for each in feed(tmp_path).iter(f"{ATOM}id")}
    drawn(tmp_path, "They met [@met].", two, one)
    assert {each.text for each in feed(tmp_path).iter(f"{ATOM}id")} == before


def test_drafts_are_in_no_feed(tmp_path: Path) -> None:
    drawn(tmp_path, "They met [@met].")
    log = "corrections: [" + entry(kind="fix", why="amber heron") + "]\n"
    write(tmp_path, {"briefings/draft.md": page("No.", status="draft"), "briefings/draft.yaml": log, "mkdocs.yml": ""})
    assert "heron" not in str([each.text for each in compiled(tmp_path).pages])


@pytest.mark.parametrize("date", ["2026", "2026-12", "2026-21", "2026-12~", "2026-12/2027-01", "Y17000", "0000-00-00"])
def test_the_feed_has_a_day_for_whatever_date(date: str, tmp_path: Path) -> None:
    log = "corrections: [" + entry(kind="fix", date=date) + "]\n"
    write(tmp_path, {"briefings/lake.md": page("Text.", date=date), "briefings/lake.yaml": log})
    valid(feed(tmp_path))


HOSTILE = [
    "<script>alert(1)</script>",
    ']]> <!-- & &amp; &lt; ‘x’ "y"',
    "\u202eevil\u202c و این متن فارسی است",
    "a\x00b\x01\x08\x0b\x1b\x7f\x85\ufffe\uffff\ufdd0",
    "{{ config.site_name }} {% raw %}",
    "a\n\n    b\n\n# c\n\n- [x](javascript:alert(1))",
    "[^1] [@met] [[osk]] ::: people | a | b |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_the_characters_that_they_are(text: str, tmp_path: Path) -> None:
    text = text.replace("\x00", "")
    log = entry(kind="correction", was=text, why=text)
    root = fragment(drawn(tmp_path, "They met [@met].", log, entry(kind="withdrawal", why=text)))
    shown = " ".join(normalised(text).split())
    assert words(root).count(shown) == 6
    names = {each.tag for each in root.iter() if isinstance(each.tag, str)}
    assert not names & {"script", "h3", "h4", "table", "iframe", "img"}
    assert not [each for each in elements(root, "a") if (each.get("href") or "").startswith("javascript")]
    valid(feed(tmp_path))
    contents = [each.text or "" for each in feed(tmp_path).iter(f"{ATOM}content")]
    assert sum(normalised(text).strip() in each for each in contents) == 2


# ── parts ──────────────────────────────────────────────────────────────────────────────────────

lines = st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.text("abc ", max_size=8)), max_size=30)


@given(lines, lines)
def test_pairs_take_each_sentence_once(gone: list[tuple[str, str]], come: list[tuple[str, str]]) -> None:
    found = pairs(gone, come)
    assert len({first for first, _ in found}) == len({second for _, second in found}) == len(found)
    assert all(first < len(gone) and second < len(come) for first, second in found)


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        ("They recieved it", "They received it", True),
        ("Teh minister", "The minister", False),
        ("teh lake, then", "the lake then", True),
        ("to the the lake", "to the lake", True),
        ("harbor master", "harbour master", True),
        ("they met", "They met", True),
        ("they can not go", "they cannot go", True),
        ("it is now over", "it is not over", False),
        ("$13 million", "$13 billion", False),
        ("four of them", "five of them", False),
        ("in the east", "in the west", False),
        ("it was legal", "it was illegal", False),
        ("it was hired", "it was fired", False),
        ("Iran signed", "Iraq signed", False),
        ("he met Berg", "he met Borg", False),
        ("will increase", "will decrease", False),
        ("it said “yes”", "it said yes", False),
        ("all of it", "all", False),
        ("", "all", False),
    ],
)
def test_only_typing_is_a_slip(old: str, new: str, slip: bool) -> None:
    assert is_slip(plain(old), plain(new)) is slip


@given(st.text("ab cd.12N'", max_size=20), st.text("ab cd.12N'", max_size=20))
def test_whatever_differs_is_judged_without_fault(old: str, new: str) -> None:
    if is_slip(old, new):
        assert re.findall(r"\d", old) == re.findall(r"\d", new)


# ── entries that later ones supersede ──────────────────────────────────────────────────────────

TEXTS = st.text(alphabet="ab 是是.é$", max_size=8).map(plain)


@given(st.lists(TEXTS, max_size=6), TEXTS)
def test_a_text_is_found_as_if_each_were_asked(texts: list[str], words: str) -> None:
    asked = [index for index, text in enumerate(texts) if stands(words, text) or stands(text, words)]
    assert Containing(texts).first(words) == min(asked, default=-1)


@given(st.lists(st.sampled_from(["not", "the", "5", "$", "是", "ship", "-3", "sank."]), max_size=8), st.data())
def test_the_words_themselves_always_tell_and_no_other_figure_does(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(words))
    old, new = plain(" ".join(words)), plain(" ".join(other))
    assert not old or not stripped(old) or explained([Told(old, new)], old, new)
    assert not explained([Told("ship", "boat")], f"{old} ship 7", f"{new} boat 8")
    assert not explained([], old, new)
    for run in runs(old, new):
        assert run.gone or run.come


@given(st.text(max_size=30).map(plain), st.text(max_size=30).map(plain), st.text(max_size=5).map(plain))
def test_any_words_are_judged_without_fault(old: str, new: str, said: str) -> None:
    for told in (Told(said, ""), Told("", said), Told(said, said)):
        assert explained([told], old, new) in (True, False)
        assert names(told, (old,), (new, "")) in (True, False)


def test_what_was_corrected_again_or_withdrawn_is_superseded(tmp_path: Path) -> None:
    def lost(*entries: str) -> list[int]:
        data = "corrections:\n" + "".join(f"  - {{{each}}}\n" for each in entries)
        files = {"briefings/lake.md": page("Ten ships sailed."), "briefings/lake.yaml": data}
        site = compiled(write(tmp_path, files))
        return [each.at.line for each in site.problems if each.rule == "correction-not-found"]

    first = "date: 2031-01-01, kind: clarification, was: Six, now: Eight ships sailed"
    assert lost(first) == [2]
    assert lost(first, "date: 2031-01-02, kind: clarification, was: Eight ships, now: Ten ships") == []
    assert lost(first, "date: 2030-01-02, kind: clarification, was: Eight ships, now: Ten ships") == [2]
    assert lost(first, "date: 2031-01-02, kind: clarification, was: Eight boats, now: Ten ships") == [2]
    assert lost(first, "date: 2031-01-02, kind: withdrawal, why: forged") == []


def test_a_long_log_takes_no_more_than_its_length(tmp_path: Path) -> None:
    def checked(count: int) -> None:
        entries = [
            f"  - {{date: 2031-01-01, kind: clarification, was: boat {n} sank, now: ship {n} sank}}\n"
            for n in range(count)
        ]
        files = {
            "briefings/lake.md": page("Ten ships sailed."),
            "briefings/lake.yaml": "corrections:\n" + "".join(entries),
        }
        site = compiled(write(tmp_path, files))
        assert len([each for each in site.problems if each.rule == "correction-not-found"]) == count

    assert grows_no_faster(checked, 500)
