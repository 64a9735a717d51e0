"""Long passages that texts have in common, word for word; pure, in time linear in all the texts together."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
_LETTER = rf"[[\w\p{{M}}]--{UNSPACED.pattern}]"
_ANY_WORD = regex.compile(rf"{_ADDRESS}|{UNSPACED.pattern}\p{{M}}*|{_LETTER}+(?:'{_LETTER}+)*", regex.V1)
WORD, IDEOGRAPH, SIGN = 10, 5, 2
"""What counts how much: two ideographs, or five signs of another script without spaces, are about a word."""


@dataclass(slots=True)
class Vocabulary:
    """A number for each word of all texts, and how much it counts."""

    numbers: dict[str, int] = field(default_factory=dict)
    weights: list[int] = field(default_factory=list)

    def read(self, words: list[str]) -> list[int]:
        """The number of each; those that are new are added."""
        for word in dict.fromkeys(words):
            if word not in self.numbers:
                self.numbers[word] = len(self.weights)
                self.weights.append(_weight(word))
        return [self.numbers[word] for word in words]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the numbers of its words."""

    origin: str
    """Texts of one origin may share what they like; empty: none but itself."""
    words: list[int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that one text has from another: places and length in words."""

    text: int
    other: int
    at: int
    other_at: int
    length: int


def read(text: str, origin: str, vocabulary: Vocabulary) -> Text:
    """A folded text in words, whatever their case; an address is one word."""
    pattern, numbers, at = _pattern(text), list[int](), 0
    while at < len(text):
        blank = text.find(" ", at + PART)  # no word has one
        end = blank if blank >= 0 else len(text)
        numbers += vocabulary.read([word.casefold() for word in pattern.findall(text, at, end)])
        at = end
    return Text(origin, numbers)


def starts(text: str) -> list[int]:
    """Where each word of a folded text begins."""
    return [match.start() for match in _pattern(text).finditer(text)]


def _pattern(text: str) -> "regex.Pattern[str]":
    return _ANY_WORD if has_unspaced(text) else _SPACED_WORD


def passages(texts: Sequence[Text], vocabulary: Vocabulary) -> Iterator[Shared]:
    """For each text the longest passage that it shares with the first text before it of another origin."""
    windows = [array("q", map(hash, zip(*(text.words[at:] for at in range(WINDOW)), strict=False))) for text in texts]
    repeated = _repeated(windows)
    index: dict[int, tuple[tuple[int, int], ...]] = {}
    for number, text in enumerate(texts):
        runs = _Runs(number, texts, vocabulary)
        for at in repeated.among(windows[number]):
            window = windows[number][at]
            known = index.get(window, ())
            rival = next((each for each in known if _apart(text, texts[each[0]]) and each[0] != number), None)
            if rival:
                runs.add(at, *rival)
            if not known or (len(known) == 1 and known[0][0] != number and _apart(text, texts[known[0][0]])):
                index[window] = (*known, (number, at))
        if found := runs.first():
            yield found


def weigh(words: Sequence[int], vocabulary: Vocabulary) -> float:
    """How many words a stretch counts for."""
    return sum(vocabulary.weights[word] for word in words) / WORD


def _weight(word: str) -> int:
    if not UNSPACED.match(word):
        return WORD
    return IDEOGRAPH if IDEOGRAPHS.match(word) else SIGN


def _apart(one: Text, two: Text) -> bool:
    return not one.origin or one.origin != two.origin


@dataclass(frozen=True, slots=True)
class _Slots:
    """Which windows stand more than once, give or take a few: one byte for each, where a set would take a hundred."""

    seen: bytearray

    def among(self, windows: Sequence[int]) -> list[int]:
        """The places of those."""
        seen, mask = self.seen, len(self.seen) - 1
        return [at for at, window in enumerate(windows) if seen[window & mask] > 1]


def _repeated(windows: Sequence["array[int]"]) -> _Slots:
    seen = bytearray(1 << (8 * sum(map(len, windows))).bit_length())
    mask = len(seen) - 1
    for each in windows:
        for window in each:
            if seen[window & mask] < 2:
                seen[window & mask] += 1
    return _Slots(seen)


@dataclass(slots=True)
class _Runs:
    """The longest run of one text's words in each earlier text."""

    number: int
    texts: Sequence[Text]
    vocabulary: Vocabulary
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
        return weigh(words, self.vocabulary) >= LEAST and len(set(words)) >= DISTINCT_LEAST
