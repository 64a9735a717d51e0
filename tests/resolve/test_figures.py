"""Figures are read by value, however they are written."""

from datetime import date
from fractions import Fraction

import pytest
from growth import grows_no_faster
from hypothesis import given
from hypothesis import strategies as st

from builder.model.written import Source
from builder.resolve.evidence import evidence
from builder.resolve.figures import CURRENCIES, MONTHS, Amount, Day, figures
from builder.resolve.folding import folded

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = st.integers(0, 10**12 - 1)
DAYS = st.dates(date(1000, 1, 1), date(2100, 12, 31))


def spelt(number: int, joined: str = "-", linked: str = " and ") -> str:
    """A number in English words."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (joined + UNITS[number % 10] if number % 10 else "")
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            more = (linked if rest < 100 else " ") + spelt(rest, joined, linked) if rest else ""
            return f"{spelt(number // scale, joined, linked)} {word}{more}"
    raise AssertionError


def read(text: str, language: str = "en") -> list[object]:
    """The likeliest reading of each figure that is held against a source."""
    return [figure.readings[0] for figure in figures(folded(text), language) if not figure.loose]


def gives(source: str, ours: str, language: str = "en", published: str = "", event: str = "") -> bool:
    """Whether all figures of our sentence stand in a source's text."""
    found = evidence(folded(source), Source("a", "A", source, language=language, published=published), event)
    return all(found.gives(figure) for figure in figures(folded(ours)) if not figure.loose)


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


@given(NUMBERS, st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_a_number_in_words_is_read_whole(number: int, joined: str, linked: str) -> None:
    found = figures(f"Some {spelt(number, joined, linked)} ships sailed.")
    assert [figure.readings[0] for figure in found] == [Amount(Fraction(number))]


@given(NUMBERS)
def test_digits_in_groups_and_words_have_one_value(number: int) -> None:
    written = [
        f"{number}",
        f"{number:,}",
        f"{number:,}".replace(",", " "),
        f"{number:,}".replace(",", "\u202f"),
        spelt(number),
    ]
    values = {figures(folded(f"It cost {each} then"))[0].readings[0] for each in written}
    assert values == {Amount(Fraction(number))}


@given(
    st.decimals(0, 999, places=2),
    st.sampled_from(["million", "billion", "trillion", "bn", "tn"]),
    st.sampled_from(["", " ", "-"]),
)
def test_a_scale_multiplies(number, scale: str, joined: str) -> None:
    joined = joined if scale not in ("bn", "tn") else ""
    value = {"million": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12}[scale]
    assert read(f"worth ${number}{joined}{scale} at least") == [Amount(Fraction(str(number)) * value, "$")]


@given(DAYS)
def test_a_date_has_one_value_in_every_order(day: date) -> None:
    month = MONTHS[day.month - 1]
    written = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
    ]
    for each in written:
        assert Day(day.year, day.month, day.day) in read(f"on {each} there"), each


@given(DAYS, DAYS)
def test_a_date_stands_only_where_that_date_is(ours: date, theirs: date) -> None:
    sentence = f"On {ours.day} {MONTHS[ours.month - 1]} {ours.year} they met."
    assert gives(f"It was {theirs.isoformat()}.", sentence) == (ours == theirs)
    assert gives(f"It was {ours.isoformat()}.", f"In {MONTHS[ours.month - 1]} {ours.year}, in {ours.year}.")


@given(NUMBERS, NUMBERS)
def test_a_number_stands_only_where_its_value_is(ours: int, theirs: int) -> None:
    assert gives(f"There were {theirs:,} of them.", f"{ours} of them.") == (ours == theirs)


@given(
    st.text(alphabet="0123456789.,-/:$%½年月 aApmSthousandMay\u202f", max_size=60), st.sampled_from(["en", "de", ""])
)
def test_any_text_is_read_in_order_and_within_its_bounds(text: str, language: str) -> None:
    plain = folded(text)
    found = figures(plain, language)
    assert all(0 <= figure.span.start < figure.span.end <= len(plain) and figure.readings for figure in found)
    assert [figure.span.start for figure in found] == sorted(figure.span.start for figure in found)


