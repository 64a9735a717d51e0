"""Checks of what our own prose puts in quotation marks (clause 7 of the contract)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, LineIndex, Report, shown
from builder.model.resolved import Graph
from builder.resolve.archive import Archive, is_quoted, stands
from builder.resolve.folding import plain
from builder.resolve.grounds import Grounds
from builder.resolve.nearest import nearest
from builder.resolve.quotations import MARK
from builder.resolve.statements import Statement, named

HINTED = 40
"""Problems of a file for which the nearest passage is sought."""
_OWN = "copy the words of their source and cite it {where}; words that are nobody's take 'single marks' or *emphasis*"


def check_quotations(
    statements: Iterable[Statement], graph: Graph, archive: Archive, report: Report
) -> Iterator[Statement]:
    """Every quotation of every statement stands in what the statement rests on. Hands each statement on."""
    checker = _Checker(graph, archive)
    for statement in statements:
        for span in statement.held.quoted:
            quotation = named(statement.text[span.start : span.end], graph)
            if checker.fails(_words(quotation), statement):
                report(checker.problem(quotation, span.start, statement))
        yield statement


@dataclass(slots=True)
class _Checker:
    graph: Graph
    archive: Archive
    hinted: Counter[str] = field(default_factory=Counter)

    def fails(self, words: str, statement: Statement) -> bool:
        """Whether words stand nowhere; a reference that cannot be checked excuses them, but not for a whole page."""
        grounds = statement.grounds
        if not words or not grounds.whole:
            return False
        if any(is_quoted(note, words) for note in grounds.notes):
            return False
        if any(self.archive.has(note, words) for note in grounds.texts):
            return False
        readable = [self.archive.words(note) is not None for note in grounds.texts]
        return all(readable) or (statement.whole_page and any(readable))

    def problem(self, quotation: str, start: int, statement: Statement) -> Diagnostic:
        words, of, grounds = _words(quotation), statement.of, statement.grounds
        at = statement.place(start).over(quotation)
        message = f"`{shown(words, 60)}` stands in no source that this {of} cites"
        if not grounds.notes:
            message = f"`{shown(words, 60)}` stands in quotation marks, and this {of} cites no source"
        self.hinted[at.path] += 1
        hint, difference = self.hint(words, grounds) if self.hinted[at.path] <= HINTED else ("", "")
        if not MARK.match(quotation[-1:]):
            hint, difference = "no mark closes this quotation: close it, or leave its first mark out", ""
        where = {"page": "on this page", "paragraph": "in this paragraph"}.get(of, f"for this {of}")
        return Diagnostic(at, "prose-quote-unverified", message, hint or _OWN.format(where=where), difference)

    def hint(self, words: str, grounds: Grounds) -> tuple[str, str]:
        """Another source that has the words, else the nearest passage of those cited with its difference."""
        sources = {note.source.id: note.source for note in grounds.texts}
        if " " not in words:
            return "", ""
        for source in self.graph.project.sources.values():
            hay = self.archive.article(source)
            if source.id not in sources and hay and stands(hay, words):
                return f"they stand in `{source.id}`: cite it here", ""
        for source in sources.values():
            if source.is_archived and stands(self.archive.uncut(source), words):
                return f"they stand only in what the record of `{source.id}` cuts from the article", ""
        return self.nearest(words, grounds)

    def nearest(self, words: str, grounds: Grounds) -> tuple[str, str]:
        hays = {note.source.id: (note, hay) for note in grounds.texts if (hay := self.archive.words(note))}
        for id, (note, hay) in hays.items():
            if near := nearest(hay, words):
                line = LineIndex("", note.source.text or "").at(near.start).line
                where = f"`{id}`, line {line}" if note.source.is_archived else f"the words of `{note.label}`"
                return f"nearest, in {where}: “{near.passage}”", near.difference
        return "", ""


def _words(quotation: str) -> str:
    """A quotation's words, folded, without its own marks; nothing where it has no letter or digit."""
    words = plain(quotation[1:]).removesuffix('"').strip(" ")
    return words if any(char.isalnum() for char in words) else ""
