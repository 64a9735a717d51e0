"""What `briefings check` prints: for people at a terminal, for pipes, for programs; and what it leaves out."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from growth import grows_no_faster
from hypothesis import example, given
from hypothesis import strategies as st
from projects import ROOT, SITES, archived, at_a_terminal, briefings, compiled, page, write
from sarif import LOG

from builder.cli.formats import as_github
from builder.cli.main import main
from builder.cli.report import as_text
from builder.cli.sarif import as_sarif
from builder.cli.terminal import Terminal, cells, wrapped
from builder.diagnostics import Diagnostic, LineIndex, Location, visible
from builder.read.acceptances import of_record

TEXT = "“We found rust in two of the four fuel tanks, and we will not sail with them,” Ada Finch said.\n"
QUOTE = "title: Rust\nquotes:\n  rust:\n    exact: We found dust in two of the four fuel tanks\n"
WRONG = {
    **archived("rust", TEXT, QUOTE),
    "briefings/lake.md": page("They found rust [@rust/rust; @rust/rst] in 船船 tanks [@rust/nothing]."),
}
BROKEN = sorted(path for path in SITES.iterdir() if path.is_dir() and path.name != "good")


def check(*words: str) -> tuple[int, str, str]:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            status = main(["check", *words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
    return status, out.getvalue(), err.getvalue()


# ── frames ─────────────────────────────────────────────────────────────────────────────────────


def test_the_words_that_are_meant_are_underlined(tmp_path: Path) -> None:
    printed = as_text(compiled(write(tmp_path, WRONG)), tmp_path)
    under = [
        (line.index("^") - above.index("|"), line.count("^"), above)
        for above, line in zip(printed.splitlines(), printed.splitlines()[1:], strict=False)
        if set(line) == {" ", "|", "^"}
    ]
    shown = [above[above.index("|") :].replace("船", "船 ") for _, _, above in under]  # two columns each
    meant = [line[start : start + length] for (start, length, _), line in zip(under, shown, strict=True)]
    assert meant == ["@rust/rst", "@rust/nothing", "We found dust in two of the four fuel tanks"]


def test_a_place_far_to_the_right_is_brought_into_view(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/lake.md": page(f"{'Word ' * 200}[@nothing] {'and more ' * 50}")})
    for width in (40, 80, 140):
        printed = as_text(compiled(tmp_path), tmp_path, Terminal(width))
        line = next(line for line in printed.splitlines() if "@nothing" in line and "|" in line)
        assert cells(line) <= width


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal_but_for_a_word_that_is(width: int, tmp_path: Path) -> None:
    printed = as_text(compiled(write(tmp_path, WRONG)), tmp_path, Terminal(width))
    wide = [line for line in printed.splitlines() if cells(line) > width]
    assert [line for line in wide if len(line.split()) > 1] == []


def test_a_difference_shows_what_changes_and_leaves_out_what_does_not(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    write(
        tmp_path,
        {
            **archived(
                "talks", f"{words.replace('word30', 'other')} end.\n", f"title: T\nquotes:\n  a:\n    exact: {words}\n"
            ),
            "briefings/lake.md": page("They met [@a]."),
        },
    )
    printed = as_text(compiled(tmp_path), tmp_path)
    assert "difference: … word24 word25 word26 word27 word28 word29 [-word30-] {+other+} word31 word32" in printed
    assert "word36 …\n" in printed


def _words(text: str) -> list[str]:
    return [word for word in text.split(" ") if word]


@given(st.text(max_size=200).map(visible), st.integers(30, 90))
@example("\rbetween\r" * 9, 30)  # one word, as what else is white space is no place to break, and is never printed
def test_wrapping_keeps_every_word_in_order(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ").split("\n")
    assert _words(" ".join(lines)) == _words(text)
    assert all(cells(line) <= width for line in lines if len(_words(line)) > 1)
    assert wrapped(text, 0) == text


@given(st.text(st.sampled_from("ab\n\U0001f600"), max_size=40), st.data())
def test_a_place_covers_no_more_than_its_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = LineIndex("a", text).at(start, end)
    line = text.split("\n")[at.line - 1]
    assert at.column - 1 + at.length <= max(len(line), at.column)
    assert text[start:end].startswith(line[at.column - 1 : at.column - 1 + at.length]) or start == end


def test_a_place_is_the_same_place_however_much_it_covers() -> None:
    assert Location("a", 1, 2, 3) == Location("a", 1, 2).over("words")


# ── a terminal, and what is none ───────────────────────────────────────────────────────────────


def test_colours_and_wrapping_are_for_terminals(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    painted = at_a_terminal("check", cwd=tmp_path)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert plain != painted
    assert max(len(line) for line in plain.splitlines()) <= 80
    piped = briefings("check", cwd=tmp_path, COLUMNS="40", FORCE_COLOR="1").stdout
    assert "\x1b" not in piped
    assert plain.split() == piped.split()


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(env: dict[str, str], tmp_path: Path) -> None:
    assert "\x1b" not in at_a_terminal("check", cwd=write(tmp_path, WRONG), **env)


def test_nothing_of_a_file_acts_on_the_terminal(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **archived(
                "talks", "They \x1b[31mmet\u202e in Osk.\n", 'title: T\nquotes:\n  a:\n    exact: They "met" at Osk\n'
            ),
            "briefings/lake.md": page("\x1b[2J“They spoke\u202e at Osk \x07” [@a]."),
        },
    )
    printed = as_text(compiled(tmp_path), tmp_path, Terminal(80))
    assert [char for char in printed if not char.isprintable() and char != "\n"] == []
    assert "quote-not-found" in printed


def test_nothing_of_a_file_acts_on_a_log_either() -> None:
    problem = Diagnostic(Location("a\x1b.md"), "bad-id", "`x\ny\r`", "write\n`z\x85`", "[-x\u2028-]")
    assert str(problem).split("\n") == [
        "a\\u001b.md:1:1: error[bad-id]: `x\\u000ay\\u000d`",
        "  hint: write",
        "`z\\u0085`",
        "  difference: [-x\\u2028-]",
    ]


@pytest.mark.parametrize(
    "command", [("check",), ("status",), ("quote", "talks", "They left."), ("suggest", "talks", "--write"), ("build",)]
)
def test_no_command_prints_what_acts_on_the_terminal(command: tuple[str, ...], tmp_path: Path) -> None:
    record = 'title: "T\\x85\\e[2J"\npublisher: "A\\eB"\nquotes: {"x\\e[2J\\ny": {exact: They left}}\n'
    text = "They left.\x85“We said \u2028 no,” Ada \x1bSmith said.\n"
    write(
        tmp_path,
        {
            **archived("talks", text, record),
            "briefings/lake.md": page("They \x1bleft [@talks; @x\x1by].", title='"La\\eke"'),
            "briefings/la\x1bke.md": page("They met."),
            "briefings/people.yaml": '"x\\ey": {name: X}\n',
        },
    )
    run = briefings(*command, cwd=tmp_path)
    acts = [char for char in run.stdout + run.stderr if not char.isprintable() and char != "\n"]
    assert (acts, "Traceback" in run.stderr) == ([], False)
    assert "\\u001b" in run.stdout + run.stderr or "La\ufffdke" in run.stdout


@pytest.mark.parametrize("name", ["passwd", "zero", "fifo"])
def test_no_frame_shows_what_a_check_may_not_read(name: str, tmp_path: Path) -> None:
    """A link out of the project is a problem, and nothing of what it leads to is printed, or waited for."""
    elsewhere = tmp_path / "elsewhere"
    project = write(tmp_path / "project", {"briefings/lake.md": page("Text.")})
    (project / "sources").mkdir()
    if name == "fifo":
        os.mkfifo(elsewhere)
    else:
        elsewhere.symlink_to("/dev/zero") if name == "zero" else elsewhere.write_text("a secret")
    (project / "sources/talks.yaml").symlink_to(elsewhere)
    run = briefings("check", cwd=project)
    assert run.returncode == 1
    assert "error[outside-project]" in run.stdout
    assert "|" not in run.stdout


@pytest.mark.parametrize("words", ["check", "check --format json", "check --format sarif"])
def test_the_status_is_the_same_where_nobody_reads_to_the_end(words: str, tmp_path: Path) -> None:
    many = " ".join(f"They met [@nothing-{number}]." for number in range(2000))
    write(tmp_path, {"briefings/lake.md": page(many)})
    script = f'"{sys.executable}" -m builder {words} | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (1, b"")


@pytest.mark.parametrize(
    "words", ["check", "status", "rules", "explain stray-file", "schema source", "completion bash"]
)
def test_a_full_disk_behind_the_output_is_told_in_one_line(words: str, tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    script = f'"{sys.executable}" -m builder {words} > /dev/full'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "briefings: No space left on device\n")


def test_nothing_of_a_file_acts_in_a_log_of_githubs(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/people.yaml": '"pp\\e[31m\\x9b\\u202e": {name: x}\n'})
    printed = as_github(compiled(tmp_path), tmp_path)
    assert "bad-id" in printed
    assert [char for char in printed if not char.isprintable() and char != "\n"] == []


# ── one rule alone ─────────────────────────────────────────────────────────────────────────────


def test_one_rule_alone_is_shown_and_the_rest_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {**WRONG, "sources/notes.docx": "x"}))
    status, out, _ = check("--only", "stray-file")
    assert status == 0
    assert out.splitlines()[0].startswith("sources/notes.docx:1:1: warning[stray-file]")
    assert out.splitlines()[-1] == (
        "0 errors, 1 warning, 3 not shown, 3 of them errors; 1 quote: 0 verified, 0 cannot be checked, 1 failed"
    )
    assert check("--only", "stray-file", "--strict")[0] == 1
    assert check("--only", "quote-not-found", "--only", "stray-file")[0] == 1
    assert check("--only", "missing-text")[1].startswith("0 errors, 0 warnings, 4 not shown, 3 of them errors; ")


@pytest.mark.parametrize(
    ("format", "told"),
    [
        ("json", '"hidden": {\n    "errors": 3,\n    "warnings": 0\n  }'),
        ("github", "3 not shown, 3 of them errors; 1 quote"),
        ("sarif", '"hidden": {\n          "errors": 3,\n          "warnings": 0\n        }'),
    ],
)
def test_every_format_tells_what_is_not_shown(
    format: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, WRONG))
    assert told in check("--format", format, "--only", "unused-quote")[1]


def test_a_rule_that_there_is_not_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, WRONG))
    assert check("--only", "quote-not-foud") == (
        2,
        "",
        "briefings check: no rule is called `quote-not-foud`; did you mean `quote-not-found`?\n",
    )


# ── for programs ───────────────────────────────────────────────────────────────────────────────


def test_github_gets_a_command_for_each_problem_at_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site, 100%", WRONG)
    monkeypatch.chdir(tmp_path)
    status, out, _ = check("--format", "github", "--project", "site, 100%")
    *commands, summary = out.splitlines()
    assert status == 1
    assert summary == "1 quote: 0 verified, 0 cannot be checked, 1 failed"
    assert commands[-1] == (
        "::error file=site%2C 100%25/sources/rust.yaml,line=5,endLine=5,col=12,endColumn=55,title=quote-not-found::"
        "these words do not stand in `rust`%0A"
        "nearest, on line 1: “We found rust in two of the four fuel tanks”%0A"
        "difference: We found [-dust-] {+rust+} in two of the four fuel tanks"
    )


HOSTILE = st.text(st.sampled_from("%\r\n:,:: a`é\x1b"), max_size=30)


@given(HOSTILE, HOSTILE)
def test_no_text_ends_a_command_of_githubs_early(path: str, message: str) -> None:
    site = compiled_with(Diagnostic(Location(path, 3, 4), "stray-file", message, "hint"))
    command, _ = as_github(site, Path()).rsplit("\n", 1)
    assert "\n" not in command
    assert "\r" not in command
    properties, _, data = command.removeprefix("::warning ").partition("::")
    fields = dict(field.split("=", 1) for field in properties.split(","))
    assert unquote(fields["file"]) == visible(Path(path).as_posix())
    assert unquote(data) == visible(f"{message}\nhint" if message else "hint", "\n")


def compiled_with(problem: Diagnostic) -> object:
    """A site with one problem."""
    from dataclasses import replace

    return replace(EMPTY, problems=(problem,))


EMPTY = compiled(SITES / "good" / "bare")


@pytest.mark.parametrize("project", BROKEN, ids=lambda path: path.name)
def test_sarif_is_sarif_whatever_is_wrong(project: Path) -> None:
    site = compiled(project)
    log = json.loads(as_sarif(site, Path("a folder")))
    jsonschema.Draft202012Validator(LOG).validate(log)
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in results] == [each["ruleId"] for each in results]
    assert [each["ruleId"] for each in results if "suppressions" not in each] == [each.rule for each in site.problems]
    places = [each["locations"][0]["physicalLocation"] for each in results]
    assert [unquote(each["artifactLocation"]["uri"]) for each in places][: len(site.problems)] == [
        f"a folder/{each.at.path}" for each in site.problems
    ]


def test_an_accepted_warning_is_told_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "site_name: T\nplugins: [{briefings: {accept: [{rule: stray-file, reason: kept}]}}]\n"
    monkeypatch.chdir(write(tmp_path, {"sources/notes.docx": "x", "mkdocs.yml": settings}))
    assert check()[1] == ("0 errors, 0 warnings, 1 accepted; 0 quotes: 0 verified, 0 cannot be checked, 0 failed\n")
    assert json.loads(check("--format", "json")[1])["accepted"][0]["reason"] == "kept"
    log = json.loads(check("--format", "sarif")[1])
    jsonschema.Draft202012Validator(LOG).validate(log)
    assert log["runs"][0]["results"][0]["suppressions"] == [{"kind": "external", "justification": "kept"}]


# ── what is accepted beside it, in its folder, or everywhere ───────────────────────────────────

UNUSED = """title: T
# accept unused-quote: {nothing}
quotes:
  one:
    exact: They met in Osk
  two:  # accept unused-quote: two
    exact: and it rained

  # accept unused-quote: three
  # they are for later

  three: {exact: Nobody spoke}
  four:
    exact: Then they left  # accept unused-quote: four
