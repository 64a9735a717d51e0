"""Every page of the site, drawn from the graph by one template per kind."""

import re
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from builder.model.resolved import Backlink, Graph, Note, Page, Quote, Standing
from builder.model.written import Entity, Manuscript, Person, Publish, Reference, Role, Source, Status
from builder.render.assets import assets
from builder.render.blocks import Blocks, people, sources
from builder.render.escape import inert
from builder.render.footnotes import Footnote, footnote, live_address
from builder.render.highlight import paragraphs
from builder.render.indexes import indexes
from builder.render.knowledge import knowledge
from builder.render.layout import draw, listed, templates
from builder.render.log import FEED, listed_title, log
from builder.render.manuscripts import body
from builder.render.saying import say_in
from builder.render.sheet import Sheet, entity_path, source_path
from builder.settings import Settings


def render(graph: Graph, standings: Mapping[str, Standing], settings: Settings) -> Iterator[Page]:
    """Every page. `standings` has each published manuscript's by path."""
    say = say_in(settings.language)
    blocks = Blocks(templates(say))
    for manuscript in graph.published:
        yield _manuscript(
            Sheet(graph, manuscript.path, say, settings.addresses), manuscript, blocks, standings[manuscript.path]
        )
    for source in graph.project.sources.values():
        yield _source(Sheet(graph, source_path(source), say, settings.addresses), source)
    for entity in (*graph.project.people.values(), *graph.project.organizations.values()):
        yield _entity(Sheet(graph, entity_path(entity), say, settings.addresses), entity)
    yield from indexes(graph, say, settings.wording.scale if settings.wording else {})
    yield from assets()


def _manuscript(sheet: Sheet, page: Manuscript, blocks: Blocks, standing: Standing) -> Page:
    graph = sheet.graph
    text = body(page, sheet, blocks)
    taken_in = {each.argument for each in page.directives if each.name == "background"}
    background = [
        inner
        for target in page.background
        if (inner := graph.manuscript(target.id)) and inner.id not in taken_in and inner.status is Status.PUBLISHED
    ]
    used_by = [(listed_title(graph.by_path[path]), sheet.to(path)) for path in graph.used_by.get(page.id, ())]
    content = draw(
        page.role,
        sheet,
        page.title,
        page.summary,
        listed=listed_title(page),
        page=page,
        body=Markup(text),
        background=[(listed_title(inner), sheet.to(inner.path), inner.summary) for inner in background],
        people=listed(
            sheet.say,
            people(graph, sheet, {each.entity for each in graph.mentions[page.path]}, page.event or page.date),
        ),
        sources=listed(sheet.say, sources(graph, sheet, {use.note.source.id for use in graph.uses[page.path]})),
        used_by=used_by if page.role is Role.BACKGROUND else [],
        standing=standing,
        method="" if "method.md" in graph.by_path else sheet.to("method.md", "_likelihood"),
        known=knowledge(page, graph),
        log=log(page, graph),
        feed=sheet.to(FEED),
        titled=any(heading.level == 1 for heading in page.headings),
    )
    return Page(page.path, content, f"briefings/{page.path}")


def _source(sheet: Sheet, source: Source) -> Page:
    graph = sheet.graph
    cited = [quote for quote in graph.quotes_of(source) if quote.key in graph.shown]
    cited.sort(key=lambda quote: (quote.place.span.start if quote.place else -1, quote.annotation.id))
    shown = paragraphs(source, graph.article.get(source.id, ()), graph.excerpts.get(source.id, ()), cited)
    content = draw(
        "source",
        sheet,
        source.title,
        "",
        source=source,
        paragraphs=shown,
        passages=[_passage(graph, sheet, quote) for quote in cited],
        whole=_backlinks(graph, sheet, graph.cited.get(source.id, ())),
        excerpts=source.publish is Publish.EXCERPTS,
    )
    return Page(sheet.path, content, f"sources/{source.id}.yaml")


def _passage(graph: Graph, sheet: Sheet, quote: Quote) -> dict[str, object]:
    """One cited passage below its article: the words, who cites them, and the live page."""
    note = Note(quote.source, quote)
    drawn: Footnote = footnote(note, sheet)
    return {
        "note": drawn,
        "id": quote.annotation.id,
        "marked": bool(quote.place) and quote.source.publish is not Publish.RECORD,
        "quoted": quote.source.publish is not Publish.RECORD,
        "live": inert(live_address(note) if quote.source.publish is not Publish.RECORD else quote.source.url),
        "remark": quote.annotation.note,
        "backlinks": _backlinks(graph, sheet, graph.cited.get(quote.key, ())),
    }


def _backlinks(graph: Graph, sheet: Sheet, backlinks: tuple[Backlink, ...]) -> list[dict[str, str]]:
    return [
        {
            "title": listed_title(graph.by_path[each.page]),
            "path": sheet.to(each.page, each.anchor),
            "section": each.section,
            "sentence": each.sentence.text,
        }
        for each in backlinks
    ]


def _entity(sheet: Sheet, entity: Entity) -> Page:
    graph = sheet.graph
    said = [quote for quote in graph.spoken.get(entity.id, ()) if quote.key in graph.cited]
    marks = Markup(sheet.cite(_notes(graph, entity, entity.cite)))
    content = draw(
        "entity",
        sheet,
        entity.name,
        entity.description,
        entity=entity,
        person=isinstance(entity, Person),
        marks=marks,
        offices=[(each, _office_marks(graph, sheet, entity, index)) for index, each in enumerate(entity.offices)],
        spellings=[
            (graph.project.sources[each.source].title, sheet.to(f"sources/{each.source}.md"), each.forms)
            for each in graph.spellings.get(entity.id, ())
        ],
        unseen=_unseen(graph, entity),
        said=[
            (footnote(Note(quote.source, quote), sheet), Markup(sheet.cite([Note(quote.source, quote)])))
            for quote in said
        ],
        mentioned=_backlinks(graph, sheet, graph.mentioned.get(entity.id, ())),
    )
    register = "people" if isinstance(entity, Person) else "organizations"
    return Page(sheet.path, content, f"briefings/{register}.yaml")


def _unseen(graph: Graph, entity: Entity) -> list[str]:
    """Registered spellings that no source has, alone or within a longer one, and that the page does not show yet.

    They stand there so that the site's search finds it by them.
    """
    found = {form for each in graph.spellings.get(entity.id, ()) for form in each.forms}
    shown = {entity.name, *entity.scripts.values()}
    return [name for name in entity.names if name not in shown and not any(_has(form, name) for form in found)]


def _has(form: str, name: str) -> bool:
    """Whether a name stands in a longer form, as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", form) is not None


def _office_marks(graph: Graph, sheet: Sheet, entity: Entity, index: int) -> Markup:
    """The notes of one office: those of the entry's notes that it cites."""
    return Markup(sheet.cite(_notes(graph, entity, entity.offices[index].cite)))


def _notes(graph: Graph, entity: Entity, cited: Iterable[Reference]) -> list[Note]:
    """Those of the entry's notes that some part of it cites."""
    wanted = {reference.target for reference in cited}
    return [
        note
        for note in graph.register_notes.get(entity.id, ())
        if note.label in wanted or (note.quote and note.quote.annotation.id in wanted)
    ]
