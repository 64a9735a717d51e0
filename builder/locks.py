"""One writer at a time in a folder, where the system has locks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[int | None]:
    """Waits until nobody else is in here for the folder; a process that ends lets go.

    What comes is the lock's handle: a process that inherits it holds the lock as well. None where there are no locks.
    """
    with _held(folder, wait=True) as handle:
        yield handle


@contextmanager
def if_alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else was in here for the folder, or can come; false where there are no locks."""
    with _held(folder, wait=False) as handle:
        yield handle is not None


@contextmanager
def _held(folder: Path, *, wait: bool) -> Iterator[int | None]:
    try:
        import fcntl
    except ImportError:
        yield None
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        except OSError:  # somebody else has it; or a network's file system, which locks no folders
            held = False
        yield handle if held else None
    finally:
        os.close(handle)
