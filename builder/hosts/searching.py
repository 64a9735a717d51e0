"""The search of MkDocs Material from an index of ours, which a page fetches in parts and only when it is asked.

The theme's own plugin reads the author's settings; what it makes of the pages is made here. Its search box and its
list of results stay: a worker of ours answers them in place of the theme's.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from math import isfinite
from pathlib import Path
from struct import Struct
from typing import Any

import regex
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from builder.cached import Unkept
from builder.last import Last
from builder.render.assets import WORKER
from builder.search import renewal
from builder.search.entries import entries_of
from builder.search.pages import Searched, searched
from builder.search.shards import files
from builder.search.words import SEPARATOR, Words

NAMES = ("search", "material/search")
"""What a configuration may call the theme's plugin."""
THEIRS = Path("assets", "javascripts", "workers")
SETTINGS = ("lang", "separator", "pipeline", "fields")
MARK = re.compile(r'data-search-\w+="[^"]+"')
"""What the theme takes out of a page once it has read it; a blank before it goes too."""
OFFLINE = ("offline", "material/offline")
"""A plugin that makes one script of the theme's index, for pages that are opened as files."""
PLACE = Struct("<2Q")
"""Where in a file something begins, and how many bytes it has."""
FEW = 8
"""An index is renewed if at most one page in so many is another: with more of them it is made faster all at once."""


def take_over(config: MkDocsConfig) -> None:
    """Put our index in the place of the theme's, if the site has its search and the theme is there to ask ours."""
    found = next((config.plugins[name] for name in NAMES if name in config.plugins), None)
    theirs = _worker_of(config)
    if not _is_theirs(found) or not theirs or any(name in config.plugins for name in OFFLINE):
        return
    searching = Searching(found, theirs)
    events = config.plugins.events
    for event, ours in (("page_context", searching.read), ("post_build", searching.write)):
        events[event] = [ours if getattr(each, "__self__", None) is found else each for each in events[event]]
    events["post_page"].append(searching.look)
    config.extra["briefings_shell"]["search"] = {"theirs": theirs, "ours": WORKER}


def searching_of(config: MkDocsConfig) -> "Searching | None":
    """Our index, where it is in the theme's place."""
    found = (getattr(each, "__self__", None) for each in config.plugins.events["post_build"])
    return next((each for each in found if isinstance(each, Searching)), None)


def _is_theirs(plugin: Any) -> bool:
    return type(plugin).__module__ == "material.plugins.search.plugin" and bool(plugin.config.enabled)


def _worker_of(config: MkDocsConfig) -> str:
    """The theme's worker, as a path in the site; it brings the stems and idle words of languages."""
    found = (path for folder in config.theme.dirs for path in sorted(Path(folder, THEIRS).glob("search.*.js")))
    return next(((THEIRS / path.name).as_posix() for path in found), "")


def without_marks(page: str) -> str:
    """The page less each `MARK`. They are sought by what they begin with; blanks are many, and looked at afterwards."""
    pieces, at = [], 0
    for mark in MARK.finditer(page):
        begins = mark.start() - (mark.start() > at and page[mark.start() - 1].isspace())
        pieces.append(page[at:begins])
        at = mark.end()
    return "".join([*pieces, page[at:]])


