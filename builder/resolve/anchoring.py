"""Find quotes in a source, word for word (clauses 2 to 5 of the matching contract).

Pure: texts and selectors in, places in the original text out. Nothing here ever accepts by likeness.
"""

from itertools import islice

from builder.model.resolved import Place
from builder.model.written import Span, TextQuoteSelector
from builder.resolve.folding import plain
from builder.resolve.haystack import Found, Haystack, haystack, occurrences, placed, touches
from builder.resolve.pieces import find_in_pieces
from builder.resolve.segments import segments

LETTERS_LEAST = 3


def anchor(text: str, selector: TextQuoteSelector, language: str = "") -> list[Span]:
    """Every place in `text` where the quote stands, touched by its prefix and suffix.

    Spans count code points of `text`; where the quote leaves something out, a span runs from its
    first to its last word. An empty list: it does not stand there.
    """
    return [place.span for place in locate(haystack(text, language), selector).places]


def locate(hay: Haystack, selector: TextQuoteSelector) -> Found:
    """Every good place of a quote, or why there is none."""
    words = plain(selector.exact)
    if is_slight(words):
        return Found(rule="quote-too-short")
    untouched = list(occurrences(hay, words))
    touched = [span for span in untouched if touches(hay.text, span, selector)]
    if touched:
        return _at_word_boundaries(hay, touched)
    found = Found()
    for cut in (segments(words, hay.text), segments(words)):
        if not found.places and cut.marked and cut.pieces:
            found = find_in_pieces(hay, cut, selector)
    if not found.rule and not found.places:
        return _not_touched(hay, untouched)
    return _not_touched(hay, untouched) if untouched and not found.places else found


def is_slight(words: str) -> bool:
    """Whether words have too few letters and digits to prove anything wherever they stand."""
    return len(list(islice(filter(str.isalnum, words), LETTERS_LEAST))) < LETTERS_LEAST


def _not_touched(hay: Haystack, spans: list[tuple[int, int]]) -> Found:
    near = tuple(place for span in spans if (place := placed(hay, [span])))
    return Found(rule="quote-not-found", near=near, detail="prefix" if near else "")


def _at_word_boundaries(hay: Haystack, spans: list[tuple[int, int]]) -> Found:
    good: list[Place] = []
    inside: list[Place] = []
    for start, end in spans:
        place = placed(hay, [(start, end)])
        if place:
            (good if hay.boundary(start) and hay.boundary(end) else inside).append(place)
    if good:
        return Found(tuple(good))
    return Found(rule="quote-inside-word", near=tuple(inside))
