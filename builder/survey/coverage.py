"""Which sentences of an article nothing uses, so that an omission is a choice; nobody is told to use them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.diagnostics import LineIndex
from builder.model.resolved import Graph, Quote
from builder.model.written import Source, Span, Status
from builder.resolve.cutting import cut
from builder.resolve.segments import word_count
from builder.survey.sentences import sentences


class State(StrEnum):
    """The most that is made of a sentence."""

    USED = "used"
    """A published page, or a register, cites a quote of it."""
    DRAFT = "draft"
    """Only a draft does."""
    MARKED = "marked"
    """A quote marks it, and nothing cites that."""
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Usage:
    """A quote, and where it is cited."""

    quote: str
    """Its id in the record."""
    pages: tuple[str, ...]
    """Paths from the project's folder; drafts and registers too."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence of an article."""

    text: str
    line: int
    """Of the archived text, from 1."""
    words: int
    state: State
    usages: tuple[Usage, ...]
    """Of every quote that takes a word of it, in the order of the article."""


@dataclass(frozen=True, slots=True)
class Coverage:
    source: Source
    stretches: tuple[Stretch, ...]
    whole: tuple[str, ...]
    """Published pages and registers that cite the source without a quote."""

    def count(self, state: State) -> int:
        return sum(1 for each in self.stretches if each.state is state)

    def words(self, state: State | None = None) -> int:
        return sum(each.words for each in self.stretches if state in (None, each.state))


def coverage(source: Source, graph: Graph) -> Coverage | None:
    """Every sentence with what uses it, furniture and repeated blocks aside; none where there is no archived text."""
    if source.text is None:
        return None
    parts = cut(source, lambda _: None)
    text, repeats = source.text, parts.repeats
    spans = [
        span
        for span in sentences(text, parts.article, source.language)
        if any(char.isalnum() for char in text[span.start : span.end]) and not _within(span, repeats)
    ]
    cited = _Citing(graph)
    quotes = _quotes_of(spans, [quote for quote in graph.quotes_of(source) if quote.place])
    lines = LineIndex(f"sources/{source.id}.txt", text)
    stretches = tuple(
        _stretch(text[span.start : span.end], lines.at(span.start).line, quotes.get(index, ()), cited)
        for index, span in enumerate(spans)
    )
    return Coverage(source, stretches, cited.published.get(source.id, ()))


def _within(span: Span, blocks: Sequence[Span]) -> bool:
    at = bisect_right(blocks, Span(span.start, 1 << 62)) - 1
    return at >= 0 and blocks[at].holds(span)


def _quotes_of(spans: Sequence[Span], quotes: Sequence[Quote]) -> Mapping[int, tuple[Quote, ...]]:
    """By a sentence's place: the quotes that take something of it."""
    ends = [span.end for span in spans]
    found: dict[int, list[Quote]] = {}
    ordered = sorted(quotes, key=lambda quote: (quote.place.span if quote.place else Span(0, 0), quote.annotation.id))
    for quote in ordered:
        for part in quote.place.parts if quote.place else ():
            for index in range(bisect_right(ends, part.start), bisect_left(spans, Span(part.end, 0))):
                near = found.setdefault(index, [])
                if not near or near[-1] is not quote:
                    near.append(quote)
    return {index: tuple(near) for index, near in found.items()}


def _stretch(words: str, line: int, quotes: Sequence[Quote], cited: "_Citing") -> Stretch:
    states = [cited.state(quote.key) for quote in quotes]
    order = (State.USED, State.DRAFT, State.MARKED)
    state = next((each for each in order if each in states), State.UNUSED)
    usages = tuple(Usage(quote.annotation.id, cited.pages(quote.key)) for quote in quotes)
    return Stretch(" ".join(words.split()), line, word_count(words), state, usages)


class _Citing:
    """What cites each note, by its label."""

    def __init__(self, graph: Graph) -> None:
        self.published = _collected(_citing(graph, Status.PUBLISHED))
        self.drafts = _collected(_citing(graph, Status.DRAFT))

    def state(self, label: str) -> State:
        if label in self.published:
            return State.USED
        return State.DRAFT if label in self.drafts else State.MARKED

    def pages(self, label: str) -> tuple[str, ...]:
        return (*self.published.get(label, ()), *self.drafts.get(label, ()))


def _citing(graph: Graph, status: Status) -> Iterator[tuple[str, str]]:
    """Labels of notes, each with what cites it, in the order of paths."""
    for page in graph.project.manuscripts:
        if page.status is status:
            yield from ((use.note.label, f"briefings/{page.path}") for use in graph.uses[page.path])
    if status is Status.PUBLISHED:
        for id, notes in sorted(graph.register_notes.items()):
            register = "people" if id in graph.project.people else "organizations"
            yield from ((note.label, f"briefings/{register}.yaml") for note in notes)


def _collected(pairs: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for label, page in pairs:
        found.setdefault(label, {})[page] = None
    return {label: tuple(pages) for label, pages in found.items()}
