"""Dates in a reader's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.dates import in_words, within
from builder.render.saying import say_in

ENGLISH = say_in("en")


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
    assert in_words(date, ENGLISH) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("201X", "2010s"),
        ("201X~", "about the 2010s"),
        ("200X", "some year from 2000 to 2009"),
        ("20XX", "some year from 2000 to 2099"),
        ("-1XXX", "some year from 2000 BC to 1001 BC"),
        ("1950S2", "some year from 1900 to 1999, put at 1950"),
        ("2010-XX", "some month of 2010"),
        ("2010-1X", "some month from October to December 2010"),
        ("2010-XX-15", "day 15 of some month of 2010"),
        ("2010-XX-XX", "some day of 2010"),
        ("2010-09-XX", "some day of September 2010"),
        ("2010-09-2X", "some day from 20 to 29 September 2010"),
        ("2010-09-XX~", "some day of September 2010 (approximate)"),
        ("201X-09", "September of the 2010s"),
        ("XXXX-12-25", "25 December, year not known"),
        ("XXXX-12", "December, year not known"),
        ("XXXX", "date not known"),
        ("XXXX-XX-XX", "date not known"),
        ("../..", "date not known"),
        ("2010-21", "spring 2010"),
        ("2010-24", "winter 2010"),
        ("2010-29", "spring 2010 (southern hemisphere)"),
        ("2010-34", "second quarter of 2010"),
        ("2010-41", "second half of 2010"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0044/0014", "45 BC to AD 14"),
        ("0962-05", "May AD 962"),
        ("Y170000", "the year 170,000"),
        ("Y-17E7", "the year −170,000,000"),
        ("Y1E999999", "the year 1000… (more than 15 digits)"),
        ("2014-01~/2015-01-20", "about January 2014 to 20 January 2015"),
        ("2011~/..", "from about 2011"),
        ("2011/", "from 2011 to a date not known"),
        ("../2015", "until 2015"),
        ("/2015-01-20", "until 20 January 2015"),
        ("XXXX/2015", "until 2015"),
        ("[2011,2012-04]", "2011 or April 2012"),
        ("{2010,2011}", "2010 and 2011"),
        ("[2010,2011,2013..2015]", "2010, 2011 or some time from 2013 to 2015"),
        ("[..2010-12]", "December 2010 or before"),
        ("[2010..]", "2010 or after"),
        ("{2010..2012}", "2010 to 2012"),
        ("?2010-09", "September 2010 (uncertain)"),
        ("2010?-09-~22", "about 22 September 2010 (uncertain)"),
        ("2010-01-20T10:30:00Z", "20 January 2010, 10:30 UTC"),
        ("2010-01-20T10:30:15+03:00", "20 January 2010, 10:30:15 UTC+03:00"),
    ],
)
def test_what_is_no_plain_date_is_said_in_plain_words(date: str, words: str):
    assert in_words(date, ENGLISH) == words


@pytest.mark.parametrize("text", ["", "2010-13", "13e9 USD", "15 years", "/", "2010-01-32", "Y", "[", "{}", "٢٠١٠"])
def test_what_is_no_date_is_said_as_it_was_written(text: str):
    assert in_words(text, ENGLISH) == text


@given(st.text(alphabet="0123456789-/.~?%XY", max_size=22) | st.text(max_size=12))
def test_any_date_is_said(date: str):
    assert in_words(date, ENGLISH) or not date
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
        ("2015-01-20", "2010~/..", ""),
        ("-0100-05", "-0150", "-0050"),
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
        ("-0100", "-0050", ""),
        ("2015", "", "201X-03/2014"),
    ],
)
def test_a_day_outside_a_term(day: str, since: str, until: str):
    assert not within(day, since, until)
