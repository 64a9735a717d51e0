"""Files that are known again without being read: by size, times and number, as the file system tells them."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from struct import Struct

FRESH = 2_000_000_000
"""Nanoseconds after a change in which a file may change again and show the same times."""
Mark = bytes
"""Size, time of the content, time of anything, the name too, and number, in 8 bytes each; of a folder it is empty."""
Marks = tuple[tuple[Mark, int, int], ...]
"""With each its device, and its mode."""
_NUMBERS = Struct("<4Q")
_TIMES = slice(1, 3)
"""Of its numbers."""
_WIDEST = (1 << 64) - 1
OF_CONTENT, BUT_SIZE, _OF_FILE = slice(0, 16), slice(8, None), slice(24, None)
"""Of a mark: what tells one content from another; what folders have too; the number."""


def mark(status: os.stat_result) -> Mark:
    """By which a file is known again."""
    times = _moment(status.st_mtime_ns), _moment(status.st_ctime_ns)
    return _NUMBERS.pack(status.st_size, *times, status.st_ino & _WIDEST)


def _moment(time: int) -> int:
    """In nanoseconds since 1970; a time before that, or too far ahead, is as one ahead: never taken for a past one."""
    return time if 0 <= time < _WIDEST else _WIDEST


def size(marked: Mark) -> int:
    """Of the file, in bytes."""
    return int.from_bytes(marked[:8], "little")


def is_settled(marked: Mark, at: int) -> bool:
    """Whether a file that shows this mark later is sure to be as it was at that moment, in nanoseconds since 1970."""
    return not marked or all(moment < at - FRESH for moment in _NUMBERS.unpack(marked)[_TIMES])


def is_same(marked: Mark, now: Mark) -> bool:
    """Whether a file may have got another name since, and nothing else: that changes one of its times."""
    return marked[OF_CONTENT] == now[OF_CONTENT] and marked[_OF_FILE] == now[_OF_FILE]


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
        found.append((marked, status.st_dev, status.st_mode))
    return tuple(found)
