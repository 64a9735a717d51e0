"""Every page of the site, drawn from the graph by one template per kind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.basis import Basis
from builder.model.memory import Memory
from builder.model.paths import entity_path, source_path, speaker_path
from builder.model.resolved import Graph, Note, Page, Quote, Spelling, Standing
from builder.model.sharing import Cited
from builder.model.written import Entity, Manuscript, Person, Publish, Reference, Role, Source, Status
from builder.render.around import Around, around
from builder.render.assets import assets
from builder.render.backlinks import Backlinks, backlinks
from builder.render.blocks import Blocks, entity_entry, named_or_quoted, people, source_entry, sources
from builder.render.citing import citing
from builder.render.dates import in_words
from builder.render.escape import inert, markup
from builder.render.footnotes import Footnote, live_address
from builder.render.highlight import Looks, is_shortened, paragraphs
from builder.render.indexes import indexes
from builder.render.isolation import isolated
from builder.render.knowledge import knowledge
from builder.render.layout import draw, listed, templates
from builder.render.log import FEED, listed_title, log
from builder.render.manuscripts import body
from builder.render.quotes import citing_pages, quote_pages, topic_links, weigher
from builder.render.saying import say_in
from builder.render.sheet import Desk, Sheet
from builder.render.topics import topic_pages
from builder.settings import Settings


def render(
    basis: Basis, standings: Mapping[str, Standing], cited: Mapping[str, Cited], settings: Settings, memory: Memory
) -> Iterator[Page]:
    """Every page. `standings` has each published manuscript's by path, `cited` each one's that says how it is cited."""
    say, graph = say_in(settings.language), basis.graph
    desk = Desk(say, settings.addresses, basis, memory)
    beside = around(graph)
    for manuscript in graph.published:
        how = cited.get(manuscript.path)
        near = beside.get(manuscript.path, Around())
        standing = standings[manuscript.path]
        given = (manuscript, standing, how, settings.site_name, near)
        yield desk.page(manuscript.path, _manuscript, *given, written=f"briefings/{manuscript.path}")
    for source in graph.project.sources.values():
        yield desk.page(source_path(source), _source, source, written=f"sources/{source.id}.yaml")
    for entity in (*graph.project.people.values(), *graph.project.organizations.values()):
        register = "people" if isinstance(entity, Person) else "organizations"
        yield desk.page(entity_path(entity), _entity, entity, written=f"briefings/{register}.yaml")
    yield from indexes(desk, settings.wording.scale if settings.wording else {})
    by_quote = memory.same("citing", citing_pages(basis.whole, say))
    listing, weigh = basis.table("citing", by_quote), memory.made("weigher", weigher, by_quote)
    yield from quote_pages(desk, listing, weigh)
    yield from topic_pages(desk, listing, weigh)
    yield from assets()


def _manuscript(
    page: Manuscript,
    standing: Standing,
    how: Cited | None,
    site_name: str,
    near: Around,
    sheet: Sheet,
) -> str:
    graph = sheet.graph
    text = body(page, sheet, Blocks(templates(sheet.say)))
    taken_in = {each.argument for each in page.directives if each.name == "background"}
    background = [
        inner
        for target in page.background
        if (inner := graph.manuscript(target.id)) and inner.id not in taken_in and inner.status is Status.PUBLISHED
    ]
    return draw(
        page.role,
        sheet,
        page.title,
        page.summary,
        listed=listed_title(page, sheet.say),
        within=[(sheet.say.plain("Background"), "")] if page.role is Role.BACKGROUND else [],
        page=page,
        body=Markup(text),
        background=[(listed_title(inner, sheet.say), sheet.to(inner.path), inner.summary) for inner in background],
        people=listed(
            sheet.say,
            (
                entity_entry(each, page.event or page.date, sheet)
                for each in people(graph, named_or_quoted(page, graph))
            ),
        ),
        sources=listed(
            sheet.say,
            (
                source_entry(each, sheet)
                for each in sources(graph, {use.note.source.id for use in graph.uses[page.path]})
            ),
        ),
        used=backlinks(graph.used.get(page.id, ()) if page.role is Role.BACKGROUND else (), sheet),
        standing=standing,
        cite=citing(page, how, site_name, sheet) if how else None,
        method="" if "method.md" in graph.by_path else sheet.to("method.md", "_likelihood"),
        known=knowledge(page, graph, sheet.say),
        log=log(page, graph, sheet.say),
        feed=sheet.to(FEED),
        titled=any(heading.level == 1 for heading in page.headings),
        around=near,
        topic_links=topic_links(graph, sheet, near.topics),
        earlier=_neighbour(near.earlier, sheet),
        later=_neighbour(near.later, sheet),
    )


def _neighbour(page: Manuscript | None, sheet: Sheet) -> Markup:
    if page is None:
        return Markup()
    link = markup("[%s](%s)", isolated(listed_title(page, sheet.say), sheet.say), Markup(sheet.to(page.path)))
    return markup("%s, %s", link, inert(in_words(page.date, sheet.say)))


def _source(source: Source, sheet: Sheet) -> str:
    graph = sheet.graph
    cited = [quote for quote in graph.quotes_of(source) if quote.key in graph.shown]
    cited.sort(key=lambda quote: (quote.place.span.start if quote.place else -1, quote.annotation.id))
    article, excerpts = graph.article.get(source.id, ()), graph.excerpts.get(source.id, ())
    shown = paragraphs(source, article, excerpts, cited, Looks(sheet.say, graph.disputed))
    whole = graph.cited.get(source.id, ())
    return draw(
        "source",
        sheet,
        source.title,
        "",
        within=[(sheet.say.plain("Sources"), sheet.to("sources/index.md"))],
        source=source,
        paragraphs=shown,
        passages=[_passage(graph, sheet, quote) for quote in cited],
        whole=backlinks(whole, sheet),
        total=len(whole) + sum(len(graph.cited.get(quote.key, ())) for quote in cited),
        shortened=any(map(is_shortened, cited)),
        disputed=any(quote.key in graph.disputed for quote in cited),
        excerpts=source.publish is Publish.EXCERPTS,
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """One cited passage below its article: the words, who cites them, and the live page."""

    note: Footnote
    id: str
    marked: bool
    """Whether the article above shows it."""
    quoted: bool
    live: Markup
    remark: str
    topics: tuple[tuple[str, str, str], ...]
    cited: Backlinks


def _passage(graph: Graph, sheet: Sheet, quote: Quote) -> Passage:
    note = Note(quote.source, quote)
    quoted = quote.source.publish is not Publish.RECORD
    return Passage(
        note=Footnote(note, sheet),
        id=quote.annotation.id,
        marked=bool(quote.place) and quoted,
        quoted=quoted,
        live=inert(live_address(note) if quoted else quote.source.url),
        remark=quote.annotation.note,
        topics=topic_links(graph, sheet, quote.annotation.topics),
        cited=backlinks(graph.cited.get(quote.key, ()), sheet),
    )


def _entity(entity: Entity, sheet: Sheet) -> str:
    graph = sheet.graph
    said = [quote for quote in graph.spoken.get(entity.id, ()) if quote.key in graph.cited]
    quoted = [quote for quote in graph.spoken.get(entity.id, ()) if quote.key in graph.shown]
    marks = Markup(sheet.cite(_notes(graph, entity, entity.cite)))
    return draw(
        "entity",
        sheet,
        entity.name,
        entity.description,
        within=[(sheet.say.plain("People"), sheet.to("people/index.md"))],
        called=[name for name in entity.names if name != entity.name],
        entity=entity,
        person=isinstance(entity, Person),
        marks=marks,
        offices=[(each, _office_marks(graph, sheet, entity, index)) for index, each in enumerate(entity.offices)],
        spellings=[
            _spelt(graph.project.sources[each.source], each, sheet) for each in graph.spellings.get(entity.id, ())
        ],
        unseen=_unseen(graph, entity),
        said=[
            (Footnote(Note(quote.source, quote), sheet), Markup(sheet.cite([Note(quote.source, quote)])))
            for quote in said
        ],
        spoken_count=len(quoted),
        quotes_path=sheet.to(speaker_path(entity.id)),
        mentioned=backlinks(graph.mentioned.get(entity.id, ()), sheet),
    )


def _spelt(source: Source, spelling: Spelling, sheet: Sheet) -> tuple[str, str, tuple[str, ...], str]:
    """One source's title, path, spellings of a name, and language."""
    return source.title, sheet.to(source_path(source)), spelling.forms, source.language


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