class Reading:
    """What a build has read of its pages; it is on disk meanwhile, since it may be more than all else."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it is open for as long as pages are read
        self._places: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        """Of what there is of each page that is searched."""

    def __contains__(self, location: str) -> bool:
        return location in self._places

    def take(self, location: str, data: str) -> None:
        self._places[location] = PLACE.pack(self._file.seek(0, 2), len(data))
        self._file.write(data.encode("ascii"))
        self.digests.pop(location, None)
        if data:
            self.digests[location] = _digest(data.encode("ascii"))

    def page(self, location: str) -> Searched:
        at, length = PLACE.unpack(self._places[location])
        self._file.seek(at)
        return Searched(*json.loads(self._file.read(length)))

    def close(self) -> None:
        self._file.close()
        self._places.clear()
        self.digests.clear()


class Searching:
    """The index of one site, from its pages to its files."""

    def __init__(self, plugin: Any, theirs: str) -> None:
        self._plugin = plugin
        self._theirs = theirs
        self._words: Words | None = None
        self._reading = Reading()
        self._asking: set[str] = set()
        """The addresses of pages that ask the theme's worker: an author's template may be without ours."""
        self._last: Last | None = None
        self._before: Callable[[str], str] = str
        self._asked: frozenset[str] = frozenset()
        """The addresses of those that did on the last site."""
        self.made: dict[str, str] = {}
        """The files of the index, by their paths in the site, and the SHA-256 of each."""
        self.waits = False
        """Whether the index is not to be made at the end of a build, but when somebody says so."""

    def begin(self) -> None:
        """No page has been read yet."""
        self._reading.close()
        self._reading = Reading()

    def end(self) -> Reading:
        """What has been read, for an index that is made of it now; whatever is read from here on is for another."""
        read, self._reading = self._reading, Reading()
        return read

    def close(self) -> None:
        self._reading.close()

    def take_up(self, last: Last, before: Callable[[str], str]) -> None:
        """Go on from the index of the last site; `before` gives what the search had of the page at an address."""
        self._last, self._before = last, before
        self._asked = frozenset(last.noted.get("asking", ()))

    def read(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> None:  # noqa: ARG002  # MkDocs gives it
        """Take a page in: the event of its context."""
        if page.url not in self._reading:
            self.take(page.url, self.of(page))

    def of(self, page: Page) -> str:
        """What the search has of a page, as JSON; empty for nothing. The marks for it go from the page."""
        content = page.content or ""
        entries = entries_of(content, page.url, str(page.title), page.meta)
        page.content = without_marks(content)
        if not entries:
            return ""
        found = searched(entries, self.words, _called(page))
        return json.dumps([found.location, found.title, found.shown, found.words, found.boost])

    def take(self, location: str, data: str) -> None:
        """Keep what `of` gave of the page at an address."""
        self._reading.take(location, data)

    @property
    def words(self) -> Words:
        """Parts texts as the author's settings say, which are whole only once the theme's plugin was asked."""
        if self._words is None:
            separator = self._plugin.config.separator or SEPARATOR
            try:
                self._words = Words(separator)
            except regex.error as error:
                raise PluginError(f"the search's `separator` is no expression that can be read: {error}") from error
        return self._words

    def rest(self) -> None:
        """Let go of the words that were met: no page is read for now."""
        self._words = None

    def look(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002  # MkDocs gives it
        """See whom a page asks: the event of a page that is drawn."""
        if self._theirs in output:
            self.note(page.url)
        return output

    def note(self, location: str) -> None:
        """The page at an address asks the theme's worker."""
        self._asking.add(location)

    def is_asked_by(self, location: str) -> bool:
        """Whether the page at an address asks the theme's worker."""
        return location in self._asking

    def look_again(self, location: str) -> None:
        """See whom a page asks that is the last site's."""
        if location in self._asked:
            self.note(location)

    def write(self, *, config: MkDocsConfig) -> None:
        """Write the index: the event of the end of a build."""
        if not self.waits:
            self.index(config, self._reading)

    def index(self, config: MkDocsConfig, read: Reading) -> None:
        """Write the index of the pages that were read."""
        site = Path(config.site_dir)
        self.made = {path: self._put(site, path, made) for path, made in self._renewed(read) or self._all(read)}
        if self._last:
            self._last.notes["search"] = self._note(read)
            self._last.notes["asking"] = sorted(self._asking)
        read.close()

    def _put(self, site: Path, path: str, made: bytes | None) -> str:
        """A file of the index in its place, that of the last site if it is the same; its digest."""
        last = self._last
        digest = last.digest(path) if last and made is None else _digest(made or b"")
        if not (last and last.take(path, site / path, digest)):
            write_file(last.read(path) if last and made is None else made or b"", str(site / path))
        return digest

    def _all(self, read: Reading) -> Iterator[tuple[str, bytes | None]]:
        pages = (read.page(location) for location in sorted(read.digests))
        return files(pages, self.settings(), whole=bool(self._asking))

    def _note(self, read: Reading) -> dict[str, Any]:
        """What the index is made of: with other settings or pages it has to be made anew."""
        asked = json.dumps([self.settings(), bool(self._asking)], sort_keys=True)
        return {"asked": asked, "pages": dict(sorted(read.digests.items()))}

    def _renewed(self, read: Reading) -> list[tuple[str, bytes | None]] | None:
        """The files of the index, without those that the last site has; none where all are to be made anew."""
        last = self._last
        if last is None or self._asking:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, Unkept):
            then, now = last.noted["search"], self._note(read)
            if then["asked"] != now["asked"] or then["pages"].keys() != now["pages"].keys():
                return None
            pages = [*now["pages"]]
            others = [at for at, page in enumerate(pages) if then["pages"][page] != now["pages"][page]]
            if len(others) * FEW > len(pages):
                return None
            changed = {at: (self._was(pages[at], then["pages"]), read.page(pages[at])) for at in others}
            index = renewal.Last(last.read, last.digest)
            made = renewal.renewed(index, changed, lambda at: read.page(pages[at]), self.settings())
            return [(path, _had(last, path, each) if isinstance(each, str) else each) for path, each in made]
        return None

    def _was(self, location: str, digests: Mapping[str, str]) -> Searched:
        """A page as it was in the index of the last site."""
        data = self._before(location)
        if _digest(data.encode("ascii")) != digests[location]:
            raise Unkept
        return Searched(*json.loads(data))

    def settings(self) -> Mapping[str, Any]:
        options = self._plugin.config
        fields = {name: each for name, each in options.fields.items() if isfinite(each["boost"])}
        own = {"separator": self.words.separator, "fields": fields, "lunr": self._theirs}
        return {**{name: options[name] for name in SETTINGS}, **own}


def _called(page: Page) -> list[str]:
    """The other names of a page of ours, as its head has them."""
    about = page.meta.get("briefings")
    names = about.get("called") if isinstance(about, dict) else None
    return [each for each in names if isinstance(each, str)] if isinstance(names, list) else []


def _had(last: Last, path: str, before: str) -> bytes | None:
    """What a file has that the last index had under the name `before`; none where it can be that file."""
    return None if path == before and last.is_left(path) else last.read(before)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
