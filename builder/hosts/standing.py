"""Pages that are as they were at the last build: how they are known again, and what is taken of them.

A page is as it was if its text is, and what Markdown makes it with, and whether the files are there that it links to.
What stands around it is too if the navigation, the settings and the theme are. Content decides, never times.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime

from builder.cached import Unkept
from builder.hosts.compiled import CompiledFile, Note
from builder.hosts.kept import Drawn, Entry, Kept, Record, drawn_from, record_of
from builder.hosts.made import MadePage, make
from builder.hosts.searching import searching_of
from builder.hosts.templates import Templates
from builder.model.drawing import Trace

Found = tuple[str, Record | None, Drawn | None]
"""A page's key; what is to be kept of it, if that is new; what it was drawn from, if it was drawn."""
AS_IT_WAS: Found = ("", None, None)
"""Of one that was not drawn: what is known of it stays."""
THEME = "material"
"""Others may put the day of the build, or anything else, around a page."""
SETTINGS = ("markdown_extensions", "mdx_configs", "use_directory_urls", "validation")
"""What Markdown is made with."""


@dataclass(frozen=True, slots=True)
class Making:
    """Makes pages, and knows those that are as they were."""

    kept: Kept
    config: MkDocsConfig
    files: Files
    search: Callable[[Page], str]
    with_what: str
    """A digest of what Markdown makes pages with."""
    moved: frozenset[str]
    """Files that came or went since the last build."""

    def stands(self, file: CompiledFile) -> bool:
        """Whether it would be drawn from what it was drawn from, and, if it is a page, made with what that was."""
        entry, page = self.kept.old.get(file.src_uri), file.is_documentation_page()
        if not entry or (page and not entry.key.startswith(self.with_what)):
            return False
        return self.kept.stands(entry, file.compiled) and (not page or self._is_whole(entry))

    def __call__(self, file: CompiledFile) -> Found | None:
        """A page drawn: its key, what is to be kept of it unless it is as it was, and what it was drawn from."""
        text, trace = file.compiled.noted()
        key = self.with_what + digest(file.src_uri, str(text))
        entry = self.kept.old.get(file.src_uri)
        if entry and entry.key == key and self._is_whole(entry):
            return key, None, drawn_from(file.compiled, trace)
        made = make(Page(None, file.copy(str(text)), self.config), self.config, self.files, self.search)
        return (key, record_of(made), drawn_from(file.compiled, trace)) if made else None

    def _is_whole(self, entry: Entry) -> bool:
        try:
            return self.kept.is_whole(entry) and not (self.moved and self.moved & self.kept.links(entry))
        except (OSError, Unkept):
            return False


def making_of(kept: Kept, config: MkDocsConfig, files: Files) -> Making:
    """What makes the pages of a build, or knows them from the last one."""
    searching = searching_of(config)
    search: Callable[[Page], str] = searching.of if searching else lambda _: ""
    asked = json.dumps(searching.settings()) if searching else ""
    with_what = digest(asked, *(repr(config[name]) for name in SETTINGS))
    moved = frozenset(file.src_uri for file in files) ^ kept.paths
    return Making(kept, config, files, search, with_what, moved)


def take(kept: Kept, file: CompiledFile, key: str, record: Record | None, drawn: Drawn | None) -> None:
    """Have a page that was found be one of this build."""
    path = file.src_uri
    if drawn is None:
        kept.keep(path)
    elif record is None:
        kept.redraw(path, drawn)
    else:
        kept.add(path, key, drawn, record)
    if isinstance(file.page, Page):
        MadePage.take(file.page, kept)


def noting(kept: Kept) -> Note:
    """Hears what is written to a file that is no page, and has it be one of this build."""

    def note(file: CompiledFile, data: bytes, trace: Trace) -> None:
        kept.add(file.src_uri, hashlib.sha256(data).hexdigest(), drawn_from(file.compiled, trace))

    return note


def around_of(nav: Navigation, config: MkDocsConfig, written: bytes, templates: Templates) -> str:
    """A digest of what the theme and an author's `templates` put around every page; empty where that may be anything.

    `written` is what the configuration file says.
    """
    if config.theme.name != THEME or not templates.see_one_page:
        return ""
    extra = json.dumps(config.extra, sort_keys=True, default=repr)
    where = f"{config.site_url} {THEME}"
    day = str(get_build_datetime()) if templates.dated else ""
    return digest(written.hex(), extra, json.dumps([*_items(nav.items)]), where, templates.digest, day)


def _items(items: Iterable[Any]) -> Iterator[Any]:
    """What the theme shows of each; it would show a status, an icon or a subtitle too, which no page of ours has."""
    for item in items:
        first = getattr(item, "is_index", False)
        yield [item.title, getattr(item, "url", ""), first, [*_items(item.children or ())]]


def digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
