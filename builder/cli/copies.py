"""Copies of this process that share its work: what is loaded here need not be loaded there, nor tasks be sent.

A copy only answers. Where none can be made, or one ends early, its tasks are done here.
"""

import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, suppress
from itertools import chain
from struct import Struct
from typing import IO, Any

BATCH = 8
"""Tasks that one process takes at a time: at the end, the others wait for no more than these."""
TURN = Struct("<I")
"""The number of a batch."""
HEAD = Struct("<IQ")
"""Before a copy's answers: the number of their batch, and how many bytes they have."""


class Copies(Executor):
    """So many processes at work, this one among them: it does its share of the tasks, and puts all answers in order."""

    def __init__(self, processes: int) -> None:
        self._copies = processes - 1

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **_: Any) -> Iterator[Any]:
        """As that of other executors, once all is done; it has batches of its own, and waits as long as it takes."""
        tasks = [*zip(*iterables, strict=False)]
        batches = [tasks[at : at + BATCH] for at in range(0, len(tasks), BATCH)]

        def work(number: int) -> list[Any]:
            return [fn(*task) for task in batches[number]]

        done = _shared(work, len(batches), self._copies)
        return chain.from_iterable(done.pop(n) if n in done else work(n) for n in range(len(batches)))


def _shared(work: Callable[[int], list[Any]], batches: int, copies: int) -> dict[int, list[Any]]:
    """What `work` gives for each batch, by its number; those of a copy that broke down are not among them."""
    done: dict[int, list[Any]] = {}
    with ExitStack() as stack:
        try:
            turns, *files = [stack.enter_context(tempfile.TemporaryFile(buffering=0)) for _ in range(copies + 1)]
            turns.write(b"".join(map(TURN.pack, range(batches))))
        except OSError:  # nowhere to put what they say
            return done
        turns.seek(0)
        made = [_Copy(file, turns, work) for file in files]
        try:
            for number in _taken(turns):
                done[number] = work(number)
                for copy in made:
                    done.update(copy.answers())
        except BaseException:
            for copy in made:
                copy.stop()
            raise
        finally:
            for copy in made:
                copy.wait()
        for copy in made:
            done.update(copy.answers())
    return done


def _taken(turns: IO[bytes]) -> Iterator[int]:
    """The batches that this process gets: all read the one file that they have open, at the one place that it has."""
    while turn := os.read(turns.fileno(), TURN.size):
        yield TURN.unpack(turn)[0]


class _Copy:
    """One of them, as this process sees it."""

    def __init__(self, file: IO[bytes], turns: IO[bytes], work: Callable[[int], list[Any]]) -> None:
        self._file, self._at, self._process = file.fileno(), 0, 0
        parent = os.getpid()
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until a copy is deaf to it
        try:
            self._process = os.fork()
            if not self._process:
                _answer(file, turns, work, parent)
        except OSError:  # no more processes, or no room for one
            pass
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)

    def answers(self) -> Iterator[tuple[int, list[Any]]]:
        """What it has answered since it was last asked, as far as that is whole."""
        while len(head := os.pread(self._file, HEAD.size, self._at)) == HEAD.size:
            number, length = HEAD.unpack(head)
            if len(data := os.pread(self._file, length, self._at + HEAD.size)) < length:
                return
            self._at += HEAD.size + length
            yield number, pickle.loads(data)  # noqa: S301  # what our own copy wrote

    def stop(self) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)

    def wait(self) -> None:
        if self._process:
            with suppress(ChildProcessError):  # whoever began this one may have said that nobody waits
                os.waitpid(self._process, 0)


def _answer(file: IO[bytes], turns: IO[bytes], work: Callable[[int], list[Any]], parent: int) -> None:
    """In the copy, which ends here whatever happens: with the process that it was made from, too.

    Interruptions are left to that one, and so is what goes wrong: it can say what.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in _taken(turns):
            if os.getppid() != parent:
                break
            data = pickle.dumps(work(number), pickle.HIGHEST_PROTOCOL)
            with memoryview(HEAD.pack(number, len(data)) + data) as left:
                at = 0
                while at < len(left):
                    at += file.write(left[at:])
    except BaseException:
        os._exit(1)
    os._exit(0)
