"""Whether the value that an answer implies follows from its words; pure, over folded text.

Nothing is said where it cannot be told: of relative words without a day to count from, of numbers that
another language spells out, of words that give no figure of the kind.
"""

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import pairwise

import regex

from builder.resolve.currencies import CURRENCIES, SIGNS, may_be
from builder.resolve.dating import base, dates, hidden, is_year
from builder.resolve.evidence import SPELT_MOST
from builder.resolve.figures import Amount, Figure, figures
from builder.resolve.values import DAY, Value, dated, value

LONGEST = 200
"""Years that a plain number of another language may stand for."""

_AMERICAN = regex.compile(r"U\.?S|American|[美米]")
_PORTION = regex.compile(r" (?:of|the|its|their|his|her|our|all|these|those)\b", regex.IGNORECASE)
_PERIOD = regex.compile(
    r"\b(?:first|second|third|fourth|last|other|latter|former|final|next|this) \Z", regex.IGNORECASE
)
_OUT_OF = regex.compile(r" (?:out )?of (?:(?:the|its|their|his|her|our|all|these|those) )?", regex.IGNORECASE)
_MULTIPLIED = regex.compile(r"\b(?:each|apiece|times|twice|per|every)\b|×", regex.IGNORECASE)

Read = list[tuple[Figure, Amount]]


def derived(words: str, published: str, implies: str, language: str = "en") -> bool | None:
    """Whether the value follows from folded words in a text of that day; none where that cannot be told.

    `15 years` in a text of 2015 is 2000, `since 2002` is 2002, `$13bn` is `13e9 USD`.
    """
    wanted = value(implies)
    if wanted is None:
        return None
    found = figures(words, language)
    amounts = [(figure, each) for figure in found for each in figure.readings if isinstance(each, Amount)]
    foreign = language.lower().split("-")[0] not in ("", "en")
    if wanted.unit != DAY:
        return _gives_amount(words, amounts, wanted, foreign=foreign)
    if foreign:
        return _gives_year(amounts, published, wanted)
    given = list(dates(words, found, base(published), published))
    if any(each.fits(wanted) for each in given):
        return True
    return None if hidden(words, found, base(published)) or not any(each.denies(wanted) for each in given) else False


def _gives_year(amounts: Read, published: str, wanted: Value) -> bool | None:
    """Of another language only digits are read: a year, or perhaps so many years before the text."""
    years = [int(each.number) for _, each in amounts if is_year(each)]
    spans = [int(each.number) for _, each in amounts if each.number <= LONGEST]
    counted = [since.year - span for span in spans] if (since := base(published)).year else []
    if any(wanted.holds(dated(year)) for year in (*years, *counted)):
        return True
    return False if years and len(years) == len(amounts) and wanted.high - wanted.low >= 371 else None


def _gives_amount(words: str, amounts: Read, wanted: Value, *, foreign: bool) -> bool | None:
    number = abs(wanted.low)
    if sign := SIGNS.get(wanted.unit, ""):
        return _gives_money(words, number, sign, amounts, foreign=foreign)
    if wanted.unit == "%":
        shares = [(figure, each) for figure, each in amounts if each.unit == "%"]
        if any(_is_share(number, each.number) for _, each in shares):
            return True
        return False if any(not figure.loose or _is_portion(words, figure) for figure, _ in shares) else None
    return _gives_count(words, number, wanted.unit, amounts, foreign=foreign)


def _is_share(number: Fraction, given: Fraction) -> bool:
    """A third may be rounded to 33, two thirds cut to 66; a whole number of per cent is itself."""
    return number == given or (given.denominator > 1 and -1 < number - given <= Fraction(1, 2))


@cache
def _money() -> "regex.Pattern[str]":
    """Every currency, however it is written; only texts in other languages are asked for it."""
    return regex.compile("|".join(CURRENCIES.values()), regex.IGNORECASE)


def _gives_money(words: str, number: Fraction, sign: str, amounts: Read, *, foreign: bool) -> bool | None:
    """In its currency, or in none that is known. English words without any figure give no sum but nothing."""
    if any(each.number == number and _is_money(words, figure, each.unit, sign) for figure, each in amounts):
        return True
    sums = {figure.span.start for figure, each in amounts if each.unit in CURRENCIES}
    if foreign and len(sums) < len(_money().findall(words)):
        return None  # one of them is spelled out
    if sums:
        return False
    return None if amounts or foreign or not number else False


def _is_money(words: str, figure: Figure, given: str, sign: str) -> bool:
    """Whether a figure may be of a currency; `US$` is not any dollar, as `$` is."""
    american = given == "$" != sign and _AMERICAN.search(words, figure.span.start, figure.span.end)
    return not given or (may_be(sign, given) and not american)


def _is_portion(words: str, figure: Figure) -> bool:
    """Whether `half` or `a third` is a share of something, and not of a match or a year."""
    start, end = figure.span.start, figure.span.end
    return _PORTION.match(words, end) is not None and not _PERIOD.search(words, max(start - 12, 0), start)


def _gives_count(words: str, number: Fraction, unit: str, amounts: Read, *, foreign: bool) -> bool | None:
    """Counts may be worked out of two that are given; other units may be converted ones."""
    kinds = ("year",) if unit == "year" else ("", "year")
    counted = [(figure, each) for figure, each in amounts if each.unit in kinds]
    if any(each.number == number for _, each in counted) or _is_worked_out(words, number, counted):
        return True
    if foreign and (number <= SPELT_MOST or number % 100 == 0):
        return None
    named = not unit or regex.search(rf"(?i)(?<!\p{{L}}){regex.escape(unit[:3])}", words)
    return False if named and any(not figure.loose for figure, _ in counted) else None


def _is_worked_out(words: str, number: Fraction, counted: Read) -> bool:
    """Whether it is a difference, a sum unless one number is out of the other, or a product where words multiply."""
    times = Counter(each for _, each in {(figure.span.start, each.number) for figure, each in counted})
    out_of = {
        frozenset((one.number, two.number))
        for (before, one), (after, two) in pairwise(counted)
        if _OUT_OF.fullmatch(words, before.span.end, max(after.span.start, before.span.end))
    }
    multiplied = _MULTIPLIED.search(words) is not None
    return any(
        _are_two(each, number + each, times)
        or (_are_two(each, number - each, times) and frozenset((each, number - each)) not in out_of)
        or (multiplied and each and _are_two(each, number / each, times))
        for each in times
    )


def _are_two(one: Fraction, two: Fraction, times: Counter[Fraction]) -> bool:
    """Whether both stand there, and twice if they are equal."""
    return times[two] > (one == two)
