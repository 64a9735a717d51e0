"""What a footnote tells of the way that words took, and of how far they are checked."""

import hashlib
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from projects import archived, compiled, elements, fragment, page, words, write

from builder.settings import Addresses

TEXT = """Minister Ana Berg said: “the ferries will run again”.

The harbour was empty, she said. Nobody was on board.
"""
FILES = {
    "briefings/people.yaml": "ana: {name: Ana Berg, offices: [{title: Minister, of: Lodra}]}\n",
    "briefings/organizations.yaml": "osk-tv: {name: Osk Television, spellings: [OTV]}\n",
}
RECORD = "title: Talks\npublished: 2015-01-20\npublisher: Lake Post\ncontainer: Digest\n"


def note(folder: Path, quote: str, record: str = RECORD, cite: str = "talks/q") -> Element:
    """The first footnote of a page that cites a quote, as a reader has it."""
    write(folder, {**FILES, **archived("talks", TEXT, f"{record}quotes: {{q: {quote}}}\n")})
    write(folder, {"sources/ref.yaml": f"{record}quotes: {{q: {quote}}}\n", "briefings/a.md": page(f"So [@{cite}].")})
    site = compiled(folder)
    assert {problem.rule for problem in site.problems} <= {"unused-quote"}
    (text,) = (each.text for each in site.pages if each.path == "a.md")
    return next(each for each in fragment(str(text)).iter("li") if each.get("id", "").startswith("fn:"))


SPOKEN = "exact: the ferries will run again"
EMPTY = "exact: The harbour was empty"


@pytest.mark.parametrize(
    ("quote", "kind", "told"),
    [
        (f"{{{SPOKEN}, speaker: ana}}", "first-hand", "First-hand: Ana Berg, Minister, Lodra, quoted by Lake Post, as printed by Digest."),
        (
            f"{{{SPOKEN}, speaker: ana, via: [her office’s website, OTV]}}",
            "relayed",
            "Relayed: Ana Berg, Minister, Lodra, through her office’s website, then OTV, quoted by Lake Post, as printed by Digest.",
        ),
        (f"{{{SPOKEN}}}", "unnamed", "Speaker not named: quoted by Lake Post, as printed by Digest."),
        (
            f"{{{EMPTY}, kind: reported, via: osk-tv}}",
            "unnamed",
            "Speaker not named, relayed, in the outlet’s words: through Osk Television, as reported by Lake Post, as printed by Digest.",
        ),
        (f"{{{EMPTY}, speaker: ana}}", "first-hand", "Reported, in the outlet’s words: Ana Berg, Minister, Lodra, as reported by Lake Post, as printed by Digest."),
        (
            f"{{{EMPTY}, speaker: ana, via: OTV}}",
            "relayed",
            "Relayed, in the outlet’s words: Ana Berg, Minister, Lodra, through OTV, as reported by Lake Post, as printed by Digest.",
        ),
        (
            f"{{{EMPTY}, kind: reported}}",
            "unnamed",
            "Speaker not named, in the outlet’s words: as reported by Lake Post, as printed by Digest.",
        ),
        (f"{{{EMPTY}}}", "own", "Source’s own words: Lake Post, as printed by Digest."),
        (
            f"{{{EMPTY}, kind: statement, speaker: osk-tv, via: [a *clerk*]}}",
            "own",
            "Source’s own words: Osk Television, through a *clerk*, in the words of Lake Post, as printed by Digest.",
        ),
    ],
)  # fmt: skip
def test_the_way_of_the_words_is_told_in_order(quote: str, kind: str, told: str, tmp_path: Path) -> None:
    found = note(tmp_path, quote)
    assert f"” {told} Talks, 20 January 2015." in words(found)
    (label,) = elements(found, "span", class_="ab-relay")
    assert label.get("class") == f"ab-relay ab-{kind}"


def test_a_registered_relay_leads_to_its_page(tmp_path: Path) -> None:
    found = note(tmp_path, f"{{{SPOKEN}, speaker: ana, via: [OTV, the otv, someone]}}")
    links = {words(link): link.get("href") for link in elements(found, "a")}
    assert links["OTV"] == links["the otv"] == "organizations/osk-tv.md"
    assert "someone" not in links


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("title: Talks\n", "First-hand: Ana Berg, Minister, Lodra. Talks."),
        ("title: Talks\ncontainer: Digest\n", "First-hand: Ana Berg, Minister, Lodra, quoted by Digest. Talks."),
        ("title: Talks\npublisher: Digest\ncontainer: Digest\n", "Lodra, quoted by Digest. Talks."),
    ],
)
def test_what_is_not_known_of_the_outlet_is_left_out(record: str, told: str, tmp_path: Path) -> None:
    assert told in words(note(tmp_path, f"{{{SPOKEN}, speaker: ana}}", record))


