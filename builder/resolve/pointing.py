"""Which words of a sentence of ours a way back is about: what it quotes of a passage, or a name as it spells it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.model.resolved import Quote
from builder.model.written import Span
from builder.resolve.folding import Folded, fold, folded, plain
from builder.resolve.names import original
from builder.resolve.quotations import quotations
from builder.resolve.said import places, stands
from builder.resolve.voices import QUOTES

INNER = re.compile(rf"[\s{QUOTES}]*(\S.*?)[\s.,;:!?{QUOTES}]*", re.DOTALL)
"""What stands between quotation marks; a stop before the closing mark may be ours."""


@dataclass(frozen=True, slots=True)
class AboutPassage:
    """One that a sentence cites."""

    quote: Quote

    def words(self, text: str) -> tuple[Span, ...]:
        return quoted_words(text, self.quote)


@dataclass(frozen=True, slots=True)
class AboutName:
    """One that a sentence gives, in the forms that it has there."""

    forms: tuple[str, ...]

    def words(self, text: str) -> tuple[Span, ...]:
        return named_words(text, self.forms)


@lru_cache(maxsize=4096)
def about_name(forms: tuple[str, ...]) -> AboutName:
    """One for all that are equal: few names stand in many sentences."""
    return AboutName(forms)


def quoted_words(text: str, quote: Quote) -> tuple[Span, ...]:
    """What stands between quotation marks in a sentence and in the passage, else the passage's words, word for word."""
    passage = plain(quote.annotation.selector.exact)
    quoted = (INNER.fullmatch(text, span.start, span.end) for span in quotations(text))
    found = tuple(Span(*match.span(1)) for match in quoted if match and _stands(match[1], passage))
    if found or passage not in folded(text):
        return found
    ours = fold(text)
    return tuple(_originals(ours, (Span(at, at + len(passage)) for at in places(passage, ours.text))))


def _stands(words: str, passage: str) -> bool:
    return any(char.isalnum() for char in words) and stands(plain(words), passage)


def named_words(text: str, forms: Iterable[str]) -> tuple[Span, ...]:
    """Where any of these forms of a name stands in a sentence; of two that overlap, the longer."""
    ours = fold(text)
    found: list[Span] = []
    for words in sorted({plain(form) for form in forms}, key=lambda each: (-len(each), each)):
        for at in places(words, ours.text):
            span = Span(at, at + len(words))
            if not any(span.meets(other) for other in found):
                found.append(span)
    return tuple(_originals(ours, sorted(found)))


def _originals(ours: Folded, spans: Iterable[Span]) -> Iterator[Span]:
    reach = 0
    for span in spans:
        place = original(ours, span) if span.start >= reach else None
        if place:
            reach = span.end
            yield place
