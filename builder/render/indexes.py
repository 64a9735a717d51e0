"""The generated index pages, the front and method pages where no author wrote them, and the navigation."""

from collections.abc import Iterator, Mapping
from functools import partial

from builder.model.resolved import Graph, Page
from builder.model.written import Role
from builder.render.blocks import briefings, people, sources
from builder.render.layout import draw, listed
from builder.render.saying import Say, say_in
from builder.render.sheet import Sheet


def indexes(graph: Graph, say: Say, scale: Mapping[str, str]) -> Iterator[Page]:
    """Every index; a page of the same path that an author wrote stands instead."""
    taken = {page.path for page in graph.published}
    for path, page in (
        ("index.md", _front),
        ("people/index.md", _people),
        ("sources/index.md", _sources),
        ("method.md", partial(_method, scale=scale)),
    ):
        if path not in taken:
            yield Page(path, page(Sheet(graph, path, say)))


def _front(sheet: Sheet) -> str:
    summary = sheet.say.plain("Briefings whose every quotation is checked against its archived source.")
    return draw(
        "index-index",
        sheet,
        sheet.say.plain("Briefings"),
        summary,
        entries=listed(sheet.say, briefings(sheet.graph, sheet)),
    )


def _people(sheet: Sheet) -> str:
    project = sheet.graph.project
    return draw(
        "people-index",
        sheet,
        sheet.say.plain("People and organizations"),
        sheet.say.plain("Everyone whom the briefings name or quote."),
        entries=listed(sheet.say, people(sheet.graph, sheet, set(project.people), "")),
        organizations=listed(sheet.say, people(sheet.graph, sheet, set(project.organizations), "")),
    )


def _sources(sheet: Sheet) -> str:
    say = sheet.say
    summary = say.plain("What the briefings cite: archived texts, and references that cannot be checked.")
    return draw(
        "sources-index",
        sheet,
        say.plain("Sources"),
        summary,
        entries=listed(sheet.say, sources(sheet.graph, sheet, None)),
    )


def _method(sheet: Sheet, scale: Mapping[str, str]) -> str:
    summary = sheet.say.plain("How quotations are checked, and what “verified” means.")
    return draw("method", sheet, sheet.say.plain("Method"), summary, scale=scale)


def navigation(graph: Graph, language: str) -> tuple[Mapping[str, str | tuple[str, ...]], ...]:
    """Front page, briefings, background, indexes and method; the many generated pages stay out."""
    say = say_in(language)
    sheet = Sheet(graph, "index.md", say)
    written = [entry.path for entry in briefings(graph, sheet)]
    background = [page.path for page in graph.published if page.role is Role.BACKGROUND]
    sections: list[Mapping[str, str | tuple[str, ...]]] = [{say.plain("Home"): "index.md"}]
    if written:
        sections.append({say.plain("Briefings"): tuple(written)})
    if background:
        sections.append({say.plain("Background"): tuple(background)})
    sections += [
        {say.plain("People"): "people/index.md"},
        {say.plain("Sources"): "sources/index.md"},
        {say.plain("Method"): "method.md"},
    ]
    return tuple(sections)
