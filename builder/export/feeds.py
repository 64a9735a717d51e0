"""Feeds: the published briefings, and what was corrected, for those who relied on a page before."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from builder.export.addresses import address, lasting, urn
from builder.export.atom import Feed, Item, atom
from builder.export.days import BEGINNING, first_day
from builder.export.json_feed import json_feed
from builder.model.resolved import Graph, Page
from builder.model.written import Amendment, Correction, Manuscript, Role
from builder.settings import Settings

CORRECTIONS, LATEST, LATEST_JSON = "corrections.xml", "feed.xml", "feed.json"
MOST = 100
"""Briefings in their feed; the front page lists all."""
TITLES = {
    Amendment.FIX: "Fix",
    Amendment.CLARIFICATION: "Clarification",
    Amendment.CORRECTION: "Correction",
    Amendment.UPDATE: "Update",
    Amendment.WITHDRAWAL: "Withdrawal",
}


def latest(graph: Graph, settings: Settings, title_of: Callable[[Manuscript], str]) -> tuple[Page, Page]:
    """The published briefings, the latest first, as Atom and as JSON Feed; `title_of` is their title in lists."""
    items = [_briefing(page, settings, title_of(page)) for page in graph.published if page.role is Role.BRIEFING]
    items.sort(key=lambda item: item.href)
    items.sort(key=lambda item: item.published, reverse=True)
    feed = Feed(settings.site_name, LATEST, BEGINNING, tuple(items[:MOST]))
    return (
        Page(LATEST, atom(feed, settings)),
        Page(LATEST_JSON, json_feed(replace(feed, path=LATEST_JSON), settings)),
    )


def _briefing(page: Manuscript, settings: Settings, title: str) -> Item:
    published = first_day(page.date)
    changed = (first_day(each.date) for each in page.corrections)
    return Item(
        id=urn(settings, lasting(page)),
        title=title,
        day=max([published, *changed]),
        text=page.summary,
        href=address(page.path, settings),
        published=published if published != BEGINNING else "",
        summary=True,
        withdrawn=page.withdrawn,
    )


def corrections(graph: Graph, settings: Settings) -> Page:
    """The feed of every published page's log; without an entry it is empty, so that one can subscribe beforehand."""
    items = [item for page in graph.published for item in _items(page, settings)]
    items.sort(key=lambda item: item.day, reverse=True)
    dates = (first_day(page.date) for page in graph.published)
    feed = Feed(corrections_title(settings), CORRECTIONS, max(dates, default=BEGINNING), tuple(items))
    return Page(CORRECTIONS, atom(feed, settings))


def corrections_title(settings: Settings) -> str:
    return f"Corrections: {settings.site_name}"


def _items(page: Manuscript, settings: Settings) -> Iterable[Item]:
    """A page's entries, the latest in its file first."""
    seen: Counter[str] = Counter()
    found = []
    for entry in page.corrections:
        written = "\n".join((entry.date, entry.kind, entry.was, entry.now, entry.why))
        seen[written] += 1
        day = first_day(entry.date)
        found.append(
            Item(
                id=urn(settings, lasting(page), written, str(seen[written])),
                title=f"{TITLES[entry.kind]}: {page.title}",
                day=day if day != BEGINNING else first_day(page.date),
                text=told(entry),
                href=f"{address(page.path, settings)}#_correction-{entry.number}",
            )
        )
    return reversed(found)


def told(entry: Correction) -> str:
    """What was changed, in words."""
    parts = [f"Was: “{entry.was.strip()}”"] if entry.was.strip() else []
    parts += [f"Now: “{entry.now.strip()}”"] if entry.now.strip() else []
    parts += [f"Cause: {entry.why.strip()}"] if entry.why.strip() else []
    return "\n".join(parts) or f"{TITLES[entry.kind]}."
