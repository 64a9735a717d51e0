"""What rests on evidence: every sentence, entry and event of ours, with all that it cites. Nothing is judged here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from builder.diagnostics import LineIndex, Location
from builder.model.chronology import DRAWING, drawn
from builder.model.resolved import Graph, Note
from builder.model.written import Comparison, Entity, Event, Judgment, Manuscript, Reference, Status, placed
from builder.resolve.checks.entries import undrawn
from builder.resolve.checks.judgments import passages_needed
from builder.resolve.said import names_of, spoken

ANSWERS_NEEDED = 2
"""Answers without which nothing is compared."""


class Citing(StrEnum):
    SENTENCE = "sentence"
    """The cells of a table's row are one."""
    BLOCK = "block quotation"
    COMPARISON = "comparison"
    ANSWER = "answer"
    JUDGMENT = "judgment"
    INFERENCE = "inference"
    SILENCE = "silence"
    """What a source or a passage was searched for in vain."""
    EVENT = "event"
    ENTRY = "register entry"
    OFFICE = "office"
    TRANSLATION = "translation"
    """A quote beside the passage that it translates."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One id that something cites, and where it is typed."""

    note: Note
    at: Location


@dataclass(frozen=True, slots=True)
class Resting:
    """One thing that readers are told, and all that it cites, as far as that resolved."""

    kind: Citing
    words: str
    """As a reader sees them."""
    at: Location
    cites: tuple[Cite, ...]
    id: str = ""
    """Of an entry in a data file or register."""
    page: str = ""
    """The manuscript's path; empty for what belongs to none."""
    draft: bool = False
    """Whether only drafts have it."""
    shown_on: tuple[str, ...] = ()
    """Of what directives draw: paths of the manuscripts that do."""
    needs: int = 1
    """How many passages, or answers, it cannot do without."""
    weighed: bool = False
    """Whether it sets passages against each other, so that one origin alone makes it poorer."""
    answers: "tuple[Resting, ...]" = field(default=())


def resting(graph: Graph) -> tuple[Resting, ...]:
    """Everything that cites, by place; what cites nothing that resolves is left out."""
    names = names_of(graph.project)
    found = [each for page in graph.project.manuscripts for each in _of_page(page, graph, names)]
    drawings = _drawings(graph)
    found += [_event(event, drawings.get(event.id, ()), graph) for event in graph.project.events.values()]
    for entity in (*graph.project.people.values(), *graph.project.organizations.values()):
        found += _register(entity, graph)
    found += _translations(graph)
    return tuple(sorted((each for each in found if each.cites), key=lambda each: (each.at, each.kind)))


def _of_page(page: Manuscript, graph: Graph, names: Mapping[str, str]) -> Iterator[Resting]:
    """What a manuscript and its data file say."""
    missed = {at for _, _, at in undrawn(page)}
    found = [*_sentences(page, graph, names), *_blocks(page, graph)]
    for comparison in page.comparisons.values():
        found += _comparison(comparison, comparison.at[""] not in missed, page, graph)
    for judgment in (*page.judgments, *page.inferences.values()):
        found += _reading(judgment, judgment.at[""] not in missed, page, graph)
    yield from (replace(each, page=page.path, draft=page.status is Status.DRAFT) for each in found)


def _cites(references: Iterable[Reference], graph: Graph) -> tuple[Cite, ...]:
    named = ((graph.named.get(each.target), each.at) for each in references)
    return tuple(Cite(note, at) for note, at in named if note)


# ── pages ──────────────────────────────────────────────────────────────────────────────────────


def _sentences(page: Manuscript, graph: Graph, names: Mapping[str, str]) -> Iterator[Resting]:
    """Each sentence with every citation in it."""
    lines = LineIndex(f"briefings/{page.path}", page.text)
    rows = _rows(page)
    cites: dict[range, list[Cite]] = {}
    typed: dict[range, str] = {}
    for citation in page.citations:
        group = rows.get(citation.sentence, range(citation.sentence, citation.sentence + 1))
        typed.setdefault(group, page.text[citation.span.start : citation.span.end])
        references = (Reference(target.id, target.at) for target in citation.targets)
        cites.setdefault(group, []).extend(_cites(references, graph))
    for group, found in cites.items():
        texts = (spoken(page.sentences[index].text, names) for index in group)
        words = " | ".join(text for text in texts if text)
        yield Resting(
            Citing.SENTENCE, words or typed[group], lines.at(page.sentences[group.start].span.start), tuple(found)
        )


