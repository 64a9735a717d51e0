"""Plain typography, and where each character of it came from (clause 1 of the matching contract).

Folding changes how words are set, never which words they are: NFC, plain quotation marks,
apostrophes, dashes and spaces, single spaces, no invisible controls, ligatures opened, `…` as
`...`. Case, digits, letters, punctuation and order stay. It is idempotent.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress, groupby

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
_JOINS = regex.compile(rf"[\s{COMPOSING}]")
_CANDIDATES = [
    *map(chr, (*range(0x340, 0x2FFF), *range(0xF900, 0xFB50), *range(0x1D15E, 0x1D1C1), *range(0x2F800, 0x2FA1E)))
]
_COMPOSED = unicodedata.normalize("NFC", "\0".join(_CANDIDATES)).split("\0")  # a call for each takes long
_REWRITTEN = "".join(
    char for char, composed in zip(_CANDIDATES, _COMPOSED, strict=True) if composed != char and not _JOINS.match(char)
)
"""Single characters that NFC itself writes otherwise."""

_DOUBLE = "“”„‟«»″‶〃〝〞〟＂「」『』﹁﹂﹃﹄｢｣❝❞⹂״"
_SINGLE = "‘’‚‛‹›′‵`´＇ʹʻʼʽ՚׳❛❜"
_BASIC = array("I", range(0x10000)).tobytes().decode("utf-32", "surrogatepass")
"""Every character of the Basic Plane."""
_DASHES = "".join(char for char in _BASIC if unicodedata.category(char) == "Pd") + "−⁃\U00010ead"
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


_SPACE = _ranges(regex.findall(f"[{SPACES}]", _BASIC))
_ALONE = _ranges({*regex.findall(f"[{DROPPED}{COMPOSING}]", _BASIC), *OPENED, *_REWRITTEN})
_ASTRAL = "\\U00010000-\\U0010ffff"
_KNOT = f"[{_SPACE}{_ALONE}]|[{_ASTRAL}]"


@cache
def _any_stretch() -> re.Pattern[str]:
    """Where folding may change the number of characters, less the first base: all between is one for one."""
    return re.compile(f"(?:[{_ALONE}]|[{_ASTRAL}]|[{_SPACE}](?={_KNOT}))(?:{_KNOT})*")


_BASIC_STRETCH = re.compile(f"[{_SPACE}{_ALONE}](?:(?<=[{_ALONE}])|(?=[{_SPACE}{_ALONE}]))[{_SPACE}{_ALONE}]*")
"""The same in a text of the Basic Plane: with one class at its head, `re` passes quickly over what cannot begin it."""
_BEYOND = re.compile(f"[{_ASTRAL}]")
_UNIT = regex.compile(
    f"[{SPACES}](?:[{SPACES}{DROPPED}]*[{SPACES}])?"
    f"|[^{SPACES}{DROPPED}][{COMPOSING}]*(?:[{DROPPED}]+[{COMPOSING}]+)*"
    f"|[{DROPPED}]+"
)
"""Blanks as one; a character with its marks; what is dropped."""
_BASE = regex.compile(f"[^{SPACES}{DROPPED}{COMPOSING}]")
_BLANKS = frozenset(regex.findall(f"[{SPACES}]", _BASIC))
_FIRST, _EVEN = array("i", (0,)), array("i", (-1,))
"""The map of a text that goes as one piece."""
_BETWEEN = "\0"
"""Between units that are folded together: no character joins it, and it stands in none but itself."""
_OPENED = str.maketrans(OPENED)
_SET_OTHERWISE = re.compile(f"[{_ranges(chr(point) for point in PLAIN if chr(point) != PLAIN[point])}]")
_FAR = "\U00010ead"
"""The one beyond the Basic Plane."""
_BLANK = [" "]
"""The units of a run of blanks and nothing else, which most stretches are."""
_DROP = regex.compile(f"[{DROPPED}]+")
NEAR = 8
"""Characters between two stretches that are taken for one: each costs about as much as so many units."""
PART = 1 << 15
"""Characters of a stretch that are folded at a time."""
SHORT = 500
"""Characters of a text that may be asked for again, and whose folded text costs nothing to remember."""
KEPT = 1 << 14
"""Different units of which the folded text is remembered from one part to the next."""
MARKS_MOST = 64
"""Marks on a character that are composed; systems that put them in order need the square of their number."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back to the original, kept by runs rather than by character."""

    text: str
    starts: "array[int]"
    """Where each run begins in `text`."""
    begins: "array[int]"
    """Where each begins in the original."""
    lengths: "array[int]"
    """Of each in the original, where it goes as one piece; else -1."""

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The original's characters behind `text[start:end]`; none if that cuts a character in two."""
        if self.lengths is _EVEN:
            return (start, end) if 0 <= start < len(self.text) and 0 < end <= len(self.text) else None
        first = self._place(start)
        last = self._place(end - 1)
        if first is None or last is None:
            return None
        (run, offset), (final, rest) = first, last
        begin, whole = self.begins[run], self.lengths[run]
        if whole >= 0 and offset > 0:
            return None
        stop, length = self.begins[final], self.lengths[final]
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
    """The folded text and its map. Arrays, and no loop over characters: texts have millions of them."""
    if text and _is_typed(text):
        return Folded(text.replace("`", "'"), _FIRST, _FIRST, _EVEN)
    if text and not _is_uneven(text):
        return Folded(_plainly(text), _FIRST, _FIRST, _EVEN)
    pieces: list[str] = []
    starts, begins, lengths = array("i"), array("i"), array("i")
    known = _Known()
    length = 0
    for start, end, units in _parts(text):
        if units is _BLANK:
            starts.append(length)
            begins.append(start)
            lengths.append(end - start)
            pieces.append(" ")
        elif units:
            folds = known.folds(units)
            sizes = [len(unit) for unit in units]
            starts.extend(compress(accumulate(map(len, folds), initial=length), folds))
            begins.extend(compress(accumulate(sizes, initial=start), folds))
            lengths.extend(compress(sizes, folds))
            pieces.append("".join(folds))
        else:
            starts.append(length)
            begins.append(start)
            lengths.append(-1)
            pieces.append(_plainly(text[start:end]))
        length += len(pieces[-1])
    return Folded("".join(pieces), starts, begins, lengths)


