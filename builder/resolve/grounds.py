"""What our own prose rests on: the notes of a paragraph, a sentence or a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.resolved import Graph, Note
from builder.model.written import Citation, Manuscript, Passage, Reference, Span


@dataclass(frozen=True, slots=True)
class Grounds:
    """Notes, each label once, and whether all that is cited resolved to them."""

    notes: tuple[Note, ...]
    whole: bool
    texts: tuple[Note, ...]
    """One note for each text that can or could be compared with."""


NOTHING = Grounds((), True, ())
"""What rests on nothing."""


class Cited:
    """The notes of one page's own citations."""

    def __init__(self, page: Manuscript, graph: Graph) -> None:
        self.page = page
        self._notes: dict[Span, list[Note]] = {}
        for use in graph.uses[page.path]:
            if use.written == page.path:
                self._notes.setdefault(use.span, []).append(use.note)
        self._by_note: dict[str, list[Citation]] = {}
        self._by_sentence: dict[int, list[Citation]] = {}
        self._citations = (*page.citations,)
        for citation in self._citations:
            self._by_note.setdefault(citation.note, []).append(citation)
            self._by_sentence.setdefault(citation.sentence, []).append(citation)
        everything = {use.note.label: use.note for use in graph.uses[page.path]}
        self.by_page = _grounds(everything, whole=all(map(self._resolved, self._citations)))
        self._rows: dict[tuple[range, tuple[str, ...]], Grounds] = {}

    def by_passage(self, passage: Passage) -> Grounds:
        """What a paragraph cites, in its own footnotes too."""
        if passage.heads:
            return self.by_page
        key = (passage.citations, passage.notes)
        if key not in self._rows:
            cited = [self._citations[index] for index in passage.citations]
            cited += [each for label in dict.fromkeys(passage.notes) for each in self._by_note.get(label, ())]
            self._rows[key] = self._grounds(cited)
        return self._rows[key]

    def by_sentence(self, sentence: int) -> Grounds:
        cited = self._by_sentence.get(sentence)
        return self._grounds(cited) if cited else NOTHING

    def _grounds(self, cited: Iterable[Citation]) -> Grounds:
        notes: dict[str, Note] = {}
        whole = True
        for citation in cited:
            notes.update({note.label: note for note in self._notes.get(citation.span, ())})
            whole = whole and self._resolved(citation)
        return _grounds(notes, whole=whole)

    def _resolved(self, citation: Citation) -> bool:
        return 0 < len(citation.targets) == len(self._notes.get(citation.span, ()))


def _grounds(notes: Mapping[str, Note], *, whole: bool) -> Grounds:
    """Of a source with text one note is enough, of a mere reference each quote has words of its own."""
    texts = {note.source.id if note.source.is_archived else note.label: note for note in notes.values()}
    return Grounds(tuple(notes.values()), whole, tuple(texts.values()))


def referred(references: Iterable[Reference], graph: Graph) -> Grounds:
    """What an entry of a data file or register rests on."""
    named = {each.target: graph.named.get(each.target) for each in references}
    notes = {note.label: note for note in named.values() if note}
    return _grounds(notes, whole=all(named.values()))


def noted(notes: Iterable[Note]) -> Grounds:
    """What rests on notes that resolved."""
    return _grounds({note.label: note for note in notes}, whole=True)
