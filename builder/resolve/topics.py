"""What published pages say under each topic: their quotes, the events that they draw, and the pages themselves."""

from collections.abc import Iterable, Mapping

from builder.dates import period
from builder.model.chronology import Chronology, Dated
from builder.model.ids import ID
from builder.model.resolved import Gathered, Quote
from builder.model.written import Manuscript, Project, Role, Source
from builder.resolve.relations import published

NO_DAY = -(10**12)


def in_reading_order(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The latest source first; each source's quotes in the order of its article, those without a place last."""
    by_source: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_source.setdefault(quote.source.id, []).append(quote)
    ordered = sorted(by_source.values(), key=lambda listed: _age(listed[0].source))
    return tuple(quote for listed in ordered for quote in sorted(listed, key=_place))


def _age(source: Source) -> tuple[int, str]:
    earliest = period(source.published).earliest if source.published else None
    return -(NO_DAY if earliest is None else earliest), source.id


def _place(quote: Quote) -> tuple[bool, int, str]:
    return not quote.place, quote.place.span.start if quote.place else 0, quote.annotation.id


def gather(
    project: Project,
    quoted: Iterable[Quote],
    pages: Mapping[str, tuple[str, ...]],
    drawn: Iterable[Dated],
    chronology: Chronology,
) -> dict[str, Gathered]:
    """Every topic under which something is published, by its id, in the order of their names.

    No address is made of free words, so that only ids have pages; `index` is the address of their list.
    `quoted` are the quotes that published pages cite, in the order in which they are to be listed, `drawn` the events
    that these draw; `pages` are the paths of briefings, by topic.
    """
    quotes: dict[str, list[Quote]] = {}
    for quote in quoted:
        for topic in dict.fromkeys(quote.annotation.topics):
            quotes.setdefault(topic, []).append(quote)
    events = {each.event.id for each in drawn}
    dated: dict[str, list[Dated]] = {}
    for each in chronology:
        for topic in dict.fromkeys(each.event.topics) if each.event.id in events else ():
            dated.setdefault(topic, []).append(each)
    backgrounds = {page.id: page for page in published(project) if page.role is Role.BACKGROUND}
    found = (
        _gathered(topic, project, backgrounds.get(topic), quotes, dated, pages)
        for topic in {*quotes, *dated} - {"index"}
        if ID.fullmatch(topic)
    )
    return {each.topic: each for each in sorted(found, key=lambda each: (each.name.casefold(), each.topic))}


def _gathered(
    topic: str,
    project: Project,
    background: Manuscript | None,
    quotes: Mapping[str, list[Quote]],
    dated: Mapping[str, list[Dated]],
    pages: Mapping[str, tuple[str, ...]],
) -> Gathered:
    registered = project.topics.get(topic)
    return Gathered(
        topic=topic,
        name=registered.name if registered else background.title if background else topic,
        description=registered.description if registered else "",
        background=background.path if background else "",
        quotes=tuple(quotes.get(topic, ())),
        events=tuple(dated.get(topic, ())),
        pages=pages.get(topic, ()),
    )
