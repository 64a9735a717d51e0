"""What an answer implies: dates and amounts, and whether a year follows from the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.values import derived, value


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


@pytest.mark.parametrize(
    ("words", "published", "implies", "follows"),
    [
        ("for the first time in 15 years", "2015-01-20", "2000", True),
        ("for the first time in fifteen years", "2015-01-20", "2000~", True),
        ("for the first time in 15 years", "2015-01-20", "2001", False),
        ("since 2002", "2015", "2002", True),
        ("since 2002", "", "2003", False),
        ("in 15 years", "", "2000", None),
        ("a while ago", "2015", "2000", None),
        ("up to $13 billion", "2015", "13e9 USD", None),
    ],
)
def test_a_year_follows_from_the_words_or_not(words: str, published: str, implies: str, follows: bool | None) -> None:
    assert derived(words, published, implies) is follows
