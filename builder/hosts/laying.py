"""Lays out the pages of a build with MkDocs: those that are as they were are the last one's, the rest are made anew."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from builder.cached import Unkept
from builder.copies import give_back, shared
from builder.hosts.compiled import CompiledFile, Note
from builder.hosts.joining import joining_of
from builder.hosts.kept import Kept, is_left
from builder.hosts.made import MadePage
from builder.hosts.searching import searching_of
from builder.hosts.shells import Shells
from builder.hosts.standing import AS_IT_WAS, THEME, Found, Making, around_of, digest, making_of, noting, take
from builder.hosts.templates import NONE, Templates, templates_in
from builder.last import Last

LISTS = ("quotes/", "topics/", "people/", "organizations/")
"""Folders of pages that are about half of the work, and share with one another more of it than with the rest."""


@dataclass(frozen=True, slots=True)
class Laying:
    """How the pages of one build are laid out."""

    kept: Kept
    last: Path | None
    """The last site; none where there is none, or what was around its pages is not known."""
    processes: int
    left: Last | None = None
    """What is known of the files of the last site."""
    templates: Templates = NONE
    """The author's own."""
    waiting: list[CompiledFile] = field(default_factory=list)
    """Pages that are made, and the theme is to be put around."""
    own: list[CompiledFile] = field(default_factory=list)
    """All files of ours."""

    def make(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Have all pages made that are not as they were, and take the others: the event of the navigation."""
        give_back()  # before there are two processes that would hold it
        self.kept.begin()
        searching = searching_of(config)
        own = [file for file in files if isinstance(file, CompiledFile)]
        self.own.extend(own)
        pages = [file for file in own if file.is_documentation_page()]
        if self.left:
            self._take_up(self.left, pages, config)
        making = making_of(self.kept, config, files)
        standing = self._standing(own, making)
        for file, found in self._found(pages, standing, making):
            if found is None:
                continue  # MkDocs makes it in its turn, and says what it has to say
            take(self.kept, file, *found)
            if searching and file.page:
                searching.take(file.page.url, self.kept.searched(file.src_uri))
        self.kept.paths = frozenset(file.src_uri for file in files)
        self._dress(pages, nav, config)
        note = noting(self.kept)
        for file in own:
            if not file.is_documentation_page():
                self._put(file, note, stands=file.src_uri in standing)
        for file in own:
            file.compiled.forget()
        give_back()

    def _take_up(self, left: Last, pages: Iterable[CompiledFile], config: MkDocsConfig) -> None:
        """Have the search's index and the joined style sheet go on from those of the last site."""
        if searching := searching_of(config):
            paths = {file.page.url: file.src_uri for file in pages if file.page}
            searching.take_up(left, lambda location: self.kept.searched_before(paths[location]))
        if joining := joining_of(config):
            joining.take_up(left)

    def rest(self) -> None:
        """All pages and files are written: what was kept to draw them is of no use any more."""
        for file in self.own:
            file.compiled.forget()
        self.own.clear()
        self.waiting.clear()
        give_back()

    def _standing(self, own: Iterable[CompiledFile], making: Making) -> set[str]:
        """The paths of those that are drawn from what they were drawn from last time."""
        if not self.kept.old:
            return set()
        lists, others = _parted(own)
        looked = shared(others, lists, making.stands, processes=self.processes)
        return {file.src_uri for file, stands in looked if stands}

    def _found(
        self, pages: Iterable[CompiledFile], standing: Container[str], making: Making
    ) -> Iterator[tuple[CompiledFile, Found | None]]:
        """Each page with what was found of it; first those that are as they were."""
        lists, others = _parted(file for file in pages if file.src_uri not in standing)
        yield from ((file, AS_IT_WAS) for file in pages if file.src_uri in standing)

        def rest() -> None:
            for file in (*others[:1], *lists[:1]):  # what is kept to draw them is one for all
                file.compiled.rest()
            if searching := searching_of(making.config):
                searching.rest()
            give_back()

        yield from shared(others, lists, making, processes=self.processes, rest=rest)

    def _dress(self, own: Iterable[CompiledFile], nav: Navigation, config: MkDocsConfig) -> None:
        """Put the files of the last site in the place of pages around which nothing has changed."""
        for page in nav.pages:
            if isinstance(page, MadePage):
                page.name()
        around = around_of(nav, config, Path(config.config_file_path).read_bytes(), self.templates)
        searching = searching_of(config)
        for file in own:
            entry = self.kept.new.get(file.src_uri)
            if entry is None:
                continue
            file.changed = False  # for MkDocs, which would look at each of them once more
            shell = digest(entry.key, around) if around else ""
            if shell and entry.shell == shell and self._linked(file, entry.output):
                if searching:
                    searching.look_again(file.url)
            else:
                self.kept.dress(file.src_uri, shell)
                self.waiting.append(file)

    def _put(self, file: CompiledFile, note: Note, *, stands: bool) -> None:
        """Take a file that is no page from the last site, or have it noted when MkDocs writes it."""
        if stands and self._linked(file, self.kept.old[file.src_uri].output):
            self.kept.keep(file.src_uri)
            file.changed = False
            return
        file.written = note

    def _linked(self, file: File, output: tuple[int, int]) -> bool:
        """Whether the file of the last site is still what was left there; then it is that of this one too."""
        if self.last is None or self.left is None or not is_left(f"{self.last}/{file.dest_uri}", output):
            return False
        return self.left.take(file.dest_uri, file.abs_dest_path)

    def sums(self) -> dict[str, str]:
        """The SHA-256 of each of our files that is no page, as it is drawn."""
        return {path: each.key for path, each in self.kept.new.items() if not path.endswith(".md")}

    def write(self, env: Any, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        """Have the theme put around the pages by two processes: the event before MkDocs does it."""
        every, waiting = files.documentation_pages(), self.waiting
        filled = config.theme.name == THEME and self.templates.print_parts
        around: Any = Shells(env, nav) if filled else env
        searching = searching_of(config)

        def work(file: CompiledFile) -> bool | None:
            """Whether the page asks the theme's own search."""
            if file.page is None:
                return None
            _build_page(file.page, config, every, nav, around)
            file.page.content = None
            return bool(searching and searching.is_asked_by(file.url))

        for file in waiting[:1]:  # with which the theme's templates are compiled, once for both
            work(file)
        for file, asks in shared(waiting[1::2], waiting[2::2], work, processes=self.processes):
            if asks and searching:
                searching.note(file.url)
        if not self._are_same(config.theme.custom_dir):
            if searching:
                searching.close()
            raise Unkept  # nobody knows which of the templates are where

    def _are_same(self, folder: str | None) -> bool:
        """Whether the author's templates are what they were before they were put around pages."""
        try:
            return not folder or templates_in(Path(folder)) == self.templates
        except OSError:
            return False


def _parted(files: Iterable[CompiledFile]) -> tuple[list[CompiledFile], list[CompiledFile]]:
    """Lists, and the others."""
    lists: list[CompiledFile] = []
    others: list[CompiledFile] = []
    for file in files:
        (lists if file.src_uri.startswith(LISTS) else others).append(file)
    return lists, others
