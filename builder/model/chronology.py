"""Events in the order of time, and which of them a page draws."""

from collections.abc import Iterable
from dataclasses import dataclass

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


def in_order(events: Iterable[Event]) -> tuple[Dated, ...]:
    """By earliest day, at one day the coarser first, then as they are written; those without any day last."""
    return tuple(sorted((Dated(each, period(each.date)) for each in events), key=_place))


def _place(dated: Dated) -> tuple[bool, bool, int, bool, int]:
    earliest, latest = dated.period.earliest, dated.period.latest
    return (
        not dated.period.known,
        earliest is not None,
        earliest or 0,
        latest is not None,
        -(latest or 0),
    )


def drawn(chronology: Iterable[Dated], directive: Directive, page: Manuscript) -> tuple[Dated, ...]:
    """The events that a directive draws, in order; none for one that draws no events."""
    if directive.name not in DRAWING:
        return ()
    chosen = [each for each in chronology if directive.argument in ("", *each.event.topics)]
    return tuple(each for each in chosen if directive.name == "timeline" or each.is_later(page))
