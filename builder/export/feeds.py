"""Feeds: the published briefings, and what was corrected, for those who relied on a page before."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from builder.export.addresses import lasting, urn
from builder.export.atom import Feed, Item, atom
from builder.export.days import BEGINNING, first_day
from builder.export.json_feed import json_feed
from builder.messages.catalogue import Catalogue, catalogue
from builder.model.characters import BLANKS
from builder.model.resolved import Graph, Page
from builder.model.written import Amendment, Correction, Manuscript, Role
from builder.settings import Settings

CORRECTIONS, LATEST, LATEST_JSON = "corrections.xml", "feed.xml", "feed.json"
MOST = 100
"""Briefings in their feed; the front page lists all."""


def latest(graph: Graph, settings: Settings, title_of: Callable[[Manuscript], str]) -> tuple[Page, Page]:
    """The published briefings, the latest first, as Atom and as JSON Feed; `title_of` is their title in lists."""
    pages = [page for page in graph.published if page.role is Role.BRIEFING]
    pages.sort(key=lambda page: settings.addresses.of(page.path))
    pages.sort(key=_published, reverse=True)
    items = tuple(_briefing(page, settings, title_of(page)) for page in pages[:MOST])
    feed = Feed(settings.site_name, LATEST, BEGINNING, items)
    return (
        Page(LATEST, atom(feed, settings)),
        Page(LATEST_JSON, json_feed(replace(feed, path=LATEST_JSON), settings)),
    )


def _briefing(page: Manuscript, settings: Settings, title: str) -> Item:
    changed = (first_day(each.date) for each in page.corrections)
    return Item(
        id=urn(settings, lasting(page)),
        title=title,
        day=max([first_day(page.date), *changed]),
        text=page.summary,
        href=settings.addresses.of(page.path),
        published=_published(page),
        summary=True,
        withdrawn=page.withdrawn,
    )


def _published(page: Manuscript) -> str:
    """Empty where nothing says when."""
    day = first_day(page.date)
    return day if day != BEGINNING else ""


def corrections(graph: Graph, settings: Settings) -> Page:
    """The feed of every published page's log; without an entry it is empty, so that one can subscribe beforehand."""
    items = [item for page in graph.published for item in _items(page, settings)]
    items.sort(key=lambda item: item.day, reverse=True)
    dates = (first_day(page.date) for page in graph.published)
    feed = Feed(corrections_title(settings), CORRECTIONS, max(dates, default=BEGINNING), tuple(items))
    return Page(CORRECTIONS, atom(feed, settings))


def corrections_title(settings: Settings) -> str:
    return catalogue(settings.language).plain("Corrections: {site}", site=settings.site_name)


def titles(words: Catalogue) -> Mapping[Amendment, str]:
    """What each kind of entry is called."""
    return {
        Amendment.FIX: words.find("Fix"),
        Amendment.CLARIFICATION: words.find("Clarification"),
        Amendment.CORRECTION: words.find("Correction"),
        Amendment.UPDATE: words.find("Update"),
        Amendment.WITHDRAWAL: words.find("Withdrawal"),
    }


def _items(page: Manuscript, settings: Settings) -> Iterable[Item]:
    """A page's entries, the latest in its file first."""
    words = catalogue(settings.language)
    seen: Counter[str] = Counter()
    found = []
    for entry in page.corrections:
        written = "\n".join((entry.date, entry.kind, entry.was, entry.now, entry.why))
        seen[written] += 1
        day = first_day(entry.date)
        found.append(
            Item(
                id=urn(settings, lasting(page), written, str(seen[written])),
                title=words.plain("{kind}: {title}", kind=titles(words)[entry.kind], title=page.title),
                day=day if day != BEGINNING else first_day(page.date),
                text=told(entry, words),
                href=f"{settings.addresses.of(page.path)}#_correction-{entry.number}",
            )
        )
    return reversed(found)


def told(entry: Correction, words: Catalogue) -> str:
    """What was changed, in words."""
    was, now, why = (text.strip(BLANKS) for text in (entry.was, entry.now, entry.why))
    parts = [words.plain("Was: “{was}”", was=was)] if was else []
    parts += [words.plain("Now: “{now}”", now=now)] if now else []
    parts += [words.plain("Cause: {why}", why=why)] if why else []
    return "\n".join(parts) or f"{titles(words)[entry.kind]}."
