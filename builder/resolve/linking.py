"""Join what was written to what it names: the project becomes a graph."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeVar

from builder.diagnostics import Report
from builder.model.chronology import in_order
from builder.model.memory import Memory
from builder.model.resolved import Graph, Note, Quote
from builder.model.written import Entity, Project, Role, Span
from builder.resolve.judging import Judged, judged_all
from builder.resolve.linked import Linked, linked
from builder.resolve.log import logs
from builder.resolve.noticing import Noticed, noticed_all
from builder.resolve.relations import disputed_notes, published, published_notes, shown_spans, with_originals
from builder.resolve.surroundings import Surroundings, backgrounds_of, surroundings, taken_in
from builder.resolve.targets import Beside, beside
from builder.resolve.testimony import Testimony, testimony
from builder.resolve.topics import gather, in_reading_order

V = TypeVar("V")


def link(
    project: Project,
    report: Report,
    *,
    autolink: bool = True,
    sources: Mapping[str, Judged] | None = None,
    pages: Mapping[str, Noticed] | None = None,
    memory: Memory | None = None,
) -> Graph:
    """The graph of everything that resolves; what does not is reported and left out.

    `sources` and `pages` are what each of them comes to by itself, by id and by path, where that is known already; the
    `memory` has what was linked last.
    """
    memory = memory or Memory(keeps=False)
    entities = _entities(project)
    sources = judged_all(project.sources.values(), entities) if sources is None else sources
    pages = noticed_all(project.manuscripts, entities) if pages is None else pages
    rests = (*project.sources.values(), *sources.values(), *entities)
    told = memory.made("testimony", lambda *_: testimony(project.sources, sources, entities), *rests)
    chronology = memory.made("chronology", lambda *events: in_order(events), *project.events.values())
    around = memory.same("around", surroundings(project, told, chronology, autolink=autolink))
    backgrounds = backgrounds_of(project)
    each = {
        page.path: memory.made(page.path, linked, page, pages[page.path], around, *taken_in(page, backgrounds).values())
        for page in project.manuscripts
    }
    registers = memory.made("registers", beside, around)
    found = [*(source.problems for source in sources.values()), *(page.problems for page in pages.values())]
    found += [*(page.problems for page in each.values()), registers.problems]
    for problem in dict.fromkeys(chain.from_iterable(found)):  # what a page takes in may be wrong on several
        report(problem)
    return _graph(project, around, each, registers, memory)


def _graph(
    project: Project, around: Surroundings, each: Mapping[str, Linked], registers: Beside, memory: Memory
) -> Graph:
    """All of it joined; what published pages cite decides what is shown."""
    told, chronology = around.testimony, around.chronology
    uses = {path: page.uses for path, page in each.items()}
    named = dict(registers.named)
    for page in each.values():
        named |= page.named
    notes = memory.same("notes", tuple(published_notes(project, uses, registers.register_notes)))
    shown, excerpts, quoted = memory.made("shown", _shown, notes, registers, told)
    by_topic = _together((topic, path) for path, page in each.items() for topic in page.topics)
    topics = gather(project, quoted, by_topic, (event for page in each.values() for event in page.drawn), chronology)
    return Graph(
        project=project,
        quotes=told.quotes,
        uses=uses,
        register_notes=registers.register_notes,
        mentions={path: page.mentions for path, page in each.items()},
        spellings=told.spellings,
        cited=_together(link for page in each.values() for link in page.cited),
        mentioned=_together(link for page in each.values() for link in page.mentioned),
        named=named,
        chronology=chronology,
        origins=told.origins,
        relays=told.relays,
        places={path: page.places for path, page in each.items()},
        used_by=_together((id, path) for path, page in each.items() for id in page.using),
        used=_together(link for page in each.values() for link in page.used),
        disputed=disputed_notes(project, named),
        excerpts=excerpts,
        originals=registers.originals,
        article=told.article,
        speech=told.speech,
        log=logs(project, uses, chronology),
        notes=notes,
        shown=shown,
        spoken=told.spoken,
        by_id={page.id: page for page in reversed(project.manuscripts) if page.role is not Role.PAGE},
        by_path={page.path: page for page in project.manuscripts},
        published=tuple(published(project)),
        quoted=quoted,
        topics=topics,
        topic_names={id: topic.name for id, topic in topics.items()},
    )


def _shown(
    notes: tuple[Note, ...], registers: Beside, told: Testimony
) -> tuple[frozenset[str], dict[str, tuple[Span, ...]], tuple[Quote, ...]]:
    """The labels of what pages cite and of the originals that these show beside it, their excerpts, their quotes."""
    cited = [*with_originals(notes, registers.originals)]
    shown = frozenset(note.label for note in cited)
    quotes = (quote for key, quote in told.quotes.items() if key in shown)
    return shown, shown_spans(cited), in_reading_order(quotes)


def _together(each: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """What is said of one thing, in order."""
    found: dict[str, list[V]] = {}
    for id, value in each:
        found.setdefault(id, []).append(value)
    return {id: tuple(listed) for id, listed in found.items()}


def _entities(project: Project) -> tuple[Entity, ...]:
    return (*project.people.values(), *project.organizations.values())
