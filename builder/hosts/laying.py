"""Lays out the pages of a build with MkDocs: those that are as they were are the last one's, the rest are made anew.

A page is as it was if its text is, and what Markdown makes it with, and whether the files are there that it links to.
What stands around it is too if the navigation, the settings and the theme are. Content decides, never times.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builder.cached import Unkept
from builder.hosts.compiled import CompiledFile
from builder.hosts.halves import shared
from builder.hosts.kept import Entry, Kept, Record, record_of
from builder.hosts.made import MadePage, make
from builder.hosts.searching import searching_of
from builder.hosts.shells import Shells
from builder.last import Last
from builder.model import resolved
from builder.model.drawing import Trace

Found = tuple[str, Record | None, Trace | None]
"""A page's key; what is to be kept of it, if that is new; what was looked at for it, if it was drawn."""
THEME = "material"
"""Others may put the day of the build, or anything else, around a page."""
LISTS = ("quotes/", "topics/", "people/", "organizations/")
"""Folders of pages that are about half of the work, and share with one another more of it than with the rest."""
SETTINGS = ("markdown_extensions", "mdx_configs", "use_directory_urls", "validation")
"""What Markdown is made with."""


@dataclass(frozen=True, slots=True)
class Laying:
    """How the pages of one build are laid out."""

    kept: Kept
    last: Path | None
    """The last site; none where there is none, or what was around its pages is not known."""
    processes: int
    left: Last | None = None
    """What is known of the files of the last site; none in a preview, which is built into one folder."""

    def make(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Have all pages made that are not as they were, and take the others: the event of the navigation."""
        self.kept.begin()
        searching = searching_of(config)
        own = [file for file in files if isinstance(file, CompiledFile)]
        pages = [file for file in own if file.is_documentation_page()]
        if searching and self.left:
            paths = {file.page.url: file.src_uri for file in pages if file.page}
            searching.take_up(self.left, lambda location: self.kept.searched_before(paths[location]))
        for file, found in self._found(pages, config, files):
            if found is None:
                continue  # MkDocs makes it in its turn, and says what it has to say
            self._take(file, *found)
            if searching and file.page:
                searching.take(file.page.url, self.kept.searched(file.src_uri))
        self.kept.paths = frozenset(file.src_uri for file in files)
        self._dress(pages, nav, config)
        for file in own:
            if not file.is_documentation_page():
                self._put(file)
        for file in own:
            file.compiled.forget()

    def _found(
        self, pages: Iterable[CompiledFile], config: MkDocsConfig, files: Files
    ) -> Iterator[tuple[CompiledFile, Found | None]]:
        """Each page with what was found of it; first those that are drawn from what they were drawn from last time."""
        making = self._making(config, files)
        lists: list[CompiledFile] = []
        others: list[CompiledFile] = []
        for file in pages:
            if (key := making.standing(file)) is not None:
                yield file, (key, None, None)
            else:
                (lists if file.src_uri.startswith(LISTS) else others).append(file)
        yield from shared(others, lists, making, processes=self.processes)

    def _making(self, config: MkDocsConfig, files: Files) -> "_Making":
        searching = searching_of(config)
        search: Callable[[Page], str] = searching.of if searching else lambda _: ""
        asked = json.dumps(searching.settings()) if searching else ""
        with_what = _digest(asked, *(repr(config[name]) for name in SETTINGS))
        moved = frozenset(file.src_uri for file in files) ^ self.kept.paths
        return _Making(self.kept, config, files, search, with_what, moved)

    def _take(self, file: CompiledFile, key: str, record: Record | None, trace: Trace | None) -> None:
        path = file.src_uri
        if trace is None:
            self.kept.keep(path)
        elif record is None:
            self.kept.redraw(path, file.compiled.digest(trace), trace)
        else:
            self.kept.add(path, key, file.compiled.digest(trace), trace, record)
        if isinstance(file.page, Page):
            MadePage.take(file.page, self.kept)

    def _dress(self, own: Iterable[CompiledFile], nav: Navigation, config: MkDocsConfig) -> None:
        """Put the files of the last site in the place of pages around which nothing has changed."""
        for page in nav.pages:
            if isinstance(page, MadePage):
                page.name()
        around = _around(nav, config) if config.theme.name == THEME else ""
        for file in own:
            entry = self.kept.new.get(file.src_uri)
            if entry is None:
                continue
            shell = _digest(entry.key, around) if around else ""
            if shell and entry.shell == shell and self._linked(file, entry.output):
                file.changed = False
            else:
                self.kept.dress(file.src_uri, shell)

    def _put(self, file: CompiledFile) -> None:
        """Take a file that is no page from the last site, or have it noted when MkDocs writes it."""
        path, entry = file.src_uri, self.kept.old.get(file.src_uri)
        if entry and self.kept.stands(entry, file.compiled) and self._linked(file, entry.output):
            self.kept.keep(path)
            file.changed = False
            return

        file.written = self._note

    def _note(self, file: CompiledFile, data: bytes, trace: Trace) -> None:
        self.kept.add(file.src_uri, hashlib.sha256(data).hexdigest(), file.compiled.digest(trace), trace)

    def _linked(self, file: File, output: tuple[int, int]) -> bool:
        """Whether the file of the last site is still what was left there; then it is that of this one too."""
        if self.last is None:
            return False
        last, now = f"{self.last}/{file.dest_uri}", file.abs_dest_path
        with suppress(OSError):
            status = os.lstat(last)
            if (status.st_size, status.st_mtime_ns) == output:
                return last == now or (self.left is not None and self.left.take(file.dest_uri, now))
        return False

    def sums(self) -> dict[str, str]:
        """The SHA-256 of each of our files that is no page, as it is drawn."""
        return {path: each.key for path, each in self.kept.new.items() if not path.endswith(".md")}

    def turn(self, config: MkDocsConfig, files: Files) -> None:
        """Make this build the last one, in a folder that is built into again and again: a preview's."""
        own = {file.src_uri: Path(file.abs_dest_path) for file in files if isinstance(file, CompiledFile)}
        now = {*own.values()}
        for path in self.kept.old.keys() - own.keys():
            gone = CompiledFile(resolved.Page(path, ""), config)
            if (place := Path(gone.abs_dest_path)) not in now:  # another page may have its address
                place.unlink(missing_ok=True)
        self.kept.rest(own)
        self.kept.turn()

    def write(self, env: Any, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        """Have the theme put around the pages by two processes: the event before MkDocs does it."""
        every = files.documentation_pages()
        own = [file for file in every if isinstance(file, CompiledFile) and isinstance(file.page, MadePage)]
        waiting = [file for file in own if file.changed]
        around: Any = Shells(env, nav) if config.theme.name == THEME else env

        def work(file: File) -> bool | None:
            if file.page is None:
                return None
            file.page.read_source(config)
            _build_page(file.page, config, every, nav, around)
            file.page.content = None
            return True

        for file in waiting[:1]:  # with which the theme's templates are compiled, once for both
            file.changed = not work(file)
        for file, _ in shared(waiting[1::2], waiting[2::2], work, processes=self.processes):
            file.changed = False


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes pages, and knows those that are as they were."""

    kept: Kept
    config: MkDocsConfig
    files: Files
    search: Callable[[Page], str]
    with_what: str
    """A digest of what Markdown makes pages with."""
    moved: frozenset[str]
    """Files that came or went since the last build."""

    def standing(self, file: CompiledFile) -> str | None:
        """The key of a page that would be drawn from what it was drawn from, and made with what it was made with."""
        entry = self.kept.old.get(file.src_uri)
        if entry and entry.key.startswith(self.with_what) and self.kept.stands(entry, file.compiled):
            return entry.key if self._is_whole(entry) else None
        return None

    def __call__(self, file: CompiledFile) -> Found | None:
        """A page drawn: its key, what is to be kept of it unless it is as it was, and what was looked at for it."""
        text, trace = file.compiled.noted()
        key = self.with_what + _digest(file.src_uri, str(text))
        entry = self.kept.old.get(file.src_uri)
        if entry and entry.key == key and self._is_whole(entry):
            return key, None, trace
        made = make(Page(None, file.copy(str(text)), self.config), self.config, self.files, self.search)
        return (key, record_of(made), trace) if made else None

    def _is_whole(self, entry: Entry) -> bool:
        try:
            return self.kept.is_whole(entry) and not (self.moved and self.moved & self.kept.links(entry))
        except (OSError, Unkept):
            return False


def _around(nav: Navigation, config: MkDocsConfig) -> str:
    """A digest of what the theme puts around every page."""
    settings = Path(config.config_file_path).read_bytes().hex()
    extra = json.dumps(config.extra, sort_keys=True, default=repr)
    where = f"{config.site_url} {config.theme.name}"
    return _digest(settings, extra, json.dumps([*_items(nav.items)]), where)


def _items(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield [item.title, getattr(item, "url", ""), [*_items(item.children or ())]]


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
