"""The pages of one build, made one by one, in any order and at any time: what is as it was stays.

The host has read its settings and the navigation; what it would then do with all pages is done here with each alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_datetime

from builder.hosts.compiled import CompiledFile
from builder.hosts.dating import date
from builder.hosts.kept import Kept, is_left
from builder.hosts.made import MadePage
from builder.hosts.searching import Searching, searching_of
from builder.hosts.shells import Shells
from builder.hosts.standing import AS_IT_WAS, Making, around_of, digest, making_of, noting, take
from builder.hosts.templates import NONE, Templates
from builder.model.resolved import Graph, Site


@dataclass(slots=True)
class Singly:
    """The pages and files of one build of the host's, made one by one."""

    kept: Kept
    config: MkDocsConfig
    files: Files
    nav: Navigation
    site: Site
    written: bytes
    """What stands in the configuration file that the host has read; empty where that is not known."""
    templates: Templates
    """The author's own."""
    are_same: Callable[[], bool]
    """Whether they are still these."""
    making: Making
    searching: Searching | None
    own: dict[str, CompiledFile]
    """By their paths in the site."""
    every: Sequence[File]
    """All that become pages."""
    env: Any = None
    """The theme's templates."""
    shells: Any = None
    around: str = ""
    """A digest of what stands around all pages."""
    inside: frozenset[str] = frozenset()
    """Pages in the navigation."""
    names: list[object] | None = None
    """What titles, and all else around pages, were made of when they were made."""
    found: set[str] = field(default_factory=set)
    """Pages of which it is known what Markdown makes of them now."""
    waiting: dict[str, CompiledFile] = field(default_factory=dict)
    """What is not in the site yet as it would be made now."""
    others: Iterator[str] = field(default_factory=lambda: iter(()))
    """Goes through all, for who makes what nobody has asked for."""

    def begin(self, site: Site) -> None:
        """Have all looked at anew; what all pages show of those in the navigation is made at once, where it is new."""
        self.site, self.found, self.waiting, self.others = site, set(), dict(self.own), iter([*self.own])
        if self.searching:
            self.searching.begin()
        names = [*_names(site.graph), get_build_datetime() if self.templates.dated else ""]
        if names != self.names:
            self.inside = frozenset(page.file.src_uri for page in self.nav.pages)
            for page in self.nav.pages:
                if isinstance(page.file, CompiledFile):
                    self._find(page.file)
            self.around = around_of(self.nav, self.config, self.written, self.templates) if self.written else ""
            self.names = names

    def dress(self, env: Any) -> None:
        """Have these templates put around pages, and what the navigation is now."""
        filled = self.around and self.templates.print_parts
        self.env, self.shells = env, Shells(env, self.nav) if filled else env

    def serves(self, site: Site) -> bool:
        """Whether another state of the project has the same pages, and the same of them in its navigation."""
        return site.nav == self.site.nav and [each.path for each in site.pages] == [
            each.path for each in self.site.pages
        ]

    def renew(self, site: Site) -> None:
        """From now on make the pages from that state."""
        around, changed, pages = self.around, self.site.changed, {page.path: page for page in site.pages}
        for file in self.own.values():
            file.compiled = pages[file.src_uri]
        date(self.files, site)
        self.begin(site)
        if around != self.around or not around:
            self.dress(self.env)
        if around != self.around or changed != site.changed:
            self._renew_templates()

    def _renew_templates(self) -> None:
        """Files that the host makes of templates alone: the page for a wrong address, the map of the site."""
        for name in self.config.theme.static_templates:
            _build_theme_template(name, self.env, self.files, self.config, self.nav)
        for name in self.config.extra_templates:
            _build_extra_template(name, self.files, self.config, self.nav)

    def settle(self, name: str) -> None:
        """Have what stands at a path of the site be what would be made now."""
        if file := self.waiting.get(name):
            if file.is_documentation_page():
                self._find(file)
                self._put_around(file)
            else:
                self._write(file)
            del self.waiting[name]

    def _find(self, file: CompiledFile) -> None:
        """What Markdown makes of a page; the host itself makes one of which it has something to say."""
        path = file.src_uri
        if path in self.found or file.page is None:
            return
        found = AS_IT_WAS if self.making.stands(file) else self.making(file)
        if found is None:
            if isinstance(file.page, MadePage):
                file.page.leave()
            _populate_page(file.page, self.config, self.files)
        else:
            take(self.kept, file, *found)
            if isinstance(file.page, MadePage) and path in self.inside:
                file.page.name()
            if self.searching:
                self.searching.take(file.page.url, self.kept.searched(path))
        self.found.add(path)

    def _put_around(self, file: CompiledFile) -> None:
        """The theme, unless it stands around it as it would now."""
        page, entry = file.page, self.kept.new.get(file.src_uri)
        if page is None:
            return
        if entry:
            shell = digest(entry.key, self.around) if self.around else ""
            if shell and entry.shell == shell and is_left(file.abs_dest_path, entry.output):
                return
        excluded = file.inclusion.value <= InclusionLevel.DRAFT.value
        _build_page(page, self.config, self.every, self.nav, self.shells, excluded=excluded)
        if entry:
            page.content = None
            self.kept.dress(file.src_uri, shell if self.are_same() else "")
            self.kept.leave(file.src_uri, Path(file.abs_dest_path))

    def _write(self, file: CompiledFile) -> None:
        entry = self.kept.old.get(file.src_uri)
        if entry and self.kept.stands(entry, file.compiled) and is_left(file.abs_dest_path, entry.output):
            self.kept.keep(file.src_uri)
            return
        file.written = noting(self.kept)
        file.copy_file()
        self.kept.leave(file.src_uri, Path(file.abs_dest_path))


def singly(
    kept: Kept,
    nav: Navigation,
    config: MkDocsConfig,
    files: Files,
    site: Site,
    written: bytes,
    templates: Templates = NONE,
    are_same: Callable[[], bool] = lambda: True,
) -> Singly:
    """Those of a build that the host has begun; `written` is its configuration file, if that is known."""
    own = {file.dest_uri: file for file in files if isinstance(file, CompiledFile)}
    for file in own.values():
        file.changed = False
    searching = searching_of(config)
    try:
        making = replace(making_of(kept, config, files), moved=frozenset())  # what is kept goes where one came or went
    except BaseException:
        if searching:
            searching.close()
        raise
    if searching:
        searching.waits = True
    every = files.documentation_pages()
    return Singly(kept, config, files, nav, site, written, templates, are_same, making, searching, own, every)


def _names(graph: Graph) -> list[object]:
    """All that the title of a page may be made of."""
    project = graph.project
    named = (*project.people.values(), *project.organizations.values())
    return [
        *((page.title, page.status, bool(page.withdrawn)) for page in project.manuscripts),
        *(source.title for source in project.sources.values()),
        *(entity.name for entity in named),
        *(topic.name for topic in graph.topics.values()),
    ]
