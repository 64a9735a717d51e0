"""What an answer implies: dates and amounts, and whether a year follows from the words."""

import pytest
from growth import grows_no_faster
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.derivation import derived
from builder.resolve.folding import folded
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
        ("last year", "2015", "2014", True),
        ("last year", "2015~", "2013", True),
        ("last year", "", "2014", None),
        ("last year", DAY, "2013", False),
        ("last year", DAY, "2015", False),
        ("next year", DAY, "2016", True),
        ("next year", DAY, "2014", False),
        ("this year", DAY, "2015", True),
        ("this year", DAY, "2014", False),
        ("over the last year", DAY, "2015", None),
        # which way a span counts
        ("first visit in 15 years", DAY, "2000", True),
        ("first visit in 15 years", DAY, "2030", False),
        ("the most serious loss in 15 years", DAY, "2030", False),
        ("the lowest price in more than 15 years", DAY, "2030", False),
        ("no such visit in 15 years", DAY, "2030", False),
        ("will be the first visit in 15 years", DAY, "2000", True),
        ("will be the first visit in 15 years", DAY, "2030", False),
        ("the first ship will be retired in 15 years", DAY, "2030", True),
        ("the first ship will be retired in 15 years", DAY, "2000", False),
        ("collapsed five years ago", DAY, "2010", True),
        ("collapsed five years ago", DAY, "2020", False),
        ("collapsed some five to ten years ago", DAY, "2010", True),
        ("collapsed some five to ten years ago", DAY, "2020", False),
        ("it was five years earlier", DAY, "2010", True),
        ("it was five years earlier", DAY, "2020", False),
        ("15 years since the visit", DAY, "2000", True),
        ("15 years since the visit", DAY, "2030", False),
        ("over the past five years", DAY, "2010", True),
        ("over the past five years", DAY, "2020", False),
        ("has ruled for 15 years", DAY, "2000", True),
        ("has ruled for 15 years", DAY, "2030", False),
        ("ruled for 15 years", DAY, "2030", False),
        ("came in 1990 and ruled for 15 years", DAY, "2005", True),
        ("agreed to supply gas for 30 years", DAY, "2045", True),
        ("was jailed for five years", DAY, "2020", True),
        ("has promised to leave in five years", DAY, "2020", True),
        ("will expire in five years", DAY, "2020", True),
        ("will expire in five years", DAY, "2010", False),
        ("he said that it would expire in five years", DAY, "2010", False),
        ("will last for five years", DAY, "2020", True),
        ("will last for five years", DAY, "2010", False),
        ("In five years, the pact will end", DAY, "2020", True),
        ("In five years, the pact will end", DAY, "2010", False),
        ("has ruled for 15 years and will retire", DAY, "2000", True),
        ("five years from now", DAY, "2020", True),
        ("five years from now", DAY, "2010", False),
        ("in five years' time", DAY, "2010", False),
        ("in the next five years", DAY, "2010", False),
        ("five years after the talks of 2010", DAY, "2015", True),
        ("five years after the talks of 2003", DAY, "2008", True),
        ("five years after the talks of 2003", DAY, "1998", False),
        ("three years later than in 2010", DAY, "2013", True),
        ("ten years after the war", DAY, "2005", True),
        ("a 15-year contract", DAY, "2030", True),
        ("a 15-year contract", DAY, "2000", True),
        ("in three months", DAY, "2015-04", True),
        ("will end in three months", DAY, "2014-10", False),
        ("ten days ago", DAY, "2015-01-30", False),
        ("will end in ten days", DAY, "2015-01-30", True),
        ("two weeks ago", DAY, "2015-02-03", False),
        ("five million tonnes a year", DAY, "2008", None),
        # how long it is
        ("half a century ago", DAY, "1965", True),
        ("half a century ago", DAY, "1915", False),
        ("half a century ago", DAY, "2065", False),
        ("half a decade ago", DAY, "2010", True),
        ("half a decade ago", DAY, "2005", False),
        ("a quarter of a century ago", DAY, "1990", True),
        ("a quarter of a century ago", DAY, "1915", False),
        ("a quarter-century ago", DAY, "1990", True),
        ("a decade and a half ago", DAY, "2000", True),
        ("a year and a half ago", DAY, "2013-07", True),
        ("a year and a half ago", DAY, "2013", True),
        ("a year and a half ago", DAY, "2014-07", False),
        ("a year and a half ago", DAY, "2016-07", False),
        ("two and a half years ago", DAY, "2012-07", True),
        ("two and a half years ago", "2015", "2012", True),
        ("two and a half years ago", "2015", "2010", False),
        ("25 years ago", DAY, "1990", True),
        ("25 years ago", DAY, "1989", True),
        ("25 years ago", DAY, "1988", False),
        ("25 years ago", DAY, "1991", False),
        ("a 35-year-old driver", DAY, "1979", True),
        ("a 35-year-old driver", DAY, "1980", True),
        ("a 35-year-old driver", DAY, "1978", False),
        ("a 35-year-old driver", DAY, "2050", False),
        ("not seen for more than 15 years", DAY, "1999", True),
        ("not seen for more than 15 years", DAY, "2001", False),
        ("not seen for more than 15 years", DAY, "1950", False),
        ("more than a decade ago", DAY, "2004", True),
        ("more than a decade ago", DAY, "2010", False),
        ("more than a decade ago", DAY, "2016", False),
        ("15 years ago or more", DAY, "2000", True),
        ("15 or more years ago", DAY, "1998", True),
        ("15+ years ago", DAY, "2030", False),
        ("no more than five years ago", DAY, "2012", True),
        ("no more than five years ago", DAY, "2008", False),
        ("less than a year ago", DAY, "2014", True),
        ("less than a year ago", DAY, "2012", False),
        ("nearly 15 years ago", DAY, "2001", True),
        ("nearly 15 years ago", DAY, "1999", False),
        ("about 20 years ago", DAY, "1993", True),
        ("about 20 years ago", DAY, "1990", False),
        ("more than three weeks ago", DAY, "2014-12-20", True),
        ("more than three weeks ago", DAY, "2015-01-10", False),
        ("resolution 1929 on heavy arms", DAY, "2010", None),
        ("resolution 1929 on heavy arms", DAY, "1929", True),
        ("in 15 years", "", "2000", None),
        ("a few years ago, after 15 years", DAY, "2003", None),
        ("a while ago", "2015", "2000", None),
        ("in the 13th century", DAY, "1250", True),
        ("in the thirteenth century", DAY, "1250", True),
        ("in the 13th century", DAY, "715", False),
        ("a student in her fourth year", DAY, "2011", None),
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
        ("5 million Kuwaiti dinars", DAY, "5e6 USD", False),
        ("5 million dinars", DAY, "5e6 dinars", True),
        ("5 million dinars", DAY, "6e6 dinars", False),
        ("5 million pesos", DAY, "5e6 USD", False),
        ("¥5 million", DAY, "5e6 CNY", True),
        ("5 million yen", DAY, "5e6 CNY", False),
        ("Rs 5 crore", DAY, "50e6 INR", True),
        ("Rs 5 crore", DAY, "Rs 5 crore", True),
        ("Rs 5 crore", DAY, "5 INR", False),
        ("₹5 lakh crore", DAY, "5e12 INR", True),
        ("a quarter of a million dollars", DAY, "250,000 USD", True),
        ("a quarter of a million dollars", DAY, "1e6 USD", False),
        ("half a million euros", DAY, "500,000 USD", False),
        ("a million and a half", DAY, "1.5e6", True),
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
        ("three of the four tanks", DAY, "3 tanks", True),
        ("three of the four tanks", DAY, "1 tank", True),
        ("three of the four tanks", DAY, "12 tanks", False),
        ("three of the four tanks", DAY, "7 tanks", False),
        ("three convoys of four tanks each", DAY, "12 tanks", True),
        ("three times the four tanks", DAY, "12 tanks", True),
        ("five ships", DAY, "10 ships", False),
        ("five ships and five boats", DAY, "10", True),
        ("a third of voters", DAY, "33 %", True),
        ("two-thirds of voters", DAY, "66 %", True),
        ("two-thirds of voters", DAY, "67 %", True),
        ("two-thirds of voters", DAY, "68 %", False),
        ("a third of voters", DAY, "30 %", False),
        ("half of the fleet", DAY, "50 %", True),
        ("half of the fleet", DAY, "40 %", False),
        ("half the fleet", DAY, "40 %", False),
        ("the second half of the season", DAY, "40 %", None),
        ("a third visit", DAY, "40 %", None),
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
    assert derived(folded(words), DAY, implies, language) is follows


