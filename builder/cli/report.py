"""What was found, for people: each problem with its line of the file, then what was counted."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from builder.cli.terminal import BLUE, BOLD, GREEN, PIPE, RED, YELLOW, Terminal, cells, wrapped
from builder.diagnostics import Diagnostic, Severity, severities, visible
from builder.model.findings import Counts, Findings

SIZE_MOST = 16 * 2**20
"""Bytes of a file of which a line is shown: what is larger is not read by a check either."""
FRAME_WIDTH = 100
"""Columns of a line of the author's where no width is known."""
LEAD = 20
"""Columns that are shown before a place far to the right."""
CUT = "…"
"""Where a line goes on."""
SAME = 6
"""Words beside a difference that are shown; the rest of a longer run is left out."""
LABEL = re.compile(r"\A  (hint:|difference:)")
CHANGE = re.compile(r"\[-.*?-\]|\{\+.*?\+\}", re.DOTALL)


def summary(counts: Counts) -> str:
    """`38 quotes: 36 verified, 2 cannot be checked, 0 failed`."""
    checked = f"{counts.verified} verified, {counts.uncheckable} cannot be checked, {counts.failed} failed"
    return f"{count(counts.total, 'quote')}: {checked}"


def count(number: int, noun: str, nouns: str = "") -> str:
    """`1 quote`, `2 quotes`; a plural of its own where a noun has one."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or f'{noun}s'}"


def as_text(
    found: Findings,
    project: Path,
    terminal: Terminal = PIPE,
    hidden: Sequence[Diagnostic] = (),
) -> str:
    """Each problem with its frame, and the count; `hidden` are those that were not asked for."""
    whole = project.resolve()
    within = cache(lambda folder: folder.resolve().is_relative_to(whole))
    lines = cache(lambda path: _lines(project / path, within))
    blocks = [_framed(problem, lines(problem.at.path), terminal) for problem in found.problems]
    parted = [""] if blocks else []
    return "\n".join([*blocks, *parted, _counted(found, hidden, terminal)]).lstrip("\n")


def unshown(hidden: Sequence[Diagnostic]) -> str:
    """`3 not shown, 1 of them an error`; empty where nothing is hidden."""
    errors, _ = severities(hidden)
    of_them = f", {errors} of them {'an error' if errors == 1 else 'errors'}" if errors else ""
    return f"{len(hidden)} not shown{of_them}" if hidden else ""


def _counted(found: Findings, hidden: Sequence[Diagnostic], terminal: Terminal) -> str:
    errors, warnings = severities(found.problems)
    counts = [
        terminal.paint(count(errors, "error"), *([RED, BOLD] if errors else [])),
        terminal.paint(count(warnings, "warning"), *([YELLOW, BOLD] if warnings else [])),
    ]
    accepted = [f"{len(found.accepted)} accepted"] if found.accepted else []
    unseen = [terminal.paint(unshown(hidden), *([RED] if severities(hidden)[0] else []))] if hidden else []
    told = found.problems or accepted or unseen
    failed = found.counts.failed
    counted = terminal.paint(summary(found.counts), *([RED] if failed else [GREEN] if found.counts.verified else []))
    line = f"{', '.join([*counts, *accepted, *unseen])}; {counted}" if told else counted
    return wrapped(line, terminal.width, "  ")


# ── one problem ────────────────────────────────────────────────────────────────────────────────


def _framed(problem: Diagnostic, lines: list[str], terminal: Terminal) -> str:
    """The problem, the line that it points at with the words marked, and what to do."""
    hue = RED if problem.severity is Severity.ERROR else YELLOW
    head = f"{problem.at}: {problem.severity}[{problem.rule}]: {problem.message}"
    painted = wrapped(visible(head), terminal.width, "    ").replace(
        str(problem.at), terminal.paint(str(problem.at), BOLD), 1
    )
    name = f"{problem.severity}[{problem.rule}]"
    painted = painted.replace(name, terminal.paint(name, hue, BOLD), 1)
    return "\n".join(["", painted, *_frame(problem, lines, hue, terminal), *advice(problem, terminal)])


def _frame(problem: Diagnostic, lines: list[str], hue: str, terminal: Terminal) -> list[str]:
    """The line, cut to the width around the place, and carets under what is meant."""
    if problem.at.line > len(lines):
        return []
    number = str(problem.at.line)
    width = terminal.width - len(number) - 3 if terminal.width else FRAME_WIDTH
    column, whole = problem.at.column - 1, lines[problem.at.line - 1]
    start = max(min(column - min(LEAD, width // 3), len(whole) - width), 0)
    line = whole[start : start + width]
    if not line.isprintable():
        line = "".join(char if char.isprintable() else " " for char in line)
    while cells(line) > width:
        line = line[:-1]
    end = start + len(line)
    if start:
        line = CUT.ljust(cells(line[:1])) + line[1:]
    if end < len(whole) and column < end - 1:
        line = line[:-1] + CUT
    before = line[: column - start]
    meant = line[column - start : column - start + problem.at.length].rstrip()
    carets = " " * cells(before) + "^" * max(cells(meant), 1)
    bar = terminal.paint("|", BLUE)
    return [f"{terminal.paint(number, BLUE)} {bar} {line}", f"{' ' * len(number)} {bar} {terminal.paint(carets, hue)}"]


def advice(problem: Diagnostic, terminal: Terminal) -> list[str]:
    """Hint and difference, in lines."""
    lines = visible(problem.hint, "\n").split("\n") if problem.hint else []
    told = [
        wrapped(f"{'  hint: ' if not index else '        '}{line}", terminal.width, " " * 8)
        for index, line in enumerate(lines)
    ]
    if problem.difference:
        changes = wrapped(f"  difference: {_shortened(visible(problem.difference))}", terminal.width, " " * 14)
        told.append(CHANGE.sub(lambda change: _painted(change[0], terminal), changes))
    return [LABEL.sub(lambda label: f"  {terminal.paint(label[1], BOLD)}", each) for each in told]


def _painted(change: str, terminal: Terminal) -> str:
    return terminal.paint(change, RED if change.startswith("[") else GREEN)


def _shortened(difference: str) -> str:
    """Long runs of words that are the same are cut in their middle."""
    pieces = CHANGE.split(difference)
    changes = [*CHANGE.findall(difference), ""]
    told = []
    for index, (piece, change) in enumerate(zip(pieces, changes, strict=True)):
        words = piece.strip(" ").split(" ")
        before, after = (SAME if index else 0), (SAME if change else 0)
        if len(words) > before + after + SAME:
            words = [*words[:before], "…", *(words[-after:] if after else [])]
        told += [" ".join(words), change]
    return " ".join(each for each in told if each)


def _lines(path: Path, within: Callable[[Path], bool]) -> list[str]:
    """A file's lines; none of one that leads out of the project, is no file, or is too large to be read."""
    try:
        inside = within(path.resolve() if path.is_symlink() else path.parent) and path.is_file()
        if not inside or path.stat().st_size > SIZE_MOST:
            return []
        return path.read_text("utf-8", errors="replace").split("\n")
    except (OSError, RuntimeError):
        return []
