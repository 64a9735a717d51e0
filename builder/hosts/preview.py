"""A preview that goes on: through settings that cannot be read, and through folders that come and go."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from builder.cached import Unkept
from builder.diagnostics import Diagnostic
from builder.hosts.ondemand import OnDemand
from builder.hosts.watching import Watching
from builder.read.configuration import read_settings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

RELOAD = "briefings-reload-{epoch}.js"
RELOADS = re.compile(RELOAD.format(epoch="([0-9]+)").replace(".js", r"\.js"))
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
    *,
    pages: OnDemand | None = None,
    renew: Callable[[], bool] = lambda: False,
) -> Watching:
    """Watches the folders, also when they are made anew; a build that fails leaves the last pages and is told.

    What can be renewed without a build of the host's is not built; `pages` has those that are made when asked for.
    """
    server.build_delay = SETTLED
    server.builder = _told(server.builder, project, configuration, renew, pages)
    server.set_app(answering(server, pages))
    if pages:
        pages.make_others(_say_why)
    for folder in map(str, folders):
        while folder in server._watched_paths:
            server.unwatch(folder)

    def build() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    return Watching(project, folders, build)


def _told(
    build: Callable[[], None], project: Path, configuration: str, renew: Callable[[], bool], pages: OnDemand | None
) -> Callable[[], None]:
    """The build, of which a failure is one line: the host itself would print its own trace, and answer no more."""

    def attempt() -> None:
        if found := leading_out(project, configuration):
            print(f"briefings: the preview stands as it was: {found[0]}", file=sys.stderr, flush=True)
            return
        try:
            with pages.alone() if pages else nullcontext():
                if not renew():
                    build()
        except (Exception, SystemExit) as error:
            print(f"briefings: the preview stands as it was: {_reason(error)}", file=sys.stderr, flush=True)

    return attempt


def answering(server: "LiveReloadServer", pages: OnDemand | None) -> Answer:
    """The server's own answers, but for files of ours, and with its script as a file: pages allow no other."""
    untyped: Any = server
    inject = untyped._inject_js_into_html

    def linked(content: bytes, epoch: int) -> bytes:
        """In the place of what it puts into pages."""
        head, end, foot = content.rpartition(b"</body>")
        address = f"{server.mount_path}{RELOAD.format(epoch=epoch)}"
        return head + f'<script src="{address}"></script>'.encode() + end + foot if end else content

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        name = _named(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore"), server.mount_path)
        if name and (shown := RELOADS.fullmatch(name)):
            script = inject(b"", int(shown[1])).removeprefix(b"<script>").removesuffix(b"</script>")
            return _found(start, "application/javascript", script)
        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: name is None or server._visible_epoch == server._wanted_epoch)
            epoch = server._visible_epoch  # before the page is made: one that is newer only comes again
        try:
            data = pages.give(name) if pages and name else None
            if data is None and pages and name:
                pages.give(f"{name}/index.html")  # to which the server leads
        except Exception as error:  # of the host, which says what is wrong in its own way, or of the disk
            _say_why(error)
            start("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b"This page cannot be shown: the terminal says why."]
        if data is None or name is None:
            return server.serve_request(environ, start)
        return _found(start, untyped._guess_type(name), linked(data, epoch) if name.endswith(".html") else data)

    untyped._inject_js_into_html = linked
    return answer


def _found(start: Callable[..., Any], kind: str, data: bytes) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
    return [data]


def _named(path: str, mount: str) -> str | None:
    """The file of the site that a request is for; none for one of the server's own."""
    if path.startswith("/livereload/") or not f"{path}/".startswith(mount):
        return None
    name = path.removeprefix(mount) + ("index.html" if path.endswith("/") else "")
    return str(PurePosixPath(name)) if ".." not in name.split("/") else None


def _say_why(error: Exception) -> None:
    print(f"briefings: a page cannot be shown: {_reason(error)}", file=sys.stderr, flush=True)


def _reason(error: BaseException) -> str:
    error = error.__cause__ if isinstance(error, Unkept) and error.__cause__ else error
    return " ".join(str(error).split()) or type(error).__name__
