"""What a page shows of its data file and of the register of events: claims by what they belong to, and the blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Location
from builder.model.chronology import DRAWING, drawn
from builder.model.written import Comparison, Directive, Event, Judgment, Role, placed
from builder.resolve.claims import Claim, Claims
from builder.resolve.folding import plain

SHOWN = {"compare": "comparison", "judgments": "judgment", "evidence": "judgment", "inference": "inference"}
"""What a directive shows; events are found by the directive itself."""
HEAD = ("title", "summary", "date", "event")
"""Fields of the front matter that readers rely on."""
NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one thing, by what they are called in a message: `the title`."""

    kind: str
    name: str
    claims: Mapping[str, Claim]

    @property
    def content(self) -> tuple[str, ...]:
        """What readers see of it, whatever its id."""
        fields = (f"{what.removesuffix(self.name)}: {claim.words}" for what, claim in self.claims.items())
        return (self.kind, *fields)

    @property
    def words(self) -> str:
        return " ".join(claim.words for claim in self.claims.values())

    @property
    def identity(self) -> str:
        """The words by which readers know it: a question, a text, an event's title."""
        words = next((claim.words for claim in self.claims.values()), "")
        return words.partition(": ")[2] if self.kind == "event" else words


@dataclass(frozen=True, slots=True)
class Block:
    """A directive that shows groups: its name, and theirs."""

    name: str
    groups: tuple[str, ...]


class Exhibits:
    """One page's groups, only those that it draws, and the blocks that draw them, by the directive as typed."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.groups: dict[str, Group] = dict(self._head())
        self.blocks: dict[str, Block] = {}
        for directive in claims.page.directives:
            typed = f"`::: {f'{directive.name} {directive.argument}'.strip()}`"
            if (directive.name in SHOWN or directive.name in DRAWING) and typed not in self.blocks:
                found = tuple(self._drawn(directive))
                self.groups |= {each.name: each for each in found if each.name not in self.groups}
                self.blocks[typed] = Block(directive.name, tuple(each.name for each in found))

    def became(self, other: "Exhibits") -> dict[str, str]:
        """By name of a group its name in another state, where it has one there: its own, or that of its like."""
        found = {name: name for name in self.groups if name in other.groups}
        come: dict[tuple[str, ...], list[str]] = {}
        for name, group in other.groups.items():
            if name not in found:
                come.setdefault(group.content, []).append(name)
        for name, group in self.groups.items():
            if name not in found and (alike := come.get(group.content)):
                found[name] = alike.pop(0)
        return found

    def _head(self) -> Iterator[tuple[str, Group]]:
        page = self.claims.page
        if page.role is not Role.PAGE:
            fields = {
                f"the {name}": Claim(plain(text), NOTHING, page.at.get(name, Location(f"briefings/{page.path}")))
                for name in HEAD
                if (text := getattr(page, name))
            }
            yield "the page", Group("page", "the page", fields)

    def _drawn(self, directive: Directive) -> Iterator[Group]:
        page = self.claims.page
        for dated in drawn(self.claims.graph.chronology, directive, page):
            name = f"the event `{dated.event.id}`"
            yield Group("event", name, dict(self._event(dated.event, name)))
        kind = SHOWN.get(directive.name, "")
        if kind == "judgment":
            for each in page.judgments:
                name = f"the judgment `{each.id}`"
                yield Group(kind, name, dict(self._judgment(each, name)))
        elif kind == "inference":
            for id in _chosen(directive, page.inferences):
                name = f"the inference `{id}`"
                yield Group(kind, name, dict(self._judgment(page.inferences[id], name)))
        elif kind == "comparison":
            for id in _chosen(directive, page.comparisons):
                name = f"the comparison `{id}`"
                yield Group(kind, name, dict(self._comparison(page.comparisons[id], name)))

    def _event(self, each: Event, name: str) -> Iterator[tuple[str, Claim]]:
        rests = frozenset(self.claims.label(reference.target) for reference in each.cite)
        yield name, Claim(plain(f"{each.date}: {each.title}"), rests, placed(each.at, "title"))

    def _judgment(self, each: Judgment, called: str) -> Iterator[tuple[str, Claim]]:
        """Its fields; whether it is inferred is part of what it says."""
        searched = ((self.claims.source(id), ", ".join(terms)) for id, terms in each.searched.items())
        fields = {
            "text": f"{each.text} (inferred)" if each.inferred else each.text,
            "rule": each.rule,
            "other_reading": each.other_reading,
            "would_change": each.would_change,
            "searched": "; ".join(f"{id}: {terms}" for id, terms in searched),
        }
        basis = frozenset(self.claims.label(reference.target) for reference in each.basis)
        for name, text in fields.items():
            if text:
                rests = basis if name == "text" else NOTHING
                yield f"`{name}` of {called}", Claim(plain(text), rests, placed(each.at, name))

    def _comparison(self, each: Comparison, called: str) -> Iterator[tuple[str, Claim]]:
        fields = {"question": each.question, "relation": each.relation or "", "note": each.note}
        for name, text in fields.items():
            if text:
                yield f"`{name}` of {called}", Claim(plain(text), NOTHING, each.at.get(name, each.at[""]))
        counts: dict[str, int] = {}
        for answer in each.answers:
            label = self.claims.label(answer.cite.target)
            source = self.claims.source(label.partition("/")[0])
            count = counts[source] = counts.get(source, 0) + 1
            value = f" ({answer.implies})" if answer.implies else ""
            name = f"the answer by `{source}`{f' ({count})' if count > 1 else ''} of {called}"
            yield name, Claim(plain(f"{answer.says}{value}"), frozenset({label}), answer.cite.at)
        for source, terms in {**each.silent, **each.lacks}.items():
            at = placed(each.at, f"silent.{source}" if source in each.silent else f"lacks.{source}")
            yield (
                f"the silence of `{self.claims.source(source)}` of {called}",
                Claim(plain(", ".join(terms)), NOTHING, at),
            )


def _chosen(directive: Directive, ids: Mapping[str, object]) -> list[str]:
    return [id for id in ([directive.argument] if directive.argument else ids) if id in ids]
