"""`briefings suggest`: entries that pass the check as they stand, pasted or written, and nothing invented."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import archived, compiled, flagship, page, text_scalar, write

from builder.cli.main import main
from builder.cli.pasting import as_record
from builder.compile import read_project
from builder.diagnostics import Diagnostic
from builder.model.resolved import Verdict
from builder.model.written import Project, Source
from builder.read.configuration import read_settings
from builder.read.yaml import parse_yaml, plain
from builder.resolve.linking import link
from builder.resolve.voices import speech
from builder.survey.suggestions import Suggestions, suggestions

TEXT = """Port shut: “All is well” says Finch

Harbour master Ada Finch shut the port of Osk. “We found rust in the tanks,” Finch said, “and we shut the port.”

Mayor Cleo Tarn called it “a hasty decision”. The “Titanic” stays.

Subscribe: “The best news of Osk every day”

“The port was never safe.

“It will be safe again,” said Finch.
"""
RECORD = "# what it is\ntitle: Port shut\nlanguage: en\nheadline: 'Port shut: “All is well” says Finch'\n"
RECORD += "furniture: ['Subscribe: “The best news of Osk every day”'] # none of it\n"
PEOPLE = "ada-finch:\n  name: Ada Finch\n  spellings: [Finch]\n"
MARKED = "quotes:\n  rust:\n    exact: rust in the tanks\n    speaker: ada-finch\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sources = {**archived("port", TEXT, RECORD), "sources/treaty.yaml": "title: T\n"}
    write(tmp_path, {**sources, "briefings/people.yaml": PEOPLE})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(text: str) -> dict:
    problems: list[Diagnostic] = []
    node = parse_yaml(text, "a.yaml", problems.append)
    assert not problems, problems
    found = plain(node) if node else {}
    assert isinstance(found, dict)
    return found


@pytest.mark.usefixtures("project")
def test_each_quotation_is_an_entry_with_its_likely_speaker(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "port"]) == 0
    printed = capsys.readouterr().out
    assert said(printed)["quotes"] == {
        "found-rust-tanks": {"exact": "We found rust in the tanks", "speaker": "ada-finch", "kind": "direct"},
        "shut-port": {"exact": "and we shut the port.", "speaker": "ada-finch", "kind": "direct"},
        "hasty-decision": {"exact": "a hasty decision", "kind": "direct"},
        "port-never-safe-safe": {
            "exact": "The port was never safe. “It will be safe again",
            "speaker": "ada-finch",
            "kind": "direct",
        },
    }
    assert "    # speaker: Mayor Cleo Tarn — not in a register\n" in printed
    assert "#   cleo-tarn:\n#     name: Cleo Tarn\n" in printed  # though `called` is no verb of saying


def test_nothing_is_written_unless_told(project: Path) -> None:
    before = (project / "sources/port.yaml").read_bytes()
    assert main(["suggest", "port"]) == 0
    assert (project / "sources/port.yaml").read_bytes() == before


def test_what_is_pasted_passes_the_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["suggest", "port"])
    record = project / "sources/port.yaml"
    record.write_text(record.read_text("utf-8") + capsys.readouterr().out, "utf-8")
    site = compiled(project)
    assert {problem.rule for problem in site.problems} <= {"unused-quote"}
    assert {quote.verdict for quote in site.graph.quotes.values()} == {Verdict.VERIFIED}


def test_what_is_written_passes_the_check_and_leaves_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "sources/port.yaml").read_text("utf-8")
    assert main(["suggest", "port", "--write"]) == 0
    assert capsys.readouterr().out == (
        "sources/port.yaml: 4 entries added; speakers are likely ones, read each in its place\n"
        "  found-rust-tanks, line 3: ada-finch\n"
        "  shut-port, line 3: ada-finch\n"
        "  hasty-decision, line 5: Mayor Cleo Tarn — not in a register\n"
        "  port-never-safe-safe, line 9: ada-finch\n"
    )
    assert "  hasty-decision:\n    # speaker: Mayor Cleo Tarn — not in a register\n" in (
        project / "sources/port.yaml"
    ).read_text("utf-8")
    assert (project / "sources/port.yaml").read_text("utf-8").startswith(before)
    assert {problem.rule for problem in compiled(project).problems} == {"unused-quote"}
    assert main(["suggest", "port"]) == 0
    out = capsys.readouterr()
    assert out.out == "# every quotation in `port` is annotated\n"
    assert out.err == "briefings: 4 warnings in this project; run briefings check\n"
    assert main(["suggest", "port", "--write"]) == 0
    assert capsys.readouterr().out == "# every quotation in `port` is annotated\n"


def test_a_record_that_has_no_room_is_left_as_it_was(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = project / "sources/port.yaml"
    record.write_text("? title\n: Port\n? language\n: en\n", "utf-8")
    before = record.read_bytes()
    assert main(["suggest", "port", "--write"]) == 1
    out = capsys.readouterr()
    assert (out.out, record.read_bytes()) == ("", before)
    assert "is left as it was: it is laid out in a way that leaves no room for an entry" in out.err


def test_what_is_written_is_told_to_programs_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "port", "--write", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {each["id"] for each in printed["entries"]} == {
        key.partition("/")[2] for key in compiled(project).graph.quotes
    }


def test_nothing_is_added_to_the_record_of_a_text_that_was_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, record = project / "sources/port.txt", project / "sources/port.yaml"
    text.write_bytes(text.read_bytes().replace(b"rust", b"dust"))
    record.write_text(f"sha256: {'0' * 64}\n" + re.sub(r"sha256: .*\n", "", record.read_text("utf-8")), "utf-8")
    before = record.read_bytes()
    assert main(["suggest", "port", "--write"]) == 1
    assert "sources/port.yaml:1:9: `port.txt` is not the text that was sealed" in capsys.readouterr().err
    assert record.read_bytes() == before


def test_what_is_marked_already_is_not_suggested(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = project / "sources/port.yaml"
    record.write_text(record.read_text("utf-8") + MARKED, "utf-8")
    main(["suggest", "port"])
    printed = capsys.readouterr().out
    assert "found-rust-tanks" not in printed
    assert printed.startswith("# 3 quotations that no quote marks; paste what is below `quotes:` under that of ")


def test_words_that_stand_twice_get_what_tells_them_apart() -> None:
    text = 'On Monday Finch said “we shut the port". On Tuesday Lind said “we shut the port". Nobody did.'
    found = _suggested(text)
    assert [(each.prefix, each.suffix) for each in found.entries] == [("", '". On'), ("", '". Nobody')]


def test_a_repeat_of_the_article_is_not_suggested_twice() -> None:
    block = "“We found rust in the tanks of the old ferry,” said Ada Finch at noon. " + "It rained. " * 20
    found = _suggested(f"{block}\n{block}\n")
    assert [each.exact for each in found.entries] == ["We found rust in the tanks of the old ferry"]
    assert not found.dropped


@pytest.mark.usefixtures("project")
def test_json_has_the_same_entries(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "port", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in printed["entries"]][2:] == ["hasty-decision", "port-never-safe-safe"]
    assert printed["entries"][2]["name"] == "Cleo Tarn"
    assert (printed["version"], printed["quotations"], printed["dropped"]) == (1, 4, 0)


@pytest.mark.parametrize(
    ("id", "status", "out", "err"),
    [
        ("prt", 2, "", "briefings suggest: no source is called `prt`; did you mean `port`?\n"),
        ("treaty", 0, "# no text of `treaty` is archived, so that nothing can be found in it\n", ""),
    ],
)
@pytest.mark.usefixtures("project")
def test_where_there_is_nothing_one_line_says_so(
    id: str, status: int, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", id]) == status
    assert capsys.readouterr() == (out, err)


def test_an_article_without_quotations_is_told_from_one_that_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, archived("port", "The port is shut, says “Bo”.", "title: P\n"))
    assert main(["suggest", "port", "--project", str(tmp_path)]) == 0
    out = "# the article of `port` has no quotation marks around three words or more\n"
    assert capsys.readouterr().out == out


def test_a_record_that_cannot_be_read_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/port.yaml").write_text("title: [", "utf-8")
    assert main(["suggest", "port"]) == 2
    assert capsys.readouterr() == ("", "briefings suggest: sources/port.yaml cannot be read; run briefings check\n")


# ── hostile texts ──────────────────────────────────────────────────────────────────────────────


def _suggested(text: str, language: str = "en") -> Suggestions:
    source = Source("a", "A", text, language=language)
    found = suggestions(source, link(Project({"a": source}, {}, {}, {}, ()), lambda _: None))
    assert found is not None
    return found


PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    " #",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    "\\",
    "%",
    "!",
    "&a",
    "*a",
]
PIECES += ["\n", "\n\n", "\r\n", "\t", "\xa0", "\u2028", "\x85", "\x1c", "\x07", "\u202e", "\u200b", "\u200c", "\ufeff"]
PIECES += [
    "said ",
    "Finch ",
    "Cleo Tarn ",
    "he ",
    "null",
    "~",
    "yes ",
    "<<",
    "2015 ",
    "---",
    "|",
    ">",
    "@",
    "`",
    "…",
    "...",
    ", ",
]
PIECES += [
    "we met again ",
    "in Osk ",
    "e\u0301",
    "ﬁ",
    "港口",
    "🙂",
    "\ue010",
    "\ue000",
    "Dr. ",
    "and ",
    "which ",
    "with ",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join), st.sampled_from(["en", "", "fa"])
)
def test_no_text_breaks_the_printed_yaml_or_gets_words_put_into_it(text: str, language: str) -> None:
    text = "".join(char for char in text if not "\ud800" <= char <= "\udfff" and char != "\0")
    found = _suggested(text, language)
    printed = as_record(found, ())
    assert {unicodedata.category(char) for char in printed if char not in "\n\u200c\u200d"} & {
        "Cc",
        "Cf",
        "Zl",
        "Zp",
    } == set()
    expected = {each.id: {"exact": each.exact, "kind": "direct"} for each in found.entries}
    read = said(printed)["quotes"] or {}
    assert {id: {name: entry[name] for name in ("exact", "kind")} for id, entry in read.items()} == expected
    squeezed = _squeezed(text)
    assert all(_squeezed(each.exact) in squeezed for each in found.entries)


def _squeezed(text: str) -> str:
    """Without blanks, and without what is not seen."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


