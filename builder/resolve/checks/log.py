"""What a page's log of corrections has to tell: when, what and why, and that the page says so."""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Report, shown
from builder.model.resolved import Graph, Logged
from builder.model.written import Amendment, Correction, Manuscript
from builder.resolve.containing import Containing
from builder.resolve.folding import plain

FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def check_log(graph: Graph, report: Report) -> None:
    """Every entry of every page."""
    for page in graph.project.manuscripts:
        for entry in page.corrections:
            for problem in (*_misdated(entry, page), *_incomplete(entry)):
                report(problem)
        for entry in _unfounded(graph.log.get(page.path, ())):
            report(_lost(entry))


def _misdated(entry: Correction, page: Manuscript) -> Iterator[Diagnostic]:
    if not FULL_DAY.fullmatch(entry.date):
        message = f"`{shown(entry.date, 40)}` is no full day"
        yield Diagnostic(entry.at, "correction-misdated", message, "write the day of the change, as 2026-12-01")
    elif PLAIN_DATE.fullmatch(page.date) and entry.date[: len(page.date)] < page.date:
        message = f"this entry is of {entry.date}, and the page was published on {page.date}"
        yield Diagnostic(entry.at, "correction-misdated", message, "correct one of the two dates")


def _incomplete(entry: Correction) -> Iterator[Diagnostic]:
    match entry.kind:
        case Amendment.WITHDRAWAL if not entry.why.strip():
            message = "this withdrawal gives no reason"
            yield Diagnostic(entry.at, "correction-incomplete", message, "say under `why` why the page no longer holds")
        case Amendment.CORRECTION if not (entry.was.strip() or entry.now.strip()) or not entry.why.strip():
            message = "this correction does not tell what was wrong, and why"
            hint = "give the old words as `was`, the new ones as `now`, the cause as `why`"
            yield Diagnostic(entry.at, "correction-incomplete", message, hint)


def _unfounded(log: tuple[Logged, ...]) -> Iterator[Correction]:
    """Entries whose words the page lacks, unless a later one corrects the same words, or withdraws the page."""
    entries = [each.correction for each in log]
    old = Containing(plain(each.was) for each in entries)
    withdrawn = next((index for index, each in enumerate(entries) if each.kind is Amendment.WITHDRAWAL), len(log))
    for index, logged in enumerate(log[: withdrawn + 1]):
        if not logged.stands and logged.correction.kind is not Amendment.FIX:
            superseded = old.first(plain(logged.correction.now))
            if not 0 <= superseded < index:
                yield logged.correction


def _lost(entry: Correction) -> Diagnostic:
    message = f"the page does not say `{shown(entry.now, 60)}`, which this entry gives as its words"
    hint = "copy the words as the page has them now; if they changed again, add an entry whose `was` has them"
    return Diagnostic(entry.at, "correction-not-found", message, hint)
