"""Work that two processors share: a copy of this process does about half of it.

The copy only answers. Where it cannot be made, ends early or has no answer, the piece is done here.
"""

import ctypes
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

FEWEST = 32
"""Pieces for which a copy is worth making."""
T = TypeVar("T")
R = TypeVar("R")


def shared(
    ours: Sequence[T],
    theirs: Sequence[T],
    work: Callable[[T], R | None],
    *,
    processes: int,
    rest: Callable[[], None] = lambda: None,
) -> Iterator[tuple[T, R | None]]:
    """Each piece with what `work` gives for it. Of two processes one begins at the end, and they go on until they meet.

    What `work` does besides answering is done in one of the two. The copy's pieces come last, the last one first.
    Before them, this process may `rest`: it has no more of its own.
    """
    pieces = [*ours, *theirs]
    if processes < 2 or len(pieces) < FEWEST:
        yield from ((piece, work(piece)) for piece in pieces)
        return
    with tempfile.TemporaryFile() as answers, tempfile.TemporaryFile() as turns:
        turns.write(bytes(len(pieces)))
        turns.seek(0)
        parent = os.getpid()
        child = os.fork()
        if not child:
            _answer(_taken(reversed(pieces), turns.fileno()), work, answers.fileno(), parent)
        taken = 0
        try:
            for piece in _taken(pieces, turns.fileno()):
                taken += 1
                yield piece, work(piece)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            os.waitpid(child, 0)
        rest()
        answers.seek(0)
        for piece in reversed(pieces[taken:]):
            found = _next(answers)
            yield piece, work(piece) if found is None else found


def _taken(pieces: Iterable[T], turns: int) -> Iterator[T]:
    """Those that this process gets: there is a byte for each piece, and who reads one has one more.

    Both read the one file that they have open, at the one place that it has.
    """
    for piece in pieces:
        if not os.read(turns, 1):
            return
        yield piece


def _next(file: IO[bytes]) -> Any:
    """The copy's next answer; none where it has ended."""
    try:
        return pickle.load(file)  # noqa: S301  # what our own copy wrote
    except (EOFError, pickle.UnpicklingError):
        return None


def _answer(pieces: Iterable[T], work: Callable[[T], R | None], file: int, parent: int) -> None:
    """In the copy, which ends here whatever happens: with the process that it was made from, too."""
    try:
        with os.fdopen(os.dup(file), "wb") as answers:
            for piece in pieces:
                if os.getppid() != parent:
                    break
                pickle.dump(work(piece), answers)
    except BaseException:  # the rest is done by the other, who can say what is wrong
        os._exit(1)
    os._exit(0)


def give_back() -> None:
    """What was freed and is held for later goes back to the system, where the C library can be told to: glibc’s can."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def processors() -> int:
    """As many as this process may use; one where copies of a process are not safe to go on."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
