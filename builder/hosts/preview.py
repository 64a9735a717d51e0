"""A preview that goes on: through settings that cannot be read, and through folders that come and go."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic
from builder.hosts.halves import processors
from builder.hosts.kept import Kept
from builder.hosts.laying import Laying
from builder.read.configuration import read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def leading_out(project: Path, configuration: str) -> list[Diagnostic]:
    """What in the settings leads out of the project: the host would read it, or run it, before anything is checked."""
    problems: list[Diagnostic] = []
    read_settings(project, problems.append, configuration, os.environ)
    return [problem for problem in problems if problem.rule == "outside-project"]


def keep_going(
    server: "LiveReloadServer", project: Path, folders: tuple[Path, ...], configuration: str = "mkdocs.yml"
) -> None:
    """Watches the folders, also when they are made anew; a build that fails leaves the last pages and is told."""
    server.builder = _told(server.builder, project, configuration)
    for folder in folders:
        if folder.is_dir():
            server.watch(str(folder))
    handler: Any = _Returning(server, {str(folder) for folder in folders})
    server.observer.schedule(handler, str(project), recursive=False)


def _told(build: Callable[[], None], project: Path, configuration: str) -> Callable[[], None]:
    """The build, of which a failure is one line: the host itself would print its own trace, and answer no more."""

    def attempt() -> None:
        if found := leading_out(project, configuration):
            print(f"briefings: the preview stands as it was: {found[0]}", file=sys.stderr, flush=True)
            return
        try:
            build()
        except (Exception, SystemExit) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            print(f"briefings: the preview stands as it was: {reason}", file=sys.stderr, flush=True)

    return attempt


class Previews:
    """Where the pages of one preview are kept for the next."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._kept: Kept | None = None

    def laying(self, config: "MkDocsConfig") -> Laying:
        """How the next preview is laid out: into the folder of the last, where what has not changed stays."""
        if self._kept is None:
            self._folder = tempfile.TemporaryDirectory()
            self._kept = Kept(Path(self._folder.name), "preview")
        return Laying(self._kept, Path(config.site_dir), processors())

    def close(self) -> None:
        if self._kept and self._folder:
            self._kept.close()
            self._folder.cleanup()


class _Returning:
    """Hears of folders that appear in the project, and watches those again that were watched before."""

    def __init__(self, server: "LiveReloadServer", folders: set[str]) -> None:
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
