"""What the pages need from a host: extensions, navigation, style. The same for both hosts."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from builder.messages.catalogue import catalogue
from builder.messages.interface import interface
from builder.model.resolved import Site
from builder.render.assets import PRELOAD, SCRIPT, STYLE
from builder.settings import Settings

EXTENSIONS = ("attr_list", "footnotes", "tables", "toc", "builder.markdown.extension")
"""What our own pages are written with; an author's `mkdocs.yml` adds what it likes."""


TEMPLATES = Path(str(files("builder.theme").joinpath("templates")))
"""Ours stand over Material's, an author's own over ours."""


def configure(config: MkDocsConfig, site: Site, settings: Settings) -> MkDocsConfig:
    """MkDocs' configuration with what the pages need, and our navigation where the author has none."""
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
    if SCRIPT not in config.extra_javascript:
        config.extra_javascript.insert(0, SCRIPT)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
    config.extra["briefings"] = extra(settings)
    config.theme["font"] = False  # Material would ask another host for it
    if config.nav is None:
        config.nav = navigation(site)
    config.validation.nav.omitted_files = 10  # quiet: the many generated pages stay out of the navigation
    return config


def extra(settings: Settings) -> dict[str, Any]:
    """What our templates find in a configuration under `extra.briefings`."""
    return {"words": dict(interface(catalogue(settings.language))), "preload": list(PRELOAD)}


def navigation(site: Site) -> list[Any]:
    """The site's navigation as a configuration file has it."""
    return [
        {title: list(path) if isinstance(path, tuple) else path}
        for section in site.nav
        for title, path in section.items()
    ]
