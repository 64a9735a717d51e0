"""Whether a figure stands in what is cited for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import regex

from builder.model.written import Source, Span
from builder.resolve.currencies import CURRENCIES, may_be
from builder.resolve.figures import Amount, Day, Figure, Reading, figures
from builder.resolve.folding import folded

_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_WEEKDAYS = _DAY_NAMES.split()
_RELATIVE = regex.compile(
    rf"\b(?:({'|'.join(_WEEKDAYS)})|(?i:(last|this|next) year|(yesterday|today|tonight|tomorrow)))\b"
)
_NOWHERE = Span(0, 0)
SPELT_MOST = 100
"""Numbers up to which, and hundreds, other languages often spell out."""


@dataclass(slots=True)
class Evidence:
    """Every figure that one cited text and its record give."""

    foreign: bool = False
    """Whether the text may hold number words that are not read."""
    amounts: dict[Fraction, set[str]] = field(default_factory=dict)
    days: set[Day] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    bases: set[int] = field(default_factory=set)
    """The years that “five years ago” may count from."""

    def add(self, found: Iterable[Figure]) -> None:
        for figure in found:
            for reading in figure.readings:
                if isinstance(reading, Day):
                    self.add_day(reading)
                    continue
                self.amounts.setdefault(reading.number, set()).add(reading.unit)
                if _is_year(reading):
                    self.years.add(int(reading.number))

    def add_day(self, day: Day) -> None:
        self.days.add(day)
        if day.year:
            self.years.add(day.year)

    def gives(self, figure: Figure) -> bool:
        return any(self.holds(reading) for reading in figure.readings)

    def holds(self, reading: Reading) -> bool:
        if isinstance(reading, Day):
            return self.holds_day(reading)
        number, unit = reading.number, reading.unit
        if any(_same(unit, other) for other in self.amounts.get(number, ())):
            return True
        if unit == "decade":
            return any(number <= year < number + 10 for year in self.years)
        if _is_year(reading) and self.holds_year(int(number)):
            return True
        if unit == "year" and any(base - number in self.years for base in self.bases):
            return True
        return self.foreign and unit not in CURRENCIES and (number <= SPELT_MOST or number % 100 == 0)

    def holds_year(self, year: int) -> bool:
        """Named, or so many years before a day that is."""
        if year in self.years:
            return True
        ages = (self.amounts.get(Fraction(abs(base - year)), ()) for base in self.bases)
        return any("year" in units for units in ages)

    def holds_day(self, wanted: Day) -> bool:
        """On one date, or its day and its year apart."""
        if any(_within(wanted, day) for day in self.days):
            return True
        if wanted.year and not self.holds_year(wanted.year):
            return False
        if self.foreign:
            return not wanted.day or Fraction(wanted.day) in self.amounts
        return any(
            _within(Day(0, wanted.month, wanted.day), Day(0, day.month, day.day)) for day in self.days if not day.year
        )


def _within(wanted: Day, given: Day) -> bool:
    """Whether the given date is the wanted one, or finer."""
    pairs = ((wanted.year, given.year), (wanted.month, given.month), (wanted.day, given.day))
    return all(ours in (0, theirs) for ours, theirs in pairs)


def _is_year(amount: Amount) -> bool:
    return amount.unit == "" and amount.number.denominator == 1 and 1000 <= amount.number <= 2100


def _same(ours: str, theirs: str) -> bool:
    """Whether two units may mean one: an amount without any stands for either, a percentage only for itself."""
    if "%" in (ours, theirs) or "clock" in (ours, theirs):
        return ours == theirs
    return may_be(ours, theirs) or ours not in CURRENCIES or theirs not in CURRENCIES


def evidence(text: str, source: Source, day: str) -> Evidence:
    """The figures of a folded text, of its source's record, and of the day that its page is about."""
    language = source.language.lower().split("-")[0]
    found = Evidence(foreign=language not in ("", "en"))
    found.add(figures(text, source.language))
    for field_text in (source.title, source.headline, source.publisher, source.container, source.dateline):
        found.add(figures(folded(field_text), source.language))
    found.add(figures(" ".join(regex.findall(r"(?<![\d])\d{3,}(?!\d)", source.id))))
    for written in (source.published, day):
        found.add(dated := figures(written))
        for each in dated:
            found.bases.update(_year(reading) for reading in each.readings)
    found.add(relative(text, source.published))
    return found


def _year(reading: Reading) -> int:
    return reading.year if isinstance(reading, Day) else int(reading.number)


def relative(text: str, published: str) -> Iterator[Figure]:
    """The days that “on Tuesday”, “yesterday” and “last year” may be, in an article of a known day or year."""
    year, day = _published(published)
    for words in {match[0] for match in _RELATIVE.finditer(text)} if year else ():
        if words.lower().endswith(" year"):
            shift = {"last": -1, "this": 0, "next": 1}[words.split(" ")[0].lower()]
            yield Figure(_NOWHERE, (Amount(Fraction(year + shift)),))
            continue
        if not day:
            continue
        weekday = _WEEKDAYS.index(words) if words in _WEEKDAYS else -1
        for shift in range(-7, 8) if weekday >= 0 else (-1, 0, 1):
            near = day.toordinal() + shift
            if 0 < near < date.max.toordinal() and weekday in (-1, (near + 6) % 7):
                each = date.fromordinal(near)
                yield Figure(_NOWHERE, (Day(each.year, each.month, each.day),))


def _published(written: str) -> tuple[int, date | None]:
    """The year of a date, and its day where it has a full one."""
    given = regex.match(r"(\d{4})(?:-\d\d(?:-\d\d)?)?", written)
    try:
        return int(given[1]) if given else 0, date.fromisoformat(given[0]) if given else None
    except ValueError:  # a year or a month alone, or one of the year 0
        return int(given[1]) if given else 0, None
