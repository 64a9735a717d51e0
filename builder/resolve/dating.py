"""The dates that words give, counted from the day of their text where they need one; pure, over folded text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import regex

from builder.resolve.elapsed import Elapsed, Way, elapsed, is_lone, is_rank
from builder.resolve.evidence import relative
from builder.resolve.figures import MONTHS, Amount, Day, Figure
from builder.resolve.values import CLOCKED, DAY, DOUBT, Value, dated, widened

FARTHEST = 9999
"""The longest span that is counted with, in its own unit."""
YEARS_MOST = 50
"""Years of one passage that spans are counted from."""
_LEADS_YEAR = regex.compile(
    r"\b(?:in|since|from|until|till|by|to|of|and|or|during|before|after|early|late|mid|year|circa|about|around)[ -]\Z",
    regex.IGNORECASE,
)
_COUNTED = regex.compile(r"\b(?i:yesterday|today|tonight|tomorrow)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEARLY = regex.compile(r"\b(the |his |her |its |their |our |my )?(last|this|next) year\b", regex.IGNORECASE)
"""`The last year` may be the twelve months before, or the last of several."""
_CENTURY = regex.compile(r"[ -]century\b(?! (?:BC|before))", regex.IGNORECASE)
YEARS = 100
"""Of a century."""
_SHIFTS = {"last": -1, "this": 0, "next": 1}
YEAR, MONTH = DOUBT, CLOCKED
"""Days of either, as dates are counted here."""
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
    within: bool = False
    """Whether it may be any part of its stretch."""
    finest: int = 0
    """Days, less one, that a date of ours has to span to follow from it."""
    passing: bool = False
    """Whether it is a day without a year, `on Tuesday`: a year may well come from other words."""

    def fits(self, wanted: Value) -> bool:
        """Whether a date of ours is this one, or less fine."""
        if self.within:
            return wanted.meets(self.when) and wanted.high - wanted.low >= self.finest
        return wanted.holds(self.when)

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
            elif not figure.loose or reading.unit == "year" or is_lone(words, figure):
                yield from _number(words, figure, reading, years, since)
    for day in (each for figure in relative(words, published) for each in figure.readings if isinstance(each, Day)):
        yield Given(dated(day.year, day.month, day.day), passing=True)
    yield from _yearly(words, since)
    for month in _lone_months(words, found):
        yield from _day(Day(0, month), since)


def hidden(words: str, figures: Iterable[Figure], since: Base) -> bool:
    """Whether the words may give a date that `dates` cannot count."""
    if _VAGUE.search(words) or (_COUNTED.search(words) and not (since.year and since.month and since.day)):
        return True
    if since.year:
        return False
    if _YEARLY.search(words):
        return True
    found = list(figures)
    spans = any(isinstance(each, Amount) and each.unit == "year" for figure in found for each in figure.readings)
    partly = any(isinstance(each, Day) and not each.year for figure in found for each in figure.readings)
    return partly or bool(_lone_months(words, found)) or (spans and not any(_named(found)))


def is_year(reading: Amount) -> bool:
    return reading.unit == "" and reading.number.denominator == 1 and 1000 <= reading.number <= 2100


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


def _yearly(words: str, since: Base) -> Iterator[Given]:
    """`Last year` of a text whose year is known."""
    for match in _YEARLY.finditer(words) if since.year else ():
        when = dated(since.year + _SHIFTS[match[2].lower()])
        yield Given(widened(when, DOUBT) if since.rough else when, within=since.rough, passing=bool(match[1]))


def _number(words: str, figure: Figure, reading: Amount, years: list[int], since: Base) -> Iterator[Given]:
    if reading.unit == "decade":
        low, high = dated(int(reading.number)), dated(int(reading.number) + 9)
        yield Given(Value(low.low, high.high, low.unit), within=True)
    elif (span := elapsed(words, figure, reading)) and span.most <= FARTHEST:
        if span.unit == "year":
            yield from _years_from(span, years, since)
        else:
            yield from _days_from(span, since)
    elif reading.unit == "" and is_rank(words, figure) and _CENTURY.match(words, figure.span.end):
        last = int(reading.number) * YEARS
        yield Given(Value(dated(last - YEARS + 1).low, dated(last).high, DAY), within=True)
    elif is_year(reading):
        led = _LEADS_YEAR.search(words, max(figure.span.start - 12, 0), figure.span.start)
        yield Given(dated(int(reading.number)), sure=led is not None)


def _signs(span: Elapsed, *, named: bool) -> tuple[int, ...]:
    """The ways that a span counts from a day that is named, or from that of the text."""
    back = span.way is Way.BACK or (span.way is Way.LASTED and not named)
    ahead = span.way is Way.AHEAD or (span.way is Way.ON and named)
    return (-1,) if back else (1,) if ahead else (-1, 1)


def _years_from(span: Elapsed, years: list[int], since: Base) -> Iterator[Given]:
    """So many years before or after each year that may be counted from; `35 years` may be nearly 36."""
    exact = span.least == span.most
    whole = span.least.denominator == span.most.denominator == 1
    most = span.most + 1 if exact and whole else span.most
    for year in years:
        own = year == since.year
        start = dated(year)
        if own and since.month and exact and not whole:
            start = widened(dated(year, since.month), MONTH)
        if own and since.rough:
            start = widened(start, DOUBT)
        finest = 30 if start.high - start.low < YEAR - 1 else YEAR - 1
        for sign in _signs(span, named=not own):
            yield Given(_moved(start, sign, span.least * YEAR, most * YEAR), span.sure, within=True, finest=finest)


def _moved(start: Value, sign: int, least: Fraction, most: Fraction) -> Value:
    """A stretch of days, so many days on or back."""
    near, far = sign * least, sign * most
    return Value(start.low + min(near, far), start.high + max(near, far), start.unit)


def _days_from(span: Elapsed, since: Base) -> Iterator[Given]:
    """So many months, weeks or days before or after the day of the text."""
    for sign in _signs(span, named=False):
        if span.unit == "month" and since.month:
            when = _moved(dated(since.year, since.month), sign, span.least * MONTH, span.most * MONTH)
            yield Given(when, span.sure, within=True, finest=30)
        elif span.unit != "month" and since.day:
            length = 7 if span.unit == "week" else 1
            near, far = (_shifted(since, sign * int(count * length)) for count in (span.least, span.most))
            if near and far:
                when = Value(min(near.low, far.low), max(near.high, far.high), near.unit)
                yield Given(widened(when, length - 1), span.sure, within=True)


def _shifted(since: Base, days: int) -> Value | None:
    try:
        day = date(since.year, since.month, since.day) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return dated(day.year, day.month, day.day)


def _lone_months(words: str, figures: list[Figure]) -> list[int]:
    """Months that are named without a day or a year."""
    taken = [figure.span for figure in figures]
    return [
        MONTHS.index(match[0]) + 1
        for match in _MONTH.finditer(words)
        if not any(span.start < match.end() and match.start() < span.end for span in taken)
    ]
