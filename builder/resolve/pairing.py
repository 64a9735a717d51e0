"""Which new sentence an old one became, so that a change can be told as one: in linear time, for the message only."""

from collections.abc import Sequence

from rapidfuzz import fuzz

WINDOW = 20
"""Sentences on either side of the expected place that one is compared with."""
ALIKE, MOVED = 45.0, 65.0
"""Likeness, of 100, from which two are taken for one: in the same gap, and elsewhere."""
COMPARED = 1_500
"""Characters of a sentence that are compared."""


def pairs(gone: Sequence[tuple[str, str]], come: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Places in both lists of what belongs together. Each item is the kept sentence before it, and its words."""
    gaps: dict[str, tuple[list[int], list[int]]] = {}
    for side, items in enumerate((gone, come)):
        for index, (gap, _) in enumerate(items):
            gaps.setdefault(gap, ([], []))[side].append(index)
    old, new = [words for _, words in gone], [words for _, words in come]
    found = [pair for ours, theirs in gaps.values() for pair in _matched(ours, theirs, old, new, ALIKE)]
    paired = [{first for first, _ in found}, {second for _, second in found}]
    left = [index for index in range(len(gone)) if index not in paired[0]]
    right = [index for index in range(len(come)) if index not in paired[1]]
    return sorted([*found, *_matched(left, right, old, new, MOVED)])


def _matched(ours: list[int], theirs: list[int], old: list[str], new: list[str], least: float) -> list[tuple[int, int]]:
    """The likest first, each once."""
    scored = []
    for place, first in enumerate(ours):
        middle = place * len(theirs) // len(ours)
        for second in theirs[max(middle - WINDOW, 0) : middle + WINDOW + 1]:
            score = fuzz.ratio(old[first][:COMPARED], new[second][:COMPARED], score_cutoff=least)
            if score:
                scored.append((-score, first, second))
    found: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, first, second in sorted(scored):
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            found.append((first, second))
    return found
