"""What in a compile rests on one source or one page alone, done here or by any executor: threads, processes, a cluster.

Tasks and answers are values that can be pickled, and answers come in the order of their tasks: what is found is the
same wherever it was found, and whether now or before.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from builder.answers import Answers, Made
from builder.copies import Copies
from builder.diagnostics import Diagnostic
from builder.marks import Marks, marks_of
from builder.model.memory import Memory
from builder.model.rows import let_go
from builder.model.written import Manuscript, Source
from builder.read.acceptances import Accepting
from builder.read.briefings import ReadPage, Written
from builder.read.files import Both, Task
from builder.read.sources import Archived, ReadSource
from builder.resolve.asking import Answering, Asked
from builder.resolve.checks.names import Known
from builder.resolve.checks.origins import Shelf
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
SETTLED, ALIKE = "settled", "alike"
"""The names of the answers that are not found by what they were made of: they say that themselves."""
BATCHES = 16
"""In which the tasks of one kind go out: few enough that each is worth its way, enough to keep all busy to the end."""

UNASKED = Asked()


class Sharing(Protocol):
    """Who does a share of the tasks: copies of this process, or any executor."""

    def map(self, do: Callable[[A], B], tasks: Iterable[A], /, *, chunksize: int) -> Iterator[B]:
        """What `do` gives for each task, in their order; raises `BrokenExecutor` where it cannot go on."""


@dataclass(slots=True)
class Spread:
    executor: Sharing | None = None
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
    made: int = 0
    """Answers that are new."""
    written: Callable[[], object] = field(default=lambda: None)
    """Waits until what is kept is."""
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

    def here(self, do: Callable[[A], B], tasks: Sequence[A]) -> Iterator[B]:
        """The same of what rests on all that is loaded here: copies of this process have that, others have not."""
        shares = isinstance(self.executor, Copies) and len(tasks) >= FEWEST
        return self.each(do, tasks) if shares else map(do, tasks)

    def beside(self, work: Callable[[], R], tasks: int) -> Callable[[], R]:
        """What `work` gives for so many tasks, when it is asked for; with copies at hand, one does it meanwhile."""
        if isinstance(self.executor, Copies) and tasks >= FEWEST:
            return self.executor.beside(work)
        done = work()
        return lambda: done

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

    def alike(self, shelf: Shelf) -> Callable[[], Iterable[Diagnostic]]:
        """What is said of sources that share passages, begun at once.

        It is known from before where all of them are as they were; where only their words are, so is what they share.
        """
        if self.answers is None:
            return self.beside(lambda: _alike(shelf, None)[1], len(shelf.texts))
        whole, words = self._records(shelf), _words(shelf.texts)
        known = self._find(ALIKE)
        if known and known[:2] == (whole, words):
            return lambda: known[3]
        shared = known[2] if known and known[1] == words else None
        made = self.beside(partial(_alike, shelf, shared), len(shelf.texts) if shared is None else 0)

        def answer() -> Iterable[Diagnostic]:
            shared, problems = made()
            self._kept(Made(ALIKE, (whole, words, shared, problems)))
            return problems

        return answer

    def _records(self, shelf: Shelf) -> str:
        """A digest of sources and their origins."""
        told = [
            (self.keys[id(source)][0], text.origin) for source, text in zip(shelf.sources, shelf.texts, strict=True)
        ]
        return hashlib.blake2b(ascii(told).encode(), digest_size=20).hexdigest()

    def _find(self, name: str) -> Any:
        return self.answers.find(name) if self.answers is not None and self.answers.any else None

    def settled(self) -> frozenset[str]:
        """Digests of prose in which nothing was found, with all that it was held against."""
        return frozenset(self._find(SETTLED) or ()) | self.settling

    def settle(self, digests: Iterable[str]) -> None:
        """Nothing was found in these; at the end they take the place of those that were known."""
        self.held = True
        self.settling.update(digests)

    def let_go(self) -> None:
        """Nothing more is checked: pages are drawn from what was linked."""
        self.judged.clear()
        self.noticed.clear()

    def write(self) -> None:
        """All that is kept has been asked for: what is new of it is put there for the next time."""
        if self.answers is None:
            return
        if self.memory.keeps:  # who remembers what sources share does not ask
            self.answers.find(ALIKE)
        settled = tuple(sorted(self.settling))
        if self.held and (self.answers.find(SETTLED) or ()) != settled:
            self.answers.add(Made(SETTLED, settled))
        self.written = self.beside(self.answers.write, self.made)

    def rest(self) -> None:
        """Nothing that is kept is asked for any more."""
        self.written()
        if self.answers is not None:
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
            self.made += 1
        return made


def _words(texts: Iterable[Text]) -> str:
    """A digest of all that decides what texts share."""
    texts = [*texts]
    digest = hashlib.blake2b(ascii([(text.origin, len(text.words)) for text in texts]).encode(), digest_size=20)
    for text in texts:
        digest.update(text.words)
    return digest.hexdigest()


def _alike(
    shelf: Shelf, known: Sequence[tuple[int, ...]] | None
) -> tuple[tuple[tuple[int, ...], ...], tuple[Diagnostic, ...]]:
    """What texts share, where it is not known, and what is said of it."""
    shared = tuple(astuple(each) for each in passages(shelf.texts)) if known is None else tuple(known)
    return shared, tuple(shelf.problems(Shared(*each) for each in shared))


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
    """It goes through what was just read off the page, which is then let go."""
    if read.page is None:
        return None
    found = noticed(read.page, names)
    let_go(read.page)
    return found
