"""A page for each topic, with what pages say under it, and the list of all topics."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.chronology import Dated
from builder.model.paths import topic_path
from builder.model.resolved import Gathered, Note, Page, Quote
from builder.render.blocks import Entry
from builder.render.dates import in_words
from builder.render.layout import draw, listed
from builder.render.log import listed_title
from builder.render.paging import Part, pager, parts, trail
from builder.render.quotes import CITING_MOST, Citing, QuoteEntry, Weigh, filtering
from builder.render.saying import Say
from builder.render.sheet import Desk, Sheet

INDEX = "topics/index.md"
ENTRIES_MOST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One event in a topic's list: when, what, and what says so, as words and a Markdown destination."""

    when: str
    title: str
    support: tuple[tuple[str, str], ...]


Item = Quote | Dated | str
"""What a topic's page lists: quotes, then events, then paths of briefings."""


def topic_pages(desk: Desk, citing: Citing, weigh: Weigh) -> Iterator[Page]:
    """Every topic's page, and their list; none where pages say nothing under a topic."""
    graph = desk.graph
    for topic in graph.topics.values():
        yield from _topic(topic, desk, citing, weigh)
    if graph.topics and INDEX not in {page.path for page in graph.published}:
        yield from _index(desk)


def _topic(topic: Gathered, desk: Desk, citing: Citing, weigh_quote: Weigh) -> Iterator[Page]:
    items: list[Item] = [*topic.quotes, *topic.events, *topic.pages]

    def weigh(item: Item) -> int:
        if isinstance(item, Quote):
            return weigh_quote(item)
        return 200 + (len(item.event.title.encode()) + CITING_MOST * 100 if isinstance(item, Dated) else 200)

    path = topic_path(topic.topic)
    for part in desk.memory.made(("parts", path), lambda *_: (*parts(path, items, weigh),), weigh_quote, *items):
        yield desk.page(part.path, _part, part, topic, citing)


def _part(part: Part[Item], topic: Gathered, citing: Citing, sheet: Sheet) -> str:
    say = sheet.say
    own, here = trail(part, topic.name, sheet)
    quotes = [each for each in part.items if isinstance(each, Quote)]
    return draw(
        "topic",
        sheet,
        topic.name,
        topic.description,
        within=[(say.plain("Topics"), sheet.to(INDEX)), *own],
        here=here,
        searched=False,
        contents=False,
        topic=topic,
        background=_background(topic, sheet),
        quotes=[QuoteEntry(each, sheet, citing) for each in quotes],
        filtering=filtering(quotes, sheet),
        events=[_told(each, sheet) for each in part.items if isinstance(each, Dated)],
        pages=_pages(part, sheet),
        pager=pager(part, sheet),
    )


def _background(topic: Gathered, sheet: Sheet) -> Entry | None:
    if not topic.background:
        return None
    page = sheet.graph.by_path[topic.background]
    return Entry(listed_title(page, sheet.say), sheet.to(page.path), "", page.summary)


def _told(dated: Dated, sheet: Sheet) -> Told:
    """What says so is told by name and not in its words: these stand where a page quotes them."""
    named = sheet.graph.named
    notes = [note for each in dated.event.cite if (note := named.get(each.target))]
    support = tuple((_support(note), sheet.to_passage(note)) for note in notes[:CITING_MOST])
    return Told(in_words(dated.event.date, sheet.say), dated.event.title, support)


def _support(note: Note) -> str:
    return note.source.outlet or note.source.title


def _pages(part: Part[Item], sheet: Sheet) -> list[Entry]:
    found = [sheet.graph.by_path[each] for each in part.items if isinstance(each, str)]
    return [Entry(listed_title(page, sheet.say), sheet.to(page.path), in_words(page.date, sheet.say)) for page in found]


def _index(desk: Desk) -> Iterator[Page]:
    topics = [*desk.graph.topics.values()]
    for part in parts(INDEX, topics, lambda each: 300 + len(each.description.encode()), ENTRIES_MOST):
        yield desk.page(part.path, _index_part, part)


def _index_part(part: Part[Gathered], sheet: Sheet) -> str:
    say = sheet.say
    title = say.plain("Topics")
    summary = say.plain("What the pages of this site quote and date, by what it is about.")
    entries = [
        Entry(each.name, sheet.to(topic_path(each.topic)), _counts(each, say), each.description) for each in part.items
    ]
    within, here = trail(part, title, sheet)
    return draw(
        "topics-index",
        sheet,
        title,
        summary,
        within=within,
        here=here,
        entries=listed(say, entries),
        pager=pager(part, sheet),
    )


def _counts(topic: Gathered, say: Say) -> str:
    quotes, events = len(topic.quotes), len(topic.events)
    counts = [say.number_plain("{n} quotation", "{n} quotations", quotes)] if quotes else []
    counts += [say.number_plain("{n} event", "{n} events", events)] if events else []
    return say.plain(", ").join(counts)
