"""Checks of the figures that our own prose gives: numbers, amounts and dates (clause 7 of the contract)."""

from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model.resolved import Graph, Note
from builder.resolve.archive import Archive
from builder.resolve.figures import Figure, figures
from builder.resolve.folding import fold
from builder.resolve.grounds import Grounds
from builder.resolve.statements import Claim, Statement


def check_figures(
    statements: Iterable[Statement], graph: Graph, archive: Archive, report: Report
) -> Iterator[Statement]:
    """Every figure of a sentence that cites is in what it cites, as far as that can be read. Hands statements on."""
    for statement in statements:
        bare = statement.bare() if any(claim.grounds.notes for claim in statement.claims) else ""
        for claim in statement.claims:
            for at, written, figure in _unsupported(statement, claim, bare, archive):
                report(_problem(at, written, figure, statement, claim.grounds, graph, archive))
        yield statement


def _unsupported(
    statement: Statement, claim: Claim, bare: str, archive: Archive
) -> Iterator[tuple[Location, str, Figure]]:
    """Each figure that nothing cited gives: where, as written, and as read."""
    if not claim.grounds.notes or not claim.grounds.whole:
        return
    sentence = bare[claim.span.start : claim.span.end]
    folded = fold(sentence)
    found = [figure for figure in figures(folded.text) if not figure.loose]
    given = [archive.evidence(note, statement.day) for note in claim.grounds.notes] if found else []
    sure = [each for each in given if each]
    if len(sure) < len(given):
        return
    for figure in found:
        origin = folded.origin(figure.span.start, figure.span.end)
        if origin and not any(each.gives(figure) for each in sure):
            at = claim.span.start + origin[0]
            if not statement.is_name(at):
                written = sentence[slice(*origin)]
                yield statement.place(at).over(written), written, figure


def _problem(
    at: Location, written: str, figure: Figure, statement: Statement, grounds: Grounds, graph: Graph, archive: Archive
) -> Diagnostic:
    of = "sentence" if statement.of in ("paragraph", "page") else statement.of
    message = f"`{shown(written, 40)}` is not in what this {of} cites"
    hint = "cite the passage that gives it, or correct it"
    for source in dict.fromkeys(note.source.id for note in grounds.notes):
        whole = archive.evidence(Note(graph.project.sources[source], None), statement.day)
        if whole and whole.gives(figure):
            hint = f"it stands elsewhere in `{source}`: mark that passage and cite it here too"
            break
    return Diagnostic(at, "figure-not-in-citation", message, hint)
