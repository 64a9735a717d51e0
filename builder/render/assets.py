"""The files that every page is shown with: a style sheet and a script, each joined of its parts, and fonts."""

from collections.abc import Iterator
from importlib.resources import files

from builder.model.resolved import Page
from builder.render.schemes import unscripted

STYLE = "assets/briefings.css"
STYLES = (
    *("fonts", "schemes", "tokens", "type", "chrome", "shell", "links", "pages", "finding", "tabular", "notes"),
    *("passages", "backlinks", "statuses", "cards", "names", "margins", "tables", "quotes", "search"),
    *("comparisons", "judgments", "evidence", "timeline", "corrections", "sharing", "preview", "print"),
)
"""The style sheet's parts, one for each component; a later one may rely on an earlier, and paper has the last word."""

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
SCRIPTS = (
    *("start", "card", "shorten", "notes", "names", "margins", "passage"),
    *("filters", "search", "copy", "permalinks", "tables"),
)
"""The script's parts; each is its own scope."""

FONTS = "assets/fonts"
PRELOAD = (f"{FONTS}/text-latin.woff2",)
"""What a page asks for at once, before its style sheet has been read: the roman of its text."""


def assets() -> Iterator[Page]:
    style = f"{_joined('styles', STYLES, 'css')}\n{colours()}"
    yield Page(STYLE, f"{style}\n{unscripted(style)}")
    yield Page(SCRIPT, _joined("scripts", SCRIPTS, "js"))
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


def _joined(folder: str, names: tuple[str, ...], kind: str) -> str:
    place = files("builder.theme").joinpath(folder)
    return "\n".join(place.joinpath(f"{name}.{kind}").read_text("utf-8") for name in names)