def folded(text: str) -> str:
    """The folded text alone; that of names and sentences is known once it was asked for."""
    return _known(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=4096)
def _known(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    if _is_typed(text):
        return text.replace("`", "'")
    if not _is_uneven(text):
        return _plainly(text)
    known = _Known()
    return "".join(
        " " if units is _BLANK else "".join(known.folds(units)) if units else _plainly(text[start:end])
        for start, end, units in _parts(text)
    )


def plain(text: str) -> str:
    """A quote's words folded, without the blanks around them."""
    return folded(text).strip(" ")


def _is_typed(text: str) -> bool:
    """Whether a text has what a typewriter has, and single blanks: that is known at once, and most of ours is."""
    return text.isascii() and text.isprintable() and "  " not in text


def _is_uneven(text: str) -> bool:
    """Whether folding may change the number of characters anywhere."""
    return bool(_BASIC_STRETCH.search(text)) or (not text.isascii() and bool(_BEYOND.search(text)))


def _plainly(text: str) -> str:
    """One for one. What there is to replace is found first: to look each character up takes ten times as long."""
    if not _SET_OTHERWISE.search(text):
        return text.replace(_FAR, PLAIN[ord(_FAR)])
    found = {char for at in range(0, len(text), PART) for char in _SET_OTHERWISE.findall(text, at, at + PART)}
    for char in (*found, _FAR):
        text = text.replace(char, PLAIN[ord(char)])
    return text


def _parts(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of the original that are one for one, without units, and the units of what lies between them, in parts."""
    at = 0
    for begin, end in _stretches(text):
        blank = text[begin:end].isspace()
        start = begin if blank else max(begin - 1, at)  # what stands before a mark belongs to it
        if at < start:
            yield at, start, []
        if blank:
            yield start, end, _BLANK
        while start < end and not blank:
            base = _BASE.search(text, min(start + PART, end), end)  # a unit begins there, whatever stands before it
            stop = base.start() if base else end
            yield start, stop, _UNIT.findall(text, start, stop)
            start = stop
        at = end
    if at < len(text):
        yield at, len(text), []


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of characters may change, from the first to the last of those that are near each other."""
    begin = end = -1
    for stretch in (_any_stretch() if _BEYOND.search(text) else _BASIC_STRETCH).finditer(text):
        if begin >= 0 and stretch.start() - end <= NEAR:
            end = stretch.end()
            continue
        if begin >= 0:
            yield begin, end
        begin, end = stretch.span()
    if begin >= 0:
        yield begin, end


class _Known:
    """Units with their folded text, as many as are worth it."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def folds(self, units: list[str]) -> list[str]:
        """Each unit folded; those that are new in one go, since a call for each would cost more than the folding."""
        known = self._known
        new = [unit for unit in {*units} if unit not in known]
        short = [unit for unit in new if len(unit) <= MARKS_MOST and unit[0] not in _BLANKS and _BETWEEN not in unit]
        known.update(zip(short, _composed(_BETWEEN.join(short)).split(_BETWEEN), strict=True) if short else ())
        known.update((unit, _alone(unit)) for unit in new if unit not in known)
        folds = [known[unit] for unit in units]
        if len(known) > KEPT:
            known.clear()
        return folds


def _alone(unit: str) -> str:
    """Blanks as one; a unit of more marks than are composed."""
    if unit[0] in _BLANKS:
        return " "
    bare = _DROP.sub("", unit)
    return _composed(bare) if len(bare) <= MARKS_MOST else bare.translate(PLAIN)


def _composed(text: str) -> str:
    """Without what is dropped, opened, composed and plain."""
    return unicodedata.normalize("NFC", _DROP.sub("", text).translate(_OPENED)).translate(PLAIN)
