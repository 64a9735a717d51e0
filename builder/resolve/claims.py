"""What a page claims: its sentences, its head, its data file, each with what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from builder.diagnostics import LineIndex, Location
from builder.model.chronology import DRAWING, drawn
from builder.model.resolved import Graph
from builder.model.written import (
    Citation,
    Comparison,
    Directive,
    Event,
    Judgment,
    Manuscript,
    Passage,
    Role,
    Span,
    placed,
)
from builder.resolve.folding import plain
from builder.resolve.said import spoken

Group = Mapping[str, "Claim"]
"""The claims of one thing, by what they are called in a message: `the title`."""
SHOWN = {
    "compare": "the comparison ",
    "judgments": "the judgment ",
    "evidence": "the judgment ",
    "inference": "the inference ",
}
"""How the groups are called that a directive shows; events are found by the directive itself."""
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


def _typed(directive: Directive) -> str:
    """A directive as its author typed it, for a message."""
    return f"`::: {f'{directive.name} {directive.argument}'.strip()}`"


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
            found[f"the judgment `{each.id}`"] = dict(self._judgment(each, f"the judgment `{each.id}`"))
        for id, each in page.inferences.items():
            found[f"the inference `{id}`"] = dict(self._judgment(each, f"the inference `{id}`"))
        found.update({f"the comparison `{id}`": dict(self._comparison(each)) for id, each in page.comparisons.items()})
        for directive in page.directives:
            for dated in drawn(self.graph.chronology, directive, page):
                found[f"the event `{dated.event.id}`"] = dict(self._event(dated.event))
        return found

    def drawn(self) -> dict[str, Claim]:
        """Blocks that a directive shows, by the directive: what is in them is compared elsewhere."""
        found, groups = {}, self.groups()
        for each in self._drawing():
            words = " ".join(claim.words for name in self._shown(each, groups) for claim in groups[name].values())
            found[_typed(each)] = Claim(words, frozenset(), each.at)
        return found

    def shown_by(self, typed: Iterable[str]) -> set[str]:
        """The groups that some of these directives show."""
        wanted, groups = set(typed), self.groups()
        return {name for each in self._drawing() if _typed(each) in wanted for name in self._shown(each, groups)}

    def _drawing(self) -> list[Directive]:
        return [each for each in self.page.directives if each.name in SHOWN or each.name in DRAWING]

    def _shown(self, directive: Directive, groups: Iterable[str]) -> list[str]:
        """The groups that a directive shows, in their order."""
        if directive.name in DRAWING:
            events = {f"the event `{each.event.id}`" for each in drawn(self.graph.chronology, directive, self.page)}
            return [name for name in groups if name in events]
        wanted = (name for name in groups if name.startswith(SHOWN[directive.name]))
        return [name for name in wanted if not directive.argument or name.endswith(f"`{directive.argument}`")]

    def label(self, target: str) -> str:
        note = self.graph.named.get(target)
        return note.label if note else target

    def place_of(self, label: str) -> Location | None:
        """Where the page first cites something itself."""
        uses = self.graph.uses[self.page.path]
        spans = (use.span for use in uses if use.note.label == label and use.written == self.page.path)
        first = next(spans, None)
        return self._lines.at(first.start) if first else None

    def _judgment(self, each: Judgment, called: str) -> Iterator[tuple[str, Claim]]:
        """Its fields; whether it is inferred is part of what it says."""
        fields = {
            "text": f"{each.text} (inferred)" if each.inferred else each.text,
            "rule": each.rule,
            "other_reading": each.other_reading,
            "would_change": each.would_change,
            "searched": "; ".join(f"{id}: {', '.join(terms)}" for id, terms in each.searched.items()),
        }
        basis = frozenset(self.label(reference.target) for reference in each.basis)
        for name, text in fields.items():
            if text:
                rests = basis if name == "text" else frozenset[str]()
                yield f"`{name}` of {called}", Claim(plain(text), rests, placed(each.at, name))

    def _event(self, each: Event) -> Iterator[tuple[str, Claim]]:
        rests = frozenset(self.label(reference.target) for reference in each.cite)
        yield f"the event `{each.id}`", Claim(plain(f"{each.date}: {each.title}"), rests, placed(each.at, "title"))

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
        for source, terms in {**each.silent, **each.lacks}.items():
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
