"""What an answer implies, as far as it can be compared: a date or an amount."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import regex

from builder.resolve.currencies import SPELLINGS
from builder.resolve.folding import plain
from builder.resolve.numerals import SCALES, SHORT_SCALES

_DATE = regex.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<doubt>[~?%])?")
_AMOUNT = regex.compile(
    r"(?P<sign>[-+]?)(?P<before>\p{Sc}|[A-Z]{1,2}\p{Sc}|[A-Z]{2,3}\.?)? ?"
    r"(?P<number>[0-9][0-9,]{0,40}(?:\.[0-9]{1,40})?)(?:e(?P<power>[0-9]{1,2}))?"
    r"(?P<space> ?)(?P<unit>[\p{L}\p{Sc}%°].*)?",
    regex.IGNORECASE,
)
DOUBT = 372
"""Days by which an approximate or uncertain date may be off: a year, of months of 31 days."""
DAY, CLOCKED = "day", 31
_MEASURES: dict[str, tuple[str, ...]] = {
    "%": ("percent", "per cent", "pct"),
    "year": ("years", "yr", "yrs"),
    "km": ("kilometre", "kilometres", "kilometer", "kilometers"),
}
UNITS: Mapping[str, str] = {
    name.casefold(): unit for unit, others in (SPELLINGS | _MEASURES).items() for name in (unit, *others)
}
"""One name for each way to write a unit."""
READABLE = "`2002`, `2012-04`, `2015-01-20`, with `~` or `?` if need be, or an amount with its unit: `13e9 USD`"


@dataclass(frozen=True, slots=True)
class Value:
    """From `low` to `high`, of one unit: days for a date, and whatever an amount is counted in."""

    low: Fraction
    high: Fraction
    unit: str

    def meets(self, other: "Value") -> bool:
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: "Value") -> bool:
        return self.low <= other.low and other.high <= self.high


def value(implies: str) -> Value | None:
    """The value of `2000`, `2015-01-20`, `2010~` or `13e9 USD`; none where it is neither."""
    text = plain(implies)
    if date := _DATE.fullmatch(text):
        return _date(date)
    return _amount(amount) if (amount := _AMOUNT.fullmatch(text)) else None


def dated(year: int, month: int = 0, day: int = 0) -> Value:
    """A date as a stretch of days; 0 where a part is not known."""
    low = year * DOUBT + max(month - 1, 0) * CLOCKED + max(day - 1, 0)
    return Value(Fraction(low), Fraction(low + (0 if day else 30 if month else 371)), DAY)


def widened(date: Value, days: int) -> Value:
    return Value(date.low - days, date.high + days, date.unit)


def _date(date: regex.Match[str]) -> Value | None:
    year = int(date["year"])
    month, day = (int(date[part]) if date[part] else None for part in ("month", "day"))
    if month is not None and not 1 <= month <= 12:
        return None
    if month and day is not None and not 1 <= day <= monthrange(max(year, 1), month)[1]:
        return None
    return widened(dated(year, month or 0, day or 0), DOUBT if date["doubt"] else 0)


def _amount(amount: regex.Match[str]) -> Value | None:
    number = Fraction(amount["number"].replace(",", "")) * 10 ** int(amount["power"] or 0)
    words = (amount["unit"] or "").split()
    if words and not amount["space"] and _scale(words[0]) == 1 and words[0].casefold() not in UNITS:
        return None
    while words and (scale := _scale(words[0])) > 1:
        number, words = number * scale, words[1:]
    if words and amount["before"]:
        return None
    unit = (amount["before"] or " ".join(words)).casefold()
    signed = -number if amount["sign"] == "-" else number
    return Value(signed, signed, UNITS.get(unit, unit))


def _scale(word: str) -> int:
    """What a word multiplies by; a single letter may be a unit."""
    name = word.casefold()
    return SCALES.get(name, 0) or (SHORT_SCALES.get(name, 1) if len(name) > 1 else 1)
