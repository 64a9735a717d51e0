"""The command as authors meet it: exit statuses, output, and what is left on the disk."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from growth import grows_no_faster
from projects import (
    GOOD,
    ROOT,
    SITES,
    archived,
    briefings,
    built,
    compiled,
    copy,
    files,
    need,
    page,
    shared,
    site_of,
    write,
)

from builder.cli.main import COMMANDS, main
from builder.cli.report import as_text

LAKE = {"sources/talks.yaml": "title: Lake talks\n", "briefings/lake.md": page("They met [@talks].")}
WARNED = {**LAKE, "sources/notes.docx": "x"}
BROKEN = {**LAKE, "briefings/lake.md": page("They met [@talk].")}


# ── exit statuses ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("files", "words", "status"),
    [
        (LAKE, ["check"], 0),
        (LAKE, ["check", "--strict"], 0),
        (WARNED, ["check"], 0),
        (WARNED, ["check", "--strict"], 1),
        (BROKEN, ["check"], 1),
        (BROKEN, ["build"], 1),
        (WARNED, ["build", "--strict"], 1),
        (LAKE, [], 2),
        (LAKE, ["chek"], 2),
        (LAKE, ["check", "--formt"], 2),
        (LAKE, ["check", "--format", "xml"], 2),
        (LAKE, ["build", "--host", "sphinx"], 2),
        (LAKE, ["check", "--project", "nowhere"], 2),
        (LAKE, ["build", "--project", "nowhere"], 2),
        (LAKE, ["check", "--project", "briefings"], 2),
        (LAKE, ["check", "--project", "mkdocs.yml"], 2),
        (LAKE, ["serve", "--project", "nowhere"], 2),
        (LAKE, ["schema"], 2),
        (LAKE, ["schema", "source"], 0),
    ],
)
def test_the_status_says_how_it_went(
    files: dict[str, str], words: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, files))
    assert run_here(*words) == status


def run_here(*words: str) -> int:
    """The command in this process; argparse leaves by an exception of its own."""
    try:
        return main([*words])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def test_a_build_that_succeeds_says_so_in_one_line_and_names_the_page_to_open(tmp_path: Path) -> None:
    run = briefings("build", "--strict", cwd=write(tmp_path, LAKE))
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        f"1 quote: 0 verified, 1 cannot be checked, 0 failed; 6 pages: open {Path('site') / 'index.html'}\n"
    )
    assert (tmp_path / "site/index.html").is_file()


def test_a_project_elsewhere_is_built_where_it_is(tmp_path: Path) -> None:
    write(tmp_path / "project", LAKE)
    run = briefings("build", "--project", "project", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert str(Path("project/site/index.html")) in run.stdout
    assert (tmp_path / "project/site/lake/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_a_check_writes_nothing_but_what_it_remembers(tmp_path: Path) -> None:
    project = copy(GOOD / "whole", tmp_path)
    before = files(project)
    assert briefings("check", "--no-cache", cwd=project).returncode == 0
    assert files(project) == before
    assert briefings("check", cwd=project).returncode == 0
    assert {path: text for path, text in files(project).items() if not path.startswith(".briefings-cache/")} == before


def test_a_check_does_not_load_a_host(tmp_path: Path) -> None:
    code = "import sys; from builder.cli.main import main; main(['check']); sys.exit('mkdocs' in sys.modules)"
    command = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run(command, cwd=write(tmp_path, LAKE), env=env, check=False, capture_output=True).returncode == 0


# ── output ─────────────────────────────────────────────────────────────────────────────────────


def test_problems_as_text_have_their_line_and_a_caret_under_the_place(tmp_path: Path) -> None:
    run = briefings("check", cwd=write(tmp_path, BROKEN))
    assert run.stdout == (
        "briefings/lake.md:6:11: error[unknown-citation]: no source or quote is called `talk`\n"
        "6 | They met [@talk].\n"
        "  |           ^^^^^\n"
        "  hint: did you mean `talks`?\n"
        "\n"
        "1 error, 0 warnings; 0 quotes: 0 verified, 0 cannot be checked, 0 failed\n"
    )


def test_problems_as_json_are_version_1_of_the_format(tmp_path: Path) -> None:
    run = briefings("check", "--format", "json", cwd=write(tmp_path, {**BROKEN, **WARNED, **BROKEN}))
    assert (run.returncode, run.stderr) == (1, "")
    assert json.loads(run.stdout) == {
        "version": 1,
        "quotes": {"verified": 0, "failed": 0, "uncheckable": 0},
        "problems": [
            {
                "rule": "unknown-citation",
                "severity": "error",
                "path": "briefings/lake.md",
                "line": 6,
                "column": 11,
                "length": 5,
                "message": "no source or quote is called `talk`",
                "hint": "did you mean `talks`?",
                "difference": "",
            },
            {
                "rule": "stray-file",
                "severity": "warning",
                "path": "sources/notes.docx",
                "line": 1,
                "column": 1,
                "length": 1,
                "message": "this file is not read",
                "hint": "records end in `.yaml`, archived texts in `.txt`, both directly in `sources/`",
                "difference": "",
            },
        ],
        "accepted": [],
        "hidden": {"errors": 0, "warnings": 0},
    }


def test_json_is_json_whatever_the_locale_and_the_characters(tmp_path: Path) -> None:
    write(tmp_path, {**LAKE, "briefings/lake.md": page("دریاچه 😀 [@دریاچه] [@\u202etalk]")})
    run = briefings("check", "--format", "json", cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    problems = json.loads(run.stdout)["problems"]
    assert [(each["line"], each["column"]) for each in problems] == [(6, 11), (6, 21)]
    assert "دریاچه" in problems[0]["message"]


def test_counts_are_by_quote_and_by_reference(tmp_path: Path) -> None:
    text = "One two three. Four five six. Seven eight nine.\n"
    record = "title: T\nquotes: {a1: {exact: One two three}, b1: {exact: Four five six}, c1: {exact: Four five sex}}\n"
    body = "A [@s1/a1]. Again [@s1/a1]. Two [@s1/b1; @s1/c1]. Ref [@r1; @r1/q1; @r1/q2; @r2]. Whole [@s1]."
    references = "title: R\nquotes: {q1: {exact: seen once}, q2: {exact: seen twice}}\n"
    config = "site_name: T\nplugins: [{briefings: {excerpt_limit: 1}}]\n"
    write(tmp_path, {"mkdocs.yml": config, **archived("s1", text, record), "briefings/lake.md": page(body)})
    write(tmp_path, {"mkdocs.yml": config, "sources/r1.yaml": references, "sources/r2.yaml": "title: R2\n"})
    run = json.loads(briefings("check", "--format", "json", cwd=tmp_path).stdout)
    assert run["quotes"] == {"verified": 2, "failed": 1, "uncheckable": 2}


def test_no_control_character_of_a_file_reaches_the_terminal(tmp_path: Path) -> None:
    write(tmp_path, {**LAKE, "briefings/lake.md": page("\x1b[31mred\x1b[0m \x9b31m [@\x1b[31mtalk\x07]")})
    (tmp_path / "sources" / "a\x1b[31mb.txt").write_text("x")
    run = briefings("check", cwd=tmp_path)
    assert run.returncode == 1
    assert not [char for char in run.stdout if not char.isprintable() and char != "\n"]


def test_each_kind_of_file_has_a_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("source", "people", "organizations", "events", "topics", "front-matter", "briefing"):
        assert main(["schema", kind]) == 0
        schema = json.loads(capsys.readouterr().out)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["type"] == "object"


# ── small projects ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "config",
    [
        "site_name: Test\n",
        "",
        "# nothing yet\n",
        "site_name: Test\nplugins:\n",
        "site_name: Test\nplugins: {briefings: {}}\n",
        "site_name: Test\nplugins: [search, briefings: {excerpt_limit: 0.3}]\n",
        "site_name: Test\nnav:\n",
        "site_name: Test\nextra: {a: !ENV [NO_SUCH_VARIABLE, b]}\n",
        "site_name: Test\ndocs_dir: briefings\n",
    ],
)
def test_the_least_that_a_project_can_be_is_checked_and_built(
    config: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"mkdocs.yml": config, "briefings/lake.md": page("Text.")}))
    assert run_here("check", "--strict") == 0
    assert run_here("build", "--strict") == 0
    assert (tmp_path / "site/lake/index.html").is_file()


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_a_project_of_one_line_has_a_front_page_and_indexes(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    site = site_of("bare", tmp_path_factory, "--host", host)
    for path in ("index.html", "people/index.html", "sources/index.html", "method/index.html"):
        assert (site / path).is_file()


def test_a_plugin_entry_without_sources_or_registers_is_enough(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: T\nplugins: [briefings]\n", "briefings/lake.md": page("Text.")})
    assert briefings("check", "--strict", cwd=tmp_path).returncode == 0


def test_a_title_of_a_source_and_title_and_summary_of_a_briefing_are_enough(tmp_path: Path) -> None:
    assert briefings("build", "--strict", cwd=write(tmp_path, LAKE)).returncode == 0


# ── accepted warnings ──────────────────────────────────────────────────────────────────────────


def accepting(*entries: str) -> dict[str, str]:
    listed = "".join(f"        - {entry}\n" for entry in entries)
    return {**WARNED, "mkdocs.yml": f"site_name: T\nplugins:\n  - briefings:\n      accept:\n{listed}"}


def problems(project: Path) -> list[tuple[str, str]]:
    """Each problem's rule and place."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        run_here("check", "--format", "json", "--project", str(project))
    found = json.loads(said.getvalue())["problems"]
    return [(each["rule"], f"{each['path']}:{each['line']}:{each['column']}") for each in found]


