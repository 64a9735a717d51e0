"""EDTF dates in a reader's words, never finer than they were written.

Names of months and digits are the CLDR's; how the parts are put together is said by messages. No message takes a
part in another grammatical case than its own: translations word them accordingly.
"""

from functools import cache, lru_cache

from builder.dates import Expression, Moment, Range, calendar_day, parse, period
from builder.render.saying import Say

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""As English has them, whatever the interface speaks."""
DIGITS_MOST = 16
"""Characters of a year that is given in full."""


@lru_cache(maxsize=8192)
def in_words(date: str, say: Say) -> str:
    """`20 January 2015`, `about 2010`, `2011 or April 2012`; what is no date, as it was written."""
    expression = parse(date)
    return _expression(expression, say) if expression else date


def not_known(say: Say) -> str:
    """What is said of a date that says nothing."""
    return say.plain("date not known")


def within(day: str, since: str, until: str) -> bool:
    """Whether a day lies in a term, compared as finely as both are written; open ends hold."""
    held = period(day)
    return not period(since).after(held) and not held.after(period(until))


def _expression(expression: Expression, say: Say) -> str:
    among = expression.among
    words = [_range(part, among, say) if isinstance(part, Range) else _moment(part, say) for part in expression.parts]
    *others, last = words
    if not others:
        return last
    listed = others[0]
    for other in others[1:]:
        listed = say.plain("{dates}, {date}", dates=listed, date=other)
    if among == "[":
        return say.plain("{dates} or {date}", dates=listed, date=last)
    return say.plain("{dates} and {date}", dates=listed, date=last)


def _range(between: Range, among: str, say: Say) -> str:
    """`among`, the bracket that it stands in, tells a choice of one date from a length of time."""
    first, last = (_moment(end, say) if end else "" for end in (between.first, between.last))
    if not first and not last:
        return not_known(say)
    if among == "[":
        if first and last:
            return say.plain("some time from {first} to {last}", first=first, last=last)
        return say.plain("{date} or after", date=first) if first else say.plain("{date} or before", date=last)
    if not first:
        return say.plain("until {date}", date=last)
    if last:
        return say.plain("{first} to {last}", first=first, last=last)
    return (
        say.plain("from {date}", date=first)
        if between.endless
        else say.plain("from {date} to a date not known", date=first)
    )


def _moment(moment: Moment, say: Say) -> str:
    words = _bare(moment, say, inside=moment.approximate)
    if moment.time:
        words = say.plain("{date}, {time}", date=words, time=_time(moment, say))
    if moment.approximate:
        words = (
            say.plain("{date} (approximate)", date=words) if _vague(moment) else say.plain("about {date}", date=words)
        )
    return say.plain("{date} (uncertain)", date=words) if moment.uncertain else words


def _time(moment: Moment, say: Say) -> str:
    clock = moment.time.removesuffix(":00") if moment.time.count(":") == 2 else moment.time
    zone = f" UTC{moment.zone.removeprefix('Z')}" if moment.zone else ""
    return say.catalogue.digits(f"{clock}{zone}")


def _bare(moment: Moment, say: Say, *, inside: bool) -> str:
    """Without its qualifiers and its time; `inside` a phrase, a decade has its article."""
    years = moment.years
    if years is None:
        if not moment.month.strip("X") or "X" in moment.month:
            return not_known(say)
        return say.plain("{date}, year not known", date=_day_of(moment, say))
    if "X" in moment.year or moment.digits:
        return _some_year(moment, years, say, inside=inside)
    if not moment.month:
        return _year(moment.year, say)
    if "X" in moment.month:
        return _some_month(moment, say)
    if int(moment.month) > 12:
        return _season(int(moment.month), moment.year, say)
    return _day(moment, say)


def _vague(moment: Moment) -> bool:
    """Whether its words say `some day`, month or year."""
    if moment.month and "X" not in moment.month:
        return int(moment.month) <= 12 and bool(moment.day) and not moment.day.isdecimal()
    years = moment.years
    if years is None:
        return False
    if "X" not in moment.year and not moment.digits:
        return bool(moment.month) and not moment.day.isdecimal()
    if moment.month not in ("", "XX"):
        return True
    return not _is_decade(moment) and ("X" in moment.year or years[0] != years[1])


# ── days and months ────────────────────────────────────────────────────────────────────────────


def _day(moment: Moment, say: Say) -> str:
    """A day or a month of a year that is known."""
    if moment.day and not moment.day.isdecimal():
        return say.plain("{date} {year}", date=_day_of(moment, say), year=_in_phrase(moment.year, say))
    number, month = int(moment.year), int(moment.month)
    year = say.catalogue.digits(number if number > 0 else 1 - number)
    if not moment.day:
        name = say.catalogue.month_of_year(month)
        if number < 1:
            return say.plain("{month} {year} BC", month=name, year=year)
        if number < 1000:
            return say.plain("{month} AD {year}", month=name, year=year)
        return say.plain("{month} {year}", month=name, year=year)
    name, day = say.catalogue.month(month), say.catalogue.digits(int(moment.day))
    if number < 1:
        return say.plain("{day} {month} {year} BC", day=day, month=name, year=year)
    if number < 1000:
        return say.plain("{day} {month} AD {year}", day=day, month=name, year=year)
    return say.plain("{day} {month} {year}", day=day, month=name, year=year)


def _day_of(moment: Moment, say: Say) -> str:
    """Its month, and its day as far as it is known."""
    number = int(moment.month)
    if number > 12:
        return _part(number, say)
    if moment.day.isdecimal():
        day = say.catalogue.digits(int(moment.day))
        return say.plain("{day} {month}", day=day, month=say.catalogue.month(number))
    month = say.catalogue.month(number, use="stand-alone")
    if not moment.day:
        return month
    if moment.day == "XX" or not (days := moment.days):
        return say.plain("some day of {month}", month=month)
    first, last = (say.catalogue.digits(calendar_day(each)[2]) for each in days)
    return say.plain("some day from {first} to {last} {month}", first=first, last=last, month=month)


def _some_month(moment: Moment, say: Say) -> str:
    year = _in_phrase(moment.year, say)
    day = say.catalogue.digits(int(moment.day)) if moment.day.isdecimal() else ""
    if moment.month == "XX":
        if day:
            return say.plain("day {day} of some month of {year}", day=day, year=year)
        return (
            say.plain("some day of {year}", year=year) if moment.day else say.plain("some month of {year}", year=year)
        )
    first, last = (say.catalogue.month(each, use="stand-alone") for each in moment.months)
    if day:
        return say.plain(
            "day {day} of some month from {first} to {last} {year}", day=day, first=first, last=last, year=year
        )
    if moment.day:
        return say.plain("some day from {first} to {last} {year}", first=first, last=last, year=year)
    return say.plain("some month from {first} to {last} {year}", first=first, last=last, year=year)


def _season(number: int, year: str, say: Say) -> str:
    """`spring 2010`, `first quarter of 2010`."""
    if number >= 33:
        return say.plain("{part} of {year}", part=_part(number, say), year=_in_phrase(year, say))
    if 1000 <= int(year) <= 9999:
        said = _of_year(say.catalogue.digits(year), say)[(number - 21) % 4]
    else:
        said = say.plain("{date} {year}", date=_parts(say)[(number - 21) % 4], year=_in_phrase(year, say))
    return _on_hemisphere(number, said, say)


def _of_year(year: str, say: Say) -> tuple[str, ...]:
    return (
        say.plain("spring {year}", year=year),
        say.plain("summer {year}", year=year),
        say.plain("autumn {year}", year=year),
        say.plain("winter {year}", year=year),
    )


def _part(number: int, say: Say) -> str:
    """A season, quarter, third or half without its year."""
    if number >= 33:
        return _parts(say)[number - 29]
    return _on_hemisphere(number, _parts(say)[(number - 21) % 4], say)


def _on_hemisphere(number: int, season: str, say: Say) -> str:
    if number < 25:
        return season
    if number < 29:
        return say.plain("{season} (northern hemisphere)", season=season)
    return say.plain("{season} (southern hemisphere)", season=season)


@cache
def _parts(say: Say) -> tuple[str, ...]:
    return (
        *(say.plain("spring"), say.plain("summer"), say.plain("autumn"), say.plain("winter")),
        *(say.plain("first quarter"), say.plain("second quarter")),
        *(say.plain("third quarter"), say.plain("fourth quarter")),
        *(say.plain("first third"), say.plain("second third"), say.plain("last third")),
        *(say.plain("first half"), say.plain("second half")),
    )


# ── years ──────────────────────────────────────────────────────────────────────────────────────


def _is_decade(moment: Moment) -> bool:
    return moment.year[:3].isdecimal() and len(moment.year) == 4 and moment.year[2] != "0" and not moment.digits


def _some_year(moment: Moment, years: tuple[int, int], say: Say, *, inside: bool) -> str:
    alone = not moment.month or moment.month == "XX"
    span = _span(moment, years, say, inside=inside or not alone)
    if alone:
        return span
    if "X" in moment.month:
        return (
            say.plain("some day of {year}", year=span) if moment.day else say.plain("some month of {year}", year=span)
        )
    return say.plain("{date} of {years}", date=_day_of(moment, say), years=span)


def _span(moment: Moment, years: tuple[int, int], say: Say, *, inside: bool) -> str:
    """The years between which it lies; `inside` a phrase, a decade has its article."""
    if _is_decade(moment):
        decade = say.catalogue.digits(f"{moment.year[:3]}0")
        return say.plain("the {decade}s", decade=decade) if inside else say.plain("{decade}s", decade=decade)
    first, last = (_in_phrase(str(each), say) for each in years)
    span = say.plain("some year from {first} to {last}", first=first, last=last)
    if not moment.digits or "X" in moment.year:
        return span
    return (
        say.plain("{years}, put at {year}", years=span, year=_in_phrase(moment.year, say)) if first != last else first
    )


def _year(written: str, say: Say) -> str:
    """`2010`, `AD 44`, `45 BC`: the year before 1 is 0, as ISO 8601 counts, and a reader's 1 BC."""
    number = int(written) if len(written) <= DIGITS_MOST else 10**DIGITS_MOST
    if abs(number) > 9999:
        return say.plain("the year {number}", number=_in_phrase(written, say))
    if number < 1000:
        return _in_phrase(written, say)
    return say.plain("{year}", year=say.catalogue.digits(number))


def _in_phrase(written: str, say: Say) -> str:
    """A year as a number alone, as phrases take it."""
    if len(written) > DIGITS_MOST:
        beginning = say.catalogue.digits(written[:4]).replace("-", "−")
        return say.plain("{beginning}… (more than 15 digits)", beginning=beginning)
    number = int(written)
    if abs(number) > 9999:
        return say.catalogue.grouped(number).replace("-", "−")
    if number < 1:
        return say.plain("{year} BC", year=say.catalogue.digits(1 - number))
    return say.catalogue.digits(number) if number >= 1000 else say.plain("AD {year}", year=say.catalogue.digits(number))
