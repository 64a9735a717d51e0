"""Checks of our own prose: what it puts in quotation marks, and the figures that it gives (clause 7)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, shown
from builder.model.resolved import Graph, Note
from builder.model.written import NAME_CLOSES, NAME_OPENS, Manuscript, Passage, Span, TextQuoteSelector
from builder.resolve.anchoring import LETTERS_LEAST, locate
from builder.resolve.evidence import Evidence, evidence
from builder.resolve.figures import Figure, figures
from builder.resolve.folding import fold, plain
from builder.resolve.grounds import Archive, Cited, Grounds
from builder.resolve.haystack import Haystack, occurrences
from builder.resolve.nearest import nearest
from builder.resolve.quotations import MARK, quotations
from builder.resolve.relations import title

HINTED = 40
"""Problems of a page for which the nearest passage is sought."""
_NAME = re.compile(f"{NAME_OPENS}([^{NAME_CLOSES}]*){NAME_CLOSES}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\{:?\s*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}")
_OWN = "copy the words of their source and cite it {where}; words that are nobody's take 'single marks' or *emphasis*"


def check_prose(graph: Graph, report: Report) -> None:
    """Every page, the drafts too: quotations are an error, figures a warning."""
    archive = Archive(graph)
    for page in graph.project.manuscripts:
        checked = _Page(page, graph, archive, Cited(page, graph))
        for problem in (*checked.head(), *checked.quotations(), *checked.figures()):
            report(problem)


@dataclass(slots=True)
class _Page:
    page: Manuscript
    graph: Graph
    archive: Archive
    cited: Cited
    lines: LineIndex = field(init=False)
    hinted: int = 0
    found: dict[tuple[str, str], bool] = field(default_factory=dict)
    given: dict[str, Evidence | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = LineIndex(f"briefings/{self.page.path}", self.page.text)

    # ── quotations ─────────────────────────────────────────────────────────────────────────────

    def head(self) -> Iterator[Diagnostic]:
        """Title and summary rest on whatever the page cites."""
        for name in ("title", "summary"):
            at, text = self.page.at.get(name), getattr(self.page, name)
            for span in quotations(text) if at else ():
                if at and self.unverified(text[span.start : span.end], self.cited.by_page, of_page=True):
                    place = self.in_head(at, text[span.start : span.end])
                    yield self.problem(place, text[span.start : span.end], self.cited.by_page, "page")

    def in_head(self, at: Location, words: str) -> Location:
        """Where the opening mark stands in the file, if the front matter has the words as they are."""
        place = self.page.text.find(words, self.lines.start(at.line - 1), self.page.body)
        return self.lines.at(place) if place >= 0 else at

    def quotations(self) -> Iterator[Diagnostic]:
        for passage in self.page.passages:
            text, places = passage.text, Places(passage)
            for span in quotations(text, _closed(passage, text)):
                words = self.named(text[span.start : span.end])
                grounds = self.cited.by_passage(passage)
                if self.unverified(words, grounds, of_page=passage.heads):
                    at = self.lines.at(places.at(span.start))
                    yield self.problem(at, words, grounds, "page" if passage.heads else "paragraph")

    def named(self, text: str) -> str:
        """With the names that a reader sees for `[[id]]`."""
        return _NAME.sub(lambda name: title(self.graph.project, name[1]) or name[1], text)

    def unverified(self, quotation: str, grounds: Grounds, *, of_page: bool) -> bool:
        """Whether words stand nowhere; a paragraph's are excused by a reference that cannot be checked."""
        words = _words(quotation)
        if not words or not grounds.whole:
            return False
        readable = [(note, self.archive.words(note)) for note in grounds.texts]
        if any(hay and self.stands(note, hay, words) for note, hay in readable):
            return False
        return all(hay for _, hay in readable) or (of_page and any(hay for _, hay in readable))

    def stands(self, note: Note, hay: Haystack, words: str) -> bool:
        key = (note.source.id if note.source.text is not None else note.label, words)
        if key not in self.found:
            self.found[key] = _stands(hay, words)
        return self.found[key]

    def problem(self, at: Location, quotation: str, grounds: Grounds, what: str) -> Diagnostic:
        words = _words(quotation)
        message = f"`{shown(words, 60)}` stands in no source that this {what} cites"
        if not grounds.notes:
            message = f"`{shown(words, 60)}` stands in quotation marks, and this {what} cites no source"
        where = "on this page" if what == "page" else "in this paragraph"
        self.hinted += 1
        hint = self.hint(words, grounds) if self.hinted <= HINTED else ""
        if not MARK.match(quotation[-1:]):
            hint = "no mark closes this quotation: close it, or leave its first mark out"
        return Diagnostic(at, "prose-quote-unverified", message, hint or _OWN.format(where=where))

    def hint(self, words: str, grounds: Grounds) -> str:
        """Another source that has the words, else the nearest passage of those cited."""
        sources = {note.source.id: note.source for note in grounds.texts}
        if " " not in words:
            return ""
        for source in self.graph.project.sources.values():
            hay = self.archive.article(source)
            if source.id not in sources and hay and _stands(hay, words):
                return f"they stand in `{source.id}`: cite it here"
        for source in sources.values():
            if source.text is not None and _stands(self.archive.uncut(source), words):
                return f"they stand only in what the record of `{source.id}` cuts from the article"
        hays = {note.source.id: (note, hay) for note in grounds.texts if (hay := self.archive.words(note))}
        for id, (note, hay) in hays.items():
            if near := nearest(hay, words):
                line = LineIndex("", note.source.text or "").at(near.start).line
                where = f"`{id}`, line {line}" if note.source.text is not None else f"the words of `{note.label}`"
                return f"nearest, in {where}: “{near.passage}”; the difference: {near.difference}"
        return ""

    # ── figures ────────────────────────────────────────────────────────────────────────────────

    def figures(self) -> Iterator[Diagnostic]:
        for passage in self.page.passages:
            if not passage.citations and not passage.notes:
                continue
            text, places = bare(passage), Places(passage)
            start = 0
            for index, stop in enumerate(passage.stops):
                grounds = self.cited.by_sentence(passage.first + index)
                if grounds.notes and grounds.whole:
                    yield from self.unsupported(places, text[start:stop], start, grounds)
                start = stop

    def unsupported(self, places: "Places", sentence: str, start: int, grounds: Grounds) -> Iterator[Diagnostic]:
        given = [self.evidence(note) for note in grounds.notes]
        sure = [each for each in given if each]
        if len(sure) < len(given):
            return
        folded = fold(sentence)
        for figure in figures(folded.text):
            origin = folded.origin(figure.span.start, figure.span.end)
            if origin and not figure.loose and not any(each.gives(figure) for each in sure):
                at = places.at(start + origin[0])
                if not self.in_name(at):
                    yield self.misses(self.lines.at(at), sentence[slice(*origin)], figure, grounds)

    def in_name(self, at: int) -> bool:
        """Whether a place lies in a registered name."""
        mentions = self.graph.mentions[self.page.path]
        index = bisect_right(mentions, at, key=lambda mention: mention.span.start) - 1
        return index >= 0 and at < mentions[index].span.end

    def evidence(self, note: Note) -> Evidence | None:
        """What a note gives; none where that cannot be checked."""
        if note.label not in self.given:
            self.given[note.label] = self.read(note)
        return self.given[note.label]

    def read(self, note: Note) -> Evidence | None:
        if note.quote:
            selector = note.quote.annotation.selector
            text = plain(f"{selector.prefix} {selector.exact} {selector.suffix}")
        elif hay := self.archive.article(note.source):
            text = hay.text
        else:
            return None
        return evidence(text, note.source, self.page.event)

    def misses(self, at: Location, words: str, figure: Figure, grounds: Grounds) -> Diagnostic:
        message = f"`{shown(words, 40)}` is not in what this sentence cites"
        hint = self.elsewhere(figure, grounds) or "cite the passage that gives it, or correct it"
        return Diagnostic(at, "figure-not-in-citation", message, hint)

    def elsewhere(self, figure: Figure, grounds: Grounds) -> str:
        """A cited article that has the figure in another passage."""
        for source in dict.fromkeys(note.source.id for note in grounds.notes):
            whole = self.evidence(Note(self.graph.project.sources[source], None))
            if whole and whole.gives(figure):
                return f"it stands elsewhere in `{source}`: mark that passage and cite it here too"
        return ""