@pytest.mark.parametrize("at", ["sources/notes.docx", "sources/notes.docx:1", "sources/notes.docx:1:1"])
def test_a_warning_is_accepted_by_its_file_line_or_column(at: str, tmp_path: Path) -> None:
    project = write(tmp_path, accepting(f'{{rule: stray-file, at: "{at}", reason: kept for later}}'))
    assert problems(project) == []
    assert run_here("check", "--strict", "--project", str(project)) == 0


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("{rule: stray-file, at: sources/other.docx, reason: r}", ["unused-acceptance", "stray-file"]),
        ("{rule: stray-file, at: 'sources/notes.docx:2', reason: r}", ["unused-acceptance", "stray-file"]),
        ("{rule: unused-quote, at: sources/notes.docx, reason: r}", ["unused-acceptance", "stray-file"]),
        ("{rule: stray-file, at: sources/notes.docx, reason: ' '}", ["bad-setting", "stray-file"]),
        ("{rule: stray-file, at: sources/notes.docx, reason: ''}", ["bad-setting", "stray-file"]),
        ("{rule: stray-flie, at: sources/notes.docx, reason: r}", ["bad-setting", "stray-file"]),
        ("{rule: quote-not-found, at: sources/talks.yaml, reason: r}", ["bad-setting", "stray-file"]),
    ],
)
def test_an_acceptance_that_accepts_nothing_is_a_problem(entry: str, found: list[str], tmp_path: Path) -> None:
    named = problems(write(tmp_path, accepting(entry)))
    assert named == [(found[0], "mkdocs.yml:5:11"), (found[1], "sources/notes.docx:1:1")]


