"""Copies of this process that share its work: what is loaded here need not be loaded there, nor tasks be sent.

A copy only answers. Where none can be made, or one ends early, what it has not answered is done here.
"""

import ctypes
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import chain, count, takewhile
from struct import Struct
from typing import IO, Any, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")
FEWEST = 32
"""Pieces for which a copy is worth making."""
BATCH = 8
"""Tasks that one process takes at a time: at the end, the others wait for no more than these."""
TURN = Struct("<I")
"""The number of a piece that a copy is to do."""
HEAD = Struct("<IQ")
"""Before a copy's answer: the number of its piece, and how many bytes it has."""


def processors() -> int:
    """As many as this process may use; one where copies of a process are not safe to go on."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def give_back() -> None:
    """What was freed and is held for later goes back to the system, where the C library can be told to: glibc’s can."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def shared(
    ours: Sequence[T],
    theirs: Sequence[T],
    work: Callable[[T], R | None],
    *,
    processes: int,
    rest: Callable[[], None] = lambda: None,
) -> Generator[tuple[T, R | None], None, None]:
    """Each piece with what `work` gives for it. This process begins at the head and copies at the end, until they meet.

    What `work` does besides answering is done in one of them. What a copy has no answer to is done here, at last; this
    process may `rest` when it has no more of its own.
    """
    pieces = [*ours, *theirs]
    left = {*range(len(pieces))}
    if processes > 1 and len(pieces) >= FEWEST:
        for number, answer in _divided(lambda number: work(pieces[number]), len(pieces), processes - 1, rest):
            left.remove(number)
            yield pieces[number], answer
    for number in sorted(left):
        yield pieces[number], work(pieces[number])


class Copies:
    """So many processes that share tasks, this one among them; when it is left, none is at work any more."""

    def __init__(self, processes: int) -> None:
        self._copies = processes - 1
        self._begun: list[_Begun] = []

    def __enter__(self) -> "Copies":
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._begun:
            each.end()

    def beside(self, work: Callable[[], R]) -> Callable[[], R]:
        """What `work` gives, begun by a copy at once: who asks for it waits until it is done."""
        self._begun.append(begun := _Begun(work))
        return begun.answer

    def map(self, do: Callable[[T], R], tasks: Iterable[T], *, chunksize: int = BATCH) -> Iterator[R]:
        """What `do` gives for each task, in their order, once all is done; at most `BATCH` are one process's turn."""
        listed, size = [*tasks], min(chunksize, BATCH)
        batches = [listed[at : at + size] for at in range(0, len(listed), size)]

        def work(number: int) -> list[R]:
            return [do(task) for task in batches[number]]

        done = dict(_divided(work, len(batches), self._copies))
        return chain.from_iterable(done.pop(n) if n in done else work(n) for n in range(len(batches)))


class _Begun:
    """One thing that a copy does."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work: Callable[[], Any] | None = work
        self._stack, self._copy, self._found = ExitStack(), None, None
        with suppress(OSError):  # nowhere to put what it says
            self._copy = _Copy(_file(self._stack), lambda: iter((0,)), lambda _: work())

    def answer(self) -> Any:
        if self._work is not None:
            if self._copy:
                self._copy.wait()
            found = [answer for _, answer in self._copy.answers()] if self._copy else []
            self._found = found[0] if found else self._work()
            self._work = None  # all that it was made of would stay as long as this does
            self.end()
        return self._found

    def end(self) -> None:
        if self._copy:
            self._copy.stop()
            self._copy.wait()
        self._copy = None
        self._stack.close()


def _divided(
    work: Callable[[int], R], pieces: int, copies: int, rest: Callable[[], None] = lambda: None
) -> Iterator[tuple[int, R]]:
    """What `work` gives for pieces, by their number; those that copies did not answer are not among them."""
    with ExitStack() as stack:
        try:
            turns = _Turns(pieces, stack)
            files = [_file(stack) for _ in range(copies)]
        except OSError:  # nowhere to put what they say
            return
        made = [_Copy(file, turns.last, work) for file in files]
        try:
            for number in turns.first():
                yield number, work(number)
                for copy in made:
                    yield from copy.answers()
            rest()
        except BaseException:
            for copy in made:
                copy.stop()
            raise
        finally:
            for copy in made:
                copy.wait()
        for copy in made:
            yield from copy.answers()


def _file(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(tempfile.TemporaryFile(buffering=0))


class _Turns:
    """Who does which piece. All read the same files, in each of which they have one place together."""

    def __init__(self, pieces: int, stack: ExitStack) -> None:
        """Raises `OSError` where there is nowhere to put them."""
        self._left, self._ends = _file(stack), _file(stack)
        for file, data in ((self._left, bytes(pieces)), (self._ends, _numbers(reversed(range(pieces))))):
            _write(file, data)
            file.seek(0)

    def first(self) -> Iterator[int]:
        """Those that this process gets: there is a byte for each piece, and who reads one has one more."""
        yield from takewhile(lambda _: self._more(), count())

    def _more(self) -> bool:
        return bool(os.read(self._left.fileno(), 1))

    def last(self) -> Iterator[int]:
        """Those that a copy gets."""
        while self._more() and (turn := os.read(self._ends.fileno(), TURN.size)):
            yield TURN.unpack(turn)[0]


def _numbers(numbers: Iterable[int]) -> bytes:
    return b"".join(map(TURN.pack, numbers))


class _Copy:
    """One of them, as this process sees it."""

    def __init__(self, file: IO[bytes], turns: Callable[[], Iterator[int]], work: Callable[[int], Any]) -> None:
        self._file, self._at, self._process = file.fileno(), 0, 0
        parent = os.getpid()
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until a copy is deaf to it
        try:
            self._process = os.fork()
            if not self._process:
                _answer(file, turns(), work, parent)
        except OSError:  # no more processes, or no room for one
            pass
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)

    def answers(self) -> Iterator[tuple[int, Any]]:
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
            self._process = 0


def _answer(file: IO[bytes], turns: Iterator[int], work: Callable[[int], Any], parent: int) -> NoReturn:
    """In the copy, which ends here whatever happens: with the process that it was made from, too.

    Interruptions are left to that one, and so is what goes wrong: it can say what.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in turns:
            if os.getppid() != parent:
                break
            if (answer := work(number)) is not None:
                data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
                _write(file, HEAD.pack(number, len(data)) + data)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _write(file: IO[bytes], data: bytes) -> None:
    """All of it; the system may take a part at a time."""
    with memoryview(data) as left:
        at = 0
        while at < len(left):
            at += file.write(left[at:])
