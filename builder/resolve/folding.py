"""Plain typography, and where each character of it came from (clause 1 of the matching contract).

Folding changes how words are set, never which words they are: NFC, plain quotation marks,
apostrophes, dashes and spaces, single spaces, no invisible controls, ligatures opened, `…` as
`...`. Case, digits, letters, punctuation and order stay. It is idempotent.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import regex

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Unicode's White_Space."""
DROPPED = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Soft hyphen, zero-width characters and bidirectional controls."""
COMPOSING = r"\p{M}\u1160-\u11ff\U00016d63\U00016d67-\U00016d6a"
"""What may join the character before it under NFC: marks, Hangul vowels and finals, Kirat Rai vowels."""
LIGATURES = {
    char: opened
    for char in map(chr, (0x132, 0x133, *range(0xFB00, 0xFB50), *range(0xFBEA, 0xFDFC), *range(0xFEF5, 0xFEFD)))
    if "LIGATURE" in unicodedata.name(char, "")
    and " " not in (opened := unicodedata.normalize("NFKC", char))
    and opened != char
}
OPENED = {**LIGATURES, "…": "..."}
_REWRITTEN = "".join(
    char
    for char in map(
        chr, (*range(0x340, 0x2FFF), *range(0xF900, 0xFB50), *range(0x1D15E, 0x1D1C1), *range(0x2F800, 0x2FA1E))
    )
    if unicodedata.normalize("NFC", char) != char and not regex.match(rf"[\s{COMPOSING}]", char)
)
"""Single characters that NFC itself writes otherwise."""

_DOUBLE = "“”„‟«»″‶〃〝〞〟＂「」『』﹁﹂﹃﹄｢｣❝❞⹂״"
_SINGLE = "‘’‚‛‹›′‵`´＇ʹʻʼʽ՚׳❛❜"
_DASHES = "".join(char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Pd") + "−⁃\U00010ead"
PLAIN = {
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, regex.findall(f"[{SPACES}]", "".join(map(chr, range(0x3001))))), " "),
}
"""One character for one: applying it moves nothing."""


def _ranges(chars: Iterable[str]) -> str:
    """A character class's inside. Only the Basic Plane: beyond it, `re` would test range by range."""
    points = sorted(ord(char) for char in chars if ord(char) < 0x10000)
    runs = groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])
    edges = [[point for _, point in run] for _, run in runs]
    return "".join(f"\\u{run[0]:04x}-\\u{run[-1]:04x}" for run in edges)


_BASIC = "".join(map(chr, range(0x10000)))
_SPACE = _ranges(regex.findall(f"[{SPACES}]", _BASIC))
_ALONE = _ranges({*regex.findall(f"[{DROPPED}{COMPOSING}]", _BASIC), *OPENED, *_REWRITTEN})
_ASTRAL = "\\U00010000-\\U0010ffff"
_KNOT = f"[{_SPACE}{_ALONE}]|[{_ASTRAL}]"
_STRETCH = re.compile(f"(?:[{_ALONE}]|[{_ASTRAL}]|[{_SPACE}](?={_KNOT}))(?:{_KNOT})*")
"""Where folding may change the number of characters, less the first base: all between is one for one."""
_UNIT = regex.compile(
    f"(?P<space>[{SPACES}](?:[{SPACES}{DROPPED}]*[{SPACES}])?)"
    f"|(?P<base>[^{SPACES}{DROPPED}][{COMPOSING}]*(?:[{DROPPED}]+[{COMPOSING}]+)*)"
    f"|[{DROPPED}]+"
)
_DROP = regex.compile(f"[{DROPPED}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back to the original, kept by runs rather than by character."""

    text: str
    starts: tuple[int, ...]
    """Where each run begins in `text`."""
    runs: tuple[tuple[int, int], ...]
    """Each run in the original: its start, and its length where it goes as one piece, else -1."""

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The original's characters behind `text[start:end]`; none if that cuts a character in two."""
        first = self._place(start)
        last = self._place(end - 1)
        if first is None or last is None:
            return None
        (run, offset), (final, rest) = first, last
        begin, whole = self.runs[run]
        if whole >= 0 and offset > 0:
            return None
        stop, length = self.runs[final]
        if length < 0:
            return begin + (offset if whole < 0 else 0), stop + rest + 1
        if final + 1 < len(self.starts) and self.starts[final] + rest + 1 < self.starts[final + 1]:
            return None
        if final + 1 == len(self.starts) and self.starts[final] + rest + 1 < len(self.text):
            return None
        return begin + (offset if whole < 0 else 0), stop + length

    def _place(self, at: int) -> tuple[int, int] | None:
        if not 0 <= at < len(self.text):
            return None
        run = bisect_right(self.starts, at) - 1
        return run, at - self.starts[run]


def fold(text: str) -> Folded:
    """The folded text and its map."""
    pieces: list[str] = []
    starts: list[int] = []
    runs: list[tuple[int, int]] = []
    length = 0
    for start, end, folded in _runs(text):
        if not folded:
            continue
        starts.append(length)
        runs.append((start, end - start if end >= 0 else -1))
        pieces.append(folded)
        length += len(folded)
    return Folded("".join(pieces), tuple(starts), tuple(runs))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The folded text alone."""
    return "".join(piece for _, _, piece in _runs(text))


def plain(text: str) -> str:
    """A quote's words folded, without the blanks around them."""
    return folded(text).strip(" ")


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of the original with their folded text; an end of -1 marks a run that is one for one."""
    at = 0
    for stretch in _STRETCH.finditer(text):
        start = max(stretch.start() - 1, at)  # what stands before a mark belongs to it
        if at < start:
            yield at, -1, text[at:start].translate(PLAIN)
        yield from _units(text, start, stretch.end())
        at = stretch.end()
    if at < len(text):
        yield at, -1, text[at:].translate(PLAIN)


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for unit in _UNIT.finditer(text, start, end):
        if unit["space"]:
            yield unit.start(), unit.end(), " "
        elif unit["base"]:
            yield unit.start(), unit.end(), _compose(unit["base"])
        else:
            yield unit.start(), unit.end(), ""


def _compose(unit: str) -> str:
    """One character with its marks, folded."""
    bare = _DROP.sub("", unit)
    opened = "".join(OPENED.get(char, char) for char in bare)
    return unicodedata.normalize("NFC", opened).translate(PLAIN)
