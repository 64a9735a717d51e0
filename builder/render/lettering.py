"""Text in drawings, which no browser breaks into lines: how wide it is, and where its lines end."""

import unicodedata
from collections.abc import Iterator

NARROW = frozenset("iljtfrI.,:;'’‘|!()[]/- ")
BROAD = frozenset("mwMW@%—…&")
JOINER = "\u200d"


def width(text: str) -> float:
    """How wide a text may be, in ems of an upright sans-serif; rather too much than too little."""
    return sum(_advance(char) for char in text)


def _advance(char: str) -> float:
    if char in NARROW:
        return 0.32
    if char in BROAD:
        return 0.95
    if char.isascii():
        return 0.7 if char.isupper() else 0.56
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(char) in ("W", "F", "A") else 0.7


def lines(text: str, most_wide: float, most: int) -> tuple[str, ...]:
    """A text in at most `most` lines of at most `most_wide` ems; an ellipsis where it goes on."""
    found = [""]
    room = most_wide
    for piece, gap in _pieces(text, most_wide - width("… ")):
        needed = width(gap + piece)
        if found[-1] and needed > room - (width(" …") if len(found) == most else 0):
            if len(found) == most:
                found[-1] += " …"
                break
            found.append(piece)
            room = most_wide - width(piece)
        else:
            found[-1] += f"{gap if found[-1] else ''}{piece}"
            room -= needed
    return tuple(found)


def _pieces(text: str, most_wide: float) -> Iterator[tuple[str, str]]:
    """What stays on one line, each with the blank before it: words, characters of scripts without blanks, parts of
    what is too long."""
    for word in text.split():
        gap, piece, used = " ", "", 0.0
        for cluster in _clusters(word):
            advance = width(cluster)
            if piece and (used + advance > most_wide or _breaks(piece[-1], cluster[0])):
                yield piece, gap
                gap, piece, used = "", "", 0.0
            piece += cluster
            used += advance
        yield piece, gap


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters without a blank; never before closing punctuation."""
    wide = any(unicodedata.east_asian_width(char) in ("W", "F") for char in (before, after))
    return wide and unicodedata.category(after)[0] != "P" and unicodedata.category(before) not in ("Ps", "Pi")


def _clusters(word: str) -> Iterator[str]:
    """Characters with the marks that sit on them."""
    cluster = ""
    for char in word:
        sits = (
            unicodedata.category(char) in ("Mn", "Mc", "Me") or char == JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if cluster and not sits and not cluster.endswith(JOINER):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
