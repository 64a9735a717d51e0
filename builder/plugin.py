"""Hand the compiled pages to MkDocs, in memory."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from mkdocs.config import Config, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import clean_directory

from builder.answers import Remembered
from builder.compile import compile_site
from builder.diagnostics import Diagnostic, Severity
from builder.hosts.compiled import generated, laid_out
from builder.hosts.dating import Clock, last_days, wrong_epoch
from builder.hosts.laying import Laying
from builder.hosts.layouts import of_mkdocs
from builder.hosts.preview import Previews, keep_going
from builder.hosts.searching import take_over
from builder.hosts.settings import configure
from builder.manifest import hold
from builder.model.resolved import Site
from builder.read.configuration import read_settings
from builder.seals.bundle import seal

if TYPE_CHECKING:  # it brings an HTTP server, which a build has no use for
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.briefings")
MISLEADING = "The site would mislead its readers, so it was not built."


class PluginOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """Accepted here so that MkDocs knows them; the compile reads and checks them itself."""

    excerpt_limit = config_options.Type((float, int), default=0.5)
    autolink = config_options.Type(bool, default=True)
    accept = config_options.Type(list, default=[])
    wording = config_options.Optional(config_options.Type(dict))
    content_security_policy = config_options.Type((bool, dict), default={})
    also_publish = config_options.Type((str, list), default=[])


class BriefingsPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]  # the same
    site: Site | None = None
    """Set by `briefings build`, which has compiled already."""
    laying: Laying | None = None
    """Set by it too, where nothing but what we know takes part."""
    tell: ClassVar[Callable[[Site, Path], None] | None] = None
    """Set by `briefings serve`, which prints what was found itself."""
    preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.preview, self.dirty = command == "serve", dirty
        self.previews = Previews()
        self.answers = Remembered()
        self.clock = Clock()
        if reason := wrong_epoch():
            raise ConfigurationError(reason)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        path = Path(config.config_file_path)
        problems: list[Diagnostic] = []
        self.settings = read_settings(path.parent, problems.append, path.name, os.environ)
        self.compiled = self.site or compile_site(
            self.settings, problems, preview=self.preview, answers=self.answers if self.preview else None
        )
        tell = type(self).tell
        if self.preview and tell:
            tell(self.compiled, self.settings.project)
        elif self.site is None:
            report(self.compiled.problems, "" if self.preview else MISLEADING)
        if self.preview:
            self.laying = self.previews.laying(config) if self.dirty and self.settings.self_contained else None
        if config.validation.links.anchors >= logging.WARNING:
            self.laying = None  # the host compares all links with all pages, and so makes all
        self.clock.stop(self.compiled)
        configured = configure(config, self.compiled, self.settings)
        take_over(configured)
        return configured

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.preview and self.dirty and not self.laying:
            clean_directory(config.site_dir)  # nobody knows what of it is still as it was

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [each for each in files if each.src_dir == config.docs_dir]:
            files.remove(file)
        for file in laid_out(config, self.compiled.pages) if self.laying else generated(config, self.compiled.pages):
            files.append(file)
        return files

    @event_priority(-1000)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if self.laying:
            self.laying.make(nav, config, files)
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # the same
        days = last_days(self.compiled)
        for file in files.documentation_pages():
            if file.page and file.src_uri in days:
                file.page.update_date = days[file.src_uri]
        if self.laying:
            self.laying.write(env, config, files, self.nav)
        return env

    def on_shutdown(self) -> None:
        self.clock.go_on()
        self.previews.close()

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After every other plugin and hook; `briefings build` holds the site itself."""
        if self.preview and self.laying:
            self.laying.turn(config, self.files)
        if self.preview or self.site:
            return
        held = hold(Path(config.site_dir), self.compiled, self.settings, of_mkdocs(config))
        report(held.problems, f"The site is not what was meant: do not publish {config.site_dir}.")
        seal(Path(config.site_dir), self.compiled, self.settings, held.outputs)

    def on_serve(self, server: "LiveReloadServer", **_: object) -> "LiveReloadServer":
        keep_going(
            server, self.settings.project, (self.settings.sources, self.settings.briefings), self.settings.configuration
        )
        return server


def report(problems: tuple[Diagnostic, ...], abort: str) -> None:
    """To MkDocs' log, where `--strict` counts warnings; errors end a build with the words of `abort`, if any."""
    for problem in problems:
        log.log(logging.ERROR if problem.severity is Severity.ERROR else logging.WARNING, problem)
    if abort and any(problem.severity is Severity.ERROR for problem in problems):
        raise Abort(abort)
