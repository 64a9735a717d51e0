"""A text made ready to be searched, and the plain search for words as they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from builder.model.resolved import Place
from builder.model.written import Span, TextQuoteSelector
from builder.resolve.folding import Folded, fold, plain
from builder.resolve.segments import UNSPACED

_BOUNDARY = regex.compile(r"\b", regex.WORD)


@dataclass(frozen=True, slots=True)
class Haystack:
    """A text made ready to be searched."""

    original: str
    folded: Folded
    language: str = ""

    @property
    def text(self) -> str:
        return self.folded.text

    def boundary(self, at: int) -> bool:
        """Whether a word may begin or end at an offset of the folded text (UAX 29)."""
        around = self.text[max(at - 1, 0) : at + 1]
        if around[:1] == "'" and not self.text[at - 2 : at - 1].isalnum():
            return True  # an opening mark: `regex` takes it for an apostrophe
        return bool((not around.isascii() and UNSPACED.search(around)) or _BOUNDARY.match(self.text, at))


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands, or the rule that it breaks."""

    places: tuple[Place, ...] = ()
    rule: str = ""
    """Set where no place is good: the nearest to an answer."""
    near: tuple[Place, ...] = ()
    """Places that break the rule, for the message."""
    detail: str = ""


def haystack(text: str, language: str = "") -> Haystack:
    return Haystack(text, fold(text), language)


def occurrences(hay: Haystack, words: str) -> Iterator[tuple[int, int]]:
    at = hay.text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = hay.text.find(words, at + 1)


def touches(text: str, span: tuple[int, int], selector: TextQuoteSelector) -> bool:
    """Whether prefix and suffix stand right beside the span, white space at the seam aside."""
    if not (selector.prefix or selector.suffix):
        return True
    prefix, suffix = plain(selector.prefix), plain(selector.suffix)
    start, end = span
    before = text[max(start - len(prefix) - 1, 0) : start].rstrip(" ")
    after = text[end : end + len(suffix) + 1].lstrip(" ")
    return before.endswith(prefix) and after.startswith(suffix)


def placed(hay: Haystack, spans: list[tuple[int, int]]) -> Place | None:
    parts = []
    for start, end in spans:
        origin = hay.folded.origin(start, end)
        if origin is None:
            return None
        parts.append(Span(*origin))
    return Place(Span(parts[0].start, parts[-1].end), tuple(parts))
