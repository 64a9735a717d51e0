"""What a quote leaves out, adds and changes: its brackets and ellipses (clause 3 of the contract)."""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import regex

from builder.model.written import Span

WORD = regex.compile(r"\w[\w\p{M}']*(?:[.,:]\w+)*")
_PLAIN_WORD = re.compile(r"\w[\w']*(?:[.,:]\w+)*", re.ASCII)
"""The same in a text without other letters, in half of the time."""
OTHER_LETTERS = re.compile("[^\\x00-\\x7f\\xa0“”‘’«»–—…]")
"""What may be one."""
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}]"
)
_BLANK = re.compile(r"\s")
PART = 1 << 16
"""Characters of a text of which the words are counted at a time."""
_FAR = re.compile(r"[\u0e01-\u1fff\u2c00-\U0010ffff]")
"""Where all of these lie, which `re` tells ten times as fast; between are marks that many texts have."""
_WITHIN = f"{string.ascii_letters}{string.digits}_".encode()
"""What is surely a part of a word."""
LETTERS = regex.compile(r"[\p{L}\p{M}']+")
HEADED = regex.compile(r"[\p{L}\p{M}--\p{Hangul}]", regex.V1)
"""What a bracketed capital may stand before; a Korean particle after a bracket is no such word."""
ATTACHED = regex.compile(r"'\p{L}|\p{Hangul}")
LETTING_GO = regex.compile(r"[\p{P}\s--[%&@#*/\\‰§†‡]]*", regex.V1)
"""Punctuation that proves nothing beside an omission; a sign such as `%` says something."""
_MARK = regex.compile(r"\[\s*\.{3,}\s*\]|\.{3,}|\[([^\[\]]*)\]")
_DIGITS_GO_ON, _DIGITS_LEAD_ON = regex.compile(r"[ .,:/']?\d"), regex.compile(r"\d[ .,:/']?$")
_WORD_GOES_ON, _WORD_LEADS_ON = regex.compile(r"[-']?\w"), regex.compile(r"\w[-']?$")
"""At the edge of a bracket that touches a number, or a word."""
_WORD_BEFORE, _WORD_AFTER = regex.compile(r"\S+ ?$"), regex.compile(r" ?\S+")
_SIC = regex.compile(r"\s*\[\s*sic\s*[.!]?\s*\]", regex.IGNORECASE)
NOWHERE = -1
"""The gap of a mark that stands for nothing: `[sic]`."""


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
    last: bool = False
    """Whether they follow what is left out, rather than lead it."""


@dataclass(slots=True)
class Piece:
    """Words that must stand in the source as they are."""

    text: str
    head: str = ""
    """Letters before them in brackets, `[T]he`: the source's own there, capitals aside."""
    attached: bool = False
    """Whether they end a word whose beginning is ours, `[Shoigu]'s home`."""

    @property
    def letters(self) -> int:
        return sum(1 for char in self.head + self.text if char.isalnum())


@dataclass(frozen=True, slots=True)
class Cut:
    """A mark that is not taken for the source's: where the quote has it, and in which gap it went."""

    start: int
    end: int
    gap: int
    text: str


@dataclass(slots=True)
class Segments:
    """A quote in pieces: `gaps[n]` stands before `pieces[n]`, the last gap after the last piece."""

    pieces: list[Piece] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=lambda: [Gap()])
    marked: bool = False
    """Whether the quote has any bracket or ellipsis."""
    cuts: list[Cut] = field(default_factory=list)


def segments(words: str, source: str = "") -> Segments:
    """The pieces of a folded quote. Punctuation alone beside an omission proves nothing and is let go.

    A mark that stands in the folded `source` between the same two words is the source's own.
    """
    pointers = [sic for sic in _SIC.finditer(words) if not _is_own(sic, words, source)]
    unpointed = _without(words, pointers)
    found = Segments(marked=bool(pointers), cuts=[_pointer(sic) for sic in pointers])
    at, head = 0, ""
    for mark in _MARK.finditer(unpointed):
        if _says_nothing(mark) or _is_own(mark, unpointed, source) or _respells(mark, unpointed):
            continue
        found.marked = True
        gap, capital = _gap(unpointed, mark)
        _add(found, unpointed[at : mark.start()], head, gap)
        _merge(found.gaps[-1], gap)
        start = _shift(mark.start(), pointers)
        found.cuts.append(Cut(start, start + len(mark[0]), len(found.gaps) - 1, mark[0]))
        at, head = mark.end(), capital
    _add(found, unpointed[at:], head, Gap())
    return found


