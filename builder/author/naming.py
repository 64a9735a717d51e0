"""An id for a new source, from its outlet and day, or else from its title."""

import re
from collections.abc import Container, Mapping
from urllib.parse import urlsplit

from builder.model.ids import numbered, slug

OUTLET, TITLE = 36, 36
"""Characters of an id's parts."""
TITLE_WORDS = 5
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
UNNAMED = "source"


def source_id(known: Mapping[str, str], file: str, taken: Container[str]) -> str:
    """An id that nothing has: outlet and day where both are known, else with words of the title or the file's name."""
    outlet = slug(known.get("publisher", ""), OUTLET).removeprefix("the-") or _host(known.get("url", ""))
    day = found[0] if (found := DAY.match(known.get("published", ""))) else ""
    title = slug(" ".join(re.split(r"[\s–—/|-]+", known.get("title", ""))[:TITLE_WORDS]), TITLE)
    words = title or slug(file.rpartition(".")[0] or file, TITLE)
    parts = (outlet, day or words) if outlet else (words or UNNAMED, "" if title else day)
    base = slug("-".join(filter(None, parts)))
    return numbered(base, taken)


def _host(address: str) -> str:
    return slug((urlsplit(address).hostname or "").removeprefix("www."), OUTLET)


def in_words(id: str) -> str:
    """An id as a title of last resort."""
    return id.replace("-", " ").capitalize()
