"""What our own prose rests on: the notes of a paragraph, a sentence or a page, and the texts behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.model.resolved import Graph, Note
from builder.model.written import Citation, Manuscript, Passage, Source, Span
from builder.resolve.cutting import blanked
from builder.resolve.haystack import Haystack, haystack


@dataclass(slots=True)
class Archive:
    """The texts that can be compared with, each made ready once."""

    graph: Graph
    _articles: dict[str, Haystack] = field(default_factory=dict)
    _quotes: dict[str, Haystack] = field(default_factory=dict)
    _uncut: dict[str, Haystack] = field(default_factory=dict)

    def article(self, source: Source) -> Haystack | None:
        """A source's text, less furniture and repeats; none where there is no text."""
        if source.text is None:
            return None
        if source.id not in self._articles:
            kept = self.graph.article.get(source.id, ())
            edges = [0, *(edge for span in kept for edge in (span.start, span.end)), len(source.text)]
            cut = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
            self._articles[source.id] = haystack(blanked(source.text, cut), source.language)
        return self._articles[source.id]

    def uncut(self, source: Source) -> Haystack:
        """A source's whole text, with what its record cuts from the article."""
        if source.id not in self._uncut:
            self._uncut[source.id] = haystack(source.text or "", source.language)
        return self._uncut[source.id]

    def words(self, note: Note) -> Haystack | None:
        """Where words that a note is cited for must stand; none where that cannot be checked."""
        if note.source.text is not None or note.quote is None:
            return self.article(note.source)
        if note.label not in self._quotes:
            self._quotes[note.label] = haystack(note.quote.annotation.selector.exact, note.source.language)
        return self._quotes[note.label]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Notes, each label once, and whether all that is cited resolved to them."""

    notes: tuple[Note, ...]
    whole: bool
    texts: tuple[Note, ...]
    """One note for each text that can or could be compared with."""


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
        for citation in page.citations:
            self._by_note.setdefault(citation.note, []).append(citation)
            self._by_sentence.setdefault(citation.sentence, []).append(citation)
        everything = {use.note.label: use.note for use in graph.uses[page.path]}
        self.by_page = _grounds(everything, whole=all(self._resolved(each) for each in page.citations))
        self._rows: dict[tuple[range, tuple[str, ...]], Grounds] = {}

    def by_passage(self, passage: Passage) -> Grounds:
        """What a paragraph cites, in its own footnotes too."""
        if passage.heads:
            return self.by_page
        key = (passage.citations, passage.notes)
        if key not in self._rows:
            cited = [self.page.citations[index] for index in passage.citations]
            cited += [each for label in dict.fromkeys(passage.notes) for each in self._by_note.get(label, ())]
            self._rows[key] = self._grounds(cited)
        return self._rows[key]

    def by_sentence(self, sentence: int) -> Grounds:
        return self._grounds(self._by_sentence.get(sentence, ()))

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
    texts = {note.source.id if note.source.text is not None else note.label: note for note in notes.values()}
    return Grounds(tuple(notes.values()), whole, tuple(texts.values()))
