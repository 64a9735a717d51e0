"""The generated index pages, the front and method pages where no author wrote them, and the navigation."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeVar

from markupsafe import Markup

from builder.model.paths import BRIEFINGS, PEOPLE, SOURCES, entity_path, source_path, speaker_path
from builder.model.resolved import Graph, Page
from builder.model.written import Entity, Manuscript, Organization, Person, Role, Source
from builder.render.blocks import LISTED, Entry, beginning, briefing_entry, briefings, imprint
from builder.render.footnotes import office
from builder.render.layout import draw, listed
from builder.render.paging import Part, pager, parts, trail
from builder.render.quotes import source_counts, spoken_counts
from builder.render.saying import Say, say_in
from builder.render.sheet import Desk, Sheet

ENTRIES_MOST = 200
"""Entries of a page of an index."""

T = TypeVar("T")


def indexes(desk: Desk, scale: Mapping[str, str]) -> Iterator[Page]:
    """Every index; a page of the same path that an author wrote stands instead."""
    taken = {page.path for page in desk.graph.published}
    for path, page, given in (("index.md", _front, ()), ("method.md", _method, (scale,))):
        if path not in taken:
            yield desk.page(path, page, *given)
    for path, pages in ((BRIEFINGS, _briefings), (PEOPLE, _people), (SOURCES, _sources)):
        if path not in taken:
            yield from pages(desk)


def _front(sheet: Sheet) -> str:
    say = sheet.say
    entries, total = beginning(briefings(sheet.graph), partial(briefing_entry, sheet=sheet))
    return draw(
        "index-index",
        sheet,
        say.plain("Briefings"),
        _checked(say),
        entries=listed(say, entries, total=total, whole=sheet.to(BRIEFINGS)),
    )


def _checked(say: Say) -> str:
    return say.plain("Briefings whose every quotation is checked against its archived source.")


def _briefings(desk: Desk) -> Iterator[Page]:
    """All briefings, the latest first, where the front page has no room for them."""
    found = briefings(desk.graph)
    if len(found) > LISTED:
        for part in parts(
            BRIEFINGS, found, lambda each: 300 + len(f"{each.title}{each.summary}".encode()), ENTRIES_MOST
        ):
            yield desk.page(part.path, _briefings_part, part)


def _weight(page: Manuscript) -> int:
    return 300 + len(page.title.encode()) + len(page.summary.encode())


def _briefings_part(part: Part[Manuscript], sheet: Sheet) -> str:
    say = sheet.say
    entries = listed(say, (briefing_entry(each, sheet) for each in part.items))
    return _page("briefings-index", say.plain("All briefings"), _checked(say), part, sheet, entries=entries)


def _people(desk: Desk) -> Iterator[Page]:
    """People first, then organizations, each by name; with each, what it is quoted with."""
    graph = desk.graph
    quotes = desk.basis.table("spoken_counts", spoken_counts(graph))
    people, organizations = (
        sorted(register.values(), key=lambda each: (each.name, each.id))
        for register in (graph.project.people, graph.project.organizations)
    )
    everyone: list[Entity] = [*people, *organizations]
    for part in parts(PEOPLE, everyone, lambda each: 200 + len(each.name.encode()), ENTRIES_MOST):
        yield desk.page(part.path, _people_part, part, quotes)


def _people_part(part: Part[Entity], quotes: Mapping[str, int], sheet: Sheet) -> str:
    say = sheet.say

    def entries(kind: type[Entity]) -> Markup:
        return listed(say, (_entity(each, sheet, quotes) for each in part.items if isinstance(each, kind)))

    title = say.plain("People and organizations")
    summary = say.plain("Everyone whom the briefings name or quote.")
    people, organizations = entries(Person), entries(Organization)
    return _page("people-index", title, summary, part, sheet, people=people, organizations=organizations)


def _entity(entity: Entity, sheet: Sheet, quotes: Mapping[str, int]) -> Entry:
    count = quotes.get(entity.id, 0)
    path = sheet.to(speaker_path(entity.id)) if count else ""
    held = office(entity, "", sheet.say)
    return Entry(entity.name, sheet.to(entity_path(entity)), held, quotes=count, quotes_path=path)


def _sources(desk: Desk) -> Iterator[Page]:
    """Archived ones first, then by title."""
    quotes = desk.basis.table("source_counts", source_counts(desk.graph))
    found = sorted(desk.graph.project.sources.values(), key=lambda each: (not each.is_archived, each.title, each.id))
    for part in parts(SOURCES, found, lambda each: 300 + len(each.title.encode()), ENTRIES_MOST):
        yield desk.page(part.path, _sources_part, part, quotes)


def _sources_part(part: Part[Source], quotes: Mapping[str, int], sheet: Sheet) -> str:
    say = sheet.say
    entries = [
        Entry(
            each.title,
            sheet.to(source_path(each)),
            imprint(each, say),
            language=each.language,
            quotes=quotes.get(each.id, 0),
            quotes_path=sheet.to(source_path(each), "_cited_by"),
        )
        for each in part.items
    ]
    summary = say.plain("What the briefings cite: archived texts, and references that cannot be checked.")
    return _page("sources-index", say.plain("Sources"), summary, part, sheet, entries=listed(say, entries))


def _page(name: str, title: str, summary: str, part: Part[T], sheet: Sheet, **lists: object) -> str:
    """One part of an index."""
    within, here = trail(part, title, sheet)
    return draw(
        name,
        sheet,
        title,
        summary,
        within=within,
        here=here,
        pager=pager(part, sheet),
        lists=lists,
    )


def _method(scale: Mapping[str, str], sheet: Sheet) -> str:
    summary = sheet.say.plain("How quotations are checked, and what “verified” means.")
    return draw("method", sheet, sheet.say.plain("Method"), summary, scale=scale)


def navigation(graph: Graph, language: str) -> tuple[Mapping[str, str | tuple[str, ...]], ...]:
    """Front page, briefings, background, indexes and method; the many generated pages stay out."""
    say = say_in(language)
    written = [page.path for page in briefings(graph)]
    if len(written) > LISTED:
        written[LISTED:] = [BRIEFINGS]
    background = [page.path for page in graph.published if page.role is Role.BACKGROUND]
    sections: list[Mapping[str, str | tuple[str, ...]]] = [{say.plain("Home"): "index.md"}]
    if written:
        sections.append({say.plain("Briefings"): tuple(written)})
    if background:
        sections.append({say.plain("Background"): tuple(background)})
    if graph.topics:
        sections.append({say.plain("Topics"): "topics/index.md"})
    if graph.quoted:
        sections.append({say.plain("Quotes"): "quotes/index.md"})
    sections += [{say.plain("People"): PEOPLE}, {say.plain("Sources"): SOURCES}, {say.plain("Method"): "method.md"}]
    return tuple(sections)
