"""What a command is at, on a terminal, while it is at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


@contextmanager
def working(words: str) -> Iterator[Say]:
    """Shows the words on a terminal's standard error, and others when they are said; all are gone at the end.

    A pipe gets nothing of it.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(words, refresh_per_second=8) as status:
        yield status.update
