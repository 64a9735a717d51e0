"""A preview that goes on: through settings that cannot be read, and through folders that come and go."""

import os
import posixpath
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.cached import Unkept
from builder.diagnostics import Diagnostic
from builder.hosts.ondemand import OnDemand
from builder.hosts.watching import Watching, changed_since
from builder.read.configuration import read_settings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

RELOAD = "briefings-reload-{epoch}.js"
RELOADS = re.compile(RELOAD.format(epoch="([0-9]{1,20})").replace(".js", r"\.js"))
"""The name of the script by which a page that shows one state of the project comes again with the next."""
SETTLED = 0.05
"""Seconds for which nothing more is saved before what was saved is looked at."""
Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""What answers a request, as WSGI has it."""


def leading_out(project: Path, configuration: str) -> list[Diagnostic]:
    """What in the settings leads out of the project: the host would read it, or run it, before anything is checked."""
    problems: list[Diagnostic] = []
    read_settings(project, problems.append, configuration, os.environ)
    return [problem for problem in problems if problem.rule == "outside-project"]


def keep_going(
    server: "LiveReloadServer",
    project: Path,
    folders: tuple[Path, ...],
    configuration: str = "mkdocs.yml",
    pages: OnDemand | None = None,
    renew: Callable[[], bool] = lambda: False,
    began: float = inf,
) -> Watching:
    """Watches the folders, also when they are made anew; a build that fails leaves the last pages and is told.

    What can be renewed without a build of the host's is not built; `pages` has those that are made when asked for.
    What was saved since the preview `began`, in seconds since 1970, is looked at at once.
    """
    server.build_delay = SETTLED
    server.builder = _told(server.builder, project, configuration, renew, pages)
    server.set_app(Answering(server, pages))
    if pages:
        pages.make_others(_say_why)
    for folder in map(str, folders):
        while folder in server._watched_paths:
            server.unwatch(folder)

    def build() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    watching = Watching(project, folders, build)
    if changed_since((*folders, project / configuration), began):
        build()
    return watching


def _told(
    build: Callable[[], None], project: Path, configuration: str, renew: Callable[[], bool], pages: OnDemand | None
) -> Callable[[], None]:
    """The build, of which a failure is one line: the host itself would print its own trace, and answer no more."""

    def attempt() -> None:
        try:
            if found := leading_out(project, configuration):
                print(f"briefings: the preview stands as it was: {found[0]}", file=sys.stderr, flush=True)
                return
            with pages.alone() if pages else nullcontext():
                if not renew():
                    build()
        except (Exception, SystemExit) as error:
            print(f"briefings: the preview stands as it was: {_reason(error)}", file=sys.stderr, flush=True)

    return attempt


class Answering:
    """The server's own answers, but for files of ours, and with its script as a file: pages allow no other."""

    def __init__(self, server: Any, pages: OnDemand | None) -> None:
        """`server` is the host's."""
        self._server = server
        self._pages = pages
        self._inject: Callable[[bytes, int], bytes] = self._server._inject_js_into_html
        self._server._inject_js_into_html = self._linked

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        name = _named(path, self._server.mount_path)
        if "\0" in path:  # the server would ask the system for such a file
            return _text(start, "404 Not Found", b"There is no such page.")
        if name is None:
            return self._of_server(environ, start)
        if shown := RELOADS.fullmatch(name):
            return _found(start, "application/javascript", self._script(int(shown[1])))
        epoch = self._epoch()  # before the page is made: one that is newer only comes again
        try:
            data = self._made(name)
        except Exception as error:  # of the host, which says what is wrong in its own way, or of the disk
            _say_why(error)
            return _text(start, "500 Internal Server Error", b"This page cannot be shown: the terminal says why.")
        if data is None:
            return self._of_server(environ, start)
        return _found(
            start, self._server._guess_type(name), self._linked(data, epoch) if name.endswith(".html") else data
        )

    def _of_server(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answer: Iterable[bytes] = self._server.serve_request(environ, start)
        return answer

    def _epoch(self) -> int:
        """The state that is shown, once none is being built."""
        server = self._server
        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
            return int(server._visible_epoch)

    def _made(self, name: str) -> bytes | None:
        if self._pages is None:
            return None
        data = self._pages.give(name)
        if data is None:
            self._pages.give(f"{name}/index.html".removeprefix("/"))  # to which the server leads
        return data

    def _linked(self, content: bytes, epoch: int) -> bytes:
        """A page with a link to the server's script, in the place of what that puts into it."""
        head, end, foot = content.rpartition(b"</body>")
        address = f"{self._server.mount_path}{RELOAD.format(epoch=epoch)}"
        return head + f'<script src="{address}"></script>'.encode() + end + foot if end else content

    def _script(self, epoch: int) -> bytes:
        return self._inject(b"", epoch).removeprefix(b"<script>").removesuffix(b"</script>")


def _text(start: Callable[..., Any], status: str, words: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain")])
    return [words]


def _found(start: Callable[..., Any], kind: str, data: bytes) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
    return [data]


def _named(path: str, mount: str) -> str | None:
    """The file of the site that a request is for, as the server finds it; none for one of its own."""
    if path.startswith("/livereload/") or not f"{path}/".startswith(mount):
        return None
    return posixpath.normpath("/" + path[len(mount) :] + ("index.html" if path.endswith("/") else "")).lstrip("/")


def _say_why(error: Exception) -> None:
    print(f"briefings: a page cannot be shown: {_reason(error)}", file=sys.stderr, flush=True)


def _reason(error: BaseException) -> str:
    error = error.__cause__ if isinstance(error, Unkept) and error.__cause__ else error
    return " ".join(str(error).split()) or type(error).__name__
