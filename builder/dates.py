"""What a date means: the parts of an EDTF expression, and the first and the last day that it may be.

The `edtf` library says what is a date when it is read. It is not asked for bounds: it puts an unknown
start ten years back, and fails where digits of months are missing.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FAR = 10**12
"""Years from 0 beyond which none is told from another."""
CYCLE = 146_097
"""Days of 400 years, after which the calendar repeats itself."""
_MOMENT = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:S(?P<digits>[0-9]{1,9}))?"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?:T(?P<time>[0-9:.]+)(?P<zone>Z|[+-][0-9:]+)?)?(?:\^\S)?"
)
_LONG = re.compile(r"Y(?P<year>-?[0-9]{1,255})(?:E(?P<power>[0-9]{1,255}))?(?:S(?P<digits>[0-9]{1,9}))?")
_QUALIFIERS = str.maketrans("", "", "~?%")
_GROUPS = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (1, 12), 25: (3, 6), 26: (6, 9), 27: (9, 12), 28: (1, 12)}
_GROUPS |= {29: (9, 12), 30: (1, 12), 31: (3, 6), 32: (6, 9), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_GROUPS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
"""Seasons, quarters, thirds and halves: months that they may touch. Those over the new year may be any."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as written: digits, and `X` for those not known."""

    year: str
    """With its sign; of any length where it was written with a `Y`."""
    month: str = ""
    """Also a season, quarter, third or half, 21 to 41; empty where none is given."""
    day: str = ""
    digits: int = 0
    """How many digits of the year are known; 0 where all that are written."""
    approximate: bool = False
    uncertain: bool = False
    time: str = ""
    zone: str = ""

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that it may be; none where nothing is known of it."""
        if not self.year.strip("-X"):
            return None
        written = self.year.lstrip("-")
        if len(written) > 13:
            low = high = FAR
        else:
            low, high = int(written.replace("X", "0")), int(written.replace("X", "9"))
        if 0 < self.digits < len(written) <= 13:
            step = 10 ** (len(written) - self.digits)
            low = low // step * step
            high = low + step - 1
        return (-high, -low) if self.year.startswith("-") else (low, high)

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month that it may touch."""
        if self.month.isdecimal() and int(self.month) > 12:
            return _GROUPS[int(self.month)]
        return _fitting(self.month, 12)

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day that it may be, as `day_number` has them; none where its year is not known."""
        if (years := self.years) is None:
            return None
        first, last = self.months
        return (
            day_number(years[0], first, _fitting(self.day, month_length(years[0], first))[0]),
            day_number(years[1], last, _fitting(self.day, month_length(years[1], last))[1]),
        )


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; none stands where an end is open or not known."""

    first: Moment | None
    last: Moment | None
    endless: bool = False
    """Whether it is said to have no end, as against one that is not known."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        return tuple(each for each in (self.first, self.last) if each)


@dataclass(frozen=True, slots=True)
class Expression:
    """Everything that one date field says."""

    parts: tuple[Moment | Range, ...]
    among: str = ""
    """`[` where it is one of its parts, `{` where it is all of them; empty where it has but one."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        return tuple(each for part in self.parts for each in (part.moments if isinstance(part, Range) else (part,)))


