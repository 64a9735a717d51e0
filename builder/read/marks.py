"""Files that are known again without being read: by number, size and times, as the file system tells them."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

FRESH = 2_000_000_000
"""Nanoseconds after a change in which a file may change again and show the same times."""
Marks = tuple[tuple[int, ...], ...]


def marks_of(files: Iterable[Path], at: int) -> Marks | None:
    """Where they are the same later, so are the files; none where that is not sure.

    `at` is a moment before they are looked at and read, in nanoseconds since 1970. What has changed shortly before may
    change again within one tick of the file system's clock, and what a link leads to has marks of its own.
    """
    found = []
    for path in files:
        try:
            status = os.lstat(path)
        except OSError:
            return None
        changed = status.st_mtime_ns, status.st_ctime_ns
        if not stat.S_ISREG(status.st_mode) or max(changed) > at - FRESH:
            return None
        found.append((status.st_dev, status.st_ino, status.st_mode, status.st_size, *changed))
    return tuple(found)
