"""Checks of what stands in data files and registers beside the words: whether it is drawn, whether its date holds."""

from collections.abc import Iterator

import regex

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.resolved import Graph, Note
from builder.model.written import Event, Manuscript, placed
from builder.resolve.archive import Archive
from builder.resolve.figures import figures
from builder.resolve.grounds import referred

_PLAIN = regex.compile(r"(\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?)[~?%]?")
"""A day, a month or a year."""


def check_entries(graph: Graph, report: Report) -> None:
    """Every page's entries are drawn by it; every event's date is in what the event cites."""
    for page in graph.project.manuscripts:
        for what, directive, at in undrawn(page):
            message = f"the {what} stands in this file, and the page does not draw it"
            hint = f"write `::: {directive}` where it belongs, or take it out"
            report(Diagnostic(at, "undrawn-entry", message, hint))
    archive = Archive(graph)
    for event in graph.project.events.values():
        _check_date(event, graph, archive, report)


def undrawn(page: Manuscript) -> Iterator[tuple[str, str, Location]]:
    """What is not drawn, by what directive it would be, and where it stands."""
    drawn = {(directive.name, directive.argument) for directive in page.directives}
    for id, comparison in page.comparisons.items():
        if not drawn & {("compare", ""), ("compare", id)}:
            yield f"comparison `{id}`", f"compare {id}", placed(comparison.at, "")
    for judgment in page.judgments:
        if not drawn & {("judgments", ""), ("evidence", "")}:
            yield f"judgment `{judgment.id}`", "judgments", placed(judgment.at, "")
    for id, inference in page.inferences.items():
        if ("inference", id) not in drawn:
            yield f"inference `{id}`", f"inference {id}", placed(inference.at, "")


def _check_date(event: Event, graph: Graph, archive: Archive, report: Report) -> None:
    """A plain date stands in an article that is cited for it, as far as all of them can be read."""
    grounds = referred(event.cite, graph)
    dates = _PLAIN.fullmatch(event.date)
    given = [archive.evidence(Note(note.source, None), "") for note in grounds.notes]
    sure = [each for each in given if each]
    if not dates or not grounds.whole or not given or len(sure) < len(given):
        return
    for figure in figures(dates[1]):
        if not any(each.gives(figure) for each in sure):
            message = f"`{event.date}` is in no article that the event `{event.id}` cites"
            hint = "cite one that gives the date, or correct it"
            report(Diagnostic(placed(event.at, "date"), "figure-not-in-citation", message, hint))