@dataclass(frozen=True, slots=True)
class Period:
    """The days between which something lies; none where that end is open or not known."""

    earliest: int | None = None
    latest: int | None = None
    approximate: bool = False
    uncertain: bool = False
    scattered: bool = False
    """Whether it is one or all of several dates, and not the whole time between them."""

    @property
    def known(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def inexact(self) -> bool:
        return self.approximate or self.uncertain or self.scattered

    def after(self, other: "Period") -> bool:
        """Whether it lies wholly after another, as both are written."""
        return self.earliest is not None and other.latest is not None and self.earliest > other.latest

    def meets(self, other: "Period") -> bool:
        """Whether both may share a day; an end that is open or not known shuts nothing out."""
        return not self.after(other) and not other.after(self)


@lru_cache(maxsize=4096)
def period(written: str) -> Period:
    """The days of an EDTF date; of anything else, and of what says nothing, a period without bounds."""
    expression = parse(written)
    if expression is None:
        return Period()
    bounds = [_bounds(part) for part in expression.parts]
    if any(bound == (None, None) for bound in bounds):
        return Period()
    starts, ends = [first for first, _ in bounds if first is not None], [last for _, last in bounds if last is not None]
    earliest = min(starts) if len(starts) == len(bounds) else None
    latest = max(ends) if len(ends) == len(bounds) else None
    if earliest is not None and latest is not None and earliest > latest:
        earliest, latest = latest, earliest
    return Period(
        earliest,
        latest,
        approximate=any(each.approximate for each in expression.moments),
        uncertain=any(each.uncertain for each in expression.moments),
        scattered=len(expression.parts) > 1,
    )


def _bounds(part: Moment | Range) -> tuple[int | None, int | None]:
    if isinstance(part, Moment):
        return part.days or (None, None)
    first = part.first.days if part.first else None
    last = part.last.days if part.last else None
    return (first[0] if first else None, last[1] if last else None)


def runs_backwards(written: str) -> bool:
    """Whether a date goes from a later day to an earlier one."""
    expression = parse(written)
    ranges = [part for part in expression.parts if isinstance(part, Range)] if expression else []
    bounds = [_bounds(each) for each in ranges]
    return any(first is not None and last is not None and first > last for first, last in bounds)


def parse(written: str) -> Expression | None:
    """The parts of a date that `edtf` accepts; none where a text is not one."""
    text = written.strip()
    among = text[:1] if f"{text[:1]}{text[-1:]}" in ("[]", "{}") else ""
    pieces = text[1:-1].split(",") if among else [text]
    parts = [_part(piece.strip(), ".." if among else "/") for piece in pieces]
    found = tuple(part for part in parts if part)
    return Expression(found, among) if len(found) == len(parts) else None


def _part(text: str, to: str) -> Moment | Range | None:
    if to not in text:
        return _moment(text)
    first, _, last = text.partition(to)
    ends = [_moment(each) for each in (first, last) if each not in ("", "..")]
    if not all(ends) or (not ends and ".." not in (first, last)):
        return None
    return Range(_known(first), _known(last), endless=last == ".." or (to == ".." and not last))


def _known(text: str) -> Moment | None:
    """One end of a range; none where it is open, or says nothing."""
    moment = _moment(text)
    return moment if moment and moment.years else None


def _moment(text: str) -> Moment | None:
    bare = text.translate(_QUALIFIERS)
    match = _MOMENT.fullmatch(bare) or _LONG.fullmatch(bare)
    if match is None:
        return None
    part = {name: value or "" for name, value in match.groupdict().items()}
    if not _possible(part["year"], part.get("month", ""), part.get("day", "")):
        return None
    return Moment(
        year=_raised(part["year"], part.get("power", "")),
        month=part.get("month", ""),
        day=part.get("day", ""),
        digits=int(part["digits"] or 0),
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        time=part.get("time", ""),
        zone=part.get("zone", ""),
    )


def _possible(year: str, month: str, day: str) -> bool:
    """Whether there is such a month, season or day of a month; of what is not known, in the likeliest case."""
    if month.isdecimal() and not (1 <= int(month) <= 12 or int(month) in _GROUPS):
        return False
    if not day.isdecimal():
        return True
    leap = int(year) if year.removeprefix("-").isdecimal() and len(year) < 9 else 4
    longest = month_length(leap, int(month)) if month.isdecimal() and int(month) <= 12 else 31
    return 1 <= int(day) <= longest


def _raised(year: str, power: str) -> str:
    """`17E7` written out, as far as years are told apart."""
    if not power:
        return year
    zeros = min(int(power[:9]) if len(power) < 9 else 999, 99)
    return f"{year}{'0' * zeros}"


# ── the calendar ───────────────────────────────────────────────────────────────────────────────


def day_number(year: int, month: int, day: int) -> int:
    """Days since 31 December of the year 0, of our calendar carried on without end both ways."""
    cycles = (year - 1) // 400
    return date(year - 400 * cycles, month, day).toordinal() + CYCLE * cycles


def calendar_day(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day's number."""
    cycles, rest = divmod(number - 1, CYCLE)
    found = date.fromordinal(rest + 1)
    return found.year + 400 * cycles, found.month, found.day


def month_length(year: int, month: int) -> int:
    return monthrange((year - 1) % 400 + 1, month)[1]


def _fitting(pattern: str, most: int) -> tuple[int, int]:
    """The first and the last number up to `most` that two places with `X` for any digit can be."""
    if pattern.isdecimal():
        return (min(int(pattern), most),) * 2
    numbers = [
        number
        for number in range(1, most + 1)
        if not pattern or all(ours in ("X", theirs) for ours, theirs in zip(pattern, f"{number:02}", strict=True))
    ]
    return (numbers[0], numbers[-1]) if numbers else (1, most)
