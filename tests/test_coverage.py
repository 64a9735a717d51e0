"""`briefings coverage`: every sentence of an article once, by what is made of it."""

import json
from pathlib import Path

import pytest
from projects import archived, flagship, page, write

from builder.cli.main import main

TEXT = "Port shut\n\nThe port is shut. Rust was found in it. Finch left. Nobody came.\n\nSubscribe\n"
RECORD = """title: Port shut
language: en
furniture: [Subscribe]
quotes:
  shut: {exact: port is shut, kind: statement}
  rust: {exact: Rust was found in it. Finch, kind: statement}
  shut-too: {exact: is shut. Rust, kind: statement}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {
            **archived("port", TEXT, RECORD),
            "sources/treaty.yaml": "title: T\n",
            "briefings/a.md": page("It is shut [@port/shut]. So it is [@port]."),
            "briefings/b.md": page("There was rust [@port/rust].", title="Rust", status="draft"),
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_unused_sentences_are_listed_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "port"]) == 0
    out = capsys.readouterr()
    assert out.out == (
        "1 of 5 sentences is used by a page, 2 are cited only in a draft, 0 are marked\n"
        "and not cited, 2 are not used; in words, 4 of 15 (27%) stand in used sentences\n"
        "cited as a whole by briefings/a.md\n"
        "\n"
        "not used:\n"
        "sources/port.txt:1\n"
        "  Port shut\n"
        "sources/port.txt:3\n"
        "  Nobody came.\n"
        "\n"
        "cited only in a draft:\n"
        "sources/port.txt:3\n"
        "  Rust was found in it.\n"
        "  - shut-too: cited nowhere\n"
        "  - rust: briefings/b.md\n"
        "sources/port.txt:3\n"
        "  Finch left.\n"
        "  - rust: briefings/b.md\n"
    )
    assert out.err == "briefings: 1 warning in this project; run briefings check\n"


@pytest.mark.usefixtures("project")
def test_all_lists_the_used_ones_with_what_uses_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "port", "--all"]) == 0
    assert capsys.readouterr().out.endswith(
        "used by a page:\n"
        "sources/port.txt:3\n"
        "  The port is shut.\n"
        "  - shut: briefings/a.md\n"
        "  - shut-too: cited nowhere\n"
    )


def test_what_is_marked_and_not_cited_has_its_quote(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "briefings/b.md").unlink()
    assert main(["coverage", "port"]) == 0
    printed = capsys.readouterr().out
    assert "marked by a quote that nothing cites:\nsources/port.txt:3\n  Rust was found in it.\n" in printed
    assert "2 are marked and not cited" in " ".join(printed.split())


@pytest.mark.usefixtures("project")
def test_json_has_every_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "port", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [each["state"] for each in printed["article"]] == ["unused", "used", "draft", "draft", "unused"]
    assert printed["sentences"] == {"used": 1, "draft": 2, "marked": 0, "unused": 2}
    assert printed["cited_as_a_whole_by"] == ["briefings/a.md"]


def test_long_sentences_are_wrapped_and_cut_and_stay_inert(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, {"sources/long.txt": "港口 is " + "very " * 900 + "\u202eshut.", "sources/long.yaml": "title: L\n"})
    main(["coverage", "long"])
    printed = capsys.readouterr().out
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "…" in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    ("id", "status", "out", "err"),
    [
        ("prt", 2, "", "briefings coverage: no source is called `prt`; did you mean `port`?\n"),
        ("treaty", 0, "no text of `treaty` is archived, so that it has no sentences here\n", None),
    ],
)
@pytest.mark.usefixtures("project")
def test_where_there_is_nothing_one_line_says_so(
    id: str, status: int, out: str, err: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", id]) == status
    printed = capsys.readouterr()
    assert printed.out == out
    assert err is None or printed.err == err


def test_an_empty_article_is_said_to_have_no_sentence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/port.txt").write_text("Subscribe\n…\n", "utf-8")
    assert main(["coverage", "port"]) == 0
    assert capsys.readouterr().out == "the article of `port` has no sentence\n"


def test_the_flagship_uses_all_but_four_sentences_and_a_credit_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = flagship(tmp_path)
    unused = {}
    for id in ("sputnik-2015-01-20", "afp-2015-01-20"):
        assert main(["coverage", id, "--format", "json", "--project", str(project)]) == 0
        article = json.loads(capsys.readouterr().out)["article"]
        unused[id] = [(each["line"], each["text"][:30]) for each in article if each["state"] == "unused"]
    assert unused == {
        "sputnik-2015-01-20": [
            (1, "Russia, Iran Sign Joint Milita"),
            (16, "Russia and Iran have agreed to"),
            (24, "Russia and Iran also agreed on"),
            (26, "He stressed that common securi"),
        ],
        "afp-2015-01-20": [(1, "AFP, Tehran :")],
    }
