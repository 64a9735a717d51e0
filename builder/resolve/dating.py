"""The dates that words give, counted from the day of their text where they need one; pure, over folded text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from builder.resolve.evidence import relative
from builder.resolve.figures import MONTHS, Amount, Day, Figure
from builder.resolve.values import DOUBT, Value, dated, widened

FARTHEST = 9999
"""The last year, and the longest span of years, that is counted with."""
YEARS_MOST = 50
"""Years of one passage that spans are counted from."""
_LEADS_YEAR = regex.compile(
    r"\b(?:in|since|from|until|till|by|to|of|and|or|during|before|after|early|late|mid|year|circa|about|around)[ -]\Z",
    regex.IGNORECASE,
)
_TIME = regex.compile(r"[ -](day|week|month)s?\b", regex.IGNORECASE)
_LONE = regex.compile(
    r"(?:(?:an?|per|every|each|single)[ -])?(year|month|week|day|decade|century|fortnight)(?:-?long)?", regex.IGNORECASE
)
_YEARS = {"year": 1, "decade": 10, "century": 100}
_COUNTED = regex.compile(
    r"(?i:\b(?:yesterday|today|tonight|tomorrow|(?:last|this|next) year)\b)"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_VAGUE = regex.compile(
    r"\b(?:(?:last|this|next|past|previous|coming) (?:week|month|decade|century|spring|summer|autumn|fall|winter)"
    r"|(?:few|several|many|some|recent|couple of|dozen|dozens of) (?:\p{L}+ )?(?:year|month|week|day|decade)s?"
    r"|recently|long ago|anniversary|(?:since|from|by|until) then|the day (?:before|after))\b",
    regex.IGNORECASE,
)
_MONTH = regex.compile(rf"\b(?:{'|'.join(month for month in MONTHS if month not in ('March', 'May'))})\b")
"""Those that are no other word as well."""


@dataclass(frozen=True, slots=True)
class Base:
    """The day that a text counts from, as finely as its record gives it; 0 where it does not."""

    year: int = 0
    month: int = 0
    day: int = 0
    rough: bool = False
    """Whether even the year is doubtful."""


@dataclass(frozen=True, slots=True)
class Given:
    """A date that words give."""

    when: Value
    sure: bool = True
    """Whether it must be meant as a date."""
    rough: bool = False
    """Whether it may be any day in its stretch."""
    passing: bool = False
    """Whether it is a day without a year, `on Tuesday`: a year may well come from other words."""

    def fits(self, wanted: Value) -> bool:
        """Whether a date of ours is this one, or less fine."""
        return wanted.meets(self.when) if self.rough else wanted.holds(self.when)

    def denies(self, wanted: Value) -> bool:
        """Whether a date of ours that nothing fits must be wrong."""
        return self.sure and (not self.passing or wanted.low == wanted.high)


def base(published: str) -> Base:
    """`2015-01-20~` as a day to count from; what is no plain date gives none."""
    written = regex.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)\Z", published)
    if not written:
        return Base()
    year, month, day = (int(part) if part else 0 for part in written.groups()[:3])
    return Base(year, month, day, rough=bool(written[4]) and not month) if month <= 12 else Base(year)


def dates(words: str, figures: Iterable[Figure], since: Base, published: str) -> Iterator[Given]:
    """Every date that the words give in English."""
    found = list(figures)
    years = [*([since.year] if since.year else []), *sorted({*_named(found)})][:YEARS_MOST]
    for figure in found:
        for reading in figure.readings:
            if isinstance(reading, Day):
                yield from _day(reading, since)
            elif not figure.loose or _LONE.fullmatch(words, *_edges(figure)):
                yield from _number(words, figure, reading, years, since)
    for figure in relative(words, published):
        for reading in figure.readings:
            day = reading if isinstance(reading, Day) else Day(int(reading.number), 0)
            yield Given(dated(day.year, day.month, day.day), passing=True)
    for month in _lone_months(words, found):
        yield from _day(Day(0, month), since)


def hidden(words: str, figures: Iterable[Figure], since: Base) -> bool:
    """Whether the words may give a date that `dates` cannot count."""
    if _VAGUE.search(words) or (_COUNTED.search(words) and not (since.year and since.month and since.day)):
        return True
    found = list(figures)
    if since.year:
        return False
    spans = any(isinstance(each, Amount) and each.unit == "year" for figure in found for each in figure.readings)
    partly = any(isinstance(each, Day) and not each.year for figure in found for each in figure.readings)
    return partly or bool(_lone_months(words, found)) or (spans and not any(_named(found)))


def is_year(reading: Amount) -> bool:
    return reading.unit == "" and reading.number.denominator == 1 and 1000 <= reading.number <= 2100


def _edges(figure: Figure) -> tuple[int, int]:
    return figure.span.start, figure.span.end


def _named(figures: list[Figure]) -> Iterator[int]:
    """The years that the words name."""
    for figure in figures:
        for reading in figure.readings:
            if isinstance(reading, Day) and reading.year:
                yield reading.year
            elif isinstance(reading, Amount) and is_year(reading):
                yield int(reading.number)


def _day(day: Day, since: Base) -> Iterator[Given]:
    """A date as it stands; without a year, that of the year of the text or one beside it."""
    years = [day.year] if day.year else [since.year + shift for shift in (-1, 0, 1)] if since.year else []
    for year in years:
        yield Given(dated(year, day.month, day.day), passing=not day.year and day.day > 0)


def _number(words: str, figure: Figure, reading: Amount, years: list[int], since: Base) -> Iterator[Given]:
    lone = _LONE.fullmatch(words, *_edges(figure))
    time = _TIME.match(words, figure.span.end)
    unit = lone[1].lower() if lone else time[1].lower() if time else ""
    if reading.unit == "decade":
        low, high = dated(int(reading.number)), dated(int(reading.number) + 9)
        yield Given(Value(low.low, high.high, low.unit), rough=True)
    elif reading.unit == "year" or unit in _YEARS:
        count = int(1 if lone else reading.number) * _YEARS.get(unit, 1)
        yield from _years_from(count, years, since)
    elif unit and reading.unit == "":
        count = 2 if unit == "fortnight" else int(1 if lone else reading.number)
        yield from _days_from(count, "week" if unit == "fortnight" else unit, since)
    elif is_year(reading):
        led = _LEADS_YEAR.search(words, max(figure.span.start - 12, 0), figure.span.start)
        yield Given(dated(int(reading.number)), sure=led is not None)


def _years_from(count: int, years: list[int], since: Base) -> Iterator[Given]:
    """So many years before or after each year that may be counted from."""
    for year in years if count <= FARTHEST else ():
        for other in (year - count, year + count):
            when = dated(max(other, 0))
            rough = since.rough and year == since.year
            yield Given(widened(when, DOUBT) if rough else when, rough=rough)


def _days_from(count: int, unit: str, since: Base) -> Iterator[Given]:
    """So many months, weeks or days before or after the day of the text."""
    if unit == "month" and since.month and count <= FARTHEST:
        for months in (since.year * 12 + since.month - 1 + shift for shift in (-count, count)):
            yield Given(dated(max(months // 12, 0), months % 12 + 1))
    if unit in ("week", "day") and since.day and count <= FARTHEST:
        for shift in (-count, count):
            yield from _shifted(since, shift * (7 if unit == "week" else 1), 6 if unit == "week" else 0)


def _shifted(since: Base, days: int, slack: int) -> Iterator[Given]:
    try:
        day = date(since.year, since.month, since.day) + timedelta(days=days)
    except (ValueError, OverflowError):
        return
    yield Given(widened(dated(day.year, day.month, day.day), slack), rough=slack > 0)


def _lone_months(words: str, figures: list[Figure]) -> list[int]:
    """Months that are named without a day or a year."""
    taken = [figure.span for figure in figures]
    return [
        MONTHS.index(match[0]) + 1
        for match in _MONTH.finditer(words)
        if not any(span.start < match.end() and match.start() < span.end for span in taken)
    ]
