"""A quote's words with what is ours among them marked apart, and the same told in a sentence."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from builder.model.resolved import Mark, Quote
from builder.render.escape import inert

STOP = re.compile(r"[.!?…][”’\"')\]]*(?=\s)")
"""What ends a sentence."""


def words(quote: Quote) -> Markup:
    """The words on one line, inert; brackets and ellipses that the source does not print are `ab-ours`."""
    return _words(quote, len(quote.annotation.selector.exact.rstrip()))


def opening(quote: Quote, most: int) -> tuple[Markup, bool]:
    """The same up to so many characters, at the end of a sentence or else of a word; and whether they go on."""
    exact = quote.annotation.selector.exact.rstrip()
    if len(exact) <= most:
        return _words(quote, len(exact)), False
    stops = [match.end() for match in STOP.finditer(exact, most // 2, most)]
    end = stops[-1] if stops else exact.rfind(" ", most // 2, most)
    end = end if end > 0 else most
    inside = next((mark.span for mark in quote.marks if mark.span.start < end < mark.span.end), None)
    return _words(quote, inside.start if inside else end), True


def _words(quote: Quote, end: int) -> Markup:
    exact = quote.annotation.selector.exact
    start = len(exact) - len(exact.lstrip())
    found = []
    at = start
    for mark in quote.marks:
        if not mark.own and mark.span.start >= at and mark.span.end <= end:
            found.append(_line(exact[at : mark.span.start]))
            inner = _line(exact[mark.span.start : mark.span.end])
            found.append(Markup('<span class="ab-ours">{}</span>').format(inner))
            at = mark.span.end
    return Markup().join([*found, _line(exact[at:end])])


def marked(quote: Quote) -> Iterator[str]:
    """Whose the brackets are, and whose the dots."""
    brackets = [mark for mark in quote.marks if not mark.omits]
    dots = [mark for mark in quote.marks if mark.omits]
    if brackets:
        yield _brackets(quote, brackets)
    if dots:
        yield _dots(dots)


def _brackets(quote: Quote, brackets: list[Mark]) -> str:
    exact = quote.annotation.selector.exact
    own, ours = ([mark for mark in brackets if mark.own is wanted] for wanted in (True, False))
    if not ours:
        return "Brackets are the source’s"
    if not own:
        return "What stands in square brackets is ours"
    theirs = "is the source’s bracket" if len(own) == 1 else "are the source’s brackets"
    listed = [", ".join(str(_line(exact[mark.span.start : mark.span.end])) for mark in each) for each in (own, ours)]
    return f"{listed[0]} {theirs}; {listed[1]} {'is' if len(ours) == 1 else 'are'} ours"


def _dots(dots: list[Mark]) -> str:
    if all(mark.own for mark in dots):
        return "Dots are the source’s"
    if not any(mark.own for mark in dots):
        return "Dots mark what we left out"
    own, ours = (
        " and ".join(str(number) for number, mark in enumerate(dots, 1) if mark.own is wanted)
        for wanted in (True, False)
    )
    return f"The source prints dots no. {own}; dots no. {ours} mark what we left out"


def _line(text: str) -> Markup:
    return inert(re.sub(r"\s+", " ", text))
