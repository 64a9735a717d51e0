"""`::: timeline` and `::: later`: events as a drawing and as a list that says the same, each with its notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from builder.dates import period
from builder.model.chronology import Dated, drawn
from builder.model.written import Directive, Manuscript
from builder.render.dates import in_words, not_known
from builder.render.drawing import Mark, Parting, drawing
from builder.render.saying import Say
from builder.render.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Item:
    """One event in a list; `id` and `mark` are empty where it is in no drawing."""

    words: str
    title: str
    notes: Markup
    id: str = ""
    mark: str = ""


def events(directive: Directive, page: Manuscript, sheet: Sheet, templates: "Environment") -> str:
    """What either directive becomes."""
    return (_later if directive.name == "later" else _timeline)(directive, page, sheet, templates)


def _timeline(directive: Directive, page: Manuscript, sheet: Sheet, templates: "Environment") -> str:
    """A drawing of the events that have a day, and all of them as a list, parted where the page's event is over."""
    found = drawn(sheet.graph.chronology, directive, page)
    about = page if page.event else sheet.graph.by_path.get(sheet.path, page)
    dated = [each for each in found if each.period.known]
    id = sheet.new_id("timeline")
    items = [_item(each, sheet, number, id) for number, each in enumerate(dated, 1)]
    later = [each.is_later(about) for each in dated]
    before = later.count(False)
    event = in_words(about.event, sheet.say) if about.event else ""
    caption = _caption(dated, event if any(later) else "", sheet.say)
    return templates.get_template("partials/timeline.md.jinja").render(
        drawing=_drawing(dated, items, about, id, caption, sheet.say) if dated else "",
        caption=caption,
        earlier=items[:before],
        later=items[before:],
        undated=[_item(each, sheet) for each in found if not each.period.known],
        event=event,
    )


def _later(directive: Directive, page: Manuscript, sheet: Sheet, templates: "Environment") -> str:
    """The events after the page's, under words that say so."""
    items = [_item(each, sheet) for each in drawn(sheet.graph.chronology, directive, page)]
    if not items:
        return ""
    return templates.get_template("partials/later.md.jinja").render(items=items, event=in_words(page.event, sheet.say))


def _item(dated: Dated, sheet: Sheet, number: int = 0, timeline: str = "") -> Item:
    event = dated.event
    notes = [note for each in event.cite if (note := sheet.graph.named.get(each.target))]
    words = in_words(event.date, sheet.say)
    numbered = sheet.say.plain("{number}. {date}", number=sheet.say.catalogue.digits(number), date=words)
    return Item(
        numbered if number else words if words != not_known(sheet.say) else "",
        event.title,
        Markup(sheet.cite(notes)),
        f"{timeline}_{event.id}" if timeline else "",
        f"{timeline}-{event.id}" if timeline else "",
    )


def _drawing(
    dated: Sequence[Dated], items: Sequence[Item], about: Manuscript, id: str, caption: str, say: Say
) -> Markup:
    marks = [
        Mark(item.mark, item.id, _marked(item.words, say, later=later), item.title, each.period, later)
        for each, item, later in zip(dated, items, (each.is_later(about) for each in dated), strict=True)
    ]
    last = period(about.event).latest if about.event else None
    event = say.plain("{day}: the event", day=in_words(about.event, say)) if last is not None else ""
    parting = Parting(event, last) if last is not None else None
    name = say.number("Timeline of {n} event", "Timeline of {n} events", len(marks))
    return drawing(marks, parting, id, name, caption, say)


def _marked(words: str, say: Say, *, later: bool) -> str:
    return say.plain("{date} · later", date=words) if later else words


def _caption(dated: Sequence[Dated], event: str, say: Say) -> Markup:
    """What the drawing's shapes mean, those that it has."""
    periods = [each.period for each in dated]
    shapes = [
        (say("a dot is a day"), any(each.earliest == each.latest for each in periods)),
        (say("a bar a longer or less exact time"), any(each.earliest != each.latest for each in periods)),
        (
            say("what is dashed is approximate, uncertain or one of several dates"),
            any(each.inexact for each in periods),
        ),
        (say("an arrow leads on to an end that is open or not known"), any(None in _ends(each) for each in dated)),
    ]
    said = say("; ").join(words for words, needed in shapes if needed)
    sentences = [say("Time runs down, to scale; {shapes}.", shapes=said)]
    sentences += [say("What is hollow and labelled “later” came after {event}.", event=event)] if event else []
    return Markup(" ").join([*sentences, say("The list below says the same.")])


def _ends(dated: Dated) -> tuple[int | None, int | None]:
    return dated.period.earliest, dated.period.latest
