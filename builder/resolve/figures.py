"""Numbers, amounts and dates in a text, whichever way they are written; pure, over folded text.

English is read with its number words, other languages by their digits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import regex

from builder.model.written import Span
from builder.resolve.currencies import ABBREVIATIONS, CURRENCIES
from builder.resolve.numerals import (
    ABBREVIATED_SCALES,
    DIGITS,
    FOREIGN_SCALES,
    JOINED_SCALES,
    ORDINALS,
    PARTS,
    SCALES,
    SHORT_SCALES,
    VULGAR,
    WORDS,
    digits,
    ordinal,
    spelt,
)


@dataclass(frozen=True, slots=True)
class Amount:
    number: Fraction
    unit: str = ""
    """`%`, a currency, `year`, `decade`, `clock` (minutes of a day); empty for anything else."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date as finely as it is written; 0 where a part is not."""

    year: int
    month: int
    day: int = 0


Reading = Amount | Day


@dataclass(frozen=True, slots=True)
class Figure:
    span: Span
    readings: tuple[Reading, ...]
    """What it may mean; the first is the likeliest."""
    loose: bool = False
    """Whether it is too common a word, or a mere pointer, to be held against a source: `one`, `page 3`."""


MONTH_NAMES = "January February March April May June July August September October November December"
MONTHS = MONTH_NAMES.split()
_SHORT_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sept? Oct Nov Dec"
_MONTH = (
    "(?:"
    + "|".join(f"{long}|{short}\\.?" for long, short in zip(MONTHS, _SHORT_NAMES.split(), strict=True))
    + r")(?![\p{L}'])"
)
_CURRENCY = "|".join(f"(?P<c{index}>{pattern})" for index, pattern in enumerate(CURRENCIES.values()))
_BEFORE = regex.compile(rf"(?<![\p{{L}}\d])(?:{_CURRENCY}) ?\Z")
_PERCENT = r"%|٪|per ?cent(?:age points?)?|pct|pc|процент\w*|відсот\w*|prozent|pour cent|por ciento|por cento|procent"
_AFTER = regex.compile(
    rf"[ -]?(?:(?P<percent>{_PERCENT})(?!\p{{L}})|(?P<year>years?|yr)(?!\p{{L}}))|(?:[ -]?| d[ei] | d')(?:{_CURRENCY})",
    regex.IGNORECASE,
)
ERAS = {"decade": 10, "century": 100}
_SPAN_OF = regex.compile(r"[ -](?:(decades?)|(centur(?:y|ies)))\b", regex.IGNORECASE)
_UNSPACED = r"\p{Han}\p{Hira}\p{Kana}\p{Hangul}ー"
"""Scripts whose words touch the digits."""
_JOINED = "|".join(JOINED_SCALES)
_SCALE = regex.compile(
    rf"[ -]?(?|({'|'.join([*SCALES, *FOREIGN_SCALES])})s?(?![\p{{L}}--[{_UNSPACED}]])"
    rf"|({'|'.join(ABBREVIATED_SCALES)})(?:\.|(?!\p{{L}}))|({_JOINED})(?![瓦赫]))",
    regex.IGNORECASE | regex.V1,
)
_COMPOUND = regex.compile(rf"(?| ?(\d{{1,4}}) ?({_JOINED})|(\d{{1,4}})(?![\d.,])())")
"""What stands after a joined scale: `3000万` of `1億3000万`, `5000` of `3万5000`."""
_SHORT_SCALE = regex.compile(r"(?: ?(bn|mn|tn)|(k|m|b))(?!\p{L})", regex.IGNORECASE)
_HALF = regex.compile(r"[ -]and[ -]a[ -]half\b")
_VULGAR = regex.compile(f" ?([{''.join(VULGAR)}])")
_ORDINAL = regex.compile(r"(?:st|nd|rd|th)(?!\p{L})")
_DECADE = regex.compile(r"'?s(?!\p{L})")
_ATTACHED = regex.compile(
    r"(?:km|kg|mm|cm|m|g|t|ft|in|lb|lbs|mi|mph|kph|kmh|ha|h|hr|hrs|min|s|ms|x|am|pm|p|kw|mw|gw|kwh|mwh|gwh|hz|ghz|mhz|kb|mb|gb|tb|"
    r"c|f|v|w|l|ml|°)(?![\p{L}\d])",
    regex.IGNORECASE,
)
_PART = regex.compile(rf"[ -]({'|'.join(PARTS)})s?\b", regex.IGNORECASE)
_NUMBER_WORD = "|".join(sorted({*WORDS, *SCALES, *ORDINALS}, key=lambda word: (-len(word), word)))
_RUN = rf"(?:{_NUMBER_WORD}|an?(?= (?:{'|'.join(SCALES)})\b))(?:(?:[ -])(?:{_NUMBER_WORD}|and|an?)\b)*"
_TH = r"(?:st|nd|rd|th)?"
_AND = r"(?: ?- ?| and | to | or )"
_WHOLE = f"(?P<whole>{'|'.join([*SCALES, 'year', *ERAS])})s?"
_PORTION = (
    r"\b(?i:"
    rf"(?:(?P<top>an?|one|two|three)[ -])?(?P<bottom>half|quarter)s?(?:(?: of)? an? |[ -](?!year)){_WHOLE}"
    rf"|(?P<top>an?|one|two|three)[ -](?P<bottom>{'|'.join(PARTS)})s? of an? {_WHOLE}"
    rf"|(?P<more>an?|one) {_WHOLE} and a half)\b"
)
"""A part of a whole: `half a million`, `a quarter of a century`; or one and a half of it: `a year and a half`."""
_EXTRA = (
    "once twice double doubled doubles doubling both pair couple triple tripled triples decade century fortnight half "
    "halved quarter"
)
_FIND = regex.compile(
    rf"(?P<iso>(?<![\d-])(?P<iy>\d{{4}})-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?![\d-]))"
    rf"|(?P<dotted>(?<![\d./])(?P<d1>\d{{1,2}})[./](?P<d2>\d{{1,2}})[./](?P<d3>\d{{4}})(?![\d/]))"
    rf"|(?P<han>(?P<hy>\d{{4}})年(?:(?P<hm>\d{{1,2}})月(?:(?P<hd>\d{{1,2}})日)?)?)"
    rf"|(?P<day>(?<![\d.,])(?:(?P<a1>\d{{1,2}}){_TH}{_AND})?(?P<a2>\d{{1,2}}){_TH} "
    rf"(?:of )?(?P<am>{_MONTH})(?:,? (?P<ay>\d{{4}})(?!\d))?)"
    rf"|(?P<month>\b(?P<bm>{_MONTH}) (?P<b1>\d{{1,2}})(?![\d:%]|[.,]\d){_TH}"
    rf"(?:{_AND}(?P<b2>\d{{1,2}})(?!\d){_TH}(?! {_MONTH}))?(?:,? (?P<by>\d{{4}})(?!\d))?)"
    rf"|(?P<long>\b(?P<lm>{_MONTH}),? (?:of )?(?P<ly>\d{{4}})(?!\d))"
    rf"|(?P<clock>(?<![\d:])(?P<ch>\d{{1,2}})[:.](?P<cm>[0-5]\d)"
    rf"(?: ?(?P<cp>[ap]\.?m\b\.?))?(?![\d:]))(?<=:[0-5]\d|m\.?)"
    rf"|(?P<digits>(?:(?<![\p{{L}}\p{{M}}\d_])|(?<=[{_UNSPACED}])|(?<=(?<![\p{{L}}\d])(?:{'|'.join(ABBREVIATIONS)})))"
    rf"(?:{DIGITS.pattern}))"
    rf"|(?P<vulgar>[{''.join(VULGAR)}])"
    rf"|(?P<portion>{_PORTION})"
    rf"|(?P<share>\b(?i:an?|one)[ -](?i:{'|'.join(PARTS)})(?= of\b))"
    rf"|(?P<extra>\b(?i:{'|'.join(_EXTRA.split())})\b)"
    rf"|(?P<single>\b(?i:a|an|per|every|each|single)[ -]"
    rf"(?i:year|month|week|day|hour|minute|kilomet|metre|mile|tonne|ton)"
    rf"|(?i:year|month|week|day|hour)-?long\b)"
    rf"|(?P<words>(?<![\p{{L}}\p{{M}}\d'])(?i:{_RUN})(?![\p{{L}}\d]))"
)
_COUNTING = frozenset({*WORDS, *SCALES, *ORDINALS, *PARTS, *(f"{part}s" for part in PARTS), *_EXTRA.split()})
_MEASURING = re.compile("[0-9]|[ -](?:year|month|week|day|hour|minute|kilomet|metre|mile|ton)|long")
_SMALL = re.compile("[a-z]+")
_FAR = re.compile("[^\x00-\x7f\N{OBJECT REPLACEMENT CHARACTER}]")
_TOPS = {"two": 2, "three": 3}
_EXTRAS = {"on": 1, "tw": 2, "do": 2, "bo": 2, "pa": 2, "co": 2, "tr": 3, "de": 10, "ce": 100, "fo": 14}
_NAME = regex.compile(r"(?:(?:[\p{L}\p{M}\d.]*\p{Lu}[\p{L}\p{M}\d.]*|(?<![\p{L}\p{M}])\p{L})-|\p{L}/)\Z")
_POINTER = regex.compile(
    r"(?:(?<!\p{L})(?:Nos?|(?i:nos?\.|articles?|sections?|chapters?|paragraphs?|paras?|pages?|pp?|tables?|fig|figure|notes?|footnotes?|items?|steps?|lines?|rules?|"
    r"clauses?|annex|parts?|vol|volume|number|question))\.?|[#§№第]) ?\Z"
)
_EVIDENCE = (
    r"(?:origins?|sources?|articles?|outlets?|references?|passages?|quotations?|quotes?|accounts?|statements?|"
    r"sentences?|words?)"
)
"""Nouns of what is cited: a small number of them counts the evidence itself."""
_SAME = regex.compile(
    rf"(?i:the|these|those|all|both|its|their|his|her|our|other|one (?:\p{{Ll}}+ )?{_EVIDENCE} or) \Z"
)
_COUNTED = regex.compile(rf"[ -](?:\p{{Ll}}+ )?{_EVIDENCE}\b")
_BETWEEN = regex.compile(r"(?: ?- ?| to | and | or | up to | and up to )(?:\p{Sc}|US\$)?\Z")
_ASTRAL_DIGIT = regex.compile(r"[\d&&[\U00010000-\U0010FFFF]]", regex.V1)
_KINDS = (
    "digits",
    "words",
    "clock",
    "vulgar",
    "portion",
    "share",
    "extra",
    "single",
    "iso",
    "dotted",
    "han",
    "day",
    "month",
    "long",
)
REACH = 40
"""Characters before a figure that are looked at."""


