"""Long passages that texts have in common, word for word; pure, in time linear in all the texts together."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import regex

from builder.resolve.segments import UNSPACED, has_unspaced

PART = 1 << 16
"""Characters of a text of which the words are held at a time."""
WINDOW = 20
"""Words, or signs of a script without spaces, that are compared at a time."""
LEAST = 20
"""Words in a row that two reporters do not write by chance."""
DISTINCT_LEAST = 10
"""Different words among them: rows of one sign are no passage."""
IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_ADDRESS = r"https?://\S+"
_SPACED_WORD = regex.compile(rf"{_ADDRESS}|[\w\p{{M}}]+(?:'[\w\p{{M}}]+)*")
_PLAIN_WORD = re.compile(rf"{_ADDRESS}|\w+(?:'\w+)*", re.ASCII)
"""The same in a text of ASCII, in half of the time."""
_BETWEEN = {code: " " for code in range(0x80) if not re.match(r"[\w']", chr(code))}
"""What no word of such a text has."""
_LONE = re.compile(r"'(?:(?<!\w')|(?!\w))", re.ASCII)
"""An apostrophe that is not within a word."""
_LETTER = rf"[[\w\p{{M}}]--{UNSPACED.pattern}]"
_ANY_WORD = regex.compile(rf"{_ADDRESS}|{UNSPACED.pattern}\p{{M}}*|{_LETTER}+(?:'{_LETTER}+)*", regex.V1)
_SIGN = regex.compile(rf"[{UNSPACED.pattern}--\p{{M}}]", regex.V1)
"""One that is no mark on another."""
WORD = 10
WEIGHTS = (WORD, 5, 2)
"""What counts how much: two ideographs, or five signs of another script without spaces, are about a word."""
_KIND = 3
"""The bits of a word's number that tell which of these it has."""
SIZE = 8
"""Bytes of a number."""
NUMBERS_MOST = 1 << 15
"""Words of which the number is remembered."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the numbers of its words."""

    origin: str
    """Texts of one origin may share what they like; empty: none but itself."""
    words: "array[int]"


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that one text has from another: places and length in words."""

    text: int
    other: int
    at: int
    other_at: int
    length: int


def read(text: str) -> "array[int]":
    """A folded text as the numbers of its words, whatever their case; an address is one word.

    A word has the same number in every text, whenever and wherever that is read.
    """
    numbers, at = array("Q"), 0
    pattern = None if text.isascii() and "://" not in text else _pattern(text)
    while at < len(text):
        end = _end(text, at)
        words = map(str.casefold, pattern.findall(text, at, end)) if pattern else _plain_words(text[at:end])
        numbers.extend(map(_NUMBERS.__getitem__, words))
        at = end
    return numbers


def _end(text: str, at: int) -> int:
    """Where a part of a text may end: no word has a blank, and one of a script without spaces begins with its sign."""
    far = at + 2 * PART
    blank = text.find(" ", at + PART, far)
    if blank < 0 and text.find("://", at, far) < 0 and (sign := _SIGN.search(text, at + PART, far)):
        return sign.start()
    blank = text.find(" ", far) if blank < 0 else blank
    return blank if blank >= 0 else len(text)


def _plain_words(text: str) -> list[str]:
    """What `_PLAIN_WORD` finds in a text of ASCII without addresses, in small letters and a third of the time."""
    return _LONE.sub(" ", text.lower().translate(_BETWEEN)).split()


class _Numbers(dict[str, int]):
    """By word: a digest, of which the last bits tell how much the word counts."""

    def __missing__(self, word: str) -> int:
        if len(self) >= NUMBERS_MOST:
            self.clear()
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()
        number = self[word] = int.from_bytes(digest, "little") & ~_KIND | _kind(word)
        return number


_NUMBERS = _Numbers()


def _kind(word: str) -> int:
    """The place of its weight."""
    if not UNSPACED.match(word):
        return 0
    return 1 if IDEOGRAPHS.match(word) else 2


def starts(text: str) -> Iterator[int]:
    """Where each word of a folded text begins."""
    return (match.start() for match in _pattern(text).finditer(text))


def _pattern(text: str) -> "re.Pattern[str] | regex.Pattern[str]":
    if text.isascii():
        return _PLAIN_WORD
    return _ANY_WORD if has_unspaced(text) else _SPACED_WORD


def passages(texts: Sequence[Text]) -> Iterator[Shared]:
    """For each text the longest passage that it shares with the first text before it of another origin."""
    if len(texts) < 2:
        return
    repeated = _repeated([_windows(text.words) for text in texts])
    index: dict[int, tuple[tuple[int, int], ...]] = {}
    for number, text in enumerate(texts):
        runs = _Runs(number, texts)
        for at, window in zip(*repeated[number], strict=True):
            known = index.get(window, ())
            rival = next((each for each in known if _apart(text, texts[each[0]]) and each[0] != number), None)
            if rival:
                runs.add(at, *rival)
            if not known or (len(known) == 1 and known[0][0] != number and _apart(text, texts[known[0][0]])):
                index[window] = (*known, (number, at))
        if found := runs.first():
            yield found


def weigh(words: Iterable[int]) -> float:
    """How many words a stretch counts for."""
    return sum(WEIGHTS[word & _KIND] for word in words) / WORD


def _windows(words: "array[int]") -> "array[int]":
    """A number for each row of words that is compared, the same for equal rows."""
    data = words.tobytes()
    return array("q", (hash(data[at : at + SIZE * WINDOW]) for at in range(0, len(data) - SIZE * WINDOW + 1, SIZE)))


def _apart(one: Text, two: Text) -> bool:
    return not one.origin or one.origin != two.origin


def _repeated(windows: Sequence["array[int]"]) -> list[tuple["array[int]", "array[int]"]]:
    """Of each text's windows those that stand more than once in all, and a few others: their places, and themselves.

    They are counted in one byte for each, where a set would take a hundred; nothing else is held meanwhile.
    """
    seen = bytearray(1 << (8 * sum(map(len, windows))).bit_length())
    mask = len(seen) - 1
    for each in windows:
        for window in each:
            if seen[window & mask] < 2:
                seen[window & mask] += 1
    return [_among(each, seen) for each in windows]


def _among(windows: "array[int]", seen: bytearray) -> tuple["array[int]", "array[int]"]:
    mask = len(seen) - 1
    places = array("I", [at for at, window in enumerate(windows) if seen[window & mask] > 1])
    return places, array("q", [windows[at] for at in places])


@dataclass(slots=True)
class _Runs:
    """The longest run of one text's words in each earlier text."""

    number: int
    texts: Sequence[Text]
    longest: dict[int, Shared] = field(default_factory=dict)
    reach: dict[int, int] = field(default_factory=dict)
    """How far the runs in an earlier text have been followed: each word is compared with it once."""

    def add(self, at: int, other: int, other_at: int) -> None:
        """The run around a window that both texts seem to have."""
        since = self.reach.get(other, 0)
        if at + WINDOW <= since:
            return
        ours, theirs = self.texts[self.number].words, self.texts[other].words
        if ours[at : at + WINDOW] != theirs[other_at : other_at + WINDOW]:
            return
        end, other_end = at + WINDOW, other_at + WINDOW
        while end < len(ours) and other_end < len(theirs) and ours[end] == theirs[other_end]:
            end, other_end = end + 1, other_end + 1
        while at > since and other_at and ours[at - 1] == theirs[other_at - 1]:
            at, other_at = at - 1, other_at - 1
        self.reach[other] = end
        if other not in self.longest or end - at > self.longest[other].length:
            self.longest[other] = Shared(self.number, other, at, other_at, end - at)

    def first(self) -> Shared | None:
        """That of the earliest text with a run long enough."""
        return next((self.longest[other] for other in sorted(self.longest) if self.is_long(self.longest[other])), None)

    def is_long(self, run: Shared) -> bool:
        words = self.texts[self.number].words[run.at : run.at + run.length]
        return weigh(words) >= LEAST and len(set(words)) >= DISTINCT_LEAST
