"""Who reads and judges a project's sources and pages: this process, copies of it beside it, or a cluster's."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from builder.copies import FEWEST, Copies, processors

if TYPE_CHECKING:
    from builder.spread import Sharing

R = TypeVar("R")
TIMEOUT = 10
"""Seconds in which a scheduler answers."""


class NoWorkers(Exception):
    """There is no such cluster, or what speaks with one is not installed."""


@contextmanager
def workers(jobs: int, dask: str | None) -> "Iterator[Sharing | None]":
    """Who shares the work, for as long as it is needed; none where this process does it all. Raises `NoWorkers`."""
    if dask:
        with _cluster(dask) as executor:
            yield executor
    elif (jobs or processors()) < 2 or not hasattr(os, "fork"):
        yield None
    else:
        with Copies(jobs or processors()) as copies:
            yield copies


def begun(executor: "Sharing | None", work: Callable[[], R], pieces: int) -> Callable[[], R]:
    """What `work` gives for so many pieces, when it is asked for; begun by a copy of this process, if there is one."""
    return executor.beside(work) if isinstance(executor, Copies) and pieces >= FEWEST else work


@contextmanager
def _cluster(address: str) -> "Iterator[Sharing]":
    """The workers of a Dask scheduler; they see the project under the same path, and have this program."""
    try:
        from distributed import Client
    except ImportError:
        raise NoWorkers("--dask needs the extra: pip install 'annotated-briefings[dask]'") from None
    try:
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoWorkers(f"no scheduler answers at {address}: {error}") from None
    with client:
        yield client.get_executor()
