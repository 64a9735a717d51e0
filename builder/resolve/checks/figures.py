"""Checks of the figures that our own prose gives: numbers, amounts and dates (clause 7 of the contract)."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.diagnostics import Diagnostic, Report, shown
from builder.model.resolved import Graph, Note
from builder.resolve.archive import Archive
from builder.resolve.grounds import Grounds
from builder.resolve.held import Given
from builder.resolve.statements import Statement


def check_figures(
    statements: Iterable[Statement], graph: Graph, archive: Archive, report: Report
) -> Iterator[Statement]:
    """Every figure of a sentence that cites is in what it cites, as far as that can be read. Hands statements on."""
    for statement in statements:
        for number, found in groupby(statement.held.given, key=lambda each: each.sentence):
            grounds = statement.claims[number].grounds
            for each in _unsupported(found, statement, grounds, archive):
                report(_problem(each, statement, grounds, graph, archive))
        yield statement


def _unsupported(found: Iterable[Given], statement: Statement, grounds: Grounds, archive: Archive) -> Iterator[Given]:
    """Each figure of a sentence that nothing cited gives."""
    if not grounds.notes or not grounds.whole:
        return
    given = [archive.evidence(note, statement.day) for note in grounds.notes]
    sure = [each for each in given if each]
    if len(sure) == len(given):
        for each in found:
            if not any(evidence.gives(each.figure) for evidence in sure) and not statement.is_name(each.at):
                yield each


def _problem(given: Given, statement: Statement, grounds: Grounds, graph: Graph, archive: Archive) -> Diagnostic:
    of = "sentence" if statement.of in ("paragraph", "page") else statement.of
    message = f"`{shown(given.written, 40)}` is not in what this {of} cites"
    hint = "cite the passage that gives it, or correct it"
    for source in dict.fromkeys(note.source.id for note in grounds.notes):
        whole = archive.evidence(Note(graph.project.sources[source], None), statement.day)
        if whole and whole.gives(given.figure):
            hint = f"it stands elsewhere in `{source}`: mark that passage and cite it here too"
            break
    at = statement.place(given.at).over(given.written)
    return Diagnostic(at, "figure-not-in-citation", message, hint)