CUES = [
    "ago",
    "earlier",
    "later",
    "from now",
    "will",
    "has",
    "for",
    "in",
    "the first",
    "last",
    "next",
    "more than",
    "about",
]
SPANS = ["15 years", "a year", "half a century", "three months", "two weeks", "a year and a half", "9000 years", "2010"]


@given(st.lists(st.sampled_from([*CUES, *SPANS, "a visit,", "and"]), max_size=12), st.integers(1, 9999))
def test_any_order_of_words_is_counted_and_what_is_ago_was_before(words: list[str], year: int) -> None:
    derived(" ".join(words), f"{year:04}-01-20", "2000")
    assert derived("15 years ago", f"{year:04}", f"{year + 15:04}") is not True


RUNS = ["15 years ", "will the first in 15 years ", "more than ", "$5 ", "half of ", "5亿", "3 of the 4 ", "last year "]
IMPLIED = ["2000", "13e9 USD", "7 ships", "40 %"]


@pytest.mark.parametrize(
    ("run", "implies"),
    [
        pytest.param(run, implies, marks=[] if at % 4 == of else pytest.mark.slow)
        for at, run in enumerate(RUNS)
        for of, implies in enumerate(IMPLIED)
    ],
)
def test_long_words_take_no_more_than_their_length(run: str, implies: str) -> None:
    assert grows_no_faster(lambda size: derived(run * size, DAY, implies), 1_000)
