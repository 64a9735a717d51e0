"""The pages of a preview, each made when somebody asks for it: a save changes some of thousands, and one is looked at.

What is asked for is looked through first: whether it is drawn from what it was drawn from, and stands within what it
stood in. While nobody asks for anything the others are made, since a search has all of them.
"""

import gc
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import clean_directory

from builder.hosts.kept import Kept
from builder.hosts.searching import Reading, Searching
from builder.hosts.singly import Singly
from builder.model import resolved

SEARCH = "search/"
"""Where the search's index stands in the site."""
QUIET = 1.0
"""Seconds for which nobody has asked for anything, after which pages are made that nobody has asked for."""


class OnDemand:
    """The pages of one preview, from build to build."""

    def __init__(self, quiet: float = QUIET) -> None:
        self._quiet = quiet
        self._lock = threading.RLock()
        self._news = threading.Condition(self._lock)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._kept: Kept | None = None
        self._pages: Singly | None = None
        self._others: threading.Thread | None = None
        self._asked = 0.0
        """When something was asked for last."""
        self._indexed = False
        """Whether the search's index is that of these pages."""
        self._shards: frozenset[str] = frozenset()
        """Its files."""
        self._searched = False
        """Whether somebody waits for them."""
        self._built = False
        """Whether the host has built since what is left was cleared away."""
        self._closed = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nothing is made or asked for meanwhile, nor looked through for what is unused: that has time afterwards."""
        with self._lock:
            gc.disable()
            try:
                yield
            finally:
                gc.enable()
                self._asked = time.monotonic()

    def begin(self, pages: Singly) -> None:
        """Take over a build of the host's from its navigation on: none of our pages is for it to make."""
        with self._lock:
            if self._pages is None:  # what is there, others have made
                clean_directory(pages.config.site_dir)
            for name in self._pages.own.keys() - pages.own.keys() if self._pages else ():
                Path(pages.config.site_dir, name).unlink(missing_ok=True)
            self._let_go()
            pages.kept.go_on(frozenset(file.src_uri for file in pages.files))
            self._pages, self._indexed, self._built = pages, False, True
            pages.begin(pages.site)

    def dress(self, env: Any) -> None:
        """With the theme's templates that build is whole."""
        with self._lock:
            if self._pages:
                self._pages.dress(env)
            self._asked = time.monotonic()
            self._news.notify_all()

    def end(self) -> None:
        """The host makes all pages itself, for now; nobody waits for what is not made any more."""
        with self._lock:
            self._let_go()
            self._shards, self._searched = frozenset(), False
            self._news.notify_all()

    def _let_go(self) -> None:
        if self._pages and self._pages.searching:
            self._pages.searching.close()
        self._pages = None

    def renew(self, site: resolved.Site) -> bool:
        """Whether the last build of the host's serves for another state of the project too; then it is that one's."""
        with self._lock:
            if self._pages is None or not self._pages.serves(site):
                return False
            self._pages.kept.go_on(self._pages.kept.paths)
            self._pages.renew(site)
            self._indexed = False
            self._news.notify_all()
            return True

    def give(self, name: str) -> bytes | None:
        """What stands at a path of the site, made now if need be; none where that is no file of ours."""
        with self._lock:
            self._asked = time.monotonic()
            pages = self._pages
            if pages is None or pages.env is None:
                return None
            if name not in pages.own:
                self._await(name, pages)
                return None
            pages.settle(name)
            try:
                return Path(pages.own[name].abs_dest_path).read_bytes()
            except FileNotFoundError:  # the host writes no page that is empty
                return None

    def _await(self, name: str, pages: Singly) -> None:
        """Wait for the first index of the search, if that is what is asked for; any later one takes its place."""
        if name.startswith(SEARCH) and pages.searching and self._others and not self._shards:
            self._searched = True
            self._news.notify_all()
            self._news.wait_for(lambda: self._closed or not self._searched)

    def keeping(self) -> Kept:
        """Where pages are kept from build to build; raises `Unkept` and `OSError` where nothing can be."""
        if self._kept is None:
            self._folder = tempfile.TemporaryDirectory()
            self._kept = Kept(Path(self._folder.name), "preview")
        return self._kept

    # ── what nobody has asked for ──────────────────────────────────────────────────────────────

    def make_another(self) -> bool:
        """Make one page that nobody has asked for, after the last one the search's index; false where all is made."""
        with self._lock:
            pages = self._pages
            if pages is None or pages.env is None:
                return False
            if name := next((name for name in pages.others if name in pages.waiting), None):
                pages.settle(name)
                return True
            known, self._indexed = self._indexed, True
            if known or pages.searching is None:
                return False
            searching, read = pages.searching, pages.searching.end()
        self._index(searching, pages.config, read)
        return True

    def _index(self, searching: Searching, config: MkDocsConfig, read: Reading) -> None:
        """It takes its time, and others may be asking meanwhile."""
        searching.index(config, read)
        for gone in self._shards - searching.made.keys():
            Path(config.site_dir, gone).unlink(missing_ok=True)
        self._shards = frozenset(searching.made)

    def make_others(self, tell: Callable[[Exception], None]) -> None:
        """From now on make what nobody has asked for, while nobody asks; `tell` is told what goes wrong."""
        self._others = threading.Thread(target=self._make_others, args=(tell,), daemon=True)
        self._others.start()

    def _make_others(self, tell: Callable[[Exception], None]) -> None:
        while self._is_time():
            try:
                if not self.make_another():
                    self._rest()
            except Exception as error:  # of the host, or of the disk
                tell(error)
            with self._news:
                self._searched = self._searched and not self._indexed
                self._news.notify_all()

    def _is_time(self) -> bool:
        """When nobody has asked for a while, or somebody waits for all; false at the end."""
        with self._news:
            while not (self._closed or self._searched) and (left := self._asked + self._quiet - time.monotonic()) > 0:
                self._news.wait(left)
            return not self._closed

    def _rest(self) -> None:
        """Until there is something to make again."""
        self._clear_away()
        with self._news:
            if self._indexed and self._kept:
                self._kept.tidy()
            self._news.wait_for(lambda: self._closed or self._is_left())

    def _clear_away(self) -> None:
        """What is left of older states, once; what the host has built is not looked through again until it builds."""
        with self._lock:
            built, self._built = self._built, False
        if built:
            gc.unfreeze()
        gc.collect()
        if built:
            gc.freeze()

    def _is_left(self) -> bool:
        return self._pages is not None and self._pages.env is not None and not self._indexed

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._news.notify_all()
        if self._others:
            self._others.join()
        self.end()
        if self._kept and self._folder:
            self._kept.close()
            self._folder.cleanup()
