"""Lines and tables of a report: plain text of an exact width, without colour."""

from collections.abc import Sequence

from builder.cli.terminal import cells, terminal, wrapped
from builder.diagnostics import shown

GAP = "  "
PIPE = 160
"""Columns for other programs, where no terminal has a width."""
LEAST = 12
"""Columns below which a column of words says nothing."""
Cell = str | int


def columns() -> int:
    """What a report is laid out for."""
    return terminal().width or PIPE


def fitted(text: str, room: int) -> str:
    """Anyone's text on one line of at most `room` columns: nothing in it acts on the terminal, and a cut is marked."""
    line = _inert(text)
    if cells(line) <= room:
        return line
    kept, taken = "", 0
    for char in line:
        taken += cells(char)
        if taken > room - 1:
            break
        kept += char
    return f"{kept.rstrip()}…" if room > 0 else ""


def laid(text: str, room: int, indent: str = "") -> list[str]:
    """Anyone's text whole, on as many lines as it needs."""
    return wrapped(f"{indent}{_inert(text)}", room, f"{indent}{GAP}" if indent else "").split("\n")


def _inert(text: str) -> str:
    return shown(text, len(text) * 10)


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], room: int, *, kept: Sequence[str] = ()) -> list[str]:
    """Numbers to the right, words to the left; a head may take two lines.

    A column without any word, or with no number but 0, is left out unless it is `kept`. The last column has what
    room is left, and goes where that is too little; the first is cut where the others need its room.
    """
    said = [index == 0 or head in kept or any(row[index] for row in rows) for index, head in enumerate(heads)]
    used = [index for index, wanted in enumerate(said) if wanted]
    tops = [heads[index].rpartition("\n") for index in used]
    lines = [[first for first, _, _ in tops], [second for _, _, second in tops]]
    lines += [[fitted(str(row[index]), room) for index in used] for row in rows]
    right = [any(isinstance(row[index], int) for row in rows) for index in used]
    widths = _widths([max(map(cells, column)) for column in zip(*lines, strict=True)], room, last=said[-1])
    return [_row(line, widths, right) for line in (lines if any(lines[0]) else lines[1:])]


def _widths(wanted: list[int], room: int, *, last: bool) -> list[int]:
    """What each column gets; `last` says whether the last of all is among them."""
    spare = room - sum(wanted[:-1]) - len(GAP) * (len(wanted) - 1)
    if last and spare < wanted[-1]:
        wanted = [*wanted[:-1], spare] if spare >= LEAST else wanted[:-1]
    over = sum(wanted) + len(GAP) * (len(wanted) - 1) - room
    return [max(wanted[0] - max(over, 0), min(wanted[0], LEAST)), *wanted[1:]]


def _row(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, room, to_right in zip(line, widths, right, strict=False):
        text = fitted(cell, room)
        blank = " " * (room - cells(text))
        padded.append(f"{blank}{text}" if to_right else f"{text}{blank}")
    return GAP.join(padded).rstrip()
