"""Lines that only say again what is known of an article: who wrote it, when it came, in which outlet."""

from collections.abc import Mapping

import regex

from builder.author.furniture import is_furniture
from builder.resolve.folding import plain
from builder.resolve.moments import moments

LONGEST = 120
"""Characters beyond which a line is somebody's sentence."""
CELLS = regex.compile(r"\s*[\t|·•]\s*")
"""What parts a masthead."""
WORD = regex.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?|[\p{L}\p{M}\p{N}]+")
TIME = regex.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LITTLE = _set(
    "by and for in on at of from written reported reporting published posted date author staff writer reporter "
    "correspondent am pm gmt utc est edt cet cest bst local time "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "von und am um uhr veröffentlicht montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "par et le à publié lundi mardi mercredi jeudi vendredi samedi dimanche "
    "por y el publicado lunes martes miércoles jueves viernes sábado domingo "
    "автор опубликовано نویسنده"
)
"""Words that may stand beside a name or a date without making a sentence of it."""


def restates(line: str, known: Mapping[str, str]) -> bool:
    """Whether a whole line has nothing but author, date or outlet as they are known, and words that go with them."""
    even = line.strip()
    titles = {" ".join(known.get(name, "").split()) for name in ("title", "headline")}
    if not even or len(even) > LONGEST or even.endswith(":") or " ".join(even.split()) in titles:
        return False
    cells = [cell for cell in CELLS.split(even) if cell]
    stated = [_is_stated(cell, known) for cell in cells]
    return any(stated) and all(told or is_furniture(cell) for cell, told in zip(cells, stated, strict=True))


def _is_stated(cell: str, known: Mapping[str, str]) -> bool:
    words = _without_date(plain(cell), known)
    for name in sorted(_names(known), key=len, reverse=True):
        words = regex.sub(rf"(?<!\w){regex.escape(name)}(?!\w)", " ", words, flags=regex.IGNORECASE)
    rest = [word.casefold() for word in WORD.findall(words)]
    return words != plain(cell) and all(word in LITTLE or TIME.fullmatch(word) for word in rest)


def _names(known: Mapping[str, str]) -> list[str]:
    names = [known.get("publisher", ""), *known.get("author", "").split(";")]
    return [name for name in map(plain, names) if len(name) > 1]


def _without_date(words: str, known: Mapping[str, str]) -> str:
    """The words without the day of publication, where they give that."""
    published = known.get("published", "")
    if len(published) != len("2031-05-04") or not any(map(str.isdigit, words)):
        return words
    for span, meanings in reversed(list(moments(words, known.get("language") or "en"))):
        if published in meanings:
            words = f"{words[: span.start]} {words[span.end :]}"
    return words
