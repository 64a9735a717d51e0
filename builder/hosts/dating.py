"""What a host takes for today, and for the day on which each page was changed last: never what the clock says."""

import datetime
import os
import re

from mkdocs.structure.files import Files

from builder.model.resolved import Site

VARIABLE = "SOURCE_DATE_EPOCH"
"""Of reproducible-builds.org: seconds since 1970, UTC, which stand for the time of the build."""
SECONDS = re.compile(r"[0-9]{1,12}")
LAST = 2**32 - 1
"""Of the year 2106: the head of a packed file has no room for a later one."""
UNDATED = "1980-01-01"
"""Of a site that gives no day: the first that every kind of archive can store."""


def wrong_epoch() -> str:
    """What is wrong with the variable; empty where it is not set, or is a time."""
    given = os.environ.get(VARIABLE)
    if given is None or (SECONDS.fullmatch(given) and int(given) <= LAST):
        return ""
    return f"{VARIABLE} is no number of seconds since 1970: unset it, or write one"


class Clock:
    """Says to the host that now is the day of the site's latest text, unless the variable says something else."""

    def __init__(self) -> None:
        self._given = os.environ.get(VARIABLE)

    def stop(self, site: Site) -> None:
        if self._given is None:
            day = datetime.date.fromisoformat(site.updated or UNDATED)
            midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
            os.environ[VARIABLE] = str(min(max(int(midnight.timestamp()), 0), LAST))

    def go_on(self) -> None:
        if self._given is None:
            os.environ.pop(VARIABLE, None)


def date(files: Files, site: Site) -> None:
    """Give each page the day on which it says that it was changed last, and none after the variable's.

    A page without one, or one that is drawn from many, is of the day that the host takes for today.
    """
    now = datetime.datetime.fromtimestamp(int(os.environ[VARIABLE]), datetime.UTC).date().isoformat()
    for file in files.documentation_pages():
        day = min(site.changed.get(file.src_uri, now), now)
        if file.page and file.page.update_date != day:
            file.page.update_date = day
