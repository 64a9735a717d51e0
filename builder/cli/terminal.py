"""Where output goes: how wide it is, and whether it shows colours."""

import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import TextIO

RED, GREEN, YELLOW, BLUE, BOLD = "31", "32", "33", "34", "1"
"""Select Graphic Rendition (ECMA-48); the terminal's own eight colours, which its owner has chosen."""

NARROWEST, USUAL, WIDEST = 30, 80, 10_000
PAINT = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Terminal:
    width: int = 0
    """Columns; 0 where lines are left as long as they are, for other programs."""
    colour: bool = False

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


PIPE = Terminal()
"""What is no terminal: whole lines, no colours."""


def terminal(stream: TextIO | None = None) -> Terminal:
    """What a stream shows: standard output unless another is given.

    Only a terminal has a width, which `COLUMNS` overrides, and colours; none where `NO_COLOR` is set and not empty,
    or the terminal is `dumb`. A pipe gets whole lines, whatever the environment says.
    """
    stream = stream or sys.stdout
    if not stream.isatty():
        return PIPE
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and 0 < int(columns) < WIDEST else _width(stream)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Terminal(max(width, NARROWEST), colour)


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except OSError:
        return USUAL


def cells(text: str) -> int:
    """Columns of a terminal: wide characters take two, marks, invisible ones and colours none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells(char) for char in PAINT.sub("", text))


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, width: int, indent: str = "") -> str:
    """The text in lines of at most `width` columns, the later ones set in; one line where `width` is 0.

    Broken between words; a word that is longer than a line stays whole, so that a path can be copied.
    """
    if not width:
        return text
    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip(" "))]
    used, empty = cells(line), True
    for word in text.lstrip(" ").split(" "):
        size = cells(word)
        if not empty and used + 1 + size > width:
            lines.append(line)
            line, used, empty = indent, cells(indent), True
        line += word if empty else f" {word}"
        used += size + (not empty)
        empty = False
    return "\n".join([*lines, line])


def put(text: str, stream: TextIO | None = None) -> None:
    """Prints a result, and goes on where nobody reads it to its end: the exit status is an answer too."""
    stream = stream or sys.stdout
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
