"""A quote's words with what is ours among them marked apart, and the same told in a sentence."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from builder.model.characters import BLANKS
from builder.model.resolved import Mark, Quote
from builder.render.escape import inert, joined, markup
from builder.render.saying import Say
from builder.render.unseen import seen

STOP = re.compile(r"[.!?…][”’\"')\]]*(?=\s)")
"""What ends a sentence."""


def words(quote: Quote, say: Say) -> Markup:
    """The words on one line, inert; brackets and ellipses that the source does not print are `ab-ours`."""
    return _words(quote, len(quote.annotation.selector.exact.rstrip(BLANKS)), say)


def opening(quote: Quote, most: int, say: Say) -> tuple[Markup, bool]:
    """The same up to so many characters, at the end of a sentence or else of a word; and whether they go on."""
    exact = quote.annotation.selector.exact.rstrip(BLANKS)
    if len(exact) <= most:
        return _words(quote, len(exact), say), False
    stops = [match.end() for match in STOP.finditer(exact, most // 2, most)]
    end = stops[-1] if stops else exact.rfind(" ", most // 2, most)
    end = end if end > 0 else most
    inside = next((mark.span for mark in quote.marks if mark.span.start < end < mark.span.end), None)
    return _words(quote, inside.start if inside else end, say), True


def _words(quote: Quote, end: int, say: Say) -> Markup:
    exact = quote.annotation.selector.exact
    start = len(exact) - len(exact.lstrip(BLANKS))
    found = []
    at = start
    for mark in quote.marks:
        if not mark.own and mark.span.start >= at and mark.span.end <= end:
            found.append(line(exact[at : mark.span.start], say))
            inner = line(exact[mark.span.start : mark.span.end], say)
            found.append(markup('<span class="ab-ours">%s</span>', inner))
            at = mark.span.end
    return joined([*found, line(exact[at:end], say)])


def marked(quote: Quote, say: Say) -> Iterator[Markup]:
    """Whose the brackets are, and whose the dots."""
    brackets = [mark for mark in quote.marks if not mark.omits]
    dots = [mark for mark in quote.marks if mark.omits]
    if brackets:
        yield _brackets(quote, brackets, say)
    if dots:
        yield _dots(dots, say)


def _brackets(quote: Quote, brackets: list[Mark], say: Say) -> Markup:
    exact = quote.annotation.selector.exact
    own, ours = ([mark for mark in brackets if mark.own is wanted] for wanted in (True, False))
    if not ours:
        return say("Brackets are the source’s")
    if not own:
        return say("What stands in square brackets is ours")
    theirs, ourselves = (
        say(", ").join(line(exact[mark.span.start : mark.span.end], say) for mark in each) for each in (own, ours)
    )
    first = say.number(
        "{theirs} is the source’s bracket", "{theirs} are the source’s brackets", len(own), theirs=theirs
    )
    return say("; ").join([first, say.number("{ours} is ours", "{ours} are ours", len(ours), ours=ourselves)])


def _dots(dots: list[Mark], say: Say) -> Markup:
    if all(mark.own for mark in dots):
        return say("Dots are the source’s")
    if not any(mark.own for mark in dots):
        return say("Dots mark what we left out")
    own, ours = (
        say.plain(" and ").join(
            say.catalogue.digits(number) for number, mark in enumerate(dots, 1) if mark.own is wanted
        )
        for wanted in (True, False)
    )
    return say("The source prints dots no. {own}; dots no. {ours} mark what we left out", own=own, ours=ours)


def line(text: str, say: Say) -> Markup:
    """Words on one line, inert, with marks for what is not seen."""
    return seen(re.sub(r"[ \t\r\n]+", " ", text), say, inert)