def _rows(page: Manuscript) -> dict[int, range]:
    """By sentence: all of its table's row. Only cells share their citations with others."""
    cells: dict[range, list[int]] = {}
    for passage in page.passages:
        if passage.citations:
            stop = passage.first + max(len(passage.stops), 1)
            cells.setdefault(passage.citations, []).extend((passage.first, stop))
    rows = (range(edges[0], edges[-1]) for edges in cells.values() if len(edges) > 2)
    return {index: row for row in rows for index in row}


def _blocks(page: Manuscript, graph: Graph) -> Iterator[Resting]:
    for each in page.directives:
        note = graph.named.get(each.argument.removeprefix("@")) if each.name == "quote" else None
        if note:
            words = note.quote.annotation.selector.exact if note.quote else note.source.title
            yield Resting(Citing.BLOCK, words, each.at, (Cite(note, each.at),))


# ── data files ─────────────────────────────────────────────────────────────────────────────────


def _comparison(each: Comparison, is_drawn: bool, page: Manuscript, graph: Graph) -> Iterator[Resting]:
    shown_on = (page.path,) if is_drawn else ()
    answers = tuple(
        Resting(Citing.ANSWER, answer.says, answer.cite.at, cites, each.id, page.path, shown_on=shown_on)
        for answer in each.answers
        if (cites := _cites([answer.cite], graph))
    )
    yield Resting(
        Citing.COMPARISON,
        each.question,
        each.at[""],
        tuple(cite for answer in answers for cite in answer.cites),
        each.id,
        shown_on=shown_on,
        needs=ANSWERS_NEEDED,
        weighed=True,
        answers=answers,
    )
    for name in ("silent", "lacks"):
        yield from _silences(getattr(each, name), each, name, shown_on, graph)


def _reading(each: Judgment, is_drawn: bool, page: Manuscript, graph: Graph) -> Iterator[Resting]:
    shown_on = (page.path,) if is_drawn else ()
    kind = Citing.INFERENCE if page.inferences.get(each.id) is each else Citing.JUDGMENT
    cites = _cites(each.basis, graph)
    needs = passages_needed(each)
    yield Resting(kind, each.text, each.at[""], cites, each.id, shown_on=shown_on, needs=needs, weighed=True)
    yield from _silences(each.searched, each, "searched", shown_on, graph)


def _silences(
    claims: Mapping[str, tuple[str, ...]],
    of: Comparison | Judgment,
    name: str,
    shown_on: tuple[str, ...],
    graph: Graph,
) -> Iterator[Resting]:
    for id, terms in claims.items():
        quote, source = graph.quotes.get(id), graph.project.sources.get(id)
        note = Note(quote.source, quote) if quote else Note(source, None) if source else None
        if note:
            at = placed(of.at, f"{name}.{id}")
            yield Resting(Citing.SILENCE, f"{id}: {', '.join(terms)}", at, (Cite(note, at),), of.id, shown_on=shown_on)


def _translations(graph: Graph) -> Iterator[Resting]:
    """Each quote with its original, where that is a passage."""
    for quote in (each.annotation for each in graph.quotes.values()):
        if quote.original and quote.original.cite:
            cites = _cites([quote.original.cite], graph)
            yield Resting(Citing.TRANSLATION, quote.selector.exact, quote.original.cite.at, cites, quote.id)


# ── registers ──────────────────────────────────────────────────────────────────────────────────


def _drawings(graph: Graph) -> dict[str, tuple[str, ...]]:
    """By event: the manuscripts that draw it."""
    found: dict[str, dict[str, None]] = {}
    for page in graph.project.manuscripts:
        for directive in page.directives:
            for dated in drawn(graph.chronology, directive, page) if directive.name in DRAWING else ():
                found.setdefault(dated.event.id, {})[page.path] = None
    return {id: tuple(paths) for id, paths in found.items()}


def _event(event: Event, shown_on: tuple[str, ...], graph: Graph) -> Resting:
    published = any(graph.by_path[path].status is Status.PUBLISHED for path in shown_on)
    at, draft = placed(event.at, "id"), bool(shown_on) and not published
    words = f"{event.date}: {event.title}"
    return Resting(Citing.EVENT, words, at, _cites(event.cite, graph), event.id, draft=draft, shown_on=shown_on)


def _register(entity: Entity, graph: Graph) -> Iterator[Resting]:
    """A person's or an organization's entry, and each office by itself."""
    words = f"{entity.name}: {entity.description}" if entity.description else entity.name
    yield Resting(Citing.ENTRY, words, placed(entity.at, "id"), _cites(entity.cite, graph), entity.id)
    for index, office in enumerate(entity.offices):
        words = f"{entity.name}: {office.title}{f', {office.of}' if office.of else ''}"
        at = placed(entity.at, f"offices.{index}")
        yield Resting(Citing.OFFICE, words, at, _cites(office.cite, graph), entity.id)