@pytest.mark.parametrize(
    "entry", ["{rule: stray-file, at: sources/notes.docx}", "{at: sources/notes.docx}", "stray-file"]
)
def test_an_acceptance_without_its_fields_is_a_problem_and_accepts_nothing(entry: str, tmp_path: Path) -> None:
    named = problems(write(tmp_path, accepting(entry)))
    assert ("stray-file", "sources/notes.docx:1:1") in named
    assert [place for _, place in named if place.startswith("mkdocs.yml:5:")]


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    entry = "{rule: unknown-citation, at: briefings/lake.md, reason: in a hurry}"
    project = write(tmp_path, {**accepting(entry), **BROKEN})
    assert ("unknown-citation", "briefings/lake.md:6:11") in problems(project)
    assert run_here("check", "--project", str(project)) == 1


def test_one_acceptance_does_not_accept_another_rule_at_its_place(tmp_path: Path) -> None:
    entry = "{rule: unsealed-source, at: sources/talks.yaml, reason: r}"
    record = "title: Lake talks\nquotes: {words: {exact: They met in Osk}}\n"
    project = write(
        tmp_path, {**accepting(entry), "sources/talks.yaml": record, "sources/talks.txt": "They met in Osk.\n"}
    )
    assert [rule for rule, _ in problems(project)] == ["stray-file", "unused-quote"]


# ── no traceback ───────────────────────────────────────────────────────────────────────────────

