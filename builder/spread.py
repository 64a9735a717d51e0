"""What in a compile rests on one source or one page alone, done here or by any executor: threads, processes, a cluster.

Tasks and answers are values that can be pickled, and answers come in the order of their tasks: what is found is the
same wherever it was found, and whether now or before.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any, TypeVar

from builder.answers import Answers, Made
from builder.model.memory import Memory
from builder.model.written import Manuscript, Source
from builder.read.acceptances import Accepting
from builder.read.briefings import ReadPage, Written
from builder.read.files import Both, Task
from builder.read.marks import Marks, marks_of
from builder.read.sources import Archived, ReadSource
from builder.resolve.asking import Answering, Asked
from builder.resolve.checks.names import Known
from builder.resolve.judging import Judged, judged
from builder.resolve.noticing import Noticed, noticed
from builder.resolve.passages import Shared, Text, passages

A = TypeVar("A")
B = TypeVar("B")
F = TypeVar("F")
R = TypeVar("R")
T = TypeVar("T", bound=Task)
FEWEST = 64
"""Tasks of one kind for which others are asked: their way there and back costs some of the work."""
SETTLED = "settled"
"""The name of the one answer that is not found by what it was made of: digests, which say that themselves."""
BATCHES = 16
"""In which the tasks of one kind go out: few enough that each is worth its way, enough to keep all busy to the end."""


UNASKED = Asked()


@dataclass(slots=True)
class Spread:
    executor: Executor | None = None
    answers: Answers | None = None
    memory: Memory = field(default_factory=partial(Memory, keeps=False))
    """What this process worked out last."""
    judged: dict[str, Judged] = field(default_factory=dict)
    """By id of a source: what it came to, where it was read."""
    noticed: dict[str, Noticed] = field(default_factory=dict)
    """By path of a page: the same."""
    accepting: dict[str, Accepting] = field(default_factory=dict)
    """By path of a file: what its comments accept."""
    settling: set[str] = field(default_factory=set)
    """Digests of prose in which nothing was found this time."""
    held: bool = False
    """Whether prose was held at all."""
    keys: dict[int, tuple[str, object]] = field(default_factory=dict)
    """Of sources and pages, as `Keys` of digests."""

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
        for key, read, found in self._known_or_made(
            "source", partial(_with, _judged, self._asked(names), do), tasks, names
        ):
            self.accepting |= read.accepting
            if read.source and found:
                self.judged[read.source.id] = found
                self._know(read.source, key)
            yield read

    def noticing(
        self, names: Answering, do: Callable[[Written, Both], ReadPage], tasks: Iterable[Written]
    ) -> Iterator[ReadPage]:
        """The same for pages."""
        for key, read, found in self._known_or_made(
            "page", partial(_with, _noticed, self._asked(names), do), tasks, names
        ):
            self.accepting |= read.accepting
            if read.page and found:
                self.noticed[read.page.path] = found
                self._know(read.page, key)
            yield read

    def _know(self, record: Source | Manuscript, key: str) -> None:
        if key:
            self.keys[id(record)] = key, record

    def passages(self, texts: Sequence[Text]) -> list[Shared]:
        """What texts share, word for word; known from before where all of them are as they were."""
        if self.answers is None:
            return [*passages(texts)]
        digest = hashlib.blake2b(ascii([(text.origin, len(text.words)) for text in texts]).encode(), digest_size=20)
        for text in texts:
            digest.update(text.words)
        key = self.memory.same("passages", digest.hexdigest())
        known = self.answers.find(key) if self.answers.any else None
        if known is None:
            known = tuple(astuple(each) for each in passages(texts))
            self.answers.add(Made(key, known))
        return [Shared(*each) for each in known]

    def settled(self) -> frozenset[str]:
        """Digests of prose in which nothing was found, with all that it was held against."""
        known = self.answers.find(SETTLED) if self.answers is not None and self.answers.any else None
        return frozenset(known or ()) | self.settling

    def settle(self, digests: Iterable[str]) -> None:
        """Nothing was found in these; at the end they take the place of those that were known."""
        self.held = True
        self.settling.update(digests)

    def let_go(self) -> None:
        """Nothing more is checked: pages are drawn from what was linked."""
        self.judged.clear()
        self.noticed.clear()

    def rest(self) -> None:
        """All that is kept has been asked for."""
        if self.answers is None:
            return
        if passages := self.memory.last("passages"):  # who remembers what they came to does not ask
            self.answers.find(passages)
        settled = tuple(sorted(self.settling))
        if self.held and (self.answers.find(SETTLED) or ()) != settled:
            self.answers.add(Made(SETTLED, settled))
        self.answers.rest()

    def _asked(self, names: Answering) -> Answering | Known:
        """The names; what is asked of them is noted only for answers that are kept."""
        return names if self.answers is not None else names.names

    def _known_or_made(
        self, kind: str, make: Callable[[T, Both], Any], tasks: Iterable[T], names: Answering
    ) -> Iterator[tuple[str, Any, Any]]:
        """The answer to each with its key, in order: the one that is known, if it stands, else a new one."""
        listed = list(tasks)
        marks = self._marks(listed)
        known = [self._known(kind, task, names, sign) for task, sign in zip(listed, marks, strict=True)]
        unknown = [task for task, answer in zip(listed, known, strict=True) if answer is None]
        made = self.each(partial(_made, kind if self.answers is not None else "", make), unknown)
        for task, sign, answer in zip(listed, marks, known, strict=True):
            there = self._kept(next(made)) if answer is None else answer
            if answer is None and sign:
                self.memory.under((kind, *task.names), sign, partial(str, there.key))
            read, found, _ = there.answer
            yield there.key, read, found

    def _marks(self, tasks: Sequence[Task]) -> list[Marks | None]:
        """Those of each task's files, before they are read."""
        if not self.memory.keeps:
            return [None] * len(tasks)
        at = time.time_ns()
        return [marks_of(task.files, at) for task in tasks]

    def _known(self, kind: str, task: Task, names: Answering, marks: Marks | None) -> Made | None:
        """What there is since before; a file that shows the same marks is not read for it."""
        if self.answers is None or not self.answers.any:
            return None
        key = self.memory.under((kind, *task.names), marks, partial(_key_now, kind, task))
        answer = self.answers.find(key)
        return Made(key, answer) if answer is not None and names.stands(answer[2]) else None

    def _kept(self, made: Made) -> Made:
        if self.answers is not None:
            self.answers.add(made)
        return made


