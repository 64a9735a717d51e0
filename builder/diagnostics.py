"""Findings about the author's files, worded for the author."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from builder.rules import RULES


class Severity(StrEnum):
    ERROR = "error"
    """A reader would be misled: the build fails."""
    WARNING = "warning"
    """The page is merely poorer: only `--strict` fails."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Location:
    """Where an author must edit: a path from the project's folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1
    length: int = field(default=1, compare=False)
    """Characters from the column on that are meant, on this line; 1 where only their start is known."""

    def __init__(self, path: str, line: int = 1, column: int = 1, length: int = 1) -> None:
        """In two thirds of the time of what a frozen dataclass writes, and there are hundreds of thousands."""
        _set_path(self, path)
        _set_line(self, line)
        _set_column(self, column)
        _set_length(self, length)

    def over(self, words: str | int) -> "Location":
        """The same place, with the length of what stands there."""
        return replace(self, length=max(words if isinstance(words, int) else len(words), 1))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def __reduce__(self) -> tuple[type["Location"], tuple[str, int, int, int]]:
        """Shorter than what a dataclass says of itself, and there are hundreds of thousands."""
        return Location, (self.path, self.line, self.column, self.length)


_set_path, _set_line, _set_column, _set_length = (vars(Location)[name].__set__ for name in Location.__slots__)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    at: Location
    rule: str
    """A name to search for, such as `quote-not-found`; `docs/rules.md` explains each."""
    message: str
    """One sentence that stands alone, without a full stop; names in backticks."""
    hint: str = ""
    """What to do next."""
    difference: str = ""
    """Word by word from what was written to what stands nearest: `[-words-]` to take out, `{+words+}` to put in."""

    @property
    def severity(self) -> Severity:
        return Severity(RULES[self.rule].severity)

    @property
    def told(self) -> str:
        """Message, hint and difference, a line each."""
        difference = self.difference and f"difference: {self.difference}"
        return "\n".join(each for each in (self.message, self.hint, difference) if each)

    def __str__(self) -> str:
        """As it may be printed: nothing of a file acts on a terminal."""
        line = visible(f"{self.at}: {self.severity}[{self.rule}]: {self.message}")
        hint = visible(self.hint, "\n")
        line = f"{line}\n  hint: {hint}" if hint else line
        return f"{line}\n  difference: {visible(self.difference)}" if self.difference else line


def severities(problems: Sequence[Diagnostic]) -> tuple[int, int]:
    """How many are errors, and how many warnings."""
    errors = sum(1 for problem in problems if problem.severity is Severity.ERROR)
    return errors, len(problems) - errors


Report = Callable[[Diagnostic], None]
"""How a stage speaks up and carries on; `problems.append` is one."""


class LineIndex:
    """Turns an offset in a text into line and column, in time logarithmic in its lines; they count from `first`.

    They are sought when they are first asked for: most texts have nothing to be told of.
    """

    def __init__(self, path: str, text: str, first: int = 1) -> None:
        self.path = path
        self._text = text
        self._before = first - 1
        self._length = len(text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self._text))]

    def at(self, offset: int, end: int = 0) -> Location:
        """The place of an offset, or of the characters from it to `end` as far as they stand on its line."""
        line = bisect_right(self._starts, offset)
        length = 1
        if end > offset + 1:
            stop = self._starts[line] - 1 if line < len(self._starts) else self._length
            length = max(min(end, stop) - offset, 1)
        return Location(self.path, line + self._before, offset - self._starts[line - 1] + 1, length)

    def start(self, line: int) -> int:
        """The offset at which a line begins; lines count from 0, one past the last is the end."""
        return self._starts[line] if line < len(self._starts) else self._length


LINE_END = re.compile("\n")
BEGUN = 3
"""Letters of a name that may stand for a longer one."""
DIGITS = re.compile(r"[-\d]*\d[-\d]*")
ALIKE = 0.65
"""How alike a misspelt name and a known one are at least: `difflib`'s ratio."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint naming the closest known name, or nothing."""
    from difflib import get_close_matches

    names = sorted(known)
    begun = [each for each in names if len(name) >= BEGUN and each.startswith(f"{name}-")]
    close = begun or [each for each in get_close_matches(name, names, n=3, cutoff=ALIKE) if _alike(name, each)]
    return f"did you mean `{close[0]}`?" if close else ""


def _alike(name: str, known: str) -> bool:
    """Whether they are so in their letters too: two ids of one year have their digits in common."""
    from difflib import SequenceMatcher

    one, other = (DIGITS.sub("", each) for each in (name, known))
    return one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE


LISTED = 6
"""Known names that are listed where none is close."""


def alternatives(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the closest known one, else the first few, else that there is none."""
    names = sorted(known)
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    listed = f"there {'is' if len(names) == 1 else 'are'} {', '.join(f'`{each}`' for each in names[:LISTED])}{more}"
    return did_you_mean(name, names) or (listed if names else "there are none")


def similar(name: str, known: Iterable[str]) -> list[str]:
    """Known names that a misspelt one may have been meant for, the closest first."""
    from difflib import get_close_matches

    return get_close_matches(name, sorted(known), n=3, cutoff=ALIKE)


def shown(text: str, limit: int = 80) -> str:
    """An author's text on one line of a message: control characters visible, long text cut."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


JOINERS = "\u200c\u200d"
"""They are spelling between letters of some scripts, such as Persian."""


def visible(text: str, kept: str = "") -> str:
    """A text in which what is not seen, or would act on a terminal, is shown as its number; but for what is `kept`."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in kept or _joins(text, at) else f"\\u{ord(char):04x}"
        for at, char in enumerate(text)
    )


def _joins(text: str, at: int) -> bool:
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at] in JOINERS and len(beside) == 2 and all(char.isalpha() and not char.isascii() for char in beside)
