"""A feed, as Atom (RFC 4287)."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.export.addresses import urn
from builder.export.days import instant
from builder.model.characters import normalised
from builder.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed."""

    id: str
    title: str
    day: str
    """Of its latest change, `YYYY-MM-DD`."""
    text: str
    href: str
    published: str = ""
    """The day on which it first stood, `YYYY-MM-DD`; empty where that is not known."""
    summary: bool = False
    """Whether the text is less than what it stands for."""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    path: str
    """From the site's root."""
    day: str
    """Of the latest change; the items' own where they are later."""
    items: tuple[Item, ...]
    """The latest first."""

    @property
    def updated(self) -> str:
        return max([self.day, *(item.day for item in self.items)])


WITHDRAWN = "withdrawn"
"""The category of what no longer holds."""


def atom(feed: Feed, settings: Settings) -> str:
    """The feed as XML, the same bytes for the same feed."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": settings.language})
    _add(root, "title", feed.title)
    _add(root, "id", urn(settings, feed.path))
    _add(root, "updated", instant(feed.updated))
    _add(SubElement(root, "author"), "name", settings.site_name)
    SubElement(root, "link", rel="alternate", href=settings.addresses.of("index.md") or ".")
    if settings.site_url:
        SubElement(root, "link", rel="self", type="application/atom+xml", href=settings.addresses.of(feed.path))
    for item in feed.items:
        _entry(root, item)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "title", item.title)
    _add(entry, "id", item.id)
    if item.published:
        _add(entry, "published", instant(item.published))
    _add(entry, "updated", instant(item.day))
    SubElement(entry, "link", rel="alternate", href=item.href)
    if item.withdrawn:
        SubElement(entry, "category", term=WITHDRAWN)
    _add(entry, "summary" if item.summary else "content", item.text, type="text")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = normalised(text)
