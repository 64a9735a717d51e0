"""The dates that a text gives with their year, each as EDTF; pure, over folded text."""

from collections.abc import Iterator

import regex

from builder.model.written import Span
from builder.resolve.figures import Amount, Day, Figure, figures

_YEAR = regex.compile(r"\d{4}")
_BEFORE_YEAR = regex.compile(
    r"(?i:(?:\A|[(,;:/–—-]|\b(?:in|for|since|until|till|by|from|to|and|or|of|during|before|after|around|about|circa|early|mid|late|"
    r"than|year|through|between|spring|summer|autumn|fall|winter|end|start|beginning|quarter|half|the|an?|its|their|his|"
    r"her))[ -]*"
    r"|'s )\Z"
)
_NOT_A_YEAR = regex.compile(
    r" (?:UTC|GMT|\p{Lu}{2,3}T|hours|local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|[ -]?(?:\p{Sc}|%|per ?cent|[\p{Ll}]{2,}s\b(?<!\bwas\b|\bhas\b|\bis\b))"
)
"""A time of the day, or a number of something."""
_RANGE = regex.compile(r"(?<![\d.,/-])(?<first>\d{4})(?:-|/)(?<last>\d{4}|\d\d)(?![\d/-]|[.,]\d)")
_PART = regex.compile(
    r"\b(?:(?<part>[QH][1-4])[ /-]?(?:of )?'?(?<year>\d{4}|\d\d)|(?<year>\d{4})[ /-]?(?<part>[QH][1-4]))(?!\d)"
)
_PARTS = {"Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
"""Quarters and halves of a year, as EDTF numbers them."""
_FISCAL = regex.compile(r"\b[FC]Y[ -]?'?(?<year>\d{4}|\d\d)(?!\d)")
CENTURY = 2000
"""Of years of which two digits are written after letters: `FY16`."""


def moments(text: str, language: str = "en") -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where each date stands, in order, with everything that it may mean."""
    found: dict[int, tuple[Span, tuple[str, ...]]] = {}
    found |= {span.start: (span, (written,)) for span, written in _named_parts(text)}
    taken = {offset for span, _ in found.values() for offset in range(span.start, span.end)}
    for figure in figures(text, language):
        if taken.isdisjoint(range(figure.span.start, figure.span.end)) and (written := _written(figure, text)):
            found.setdefault(figure.span.start, (figure.span, tuple(written)))
    yield from (found[start] for start in sorted(found))


def _named_parts(text: str) -> Iterator[tuple[Span, str]]:
    """Ends of ranges, quarters, halves and fiscal years."""
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), match["last"]
        end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        is_month = len(last) == 2 and 1 <= int(last) <= 12 and text[match.start("last") - 1] == "-"
        if 1000 <= first < end <= 2100 and not is_month:
            yield Span(*match.span("first")), f"{first:04}"
            yield Span(*match.span("last")), f"{end:04}"
    for match in _PART.finditer(text):
        if part := _PARTS.get(match["part"]):
            yield Span(*match.span()), f"{_full(match['year']):04}-{part}"
    for match in _FISCAL.finditer(text):
        year = _full(match["year"])
        yield Span(*match.span()), f"{year - 1:04}-04/{year:04}"  # some begin in April of the year before


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else CENTURY + int(year)


def _written(figure: Figure, text: str) -> list[str]:
    """Every date that a figure may mean; nothing for one without a year, or for a mere number."""
    found = []
    for reading in figure.readings:
        if isinstance(reading, Day) and reading.year:
            parts = [f"{reading.year:04}", *(f"{part:02}" for part in (reading.month, reading.day) if part)]
            found.append("-".join(parts))
        elif isinstance(reading, Amount) and _is_year(reading, figure, text):
            decade = reading.unit == "decade"
            found.append(f"{int(reading.number) // 10}X" if decade else f"{int(reading.number)}")
        else:
            return []
    return found


def _is_year(amount: Amount, figure: Figure, text: str) -> bool:
    start, end = figure.span.start, figure.span.end
    if amount.unit == "decade":
        return 1000 <= amount.number <= 2100
    plain = amount.unit == "" and _YEAR.fullmatch(text[start:end]) is not None and 1000 <= amount.number <= 2100
    before = text[max(start - 20, 0) : start]
    return plain and _BEFORE_YEAR.search(before) is not None and not _NOT_A_YEAR.match(text, end)
