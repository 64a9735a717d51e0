"""Which blocks of a page are its article: `trafilatura` says, and the page's own characters are taken.

It drops joiners, times and labels within a sentence, and repeated lines: what it returns is used to
choose the page's blocks, and never as the text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import trafilatura

from builder.author.blocks import Block, blocks
from builder.author.runs import Runs, numbered
from builder.resolve.folding import folded
from builder.resolve.passages import read

LONG = 6
"""Words from which a block is known by its own, however few of them were dropped."""
SHINGLE = 3
TAKEN = 0.5
"""The share of a block's shingles that the extraction has, at least."""
LINKED = 0.5
"""A paragraph with more links than this is not the article's because it stands between two that are."""

Words = tuple[int, ...]


def selected(markup: str, page: Sequence[Block]) -> list[int]:
    """Numbers of the page's blocks that are its article, in order; none where there is no article."""
    body = _extracted(markup)
    if body is None:
        return []
    lines = Counter(_words(block.text) for block in body)
    keys = [_words(block.text) for block in page]
    known = {*lines} | _within({key for key in keys if SHINGLE <= len(key) < LONG}, lines)
    shingles = Runs(sum(map(len, lines)))
    for line in lines:
        for shingle in numbered(line, SHINGLE):
            shingles.add(shingle)
    chosen = [number for number, key in enumerate(keys) if _is_taken(key, known, shingles)]
    if not any(len(keys[number]) >= LONG for number in chosen):
        return []
    return _with_siblings(_once(chosen, keys, lines), page)


def _extracted(markup: str) -> tuple[Block, ...] | None:
    try:
        document = trafilatura.bare_extraction(markup, include_comments=False, include_tables=True)
    except Exception:  # hostile markup finds its bugs; a page that it cannot read has no article
        return None
    body = getattr(document, "body", None)
    return blocks(body) if body is not None else None


def _words(text: str) -> Words:
    return tuple(read(folded(text)))


def _within(short: set[Words], lines: Iterable[Words]) -> set[Words]:
    """Those of the short blocks that stand within a line."""
    sizes = {len(key) for key in short}
    grams = (line[at : at + size] for line in lines for size in sizes for at in range(len(line) - size + 1))
    return {gram for gram in grams if gram in short}


def _is_taken(key: Words, known: set[Words], shingles: Runs) -> bool:
    """A long block by most of its shingles; a short one as a line of its own, or within one if it is no mere word."""
    if len(key) < LONG:
        return key in known
    return sum(shingles.find(each) >= 0 for each in numbered(key, SHINGLE)) >= TAKEN * (len(key) - SHINGLE + 1)


def _once(chosen: list[int], keys: list[Words], lines: Counter[Words]) -> list[int]:
    """Blocks that say the same as often as the extraction has them: those nearest to the rest of the article."""
    places: dict[Words, list[int]] = {}
    for number in chosen:
        places.setdefault(keys[number], []).append(number)
    alone = [number for number in chosen if len(keys[number]) >= LONG and len(places[keys[number]]) == 1]
    centre = alone[len(alone) // 2] if alone else chosen[len(chosen) // 2]
    kept = []
    for key, numbers in places.items():
        kept += sorted(numbers, key=lambda number: abs(number - centre))[: max(lines[key], 1)]
    return sorted(kept)


def _with_siblings(chosen: list[int], page: Sequence[Block]) -> list[int]:
    """With the prose between two of the article's blocks that stands in the same element as one of them; no links."""
    kept = chosen[:1]
    for before, after in pairwise(chosen):
        own = {page[before].parent, page[after].parent}
        between = (number for number in range(before + 1, after) if page[number].parent in own)
        kept += [number for number in between if page[number].prose and page[number].linked <= LINKED]
        kept.append(after)
    return kept