DEEP = "[" * 5000 + "]" * 5000
DIRECTIVES = ("quote", "background", "briefings x", "people x", "sources x", "timeline")
LINKS = "[a](//e.org) [b](/x) [c](../../x) [d](?q) [e](#f) [g](http://[) [h](x%00y) [i](mailto:x) [j](<a b>)"
OPEN = "[@ [@; ;] [[ [[| ]] [^ `` ::: \n\n:::\n\n::: \n\n::: x y z\n\n| [@a | b] |\n| - |"
MARKS = "[[[@x]]] [@[[x]]] [[x|[@y]]] [@x; [@y]] ![[x]](y) [[x]](y) [@x](y)"
DATES = [
    *(
        "",
        " ",
        "2015-13",
        "2015-00-10",
        "0000",
        "y99999",
        "2015/2014",
        "../..",
        "20xx",
        "2015-01-01T25:00",
        "[1,2",
        "{1}",
    ),
    *("١٤", "2015-1-1", "-0044", "2015-01-20~", "%", "2004-06-XX/2004-07-03"),
]
ADDRESSES = [
    "http://[",
    "http://",
    "//x",
    "http://a:b:c/",
    "http://a:99999/",
    "http://é/",
    "https://a@b/",
    "x",
    "http://x y",
]
INPUTS: dict[str, dict[str, str | bytes]] = {
    "an empty record": {"sources/a1.yaml": ""},
    "a blank record": {"sources/a1.yaml": " \n\n"},
    "a record of comments": {"sources/a1.yaml": "# later\n"},
    "a record that is a list": {"sources/a1.yaml": "- title: x\n"},
    "a record that is a word": {"sources/a1.yaml": "title"},
    "a record of two documents": {"sources/a1.yaml": "title: x\n---\ntitle: y\n"},
    "a record with a directive": {"sources/a1.yaml": "%YAML 1.1\n---\ntitle: x\n"},
    "a record with an end": {"sources/a1.yaml": "title: x\n...\nmore\n"},
    "a deep record": {"sources/a1.yaml": f"title: x\nquotes: {DEEP}\n"},
    "a deep flow mapping": {"sources/a1.yaml": "title: x\nquotes: " + "{a: " * 5000 + "}" * 5000},
    "an unclosed quote": {"sources/a1.yaml": 'title: "x\n'},
    "tabs": {"sources/a1.yaml": "title:\tx\n\tpublisher: y\n"},
    "quotes as a list": {"sources/a1.yaml": "title: x\nquotes: [a, b]\n"},
    "quotes as text": {"sources/a1.yaml": "title: x\nquotes: text\n"},
    "a quote as text": {"sources/a1.yaml": "title: x\nquotes: {a: text}\n"},
    "a quote as a list": {"sources/a1.yaml": "title: x\nquotes: {a: [b]}\n"},
    "a blank quote": {"sources/a1.yaml": "title: x\nquotes: {a: }\n"},
    "a quote without words": {"sources/a1.yaml": "title: x\nquotes: {a: {kind: direct}}\n"},
    "a quote with empty words": {"sources/a1.yaml": "title: x\nquotes: {a: {exact: ''}}\n"},
    "an unknown field of a quote": {"sources/a1.yaml": "title: x\nquotes: {a: {exact: b, speeker: c}}\n"},
    "an unknown field of a record": {"sources/a1.yaml": "titel: x\n"},
    "an unknown field of a range": {"sources/a1.yaml": "title: x\nfurniture: [{from: a, until: b}]\n"},
    "an unknown field of an office": {"briefings/people.yaml": "a1: {name: A, offices: [{title: x, form: 2010}]}\n"},
    "an unknown field of an event": {"briefings/events.yaml": "a1: {date: 2010, titel: x}\n"},
    "an unknown field of a person": {"briefings/people.yaml": "a1: {nmae: A}\n"},
    "an unknown field of front matter": {"briefings/a1.md": page("Text.", sumary="x")},
    "an unknown field of a comparison": {
        "briefings/a1.md": page("T."),
        "briefings/a1.yaml": "comparisons: {c: {qestion: x}}\n",
    },
    "an unknown field of an answer": {
        "briefings/a1.md": page("T."),
        "briefings/a1.yaml": "comparisons: {c: {question: x, answers: [{cite: a, say: b}]}}\n",
    },
    "an unknown setting": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {excerpt_limt: 0.5}]\n"},
    "an unknown field of an acceptance": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {accept: [{rul: x}]}]\n"},
    "furniture as a mapping": {"sources/a1.yaml": "title: x\nfurniture: {from: a, to: b}\n"},
    "furniture as text": {"sources/a1.yaml": "title: x\nfurniture: Subscribe\n"},
    "a list in a list": {"sources/a1.yaml": "title: x\nfurniture: [[a]]\n"},
    "a long scalar": {"sources/a1.yaml": f"title: {'x' * 10**6}\n"},
    "a long key": {"sources/a1.yaml": f"{'x' * 3000}: y\n"},
    "an empty key": {"sources/a1.yaml": "? \n: x\n"},
    "odd scalars": {"sources/a1.yaml": "title: NO\npublished: 12:30\npublisher: ~\nauthor: .inf\n"},
    "an empty text": {"sources/a1.txt": "", "sources/a1.yaml": "title: x\nquotes: {a: {exact: some words}}\n"},
    "a text of blanks": {
        "sources/a1.txt": " \n\u3000\n",
        "sources/a1.yaml": "title: x\nheadline: ' '\nfurniture: ['']\n",
    },
    "a text of marks": {
        "sources/a1.txt": "“”„‟«»''\"\"[[[…",
        "sources/a1.yaml": "title: x\nquotes: {a: {exact: '[[[…'}}\n",
    },
    "a quote of brackets": {
        "sources/a1.txt": "a b c d",
        "sources/a1.yaml": "title: x\nquotes: {a: {exact: '[a] [b] … [c]'}}\n",
    },
    "a quote of a million letters": {
        "sources/a1.txt": "a b",
        "sources/a1.yaml": f"title: x\nquotes: {{a: {{exact: '{'ab ' * 300000}'}}}}\n",
    },
    "a quote of many gaps": {
        "sources/a1.txt": "ab cd " * 200,
        "sources/a1.yaml": "title: x\nquotes: {a: {exact: ab cd … ab cd … ab cd}}\n",
    },
    "front matter that is not closed": {"briefings/a1.md": "---\ntitle: x\n"},
    "front matter that is a list": {"briefings/a1.md": "---\n- a\n---\ntext\n"},
    "front matter that is empty": {"briefings/a1.md": "---\n---\ntext\n"},
    "front matter alone": {"briefings/a1.md": "---\ntitle: x\nsummary: y\n---"},
    "an empty page": {"briefings/a1.md": ""},
    "a page of one mark": {"briefings/a1.md": "\ufeff"},
    "a page with Windows line ends": {"briefings/a1.md": page("# A\n\n[@x]\n\n::: people").replace("\n", "\r\n")},
    "a page with old Mac line ends": {"briefings/a1.md": page("# A\n\n[@x]").replace("\n", "\r")},
    "deep block quotes": {"briefings/a1.md": page(">" * 3000 + " [@x]")},
    "deep lists": {"briefings/a1.md": page("\n".join("  " * n + "- [@x]" for n in range(500)))},
    "deep emphasis": {"briefings/a1.md": page("*" * 5000 + " [[x]] " + "_" * 5000)},
    "deep links": {"briefings/a1.md": page("[" * 5000 + "@x" + "]" * 5000)},
    "many open comments": {"briefings/a1.md": page("<!-- " * 3000)},
    "unclosed everything": {"briefings/a1.md": page(OPEN)},
    "marks inside marks": {"briefings/a1.md": page(MARKS)},
    "a directive of everything": {"briefings/a1.md": page("".join(f"::: {name} \n\n" for name in DIRECTIVES))},
    "a page called index in a folder": {"briefings/a/index.md": page("Text.")},
    "a page in an odd folder": {"briefings/a (b) [c] & <d>/e1.md": page("Text.")},
    "a page with a percent sign": {"briefings/a%20b/e1.md": page("Text.")},
    "a page with a hash": {"briefings/a#b/e1.md": page("Text.")},
    "a folder called a page": {"briefings/a1.md/b1.md": page("Text.")},
    "a folder called a record": {"sources/a1.yaml/b1.yaml": "title: x\n"},
    "a folder called a register": {"briefings/people.yaml/a1.md": page("Text.")},
    "a page called as an index": {"briefings/sources/index.md": page("Ours."), "briefings/method.md": page("Ours.")},
    "links to everywhere": {"briefings/a1.md": page(LINKS)},
    "a link with a null byte": {"briefings/a1.md": page("[a](x%00.png) ![b](%00)")},
    "a long link": {"briefings/a1.md": page(f"[a]({'x' * 5000}.png)")},
    "a person as text": {"briefings/people.yaml": "a1: Name\n"},
    "people as a list": {"briefings/people.yaml": "- name: A\n"},
    "people as text": {"briefings/people.yaml": "A\n"},
    "a person without a name": {"briefings/people.yaml": "a1: {description: x}\n"},
    "a person with a blank name": {"briefings/people.yaml": "a1: {name: ' ', spellings: ['', ' ', '\u200b']}\n"},
    "scripts as a list": {"briefings/people.yaml": "a1: {name: A, scripts: [x]}\n"},
    "an office as text": {"briefings/people.yaml": "a1: {name: A, offices: [Minister]}\n"},
    "an office without a title": {"briefings/people.yaml": "a1: {name: A, offices: [{of: x}]}\n"},
    "odd dates": {
        "briefings/events.yaml": "".join(f"e{n}: {{date: '{date}', title: x}}\n" for n, date in enumerate(DATES))
    },
    "odd addresses": {f"sources/a{n}.yaml": f"title: x\nurl: '{url}'\n" for n, url in enumerate(ADDRESSES)},
    "data of no page": {"briefings/a1.yaml": "comparisons: {}\n"},
    "data that is a list": {"briefings/a1.md": page("Text."), "briefings/a1.yaml": "- a\n"},
    "judgments as a mapping": {"briefings/a1.md": page("Text."), "briefings/a1.yaml": "judgments: {a: b}\n"},
    "a judgment of nothing": {"briefings/a1.md": page("Text."), "briefings/a1.yaml": "judgments: [{id: A B}]\n"},
    "a comparison of nothing": {"briefings/a1.md": page("Text."), "briefings/a1.yaml": "comparisons: {A B: }\n"},
    "settings as a list": {"mkdocs.yml": "- site_name: x\n"},
    "settings as text": {"mkdocs.yml": "site_name\n"},
    "settings with a broken line": {"mkdocs.yml": "site_name: [\n"},
    "settings with an unknown tag": {"mkdocs.yml": "site_name: !x y\n"},
    "settings that are deep": {"mkdocs.yml": f"site_name: T\nextra: {DEEP}\n"},
    "settings with a deep alias": {"mkdocs.yml": "site_name: T\na: &a [*a]\n"},
    "settings with merges": {"mkdocs.yml": "site_name: T\na: &a {b: c}\nd: {<<: *a}\n"},
    "a number of plugins": {"mkdocs.yml": "site_name: T\nplugins: 5\n"},
    "a plugin that is a number": {"mkdocs.yml": "site_name: T\nplugins: [5]\n"},
    "a plugin that is not there": {"mkdocs.yml": "site_name: T\nplugins: [no-such-plugin]\n"},
    "plugin settings as text": {"mkdocs.yml": "site_name: T\nplugins: [briefings: text]\n"},
    "plugin settings as a list": {"mkdocs.yml": "site_name: T\nplugins: [briefings: [a]]\n"},
    "accept as text": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {accept: all}]\n"},
    "accept as numbers": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {accept: [1, {}, []]}]\n"},
    "limits": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {excerpt_limit: [1]}]\n"},
    "a limit of nan": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {excerpt_limit: nan}]\n"},
    "autolink as a word": {"mkdocs.yml": "site_name: T\nplugins: [briefings: {autolink: perhaps}]\n"},
    "a theme that is not there": {"mkdocs.yml": "site_name: T\ntheme: no-such-theme\n"},
    "a theme of a number": {"mkdocs.yml": "site_name: T\ntheme: 5\n"},
    "a blank theme": {"mkdocs.yml": "site_name: T\ntheme:\n"},
    "an extension that is not there": {"mkdocs.yml": "site_name: T\nmarkdown_extensions: [no_such_extension]\n"},
    "a number of extensions": {"mkdocs.yml": "site_name: T\nmarkdown_extensions: 5\n"},
    "a nav of numbers": {"mkdocs.yml": "site_name: T\nnav: [5, {a: 6}, [7]]\n"},
    "a nav as text": {"mkdocs.yml": "site_name: T\nnav: index.md\n"},
    "a blank site name": {"mkdocs.yml": "site_name:\n"},
    "a site name of a list": {"mkdocs.yml": "site_name: [a]\n"},
    "a site address that is none": {"mkdocs.yml": "site_name: T\nsite_url: x\n"},
    "a docs folder elsewhere": {"mkdocs.yml": "site_name: T\ndocs_dir: nowhere\n"},
    "a docs folder that is a file": {"mkdocs.yml": "site_name: T\ndocs_dir: mkdocs.yml\n"},
    "a site folder over the sources": {"mkdocs.yml": "site_name: T\nsite_dir: sources\n"},
    "a hook that is not there": {"mkdocs.yml": "site_name: T\nhooks: [no-such-hook.py]\n"},
    "an inherited file that is not there": {"mkdocs.yml": "INHERIT: base.yml\nsite_name: T\n"},
}


