"""Python's search for unused objects, left out where almost all that is made stays to the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Each search goes through a million objects of a large project, and would give back a hundredth of its memory."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
