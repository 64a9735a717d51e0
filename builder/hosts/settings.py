"""What the pages need from a host: extensions, navigation, style. The same for both hosts."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from builder.model.resolved import Site
from builder.render.assets import SCRIPT, STYLE

EXTENSIONS = ("attr_list", "footnotes", "tables", "toc", "builder.markdown.extension")
"""What our own pages are written with; an author's `mkdocs.yml` adds what it likes."""


def configure(config: MkDocsConfig, site: Site) -> MkDocsConfig:
    """MkDocs' configuration with what the pages need, and our navigation where the author has none."""
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
    if SCRIPT not in config.extra_javascript:
        config.extra_javascript.insert(0, SCRIPT)
    config.theme["font"] = False  # Material would ask another host for it
    if config.nav is None:
        config.nav = navigation(site)
    config.validation.nav.omitted_files = 10  # quiet: the many generated pages stay out of the navigation
    return config


def navigation(site: Site) -> list[Any]:
    """The site's navigation as a configuration file has it."""
    return [
        {title: list(path) if isinstance(path, tuple) else path}
        for section in site.nav
        for title, path in section.items()
    ]
