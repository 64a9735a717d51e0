"""An article as its rights allow it to be shown, each cited passage marked under its own id.

Marks nest: of two quotations that cross, the one that begins later is broken where the other ends.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile

from markupsafe import Markup

from builder.model.resolved import Quote
from builder.model.written import Publish, Source, Span
from builder.render.escape import html_text, joined, markup
from builder.render.saying import Say
from builder.render.unseen import seen

CUT = Markup('<span class="ab-cut">[…]</span>')


@dataclass(frozen=True, slots=True)
class Looks:
    """What decides how a passage is underlined, and what the count beside overlapping ones says."""

    say: Say
    disputed: Collection[str]
    """Keys of the quotes on which sources are found to differ."""

    def classes(self, quote: Quote) -> str:
        shortened = " ab-shortened" if is_shortened(quote) else ""
        return f"ab-quote{shortened}{' ab-disputed-reading' if quote.key in self.disputed else ''}"


def is_shortened(quote: Quote) -> bool:
    """Whether we left something of its passage out, or put something of ours in."""
    return any(not mark.own for mark in quote.marks)


def paragraphs(
    source: Source, article: tuple[Span, ...], excerpts: tuple[Span, ...], quotes: list[Quote], looks: Looks
) -> list[Markup]:
    """The article's shown paragraphs as inner HTML, in its order; a cut is one `[…]`."""
    text = source.text or ""
    if source.publish is Publish.RECORD or not text:
        return []
    allowed = article if source.publish is Publish.FULL else excerpts
    marked = _Shelf(quotes, looks)
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
            out.append(markup("%s ", CUT) if not out else markup(" %s ", CUT))
        else:
            out.append(quotes.seen(text[between.start : between.end]))
        out.append(_marked(text, piece, quotes))
        at, cut = piece.end, False
    rest = Span(at, block.end)
    if _has_words(text, rest):
        return joined(out), True
    return joined([*out, quotes.seen(text[rest.start : rest.end])]), False


def _marked(text: str, piece: Span, quotes: "_Shelf") -> Markup:
    """A shown piece, each quote in it within marks, and a count after each run of quotes that overlap."""
    waiting = [(quote, part, max(part.start, piece.start)) for quote, part in reversed(quotes.meeting(piece))]
    held = _Held(quotes)
    out: list[Markup] = []
    at = piece.start
    while waiting or held.open:
        start = min(held.ends(), waiting[-1][2] if waiting else piece.end, piece.end)
        out.append(quotes.seen(text[at:start]))
        at = start
        out += held.closing(start, piece.end)
        if start == piece.end:
            break
        beginning = []
        while waiting and waiting[-1][2] == start:
            quote, part, _ = waiting.pop()
            beginning.append((quote, part))
        out += held.opening(beginning)
    return joined([*out, quotes.seen(text[at : piece.end])])


class _Held:
    """The quotes that are open at a place of a piece, the outermost first."""

    def __init__(self, quotes: "_Shelf") -> None:
        self.quotes = quotes
        self.open: list[tuple[Quote, Span]] = []
        self.run: list[Quote] = []
        """Those that overlap, one with the next, since none was open."""

    def ends(self) -> int:
        """Where the next of them ends."""
        return min((part.end for _, part in self.open), default=sys.maxsize)

    def opening(self, beginning: list[tuple[Quote, Span]]) -> Iterator[Markup]:
        """Marks that begin at one place: the longest is the outermost."""
        for quote, part in sorted(beginning, key=lambda each: (-each[1].end, each[0].annotation.id)):
            self.open.append((quote, part))
            self.run.append(quote)
            yield self.quotes.mark(quote)

    def closing(self, at: int, last: int) -> Iterator[Markup]:
        """What ends here, at the latest at the end of the piece; a mark that goes on is broken."""
        over = [part.end <= at or at == last for _, part in self.open]
        if True not in over:
            return
        outermost = over.index(True)
        going = [each for each, ends in zip(self.open[outermost:], over[outermost:], strict=True) if not ends]
        yield Markup("</mark>") * len(self.open[outermost:])
        self.open[outermost:] = going
        yield from (self.quotes.mark(quote) for quote, _ in going)
        if not self.open:
            yield _count(self.run, self.quotes.looks.say)
            self.run = []


def _count(run: list[Quote], say: Say) -> Markup:
    """How many quotations overlap here, with the way to their list.

    The words are in attributes only: the article's own text stays what it is, read, copied or searched.
    """
    quotes = list(dict.fromkeys(quote.annotation.id for quote in run))
    if len(quotes) < 2:
        return Markup()
    words = html_text(say.number_plain("{n} quotation", "{n} quotations", len(quotes)))
    link = '<a class="ab-count" href="#_passage-{}" lang="{}" aria-label="{}" data-words="{}"></a>'
    return Markup(link).format(quotes[0], say.catalogue.language, words, words)


class _Shelf:
    """The parts of quotes by where they begin, to find those that meet a piece without asking all."""

    def __init__(self, quotes: Iterable[Quote], looks: Looks) -> None:
        self.looks = looks
        self._named: set[str] = set()
        parts = [(quote, part) for quote in quotes if quote.place for part in quote.place.parts]
        self._parts = sorted(parts, key=lambda each: each[1].start)
        self._starts = [part.start for _, part in self._parts]
        self._reach = [*accumulate((part.end for _, part in self._parts), max)]
        """By part: how far it or any before it goes."""

    def seen(self, text: str) -> Markup:
        return seen(text, self.looks.say, html_text)

    def mark(self, quote: Quote) -> Markup:
        """A mark's beginning; the first of a quote has its id."""
        id = quote.annotation.id
        name = markup(' id="%s" tabindex="-1"', html_text(id)) if id not in self._named else Markup()
        self._named.add(id)
        return markup('<mark%s class="%s" data-quote="%s">', name, Markup(self.looks.classes(quote)), html_text(id))

    def meeting(self, piece: Span) -> list[tuple[Quote, Span]]:
        """By where they begin."""
        found = []
        index = bisect_left(self._starts, piece.end) - 1
        while index >= 0 and self._reach[index] > piece.start:
            if self._parts[index][1].meets(piece):
                found.append(self._parts[index])
            index -= 1
        return found[::-1]


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
