"""An id for a new source, from its outlet and day, or else from its title."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from itertools import count
from urllib.parse import urlsplit

MOST, OUTLET, TITLE = 64, 36, 36
"""Characters of an id, and of its parts."""
TITLE_WORDS = 5
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ß": "ss", "’": "", "'": ""}
)
"""Letters that do not come apart into a plain one and a mark."""
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
UNNAMED = "source"


def slug(text: str, most: int = MOST) -> str:
    """Text as an id has it, cut between words; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain)
    found = words[0][:most] if words else ""
    for word in words[1:]:
        if len(found) + 1 + len(word) > most:
            break
        found = f"{found}-{word}"
    return found


def proposed_id(known: Mapping[str, str], file: str, taken: Container[str]) -> str:
    """An id that nothing has: outlet and day where both are known, else with words of the title or the file's name."""
    outlet = slug(known.get("publisher", ""), OUTLET) or _host(known.get("url", ""))
    day = found[0] if (found := DAY.match(known.get("published", ""))) else ""
    title = slug(" ".join(re.split(r"[\s–—/|-]+", known.get("title", ""))[:TITLE_WORDS]), TITLE)
    words = title or slug(file.rpartition(".")[0] or file, TITLE)
    parts = (outlet, day or words) if outlet else (words or UNNAMED, "" if title else day)
    base = slug("-".join(filter(None, parts)))
    return next(id for id in _numbered(base) if id not in taken)


def _host(address: str) -> str:
    return slug((urlsplit(address).hostname or "").removeprefix("www."), OUTLET)


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        end = f"-{number}"
        yield base[: MOST - len(end)].rstrip("-") + end


def in_words(id: str) -> str:
    """An id as a title of last resort."""
    return id.replace("-", " ").capitalize()
