"""What shells complete, and what a terminal shows while a command works."""

import contextlib
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT, archived, briefings, flagship, page, write

FILES = {
    **archived("talks", "They met in Osk.\n", "title: T\nquotes:\n  met: {exact: They met}\n  osk: {exact: in Osk}\n"),
    "sources/treaty.yaml": "title: [\n",
    "briefings/people.yaml": "ana-berg: {name: Ana Berg}\n",
    "briefings/organizations.yaml": "agency: {name: Agency}\n",
    "briefings/background/lake.md": page("Text."),
}


def completed(line: str, project: Path) -> list[str]:
    """What the command offers a shell at the end of a line."""
    answer = project / "answer"
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "COMP_WORDBREAKS": " ",
    }
    run = subprocess.run([sys.executable, "-m", "builder"], cwd=project, env=env, capture_output=True, check=False)
    assert (run.stdout, run.stderr) == (b"", b"")
    return [word.strip() for word in answer.read_text("utf-8").split("\n") if word.strip()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("briefings st", ["status"]),
        ("briefings s", ["suggest", "serve", "status", "schema"]),
        ("briefings check --f", ["--format"]),
        ("briefings check --format s", ["sarif"]),
        ("briefings check --only quote-in", ["quote-in-furniture", "quote-inside-word"]),
        ("briefings explain negation", ["negation-changed"]),
        ("briefings quote t", ["talks", "treaty"]),
        ("briefings quote talks words --speaker a", ["agency", "ana-berg"]),
        ("briefings impact talks/", ["talks/met", "talks/osk"]),
        ("briefings impact treaty/", []),
        ("briefings status l", ["lake"]),
        ("briefings completion z", ["zsh"]),
    ],
)
def test_a_shell_is_offered_what_may_stand_there(line: str, offered: list[str], tmp_path: Path) -> None:
    assert completed(line, write(tmp_path, FILES)) == offered


def test_nothing_is_offered_where_there_is_no_project(tmp_path: Path) -> None:
    assert completed("briefings quote t", tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_own_lines(shell: str, tmp_path: Path) -> None:
    run = briefings("completion", shell, cwd=tmp_path)
    assert run.returncode == 0
    assert "briefings" in run.stdout
    if shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(run.stdout)
        assert subprocess.run([shell, "-n", script], capture_output=True, check=False).returncode == 0


# ── while it works ─────────────────────────────────────────────────────────────────────────────


def seen(folder: Path, *words: str) -> tuple[bytes, bytes]:
    """Standard output, and what a terminal for errors was shown."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [sys.executable, "-m", "builder", *words]
    run = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 65536):
            said += piece
    os.close(ours)
    out, _ = run.communicate()
    return out, said


def test_a_terminal_is_told_what_a_command_is_at(tmp_path: Path) -> None:
    out, told = seen(flagship(tmp_path), "build")
    assert any(words in told for words in (b"reading the project", b"comparing quotes", b"checking what pages say"))
    assert b"laying out" in told
    assert told.endswith(b"\x1b[2K")  # and it is gone at the end
    assert b"laying out" not in out


def test_a_pipe_is_told_nothing_of_it(tmp_path: Path) -> None:
    run = briefings("check", cwd=write(tmp_path, {**FILES, "sources/treaty.yaml": "title: T\n"}))
    assert run.stderr == ""
