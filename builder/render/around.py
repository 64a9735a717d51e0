"""What stands around a briefing at its foot: its topics, and the briefings before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from builder.model.resolved import Graph
from builder.model.written import Manuscript, Role


@dataclass(frozen=True, slots=True)
class Around:
    topics: tuple[str, ...] = ()
    """Ids."""
    earlier: Manuscript | None = None
    later: Manuscript | None = None


def around(graph: Graph) -> Mapping[str, Around]:
    """By path, of every published briefing; those without a date have none before and after them."""
    briefings = [page for page in graph.published if page.role is Role.BRIEFING]
    topics: dict[str, list[str]] = {}
    for each in graph.topics.values():
        for path in each.pages:
            topics.setdefault(path, []).append(each.topic)
    dated = in_order([page for page in briefings if page.date])
    earlier = {page.path: before for before, page in pairwise(dated)}
    later = {page.path: after for page, after in pairwise(dated)}
    return {
        page.path: Around(tuple(topics.get(page.path, ())), earlier.get(page.path), later.get(page.path))
        for page in briefings
    }


def in_order(briefings: list[Manuscript]) -> list[Manuscript]:
    """By date, those of one day by path turned round: the list of briefings has the latest first."""
    return sorted(sorted(briefings, key=lambda page: page.path, reverse=True), key=lambda page: page.date)
