"""What an answer implies, as far as it can be compared: a date or an amount."""

from dataclasses import dataclass

import regex

_DATE = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[~?%])?")
_AMOUNT = regex.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?(?:e\d{1,2})?)(?: (?P<unit>\S.*))?", regex.IGNORECASE)
DOUBT = 372
"""Days by which an approximate or uncertain date may be off: a year, of months of 31 days."""


@dataclass(frozen=True, slots=True)
class Value:
    """From `low` to `high`, of one unit: days for a date, and whatever an amount is counted in."""

    low: float
    high: float
    unit: str

    def meets(self, other: "Value") -> bool:
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: "Value") -> bool:
        return self.low <= other.low and other.high <= self.high


def value(implies: str) -> Value | None:
    """The value of `2000`, `2015-01-20`, `2010~` or `13e9 USD`; none where it is neither."""
    text = implies.strip()
    if date := _DATE.fullmatch(text):
        return _date(date)
    if amount := _AMOUNT.fullmatch(text):
        number = float(amount["number"].replace(",", ""))
        return Value(number, number, (amount["unit"] or "").strip().casefold())
    return None


def _date(date: regex.Match[str]) -> Value | None:
    year, month, day = (int(date[part]) if date[part] else 0 for part in ("year", "month", "day"))
    if month > 12 or day > 31:
        return None
    low = year * 372 + max(month - 1, 0) * 31 + max(day - 1, 0)
    high = low + (0 if day else 30 if month else 371)
    doubt = DOUBT if date["doubt"] else 0
    return Value(low - doubt, high + doubt, "day")


def derived(words: str, published: str, implies: str) -> bool | None:
    """Whether a year that an answer implies follows from its words; none where that cannot be told.

    `15 years` in a text of 2015 is 2000, `since 2002` is 2002.
    """
    date = _DATE.fullmatch(implies.strip())
    if date is None:
        return None
    year = int(date["year"])
    named = {int(each) for each in regex.findall(r"\b(?:1[5-9]|20)\d\d\b", words)}
    spans = [int(each) for each in regex.findall(r"\b(\d{1,3})[ -]years?\b", words)]
    spans += [NUMBERS[each.casefold()] for each in regex.findall(rf"(?i)\b({'|'.join(NUMBERS)})[ -]years?\b", words)]
    if not (named or (spans and published[:4].isdigit())):
        return None
    counted = {int(published[:4]) - span for span in spans} if published[:4].isdigit() else set()
    slack = 1 if date["doubt"] else 0
    return any(abs(each - year) <= slack for each in named | counted)


NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {name: number for number, name in enumerate(NAMES.split(), 1)}
