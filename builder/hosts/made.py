"""What Markdown makes of a page, as plain data: all that templates and the search need, now or at the next build."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import _norm_parts, weak_property
from mkdocs.utils.meta import get_data

from builder.hosts.rendering import render

COMMON = (
    *("children", "parent", "previous_page", "next_page", "edit_url"),
    *("_title_from_render", "_Page__active"),
)
"""What pages of MkDocs' have each for itself, and most that are made have not."""
PARTS_MOST = 4096
"""Addresses of which MkDocs may remember the parts; by itself it forgets none."""
HELD = ("content", "meta", "toc", "markdown")
"""What a page that is made has where it is kept, or is drawn from."""


@dataclass(frozen=True, slots=True)
class Made:
    """One page, laid out but for the theme around it."""

    content: str
    """HTML."""
    contents: list[Any]
    """The headings: title, id, level and those below, of each."""
    title: str | None
    """That of its first heading."""
    meta: dict[str, Any]
    """Its head."""
    links: dict[str, bool]
    """The files that its links may lead to, and whether they are there."""
    searched: str
    """What the search has of it; JSON, empty for nothing."""

    def packed(self) -> bytes:
        every = (self.content, self.contents, self.title, self.meta, self.links, self.searched)
        return json.dumps(every, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Made:
    return Made(*json.loads(data.decode("utf-8", "surrogatepass")))


class Bringing(Protocol):
    """Where pages are kept that are made."""

    def made(self, path: str) -> Made: ...


@dataclass(frozen=True, slots=True)
class Alone:
    """One page, whatever its path."""

    page: Made

    def made(self, path: str) -> Made:  # noqa: ARG002  # as where there are several
        return self.page


class MadePage(Page):
    """A page that is made already, and is brought from where it is kept each time that something of it is asked for."""

    kept: Bringing
    children = parent = previous_page = next_page = edit_url = _title_from_render = None
    _Page__active = False
    _given: str | None = None
    _named: dict[str, Any] | None = None

    @classmethod
    def take(cls, page: Page, kept: Bringing) -> None:
        """Have a page be one: MkDocs has just made it, and would take no other in its navigation.

        What it has of itself is what other pages of its kind have not: as MkDocs makes them, all have all.
        """
        own = {name: value for name, value in vars(page).items() if name not in HELD}
        page.__class__ = cls
        page.__dict__ = {name: value for name, value in own.items() if getattr(cls, name, own) is not value}
        page.__dict__["kept"] = kept

    def leave(self) -> None:
        """Be one of MkDocs' again, with all that these have."""
        self.__dict__ = {**self._theirs(), "markdown": None}
        self.__class__ = Page  # type: ignore[assignment]

    def _theirs(self) -> dict[str, Any]:
        """What one of MkDocs' has, but for what Markdown makes of it."""
        own = {name: value for name, value in vars(self).items() if name not in ("kept", "_given", "_named")}
        return {**own, **{name: getattr(self, name) for name in COMMON}}

    def made(self) -> Made:
        return self.kept.made(self.file.src_uri)

    def read_source(self, config: MkDocsConfig) -> None:
        """It is done."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """It is done."""

    def name(self) -> None:
        """Hold what other pages show of it: they ask for it each time that one of them is drawn."""
        self._named = self.made().meta

    @weak_property
    def title(self) -> Any:
        return self.meta["title"] if "title" in self.meta else self._as_theirs().title

    def _as_theirs(self) -> Page:
        """One of MkDocs' with what is known of its head."""
        page, made = Page.__new__(Page), self.made()
        page.__dict__ = {**self._theirs(), "markdown": "", "content": "", "meta": self.meta}
        page._title_from_render = made.title
        return page

    @property
    def markdown(self) -> str:
        """What the page says in Markdown, drawn anew."""
        return str(get_data(self.file.content_string)[0])

    @markdown.setter
    def markdown(self, value: str | None) -> None:
        """As in `content`; it stays what it is."""

    @property
    def content(self) -> str:
        return self.made().content if self._given is None else self._given

    @content.setter
    def content(self, value: str | None) -> None:
        """What a plugin makes of it; held only where that is something else."""
        self._given = None if value == self.made().content else value

    @property
    def meta(self) -> dict[str, Any]:  # type: ignore[override]  # MkDocs sets it
        return self.made().meta if self._named is None else self._named

    @property
    def toc(self) -> TableOfContents:  # type: ignore[override]  # the same
        return TableOfContents([*_headings(self.made().contents)])


def make(page: Page, config: MkDocsConfig, files: Files, search: Callable[[Page], str]) -> Made | None:
    """What Markdown makes of a page; none where it has more to say than that, or what it has is no plain data."""
    if _norm_parts.cache_info().currsize > PARTS_MOST:
        _norm_parts.cache_clear()
    asked = _Asked(files)
    with _listening() as said:
        page.read_source(config)
        render(page, config, asked)  # type: ignore[arg-type]  # all that it asks of files
        searched = search(page)
    made = Made(
        page.content or "", [*_listed(page.toc)], page._title_from_render, dict(page.meta), asked.found, searched
    )
    return None if said or not _is_plain(made.meta) else made


class _Asked:
    """The files of a build, noting which ones a page asks for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = self._files.src_uris.get(path) or self._files.get_file_from_path(path)  # the first costs less
        self.found[path] = file is not None
        return file


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What MkDocs says meanwhile of the page, which nobody else hears; what other threads say goes its way."""
    said: list[str] = []
    log = logging.getLogger("mkdocs")
    handlers, here = [*log.handlers], threading.get_ident()

    def keep(record: logging.LogRecord) -> bool:
        if record.thread == here:
            said.append(record.getMessage())
        else:
            for each in handlers:
                if record.levelno >= each.level:
                    each.handle(record)
        return False

    log.handlers[:] = [handler := logging.Handler()]
    handler.addFilter(keep)
    try:
        yield said
    finally:
        log.handlers[:] = handlers


def _is_plain(meta: dict[str, Any]) -> bool:
    try:
        return bool(json.loads(json.dumps(meta)) == meta)
    except (TypeError, ValueError, RecursionError):
        return False


def _listed(links: Any) -> Iterator[list[Any]]:
    for link in links:
        yield [link.title, link.id, link.level, [*_listed(link.children)]]


def _headings(listed: list[Any]) -> Iterator[AnchorLink]:
    for title, id, level, below in listed:
        link = AnchorLink(title, id, level)
        link.children = [*_headings(below)]
        yield link
