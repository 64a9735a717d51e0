"""Lines and tables of a report: plain text of an exact width, without colour, the same in a pipe."""

import json
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from builder.diagnostics import shown

GAP = "  "
NARROWEST = 40
"""Columns of a terminal that a report is laid out for at least."""
LEAST = 12
"""Columns below which the last column of a table says nothing, and is left out."""
Cell = str | int


def columns() -> int:
    """Of the terminal, or of `COLUMNS`; 80 in a pipe."""
    return max(shutil.get_terminal_size((80, 24)).columns, NARROWEST)


def width(text: str) -> int:
    """Columns of a terminal: wide characters take two, marks none."""
    return sum(map(_advance, text))


def _advance(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, room: int) -> str:
    """Anyone's text on one line of at most `room` columns: nothing in it acts on the terminal, and a cut is marked."""
    line = shown(text, len(text) * 10)
    if width(line) <= room:
        return line
    kept, taken = "", 0
    for char in line:
        taken += _advance(char)
        if taken > room - 1:
            break
        kept += char
    return f"{kept.rstrip()}…" if room > 0 else ""


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
    widths = _widths([max(map(width, cells)) for cells in zip(*lines, strict=True)], room, last=said[-1])
    return [_row(cells, widths, right) for cells in (lines if any(lines[0]) else lines[1:])]


def _widths(wanted: list[int], room: int, *, last: bool) -> list[int]:
    """What each column gets; `last` says whether the last of all is among them."""
    spare = room - sum(wanted[:-1]) - len(GAP) * (len(wanted) - 1)
    if last and spare < wanted[-1]:
        wanted = [*wanted[:-1], spare] if spare >= LEAST else wanted[:-1]
    over = sum(wanted) + len(GAP) * (len(wanted) - 1) - room
    return [max(wanted[0] - max(over, 0), min(wanted[0], LEAST)), *wanted[1:]]


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, room, to_right in zip(cells, widths, right, strict=False):
        text = fitted(cell, room)
        blank = " " * (room - width(text))
        padded.append(f"{blank}{text}" if to_right else f"{text}{blank}")
    return GAP.join(padded).rstrip()


def wrapped(text: str, room: int, indent: str = "") -> list[str]:
    """Anyone's text whole, on as many lines as it needs; ids are not parted."""
    return textwrap.wrap(
        fitted(text, len(text) * 10),
        room,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if indent else "",
        break_on_hyphens=False,
        break_long_words=False,
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {plural or f'{noun}s'}"


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def dumped(value: object) -> str:
    """JSON in which every text is whole, and no character acts on a terminal."""
    return "".join(
        char if char.isprintable() or char == "\n" else _escaped(char)
        for char in json.dumps(value, ensure_ascii=False, indent=2)
    )


def _escaped(char: str) -> str:
    """As JSON may write it: in two halves beyond the first plane."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]
