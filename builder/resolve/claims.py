"""What a page claims: its sentences, its head, its data file, each with what it rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from builder.diagnostics import LineIndex, Location
from builder.model.resolved import Graph
from builder.model.written import Citation, Comparison, Directive, Manuscript, Passage, Role, Span
from builder.resolve.folding import plain
from builder.resolve.wording import spoken

Group = Mapping[str, "Claim"]
"""The claims of one thing, by what they are called in a message: `the title`."""
SHOWN = {"compare": "the comparison ", "judgments": "the judgment "}
"""How the groups are called that a directive shows."""
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


def _row(cells: list[Claim]) -> Claim:
    cites = frozenset(label for each in cells for label in each.cites)
    return Claim(" | ".join(each.words for each in cells), cites, cells[0].at)


class Claims:
    """One page's claims. `names` says what readers see for `[[id]]`."""

    def __init__(self, page: Manuscript, graph: Graph, names: Mapping[str, str]) -> None:
        self.page = page
        self.graph = graph
        self.names = names
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

    def groups(self) -> dict[str, Group]:
        """Title and summary together, then each judgment and each comparison."""
        page, nothing = self.page, frozenset[str]()
        found: dict[str, Group] = {}
        if page.role is not Role.PAGE:
            found["the page"] = {
                f"the {name}": Claim(plain(text), nothing, page.at.get(name, Location(f"briefings/{page.path}")))
                for name, text in (("title", page.title), ("summary", page.summary))
            }
        for each in page.judgments:
            fields = {"text": each.text, "other_reading": each.other_reading, "would_change": each.would_change}
            basis = frozenset(self.label(reference.target) for reference in each.basis)
            found[f"the judgment `{each.id}`"] = {
                f"`{name}` of the judgment `{each.id}`": Claim(
                    plain(text), basis if name == "text" else nothing, each.at.get(name, each.at[""])
                )
                for name, text in fields.items()
                if text or name == "text"
            }
        found.update({f"the comparison `{id}`": dict(self._comparison(each)) for id, each in page.comparisons.items()})
        return found

    def drawn(self) -> dict[str, Claim]:
        """Blocks that a directive shows, by the directive: what is in them is compared elsewhere."""
        found, groups = {}, self.groups()
        for each in self.page.directives:
            if each.name in SHOWN:
                wanted = [name for name in groups if name.startswith(SHOWN[each.name])]
                if each.argument:
                    wanted = [name for name in wanted if name.endswith(f"`{each.argument}`")]
                words = " ".join(claim.words for name in wanted for claim in groups[name].values())
                found[f"`::: {f'{each.name} {each.argument}'.strip()}`"] = Claim(words, frozenset(), each.at)
        return found

    def label(self, target: str) -> str:
        note = self.graph.named.get(target)
        return note.label if note else target

    def place_of(self, label: str) -> Location | None:
        """Where the page first cites something itself."""
        uses = self.graph.uses[self.page.path]
        spans = (use.span for use in uses if use.note.label == label and use.written == self.page.path)
        first = next(spans, None)
        return self._lines.at(first.start) if first else None

    def _comparison(self, each: Comparison) -> Iterator[tuple[str, Claim]]:
        of, nothing = f"of the comparison `{each.id}`", frozenset[str]()
        fields = {"question": each.question, "relation": each.relation or "", "note": each.note}
        for name, text in fields.items():
            if text:
                yield f"`{name}` {of}", Claim(plain(text), nothing, each.at.get(name, each.at[""]))
        counts: dict[str, int] = {}
        for answer in each.answers:
            label = self.label(answer.cite.target)
            source = label.partition("/")[0]
            count = counts[source] = counts.get(source, 0) + 1
            value = f" ({answer.implies})" if answer.implies else ""
            name = f"the answer by `{source}`{f' ({count})' if count > 1 else ''} {of}"
            yield name, Claim(plain(f"{answer.says}{value}"), frozenset({label}), answer.cite.at)
        for source, terms in each.silent.items():
            at = each.at.get(f"silent.{source}", each.at[""])
            yield f"the silence of `{source}` {of}", Claim(plain(", ".join(terms)), nothing, at)

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
            claim = Claim(words, frozenset(cited.get(index, ())), self._lines.at(sentence.span.start))
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
            yield replace(claim, words=f"{before} {words}") if before and joins else claim
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
                yield Claim(plain(self.names.get(each.argument, each.argument)), frozenset({each.argument}), each.at)

    def _quoted(self, directive: Directive) -> str:
        labels = self._labels.get(directive.span, [])
        quotes = [self.graph.quotes[label] for label in labels if label in self.graph.quotes]
        return plain(" ".join(quote.annotation.selector.exact for quote in quotes))