def _closed(passage: Passage, text: str) -> Iterator[Span]:
    """Where a quotation mark is not the reader's: code, addresses, attributes."""
    at = 0
    for piece in passage.pieces:
        if piece.code:
            yield Span(at, at + len(piece.text))
        at += len(piece.text)
    yield from (Span(*match.span()) for match in _ADDRESS.finditer(text))


def bare(passage: Passage) -> str:
    """The text with blanks for what gives no figure of ours: code, addresses, links, quotations."""
    text = passage.text
    closed = sorted(_closed(passage, text))
    blank = [*closed, *quotations(text, closed), *(Span(*match.span()) for match in _NAME.finditer(text))]
    pieces: list[str] = []
    at = 0
    for span in sorted(blank):
        start = max(span.start, at)
        pieces += [text[at:start], "\N{OBJECT REPLACEMENT CHARACTER}" * max(span.end - start, 0)]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


class Places:
    """Where each character of a passage's text stands in the file."""

    def __init__(self, passage: Passage) -> None:
        self._pieces = passage.pieces
        self._starts = [0, *accumulate(len(piece.text) for piece in passage.pieces)]

    def at(self, offset: int) -> int:
        index = min(bisect_right(self._starts, offset), len(self._pieces)) - 1
        piece = self._pieces[index]
        return piece.at + min(offset - self._starts[index], len(piece.text) - 1)


def _words(quotation: str) -> str:
    """A quotation's words, folded, without its own marks; nothing where it has no letter or digit."""
    words = plain(quotation[1:]).removesuffix('"').strip(" ")
    return words if any(char.isalnum() for char in words) else ""


def _stands(hay: Haystack, words: str) -> bool:
    """Whether words stand in a text by the contract, a comma or stop before the closing mark aside."""
    return any(_found(hay, each) for each in dict.fromkeys((words, words.rstrip(".,"))) if each)


def _found(hay: Haystack, words: str) -> bool:
    if sum(char.isalnum() for char in words) < LETTERS_LEAST:
        return any(hay.boundary(start) and hay.boundary(end) for start, end in occurrences(hay, words))
    return bool(locate(hay, TextQuoteSelector(words)).places)
