"""Numbers as they are written: digits in groups, fractions, English number words and scales."""

import unicodedata
from collections.abc import Mapping
from fractions import Fraction

import regex

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
WORDS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_UNITS.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
}
ORDINALS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_RANKS.split())},
    **{word: 10 * value for value, word in enumerate(_TENTHS.split(), 2)},
    "hundredth": 100,
    "thousandth": 1000,
}
SCALES: Mapping[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}


def _each(scale: int, words: str) -> dict[str, int]:
    return dict.fromkeys(words.split(), scale)


FOREIGN_SCALES: Mapping[str, int] = {
    **_each(10**3, "тысяч тысяча тысячи тысячу тысячам тисяч тисяча тисячі tausend mille mila mil bin tysięcy"),
    **_each(10**3, "هزار ألف الف آلاف אלף אלפי"),
    **_each(10**6, "миллион миллиона миллионов миллионам миллионами мільйон мільйона мільйони мільйонів"),
    **_each(10**6, "millionen millions millones millón milioni milione milhões milhão milyon"),
    **_each(10**6, "miljoner miljoen milion miliony milionów میلیون مليون ملايين מיליון מיליוני"),
    **_each(10**9, "миллиард миллиарда миллиардов миллиардам миллиардами мільярд мільярда мільярди мільярдів"),
    **_each(10**9, "milliarde milliarden milliard milliards miliardi miliardo milyar miljarder miljard"),
    **_each(10**9, "miliard miliardy miliardów bilhões bilhão میلیارد مليار مليارات بليون מיליארד מיליארדי"),
    **_each(10**12, "триллион триллиона триллионов трильйон трильйона трильйонів billionen billones"),
    **_each(10**12, "trilyon trilhões trilhão تريليون تریلیون טריליון"),
}
"""Scale words that stand after digits in other languages."""
ABBREVIATED_SCALES: Mapping[str, int] = {
    **dict.fromkeys(["тыс", "тис", "tys"], 10**3),
    **dict.fromkeys(["млн", "mio", "mln"], 10**6),
    **dict.fromkeys(["млрд", "mrd", "mld"], 10**9),
    "трлн": 10**12,
}
"""Those that may have a full stop."""
JOINED_SCALES: Mapping[str, int] = {
    **dict.fromkeys("百백", 100),
    **dict.fromkeys("千천", 10**3),
    **dict.fromkeys("万萬만", 10**4),
    **dict.fromkeys("亿億억", 10**8),
    "兆": 10**12,
}
"""Those of scripts that join words."""
SHORT_SCALES: Mapping[str, int] = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
PARTS: Mapping[str, int] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
VULGAR = {
    char: Fraction(unicodedata.numeric(char)).limit_denominator(10)
    for char in (*"¼½¾", *map(chr, range(0x2150, 0x215F)))
}
DIGITS = regex.compile(
    r"\d{1,3}(?:[,٬']\d{3})+(?![\d])(?:[.٫]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:[.,٫]\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"
    r"|\d+(?:[.,٫]\d+)?"
)


def digits(written: str, language: str) -> tuple[Fraction, ...]:
    """What digits may mean: as English reads them, else also as languages do whose comma is the decimal mark."""
    found = _readings(written)
    return found[:1] if language == "en" else found


def _readings(written: str) -> tuple[Fraction, ...]:
    western = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in written)
    western = western.translate({ord("٬"): ",", ord("٫"): ".", ord("'"): ",", ord(" "): ","})
    marks = regex.sub(r"\d", "", western)
    if not marks:
        return (Fraction(int(western)),) if len(western) <= 40 else ()
    grouped = regex.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}", western)
    pointed = regex.fullmatch(r"\d{1,3}(?:\.\d{3})+", western)
    plain = _decimal(western.replace(",", "")) if "." in western and marks.count(".") == 1 else None
    if plain is not None and not pointed:
        return (plain,)
    whole = _decimal(regex.sub(r"[.,]", "", western))
    turned = _decimal(western.replace(".", "").replace(",", "."))
    readings = [whole, turned] if grouped else [plain, whole] if pointed else [turned]
    return tuple(dict.fromkeys(each for each in readings if each is not None))


def _decimal(written: str) -> Fraction | None:
    return Fraction(written) if len(written) <= 40 and regex.fullmatch(r"\d+(?:\.\d+)?", written) else None


def spelt(words: list[str]) -> tuple[Fraction, int]:
    """The number that English words begin with, and how many of them it takes; none: no words."""
    total = current = taken = 0
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word == "and":
            if not taken or words[index - 1] not in SCALES or following not in WORDS:
                break
        elif word in ("a", "an"):
            if taken or following not in SCALES:
                break
            current = 1
        elif word in WORDS and _fits(current, WORDS[word], words[index - 1] if index else ""):
            current, taken = current + WORDS[word], index + 1
        elif word in SCALES and (current or total) and SCALES[word] != 1:
            total, current = _scaled(total, current, SCALES[word])
            taken = index + 1
        else:
            break
    return Fraction(total + current), taken


def _fits(current: int, value: int, before: str) -> bool:
    """Whether a unit or a ten may follow what has been read."""
    if value == 0 or before == "zero":
        return current == 0 and before != "zero"
    if current % 100 == 0:
        return True
    return value < 10 and current % 10 == 0 and current % 100 >= 20


def _scaled(total: int, current: int, scale: int) -> tuple[int, int]:
    if scale in (12, 100) and current:
        return total, current * scale
    return (total + current * scale, 0) if current else (total * scale, 0)


def ordinal(words: list[str]) -> tuple[int, int]:
    """The ordinal that English words begin with, `twenty-first` too, and how many of them it takes."""
    first, *rest = words
    if first in ORDINALS:
        return ORDINALS[first], 1
    if WORDS.get(first, 0) >= 20 and rest and 0 < ORDINALS.get(rest[0], 0) < 10:
        return WORDS[first] + ORDINALS[rest[0]], 2
    return 0, 0
