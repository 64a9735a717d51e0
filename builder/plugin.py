"""Hand the compiled pages to MkDocs, in memory."""

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from mkdocs.config import Config, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import clean_directory

from builder.answers import Answers, Remembered
from builder.compile import compile_site
from builder.diagnostics import Diagnostic, Severity
from builder.hosts.compiled import laid_out
from builder.hosts.dating import Clock, date, wrong_epoch
from builder.hosts.joining import join
from builder.hosts.laying import Laying
from builder.hosts.layouts import of_mkdocs
from builder.hosts.ondemand import OnDemand
from builder.hosts.searching import NAMES, searching_of, take_over
from builder.hosts.settings import configure
from builder.hosts.singly import Singly, singly
from builder.hosts.templates import Marks, marks_of, templates_of
from builder.manifest import hold
from builder.model.memory import Memory
from builder.model.resolved import Site
from builder.read.configuration import read_settings
from builder.seals.bundle import seal

if TYPE_CHECKING:  # they bring an HTTP server and what listens to the disk, which a build has no use for
    from mkdocs.livereload import LiveReloadServer

    from builder.hosts.watching import Watching

log = logging.getLogger("mkdocs.plugins.briefings")
SITES = ("site", "laying", "ahead", "compiled", "nav")
"""What a plugin has of a site: MkDocs keeps its plugins for as long as the process lives."""
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
    before: ClassVar[Answers | None] = None
    """Set by it too: what earlier commands kept of the project's files."""
    serving: ClassVar[bool] = False
    """Set by it too: a page of the preview is made when somebody asks for it."""
    preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.preview, self.dirty = command == "serve", dirty
        self.pages = OnDemand()
        self.answers = Remembered(type(self).before)
        self.memory = Memory(keeps=self.preview)
        self.watching: Watching | None = None
        self.ahead: Site | None = None
        self.looked_at: bytes | None = None
        self.marks: Marks = frozenset()  # of the templates around pages
        self.began = time.time()
        self.clock = Clock()
        if reason := wrong_epoch():
            raise ConfigurationError(reason)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        problems = self._read(Path(config.config_file_path))
        self.compiled = self.site or self.ahead or self._compile(problems)
        self.ahead = None
        self.clock.stop(self.compiled)
        configured = configure(config, self.compiled, self.settings)
        take_over(configured)
        join(configured, self.compiled, self.settings)
        self.seen = marks_of(self.settings)
        self.templates = templates_of(self.settings)
        self.on_demand = self._is_on_demand(configured)
        self.laying = None if _compares(configured) else self.laying
        return configured

    def _is_on_demand(self, config: MkDocsConfig) -> bool:
        """Whether pages are made one by one: not where what we do not know takes part, or reads all of them."""
        searched_by_others = any(name in config.plugins for name in NAMES) and not searching_of(config)
        known = self.settings.self_contained and self.templates.need_one_page
        return self.preview and self.dirty and self.serving and known and not (searched_by_others or _compares(config))

    def _read(self, path: Path) -> list[Diagnostic]:
        """The settings, and what is wrong with them; the host has read them before."""
        problems: list[Diagnostic] = []
        self.configuration = path.read_bytes()
        if self.looked_at not in (None, self.configuration):
            self.configuration = b""  # nobody knows which of the two it has read: the next time it builds
        self.settings = read_settings(path.parent, problems.append, path.name, os.environ)
        return problems

    def _compile(self, problems: list[Diagnostic]) -> Site:
        """What the project comes to; what is wrong with it is told."""
        answers = self.answers if self.preview else None
        compiled = compile_site(self.settings, problems, preview=self.preview, answers=answers, memory=self.memory)
        tell = type(self).tell
        if self.preview and tell:
            tell(compiled, self.settings.project)
        else:
            report(compiled.problems, "" if self.preview else MISLEADING)
        return compiled

    def renew(self) -> bool:
        """Whether the preview is of the project as it is now without a build; one then has what is compiled already."""
        path, self.ahead = self.settings.project / self.settings.configuration, None
        self.looked_at = path.read_bytes()
        same = self.looked_at == self.configuration and self.marks == marks_of(self.settings)
        if not self.on_demand or not same:
            return False
        problems = self._read(path)
        if not self.configuration:
            return False
        self.ahead = self.compiled = self._compile(problems)
        self.clock.stop(self.compiled)
        if self.pages.renew(self.compiled):
            self.ahead = None
        return self.ahead is None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.preview and self.dirty and not self.on_demand:
            self.pages.end()
            clean_directory(config.site_dir)  # nobody knows what of it is still as it was
        elif self.on_demand:
            for path, _ in (
                self.marks ^ self.seen
            ):  # the host compares times only, and a file may be older than the last one
                Path(config.site_dir, path).unlink(missing_ok=True)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [each for each in files if each.src_dir == config.docs_dir]:
            files.remove(file)
        for file in laid_out(config, self.compiled.pages):
            files.append(file)
        return files

    @event_priority(-1000)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if self.laying:
            self.laying.make(nav, config, files)
        elif self.on_demand:
            self.pages.begin(self._singly(nav, config, files))
        self.nav = nav
        return nav

    def _singly(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Singly:
        kept, settings, marks = self.pages.keeping(), self.settings, self.seen
        written, templates = self.configuration, self.templates
        return singly(kept, nav, config, files, self.compiled, written, templates, lambda: marks == marks_of(settings))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # the same
        date(files, self.compiled)
        if self.laying:
            self.laying.write(env, config, files, self.nav)
        elif self.on_demand:
            self.pages.dress(env)
            self.marks = self.seen
        return env

    def on_shutdown(self) -> None:
        self.clock.go_on()
        if self.watching:
            self.watching.close()
        self.pages.close()
        for name in SITES:
            self.__dict__.pop(name, None)

    @event_priority(1000)
    def _on_all_written(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs gives it
        """Before the search's index is made of what was read."""
        if self.laying:
            self.laying.rest()

    @event_priority(-1000)
    def _on_end(self, *, config: MkDocsConfig) -> None:
        """After every other plugin and hook; `briefings build` holds the site itself."""
        if self.preview or self.site:
            return
        held = hold(Path(config.site_dir), self.compiled, self.settings, of_mkdocs(config))
        report(held.problems, f"The site is not what was meant: do not publish {config.site_dir}.")
        seal(Path(config.site_dir), self.compiled, self.settings, held.outputs)

    on_post_build = CombinedEvent(_on_all_written, _on_end)

    def on_serve(self, server: "LiveReloadServer", **_: object) -> "LiveReloadServer":
        from builder.hosts.preview import keep_going

        templates = [self.settings.project / self.settings.templates] if self.settings.templates else []
        folders = (self.settings.sources, self.settings.briefings, *templates)
        pages = self.pages if self.preview and self.dirty and self.serving else None
        self.watching = keep_going(
            server, self.settings.project, folders, self.settings.configuration, pages, self.renew, self.began
        )
        return server


def _compares(config: MkDocsConfig) -> bool:
    """Whether the host compares all links with all pages, and so makes all."""
    return bool(config.validation.links.anchors >= logging.WARNING)


def report(problems: tuple[Diagnostic, ...], abort: str) -> None:
    """To MkDocs' log, where `--strict` counts warnings; errors end a build with the words of `abort`, if any."""
    for problem in problems:
        log.log(logging.ERROR if problem.severity is Severity.ERROR else logging.WARNING, problem)
    if abort and any(problem.severity is Severity.ERROR for problem in problems):
        raise Abort(abort)
