"""EDTF dates in a reader's words, never finer than they were written."""

from builder.dates import Expression, Moment, Range, calendar_day, parse, period

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = ("spring", "summer", "autumn", "winter")
HEMISPHERES = ("", " (northern hemisphere)", " (southern hemisphere)")
QUARTERS = ("first quarter", "second quarter", "third quarter", "fourth quarter")
PARTS = (*QUARTERS, "first third", "second third", "last third", "first half", "second half")
NOT_KNOWN = "date not known"


def in_words(date: str) -> str:
    """`20 January 2015`, `about 2010`, `2011 or April 2012`; what is no date, as it was written."""
    expression = parse(date)
    return _expression(expression) if expression else date


def within(day: str, since: str, until: str) -> bool:
    """Whether a day lies in a term, compared as finely as both are written; open ends hold."""
    held = period(day)
    return not period(since).after(held) and not held.after(period(until))


def _expression(expression: Expression) -> str:
    words = [_range(part, expression.among) if isinstance(part, Range) else _moment(part) for part in expression.parts]
    *others, last = words
    joint = "or" if expression.among == "[" else "and"
    return f"{', '.join(others)} {joint} {last}" if others else last


def _range(between: Range, among: str) -> str:
    """`among`, the bracket that it stands in, tells a choice of one date from a length of time."""
    first, last = (_moment(end) if end else "" for end in (between.first, between.last))
    if not first and not last:
        return NOT_KNOWN
    if among == "[":
        both = f"some time from {first} to {last}"
        return both if first and last else f"{first} or after" if first else f"{last} or before"
    if not first:
        return f"until {last}"
    if not last:
        return f"from {first}" if between.endless else f"from {first} to a date not known"
    return f"{first} to {last}"


def _moment(moment: Moment) -> str:
    words = f"{_bare(moment)}{_time(moment)}"
    if moment.approximate:
        decade = "the " if words.endswith("0s") else ""
        words = f"{words} (approximate)" if words.startswith("some ") else f"about {decade}{words}"
    return f"{words} (uncertain)" if moment.uncertain else words


def _time(moment: Moment) -> str:
    if not moment.time:
        return ""
    clock = moment.time.removesuffix(":00") if moment.time.count(":") == 2 else moment.time
    zone = f" UTC{moment.zone.removeprefix('Z')}" if moment.zone else ""
    return f", {clock}{zone}"


def _bare(moment: Moment) -> str:
    """Without its qualifiers and its time."""
    years = moment.years
    if years is None:
        known = _day_of(moment) if moment.month.strip("X") and "X" not in moment.month else ""
        return f"{known}, year not known" if known else NOT_KNOWN
    if "X" in moment.year or moment.digits:
        return _some_year(moment, years)
    year = _year(moment.year)
    if not moment.month:
        return year
    if moment.month.isdecimal() and int(moment.month) > 12:
        return _season(int(moment.month), year)
    if "X" in moment.month:
        return _some_month(moment, year)
    return f"{_day_of(moment)} {year}"


def _day_of(moment: Moment) -> str:
    """Its month, and its day as far as it is known."""
    number = int(moment.month)
    if number > 12:
        return _season(number, "").strip()
    month = MONTHS[number - 1]
    if not moment.day or moment.day.isdecimal():
        return f"{int(moment.day)} {month}" if moment.day else month
    if moment.day == "XX" or not (days := moment.days):
        return f"some day of {month}"
    return f"some day from {_last_two(days[0])} to {_last_two(days[1])} {month}"


def _some_month(moment: Moment, year: str) -> str:
    first, last = moment.months
    which = f"from {MONTHS[first - 1]} to {MONTHS[last - 1]} {year}" if moment.month != "XX" else f"of {year}"
    if moment.day.isdecimal():
        return f"day {int(moment.day)} of some month {which}"
    return f"some {'day' if moment.day else 'month'} {which}"


def _some_year(moment: Moment, years: tuple[int, int]) -> str:
    first, last = (_year(str(each)).removeprefix("the year ") for each in years)
    decade = moment.year[:3].isdecimal() and len(moment.year) == 4 and moment.year[2] != "0" and not moment.digits
    span = f"the {moment.year[:3]}0s" if decade else f"some year from {first} to {last}"
    if moment.digits and "X" not in moment.year:
        span = f"{span}, put at {_year(moment.year).removeprefix('the year ')}" if first != last else first
    if not moment.month or moment.month == "XX":
        return span.removeprefix("the ")
    if "X" in moment.month:
        return f"some {'day' if moment.day else 'month'} of {span}"
    return f"{_day_of(moment)} of {span}"


def _season(number: int, year: str) -> str:
    """`spring 2010`, `first quarter of 2010`."""
    if number < 33:
        return f"{SEASONS[(number - 21) % 4]} {year}{HEMISPHERES[(number - 21) // 4]}"
    return f"{PARTS[number - 33]} of {year}" if year else PARTS[number - 33]


def _last_two(day: int) -> int:
    """The day of the month of a day's number."""
    return calendar_day(day)[2]


def _year(written: str) -> str:
    """`2010`, `AD 44`, `45 BC`: the year before 1 is 0, as ISO 8601 counts, and a reader's 1 BC."""
    if len(written) > 16:
        return f"the year {written[:4]}… (more than 15 digits)".replace("-", "−")
    number = int(written)
    if abs(number) > 9999:
        return f"the year {number:,}".replace("-", "−")
    if number < 1:
        return f"{1 - number} BC"
    return str(number) if number >= 1000 else f"AD {number}"
