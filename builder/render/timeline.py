"""`::: timeline` and `::: later`: events as a drawing and as a list that says the same, each with its notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from builder.dates import period
from builder.model.chronology import Dated, drawn
from builder.model.written import Directive, Manuscript
from builder.render.dates import NOT_KNOWN, in_words
from builder.render.drawing import Mark, Parting, drawing
from builder.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Item:
    """One event in a list; `id` and `mark` are empty where it is in no drawing."""

    words: str
    title: str
    notes: Markup
    id: str = ""
    mark: str = ""


def events(directive: Directive, page: Manuscript, sheet: Sheet, templates: Environment) -> str:
    """What either directive becomes."""
    return (_later if directive.name == "later" else _timeline)(directive, page, sheet, templates)


def _timeline(directive: Directive, page: Manuscript, sheet: Sheet, templates: Environment) -> str:
    """A drawing of the events that have a day, and all of them as a list, parted where the page's event is over."""
    found = drawn(sheet.graph.chronology, directive, page)
    about = page if page.event else sheet.graph.by_path.get(sheet.path, page)
    dated = [each for each in found if each.period.known]
    id = sheet.new_id("timeline")
    items = [_item(each, sheet, number, id) for number, each in enumerate(dated, 1)]
    later = [each.is_later(about) for each in dated]
    before = later.count(False)
    event = in_words(about.event) if about.event else ""
    caption = _caption(dated, event if any(later) else "")
    return templates.get_template("partials/timeline.md.jinja").render(
        drawing=_drawing(dated, items, about, id, caption) if dated else "",
        caption=caption,
        earlier=items[:before],
        later=items[before:],
        undated=[_item(each, sheet) for each in found if not each.period.known],
        event=event,
    )


def _later(directive: Directive, page: Manuscript, sheet: Sheet, templates: Environment) -> str:
    """The events after the page's, under words that say so."""
    items = [_item(each, sheet) for each in drawn(sheet.graph.chronology, directive, page)]
    if not items:
        return ""
    return templates.get_template("partials/later.md.jinja").render(items=items, event=in_words(page.event))


def _item(dated: Dated, sheet: Sheet, number: int = 0, timeline: str = "") -> Item:
    event = dated.event
    notes = [note for each in event.cite if (note := sheet.graph.named.get(each.target))]
    words = in_words(event.date)
    return Item(
        f"{number}. {words}" if number else words if words != NOT_KNOWN else "",
        event.title,
        Markup(sheet.cite(notes)),
        f"{timeline}_{event.id}" if timeline else "",
        f"{timeline}-{event.id}" if timeline else "",
    )


def _drawing(dated: Sequence[Dated], items: Sequence[Item], about: Manuscript, id: str, caption: str) -> Markup:
    marks = [
        Mark(item.mark, item.id, item.words, item.title, each.period, each.is_later(about))
        for each, item in zip(dated, items, strict=True)
    ]
    last = period(about.event).latest if about.event else None
    parting = Parting(f"{in_words(about.event)}: the event", last) if last is not None else None
    name = f"Timeline of {len(marks)} event{'s' if len(marks) > 1 else ''}"
    return drawing(marks, parting, id, name, caption)


def _caption(dated: Sequence[Dated], event: str) -> str:
    """What the drawing's shapes mean, those that it has."""
    periods = [each.period for each in dated]
    shapes = [
        ("a dot is a day", any(each.earliest == each.latest for each in periods)),
        ("a bar a longer or less exact time", any(each.earliest != each.latest for each in periods)),
        ("what is dashed is approximate, uncertain or one of several dates", any(each.inexact for each in periods)),
        ("an arrow leads on to an end that is open or not known", any(None in _ends(each) for each in dated)),
    ]
    said = "; ".join(words for words, needed in shapes if needed)
    parted = f" What is hollow and labelled “later” came after {event}." if event else ""
    return f"Time runs down, to scale; {said}.{parted} The list below says the same."


def _ends(dated: Dated) -> tuple[int | None, int | None]:
    return dated.period.earliest, dated.period.latest
