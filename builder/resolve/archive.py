"""The texts that our prose can be compared with, each made ready once."""

import re
from dataclasses import dataclass, field

from builder.model.resolved import Graph, Note, Verdict
from builder.model.written import Source, TextQuoteSelector
from builder.resolve.anchoring import is_slight, locate
from builder.resolve.cutting import alone
from builder.resolve.evidence import Evidence, evidence
from builder.resolve.folding import plain
from builder.resolve.haystack import Haystack, haystack, occurrences

_ENDS = re.compile(r"[.,;:!?]?(?: |\Z)")


@dataclass(slots=True)
class Archive:
    graph: Graph
    _articles: dict[str, Haystack] = field(default_factory=dict)
    _quotes: dict[str, Haystack] = field(default_factory=dict)
    _uncut: dict[str, Haystack] = field(default_factory=dict)
    _stand: dict[tuple[str, str], bool] = field(default_factory=dict)
    _evidence: dict[tuple[str, str], Evidence | None] = field(default_factory=dict)

    def article(self, source: Source) -> Haystack | None:
        """A source's text, less furniture and repeats; none where there is no text."""
        if source.text is None:
            return None
        if source.id not in self._articles:
            kept = self.graph.article.get(source.id, ())
            self._articles[source.id] = haystack(alone(source.text, kept), source.language)
        return self._articles[source.id]

    def uncut(self, source: Source) -> Haystack:
        """A source's whole text, with what its record cuts from the article."""
        if source.id not in self._uncut:
            self._uncut[source.id] = haystack(source.text or "", source.language)
        return self._uncut[source.id]

    def words(self, note: Note) -> Haystack | None:
        """Where words that a note is cited for must stand; none where that cannot be checked."""
        if note.source.is_archived or note.quote is None:
            return self.article(note.source)
        if note.label not in self._quotes:
            self._quotes[note.label] = haystack(note.quote.annotation.selector.exact, note.source.language)
        return self._quotes[note.label]

    def has(self, note: Note, words: str) -> bool:
        """Whether folded words stand in what a note is cited for."""
        key = (note.source.id if note.source.is_archived else note.label, words)
        if key not in self._stand:
            hay = self.words(note)
            self._stand[key] = hay is not None and stands(hay, words)
        return self._stand[key]

    def evidence(self, note: Note, day: str) -> Evidence | None:
        """The figures that a note gives, for a text about a day; none where that cannot be checked."""
        key = (note.label, day)
        if key not in self._evidence:
            text = self._cited_text(note)
            self._evidence[key] = None if text is None else evidence(text, note.source, day)
        return self._evidence[key]

    def _cited_text(self, note: Note) -> str | None:
        if note.quote:
            selector = note.quote.annotation.selector
            return plain(f"{selector.prefix} {selector.exact} {selector.suffix}")
        hay = self.article(note.source)
        return hay.text if hay else None


def is_quoted(note: Note, words: str) -> bool:
    """Whether folded words are sure to stand in a note's source, since its passage has them and stands there.

    For most of what we quote this is so, and the source need not be searched.
    """
    if note.quote is None or note.quote.verdict is not Verdict.VERIFIED:
        return False
    passage = plain(note.quote.annotation.selector.exact)
    if "[" in passage or "..." in passage:
        return False
    return any(_is_apart(passage, each) for each in (words, words.rstrip(".,")) if each)


def _is_apart(passage: str, words: str) -> bool:
    """Whether words begin and end where the passage does, or beside a blank, where every word does.

    A mark that ends the passage runs on into no word, so that it ends the word before it.
    """
    at = passage.find(words)
    if at < 0:
        return False
    begins = at == 0 or (passage[at - 1] == " " and words[0].isalnum())
    end = at + len(words)
    return begins and (end == len(passage) or (words[-1].isalnum() and bool(_ENDS.match(passage, end))))


def stands(hay: Haystack, words: str) -> bool:
    """Whether words stand in a text by the contract, a comma or stop before the closing mark aside."""
    return any(_found(hay, each) for each in dict.fromkeys((words, words.rstrip(".,"))) if each)


def _found(hay: Haystack, words: str) -> bool:
    if is_slight(words):
        return any(hay.boundary(start) and hay.boundary(end) for start, end in occurrences(hay, words))
    return bool(locate(hay, TextQuoteSelector(words)).places)
