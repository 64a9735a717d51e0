"""Makes a process of Python believe that it is on another machine: what its environment asks for, before it begins.

`LISTED` is a seed: folders are listed in another order. `CORES` is how many it may use. `LATER` are seconds by which
its clock is ahead. `UMASK` is what new files are not allowed, in octal. `OFFLINE` is a file that takes down every
attempt to reach another machine, or to name one; it is not made.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from types import TracebackType

SEED, CORES, LATER, UMASK = (os.environ.get(name, "") for name in ("LISTED", "CORES", "LATER", "UMASK"))
OFFLINE = os.environ.get("OFFLINE", "")
ASKING = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
HERE = ("127.0.0.1", "::1", "localhost")
real_listdir, real_scandir, real_time = os.listdir, os.scandir, time.time


class Shuffled:
    """The entries of a folder in another order."""

    def __init__(self, *path) -> None:
        with real_scandir(*path) as entries:
            self.entries = shuffled(sorted(entries, key=lambda entry: entry.name))

    def __iter__(self) -> Iterator[os.DirEntry]:
        return self

    def __next__(self) -> os.DirEntry:
        if not self.entries:
            raise StopIteration
        return self.entries.pop()

    def __enter__(self) -> "Shuffled":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.entries = []


def shuffled(entries: list) -> list:
    random.Random(SEED).shuffle(entries)  # noqa: S311  # an order, not a secret
    return entries


if SEED:
    os.listdir = lambda *path: shuffled(sorted(real_listdir(*path)))
    os.scandir = Shuffled
if CORES:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(CORES)])
if LATER:
    time.time = lambda: real_time() + int(LATER)
if UMASK:
    os.umask(int(UMASK, 8))


def refused(event: str, given: tuple) -> None:
    """A preview may listen here, and ask by what name it is known here."""
    if not event.startswith(ASKING):
        return
    asked = given[-1] if event in ASKING[:3] else given
    host = asked[0] if isinstance(asked, tuple) else asked
    if event.startswith("socket.get") and host in HERE:
        return
    with open(OFFLINE, "a") as file:  # noqa: PTH123  # before anything is imported
        file.write(f"{event} {given[1:] if event in ASKING[:3] else given}\n")
    raise OSError("no other machine may be asked")


if OFFLINE:
    sys.addaudithook(refused)