# ── real articles ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def articles(conformance: Path) -> list[dict]:
    lines = (conformance / "corpus/wikinews_2019.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("every", "least"), [(4, 120), pytest.param(1, 480, marks=pytest.mark.slow)])
def test_every_suggestion_of_171_articles_passes_when_pasted(
    every: int, least: int, articles: list[dict], tmp_path: Path
) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: Test\n"})
    dropped = count = 0
    for number, article in enumerate(articles[::every]):
        found = _suggested(article["text"])
        dropped += found.dropped
        count += len(found.entries)
        pasted = as_record(found, ()) if found.entries else ""
        head = f"title: {text_scalar(article['title'])}\nlanguage: en\n"
        write(tmp_path, archived(f"a{number}", article["text"], head + pasted))
    site = compiled(tmp_path)
    assert [str(problem) for problem in site.problems if problem.severity == "error"] == []
    assert len(site.graph.quotes) == count > least
    assert {quote.verdict for quote in site.graph.quotes.values()} == {Verdict.VERIFIED}
    assert dropped == 0


def test_every_suggestion_stands_between_quotation_marks(articles: list[dict]) -> None:
    for article in articles:
        text = article["text"]
        spoken = ["".join(text[span.start : span.end].split()) for span in speech(text)]
        for each in _suggested(text).entries:
            assert any("".join(each.exact.split()) in words for words in spoken), each


def test_nearly_all_that_is_quoted_at_length_is_found(articles: list[dict]) -> None:
    """Of the words in quotation marks, four at least; what is left are titles and names."""
    found = total = 0
    for article in articles:
        exact = " ".join(" ".join(each.exact.split()) for each in _suggested(article["text"]).entries)
        for match in re.finditer(r'(?<!\w)"([^"\n]+)"(?!\w)', article["text"]):
            words = " ".join(match[1].split()).rstrip(", ")
            count = len(words.split())
            total += count if count >= 4 else 0
            found += count if count >= 4 and words in exact else 0
    assert found / total > 0.99


# ── the flagship ───────────────────────────────────────────────────────────────────────────────


def test_the_flagship_without_its_quotes_gets_them_back(tmp_path: Path) -> None:
    """Traps: the standfirst's and the captions' words, brackets of the source's own, the article that stands twice."""
    project = flagship(tmp_path)
    for path in (project / "sources").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").partition("\nquotes:\n")[0] + "\n", "utf-8")
    graph = compiled(project).graph
    wanted = compiled(Path(__file__).parents[1]).graph
    for id, missing in (("sputnik-2015-01-20", []), ("afp-2015-01-20", ["interference"])):
        found = suggestions(graph.project.sources[id], graph)
        assert found is not None
        assert found.dropped == 0
        speaker = {_letters(each.exact): each.speaker for each in found.entries}
        direct = [quote for quote in wanted.quotes_of(wanted.project.sources[id]) if quote.kind == "direct"]
        known = {_letters(quote.annotation.selector.exact): quote.annotation.speaker for quote in direct}
        assert set(known) - set(speaker) == set(missing)
        assert set(speaker) <= set(known)
        assert all(speaker[words] in ("", known[words]) for words in speaker)
        assert sum(1 for words in speaker if speaker[words]) >= len(speaker) - 1


def _letters(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def test_the_flagship_as_it_is_has_nothing_left(tmp_path: Path) -> None:
    project = flagship(tmp_path)
    settings = read_settings(project, lambda _: None)
    graph = link(read_project(settings, []), lambda _: None)
    for id in ("sputnik-2015-01-20", "afp-2015-01-20"):
        found = suggestions(graph.project.sources[id], graph)
        assert found is not None
        assert not found.entries


def test_a_page_of_the_project_does_not_change_what_is_suggested(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["suggest", "port"])
    before = capsys.readouterr().out
    write(project, {"mkdocs.yml": "site_name: Test\n", "briefings/a.md": page("The port [@port] is shut.")})
    main(["suggest", "port"])
    assert capsys.readouterr().out == before