def _without(words: str, marks: list[regex.Match[str]]) -> str:
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(words)]
    return "".join(words[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _pointer(sic: regex.Match[str]) -> Cut:
    text = sic[0].strip()
    return Cut(sic.end() - len(text), sic.end(), NOWHERE, text)


def _shift(at: int, pointers: list[regex.Match[str]]) -> int:
    """Where a place of the words without pointers is in the words with them."""
    for sic in pointers:
        if sic.start() > at:
            break
        at += len(sic[0])
    return at


def _says_nothing(mark: regex.Match[str]) -> bool:
    """Whether a bracket holds no word: `[]` and `[?]` are no marks of ours."""
    inner: str | None = mark[1]
    return inner is not None and not WORD.search(inner)


def _respells(mark: regex.Match[str], words: str) -> bool:
    """Whether a bracket would make another word or number of the one that it touches: it is no mark, and so not found.

    Words are put in between blanks or punctuation. `[T]he` and `expand[ed]`, letters alone, are for `_gap` to judge,
    and so is a number at a word, `bridge[1]`.
    """
    inner: str | None = mark[1]
    if inner is None or LETTERS.fullmatch(inner) or UNSPACED.search(inner):
        return False
    before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
    if (before.isdecimal() and _DIGITS_GO_ON.match(inner)) or (after.isdecimal() and _DIGITS_LEAD_ON.search(inner)):
        return True
    if inner.isdecimal():
        return False
    begins = HEADED.fullmatch(before) and _WORD_GOES_ON.match(inner)
    return bool(begins or (HEADED.fullmatch(after) and _WORD_LEADS_ON.search(inner)))


def _is_own(mark: regex.Match[str], words: str, source: str) -> bool:
    """Whether the source prints a mark there too, between the same two words."""
    before, after = _WORD_BEFORE.search(words, 0, mark.start()), _WORD_AFTER.match(words, mark.end())
    return before is not None and after is not None and f"{before[0]}{mark[0]}{after[0]}" in source


def _gap(words: str, mark: regex.Match[str]) -> tuple[Gap, str]:
    """What a mark does, and the letters that it puts before the next piece."""
    inner = mark[1]
    if inner is None:
        return Gap(Change.OMITS), ""
    before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
    unspaced = any(UNSPACED.search(each) for each in (before, inner, after))
    if not unspaced and LETTERS.fullmatch(inner) and LETTERS.fullmatch(before):
        return Gap(Change.ALTERS, inner), ""
    if not unspaced and LETTERS.fullmatch(inner) and HEADED.fullmatch(after):
        return Gap(), inner
    return Gap(Change.INSERTS, inner.strip()), ""


def _add(found: Segments, text: str, head: str, after: Gap) -> None:
    """One piece with an open gap behind it; blanks at a seam are nobody's words."""
    before = found.gaps[-1]
    text = text if before.change is Change.ALTERS or head else text.lstrip(" ")
    text = text if after.change is Change.ALTERS else text.rstrip(" ")
    beside = Change.OMITS in (before.change, after.change)
    attached = before.change is Change.INSERTS and bool(ATTACHED.match(text))
    if text and not (beside and LETTING_GO.fullmatch(text)):
        found.pieces.append(Piece(text, head, attached))
        found.gaps.append(Gap())


def _merge(gap: Gap, more: Gap) -> None:
    """Marks that follow each other are one gap; an omission among them sets its reach."""
    gap.inserted = f"{gap.inserted} {more.inserted}".strip()
    gap.last = gap.change is Change.OMITS and bool(gap.inserted)
    if gap.change is not Change.OMITS and more.change is not Change.NONE:
        gap.change = more.change


def has_unspaced(text: str) -> bool:
    """Whether a text has a sign of a script without spaces."""
    return bool(_FAR.search(text)) and bool(UNSPACED.search(text))


def word_count(text: str) -> int:
    """Words; in a script without spaces, one for every two characters."""
    spaced, unspaced = UNSPACED.subn(" ", text) if has_unspaced(text) else (text, 0)
    pattern = WORD if OTHER_LETTERS.search(spaced) else _PLAIN_WORD
    return sum(len(pattern.findall(spaced, *part)) for part in _parts(spaced)) + (unspaced + 1) // 2


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each, between blanks: of a long text, not all words are held at a time."""
    at = 0
    while at < len(text):
        blank = _BLANK.search(text, at + PART)
        end = blank.start() if blank else len(text)
        yield at, end
        at = end


def word_counts(text: str, spans: Iterable[Span]) -> int:
    """Of all these parts of a text."""
    return sum(word_count(text[span.start : span.end]) for span in spans)


def words_at_most(text: str, spans: Iterable[Span]) -> int:
    """No fewer than `word_counts`, and soon told: between two words stands something that is no part of one."""
    parts = [text[span.start : span.end] for span in spans]
    return len(parts) + len("".join(parts).encode("utf-8", "surrogatepass").translate(None, _WITHIN))


def is_short(piece: Piece) -> bool:
    """Too little to prove anything beside an omission: neither two words nor ten letters."""
    if UNSPACED.search(piece.text):
        return piece.letters < 4
    return word_count(piece.head + piece.text) < 2 and piece.letters < 10
