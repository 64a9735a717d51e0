"""How a briefing knows what it says: its origins, kinds of source, what stands on one, what none answers."""

from collections import Counter
from dataclasses import dataclass

from builder.model.resolved import Graph, Verdict
from builder.model.written import Manuscript, Source
from builder.render.saying import Say


@dataclass(frozen=True, slots=True)
class Archived:
    """One archived source that a page rests on."""

    outlet: str
    descriptor: str
    day: str
    """When it was archived (EDTF); empty where its record does not say."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The panel's lines; empty where a page has nothing of the kind."""

    origins: tuple[tuple[str, int], ...]
    """Of its verified passages, each with how many there are; the most first."""
    archived: tuple[Archived, ...]
    single: tuple[tuple[int, str], ...]
    """Judgments that rest on one origin, by the number that they are drawn with."""
    unanswered: tuple[str, ...]
    """Questions to which no source has an answer."""
    silences: tuple[tuple[str, str], ...]
    """Questions, each with the sources that were searched in vain."""


def knowledge(page: Manuscript, graph: Graph, say: Say) -> Knowledge | None:
    """None for a page that neither compares nor judges."""
    if not (page.comparisons or page.judgments or page.inferences):
        return None
    notes = [use.note for use in graph.uses[page.path]]
    verified = {note.label: note for note in notes if note.verdict is Verdict.VERIFIED}
    counted = Counter(graph.origins[label].id for label in verified)
    names = {(each := graph.origins[label]).id: each.name for label in verified}
    sources = {note.source.id: note.source for note in notes}
    asked = [each for each in page.comparisons.values() if each.answers]
    return Knowledge(
        origins=tuple(
            sorted(((names[id], count) for id, count in counted.items()), key=lambda each: (-each[1], each[0]))
        ),
        archived=tuple(_archived(sources[id]) for id in sorted(sources) if sources[id].is_archived),
        single=tuple(
            (number, each.text)
            for number, each in enumerate(page.judgments, 1)
            if len(graph.origins_of(each.basis)) == 1
        ),
        unanswered=tuple(each.question for each in page.comparisons.values() if not each.answers),
        silences=tuple(
            (each.question, say.plain("; ").join(_outlet(id, graph) for id in (*each.silent, *each.lacks)))
            for each in asked
            if each.silent or each.lacks
        ),
    )


def _archived(source: Source) -> Archived:
    return Archived(source.publisher or source.title, source.descriptor, source.archived)


def _outlet(id: str, graph: Graph) -> str:
    source = graph.project.sources.get(id.partition("/")[0])
    return (source.publisher or source.title) if source else id