"""
RAIN = "They met in Osk and it rained. Nobody spoke. Then they left.\n"


def rules(project: Path) -> list[tuple[str, int]]:
    return [(each.rule, each.at.line - 1) for each in compiled(project).problems]


def test_a_comment_accepts_what_is_set_in_below_it(tmp_path: Path) -> None:
    record = UNUSED.replace("# accept unused-quote: {nothing}\n", "")
    write(tmp_path, archived("talks", RAIN, record))
    assert rules(tmp_path) == [("unused-quote", 4)]
    reasons = [each.reason for each in compiled(tmp_path).accepted]
    assert reasons == ["two", "three", "four"]


def test_a_comment_is_a_suppression_in_the_source(tmp_path: Path) -> None:
    write(tmp_path, archived("talks", RAIN, UNUSED.replace("# accept unused-quote: {nothing}\n", "")))
    log = json.loads(as_sarif(compiled(tmp_path), Path()))
    jsonschema.Draft202012Validator(LOG).validate(log)
    kinds = [kind["kind"] for each in log["runs"][0]["results"] for kind in each.get("suppressions", ())]
    assert kinds == ["inSource", "inSource", "inSource"]


def test_a_comment_above_a_field_accepts_for_all_of_it(tmp_path: Path) -> None:
    record = (
        "title: T\n# accept unused-quote: all of them\nquotes:\n  a: {exact: They met}\n\n  b: {exact: it rained}\n"
    )
    write(tmp_path, archived("talks", RAIN, record))
    assert rules(tmp_path) == []


@pytest.mark.parametrize(
    "field",
    [
        'note: "it is # accept unused-quote: because"',
        "note: 'it is # accept unused-quote: because'",
        "note: it is#accept unused-quote: because".replace(": because", " because"),
        "note: |\n      # accept unused-quote: because\n      # accept unused-quot: x",
        "note: >\n      one\n      # accept unused-quote: because",
    ],
)
def test_what_looks_like_a_comment_within_a_value_is_none(field: str, tmp_path: Path) -> None:
    write(tmp_path, archived("talks", RAIN, f"title: T\nquotes:\n  a:\n    exact: They met\n    {field}\n"))
    assert [rule for rule, _ in rules(tmp_path)] == ["unused-quote"]


def test_a_comment_accepts_in_files_that_are_not_read_too(tmp_path: Path) -> None:
    files = ("sources/more/a.yaml", "briefings/none.yaml", "briefings/more/people.yaml")
    write(tmp_path, dict.fromkeys(files, "title: T\n"))
    assert {rule for rule, _ in rules(tmp_path)} == {"stray-file"}
    write(tmp_path, dict.fromkeys(files, "title: T  # accept stray-file: kept\n"))
    assert rules(tmp_path) == []
    write(tmp_path, {"briefings/people.yaml": "# accept stray-file: kept\na: {name: Ana Berg}\n"})
    assert rules(tmp_path) == [("unused-acceptance", 0)]


def test_a_long_line_of_blanks_is_read_in_its_length() -> None:
    def read(length: int) -> None:
        of_record(f"title: T\n# accept stray-file{' ' * length}x\n".encode(), "sources/a.yaml")

    assert grows_no_faster(read, 20_000)


def test_a_comment_that_meets_no_warning_is_one(tmp_path: Path) -> None:
    record = "title: T\nquotes:\n  # accept unused-quote: for later\n  a: {exact: They met}\n"
    write(tmp_path, {**archived("talks", RAIN, record), "briefings/lake.md": page("They met [@a].")})
    assert rules(tmp_path) == [("unused-acceptance", 3)]
    assert compiled(tmp_path).problems[0].at.column == 3


PROSE = """They met [@talks].

