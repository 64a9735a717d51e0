"""What an answer implies: dates and amounts, and whether a year follows from the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.derivation import derived
from builder.resolve.values import value


@pytest.mark.parametrize(
    ("one", "two", "meet"),
    [
        ("2000", "2002", False),
        ("2000~", "2001", True),
        ("2015", "2015-01-20", True),
        ("2015-01", "2015-02", False),
        ("13e9 USD", "13,000,000,000 usd", True),
        ("800e6 USD", "900e6 USD", False),
    ],
)
def test_values_meet_where_both_can_be_true(one: str, two: str, meet: bool) -> None:
    first, second = value(one), value(two)
    assert first is not None
    assert second is not None
    assert first.unit == second.unit
    assert first.meets(second) is second.meets(first) is meet


def test_a_year_holds_its_days_and_not_the_other_way_round() -> None:
    year, day = value("2015"), value("2015-01-20")
    assert year is not None
    assert day is not None
    assert year.holds(day)
    assert not day.holds(year)


@pytest.mark.parametrize("text", ["", "long ago", "2015-13", "2015-01-40", "USD", "20o2"])
def test_what_is_neither_is_none(text: str) -> None:
    assert value(text) is None


@given(st.text(max_size=30))
def test_no_text_ends_in_an_exception(text: str) -> None:
    found = value(text)
    assert found is None or found.low <= found.high
    derived(text, text, text)


@given(st.text("0123456789-~e.,$% UDdayser", max_size=30), st.text("0123456789-~", max_size=12))
def test_no_date_or_amount_ends_in_an_exception(text: str, day: str) -> None:
    derived(f"on Tuesday, {text} ago", day, text)
    derived(text, day, "2015-01-20")
    derived(text, day, "15 years", "ru")


@pytest.mark.parametrize(
    "text",
    ["1e999", "99999-99-99", "9" * 5000, "1e", "2015-00", "2015-02-30", "201X", "2010/2012", "[2011,2012-04]", "2015-21", "$ 5 USD", "²", "-"],
)  # fmt: skip
def test_what_cannot_be_compared_is_none_whatever_its_size(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("13e9 USD", "$13 billion"),
        ("13e9 USD", "13bn dollars"),
        ("13e9 USD", "US$13,000,000,000"),
        ("4 million euros", "€4e6"),
        ("0.5 %", "0.5%"),
        ("15 years", "15 year"),
        ("5 km", "5 kilometres"),
        ("−5%", "-5 per cent"),
        ("3e6 Kronen", "3,000,000 kronen"),
    ],
)
def test_one_amount_may_be_written_in_many_ways(one: str, other: str) -> None:
    assert value(one) == value(other) is not None


def test_currencies_that_share_a_sign_are_not_one() -> None:
    units = [found.unit for text in ("1 JPY", "1 yuan", "1 A$", "1 USD", "1 rial") if (found := value(text))]
    assert len(units) == len({*units}) == 5


DAY = "2015-01-20"


@pytest.mark.parametrize(
    ("words", "published", "implies", "follows"),
    [
        # years
        ("for the first time in 15 years", DAY, "2000", True),
        ("for the first time in fifteen years", DAY, "2000~", True),
        ("for the first time in 15 years", "2015-01-20~", "2000", True),
        ("for the first time in 15 years", "2015~", "2001", True),
        ("for the first time in 15 years", DAY, "2001", False),
        ("a fifteen-year low", DAY, "2000", True),
        ("in the next five years", DAY, "2020", True),
        ("a year ago", DAY, "2014", True),
        ("a decade ago", DAY, "2005", True),
        ("two decades ago", DAY, "1995", True),
        ("since 2002", "2015", "2002", True),
        ("since 2002", "", "2003", False),
        ("five years before the talks of 2010", DAY, "2005", True),
        ("five years before the talks of 2010", DAY, "2006", False),
        ("in the 1990s", DAY, "1995", True),
        ("in the 1990s", DAY, "2001", False),
        ("last year", DAY, "2014", True),
        ("last year", "2015", "2014", None),
        ("resolution 1929 on heavy arms", DAY, "2010", None),
        ("resolution 1929 on heavy arms", DAY, "1929", True),
        ("in 15 years", "", "2000", None),
        ("a few years ago, after 15 years", DAY, "2003", None),
        ("a while ago", "2015", "2000", None),
        # months and days
        ("signed on 20 January 2015", "", DAY, True),
        ("signed on January 20", DAY, DAY, True),
        ("signed on January 20", "", DAY, None),
        ("signed on January 20", DAY, "2015-01-21", False),
        ("signed on December 30", DAY, "2014-12-30", True),
        ("signed in April 2012", DAY, "2012-04", True),
        ("signed in April 2012", DAY, "2012", True),
        ("signed in April 2012", DAY, "2012-05", False),
        ("signed in April 2012", DAY, "2012-04-03", False),
        ("signed in April", DAY, "2014-04", True),
        ("signed in April", DAY, "2014-06", False),
        ("signed on Tuesday", DAY, "2015-01-20", True),
        ("signed on Tuesday", "2015-01-20~", "2015-01-20", True),
        ("signed on Tuesday", DAY, "2015-01-21", False),
        ("signed on Tuesday", "2015-01", "2015-01-21", None),
        ("signed on Tuesday, the first since the war", DAY, "1988", None),
        ("signed on January 20, the first since the war", DAY, "1988", None),
        ("signed yesterday", DAY, "2015-01-19", True),
        ("signed yesterday", DAY, "2015-01", True),
        ("three months ago", DAY, "2014-10", True),
        ("three months ago", DAY, "2014-11", False),
        ("two weeks ago", DAY, "2015-01-07", True),
        ("two weeks ago", DAY, "2014-12-07", False),
        ("ten days ago", DAY, "2015-01-10", True),
        # sums
        ("up to $13 billion", DAY, "13e9 USD", True),
        ("up to 13 billion dollars", DAY, "$13bn", True),
        ("thirteen billion dollars", DAY, "13e9 USD", True),
        ("up to $13 billion", DAY, "12e9 USD", False),
        ("up to $13 billion", DAY, "13e9 EUR", False),
        ("13 billion in arms contracts", DAY, "13e9 USD", True),
        ("a deal for ships", DAY, "13e9 USD", False),
        ("a deal for two ships", DAY, "13e9 USD", None),
        ("from $10 to 15 million", DAY, "10e6 USD", True),
        ("A$5 million", DAY, "5e6 USD", False),
        ("C$5 million", DAY, "5e6 USD", False),
        ("A$5 million", DAY, "5e6 AUD", True),
        ("A$5 million", DAY, "A$5 million", True),
        ("$5 million", DAY, "5e6 AUD", True),
        ("US$5 million", DAY, "5e6 AUD", False),
        ("5 million Swiss francs", DAY, "5e6 CHF", True),
        ("5 million Swiss francs", DAY, "6e6 CHF", False),
        ("5 million francs", DAY, "5e6 CHF", True),
        ("¥5 million", DAY, "5e6 CNY", True),
        ("5 million yen", DAY, "5e6 CNY", False),
        ("Rs 5 crore", DAY, "50e6 INR", True),
        ("Rs 5 crore", DAY, "Rs 5 crore", True),
        ("Rs 5 crore", DAY, "5 INR", False),
        ("₹5 lakh crore", DAY, "5e12 INR", True),
        ("at 3 million crowns", DAY, "3e6 crowns", True),
        ("at 3 million crowns", DAY, "4e6 crowns", False),
        # shares, counts and measures
        ("fell by 32%", DAY, "32 %", True),
        ("fell by 32 per cent", DAY, "-32%", True),
        ("fell by 32%", DAY, "33 %", False),
        ("one third of it", DAY, "33 %", True),
        ("one third of it", DAY, "40 %", False),
        ("most of it", DAY, "80 %", None),
        ("five ships and seven boats", DAY, "12", True),
        ("five ships and seven boats", DAY, "13", False),
        ("five ships and seven boats", DAY, "7 boats", True),
        ("five ships and seven boats", DAY, "11 boats", False),
        ("a range of 20 kilometres", DAY, "20 km", True),
        ("a range of 20 kilometres", DAY, "21 km", None),
        ("a range of 20 km", DAY, "21 km", False),
        ("a range of 20 km", DAY, "12 miles", None),
        ("for 15 years", DAY, "15 years", True),
        ("for 15 years", DAY, "16 years", False),
        ("both ministers", DAY, "2", True),
        ("no figures", DAY, "5", None),
    ],
)  # fmt: skip
def test_a_value_follows_from_the_words_or_not(words: str, published: str, implies: str, follows: bool | None) -> None:
    assert derived(words, published, implies) is follows


@pytest.mark.parametrize(
    ("words", "language", "implies", "follows"),
    [
        ("впервые за 15 лет", "ru", "2000", True),
        ("впервые за пятнадцать лет", "ru", "2000", None),
        ("с 2002 года", "ru", "2002", True),
        ("с 2002 года", "ru", "2003", False),
        ("20 января 2015 года", "ru", "2015-01-20", None),
        ("از سال ۱۳۸۰", "fa", "1380", True),
        ("на 13 млрд долларов", "ru", "13e9 USD", True),
        ("на 13 млрд долларов", "ru", "12e9 USD", False),
        ("费用为130亿美元", "zh", "13e9 USD", True),
        ("费用为130亿美元", "zh", "12e9 USD", False),
        ("费用为130亿美元", "zh", "13e9 EUR", False),
        ("費用は130億ドル", "ja", "13e9 USD", True),
        ("費用は130億ドル", "ja", "12e9 USD", False),
        ("费用为一百三十亿美元", "zh", "12e9 USD", None),
        ("费用为一百三十亿美元,其中5亿欧元", "zh", "13e9 USD", None),
        ("130亿元", "zh", "13e9 CNY", True),
        ("13 milliards de dollars", "fr", "12e9 USD", False),
        ("um 3,5 Prozent", "de", "3.5 %", True),
        ("um 3,5 Prozent", "de", "4.5 %", False),
        ("zwei Schiffe und 30 Boote", "de", "2", None),
    ],
)
def test_other_languages_are_read_by_their_digits(
    words: str, language: str, implies: str, follows: bool | None
) -> None:
    assert derived(words, DAY, implies, language) is follows
