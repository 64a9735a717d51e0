"""An article as its rights allow it to be shown, each cited passage marked under its own id."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, pairwise, takewhile

from markupsafe import Markup

from builder.model.resolved import Quote
from builder.model.written import Publish, Source, Span
from builder.render.escape import html_text

CUT = Markup('<span class="ab-cut" title="not shown">[…]</span>')


def paragraphs(
    source: Source, article: tuple[Span, ...], excerpts: tuple[Span, ...], quotes: list[Quote]
) -> list[Markup]:
    """The article's shown paragraphs as inner HTML, in its order; a cut is one `[…]`."""
    text = source.text or ""
    if source.publish is Publish.RECORD or not text:
        return []
    allowed = article if source.publish is Publish.FULL else excerpts
    marked = _Shelf(quotes)
    found: list[Markup] = []
    cut = False
    for block in _blocks(text, article):
        pieces = list(_within(allowed, block))
        if not any(_has_words(text, piece) for piece in pieces):
            cut = cut or _has_words(text, block)
            continue
        inner, open_end = _paragraph(text, block, pieces, marked, cut)
        found.append(inner)
        cut = open_end
    if cut and found:
        found.append(CUT)
    return found


def _paragraph(text: str, block: Span, pieces: list[Span], quotes: "_Shelf", cut: bool) -> tuple[Markup, bool]:
    """A paragraph's inner HTML, and whether what follows its last piece is cut."""
    out: list[Markup] = []
    at = block.start
    for piece in pieces:
        between = Span(at, piece.start)
        if cut or _has_words(text, between):
            out.append(Markup("{} ").format(CUT) if not out else Markup(" {} ").format(CUT))
        else:
            out.append(html_text(text[between.start : between.end]))
        out.append(_marked(text, piece, quotes))
        at, cut = piece.end, False
    rest = Span(at, block.end)
    if _has_words(text, rest):
        return Markup().join(out), True
    return Markup().join([*out, html_text(text[rest.start : rest.end])]), False


def _marked(text: str, piece: Span, quotes: "_Shelf") -> Markup:
    """A shown piece, cut at every edge of a quote, so that overlapping quotes stay tellable."""
    over = quotes.meeting(piece)
    edges = {piece.start, piece.end}
    for _, part in over:
        edges |= {max(part.start, piece.start), min(part.end, piece.end)}
    waiting = list(reversed(over))
    holding: list[tuple[Quote, Span]] = []
    out = []
    for start, end in pairwise(sorted(edges)):
        holding = [each for each in holding if each[1].end > start]
        while waiting and waiting[-1][1].start <= start:
            holding.append(waiting.pop())
        inner = html_text(text[start:end])
        for quote, _ in reversed(holding):
            inner = _mark(inner, quote, first=quote.place is not None and start == quote.place.parts[0].start)
        out.append(inner)
    return Markup().join(out)


class _Shelf:
    """The parts of quotes by where they begin, to find those that meet a piece without asking all."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        parts = [(quote, part) for quote in quotes if quote.place for part in quote.place.parts]
        self._parts = sorted(parts, key=lambda each: each[1].start)
        self._starts = [part.start for _, part in self._parts]
        self._reach = [*accumulate((part.end for _, part in self._parts), max)]
        """By part: how far it or any before it goes."""

    def meeting(self, piece: Span) -> list[tuple[Quote, Span]]:
        """By where they begin."""
        found = []
        index = bisect_left(self._starts, piece.end) - 1
        while index >= 0 and self._reach[index] > piece.start:
            if self._parts[index][1].meets(piece):
                found.append(self._parts[index])
            index -= 1
        return found[::-1]


def _mark(inner: Markup, quote: Quote, *, first: bool) -> Markup:
    id = quote.annotation.id
    name = Markup(' id="{}" tabindex="-1"').format(id) if first else Markup()
    return Markup('<mark{} class="ab-quote" data-quote="{}">{}</mark>').format(name, id, inner)


def _blocks(text: str, article: tuple[Span, ...]) -> Iterator[Span]:
    """Runs of lines that no blank line parts."""
    for span in article:
        for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text[span.start : span.end]):
            yield Span(span.start + match.start(), span.start + match.end())


def _within(spans: tuple[Span, ...], block: Span) -> Iterator[Span]:
    """The parts of spans, which are in order and apart, that lie in a block."""
    first = bisect_right(spans, block.start, key=lambda span: span.end)
    for span in takewhile(lambda span: span.start < block.end, islice(spans, first, None)):
        yield Span(max(span.start, block.start), min(span.end, block.end))


def _has_words(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in text[span.start : span.end])
