"""Whether work grows as its input does: processor times of one run against each other, and no limit of seconds."""

import gc
from collections.abc import Callable
from time import process_time

LARGER = 4
"""How many times longer the second input is."""
SLACK = 2.5
"""How far past that its time may go: sixteen times as much would be a square."""
NOISE = 0.02
"""Seconds of the processor below which a time says nothing."""


def grows_no_faster(run: Callable[[int], object], size: int) -> bool:
    """Whether an input `LARGER` times as long takes no more than `LARGER * SLACK` times as long; the least counts."""
    small = min(_cost(run, size) for _ in range(3))
    bound = max(small, NOISE) * LARGER * SLACK
    return any(_cost(run, size * LARGER) <= bound for _ in range(2))


def _cost(run: Callable[[int], object], size: int) -> float:
    """Without collections of garbage, as `timeit` does: they cost by what other tests have left, as would one before."""
    gc.disable()
    try:
        start = process_time()
        run(size)
        return process_time() - start
    finally:
        gc.enable()
