"""Who reads and judges a project's sources and pages: this process, some beside it, or a cluster's."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from builder.hosts.halves import processors

TIMEOUT = 10
"""Seconds in which a scheduler answers."""


class NoWorkers(Exception):
    """There is no such cluster, or what speaks with one is not installed."""


@contextmanager
def workers(jobs: int, dask: str | None) -> Iterator[Executor | None]:
    """An executor for as long as it is needed; none where this process does it all. Raises `NoWorkers`."""
    if dask:
        with _cluster(dask) as executor:
            yield executor
    elif (jobs or processors()) < 2 or not hasattr(os, "fork"):
        yield None
    else:
        with _processes(jobs or processors()) as executor:
            yield executor


@contextmanager
def _processes(number: int) -> Iterator[Executor]:
    """Copies of this process, made when they are first asked: what is loaded here need not be loaded there."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(number, multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int) -> None:
    """A copy leaves interruptions to the process that it was made from, and ends with it, however that ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
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
