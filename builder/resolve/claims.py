"""What a page claims in its prose: its sentences, each with what it rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from builder.diagnostics import LineIndex, Location
from builder.model.resolved import Graph
from builder.model.written import Citation, Directive, Manuscript, Passage, Role, Span
from builder.resolve.folding import plain
from builder.resolve.said import spoken

_SHORT = regex.compile(r"(?:\S+ ){0,2}\S+[.!?。]")
"""A sentence of up to three words, such as `No.`, which says something only after the one before it."""
_NUMBER = regex.compile(r"\d{1,3}[.)]")
"""What counts an item or a paragraph, and says nothing."""
_ATTRIBUTES = regex.compile(r"\s*\{:?\s*[.#][^{}\n]*\}")
_ENDS = regex.compile(r"(?<=[.!?…])\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Claim:
    words: str
    """Folded, as a reader sees them."""
    cites: frozenset[str]
    """Labels of what it rests on; as typed where that does not resolve."""
    at: Location
    lead: str = ""
    """The sentence before, where `words` begin with it, since by themselves they would say nothing."""


def _row(cells: list[Claim]) -> Claim:
    cites = frozenset(label for each in cells for label in each.cites)
    return Claim(" | ".join(each.words for each in cells), cites, cells[0].at)


class Claims:
    """One page's claims. `names` says what readers see for `[[id]]`, `renamed` which sources have another id now."""

    def __init__(
        self, page: Manuscript, graph: Graph, names: Mapping[str, str], renamed: Mapping[str, str] | None = None
    ) -> None:
        self.page = page
        self.graph = graph
        self.names = names
        self._renamed = renamed or {}
        self._lines = LineIndex(f"briefings/{page.path}", page.text)
        self._labels: dict[Span, list[str]] = {}
        for use in graph.uses[page.path]:
            if use.written == page.path:
                self._labels.setdefault(use.span, []).append(use.note.label)

    def sentences(self) -> list[Claim]:
        """In reading order, each wording once; on an index only those that rest on something."""
        found: dict[str, Claim] = {}
        for claim in sorted([*self._prose(), *self._html(), *self._taken_in()], key=lambda each: each.at):
            known = found.setdefault(claim.words, claim)
            found[claim.words] = replace(known, cites=known.cites | claim.cites)
        wanted = (each for each in found.values() if each.cites or self.page.role is not Role.PAGE)
        return [each for each in wanted if each.cites or any(char.isalnum() for char in each.words)]

    def label(self, target: str) -> str:
        note = self.graph.named.get(target)
        return note.label if note else target

    def source(self, target: str) -> str:
        """A source, or a quote of it, under the id that the source has now."""
        id, slash, rest = target.partition("/")
        return f"{self._renamed.get(id, id)}{slash}{rest}"

    def place_of(self, label: str) -> Location | None:
        """Where the page first cites something itself."""
        uses = self.graph.uses[self.page.path]
        spans = (use.span for use in uses if use.note.label == label and use.written == self.page.path)
        first = next(spans, None)
        return self._lines.at(first.start) if first else None

    def _prose(self) -> Iterator[Claim]:
        cited: dict[int, set[str]] = {}
        for citation in self.page.citations:
            cited.setdefault(citation.sentence, set()).update(self._rests(citation))
        rows = self._rows()
        begins = {passage.first for passage in self.page.passages if passage.stops}
        row: list[Claim] = []
        before = ""
        for index, sentence in enumerate(self.page.sentences):
            words = plain(_ATTRIBUTES.sub("", spoken(sentence.text, self.names)))
            claim = Claim(
                words, frozenset(cited.get(index, ())), self._lines.at(sentence.span.start, sentence.span.end)
            )
            if row and claim.at.line != row[0].at.line:
                yield _row(row)
                row = []
            if claim.at.line in rows:
                row.append(claim)
                continue
            if _NUMBER.fullmatch(words) and not claim.cites:
                before = ""
                continue
            joins = _SHORT.fullmatch(words) and (before.endswith("?") or index not in begins)
            yield replace(claim, words=f"{before} {words}", lead=before) if before and joins else claim
            before = words
        if row:
            yield _row(row)

    def _rows(self) -> set[int]:
        """Lines that hold several passages: rows of tables, whose cells mean something together."""
        lines = Counter(self._lines.at(each.pieces[0].at).line for each in self.page.passages if each.pieces)
        return {line for line, count in lines.items() if count > 1}

    def _rests(self, citation: Citation) -> list[str]:
        found = self._labels.get(citation.span, [])
        return found if len(found) == len(citation.targets) else [self.label(each.id) for each in citation.targets]

    def _html(self) -> Iterator[Claim]:
        """Raw HTML, by sentence as far as stops tell."""
        for passage in self.page.passages:
            if passage.stops or not passage.pieces or self._is_title(passage):
                continue
            at = self._lines.at(passage.pieces[0].at)
            for part in _ENDS.split(passage.text):
                if words := plain(part):
                    yield Claim(words, frozenset(), at)

    def _is_title(self, passage: Passage) -> bool:
        """Whether it is the head of an admonition or a tab, which is among the sentences too."""
        sentences = self.page.sentences[passage.first : passage.first + 1]
        return any(plain(passage.text) in plain(sentence.text) for sentence in sentences)

    def _taken_in(self) -> Iterator[Claim]:
        """Quotes that stand as blocks, and background pages that the page takes in."""
        for each in self.page.directives:
            if each.name == "quote":
                yield Claim(self._quoted(each), frozenset(self._labels.get(each.span, [each.argument])), each.at)
            elif each.name == "background":
                title = plain(self.names.get(each.argument, each.argument))
                yield Claim(title, frozenset({title}), each.at)

    def _quoted(self, directive: Directive) -> str:
        labels = self._labels.get(directive.span, [])
        quotes = [self.graph.quotes[label] for label in labels if label in self.graph.quotes]
        return plain(" ".join(quote.annotation.selector.exact for quote in quotes))
