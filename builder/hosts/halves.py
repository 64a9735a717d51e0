"""Work that two processors share: a copy of this process does half of it.

The copy only answers. Where it cannot be made, ends early or has no answer, the piece is done here.
"""

import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

FEWEST = 32
"""Pieces for which a copy is worth making."""
T = TypeVar("T")
R = TypeVar("R")


def shared(
    ours: Sequence[T], theirs: Sequence[T], work: Callable[[T], R | None], *, processes: int
) -> Iterator[tuple[T, R | None]]:
    """Each piece with what `work` gives for it, in their order; of `theirs` a copy makes it, if there are processes.

    What `work` does besides answering is done in one of the two.
    """
    if processes < 2 or len(ours) + len(theirs) < FEWEST:
        yield from ((piece, work(piece)) for piece in (*ours, *theirs))
        return
    with tempfile.TemporaryFile() as file:
        parent = os.getpid()
        child = os.fork()
        if not child:
            _answer(theirs, work, file.fileno(), parent)
        try:
            for piece in ours:
                yield piece, work(piece)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            os.waitpid(child, 0)
        file.seek(0)
        for piece in theirs:
            found = _next(file)
            yield piece, work(piece) if found is None else found


def _next(file: IO[bytes]) -> Any:
    """The copy's next answer; none where it has ended."""
    try:
        return pickle.load(file)  # noqa: S301  # what our own copy wrote
    except (EOFError, pickle.UnpicklingError):
        return None


def _answer(pieces: Sequence[T], work: Callable[[T], R | None], file: int, parent: int) -> None:
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


def processors() -> int:
    """As many as this process may use; one where copies of a process are not safe to go on."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
