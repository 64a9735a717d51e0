"""The files that every page is shown with: a style sheet and a script, each of its parts in order, and the fonts."""

from collections.abc import Iterator
from importlib.resources import files

from builder.model.resolved import Page

STYLE = "assets/briefings.css"
STYLES = (
    *("fonts", "tokens", "type", "chrome", "links", "pages", "tabular", "notes", "passages", "statuses"),
    *("comparisons", "judgments", "evidence", "timeline", "corrections", "preview", "print"),
)
"""The style sheet's parts, one for each component; a later one may rely on an earlier, and paper has the last word."""

LIGHT = ":root, [data-md-color-scheme]"
DARK = '[data-md-color-scheme="slate"][data-md-color-scheme]'
UNSCRIPTED = '.no-js:has([data-md-color-media*="dark"]) body'
"""Where no script chooses the scheme, the system does, if the site offers a dark one."""
SCHEMES = (
    ("light", "all", LIGHT),
    ("light-more", "(prefers-contrast: more)", LIGHT),
    ("dark", "screen", DARK),
    ("dark", "screen and (prefers-color-scheme: dark)", UNSCRIPTED),
    ("dark-more", "screen and (prefers-contrast: more)", DARK),
    ("dark-more", "screen and (prefers-contrast: more) and (prefers-color-scheme: dark)", UNSCRIPTED),
    ("forced", "(forced-colors: active)", f"{LIGHT}, {DARK}, {UNSCRIPTED}"),
)
"""A list of colours, when it holds, and for what: paper is always light."""

SCRIPT = "assets/briefings.js"
SCRIPTS = ("start", "tables")
"""The script's parts; each is its own scope."""

FONTS = "assets/fonts"
PRELOAD = (f"{FONTS}/text-latin.woff2",)
"""What a page asks for at once, before its style sheet has been read: the roman of its text."""


def assets() -> Iterator[Page]:
    yield Page(STYLE, f"{_joined('styles', STYLES, 'css')}\n{colours()}")
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
