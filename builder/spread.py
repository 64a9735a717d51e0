"""What in a compile rests on one source or one page alone, done here or by any executor: threads, processes, a cluster.

Tasks and answers are values that can be pickled, and answers come in the order of their tasks: what is found is the
same wherever it was found, and whether now or before.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from builder.answers import Answers, Made
from builder.read.briefings import ReadPage, Written
from builder.read.files import Both, Task
from builder.read.sources import Archived, ReadSource
from builder.resolve.asking import Answering, Asked
from builder.resolve.checks.names import Known
from builder.resolve.judging import Judged, judged
from builder.resolve.noticing import Noticed, noticed

A = TypeVar("A")
B = TypeVar("B")
F = TypeVar("F")
R = TypeVar("R")
T = TypeVar("T", bound=Task)
FEWEST = 200
"""Tasks of one kind for which their way there and back is worth it: it costs about a quarter of the work."""
BATCHES = 16
"""In which the tasks of one kind go out: few enough that each is worth its way, enough to keep all busy to the end."""


@dataclass(slots=True)
class Spread:
    executor: Executor | None = None
    answers: Answers | None = None
    judged: dict[str, Judged] = field(default_factory=dict)
    """By id of a source: what it came to, where it was read."""
    noticed: dict[str, Noticed] = field(default_factory=dict)
    """By path of a page: the same."""

    def each(self, do: Callable[[A], B], tasks: Iterable[A]) -> Iterator[B]:
        """What `do` makes of each, in order. Where the executor breaks down, what is left is done here."""
        listed, done = list(tasks), 0
        if self.executor and len(listed) >= FEWEST:
            with suppress(BrokenExecutor):
                for answer in self.executor.map(do, listed, chunksize=max(len(listed) // BATCHES, 1)):
                    yield answer
                    done += 1
        yield from map(do, listed[done:])

    def judging(
        self, names: Answering, do: Callable[[Archived, Both], ReadSource], tasks: Iterable[Archived]
    ) -> Iterator[ReadSource]:
        """The same for sources, each of them judged right where it is read: it goes from there to here once."""
        for read, found in self._known_or_made("source", partial(_with, _judged, names, do), tasks, names):
            if read.source and found:
                self.judged[read.source.id] = found
            yield read

    def noticing(
        self, names: Answering, do: Callable[[Written, Both], ReadPage], tasks: Iterable[Written]
    ) -> Iterator[ReadPage]:
        """The same for pages."""
        for read, found in self._known_or_made("page", partial(_with, _noticed, names, do), tasks, names):
            if read.page and found:
                self.noticed[read.page.path] = found
            yield read

    def let_go(self) -> None:
        """Nothing more is checked: pages are drawn from what was linked."""
        self.judged.clear()
        self.noticed.clear()

    def rest(self) -> None:
        """All has been read."""
        if self.answers is not None:
            self.answers.rest()

    def _known_or_made(
        self, kind: str, make: Callable[[T, Both], Any], tasks: Iterable[T], names: Answering
    ) -> Iterator[tuple[Any, Any]]:
        """The answer to each, in order: the one that is known, if it stands, else a new one."""
        listed = list(tasks)
        known = [self._known(kind, task, names) for task in listed]
        unknown = [task for task, answer in zip(listed, known, strict=True) if answer is None]
        made = self.each(partial(_made, kind, make), unknown)
        for answer in known:
            read, found, _ = self._kept(next(made)) if answer is None else answer
            yield read, found

    def _known(self, kind: str, task: Task, names: Answering) -> Any:
        if self.answers is None or not self.answers.any:
            return None
        answer = self.answers.find(_key(kind, task, task.taken()))
        return answer if answer is not None and names.stands(answer[2]) else None

    def _kept(self, made: Made) -> Any:
        if self.answers is not None:
            self.answers.add(made)
        return made.answer


def _made(kind: str, make: Callable[[T, Both], Any], task: T) -> Made:
    """Under what was there when it was made, whatever was there before."""
    taken = task.taken()
    return Made(_key(kind, task, taken), make(task, taken))


def _key(kind: str, task: Task, taken: Both) -> str:
    """A digest of all that an answer is made of."""
    told = [(None if each.data is None else len(each.data), each.problem) for each in taken]
    digest = hashlib.blake2b(ascii((kind, task.names, told)).encode(), digest_size=20)
    for each in taken:
        digest.update(each.data or b"")
    return digest.hexdigest()


def _with(
    look: Callable[[R, Known], F], answering: Answering, do: Callable[[T, Both], R], task: T, taken: Both
) -> tuple[R, F, Asked]:
    """What is read, what it comes to by itself, and what of the registered names that hangs on."""
    read = do(task, taken)
    names, words, sounds = answering.noting()
    return read, look(read, names), answering.asked(words, sounds)


def _judged(read: ReadSource, names: Known) -> Judged | None:
    return judged(read.source, names) if read.source else None


def _noticed(read: ReadPage, names: Known) -> Noticed | None:
    return noticed(read.page, names) if read.page else None
