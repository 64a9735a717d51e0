"""Comparisons, ready for their template: what each source says to one question, or that it says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.resolved import Note, Verdict
from builder.model.written import Comparison, Kind, Manuscript, Relation
from builder.render.escape import inert
from builder.render.footnotes import STATUSES
from builder.render.insertions import words
from builder.render.searches import terms_sought
from builder.render.sheet import Sheet, source_path
from builder.render.values import implied

RELATIONS = {
    Relation.AGREE: "Agree",
    Relation.DIFFER: "Differ",
    Relation.NARROWER: "One is narrower",
    Relation.CONTRADICT: "Contradict each other",
}
VOICES = {Kind.DIRECT: "quoted", Kind.REPORTED: "reported", Kind.STATEMENT: "in its own words"}


@dataclass(frozen=True, slots=True)
class Row:
    """One source's answer to a question, or its silence: inert Markdown."""

    source: Markup
    says: Markup
    words: Markup
    mark: Markup
    value: str = ""
    grade: str = ""
    """How far its words are checked."""
    status: str = ""
    """The class of that grade's mark."""


def answers(comparison: Comparison, sheet: Sheet) -> Iterator[Row]:
    """The answers that resolve, in the author's order."""
    for answer in comparison.answers:
        note = sheet.graph.named.get(answer.cite.target)
        if note is None:
            continue
        quote = note.quote
        voice = f", {VOICES[quote.kind]}" if quote and note.verdict is Verdict.VERIFIED else ""
        yield Row(
            _outlet(note, sheet),
            inert(answer.says),
            words(quote) if quote else Markup(),
            Markup(sheet.cite([note])),
            implied(answer.implies, note) if answer.implies else "",
            f"{GRADES[note.verdict]}{voice}" if note.verdict else "archived; cited as a whole",
            STATUSES[note.verdict],
        )


GRADES = {
    Verdict.VERIFIED: "verified",
    Verdict.FAILED: "not found",
    Verdict.UNCHECKABLE: "cannot be checked",
}


def silences(comparison: Comparison, page: Manuscript, sheet: Sheet) -> Iterator[Row]:
    """Archived sources of the page that give no answer, or are silent on a part; those declared first."""
    graph = sheet.graph
    answering = {answer.cite.target.partition("/")[0] for answer in comparison.answers}
    answering |= {note.source.id for answer in comparison.answers if (note := graph.named.get(answer.cite.target))}
    found = [("silent", *each) for each in comparison.silent.items()]
    found += [("silent on the rest", *each) for each in comparison.lacks.items()]
    for said, id, terms in found:
        if source := graph.project.sources.get(id):
            searched = f"{said}: searched for {terms_sought(terms)} without a hit"
            yield Row(_outlet(Note(source, None), sheet), inert(searched), Markup(), Markup())
    for id in sorted({use.note.source.id for use in graph.uses[page.path]} - answering - {*comparison.silent}):
        if graph.project.sources[id].text is not None:
            yield Row(
                _outlet(Note(graph.project.sources[id], None), sheet), inert("no answer cited"), Markup(), Markup()
            )


def _outlet(note: Note, sheet: Sheet) -> Markup:
    name = note.source.publisher or note.source.title
    return Markup("[{}]({})").format(inert(name), Markup(sheet.to(source_path(note.source))))
