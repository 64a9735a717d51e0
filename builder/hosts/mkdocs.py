"""Build the compiled pages with MkDocs, into a given folder."""

import logging
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.cached import Unkept
from builder.hosts.blame import failure, is_of_the_disk
from builder.manifest import Layout
from builder.model.resolved import Site
from builder.settings import SITE_NAME, Settings

if TYPE_CHECKING:
    from builder.hosts.laying import Laying

PLUGIN = "briefings"


class HostError(Exception):
    """What the host said when it gave up."""


def build(settings: Settings, site: Site, folder: Path, *, strict: bool, laying: "Laying | None" = None) -> Layout:
    """The finished site in `folder`, and what the host added: it sees the compiled pages alone of the project.

    `laying` takes pages of the last build that are as they were. Raises `Unkept` where what it keeps is torn, or finds
    no room: the host lays all of them out without it.
    """
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from builder.hosts.layouts import of_mkdocs

    said = _Said()
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.addHandler(said)
    running = logging.getLogger("mkdocs.commands.build")
    running.addFilter(of_all_pages)
    plugins: Mapping[str, object] = {}
    try:
        with tempfile.TemporaryDirectory() as nothing:
            path = settings.project / settings.configuration
            config = load_config(str(path), site_dir=str(folder), docs_dir=nothing, strict=strict, **defaults(path))
            plugins = config.plugins
            plugin: Any = config.plugins[PLUGIN]
            plugin.site, plugin.laying = site, laying
            config.plugins.on_startup(command="build", dirty=False)
            try:
                run(config, dirty=laying is not None)
            finally:
                config.plugins.on_shutdown()
            return replace(of_mkdocs(config), drawn=laying.sums() if laying else {})
    except MkDocsException as error:
        raise HostError("\n".join([*said.lines, str(error)])) from error
    except Unkept:
        raise
    except (Exception, SystemExit) as error:  # a hook's, or of settings of another kind than a host or theme expects
        if is_of_the_disk(error, settings.project, plugins):
            raise
        raise HostError("\n".join([*said.lines, failure(error, settings.project, plugins)])) from error
    finally:
        log.removeHandler(said)
        running.removeFilter(of_all_pages)


def of_all_pages(record: logging.LogRecord) -> bool:
    """Not that a build of what has changed may forget something: ours knows what depends on what."""
    return "'dirty' build" not in record.getMessage()


def defaults(path: Path) -> dict[str, Any]:
    """What an author's configuration leaves out: our plugin, and Material as the theme."""
    from mkdocs.utils.yaml import yaml_load

    with path.open("rb") as file:
        loaded = yaml_load(file)
    written = loaded if isinstance(loaded, dict) else {}
    added: dict[str, Any] = {}
    if "theme" not in written:
        added["theme"] = {"name": "material", "font": False}
    if "site_name" not in written:
        added["site_name"] = SITE_NAME
    plugins = written.get("plugins", ["search"]) or []
    if not isinstance(plugins, list | dict):
        return added  # MkDocs says what is wrong with it
    if isinstance(plugins, dict):
        plugins = [{name: options or {}} for name, options in plugins.items()]
    if not any(PLUGIN in (item if isinstance(item, dict) else {item: None}) for item in plugins):
        added["plugins"] = [*plugins, PLUGIN]
    return added


class _Said(logging.Handler):
    """What the host logged, kept to be shown if it fails."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")
