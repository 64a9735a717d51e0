"""Events in the order of time, and which of them a page draws."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.dates import Period, period
from builder.model.written import Directive, Event, Manuscript

DRAWING = ("timeline", "later")
"""The directives that draw events."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event, and the days between which it lies."""

    event: Event
    period: Period

    def is_later(self, page: Manuscript) -> bool:
        """Whether it lies wholly after what a page is about."""
        return bool(page.event) and self.period.after(period(page.event))


@dataclass(frozen=True, slots=True)
class Chronology:
    """All events in order, and those of each topic: a page may draw as many topics as there are events."""

    events: tuple[Dated, ...] = ()
    by_topic: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Dated]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def of(self, topic: str) -> tuple[Dated, ...]:
        """Those of a topic; all of them where none is named."""
        return self.by_topic.get(topic, ()) if topic else self.events


def in_order(events: Iterable[Event]) -> Chronology:
    """By earliest day, at one day the coarser first, then as they are written; those without any day last."""
    found = tuple(sorted((Dated(each, period(each.date)) for each in events), key=_place))
    topics: dict[str, list[Dated]] = {}
    for each in found:
        for topic in dict.fromkeys(each.event.topics):
            topics.setdefault(topic, []).append(each)
    return Chronology(found, {topic: tuple(listed) for topic, listed in topics.items()})


def _place(dated: Dated) -> tuple[bool, bool, int, bool, int]:
    earliest, latest = dated.period.earliest, dated.period.latest
    return (
        not dated.period.known,
        earliest is not None,
        earliest or 0,
        latest is not None,
        -(latest or 0),
    )


def drawn(chronology: Chronology, directive: Directive, page: Manuscript) -> tuple[Dated, ...]:
    """The events that a directive draws, in order; none for one that draws no events."""
    if directive.name not in DRAWING:
        return ()
    chosen = chronology.of(directive.argument)
    if directive.name == "timeline":
        return chosen
    event = period(page.event) if page.event else Period()
    return tuple(each for each in chosen if each.period.after(event))