def _made(kind: str, make: Callable[[T, Both], Any], task: T) -> Made:
    """Under what was there when it was made, whatever was there before; under nothing without a kind."""
    taken = task.taken()
    return Made(_key(kind, task, taken) if kind else "", make(task, taken))


def _key_now(kind: str, task: Task) -> str:
    return _key(kind, task, task.taken())


def _key(kind: str, task: Task, taken: Both) -> str:
    """A digest of all that an answer is made of."""
    told = [(None if each.data is None else len(each.data), each.problem) for each in taken]
    digest = hashlib.blake2b(ascii((kind, task.names, told)).encode(), digest_size=20)
    for each in taken:
        digest.update(each.data or b"")
    return digest.hexdigest()


def _with(
    look: Callable[[R, Known], F], answering: Answering | Known, do: Callable[[T, Both], R], task: T, taken: Both
) -> tuple[R, F, Asked]:
    """What is read, what it comes to by itself, and what of the registered names that hangs on, where it is noted."""
    read = do(task, taken)
    if isinstance(answering, Known):
        return read, look(read, answering), UNASKED
    names, words, sounds = answering.noting()
    return read, look(read, names), answering.asked(words, sounds)


def _judged(read: ReadSource, names: Known) -> Judged | None:
    return judged(read.source, names) if read.source else None


def _noticed(read: ReadPage, names: Known) -> Noticed | None:
    return noticed(read.page, names) if read.page else None