@pytest.mark.parametrize("name", INPUTS)
def test_no_input_ends_a_check_in_a_traceback(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(tmp_path, INPUTS[name]))
    status = run_here("check", "--format", "json")
    found = json.loads(capsys.readouterr().out)["problems"]
    assert status == (1 if any(each["severity"] == "error" for each in found) else 0)
    for each in found:
        path = tmp_path / each["path"]
        lines = path.read_text("utf-8", "replace").split("\n") if path.is_file() else [""]
        assert 1 <= each["line"] <= len(lines) + 1
        assert each["column"] >= 1
        assert each["message"].isprintable()
        assert each["hint"]


HOSTED = [
    name
    for name, given in INPUTS.items()
    if "mkdocs.yml" in given or "folder" in name or "percent" in name or "hash" in name
]
"""Inputs that a host sees too."""


@pytest.mark.parametrize("name", HOSTED)
def test_no_input_ends_a_build_in_a_traceback(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, INPUTS[name])
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("the last site")
    monkeypatch.chdir(tmp_path)
    status = run_here("build", "--site-dir", "site")
    assert status in (0, 1)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert ((tmp_path / "site/index.html").read_text() == "the last site") == (status == 1)
    if status == 1:
        assert said.err.strip()


def test_every_broken_project_of_the_rules_is_refused() -> None:
    for folder in sorted(SITES.iterdir()):
        if (folder / "mkdocs.yml").is_file():
            assert run_here("check", "--project", str(folder), "--strict", "--format", "json") == 1, folder.name


