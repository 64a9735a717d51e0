"""What a page tells of those whom it names, kept in the page for its script: nothing is fetched to show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.paths import entity_path
from builder.model.written import Entity, Manuscript
from builder.render.dates import in_words
from builder.render.escape import inert
from builder.render.footnotes import office
from builder.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Card:
    """One name's parts, ready for the template."""

    name: str
    scripts: Mapping[str, str]
    """The name in its own scripts, by language (BCP 47)."""
    office: Markup
    """What was held on the day that the page is about; empty where nothing is registered for it."""
    told: str
    """Who it is, or what the page says, in a sentence or two."""
    path: str
    """A Markdown destination: the script knows a card by where it leads."""
    more: Markup


def cards(sheet: Sheet) -> list[Card]:
    """A card for each person, organization and background page that a manuscript links; other pages have none."""
    page = sheet.graph.by_path.get(sheet.path)
    if not page:
        return []
    found = [(id, sheet.graph.entity(id) or sheet.graph.manuscript(id)) for id in sorted(sheet.told_of)]
    return [_of(each, page, sheet) for _, each in found if each]


def _of(told: Entity | Manuscript, page: Manuscript, sheet: Sheet) -> Card:
    if isinstance(told, Manuscript):
        more = sheet.say("Read “{title}”", title=told.title)
        return Card(told.title, {}, Markup(), told.summary, sheet.to(told.path), more)
    return Card(
        name=told.name,
        scripts={language: name for language, name in told.scripts.items() if name != told.name},
        office=_held(told, page.event or page.date, sheet),
        told=told.description,
        path=sheet.to(entity_path(told)),
        more=sheet.say("More about {name}", name=told.name),
    )


def _held(entity: Entity, day: str, sheet: Sheet) -> Markup:
    """The office on a day, which is told with it; of an office without dates nobody says that it was held then."""
    held = office(entity, day, sheet.say)
    if held and not office(entity, "", sheet.say):
        return sheet.say("{day}: {office}", day=in_words(day, sheet.say), office=held)
    return inert(held)
