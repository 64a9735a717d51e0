"""Dates in a reader's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.dates import in_words, within


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2010", "2010"),
        ("2007-12", "December 2007"),
        ("2015-01-20", "20 January 2015"),
        ("2015-01-02", "2 January 2015"),
        ("2010-09~", "about September 2010"),
        ("2010?", "2010 (uncertain)"),
        ("2010-09-22%", "about 22 September 2010 (uncertain)"),
        ("2015-01-20/2015-02", "20 January 2015 to February 2015"),
        ("2010~/2015", "about 2010 to 2015"),
    ],
)
def test_a_date_is_said_as_finely_as_it_was_written(date: str, words: str):
    assert in_words(date) == words


@pytest.mark.parametrize("date", ["", "201X", "2015-XX", "Y170000", "[2011,2012-04]", "2015/..", "../2015", "-0044"])
def test_what_is_no_plain_date_is_said_as_it_was_written(date: str):
    assert in_words(date) == date


@given(st.text(alphabet="0123456789-/.~?%XY", max_size=22) | st.text(max_size=12))
def test_any_date_is_said(date: str):
    assert in_words(date) or not date
    within(date, date, date)


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2015-01-20", "2012-11-06", "2024-05-12"),
        ("2015-01-20", "2015-01-20", "2015-01-20"),
        ("2015-01-20", "2012-11-06", ""),
        ("2015-01-20", "", "2017"),
        ("2015-01-20", "", ""),
        ("2015-01-20", "2015", "2015-01"),
        ("2015", "2015-06-01", "2015-07-01"),
        ("2015-01", "2015-01-20", ""),
        ("2015-01-20~", "2015-01-20", "2015-01-20?"),
    ],
)
def test_a_day_within_a_term(day: str, since: str, until: str):
    assert within(day, since, until)


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2015-01-20", "2015-01-21", ""),
        ("2015-01-20", "", "2015-01-19"),
        ("2015-01-20", "2016", "2017"),
        ("2015-01-20", "2010-01", "2014-12"),
        ("2015", "2016-01-01", ""),
    ],
)
def test_a_day_outside_a_term(day: str, since: str, until: str):
    assert not within(day, since, until)
