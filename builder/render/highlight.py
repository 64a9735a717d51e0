"""An article as its rights allow it to be shown, each cited passage marked under its own id."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from builder.model.resolved import Quote
from builder.model.written import Publish, Source, Span
from builder.render.escape import html_text

CUT = Markup('<span class="ab-cut" title="not shown">[…]</span>')


@dataclass(frozen=True, slots=True)
class Passages:
    """What of a text is shown, and which quotes are marked in it."""

    shown: tuple[Span, ...]
    quotes: tuple[Quote, ...]


def paragraphs(
    source: Source, article: tuple[Span, ...], excerpts: tuple[Span, ...], quotes: list[Quote]
) -> list[Markup]:
    """The article's shown paragraphs as inner HTML, in its order; a cut is one `[…]`."""
    text = source.text or ""
    if source.publish is Publish.RECORD or not text:
        return []
    allowed = article if source.publish is Publish.FULL else excerpts
    marked = [quote for quote in quotes if quote.place]
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


def _paragraph(text: str, block: Span, pieces: list[Span], quotes: list[Quote], cut: bool) -> tuple[Markup, bool]:
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


def _marked(text: str, piece: Span, quotes: list[Quote]) -> Markup:
    """A shown piece, cut at every edge of a quote, so that overlapping quotes stay tellable."""
    over = [(quote, part) for quote in quotes if quote.place for part in quote.place.parts if part.meets(piece)]
    edges = {piece.start, piece.end}
    for _, part in over:
        edges |= {max(part.start, piece.start), min(part.end, piece.end)}
    ordered = sorted(edges)
    out = []
    for start, end in pairwise(ordered):
        inner = html_text(text[start:end])
        holding = [quote for quote, part in over if part.holds(Span(start, end))]
        for quote in reversed(holding):
            inner = _mark(inner, quote, first=quote.place is not None and start == quote.place.parts[0].start)
        out.append(inner)
    return Markup().join(out)


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
    for span in spans:
        if span.meets(block):
            yield Span(max(span.start, block.start), min(span.end, block.end))


def _has_words(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in text[span.start : span.end])