<!-- accept avoided-word: it is the outlet's word -->
They claimed a lot,
and they claimed it twice.

They claimed more. <!-- accept avoided-word: here too -->
And they claimed yet more.
"""
AVOID = "site_name: T\nplugins: [{briefings: {wording: {avoid: {claimed: said}}}}]\n"


def test_a_comment_in_prose_accepts_for_its_line_or_the_paragraph_below(tmp_path: Path) -> None:
    write(tmp_path, {"sources/talks.yaml": "title: T\n", "briefings/lake.md": page(PROSE), "mkdocs.yml": AVOID})
    site = compiled(tmp_path)
    assert [(each.rule, each.at.line) for each in site.problems] == [("avoided-word", 13)]
    assert len(site.accepted) == 3
    assert not [each for each in site.pages if isinstance(each.text, str) and "accept" in each.text]


def test_a_comment_in_front_matter_accepts_there(tmp_path: Path) -> None:
    head = "---\ntitle: T\n# accept avoided-word: theirs\nsummary: They claimed it.\n---\n\nText.\n"
    write(tmp_path, {"briefings/lake.md": head, "mkdocs.yml": AVOID})
    assert rules(tmp_path) == []


@pytest.mark.parametrize(
    ("at", "left"), [("", 0), ("at: sources/", 0), ("at: briefings/", 2), ("at: sources", 2), ("at: source", 2)]
)
def test_a_warning_is_accepted_in_a_folder_or_the_whole_project(at: str, left: int, tmp_path: Path) -> None:
    entry = f"{{rule: unused-quote, reason: for later{f', {at}' if at else ''}}}"
    write(
        tmp_path,
        {
            **archived("talks", RAIN, "title: T\nquotes: {a: {exact: They met}, b: {exact: Nobody spoke}}\n"),
            "mkdocs.yml": f"site_name: T\nplugins: [{{briefings: {{accept: [{entry}]}}}}]\n",
        },
    )
    assert [rule for rule, _ in rules(tmp_path)].count("unused-quote") == left


@pytest.mark.parametrize("rule", ["quote-not-found", "negation-changed", "source-changed", "bad-setting"])
def test_what_would_mislead_a_reader_cannot_be_switched_off(rule: str, tmp_path: Path) -> None:
    for files in (
        {"mkdocs.yml": f"site_name: T\nplugins: [{{briefings: {{accept: [{{rule: {rule}, reason: r}}]}}}}]\n"},
        {"sources/talks.yaml": f"# accept {rule}: r\ntitle: T\n"},
    ):
        assert compiled(write(tmp_path, files)).problems[0].rule in ("bad-setting", "bad-acceptance")


@given(
    st.lists(
        st.sampled_from(["# accept unused-quote: r", "a:", "  b: 1", "", "  - c", "\u2028", "    # x"]), max_size=20
    )
)
def test_any_comments_are_read_in_time_and_cover_lines_that_there_are(lines: list[str]) -> None:
    for each in of_record("\n".join(lines).encode(), "sources/a.yaml").acceptances:
        first = int(each.at.rpartition(":")[2])
        assert each.place.line <= first <= each.last <= max(len(lines) + 1, first)
