"""Feeds, as Atom (RFC 4287): what was corrected, for those who relied on a page before."""

import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.messages.catalogue import Catalogue, catalogue
from builder.model.characters import normalised
from builder.model.resolved import Graph, Page
from builder.model.written import Amendment, Correction, Manuscript, Role
from builder.settings import Settings

CORRECTIONS = "corrections.xml"
ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = "1970-01-01"
"""The day of a feed of a site that gives none."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed."""

    id: str
    title: str
    day: str
    """`YYYY-MM-DD`."""
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    path: str
    """From the site's root."""
    day: str
    """Of the latest change; the items' own where they are later."""
    items: tuple[Item, ...]
    """The latest first."""


def corrections(graph: Graph, settings: Settings) -> Page:
    """The feed of every published page's log; without an entry it is empty, so that one can subscribe beforehand."""
    items = [item for page in graph.published for item in _items(page, settings)]
    items.sort(key=lambda item: item.day, reverse=True)
    dates = (_day(page.date) for page in graph.published)
    title = catalogue(settings.language).plain("Corrections: {site}", site=settings.site_name)
    feed = Feed(title, CORRECTIONS, max(dates, default=BEGINNING), tuple(items))
    return Page(CORRECTIONS, atom(feed, settings))


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
        found.append(
            Item(
                id=_urn(settings, page.path if page.role is Role.PAGE else page.id, written, str(seen[written])),
                title=words.plain("{kind}: {title}", kind=titles(words)[entry.kind], title=page.title),
                day=_day(entry.date) if _day(entry.date) != BEGINNING else _day(page.date),
                text=_told(entry, words),
                href=f"{address(page.path, settings)}#_correction-{entry.number}",
            )
        )
    return reversed(found)


def _told(entry: Correction, words: Catalogue) -> str:
    """What was changed, in words."""
    was, now, why = entry.was.strip(), entry.now.strip(), entry.why.strip()
    parts = [words.plain("Was: “{was}”", was=was)] if was else []
    parts += [words.plain("Now: “{now}”", now=now)] if now else []
    parts += [words.plain("Cause: {why}", why=why)] if why else []
    return "\n".join(parts) or f"{titles(words)[entry.kind]}."


def atom(feed: Feed, settings: Settings) -> str:
    """The feed as XML, the same bytes for the same feed."""
    root = Element("feed", xmlns=ATOM)
    _add(root, "title", feed.title)
    _add(root, "id", _urn(settings, feed.path))
    _add(root, "updated", _instant(max([feed.day, *(item.day for item in feed.items)])))
    _add(SubElement(root, "author"), "name", settings.site_name)
    SubElement(root, "link", rel="alternate", href=address("index.md", settings) or ".")
    if settings.site_url:
        SubElement(root, "link", rel="self", type="application/atom+xml", href=address(feed.path, settings))
    for item in feed.items:
        entry = SubElement(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", item.id)
        _add(entry, "updated", _instant(item.day))
        SubElement(entry, "link", rel="alternate", href=item.href)
        _add(entry, "content", item.text, type="text")
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def address(path: str, settings: Settings) -> str:
    """Where a page is on the web; from the site's root where the site says no address of its own."""
    stem = path.removesuffix(".md")
    if stem != path and settings.directory_urls:
        stem = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
        path = f"{stem}/" if stem else ""
    elif stem != path:
        path = f"{stem}.html"
    return settings.site_url + quote(path)


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = normalised(text)


def _urn(settings: Settings, *names: str) -> str:
    """An id that lasts as long as what it names is the same, wherever it then stands in its file."""
    return uuid5(NAMESPACE_URL, "\n".join((settings.site_url or settings.site_name, *names))).urn


def _day(date: str) -> str:
    """The first day that an EDTF date may mean; `BEGINNING` where it says none."""
    match = _DATE.match(date)
    year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
    try:
        return datetime.date(year, month if month <= 12 else 1, day).isoformat()
    except ValueError:
        return BEGINNING


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
