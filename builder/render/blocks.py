"""What `::: name argument` becomes: Markdown blocks, drawn from the graph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from builder.model.paths import BRIEFINGS, PEOPLE, SOURCES, entity_path, source_path
from builder.model.resolved import Graph, Note
from builder.model.written import Comparison, Directive, Entity, Manuscript, Role, Source
from builder.render.comparisons import answers, relations, silences
from builder.render.dates import in_words
from builder.render.escape import inert, joined
from builder.render.evidence import described, evidence_map
from builder.render.footnotes import Footnote, office
from builder.render.isolation import isolated
from builder.render.judgments import reading
from builder.render.log import listed_title, log
from builder.render.manuscripts import body
from builder.render.saying import Say
from builder.render.sheet import Sheet
from builder.render.timeline import events

if TYPE_CHECKING:
    from jinja2 import Environment, Template

LISTED = 50
"""Entries of a list on a page of other things, and briefings in the navigation."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a link, what stands after it, and a sentence below."""

    title: str
    path: str
    after: str = ""
    summary: str = ""
    language: str = ""
    """Of the title, where that may be another than the page's."""
    quotes: int = 0
    """How many quotes of it pages cite."""
    quotes_path: str = ""
    """Where these are listed, a Markdown destination."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Draws directives with the templates."""

    templates: "Environment"

    def draw(self, directive: Directive, page: Manuscript, sheet: Sheet, within: tuple[str, ...]) -> str:
        graph = sheet.graph
        match directive.name:
            case "quote":
                use = next((each for each in graph.uses[page.path] if each.span == directive.span), None)
                return self.quote(use.note, sheet) if use else ""
            case "background":
                inner = graph.manuscript(directive.argument)
                if inner is None or inner.role is not Role.BACKGROUND or inner.path in within:
                    return ""
                taken = body(inner, sheet, self, shift=directive.level - 1, within=within)
                place = sheet.anchor(f"_taken_in-{inner.id}") if page.path == sheet.path else ""
                mark = f'<div id="{place}"></div>\n\n' if place else ""
                return f"{mark}{self.withdrawn(inner, sheet)}{taken}"
            case "timeline" | "later":
                return events(directive, page, sheet, self.templates)
            case "briefings":
                return self.entries(briefings(graph), partial(briefing_entry, sheet=sheet), BRIEFINGS, sheet)
            case "people":
                named = None if page.role is Role.PAGE else named_or_quoted(page, graph)
                day = page.event or page.date
                return self.entries(people(graph, named), partial(entity_entry, day=day, sheet=sheet), PEOPLE, sheet)
            case "sources":
                cited = None if page.role is Role.PAGE else {use.note.source.id for use in graph.uses[page.path]}
                return self.entries(sources(graph, cited), partial(source_entry, sheet=sheet), SOURCES, sheet)
        return self.data(directive, page, sheet)

    def data(self, directive: Directive, page: Manuscript, sheet: Sheet) -> str:
        """What stands in the page's data file."""
        match directive.name:
            case "compare":
                wanted = [directive.argument] if directive.argument else [*page.comparisons]
                found = [page.comparisons[id] for id in wanted if id in page.comparisons]
                return "\n".join(self.comparison(each, page, sheet) for each in found)
            case "judgments":
                drawn = [reading(each, page, sheet) for each in page.judgments]
                return self.template("judgments").render(judgments=drawn)
            case "inference" if inferred := page.inferences.get(directive.argument):
                return self.template("inference").render(inference=reading(inferred, page, sheet))
            case "evidence" if page.judgments:
                map = evidence_map(page, sheet)
                return self.template("evidence").render(map=map, description=described(map, sheet.say))
        return ""

    def withdrawn(self, page: Manuscript, sheet: Sheet) -> str:
        """What stands above a page that is taken in and no longer holds; the links are Markdown's, between pages."""
        notices = log(page, sheet.graph, sheet.say).withdrawals
        return self.template("withdrawn").render(withdrawals=notices, title=page.title, path=sheet.to(page.path))

    def template(self, name: str) -> "Template":
        return self.templates.get_template(f"partials/{name}.md.jinja")

    def entries(self, things: Sequence[T], entry: Callable[[T], Entry], whole: str, sheet: Sheet) -> str:
        entries, total = beginning(things, entry)
        return self.template("entries").render(entries=entries, total=total, whole=sheet.to(whole))

    def comparison(self, comparison: Comparison, page: Manuscript, sheet: Sheet) -> str:
        template = self.template("comparison")
        return template.render(
            comparison=comparison,
            rows=[*answers(comparison, sheet), *silences(comparison, page, sheet)],
            valued=any(answer.implies for answer in comparison.answers),
            relation=relations(sheet.say).get(comparison.relation, "") if comparison.relation else "",
        )

    def quote(self, note: Note, sheet: Sheet) -> str:
        mark = sheet.cite([note])
        return self.template("quote").render(note=Footnote(note, sheet), mark=mark)


def beginning(things: Sequence[T], entry: Callable[[T], Entry]) -> tuple[list[Entry], int]:
    """A list as far as a page of other things has room, and how many entries it has if that is not all."""
    return [entry(each) for each in things[:LISTED]], len(things) if len(things) > LISTED else 0


def briefings(graph: Graph) -> list[Manuscript]:
    """Published briefings, the latest first."""
    found = [page for page in graph.published if page.role is Role.BRIEFING]
    found.sort(key=lambda page: page.path)
    found.sort(key=lambda page: page.date, reverse=True)
    return found


def briefing_entry(page: Manuscript, sheet: Sheet) -> Entry:
    say = sheet.say
    return Entry(listed_title(page, say), sheet.to(page.path), in_words(page.date, say), page.summary)


def named_or_quoted(page: Manuscript, graph: Graph) -> set[str]:
    """Ids of those whom a page names, and of those who said what it quotes or passed it on."""
    quotes = [use.note.quote for use in graph.uses[page.path] if use.note.quote]
    said = {quote.annotation.speaker for quote in quotes}
    relayed = {relay.entity for quote in quotes for relay in graph.relays.get(quote.key, ())}
    return {each.entity for each in graph.mentions[page.path]} | said | relayed


def people(graph: Graph, named: set[str] | None) -> list[Entity]:
    """People and organizations, all or those named, by name."""
    registers: tuple[Mapping[str, Entity], ...] = (graph.project.people, graph.project.organizations)
    if named is None:
        chosen = [entity for register in registers for entity in register.values()]
    else:
        chosen = [register[id] for register in registers for id in named if id in register]
    chosen.sort(key=lambda entity: (entity.name, entity.id))
    return chosen


def entity_entry(entity: Entity, day: str, sheet: Sheet) -> Entry:
    return Entry(entity.name, sheet.to(entity_path(entity)), office(entity, day, sheet.say), "")


def sources(graph: Graph, cited: set[str] | None) -> list[Source]:
    """Sources, all or those cited: archived ones first, then by title."""
    every = graph.project.sources
    chosen = [*every.values()] if cited is None else [every[id] for id in cited if id in every]
    chosen.sort(key=lambda source: (not source.is_archived, source.title, source.id))
    return chosen


def source_entry(source: Source, sheet: Sheet) -> Entry:
    return Entry(source.title, sheet.to(source_path(source)), imprint(source, sheet.say), "", source.language)


def imprint(source: Source, say: Say) -> Markup:
    state = say("archived") if source.is_archived else say("reference, cannot be checked")
    outlet = isolated(source.outlet, say)
    published = inert(in_words(source.published, say) if source.published else "")
    return joined((part for part in (outlet, published, state) if part), say("; "))