@given(st.text(max_size=80))
def test_every_figure_of_a_text_stands_in_that_text(text: str) -> None:
    assert gives(text, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("US$13 billion", Amount(Fraction(13 * 10**9), "$")),
        ("$13bn", Amount(Fraction(13 * 10**9), "$")),
        ("13 billion dollars", Amount(Fraction(13 * 10**9), "$")),
        ("a 13-billion-dollar order", Amount(Fraction(13 * 10**9), "$")),
        ("thirteen billion", Amount(Fraction(13 * 10**9))),
        ("13 000 000 000", Amount(Fraction(13 * 10**9))),
        ("half a million", Amount(Fraction(500_000))),
        ("two and a half years", Amount(Fraction(5, 2), "year")),
        ("2½ tonnes", Amount(Fraction(5, 2))),
        ("two-thirds", Amount(Fraction(2, 3))),
        ("15 per cent", Amount(Fraction(15), "%")),
        ("fifteen percent", Amount(Fraction(15), "%")),
        ("fifteen years", Amount(Fraction(15), "year")),
        ("a fifteenth time", Amount(Fraction(15))),
        ("the 21st", Amount(Fraction(21))),
        ("two dozen", Amount(Fraction(24))),
        ("the 1990s", Amount(Fraction(1990), "decade")),
        ("mid-2010", Amount(Fraction(2010))),
        ("resolution 1929", Amount(Fraction(1929))),
        ("۱۲۳ نفر", Amount(Fraction(123))),
        ("12,34,567 rupees", Amount(Fraction(1234567), "₹")),
        ("Rs 5 crore", Amount(Fraction(5 * 10**7), "₹")),
        ("Rs. 5 crore", Amount(Fraction(5 * 10**7), "₹")),
        ("Rs5 lakh", Amount(Fraction(5 * 10**5), "₹")),
        ("₹5 lakh crore", Amount(Fraction(5 * 10**12), "₹")),
        ("five lakh crore rupees", Amount(Fraction(5 * 10**12), "₹")),
        ("USD5m", Amount(Fraction(5 * 10**6), "$")),
        ("A$5 million", Amount(Fraction(5 * 10**6), "A$")),
        ("5 million Canadian dollars", Amount(Fraction(5 * 10**6), "C$")),
        ("5 million Swiss francs", Amount(Fraction(5 * 10**6), "CHF")),
        ("the 5 try to win", Amount(Fraction(5))),
        ("the 15 won it", Amount(Fraction(15))),
    ],
)
def test_a_figure_is_read_as_its_value(text: str, value: Amount) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    ("text", "language", "number", "unit"),
    [
        ("费用为130亿美元。", "zh", 13 * 10**9, "$"),
        ("費用は130億ドルだった", "ja", 13 * 10**9, "$"),
        ("1億3000万ドル", "ja", 130_000_000, "$"),
        ("1兆2000億円", "ja", 1_200_000_000_000, "JPY"),
        ("3万5000人", "ja", 35_000, ""),
        ("130亿卢布", "zh", 13 * 10**9, "₽"),
        ("130亿人民币", "zh", 13 * 10**9, "CNY"),
        ("130亿元", "zh", 13 * 10**9, "元"),
        ("130億ユーロに", "ja", 13 * 10**9, "€"),
        ("130억 달러를", "ko", 13 * 10**9, "$"),
        ("1억 3000만 달러", "ko", 130_000_000, "$"),
        ("13 млрд. долларов США", "ru", 13 * 10**9, "$"),
        ("800 миллионов рублей", "ru", 800 * 10**6, "₽"),
        ("13 мільярдів євро", "uk", 13 * 10**9, "€"),
        ("13,5 Mrd. Euro", "de", 13_500_000_000, "€"),
        ("13 Milliarden Dollar", "de", 13 * 10**9, "$"),
        ("13 milliards de dollars", "fr", 13 * 10**9, "$"),
        ("13 milliards d’euros", "fr", 13 * 10**9, "€"),
        ("13 mil millones de dólares", "es", 13 * 10**9, "$"),
        ("13 milyar dolarlık", "tr", 13 * 10**9, "$"),
        ("13 milyar avro", "tr", 13 * 10**9, "€"),
        ("۱۳ میلیارد دلار", "fa", 13 * 10**9, "$"),
        ("۵۰۰ میلیون ریال", "fa", 500 * 10**6, "﷼"),
        ("13 مليار دولار", "ar", 13 * 10**9, "$"),
        ("13 مليار يورو", "ar", 13 * 10**9, "€"),
        ("13 מיליארד דולר", "he", 13 * 10**9, "$"),
    ],
)
def test_a_sum_is_read_in_the_words_of_its_language(text: str, language: str, number: int, unit: str) -> None:
    assert read(text, language) == [Amount(Fraction(number), unit)]


