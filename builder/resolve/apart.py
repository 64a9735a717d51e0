"""What tells one place of some words from the others at which they stand: the fewest words that touch it."""

from collections.abc import Sequence

from builder.model.resolved import Place
from builder.model.written import TextQuoteSelector
from builder.resolve.folding import plain
from builder.resolve.haystack import Haystack, touches

AROUND = 600
"""Characters on either side of a place in which they are sought."""

Beside = tuple[str, str]
"""Folded text before and after a place."""


def beside(place: Place, hay: Haystack) -> Beside:
    text, span = hay.original, place.span
    return plain(text[max(span.start - AROUND, 0) : span.start]), plain(text[span.end : span.end + AROUND])


def apart(chosen: int, places: Sequence[Beside]) -> Beside | None:
    """Prefix and suffix that touch the chosen place and no other, one alone where that is enough; none where all do."""
    before, after = (words.split() for words in places[chosen])
    others = [each for number, each in enumerate(places) if number != chosen]
    counts = range(1, max(len(before), len(after)) + 1)
    one = (pair for n in counts for pair in (("", " ".join(after[:n])), (" ".join(before[-n:]), "")))
    both = ((" ".join(before[-n:]), " ".join(after[:n])) for n in counts)
    for candidates in (one, both):
        for prefix, suffix in candidates:
            selector = TextQuoteSelector("", prefix, suffix)
            if any(char.isalnum() for char in prefix + suffix) and not any(_meets(each, selector) for each in others):
                return prefix, suffix
    return None


def _meets(place: Beside, selector: TextQuoteSelector) -> bool:
    before, after = place
    return touches(f"{before}{after}", (len(before), len(before)), selector)
