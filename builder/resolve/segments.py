"""What a quote leaves out, adds and changes: its brackets and ellipses (clause 3 of the contract)."""

from dataclasses import dataclass, field
from enum import StrEnum

import regex

WORD = regex.compile(r"\w[\w\p{M}']*(?:[.,:]\w+)*")
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}]"
)
LETTERS = regex.compile(r"[\p{L}\p{M}']+")
_MARK = regex.compile(r"\[\s*\.{3,}\s*\]|\.{3,}|\[([^\[\]]*)\]")
_SIC = regex.compile(r"\s*\[\s*sic\s*[.!]?\s*\]", regex.IGNORECASE)


class Change(StrEnum):
    NONE = "nothing"
    OMITS = "omits"
    INSERTS = "inserts"
    ALTERS = "alters"
    """An ending or other letters within one word."""


@dataclass(slots=True)
class Gap:
    """What stands between two pieces of a quote."""

    change: Change = Change.NONE
    inserted: str = ""
    """The words or letters in brackets."""


@dataclass(slots=True)
class Piece:
    """Words that must stand in the source as they are."""

    text: str
    head: str = ""
    """Letters before them in brackets, `[T]he`: the source's own there, capitals aside."""

    @property
    def letters(self) -> int:
        return sum(1 for char in self.head + self.text if char.isalnum())


@dataclass(slots=True)
class Segments:
    """A quote in pieces: `gaps[n]` stands before `pieces[n]`, the last gap after the last piece."""

    pieces: list[Piece] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=lambda: [Gap()])
    marked: bool = False
    """Whether the quote has any bracket or ellipsis."""


def segments(words: str) -> Segments:
    """The pieces of a folded quote. Punctuation alone beside an omission proves nothing and is let go."""
    unpointed = _SIC.sub("", words)
    found = Segments(marked=unpointed != words)
    at, head = 0, ""
    for mark in _MARK.finditer(unpointed):
        found.marked = True
        gap, capital = _gap(unpointed, mark)
        _add(found, unpointed[at : mark.start()], head, gap)
        _merge(found.gaps[-1], gap)
        at, head = mark.end(), capital
    _add(found, unpointed[at:], head, Gap())
    return found


def _gap(words: str, mark: regex.Match[str]) -> tuple[Gap, str]:
    """What a mark does, and the letters that it puts before the next piece."""
    inner = mark[1]
    if inner is None:
        return Gap(Change.OMITS), ""
    before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
    if LETTERS.fullmatch(inner) and LETTERS.fullmatch(before):
        return Gap(Change.ALTERS, inner), ""
    if LETTERS.fullmatch(inner) and LETTERS.fullmatch(after):
        return Gap(), inner
    return Gap(Change.INSERTS, inner.strip()), ""


def _add(found: Segments, text: str, head: str, after: Gap) -> None:
    """One piece with an open gap behind it; blanks at a seam are nobody's words."""
    before = found.gaps[-1]
    text = text if before.change is Change.ALTERS or head else text.lstrip(" ")
    text = text if after.change is Change.ALTERS else text.rstrip(" ")
    beside = Change.OMITS in (before.change, after.change)
    if text and (WORD.search(text) or not beside):
        found.pieces.append(Piece(text, head))
        found.gaps.append(Gap())


def _merge(gap: Gap, more: Gap) -> None:
    """Marks that follow each other are one gap; an omission among them sets its reach."""
    gap.inserted = f"{gap.inserted} {more.inserted}".strip()
    if gap.change is not Change.OMITS and more.change is not Change.NONE:
        gap.change = more.change


def word_count(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def is_short(piece: Piece) -> bool:
    """Too little to prove anything beside an omission: neither two words nor ten letters."""
    if UNSPACED.search(piece.text):
        return piece.letters < 4
    return word_count(piece.head + piece.text) < 2 and piece.letters < 10
