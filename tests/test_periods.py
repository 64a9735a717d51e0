"""The first and the last day that a date may be."""

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from builder.dates import FAR, Period, calendar_day, day_number, parse, period
from builder.read.fields import Date
from builder.render.dates import in_words
from builder.render.saying import say_in

FIELD = TypeAdapter(Date)


def days(written: str) -> tuple[str, str]:
    """Both ends as `2015-01-20`; an open one as `..`."""
    found = period(written)
    return tuple(
        ".." if end is None else "{}-{:02}-{:02}".format(*calendar_day(end)) for end in (found.earliest, found.latest)
    )


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2015-01-20", "2015-01-20", "2015-01-20"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("0000", "0-01-01", "0-12-31"),
        ("-0044-02", "-44-02-01", "-44-02-29"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("-01XX", "-199-01-01", "-100-12-31"),
        ("2010-XX", "2010-01-01", "2010-12-31"),
        ("2010-02-XX", "2010-02-01", "2010-02-28"),
        ("2010-02-3X", "2010-02-01", "2010-02-28"),
        ("2010-1X-2X", "2010-10-20", "2010-12-29"),
        ("2010-21", "2010-03-01", "2010-06-30"),
        ("2010-24", "2010-01-01", "2010-12-31"),
        ("2010-36", "2010-10-01", "2010-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("Y1E999999999", f"{FAR}-01-01", f"{FAR}-12-31"),
        ("2014-01~/2015-01-20", "2014-01-01", "2015-01-20"),
        ("2011~/..", "2011-01-01", ".."),
        ("2011/", "2011-01-01", ".."),
        ("../2015", "..", "2015-12-31"),
        ("/2015-01-20", "..", "2015-01-20"),
        ("XXXX/2015", "..", "2015-12-31"),
        ("[2012-04,2011]", "2011-01-01", "2012-04-30"),
        ("[..1984,1990]", "..", "1990-12-31"),
        ("{1960,1961-12..}", "1960-01-01", ".."),
        ("XXXX", "..", ".."),
        ("XXXX-12-25", "..", ".."),
        ("[XXXX,2010]", "..", ".."),
        ("2012-02-29~", "2012-02-29", "2012-02-29"),
        ("2010-01-01T24:00:00Z", "2010-01-01", "2010-01-01"),
        ("no date", "..", ".."),
    ],
)
def test_a_date_lies_between_two_days(written: str, earliest: str, latest: str) -> None:
    assert days(written) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("2010", (False, False, False)),
        ("2010~", (True, False, False)),
        ("2010?", (False, True, False)),
        ("2010%", (True, True, False)),
        ("2010/2011~", (True, False, False)),
        ("2010-?09-20", (False, True, False)),
        ("[2010,2012]", (False, False, True)),
    ],
)
def test_a_date_keeps_its_doubt(written: str, doubt: tuple[bool, bool, bool]) -> None:
    found = period(written)
    assert (found.approximate, found.uncertain, found.scattered) == doubt


def test_after_is_wholly_after() -> None:
    event = period("2015-01-20")
    assert [each for each in ("2015", "2015-01", "2015-02", "2016~", "2015-01-21/..", "/2016", "XXXX", "[2014,2016]") if period(each).after(event)] == ["2015-02", "2016~", "2015-01-21/.."]  # fmt: skip
    assert not period("2016").after(Period())
    assert not period("2016").after(period("2015-01-20/.."))


DIGIT = st.sampled_from("0123456789X")
QUALIFIER = st.sampled_from(["", "", "~", "?", "%"])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGIT, min_size=count, max_size=count)


TWO = st.integers(0, 45).map("{:02}".format) | digits(2)
ONE = st.builds(
    "{}{}{}{}{}{}{}{}".format,
    QUALIFIER,
    st.sampled_from(["", "", "-"]),
    st.integers(0, 9999).map("{:04}".format) | digits(4),
    st.sampled_from(["", "", "S2"]) | QUALIFIER,
    st.just("") | TWO.map("-{}".format),
    QUALIFIER,
    st.just("") | TWO.map("-{}".format),
    QUALIFIER,
)
LONG = st.builds("Y{}{}".format, st.integers(-(10**9), 10**9), st.sampled_from(["", "E3", "S2", "E99999999999"]))
END = ONE | st.sampled_from(["", ".."])
SETS = st.builds(
    "{}{}{}".format,
    st.sampled_from("[{"),
    st.lists(ONE | st.builds("{}..{}".format, END, END), min_size=1, max_size=4).map(",".join),
    st.sampled_from("]}"),
)
WRITTEN = (
    ONE | LONG | SETS | st.builds("{}/{}".format, END, END) | st.text("0123456789XYES-/.~?%[]{},T:Z^ ", max_size=24)
)


@settings(max_examples=200)  # most of what is generated is no date
@given(WRITTEN)
def test_whatever_the_field_accepts_has_a_period_and_words(written: str) -> None:
    try:
        FIELD.validate_python(written)
    except ValidationError:
        return
    assert parse(written)
    found = period(written)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    words = in_words(written, say_in("en"))
    assert words
    assert "X" not in words


@given(WRITTEN)
def test_any_text_has_a_period_and_words(written: str) -> None:
    period(written)
    in_words(written, say_in("en"))


@given(st.integers(-9999, 9999), st.integers(0, 12), st.booleans(), QUALIFIER)
def test_the_bounds_of_a_plain_date_are_those_of_the_library(year: int, month: int, day: bool, doubt: str) -> None:
    written = f"{'-' if year < 0 else ''}{abs(year):04}{f'-{month:02}' if month else ''}{'-28' if month and day else ''}{doubt}"
    parsed = parse_edtf(written)
    found = period(written)
    assert found.earliest is not None
    assert found.latest is not None
    assert calendar_day(found.earliest) == tuple(parsed.lower_strict())[:3]
    assert calendar_day(found.latest) == tuple(parsed.upper_strict())[:3]


@given(st.integers(-(10**14), 10**14))
def test_a_day_has_one_number(number: int) -> None:
    assert day_number(*calendar_day(number)) == number


@pytest.mark.parametrize(
    "written",
    [
        "2015/2010",
        "2010-05-02/2010-05-01",
        "{2012..2010}",
        "1" * 300,
        "2010S" + "9" * 250,
        "[" + "2010," * 80 + "2011]",
    ],
)
def test_a_date_that_runs_backwards_or_on_and_on_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match=r"ends before it begins|longer than|not a date"):
        FIELD.validate_python(written)


def test_what_the_library_prints_reaches_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValidationError):
        FIELD.validate_python("2010-X1")
    assert capsys.readouterr().out == ""
