"""Files that are known again without being read: by size, times and number, as the file system tells them."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

FRESH = 2_000_000_000
"""Nanoseconds after a change in which a file may change again and show the same times."""
SIZE, TIME, CHANGED, NUMBER = range(4)
"""What a mark consists of: `TIME` is that of the content, `CHANGED` that of anything, the file's name too."""
Mark = tuple[int, ...]
Marks = tuple[Mark, ...]


def mark(status: os.stat_result) -> Mark:
    """By which a file is known again."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(marked: Mark, at: int) -> bool:
    """Whether a file that shows this mark later is sure to be as it was at that moment, in nanoseconds since 1970."""
    return all(moment < at - FRESH for moment in marked[TIME:NUMBER])


def marks_of(files: Iterable[Path], at: int) -> Marks | None:
    """Where they are the same later, so are the files; none where that is not sure.

    `at` is a moment before they are looked at and read. What has changed shortly before may change again within one
    tick of the file system's clock, and what a link leads to has marks of its own.
    """
    found = []
    for path in files:
        try:
            status = os.lstat(path)
        except OSError:
            return None
        marked = mark(status)
        if not stat.S_ISREG(status.st_mode) or not is_settled(marked, at):
            return None
        found.append((*marked, status.st_dev, status.st_mode))
    return tuple(found)
