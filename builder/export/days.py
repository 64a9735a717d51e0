"""Days for formats that know no others: of an EDTF date the first that it may mean, or nothing."""

import datetime
import re
from collections.abc import Iterator

from builder.model.written import Manuscript

BEGINNING = "1970-01-01"
"""The day of what gives none."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def first_day(date: str) -> str:
    """The first day that an EDTF date may mean, `YYYY-MM-DD`; `BEGINNING` where it says none."""
    match = _DATE.match(date)
    year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
    try:
        return datetime.date(year, month if month <= 12 else 1, day).isoformat()
    except ValueError:
        return BEGINNING


def exact(date: str) -> str:
    """A year, a month or a day that is nothing else, as ISO 8601 has it; empty for every other date."""
    match = _DATE.fullmatch(date)
    return date if match and int(match[2] or 1) <= 12 and match[1] != "0000" else ""


def instant(day: str) -> str:
    """A day as RFC 3339 has it: its beginning, UTC."""
    return f"{day}T00:00:00Z"


def changed(page: Manuscript) -> str:
    """The last full day on which a page says that it was published or corrected; empty where it says none."""
    return max(_full(page.date, *(each.date for each in page.corrections)), default="")


def latest(pages: tuple[Manuscript, ...]) -> str:
    """The last full day that pages give at all; empty where they give none."""
    return max((day for page in pages for day in _full(changed(page), page.as_of)), default="")


def _full(*dates: str) -> Iterator[str]:
    return (each for each in dates if len(exact(each)) == len(BEGINNING))