@pytest.mark.parametrize(
    ("cite", "status", "said"),
    [
        ("talks/q", "verified", "verified word for word"),
        ("ref/q", "uncheckable", "cannot be checked: no archived text"),
        ("ref", "uncheckable", "cannot be checked: no archived text"),
        ("talks", "whole", "archived; cited as a whole"),
    ],
)
def test_each_grade_has_a_mark_of_its_own(cite: str, status: str, said: str, tmp_path: Path) -> None:
    found = note(tmp_path, f"{{{SPOKEN}, speaker: ana}}", cite=cite)
    (mark,) = elements(found, "span", class_="ab-verdict")
    assert (mark.get("class"), words(mark)) == (f"ab-verdict ab-{status}", said)
    assert len(list(elements(found, "span", class_="ab-relay"))) == ("/" in cite)


def test_a_speaker_of_a_reference_is_not_lost(tmp_path: Path) -> None:
    found = note(tmp_path, f"{{{SPOKEN}, speaker: ana}}", cite="ref/q")
    assert "Reported, in the outlet’s words: Ana Berg, Minister, Lodra, as reported by Lake Post" in words(found)


def test_a_person_page_says_once_that_words_are_reported(tmp_path: Path) -> None:
    note(tmp_path, f"{{{EMPTY}, speaker: ana}}")
    (text,) = (each.text for each in compiled(tmp_path).pages if each.path == "people/ana.md")
    said = next(words(each) for each in fragment(str(text)).iter("li") if "harbour" in words(each))
    assert said.startswith("“The harbour was empty” (Reported, in the outlet’s words: as reported by Lake Post")


def test_a_mark_on_a_line_of_its_own_hangs_on_the_word_before_it(tmp_path: Path) -> None:
    body = "They met\n[@talks]. Then\n[@talks] it rained.\n\n> They\n> [@talks] left.\n\nHard  \n[@talks] break.\n\n- one\n- [@talks] two"
    site = compiled(write(tmp_path, {"sources/talks.yaml": "title: T\n", "briefings/lake.md": page(body)}))
    text = next(str(each.text) for each in site.pages if each.path == "lake.md")
    for joined in ("met[^talks]. Then[^talks] it", "> They[^talks] left", "Hard  \n[^talks] break", "- [^talks] two"):
        assert joined in text
    said = [link.text for link in site.graph.cited["talks"]]
    assert said == ["They met.", "Then it rained.", "They left.", "Hard break.", "two"]


# ── on paper ───────────────────────────────────────────────────────────────────────────────────


def paper(note: Element) -> str:
    return words(next(elements(note, "span", class_="ab-print")))


def test_paper_has_the_address_of_the_passage_the_day_and_the_fingerprint(tmp_path: Path) -> None:
    source = archived("talks", TEXT, f"{RECORD}archived: 2015-01-21\nquotes: {{q: {{{SPOKEN}}}}}\n")
    settings = {"mkdocs.yml": "site_name: Lake\nsite_url: https://lake.example.org/b/\n"}
    site = compiled(write(tmp_path, {**FILES, **source, **settings, "briefings/a.md": page("So [@talks/q].")}))
    (text,) = (each.text for each in site.pages if each.path == "a.md")
    item = next(each for each in fragment(str(text)).iter("li") if each.get("id", "").startswith("fn:"))
    signs = hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    address = "https://lake.example.org/b/sources/talks/#q"
    assert paper(item) == f"· Archived copy: {address}, kept 21 January 2015, fingerprint {signs}."


def test_paper_says_no_day_that_is_not_recorded(tmp_path: Path) -> None:
    said = paper(note(tmp_path, f"{{{SPOKEN}}}"))
    assert ", fingerprint " in said
    assert "kept" not in said


def test_paper_calls_no_copy_what_has_none_on_its_page(tmp_path: Path) -> None:
    """A text that may not be published is checked, and its page has the record alone."""
    source = archived("talks", TEXT, f"{RECORD}publish: record\nquotes: {{q: {{{SPOKEN}}}}}\n")
    site = compiled(write(tmp_path, {**FILES, **source, "briefings/a.md": page("So [@talks/q].")}))
    (text,) = (each.text for each in site.pages if each.path == "a.md")
    item = next(each for each in fragment(str(text)).iter("li") if each.get("id", "").startswith("fn:"))
    assert paper(item).startswith("· Its record: sources/talks/")


def test_paper_leads_from_a_reference_to_its_record(tmp_path: Path) -> None:
    assert paper(note(tmp_path, f"{{{SPOKEN}}}", cite="ref")) == "· Its record: sources/ref/."


@pytest.mark.parametrize(
    ("path", "folders", "files"),
    [
        ("index.md", "", "index.html"),
        ("a.md", "a/", "a.html"),
        ("people/index.md", "people/", "people/index.html"),
        ("people/ana.md", "people/ana/", "people/ana.html"),
        ("sources/é.md", "sources/%C3%A9/", "sources/%C3%A9.html"),
        ("corrections.xml", "corrections.xml", "corrections.xml"),
    ],
)
def test_a_page_has_one_address(path: str, folders: str, files: str) -> None:
    assert Addresses("https://a.example/").of(path) == f"https://a.example/{folders}"
    assert Addresses("", directory_urls=False).of(path) == files
