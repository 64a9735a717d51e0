"""How a briefing knows what it says: its origins, kinds of source, what stands on one, what none answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.resolved import Graph, Verdict
from builder.model.written import Manuscript, Reference


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The panel's lines; empty where a page has nothing of the kind."""

    origins: tuple[tuple[str, int], ...]
    """Of its verified passages, each with how many there are; the most first."""
    described: tuple[tuple[str, str], ...]
    """Archived sources, each with what its outlet is."""
    single: tuple[str, ...]
    """Judgments that rest on one origin."""
    silences: tuple[tuple[str, str], ...]
    """Questions, each with the sources that were searched in vain."""


def knowledge(page: Manuscript, graph: Graph) -> Knowledge | None:
    """None for a page that neither compares nor judges."""
    if not (page.comparisons or page.judgments):
        return None
    notes = [use.note for use in graph.uses[page.path]]
    verified = {note.label: note for note in notes if note.verdict is Verdict.VERIFIED}
    counted = Counter(graph.origins[label].id for label in verified)
    names = {(each := graph.origins[label]).id: each.name for label in verified}
    archived = sorted({note.source.id for note in notes if note.source.text is not None})
    return Knowledge(
        origins=tuple(
            sorted(((names[id], count) for id, count in counted.items()), key=lambda each: (-each[1], each[0]))
        ),
        described=tuple(
            (source.publisher or source.title, source.descriptor or "not described")
            for source in (graph.project.sources[id] for id in archived)
        ),
        single=tuple(each.text for each in page.judgments if len(_basis_origins(each.basis, graph)) == 1),
        silences=tuple(
            (each.question, "; ".join(_outlet(id, graph) for id in each.silent))
            for each in page.comparisons.values()
            if each.silent
        ),
    )


def _basis_origins(basis: Iterable[Reference], graph: Graph) -> set[str]:
    named = (graph.named.get(each.target) for each in basis)
    return {graph.origins[note.label].id for note in named if note}


def _outlet(id: str, graph: Graph) -> str:
    source = graph.project.sources.get(id)
    return (source.publisher or source.title) if source else id
