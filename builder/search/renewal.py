"""The index of the last build with some of its pages made anew: of its files only those are made in which something is.

It is to the byte what `shards.files` gives of all pages, which must be those of the last build, by their addresses.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from builder.search.pages import Searched
from builder.search.shards import (
    BEGINNINGS,
    INDEX,
    TEXTS_MOST,
    TITLES,
    WORDS_MOST,
    as_json,
    listed,
    order,
    posting,
    settings_file,
    steps,
    texts_path,
    thousands,
    titles_path,
    words_path,
)

Changed = Mapping[int, tuple[Searched, Searched]]
"""The pages that are others than they were, by their numbers: each as it was, and as it is."""
Made = bytes | str
"""A file, or the path of the one of the last build that it is."""
Units = Callable[[int], Sequence[str]]
"""The entries of a file of the last build as they are now."""


@dataclass(frozen=True, slots=True)
class Last:
    """The index of the last build."""

    read: Callable[[str], bytes]
    """A file by its path, as it was made then."""
    digest: Callable[[str], str]
    """The SHA-256 of a file by its path."""


def renewed(
    last: Last, changed: Changed, page: Callable[[int], Searched], config: Mapping[str, Any]
) -> Iterator[tuple[str, Made]]:
    """All files of the index, each with its path in the site; `page` gives one by its number, as it is now.

    Raises what `last` does, and `ValueError`, `KeyError`, `TypeError` or `IndexError` where it has no words.
    """
    told = json.loads(last.read(BEGINNINGS))
    digest = hashlib.sha256()
    for path, made in _all(last, told, changed, page):
        sum = last.digest(made) if isinstance(made, str) else hashlib.sha256(made).hexdigest()
        digest.update(bytes.fromhex(sum))
        yield path, made
    yield INDEX, settings_file(config, digest.hexdigest())


def _all(last: Last, told: Any, changed: Changed, page: Callable[[int], Searched]) -> Iterator[tuple[str, Made]]:
    count = told["pages"]
    starts: list[int] = []
    for at, (start, made) in enumerate(_texts(told, changed, page)):
        starts.append(start)
        yield texts_path(at), made
    retitled = {number // TITLES for number, (old, new) in changed.items() if old.title != new.title}
    for at in range(-(-count // TITLES)):
        group = range(at * TITLES, min(count, (at + 1) * TITLES)) if at in retitled else ()
        titles = [(each.location, each.title) for each in map(page, group)]
        yield titles_path(at), as_json(titles) if titles else titles_path(at)
    firsts, sizes = [], []
    for at, (first, size, made) in enumerate(_words(last, told, changed)):
        firsts.append(first)
        sizes.append(size)
        yield words_path(at), made
    boosts = {**told["boosts"], **{str(number): new.boost for number, (_, new) in changed.items()}}
    kept = {each: boosts[each] for each in sorted(boosts, key=int) if boosts[each] != 1.0}
    yield BEGINNINGS, as_json({**told, "words": firsts, "sizes": sizes, "texts": steps(starts), "boosts": kept})


def _texts(told: Any, changed: Changed, page: Callable[[int], Searched]) -> Iterator[tuple[int, Made]]:
    """Files of texts, each with the number of the first page in it."""
    starts = [*accumulate(told["texts"])]
    ends = [*starts[1:], told["pages"]]
    shown = cache(lambda at: [page(number).shown for number in range(starts[at], ends[at])])
    stale = {bisect_right(starts, number) - 1 for number in changed}
    moved = {at for at in stale if (each := changed.get(starts[at])) and len(each[0].shown) != len(each[1].shown)}
    start = 0
    for made in _parted(len(starts), stale | _before(moved), shown, TEXTS_MOST):
        if isinstance(made, int):
            yield starts[made], texts_path(made)
            start = ends[made]
        else:
            yield start, listed(made)
            start += len(made)


def _words(last: Last, told: Any, changed: Changed) -> Iterator[tuple[str, int, Made]]:
    """Files of words, each with its first word and its size."""
    firsts = [order(first) for first in told["words"]]
    if not firsts:
        raise ValueError("no words")
    others: dict[int, dict[str, dict[int, int]]] = {}
    for word, codes in _recoded(changed).items():
        others.setdefault(max(0, bisect_right(firsts, order(word)) - 1), {})[word] = codes
    old = cache(lambda at: {entry[0]: entry for entry in json.loads(last.read(words_path(at)))})
    now = cache(lambda at: _renewed_words(old(at), others.get(at, {})))
    entries = cache(lambda at: [*now(at).values()])
    moved = {
        at
        for at in others
        if len(next(iter(now(at).values()), "")) != len(as_json(old(at)[told["words"][at]]).decode())
    }
    for made in _parted(len(firsts), {*others} | _before(moved), entries, WORDS_MOST):
        if isinstance(made, int):
            yield told["words"][made], told["sizes"][made], words_path(made)
        else:
            data = listed(made)
            yield json.loads(made[0])[0], thousands(data), data


def _before(files: set[int]) -> set[int]:
    """The files before some whose first entry has another length: it decides where those end."""
    return {at - 1 for at in files if at}


def _recoded(changed: Changed) -> dict[str, dict[int, int]]:
    """The words that stand elsewhere than they did: each with its new code in pages; 0 where it is gone."""
    found: dict[str, dict[int, int]] = {}
    for number, (old, new) in changed.items():
        for word in old.words.keys() | new.words.keys():
            code = new.words.get(word, 0)
            if old.words.get(word, 0) != code:
                found.setdefault(word, {})[number] = code
    return found


def _renewed_words(entries: Mapping[str, Any], others: Mapping[str, Mapping[int, int]]) -> dict[str, str]:
    """The entries of a file of words as they are now, sorted; without those that no page has any more."""
    found = {word: as_json(entry).decode("utf-8") for word, entry in entries.items() if word not in others}
    for word, changes in others.items():
        _, numbers, codes = entries.get(word, (word, [], 0))
        listed = codes if isinstance(codes, list) else [codes] * len(numbers)
        codes_now = {**dict(zip(accumulate(numbers), listed, strict=True)), **changes}
        at = sorted(number for number, code in codes_now.items() if code)
        if at:
            found[word] = posting(word, at, [codes_now[number] for number in at])
    return {word: found[word] for word in sorted(found, key=order)}


def _parted(count: int, stale: set[int], units: Units, most: int) -> Iterator[int | list[str]]:
    """Files of entries, where a full one would end: the number of an old one, or entries.

    An old one is taken that begins where one may begin, is not `stale`, and ends as it did.
    """
    at = 0
    while at < count:
        if at not in stale:
            yield at
            at += 1
            continue
        held: list[str] = []
        size = 0
        while at < count:
            if at not in stale and (not held or size + len(units(at)[0]) > most):
                break
            for unit in units(at):
                if held and size + len(unit) > most:
                    yield held
                    held, size = [], 0
                held.append(unit)
                size += len(unit)
            at += 1
        if held:
            yield held
