"""What of a project is saved while a preview is shown: told by the system at once, and looked for by ourselves.

Not every disk tells: those of other machines do not. What one way has told already, the other need not.
"""

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

EVERY = 1.0
"""Seconds between two looks of our own."""
AGAIN = 1.0
"""Seconds after which a folder that has come again is looked at once more: nothing is told before it is watched."""
CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""Others tell that somebody reads: a compile does so thousands of times."""


def changed_since(paths: Iterable[Path], began: float) -> bool:
    """Whether something at or below one of the paths was saved, came or went since then, in seconds since 1970."""
    return any(_changed(path, began) or (path.is_dir() and _changed_below(path, began)) for path in paths)


def _changed_below(folder: Path, began: float) -> bool:
    return any(
        _changed(Path(above, name), began) for above, folders, names in os.walk(folder) for name in (*folders, *names)
    )


def _changed(path: Path, began: float) -> bool:
    try:
        return os.lstat(path).st_ctime >= began
    except OSError:
        return False


class Watching:
    """Folders of a project, also when they go and come again."""

    def __init__(self, project: Path, folders: Iterable[Path], renew: Callable[[], None]) -> None:
        self._folders = {str(folder) for folder in folders}
        self._renew = renew
        self._marks: dict[str, object] = {}
        self._lock = threading.Lock()
        self._observers: tuple[Any, ...] = (Observer(), PollingObserver(timeout=EVERY))
        self._watches: dict[tuple[int, str], Any] = {}
        for number, observer in enumerate(self._observers):
            self._watch(number, str(project), recursive=False)
            for folder in self._folders:
                self._watch(number, folder)
            with suppress(OSError):  # a system without room for more watches
                observer.start()

    def _watch(self, number: int, folder: str, *, recursive: bool = True) -> None:
        observer = self._observers[number]
        with suppress(OSError, KeyError):
            if old := self._watches.pop((number, folder), None):
                observer.unschedule(old)
        with suppress(OSError):
            handler: Any = self
            self._watches[number, folder] = observer.schedule(
                handler, folder, recursive=recursive, event_filter=CHANGES
            )

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hear of something: what an observer asks of a handler."""
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        if type(event) not in CHANGES:
            return
        known = [path for path in paths if self._is_ours(path)]
        with self._lock:
            news = [path for path in known if self._is_new(path, event)]
            back = self._folders.intersection(news)
            for folder in back:
                for number in range(len(self._observers)):
                    self._watch(number, folder)
        if news:
            self._renew()
        if back:
            later = threading.Timer(AGAIN, self._look_again)
            later.daemon = True
            later.start()

    def _look_again(self) -> None:
        """Watch folders that were away when they were to be watched: nobody may have seen them come."""
        with self._lock:
            for folder in self._folders:
                for number in range(len(self._observers)):
                    if (number, folder) not in self._watches:
                        self._watch(number, folder)
        self._renew()

    def _is_ours(self, path: str) -> bool:
        """The folders themselves, and what is in them: of the project's folder we hear all that is right in it."""
        return any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in self._folders)

    def _is_new(self, path: str, event: FileSystemEvent) -> bool:
        """Whether it is not what was heard of this path last."""
        before, now = self._marks.get(path, ...), _mark(path, event.is_directory)
        self._marks[path] = now
        return before != now

    def close(self) -> None:
        for observer in self._observers:
            if observer.is_alive():
                observer.stop()
                observer.join()


def _mark(path: str, is_folder: bool) -> object:  # only here
    """What tells one state of a file from another; of a folder, which one it is."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if is_folder:
        return status.st_ino
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
