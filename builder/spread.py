"""What in a compile rests on one source or one page alone, done here or by any executor: threads, processes, a cluster.

Tasks and answers are values that can be pickled, and answers come in the order of their tasks: what is found is the
same wherever it was found.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from builder.read.briefings import ReadPage, Written
from builder.read.sources import Archived, ReadSource
from builder.resolve.checks.names import Known
from builder.resolve.judging import Judged, judged
from builder.resolve.noticing import Noticed, noticed

A = TypeVar("A")
B = TypeVar("B")
FEWEST = 200
"""Tasks of one kind for which their way there and back is worth it: it costs about a quarter of the work."""
BATCHES = 16
"""In which the tasks of one kind go out: few enough that each is worth its way, enough to keep all busy to the end."""


@dataclass(slots=True)
class Spread:
    executor: Executor | None = None
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
        self, names: Known, do: Callable[[Archived], ReadSource], tasks: Iterable[Archived]
    ) -> Iterator[ReadSource]:
        """The same for sources, each of them judged right where it is read: it goes from there to here once."""
        for read, found in self.each(partial(_judged, do, names), tasks):
            if read.source and found:
                self.judged[read.source.id] = found
            yield read

    def noticing(self, names: Known, do: Callable[[Written], ReadPage], tasks: Iterable[Written]) -> Iterator[ReadPage]:
        """The same for pages."""
        for read, found in self.each(partial(_noticed, do, names), tasks):
            if read.page and found:
                self.noticed[read.page.path] = found
            yield read


def _judged(do: Callable[[Archived], ReadSource], names: Known, task: Archived) -> tuple[ReadSource, Judged | None]:
    read = do(task)
    return read, judged(read.source, names) if read.source else None


def _noticed(do: Callable[[Written], ReadPage], names: Known, task: Written) -> tuple[ReadPage, Noticed | None]:
    read = do(task)
    return read, noticed(read.page, names) if read.page else None
