"""Comparisons, ready for their template: what each source says to one question, or that it says nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from builder.model.paths import source_path
from builder.model.resolved import Note, Verdict
from builder.model.written import Comparison, Kind, Manuscript, Relation
from builder.render.escape import inert, markup
from builder.render.footnotes import STATUSES
from builder.render.insertions import words
from builder.render.isolation import isolated
from builder.render.saying import Say
from builder.render.searches import terms_sought
from builder.render.sheet import Sheet
from builder.render.values import implied


@cache
def relations(say: Say) -> Mapping[Relation, str]:
    """How answers stand to each other, in words."""
    return {
        Relation.AGREE: say.plain("Agree"),
        Relation.DIFFER: say.plain("Differ"),
        Relation.NARROWER: say.plain("One is narrower"),
        Relation.CONTRADICT: say.plain("Contradict each other"),
    }


@cache
def _grades(say: Say) -> Mapping[tuple[Verdict, Kind | None], str]:
    """How far an answer's words are checked and, where they are verified, whose they are."""
    return {
        (Verdict.VERIFIED, Kind.DIRECT): say.plain("verified, quoted"),
        (Verdict.VERIFIED, Kind.REPORTED): say.plain("verified, reported"),
        (Verdict.VERIFIED, Kind.STATEMENT): say.plain("verified, in its own words"),
        (Verdict.FAILED, None): say.plain("not found"),
        (Verdict.UNCHECKABLE, None): say.plain("cannot be checked"),
    }


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
        kind = quote.kind if quote and note.verdict is Verdict.VERIFIED else None
        yield Row(
            _outlet(note, sheet),
            inert(answer.says),
            isolated(words(quote, sheet.say), sheet.say, quote.source.language) if quote else Markup(),
            Markup(sheet.cite([note])),
            implied(answer.implies, note, sheet.say) if answer.implies else "",
            _grades(sheet.say)[note.verdict, kind] if note.verdict else sheet.say.plain("archived; cited as a whole"),
            STATUSES[note.verdict],
        )


def silences(comparison: Comparison, page: Manuscript, sheet: Sheet) -> Iterator[Row]:
    """Archived sources of the page that give no answer, or are silent on a part; those declared first."""
    graph = sheet.graph
    answering = {answer.cite.target.partition("/")[0] for answer in comparison.answers}
    answering |= {note.source.id for answer in comparison.answers if (note := graph.named.get(answer.cite.target))}
    found = [(False, *each) for each in comparison.silent.items()]
    found += [(True, *each) for each in comparison.lacks.items()]
    for partly, id, terms in found:
        if source := graph.project.sources.get(id):
            searched = _searched(terms_sought(terms, sheet.say), sheet.say, partly=partly)
            yield Row(_outlet(Note(source, None), sheet), inert(searched), Markup(), Markup())
    for id in sorted({use.note.source.id for use in graph.uses[page.path]} - answering - {*comparison.silent}):
        if graph.project.sources[id].is_archived:
            yield Row(
                _outlet(Note(graph.project.sources[id], None), sheet),
                sheet.say("no answer cited"),
                Markup(),
                Markup(),
            )


def _searched(terms: str, say: Say, *, partly: bool) -> str:
    if partly:
        return say.plain("silent on the rest: searched for {terms} without a hit", terms=terms)
    return say.plain("silent: searched for {terms} without a hit", terms=terms)


def _outlet(note: Note, sheet: Sheet) -> Markup:
    name = note.source.publisher or note.source.title
    return markup("[%s](%s)", isolated(name, sheet.say), Markup(sheet.to(source_path(note.source))))
