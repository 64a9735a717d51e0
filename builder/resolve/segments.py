"""What a quote leaves out, adds and changes: its brackets and ellipses (clause 3 of the contract)."""

from dataclasses import dataclass, field
from enum import StrEnum

import regex

WORD = regex.compile(r"\w[\w']*(?:[.,]\d+)*")
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}]"
)
_MARK = regex.compile(r"\[\s*\.{3,}\s*\]|\.{3,}|\[([^\[\]]*)\]")
_LETTERS = regex.compile(r"[\p{L}\p{M}']+")


class Change(StrEnum):
    NONE = "nothing"
    """`[sic]`: the words go on right there."""
    OMITS = "omits"
    INSERTS = "inserts"
    ALTERS = "alters"
    """Letters within one word."""


@dataclass(slots=True)
class Gap:
    """What stands between two pieces of a quote."""

    change: Change = Change.NONE
    inserted: str = ""
    """The words or letters in brackets."""


@dataclass(slots=True)
class Segments:
    """A quote in pieces: `gaps[n]` stands before `pieces[n]`, the last gap after the last piece."""

    pieces: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=lambda: [Gap()])

    marked: bool = False
    """Whether the quote has any bracket or ellipsis."""


def segments(words: str) -> Segments:
    """The pieces of a folded quote. Punctuation alone beside a gap proves nothing and is let go."""
    found = Segments()
    at = 0
    for mark in _MARK.finditer(words):
        found.marked = True
        gap = _gap(words, mark)
        _add(found, words[at : mark.start()], gap)
        _merge(found.gaps[-1], gap)
        at = mark.end()
    _add(found, words[at:], Gap())
    return found


def _gap(words: str, mark: regex.Match[str]) -> Gap:
    inner = mark[1]
    if inner is None:
        return Gap(Change.OMITS)
    if regex.fullmatch(r"\s*sic\s*[.!]?\s*", inner, regex.IGNORECASE):
        return Gap(Change.NONE)
    before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
    if _LETTERS.fullmatch(inner) and (_LETTERS.fullmatch(before) or _LETTERS.fullmatch(after)):
        return Gap(Change.ALTERS, inner)
    return Gap(Change.INSERTS, inner.strip())


def _add(found: Segments, piece: str, after: Gap) -> None:
    """One piece with an open gap behind it; blanks at a seam are nobody's words."""
    before = found.gaps[-1]
    piece = piece if before.change is Change.ALTERS else piece.lstrip(" ")
    piece = piece if after.change is Change.ALTERS else piece.rstrip(" ")
    marked = Change.OMITS in (before.change, after.change)
    if piece and (WORD.search(piece) or not marked):
        found.pieces.append(piece)
        found.gaps.append(Gap())


def _merge(gap: Gap, more: Gap) -> None:
    """Marks that follow each other are one gap; an omission among them sets its reach."""
    gap.inserted = f"{gap.inserted} {more.inserted}".strip()
    if gap.change is not Change.OMITS and more.change is not Change.NONE:
        gap.change = more.change


def word_count(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def is_short(piece: str) -> bool:
    """Too little to prove anything beside an omission: neither two words nor ten letters."""
    if UNSPACED.search(piece):
        return sum(1 for char in piece if char.isalnum()) < 4
    return word_count(piece) < 2 and sum(1 for char in piece if char.isalnum()) < 10
