"""What the pages need from a host: extensions, navigation, style. The same for both hosts."""

import html
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from builder.hosts.policy import policy
from builder.messages.catalogue import catalogue
from builder.messages.interface import interface
from builder.messages.shell import shell
from builder.model.resolved import Site
from builder.render.assets import NEEDED, PRELOAD, SCRIPT, STYLE, UNSCRIPTED
from builder.settings import Settings

OURS = "builder.markdown.extension"
EXTENSIONS = ("attr_list", "footnotes", "tables", "toc", OURS)
"""What our own pages are written with; an author's `mkdocs.yml` adds what it likes."""
UNWANTED = frozenset(
    {
        "content.footnote.tooltips",  # Escape does not close them, and they open wherever the focus goes
        "content.tooltips",  # turns names of links into the same
        "navigation.instant.preview",  # opens a second card over each note, with the same ids again
        "navigation.tracking",  # writes the address of each heading over that of the passage
    }
)
"""Features of the themes that act on our notes and passages too, and break them."""


TEMPLATES = Path(str(files("builder.theme").joinpath("templates")))
"""Ours stand over Material's, an author's own over ours."""


def configure(config: MkDocsConfig, site: Site, settings: Settings) -> MkDocsConfig:
    """MkDocs' configuration with what the pages need, and our navigation where the author has none."""
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    config.mdx_configs[OURS] = {**options(settings), **(config.mdx_configs.get(OURS) or {})}
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
    if SCRIPT not in config.extra_javascript:
        config.extra_javascript.insert(0, SCRIPT)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
    config.theme["font"] = False  # Material would ask another host for it
    config.theme["features"] = wanted(config.theme.get("features"))
    if not config.theme.get("palette"):
        config.theme["palette"] = palette(settings)
    chosen = config.theme["palette"]
    named = [each.get("primary") for each in (chosen if isinstance(chosen, list) else [chosen])]
    config.extra.update(extra(settings, unlinked=colours_of(config.theme.dirs, named)))
    config.nav = navigation(site) if config.nav is None else titled(config.nav)
    config.validation.nav.omitted_files = 10  # quiet: the many generated pages stay out of the navigation
    return config


def options(settings: Settings) -> dict[str, str]:
    """Those of our Markdown extension."""
    return {"language": settings.language}


def extra(settings: Settings, styles: Iterable[str] = (), unlinked: str = "") -> dict[str, Any]:
    """What our templates find in a configuration under `extra`: `briefings` goes into each page for the script.

    `styles` are style sheets that the host's script puts into pages; `unlinked` is one that the host links to, and
    of which no rule is left in force.
    """
    return {
        "briefings": {"words": dict(interface(catalogue(settings.language)))},
        "briefings_shell": {
            "policy": policy(TEMPLATES, settings.policy, styles),
            "words": dict(shell(catalogue(settings.language))),
            "preload": list(PRELOAD),
            "unlinked": unlinked,
            "unscripted": UNSCRIPTED,
            "parts": dict(NEEDED),
        },
    }


def colours_of(themes: Iterable[str | Path], named: Iterable[str | None], variant: str = "") -> str:
    """A theme's style sheet of colours, as a path in the site, if ours replace all that it says; else nothing.

    `named` are the colours that a configuration chooses of it, where `custom` is none; `variant` is the folder in
    which a theme has it that has more than one.
    """
    if {*named} != {"custom"}:
        return ""
    place = Path("assets", "stylesheets", variant)
    found = (path for theme in themes for path in sorted(Path(theme, place).glob("palette.*.css")))
    return next(((place / path.name).as_posix() for path in found), "")


def wanted(features: Any) -> Any:
    """The author's features of the theme, less those that break what ours do."""
    return [each for each in features if each not in UNWANTED] if isinstance(features, list) else features or []


def palette(settings: Settings) -> list[dict[str, Any]]:
    """Light and dark where the author chose no colours. The system's choice comes first, and so is followed live."""
    say = catalogue(settings.language).find
    entries = (
        ("(prefers-color-scheme)", "default", "brightness-auto", say("Switch to light colours")),
        ("(prefers-color-scheme: light)", "default", "weather-sunny", say("Switch to dark colours")),
        ("(prefers-color-scheme: dark)", "slate", "weather-night", say("Use the system’s colours")),
    )
    return [
        {"media": media, "scheme": scheme, "primary": "custom", "toggle": {"icon": f"material/{icon}", "name": name}}
        for media, scheme, icon, name in entries
    ]


def navigation(site: Site) -> list[Any]:
    """The site's navigation as a configuration file has it."""
    return [
        {title: list(path) if isinstance(path, tuple) else path}
        for section in site.nav
        for title, path in section.items()
    ]


def titled(nav: Any) -> Any:
    """The author's navigation, its titles escaped: themes print them as markup."""
    match nav:
        case list():
            return [titled(each) for each in nav]
        case dict():
            return {escaped(title): titled(below) for title, below in nav.items()}
    return nav


def escaped(title: object) -> str:
    return html.escape(str(title))
