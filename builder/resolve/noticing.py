"""What one page comes to by itself: the names in it, its quotations and figures."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from builder.diagnostics import Diagnostic, LineIndex, Location
from builder.model.written import NO_NAMES, Entity, Manuscript, Passage, Span
from builder.resolve.checks.names import Known, known, near_miss
from builder.resolve.folding import fold
from builder.resolve.held import Held, bare, closed, held
from builder.resolve.names import Named
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
    lines = LineIndex(f"briefings/{page.path}", page.text)
    found, problems = _in_prose(page, names, lines)
    problems += _in_front(page, names, lines)
    citing = {citation.sentence for citation in page.citations}
    kept = {}
    for number, passage in enumerate(page.passages):
        text = passage.text
        each = held(text, _citing(passage, citing), tuple(closed(passage, text)))
        if each.quoted or each.given:
            kept[number] = each
        if passage.heads:
            problems += names.misspelt(bare(text, each), partial(_place, Places(passage), lines))
    return Noticed(tuple(found), kept, tuple(problems))


def noticed_all(pages: Iterable[Manuscript], entities: Iterable[Entity]) -> dict[str, Noticed]:
    """Each page's, by path."""
    names = known(entities)
    return {page.path: noticed(page, names) for page in pages}


def _in_prose(page: Manuscript, names: Known, lines: LineIndex) -> tuple[list[Named], list[Diagnostic]]:
    """Registered names in running text, and what is near one and is none, once each."""
    found: list[Named] = []
    near: dict[str, Diagnostic] = {}
    starts = [sentence.span.start for sentence in page.sentences]
    for stretch in page.prose:
        first, text = stretch.span.start, page.text[stretch.span.start : stretch.span.end]
        if names.worded and not any(map(str.isalnum, text)):
            continue  # such as the full stop behind a citation
        places = [*names.places(fold(text))]
        for place, name in places:
            whole = Span(place.start + first, place.end + first)
            found.append(Named(whole, name.entity, stretch.section, bisect_right(starts, whole.start) - 1))
        for at, spelling, form in names.near(text, [place for place, _ in places]):
            if spelling not in near:
                near[spelling] = near_miss(lines.at(first + at).over(spelling), spelling, form)
    return found, [*near.values()]


def _citing(passage: Passage, citing: set[int]) -> Iterator[tuple[int, Span]]:
    """Those of a passage's sentences that cite, with their places among them."""
    start = 0
    for index, stop in enumerate(passage.stops):
        if passage.first + index in citing and (passage.citations or passage.notes):
            yield index, Span(start, stop)
        start = stop


def _in_front(page: Manuscript, names: Known, lines: LineIndex) -> Iterator[Diagnostic]:
    """Names in the title and the summary."""
    for name in ("title", "summary"):
        at, text = page.at.get(name), getattr(page, name).translate(NO_NAMES)
        if at:
            yield from names.misspelt(bare(text, held(text)), within(page, at, text, lines))


def _place(places: Places, lines: LineIndex, offset: int) -> Location:
    return lines.at(places.at(offset))
