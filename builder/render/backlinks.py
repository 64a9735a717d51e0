"""The ways back from a page to the sentences of ours that lead to it: by page, the newest first, many folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builder.model.resolved import Backlink
from builder.model.written import Manuscript
from builder.render.escape import inert, joined, markup
from builder.render.log import listed_title
from builder.render.sheet import Sheet

OPEN = 5
"""Places that are shown at once; the rest are folded."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence that leads here."""

    section: Markup
    """What it stands under: a heading, a comparison's question, or where on the page."""
    path: str
    sentence: Markup
    """Inert, with the words that it is about marked; empty where the place has no sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one page, in its order."""

    title: str
    path: str
    day: str
    """EDTF; empty where the page gives none."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Backlinks:
    total: int
    open: tuple[Group, ...]
    folded: tuple[Group, ...]
    more: int
    """How many places are folded."""


def backlinks(found: Iterable[Backlink], sheet: Sheet) -> Backlinks:
    """The list of the ways back that a page shows."""
    by_path = sheet.graph.by_path
    ordered = sorted(found, key=lambda each: each.page)
    ordered.sort(key=lambda each: _day(by_path[each.page]), reverse=True)
    return Backlinks(
        len(ordered),
        tuple(_groups(ordered[:OPEN], sheet)),
        tuple(_groups(ordered[OPEN:], sheet)),
        len(ordered[OPEN:]),
    )


def _groups(ordered: list[Backlink], sheet: Sheet) -> Iterator[Group]:
    for path, found in groupby(ordered, key=lambda each: each.page):
        page = sheet.graph.by_path[path]
        places = tuple(_place(each, sheet) for each in found)
        yield Group(listed_title(page, sheet.say), sheet.to(path), _day(page), places)


def _day(page: Manuscript) -> str:
    return page.date or page.as_of


def _place(found: Backlink, sheet: Sheet) -> Place:
    section = inert(found.section) if found.section else _unnamed(found, sheet)
    return Place(section, sheet.to(found.page, found.anchor), _told(found))


def _unnamed(found: Backlink, sheet: Sheet) -> Markup:
    """What a place is called that stands under no heading."""
    say = sheet.say
    return say("Before the first heading") if found.text else say("Listed at its end")


def _told(found: Backlink) -> Markup:
    text = found.text
    out = []
    at = 0
    for span in found.words:
        words = inert(text[span.start : span.end])
        out += [inert(text[at : span.start]), markup('<mark class="ab-cites">%s</mark>', words)]
        at = span.end
    return joined([*out, inert(text[at:])])
