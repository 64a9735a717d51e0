"""What an answer implies, in a reader's words: a date, worked out or as its words have it, or an amount."""

import re
from collections.abc import Iterable
from decimal import Decimal

from babel import Locale, UnknownLocaleError

from builder.dates import Moment, parse
from builder.model.resolved import Note, Quote
from builder.render.dates import MONTHS, in_words
from builder.render.saying import Say

_NUMBER = re.compile(r"(?P<whole>[0-9][0-9,]*)(?P<part>\.[0-9]+)?(?:[eE](?P<power>[0-9]{1,2}))?(?![\w.])", re.ASCII)
_DIGITS = re.compile(r"\d+")
_NUMERIC_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_SIZES = ((12, "trillion"), (9, "billion"), (6, "million"))
"""As authors write them, whatever the interface speaks."""
PLACES_MOST = 2
"""Decimals beside a size, as in `1.25 million`; a sum that needs more is given in full."""
DIGITS_MOST = 18
"""Digits that are written out."""


def implied(implies: str, note: Note, say: Say) -> str:
    """`2002`, `2000 (worked out)`, `13 billion USD`; what is neither date nor amount, as it was written."""
    expression = parse(implies)
    if expression is None:
        return amount(implies, say)
    moments = [part for part in expression.parts if isinstance(part, Moment)]
    told = not note.quote or (len(moments) == len(expression.parts) and _stands(moments, note.quote))
    words = in_words(implies, say)
    return words if told else say.plain("{date} (worked out)", date=words)


def amount(written: str, say: Say) -> str:
    """An amount with its first number grouped, or in millions and more where that is exact."""
    found = _NUMBER.search(written)
    if not found:
        return written
    size = next((name for _, name in _SIZES if written[found.end() :].casefold().startswith((name, f" {name}"))), "")
    whole, part, power = found["whole"].replace(",", ""), found["part"] or "", int(found["power"] or 0)
    words = _number(whole, part, power, say, scaled=bool(size))
    return f"{written[: found.start()]}{words}{written[found.end() :]}" if words else written


def _number(whole: str, part: str, power: int, say: Say, *, scaled: bool) -> str:
    """`13 billion` for 13 and a power of 9; empty where it is too long to write out."""
    digits = whole + part[1:]
    places = len(part[1:]) - power
    if places <= 0:
        digits, places = digits + "0" * -places, 0
    digits = digits.lstrip("0").rjust(places + 1, "0")
    if len(digits) > DIGITS_MOST:
        return ""
    for zeros, name in _SIZES if not scaled else ():
        below = digits[-zeros - places :].rstrip("0")
        if len(digits) - places > zeros and len(below) <= PLACES_MOST:
            above = int(digits[: -zeros - places])
            return _sized(say.catalogue.grouped(Decimal(f"{above}.{below}") if below else above), name, say)
    cut = len(digits) - places
    return say.catalogue.grouped(Decimal(f"{digits[:cut]}.{digits[cut:]}") if places else int(digits[:cut]))


def _sized(number: str, size: str, say: Say) -> str:
    if size == "trillion":
        return say.plain("{number} trillion", number=number)
    return (
        say.plain("{number} billion", number=number)
        if size == "billion"
        else say.plain("{number} million", number=number)
    )


def _stands(moments: Iterable[Moment], quote: Quote) -> bool:
    """Whether the words have each part of a date, the month by its name or in a date of numbers."""
    words = _printed(quote).casefold()
    numbers = {int(each) for each in _DIGITS.findall(words)}
    return all(
        moment.year.isdecimal()
        and int(moment.year) in numbers
        and (not moment.day or (moment.day.isdecimal() and int(moment.day) in numbers))
        and (not moment.month or _has_month(moment.month, words, quote.source.language))
        for moment in moments
    )


def _has_month(month: str, words: str, language: str) -> bool:
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return False
    if any(int(month) in map(int, _DIGITS.findall(each.group())) for each in _NUMERIC_DATE.finditer(words)):
        return True
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in _names(int(month), language))


def _names(month: int, language: str) -> set[str]:
    """Of a month, in English and in the source's language, in full and cut short."""
    names = {MONTHS[month - 1].casefold(), MONTHS[month - 1][:3].casefold()}
    try:
        months = Locale.parse(language, sep="-").months if language else {}
    except (UnknownLocaleError, ValueError):
        months = {}
    found = (months[use][width][month] for use in months for width in ("wide", "abbreviated") if width in months[use])
    return names | {name.casefold().rstrip(".") for name in found}


def _printed(quote: Quote) -> str:
    """A quote's words less the brackets that are ours."""
    exact = quote.annotation.selector.exact
    for mark in reversed(quote.marks):
        if not mark.own:
            exact = f"{exact[: mark.span.start]} {exact[mark.span.end :]}"
    return exact
