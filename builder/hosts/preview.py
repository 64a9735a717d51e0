"""A preview that goes on: through settings that cannot be read, and through folders that come and go."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer


def keep_going(server: LiveReloadServer, project: Path, folders: tuple[Path, ...]) -> None:
    """Watches the folders, also when they are made anew; a build that fails leaves the last pages and is told."""
    server.builder = _told(server.builder)
    for folder in folders:
        if folder.is_dir():
            server.watch(str(folder))
    handler: Any = _Returning(server, {str(folder) for folder in folders})
    server.observer.schedule(handler, str(project), recursive=False)


def _told(build: Callable[[], None]) -> Callable[[], None]:
    """The build, of which a failure is one line: the host itself would print its own trace, and answer no more."""

    def attempt() -> None:
        try:
            build()
        except (Exception, SystemExit) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            print(f"briefings: the preview stands as it was: {reason}", file=sys.stderr, flush=True)

    return attempt


class _Returning:
    """Hears of folders that appear in the project, and watches those again that were watched before."""

    def __init__(self, server: LiveReloadServer, folders: set[str]) -> None:
        self.server = server
        self.folders = folders

    def dispatch(self, event: Any) -> None:
        for path in self.folders & {event.src_path, getattr(event, "dest_path", "")}:
            if event.is_directory and Path(path).is_dir() and event.event_type != "modified":
                while path in self.server._watched_paths:
                    self.server.unwatch(path)
                self.server.watch(path)
                self._renew()

    def _renew(self) -> None:
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()