def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Every figure of a folded text, in order; English unless another language is named."""
    if not _may_have(text):
        return ()
    text = _ASTRAL_DIGIT.sub(_known, text)
    found: list[Figure] = []
    primary = (language or "en").lower().split("-")[0]
    at = 0
    while match := _FIND.search(text, at):
        read = list(_read(text, match, primary))
        found += read
        at = max(match.end(), max((each.span.end for each in read), default=0), at + 1)
    return tuple(_ranged(text, found))


def _may_have(text: str) -> bool:
    """False only where there is no figure: of plain English that is known in a tenth of the time."""
    if _FAR.search(text):
        return True
    small = text.lower()
    return bool(_MEASURING.search(small)) or not _COUNTING.isdisjoint(_SMALL.findall(small))


def _known(digit: regex.Match[str]) -> str:
    """A digit, or a sign in the place of one that is too new for Python to know its value."""
    return digit[0] if digit[0].isdecimal() else "\N{REPLACEMENT CHARACTER}"


def _read(text: str, match: regex.Match[str], language: str) -> Iterator[Figure]:
    match next(kind for kind in _KINDS if match[kind] is not None):
        case "digits":
            yield from _digits(text, match, language)
        case "words":
            yield from _words(text, match)
        case "clock":
            yield _clock(match)
        case "vulgar":
            number = VULGAR[match[0]]
            yield Figure(Span(*match.span()), (Amount(number), Amount(100 * number, "%")))
        case "portion":
            yield _portion(text, match)
        case "share":
            part = Fraction(1, PARTS[regex.split("[ -]", match[0])[1].lower()])
            yield Figure(Span(*match.span()), (Amount(part), Amount(100 * part, "%")), loose=True)
        case "extra" | "single" as kind:
            yield Figure(Span(*match.span()), tuple(_extra(match[0].lower(), kind)), loose=True)
        case _:
            yield from _dates(match)


def _portion(text: str, match: regex.Match[str]) -> Figure:
    """In years where the whole is a time: such a figure of speech is not held against a source."""
    part = Fraction(3, 2)
    if not match["more"]:
        part = Fraction(_TOPS.get((match["top"] or "a").lower(), 1), PARTS[match["bottom"].lower()])
    whole = match["whole"].lower()
    if whole in SCALES:
        return _finished(text, _Number(match.start(), match.end(), (part * SCALES[whole],)))
    return Figure(Span(*match.span()), (Amount(part * ERAS.get(whole, 1), "year"),), loose=True)


def _extra(word: str, kind: str) -> Iterator[Reading]:
    if kind == "single":
        yield Amount(Fraction(1))
    elif word in ("half", "halved", "quarter"):
        part = Fraction(1, 4 if word == "quarter" else 2)
        yield from (Amount(part), Amount(100 * part, "%"))
    else:
        yield Amount(Fraction(_EXTRAS[word[:2]]))


# ── dates ──────────────────────────────────────────────────────────────────────────────────────


def _dates(match: regex.Match[str]) -> Iterator[Figure]:
    """One figure for each date: `3-5 March` are two."""
    span = Span(*match.span())
    for readings in _days(match):
        possible = tuple(day for day in readings if day.month <= 12 and day.day <= 31)
        if possible:
            yield Figure(span, possible)
        else:
            yield from _not_a_date(span, [int(each) for each in regex.findall(r"\d+", match[0])])


def _not_a_date(span: Span, numbers: list[int]) -> Iterator[Figure]:
    """Numbers that only look like a date; of `2014-15` the second is a year too."""
    for number in numbers:
        same = [numbers[0] // 100 * 100 + number] if number < 100 <= numbers[0] else []
        yield Figure(span, tuple(Amount(Fraction(each)) for each in (number, *same)))


def _days(match: regex.Match[str]) -> Iterator[tuple[Day, ...]]:
    """Each date with what it may mean: `01/02/2015` is two days."""
    part = match.groupdict(default="0")
    if match["iso"]:
        yield (Day(int(part["iy"]), int(part["im"]), int(part["id"])),)
    elif match["dotted"]:
        first, second, year = (int(part[name]) for name in ("d1", "d2", "d3"))
        yield Day(year, second, first), Day(year, first, second)
    elif match["han"]:
        yield (Day(int(part["hy"]), int(part["hm"]), int(part["hd"])),)
    elif match["long"]:
        yield (Day(int(part["ly"]), _month(part["lm"])),)
    else:
        kind = "a" if match["day"] else "b"
        for each in (f"{kind}1", f"{kind}2"):
            if match[each]:
                yield (Day(int(part[f"{kind}y"]), _month(part[f"{kind}m"]), int(part[each])),)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _clock(match: regex.Match[str]) -> Figure:
    hour, minute = int(match["ch"]), int(match["cm"])
    hours = {hour % 24}
    if match["cp"]:
        hours = {hour % 12 + (12 if match["cp"][0] in "pP" else 0)}
    elif hour <= 12:
        hours = {hour, (hour + 12) % 24}
    minutes = sorted((60 * each + minute for each in hours), key=lambda each: each != 60 * hour + minute)
    return Figure(Span(*match.span()), tuple(Amount(Fraction(each), "clock") for each in minutes))


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    numbers: tuple[Fraction, ...]
    unit: str = ""


def _digits(text: str, match: regex.Match[str], language: str) -> Iterator[Figure]:
    start, end = match.span("digits")
    before = text[max(start - REACH, 0) : start]
    if _NAME.search(before):
        return
    number = _Number(start, end, digits(match["digits"], language))
    if not number.numbers:
        return
    money = _BEFORE.search(before)
    if money:
        number = replace(number, start=start - len(money[0]), unit=_currency(money))
    if not (named := _with_suffix(text, number)):
        return
    number = named
    pointer = bool(_POINTER.search(before)) or _listed(text, start, number.end)
    yield replace(_finished(text, number), loose=pointer or "/" in (text[number.end : number.end + 1], before[-1:]))
    if " " in match["digits"]:  # perhaps two numbers side by side
        yield from (
            Figure(Span(number.start, number.end), (Amount(Fraction(int(part))),), loose=True)
            for part in match["digits"].split(" ")
            if part.isdecimal()
        )


def _listed(text: str, start: int, end: int) -> bool:
    """Whether a number counts an item: `1.` or `(2)` at the beginning."""
    return not text[max(start - 3, 0) : start].strip("*( ") and start <= 3 and text[end : end + 1] in (".", ")")


def _with_suffix(text: str, number: _Number) -> _Number | None:
    """With the letters that touch the digits; none where they make a name of it, such as `3D`."""
    end = number.end
    if not regex.match(r"[\p{L}\p{M}']", text[end : end + 1]):
        return number
    whole = int(number.numbers[0])
    if match := _ORDINAL.match(text, end):
        return replace(number, end=match.end())
    if (match := _DECADE.match(text, end)) and whole % 10 == 0 and 1000 <= whole <= 2100:
        return replace(number, end=match.end(), unit="decade")
    if _SHORT_SCALE.match(text, end) or _SCALE.match(text, end) or _ATTACHED.match(text, end):
        return number
    return number if text[end] == "'" or regex.match(rf"[{_UNSPACED}\p{{Thai}}]", text[end]) else None


def _finished(text: str, number: _Number) -> Figure:
    """With its fraction, scale and unit."""
    number = _scaled(text, _with_part(text, number))
    readings = [Amount(value, number.unit) for value in number.numbers]
    end = number.end
    if match := _AFTER.match(text, end):
        unit = "%" if match["percent"] else "year" if match["year"] else _currency(match)
        readings = [replace(each, unit=each.unit or unit) for each in readings]
        end = match.end()
    elif match := _SPAN_OF.match(text, end):
        readings += [Amount(each.number * (10 if match[1] else 100), "year") for each in readings]
    elif match := regex.match(r" ?([ap])\.?m\b", text, flags=regex.IGNORECASE, pos=end):
        hours = [int(each.number) % 12 + (12 if match[1] in "pP" else 0) for each in readings]
        readings = [Amount(Fraction(60 * hour), "clock") for hour in hours] + readings
    return Figure(Span(number.start, end), tuple(readings))


def _with_part(text: str, number: _Number) -> _Number:
    """`2½`, `two and a half`."""
    if match := _VULGAR.match(text, number.end):
        return replace(number, end=match.end(), numbers=tuple(each + VULGAR[match[1]] for each in number.numbers))
    if match := _HALF.match(text, number.end):
        return replace(number, end=match.end(), numbers=tuple(each + Fraction(1, 2) for each in number.numbers))
    return number


def _scaled(text: str, number: _Number) -> _Number:
    """`13 billion`, `13bn`; `5m` may be metres."""
    numbers, end, times = number.numbers, number.end, 0
    while (match := _SCALE.match(text, end)) and times < 3:
        scale = _scale(match[1])
        numbers, end, times = tuple(each * scale for each in numbers), match.end(), times + 1
        if match[1] in JOINED_SCALES:
            more, end = _compound(text, end, scale)
            numbers = tuple(each + more for each in numbers)
    if not times and (match := _SHORT_SCALE.match(text, end)):
        letters = (match[1] or match[2]).lower()
        scaled = tuple(each * SHORT_SCALES[letters] for each in numbers)
        sure = bool(match[1] or number.unit)
        return replace(number, numbers=scaled if sure else (*numbers, *scaled), end=match.end())
    return replace(number, numbers=numbers, end=end)


def _scale(word: str) -> int:
    name = word.lower()
    return next(
        scales[name] for scales in (SCALES, FOREIGN_SCALES, ABBREVIATED_SCALES, JOINED_SCALES) if name in scales
    )


def _compound(text: str, end: int, above: int) -> tuple[int, int]:
    """What is added to a number with a joined scale by the smaller ones behind it, and where they end."""
    total = 0
    while above > 1 and (match := _COMPOUND.match(text, end)):
        scale = JOINED_SCALES[match[2]] if match[2] else 1
        if (more := int(match[1]) * scale) >= above:
            break
        total, end, above = total + more, match.end(), scale
    return total, end


def _currency(match: regex.Match[str]) -> str:
    return next(sign for index, sign in enumerate(CURRENCIES) if match[f"c{index}"] is not None)


def _words(text: str, match: regex.Match[str]) -> Iterator[Figure]:
    """Number words; a run of them may hold several numbers."""
    tokens = [(word.start() + match.start(), word[0].lower()) for word in regex.finditer(r"\p{L}+", match[0])]
    index = 0
    while index < len(tokens):
        words = [word for _, word in tokens[index : index + 24]]
        start = tokens[index][0]
        rank, taken = ordinal(words)
        if taken:
            end = tokens[index + taken - 1][0] + len(words[taken - 1])
            yield Figure(Span(start, end), (Amount(Fraction(rank)),), loose=rank <= 3)
        else:
            value, taken = spelt(words)
            if taken:
                end = tokens[index + taken - 1][0] + len(words[taken - 1])
                yield _spelt(text, _Number(start, end, (value,)))
        index += taken or 1


def _spelt(text: str, number: _Number) -> Figure:
    value = number.numbers[0]
    if 0 < value < 20 and (match := _PART.match(text, number.end)) and (value > 1) == match[0].endswith("s"):
        part = value / PARTS[match[1].lower().replace("halve", "half")]
        return Figure(Span(number.start, match.end()), (Amount(part), Amount(100 * part, "%")))
    figure = _finished(text, number)
    return replace(figure, loose=_is_common(text, figure))


def _is_common(text: str, figure: Figure) -> bool:
    """Whether a small number word only points or counts the evidence itself: `one`, `the two`, `three sources`."""
    first = figure.readings[0]
    if not isinstance(first, Amount) or first.unit or first.number >= 10:
        return False
    before = text[max(figure.span.start - REACH, 0) : figure.span.start]
    counted = _COUNTED.match(text, figure.span.end)
    return first.number <= 1 or bool(counted or _SAME.search(before))


def _ranged(text: str, found: list[Figure]) -> Iterator[Figure]:
    """In `10 to 15 million` and `10-15%`, the first number has the second's scale and unit."""
    for figure, after in pairwise(found):
        yield _with_range(text, figure, after)
    yield from found[-1:]


def _with_range(text: str, figure: Figure, after: Figure) -> Figure:
    between = text[figure.span.end : after.span.start]
    first, second = figure.readings[0], after.readings[0]
    if len(between) > 12 or not isinstance(first, Amount) or not isinstance(second, Amount):
        return figure
    if not _BETWEEN.fullmatch(between):
        return figure
    more = [
        Amount(first.number * scale, second.unit or first.unit)
        for scale in (1, 100, 10**3, 10**6, 10**9, 10**12)
        if second.number >= scale and first.number < 1000 and second.number / scale < 1000
    ]
    return replace(figure, readings=(*figure.readings, *dict.fromkeys(more)))