@given(
    st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["亿", "億", "억"]), st.sampled_from(["万", "萬", "만"])
)
def test_joined_scales_add_up(first: int, second: int, high: str, low: str) -> None:
    assert read(f"为{first}{high}{second}{low}美元", "zh") == [Amount(Fraction(first * 10**8 + second * 10**4), "$")]


@pytest.mark.parametrize(
    "text",
    [
        "S-300", "S-300PMU-2", "PMU-1", "F-16s", "COVID-19", "G7", "MH17", "3D", "S/RES/1929", "C-5",
        "1. They met", "(2) They met", "page 3", "section 12", "No. 7", "§ 5", "one of them", "for the first time",
        "the two sides", "these three", "two sources", "three archived articles", "hundreds of thousands", "once",
    ],
)  # fmt: skip
def test_a_name_a_pointer_or_a_common_word_is_held_against_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("from 10 to 15 million euros", "€10 million"),
        ("It lost $4 billion", "four billion dollars"),
        ("at 5:30 p.m.", "at 17:30"),
        ("from 3-5 March 2010", "on 5 March 2010"),
        ("13 млрд", "13 billion"),
        ("a four-year-old conflict", "four years"),
        ("$4 million in Sydney", "A$4 million"),
        ("4 billion yen", "¥4 billion"),
        ("费用为130亿美元", "$13 billion"),
        ("費用は130億ドル", "$13 billion"),
    ],
)
def test_the_same_figure_written_otherwise_is_found(source: str, ours: str) -> None:
    assert gives(source, ours)


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("$4 billion", "€4 billion"),
        ("A$4 billion", "$4 billion"),
        ("A$4 billion", "C$4 billion"),
        ("4 billion yen", "4 billion yuan"),
        ("费用为130亿欧元", "$13 billion"),
        ("$4 billion", "$4 million"),
        ("15 people", "15%"),
        ("13,000", "1,300"),
        ("the S-300 missile", "300 missiles"),
        ("20 January", "21 January"),
        ("in 2010", "the 1990s"),
        ("1.5 million", "1.6 million"),
    ],
)
def test_another_figure_is_not_found(source: str, ours: str) -> None:
    assert not gives(source, ours)


def test_days_and_years_are_worked_out_from_a_day_of_publication() -> None:
    text = "They signed on Tuesday. Ties soured five years ago, and last year trade fell."
    assert gives(text, "On 20 January 2015, after 2010 and 2014", published="2015-01-20")
    assert not gives(text, "On 21 January 2015", published="2015-01-19")
    assert not gives(text, "In 2011", published="2015-01-20")
    assert gives("It began in 2010.", "five years earlier", event="2015-01-20")


def test_a_number_that_another_language_may_spell_out_is_not_missed() -> None:
    assert gives("Пятнадцать лет назад", "15 years", language="ru")
    assert not gives("Пятнадцать лет назад", "1,234 ships", language="ru")


@pytest.mark.parametrize("text", ["\U00010d40", "\U00010d41\U00010d40-01", "5 \U00010d41 km", "\U0001d7d2 ships"])
def test_digits_that_are_too_new_are_passed_over(text: str) -> None:
    figures(text)


def test_every_currency_has_a_name_that_is_read() -> None:
    for sign in CURRENCIES:
        assert read(f"{sign} 5") == [Amount(Fraction(5), sign)], sign


@pytest.mark.parametrize(
    "run",
    [
        *("1,000 ", "one hundred and ", "1", "May ", "half "),
        *(pytest.param(run, marks=pytest.mark.slow) for run in ("1-", "a ", "1 000 ", "$", "1.", "two-")),
    ],
)
def test_a_long_text_takes_no_more_than_its_length(run: str) -> None:
    assert grows_no_faster(lambda size: figures(run * size), 4_000)
