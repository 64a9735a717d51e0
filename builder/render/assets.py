"""The files that pages are shown with: a style sheet and a script, each joined of its parts, and fonts.

What most readers do without is in files of its own, which a page fetches when it is needed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import rcssmin
import rjsmin

from builder.model.resolved import Page
from builder.render.schemes import unscripted

STYLE = "assets/briefings.css"
STYLES = (
    *("fonts", "schemes", "tokens", "type", "chrome", "shell", "links", "pages", "finding", "tabular", "notes"),
    *("passages", "backlinks", "statuses", "cards", "names", "margins", "tables", "quotes"),
    *("comparisons", "judgments", "evidence", "timeline", "corrections", "sharing", "preview", "print"),
)
"""The style sheet's parts, one for each component; a later one may rely on an earlier, and paper has the last word."""
UNSCRIPTED = "assets/briefings/unscripted.css"
"""Dark colours where no script runs, and so for nobody else."""

LIGHT = ":root, [data-md-color-scheme]"
DARK = '[data-md-color-scheme="slate"][data-md-color-scheme]'
SCHEMES = (
    ("light", "all", LIGHT),
    ("light-more", "(prefers-contrast: more)", LIGHT),
    ("dark", "screen", DARK),
    ("dark-more", "screen and (prefers-contrast: more)", DARK),
    ("forced", "(forced-colors: active)", f"{LIGHT}, {DARK}"),
)
"""A list of colours, when it holds, and for what: paper is always light."""

SCRIPT = "assets/briefings.js"
SCRIPTS = ("start", "card", "shorten", "notes", "names", "margins", "ways", "tables", "wanted")
"""The script's parts; each is its own scope. A card opens at once, and so is here: it fetches nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the script that is a file of its own, with the styles of what it alone puts into pages."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()


PARTS: Mapping[str, Part] = {
    "copying": Part(("copy", "permalinks"), ("copying",)),
    "filters": Part(("filters",)),
    "margins": Part(("margin-notes",), ("margin-notes",)),
    "passage": Part(("passage",)),
    "search": Part(("search",), ("search",)),
}
"""By name, which the script knows: `briefings.need("filters")` fetches `part("filters")`."""
NEEDED: Mapping[str, str] = {
    "quotes": "assets/briefings/filters.js",
    "topic": "assets/briefings/filters.js",
    "source": "assets/briefings/passage.js",
}
"""The part that readers of a kind of page need at once: these pages link to it, and fetch it with all else."""

WORKER = "assets/briefings-search.js"
"""Answers the theme's search box: by what it fetches when it is first asked, from an index that comes in parts."""
SEARCHING = "assets/briefings/searching.js"
SEARCHES = ("words", "query", "files", "ranking", "results", "messages")
"""Its parts, which share one scope."""

FONTS = "assets/fonts"
PRELOAD = (f"{FONTS}/text-latin.woff2", f"{FONTS}/interface-latin.woff2")
"""What a page asks for at once, before its style sheet has been read: the upright letters of every page."""


@cache
def assets() -> tuple[Page, ...]:
    """The same files for every site."""
    return (*_assets(),)


def _assets() -> Iterator[Page]:
    style = f"{_joined('styles', STYLES, 'css')}\n{colours()}"
    yield Page(STYLE, _small_style(style))
    yield Page(UNSCRIPTED, _small_style(unscripted(style)))
    yield Page(SCRIPT, _small_script(_joined("scripts", SCRIPTS, "js")))
    for name, each in PARTS.items():
        yield Page(f"assets/briefings/{name}.js", _small_script(_dressed(each)))
    yield Page(WORKER, _small_script(_joined("scripts/worker", ("start",), "js")))
    yield Page(SEARCHING, _small_script(_joined("scripts/worker", SEARCHES, "js")))
    for font in sorted(files("builder.theme").joinpath("fonts").iterdir(), key=lambda each: each.name):
        if font.name.endswith((".woff2", ".txt")):
            yield Page(f"{FONTS}/{font.name}", font.read_bytes())


def colours() -> str:
    """The lists of colours in CSS, each for the pages and the circumstances that it is meant for."""
    place = files("builder.theme").joinpath("styles", "tokens")
    rules = []
    for name, media, selector in SCHEMES:
        rules.append(f"@media {media} {{\n{selector} {{\n{place.joinpath(f'{name}.css').read_text('utf-8')}}}\n}}\n")
    return "".join(rules)


def _dressed(part: Part) -> str:
    """A part's script, which first gives the page the part's styles."""
    style = _small_style(_joined("styles", part.styles, "css"))
    wearing = f"briefings.wear({json.dumps(style.strip(), ensure_ascii=False)});\n" if style else ""
    return wearing + _joined("scripts", part.scripts, "js")


def _small_style(text: str) -> str:
    """Without what browsers do not read: comments and most white space."""
    return f"{rcssmin.cssmin(text)}\n" if text else ""


def _small_script(text: str) -> str:
    return f"{rjsmin.jsmin(text)}\n"


def _joined(folder: str, names: tuple[str, ...], kind: str) -> str:
    place = files("builder.theme").joinpath(*folder.split("/"))
    return "\n".join(place.joinpath(f"{name}.{kind}").read_text("utf-8") for name in names)
