"""What one page comes to by itself: the names in it, its quotations and figures."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, LineIndex
from builder.model.written import Entity, Manuscript, Passage, Span
from builder.resolve.checks.names import Known, known
from builder.resolve.folding import fold
from builder.resolve.held import Held, bare, closed, held
from builder.resolve.names import Named, original
from builder.resolve.statements import Places, within


@dataclass(frozen=True, slots=True)
class Noticed:
    """It rests on the page and the registered names, and on nothing else: pages can be looked at anywhere."""

    names: tuple[Named, ...]
    """In its running text, in order."""
    held: Mapping[int, Held]
    """By number of a passage, of those that quote, or give a figure in a sentence that cites."""
    problems: tuple[Diagnostic, ...]


def noticed(page: Manuscript, names: Known) -> Noticed:
    found = tuple(_names(page, names))
    near = names.near_misses(f"briefings/{page.path}", page.text, (stretch.span for stretch in page.prose))
    kept = {}
    problems = [*near, *_in_front(page, names)]
    citing = {citation.sentence for citation in page.citations}
    for number, passage in enumerate(page.passages):
        text = passage.text
        each = held(text, _citing(passage, citing), tuple(closed(passage, text)))
        if each.quoted or each.given:
            kept[number] = each
        if passage.heads:
            problems += _in_heading(page, passage, bare(text, each), names)
    return Noticed(found, kept, tuple(problems))


def noticed_all(pages: Iterable[Manuscript], entities: Iterable[Entity]) -> dict[str, Noticed]:
    """Each page's, by path."""
    names = known(entities)
    return {page.path: noticed(page, names) for page in pages}


def _names(page: Manuscript, names: Known) -> Iterator[Named]:
    starts = [sentence.span.start for sentence in page.sentences]
    for stretch in page.prose:
        folded = fold(page.text[stretch.span.start : stretch.span.end])
        for span, name in names.matcher.find(folded.text):
            if place := original(folded, span):
                shifted = Span(place.start + stretch.span.start, place.end + stretch.span.start)
                sentence = bisect_right(starts, shifted.start) - 1
                yield Named(shifted, name.entity, stretch.section, sentence)


def _citing(passage: Passage, citing: set[int]) -> Iterator[tuple[int, Span]]:
    """Those of a passage's sentences that cite, with their places among them."""
    start = 0
    for index, stop in enumerate(passage.stops):
        if passage.first + index in citing and (passage.citations or passage.notes):
            yield index, Span(start, stop)
        start = stop


def _in_front(page: Manuscript, names: Known) -> Iterator[Diagnostic]:
    """Names in the title and the summary."""
    lines = LineIndex(f"briefings/{page.path}", page.text)
    for name in ("title", "summary"):
        at, text = page.at.get(name), getattr(page, name)
        if at:
            yield from names.misspelt(bare(text, held(text)), within(page, at, text, lines))


def _in_heading(page: Manuscript, passage: Passage, text: str, names: Known) -> Iterator[Diagnostic]:
    places = Places(passage)
    lines = LineIndex(f"briefings/{page.path}", page.text)
    yield from names.misspelt(text, lambda offset: lines.at(places.at(offset)))
