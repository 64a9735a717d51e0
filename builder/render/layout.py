"""Lay a page out with its template: the one place where Jinja is set up."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS, on_one_line
from builder.render.blocks import Entry
from builder.render.cards import cards
from builder.render.dates import in_words
from builder.render.escape import html_text, inert, markup
from builder.render.footnotes import Footnote
from builder.render.isolation import apart, isolated
from builder.render.languages import language_name
from builder.render.saying import Say
from builder.render.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Environment

HIDE = "hide: [toc]\n"
EXCLUDE = "search: {exclude: true}\n"
"""In a page's head, for Material."""


@cache
def templates(say: Say) -> "Environment":
    """Jinja that speaks one language, with every expression made inert for Markdown unless it says otherwise."""
    from jinja2 import PackageLoader, StrictUndefined  # a check draws nothing

    from builder.render.templating import Templates

    environment = Templates(
        loader=PackageLoader("builder.render"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(say=say, say_number=say.number, quoted=say.quoted, digits=say.catalogue.digits)
    environment.globals.update(isolated=partial(isolated, say=say), apart=partial(apart, say=say))
    environment.filters.update(run=_run, block=_block)
    environment.filters.update(html=html_text, bdi=_bdi, md=Markup)
    environment.filters.update(day=partial(in_words, say=say), language=partial(language_name, say=say))
    return environment


def draw(
    name: str,
    sheet: Sheet,
    title: str,
    summary: str,
    *,
    listed: str = "",
    kind: str = "",
    within: Sequence[tuple[str, str]] = (),
    here: str = "",
    called: Iterable[str] = (),
    searched: bool = True,
    contents: bool = True,
    **parts: object,
) -> str:
    """A page's Markdown: head, the way to it, its content, what is told of those it names, and the notes it used.

    `listed` is the title that navigation has, where it is another; `kind` tells the theme what page it is, else the
    template's name does. `within` are the pages between the front page and this one, as words and a Markdown
    destination, empty where they are no page; `here` is what the page is called at their end, else its title is.
    `called` are other names by which the search finds the page as by its title. `searched` says whether the search
    has the page, `contents` whether its headings are listed beside it.
    """
    environment = templates(sheet.say)
    content = environment.get_template(f"{name}.md.jinja").render(title=title, sheet=sheet, **parts)
    content = crumbs(sheet, here or listed or title, within) + content.strip()
    notes = [Footnote(note, sheet) for note in sheet.notes.values()]
    definitions = environment.get_template("partials/footnotes.md.jinja").render(notes=notes)
    title = f"{title}, {here}" if here else title
    told = environment.get_template("partials/cards.md.jinja").render(cards=cards(sheet))
    described = f"description: {scalar(summary)}\n" if summary else ""
    switches = f"{'' if contents else HIDE}{'' if searched else EXCLUDE}"
    names = ", ".join(map(scalar, called))
    about = f"briefings: {{kind: {kind or name}{f', called: [{names}]' if names else ''}}}\n"
    head = f"---\ntitle: {scalar(listed or title)}\n{described}{about}{switches}---\n\n"
    return f"{head}{content.strip()}\n\n{told}{definitions}".rstrip() + "\n"


def crumbs(sheet: Sheet, here: str, within: Sequence[tuple[str, str]]) -> str:
    """The way from the front page to this one; nothing on the front page itself."""
    if sheet.path == "index.md":
        return ""
    trail = [(sheet.say("Home"), sheet.to("index.md")), *within]
    return templates(sheet.say).get_template("partials/crumbs.md.jinja").render(trail=trail, here=here)


def scalar(text: str) -> str:
    """Text for a head that templates put into an attribute as it is: escaped, and quoted for YAML."""
    escaped = str(html_text(on_one_line(text))).replace("\\", "&#92;")
    return f'"{escaped}"'


def _run(words: str) -> Markup:
    """What a template writes within a line, for our Markdown extension to know again."""
    return Markup(f"{RUN}{words}{RUN_ENDS}")


def _block(html: str) -> Markup:
    """The same for raw HTML that a template writes."""
    return Markup(f"{BLOCK}{html}{BLOCK_ENDS}")


def _bdi(text: object) -> Markup:
    """Our own words about words: whatever they are, they run by themselves."""
    return markup("<bdi>%s</bdi>", inert(text))


def listed(say: Say, entries: Iterable[Entry], *, total: int = 0, whole: str = "") -> Markup:
    """A list; `total` is how many entries the one has that stands at `whole`, where this is its beginning."""
    template = templates(say).get_template("partials/entries.md.jinja")
    return Markup(template.render(entries=list(entries), total=total, whole=whole))
