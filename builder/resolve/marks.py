"""A quote's brackets and ellipses, and which of them are the source's."""

from collections.abc import Iterator

import regex

from builder.model.resolved import Mark
from builder.model.written import Span
from builder.resolve.folding import fold

_DOTS = regex.compile(r"\.{3,}")


def marks(exact: str, ours: tuple[Span, ...]) -> tuple[Mark, ...]:
    """Every mark of a quote that stands, in order; `ours` counts in its folded words, blanks around them aside."""
    folded = fold(exact)
    if "[" not in folded.text and "..." not in folded.text:
        return ()
    lead = len(folded.text) - len(folded.text.lstrip(" "))
    added = {Span(each.start + lead, each.end + lead) for each in ours}
    found = []
    for span in sorted(_spans(folded.text)):
        if place := folded.origin(span.start, span.end):
            omits = not folded.text[span.start : span.end].strip("[]. ")
            found.append(Mark(Span(*place), omits, span not in added))
    return tuple(found)


def _spans(text: str) -> Iterator[Span]:
    """Brackets that are closed, one in another too, and dots outside them."""
    brackets = list(_brackets(text))
    yield from brackets
    reach = 0
    outer = [span for span in sorted(brackets) if span.end > reach and (reach := span.end)]
    edges = [0, *(edge for span in outer for edge in (span.start, span.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from (Span(*dots.span()) for dots in _DOTS.finditer(text, start, end))


def _brackets(text: str) -> Iterator[Span]:
    opened: list[int] = []
    for mark in regex.finditer(r"[\[\]]", text):
        if mark[0] == "[":
            opened.append(mark.start())
        elif opened:
            yield Span(opened.pop(), mark.end())
