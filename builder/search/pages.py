"""One page as the index holds it: its entries as they are shown, and where in it each word stands."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from builder.search.words import Words

MOST = 3
"""How often a word counts in one place of a page: what comes after weighs little."""
TEXT, FIRST_TEXT, TITLE, FIRST_TITLE = (1 << shift for shift in (0, 2, 4, 6))
TAGS = 1 << 8
"""The places in a word's code, two bits each: texts of sections, that of the page's first entry, titles, its title; and
whether it is among the page's tags."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A page of the index."""

    location: str
    title: str
    shown: str
    """JSON: `[location, [[id, title, text], …], tags or null]`."""
    words: Mapping[str, int]
    """Each word with its code: how often it stands in each place, at most `MOST` times."""
    boost: float = 1.0


def searched(entries: Sequence[Mapping[str, Any]], words: Words, called: Iterable[str] = ()) -> Searched:
    """A page by its entries, of which it has at least one; the first is the page itself.

    What it is `called` besides, as HTML, is found like its title.
    """
    first = entries[0]
    location = first["location"].partition("#")[0]
    shown = [[each["location"].partition("#")[2], each["title"], each["text"]] for each in entries]
    tags = first.get("tags")
    boost = first.get("boost", 1.0)
    return Searched(
        location=location,
        title=first["title"],
        shown=json.dumps([location, shown, tags or None], ensure_ascii=False, separators=(",", ":")),
        words=_codes(entries, words, called),
        boost=float(boost) if isinstance(boost, int | float) and isfinite(boost) else 1.0,
    )


def _codes(entries: Sequence[Mapping[str, Any]], words: Words, called: Iterable[str]) -> dict[str, int]:
    codes: dict[str, int] = {}
    title, text = FIRST_TITLE, FIRST_TEXT
    for entry in entries:
        for place, written in ((title, entry["title"]), (text, entry["text"])):
            full = MOST * place
            for word, count in words.counted(written).items():
                code = codes.get(word, 0)
                more = count * place if count < MOST else full
                if more > code & full:
                    codes[word] = code & ~full | more
        title, text = TITLE, TEXT
    for name in called:
        for word in words.counted(name):
            if not codes.get(word, 0) & MOST * FIRST_TITLE:
                codes[word] = codes.get(word, 0) | FIRST_TITLE
    for tag in entries[0].get("tags") or ():
        for word in words.counted(tag):
            codes[word] = codes.get(word, 0) | TAGS
    return codes