# ── the last site stays until the next one is whole ────────────────────────────────────────────


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its inode."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a finished site."""

    def make(folder: Path) -> None:
        assert briefings("build", "--strict", cwd=copy(GOOD / "whole", folder)).returncode == 0

    return copy(shared(tmp_path_factory, "finished", make), tmp_path / "project")


def _break_a_quote(project: Path) -> None:
    path = project / "sources/post.yaml"
    path.write_text(path.read_text("utf-8").replace("signed a treaty", "refused a treaty"), "utf-8")


def _break_the_theme(project: Path) -> None:
    (project / "overrides").mkdir()
    (project / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ 1 / 0 }}{% endblock %}'
    )
    path = project / "mkdocs.yml"
    path.write_text(path.read_text().replace("name: material", "name: material\n  custom_dir: overrides"))


def _break_a_link(project: Path) -> None:
    with (project / "briefings/treaty.md").open("a") as file:
        file.write("\nSee [there](method.md#no-such-heading).\n")
    with (project / "mkdocs.yml").open("a") as file:
        file.write("validation:\n  anchors: warn\n")


def _break_the_settings(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: [\n")


def _break_a_hook(project: Path) -> None:
    (project / "hook.py").write_text("def on_post_build(config):\n    raise RuntimeError('no')\n")
    with (project / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")


@pytest.mark.parametrize("spoil", [_break_a_quote, _break_the_theme, _break_a_link, _break_the_settings, _break_a_hook])
def test_a_build_that_fails_leaves_the_last_site_as_it_was(spoil: Callable[[Path], None], project: Path) -> None:
    before = state(project / "site")
    spoil(project)
    run = briefings("build", "--strict", cwd=project)
    assert run.returncode == 1
    assert run.stderr
    assert state(project / "site") == before
    assert not [path for path in project.iterdir() if path.name.startswith(".site-")]


def test_a_build_again_changes_no_file(project: Path) -> None:
    before = state(project / "site")
    assert briefings("build", "--strict", cwd=project).returncode == 0
    assert state(project / "site") == before


def test_a_build_after_an_edit_keeps_every_file_that_is_the_same(project: Path) -> None:
    before = state(project / "site")
    path = project / "briefings/background/ferries.md"
    path.write_text(path.read_text("utf-8").replace("Forty crossings", "Some forty crossings"), "utf-8")
    assert briefings("build", cwd=project).returncode == 0
    after = state(project / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "background/ferries/index.html" in changed
    pages = {"background/ferries/index.html", "sources/memo/index.html"}
    index = {path for path in changed if path.startswith("search/")}
    assert changed - index <= {*pages, "evidence.json"}
    assert "search/search_index.json" in index
    assert {path for path in after if path.startswith("search/titles/")} & index == set()


def test_a_page_that_goes_leaves_the_site(project: Path) -> None:
    assert (project / "site/maps/lake.svg").is_file()
    path = project / "briefings/treaty.md"
    path.write_text(path.read_text("utf-8").replace("![A map](maps/lake.svg)", ""), "utf-8")
    assert briefings("build", cwd=project).returncode == 0
    assert not (project / "site/maps").exists()


def test_a_changed_file_is_not_written_through_to_the_last_site(project: Path) -> None:
    kept = project.parent / "kept"
    kept.mkdir()
    os.link(project / "site/treaty/index.html", kept / "index.html")
    before = (kept / "index.html").read_bytes()
    path = project / "briefings/treaty.md"
    path.write_text(path.read_text("utf-8").replace("What happened", "What came to pass"), "utf-8")
    assert briefings("build", cwd=project).returncode == 0
    assert (kept / "index.html").read_bytes() == before
    assert b"What came to pass" in (project / "site/treaty/index.html").read_bytes()


@pytest.mark.parametrize("after", [0.5, 1.0])
def test_a_build_that_is_killed_leaves_the_last_site_and_the_next_one_clears_up(after: float, project: Path) -> None:
    before = files(project / "site")
    path = project / "briefings/treaty.md"
    path.write_text(path.read_text("utf-8").replace("What happened", "What came to pass"), "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen([sys.executable, "-m", "builder", "build"], cwd=project, env=env, start_new_session=True)
    time.sleep(after)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    new = b"What came to pass" in (project / "site/treaty/index.html").read_bytes()
    assert new or files(project / "site") == before
    assert briefings("build", cwd=project).returncode == 0
    assert b"What came to pass" in (project / "site/treaty/index.html").read_bytes()
    assert not [path for path in project.iterdir() if path.name.startswith(".site-")]


def test_a_site_that_was_set_aside_by_a_killed_build_comes_back(project: Path) -> None:
    before = files(project / "site")
    (project / "site").rename(project / ".site-site-old-x1")
    (project / ".site-site-new-x1").mkdir()
    _break_the_theme(project)
    assert briefings("build", cwd=project).returncode == 1
    assert files(project / "site") == before
    assert not [path for path in project.iterdir() if path.name.startswith(".site-")]


@pytest.mark.parametrize("target", [".", "briefings", "sources", "..", "sources/site", "briefings/site"])
def test_a_site_is_never_put_in_the_place_of_the_authors_own_files(target: str, tmp_path: Path) -> None:
    project = copy(GOOD / "whole", tmp_path / "folder/project")
    (tmp_path / "folder/precious.txt").write_text("precious")
    before = files(tmp_path)
    run = briefings("build", "--site-dir", target, cwd=project)
    assert run.returncode == 2, run.stdout
    assert files(tmp_path) == before


def test_a_folder_that_is_not_a_site_is_not_replaced(tmp_path: Path) -> None:
    project = write(tmp_path / "project", LAKE)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/precious.txt").write_text("precious")
    run = briefings("build", "--site-dir", "../documents", cwd=project)
    assert run.returncode != 0
    assert (tmp_path / "documents/precious.txt").read_text() == "precious"


def test_two_builds_at_once_take_turns(project: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "builder", "build"]
    builds = [subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.PIPE) for _ in range(2)]
    assert [build.wait(60) for build in builds] == [0, 0]
    for build in builds:
        assert build.stdout
        build.stdout.close()
    assert (project / "site/treaty/index.html").is_file()
    assert not [path for path in project.iterdir() if path.name.startswith(".site-")]


def test_a_site_of_a_good_project_is_built_where_it_is_wanted(tmp_path: Path) -> None:
    site = built(write(tmp_path / "project", LAKE), tmp_path / "deep/er/site")
    assert (site / "lake/index.html").is_file()
    assert not (tmp_path / "project/site").exists()


def test_problems_on_one_long_line_take_no_more_than_their_number(tmp_path: Path) -> None:
    def printed(count: int) -> str:
        body = " ".join(f"Word{number} “not said {number}”." for number in range(count))
        write(tmp_path, {"briefings/a.md": page(body), "mkdocs.yml": "site_name: Test\n"})
        return as_text(compiled(tmp_path), tmp_path)

    assert printed(100).count("prose-quote-unverified") == 100
    assert grows_no_faster(printed, 250)


# ── words that the command does not know ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("check briefings/lake.md", "briefings: check takes no file; use --project FOLDER"),
        ("build . --strict", "briefings: build takes no file; use --project FOLDER"),
        ("check --strict -- a b", "briefings: check takes no file; use --project FOLDER"),
        ("check --formt json", "briefings: check has no option `--formt`; did you mean `--format`?"),
        ("build --host=mkdocs --site-dri=x", "briefings: build has no option `--site-dri`; did you mean `--site-dir`?"),
        (
            "serve --verbose",
            "briefings: serve has no option `--verbose`; there are --address, --help, --open, --project",
        ),
        ("impact a b", "briefings: impact does not take `b`; see briefings impact --help"),
        ("rules x", "briefings: rules does not take `x`; see briefings rules --help"),
        ("schema people events", "briefings: schema does not take `events`; see briefings schema --help"),
        ("schema peple", "briefings schema: kind does not take `peple`; did you mean `people`?"),
        ("schema", "briefings schema: kind is missing; see briefings schema --help"),
        ("check --format jsn", "briefings check: --format does not take `jsn`; did you mean `json`?"),
        ("check --project", "briefings check: --project: expected one argument"),
        ("chek", "briefings: there is no command `chek`; did you mean `check`?"),
        ("lake.md", f"briefings: there is no command `lake.md`; there are {', '.join(COMMANDS)}"),
        ("", "briefings: COMMAND is missing; see briefings --help"),
    ],
)
def test_words_that_are_not_known_are_answered_in_one_line(
    words: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main(words.split())
    except SystemExit as leaving:
        status = leaving.code
    assert (status, *capsys.readouterr()) == (2, "", f"{line}\n")
