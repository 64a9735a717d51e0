"""EDTF dates in a reader's words, never finer than they were written."""

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def in_words(date: str) -> str:
    """`20 January 2015`, `January 2015`, `about 2010`; what is not a plain date, as it was written."""
    match = _DATE.fullmatch(date)
    if not match:
        first, slash, last = date.partition("/")
        return (
            f"{in_words(first)} to {in_words(last)}"
            if slash and first not in ("", "..") and last not in ("", "..")
            else date
        )
    year, month, day, qualifier = match.groups()
    words = " ".join(filter(None, (day and str(int(day)), month and _month(month), year)))
    return {"~": f"about {words}", "?": f"{words} (uncertain)", "%": f"about {words} (uncertain)"}.get(qualifier, words)


def _month(number: str) -> str:
    return MONTHS[int(number) - 1] if 1 <= int(number) <= 12 else SEASONS.get(number, number)


def within(day: str, since: str, until: str) -> bool:
    """Whether a day lies in a term, compared as finely as both are written; open ends hold."""
    return _compare(since, day) <= 0 <= _compare(until or "9999", day)


def _compare(one: str, other: str) -> int:
    one, other = one.rstrip("~?%"), other.rstrip("~?%")
    length = min(len(one), len(other))
    return (one[:length] > other[:length]) - (one[:length] < other[:length])
