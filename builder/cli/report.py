"""What was found, for a terminal or for a program."""

import json
from pathlib import Path

from builder.cli.table import counted, width
from builder.diagnostics import Diagnostic
from builder.model.resolved import Counts, Site

FRAME_WIDTH = 100


def summary(counts: Counts) -> str:
    """`38 quotes: 36 verified, 2 cannot be checked, 0 failed`."""
    checked = f"{counts.verified} verified, {counts.uncheckable} cannot be checked, {counts.failed} failed"
    return f"{counted(counts.total, 'quote')}: {checked}"


def as_text(site: Site, project: Path) -> str:
    """Each problem with its line of the file, then what was counted."""
    files: dict[str, list[str]] = {}
    blocks = [_framed(problem, project, files) for problem in site.problems]
    errors = sum(1 for problem in site.problems if problem.severity == "error")
    warnings = len(site.problems) - errors
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}; " if site.problems else ""
    return "\n".join([*blocks, found + summary(site.counts)]).lstrip("\n")


def as_json(site: Site) -> str:
    """Version 1 of the format: lines and columns from 1, paths from the project's folder."""
    counts = site.counts
    found = {
        "version": 1,
        "quotes": {"verified": counts.verified, "failed": counts.failed, "uncheckable": counts.uncheckable},
        "problems": [
            {
                "rule": problem.rule,
                "severity": str(problem.severity),
                "path": problem.at.path,
                "line": problem.at.line,
                "column": problem.at.column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in site.problems
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _framed(problem: Diagnostic, project: Path, files: dict[str, list[str]]) -> str:
    """The problem with the line it points at, and a caret under the place."""
    first, _, hint = str(problem).partition("\n")
    if problem.at.path not in files:
        files[problem.at.path] = _lines(project / problem.at.path)
    lines = files[problem.at.path]
    if problem.at.line > len(lines):
        return str(problem)
    column = problem.at.column - 1
    start = max(min(column - 20, len(lines[problem.at.line - 1]) - FRAME_WIDTH), 0)
    line = lines[problem.at.line - 1][start : max(start + FRAME_WIDTH, column)]
    line = "".join(char if char.isprintable() else " " for char in line)
    number = str(problem.at.line)
    caret = " " * width(line[: column - start]) + "^"
    frame = [f"{number} | {line[:FRAME_WIDTH]}", f"{' ' * len(number)} | {caret}"]
    return "\n".join(["", first, *frame, *([hint] if hint else [])])


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return []
