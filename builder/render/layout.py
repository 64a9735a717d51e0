"""Lay a page out with its template: the one place where Jinja is set up."""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from builder.model.characters import normalised
from builder.render.blocks import Entry
from builder.render.cards import cards
from builder.render.dates import in_words
from builder.render.escape import html_text, inert
from builder.render.footnotes import footnote
from builder.render.languages import language_name
from builder.render.saying import Say
from builder.render.sheet import Sheet


@cache
def templates(say: Say) -> Environment:
    """Jinja that speaks one language, with every expression made inert for Markdown unless it says otherwise."""
    environment = Environment(
        loader=PackageLoader("builder.render"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(say=say, say_number=say.number)
    environment.filters.update(html=html_text, day=in_words, language=language_name, md=Markup)
    return environment


def draw(
    name: str, sheet: Sheet, title: str, summary: str, *, listed: str = "", kind: str = "", **parts: object
) -> str:
    """A page's Markdown: head, what the template lays out, what is told of those it names, and the notes it used.

    `listed` is the title that navigation has, where it is another; `kind` tells the theme what page it is, else the
    template's name does.
    """
    environment = templates(sheet.say)
    content = environment.get_template(f"{name}.md.jinja").render(title=title, sheet=sheet, **parts)
    notes = [footnote(note, sheet) for note in sheet.notes.values()]
    definitions = environment.get_template("partials/footnotes.md.jinja").render(notes=notes)
    told = environment.get_template("partials/cards.md.jinja").render(cards=cards(sheet))
    described = f"description: {scalar(summary)}\n" if summary else ""
    head = f"---\ntitle: {scalar(listed or title)}\n{described}briefings: {{kind: {kind or name}}}\n---\n\n"
    return f"{head}{content.strip()}\n\n{told}{definitions}".rstrip() + "\n"


def scalar(text: str) -> str:
    """Text for a head that templates put into an attribute as it is: escaped, and quoted for YAML."""
    escaped = str(html_text(" ".join(normalised(text).split()))).replace("\\", "&#92;")
    return f'"{escaped}"'


def listed(say: Say, entries: Iterable[Entry]) -> Markup:
    return Markup(templates(say).get_template("partials/entries.md.jinja").render(entries=list(entries)))
