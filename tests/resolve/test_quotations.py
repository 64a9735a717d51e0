"""What our own prose puts between double quotation marks."""

import pytest
from growth import grows_no_faster
from hypothesis import given
from hypothesis import strategies as st

from builder.model.written import Span
from builder.resolve.quotations import CLOSERS, quotations


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “a b” and “c”.", ["“a b”", "“c”"]),
        ('He said "a b", ("c") —"d"—.', ['"a b"', '"c"', '"d"']),
        ("Il dit « oui », puis «non».", ["« oui »", "«non»"]),
        ("Er sagte „ja“, „so” und »nein«.", ["„ja“", "„so”", "»nein«"]),
        ("Han sa ”ja” och »nej».", ["”ja”", "»nej»"]),
        ("A “b„ c", ["“b„"]),
        ("他说“好”，又说「不」和『是』。", ["“好”", "「不」", "『是』"]),
        ("A “b \"c\" d” e", ['“b "c" d”']),
        ("A “b “c” d” e", ["“b “c” d”"]),
        ("« a « b » c » d", ["« a « b » c »"]),
        ("A “mixed\" and \"turned” pair", ["“mixed\"", "\"turned”"]),
        ("Side by side “a”“b”.", ["“a”", "“b”"]),
        ('With " blanks " inside', ['" blanks "']),
        ("Never “closed", ["“closed"]),
        ('A 5" gun, a 6" gun', []),
        ('A straight "one', []),
        ("'single' ‘marks’ don’t count", []),
        ("The 5″ gun", []),
        ("", []),
    ],
)  # fmt: skip
def test_double_marks_pair_as_a_reader_sees_them(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("pair", [(opening, closing) for opening, closers in CLOSERS.items() for closing in closers])
def test_every_pair_is_found_in_running_text(pair: tuple[str, str]) -> None:
    opening, closing = pair
    assert found(f"He said {opening}some words{closing}, once.") == [f"{opening}some words{closing}"]


def test_marks_in_code_are_none() -> None:
    text = 'Write "a" or “b” here'
    assert [*quotations(text, [Span(6, 9)])] == [Span(13, 16)]


@given(st.text(alphabet="“”„\"«»'a ,.「」", max_size=40))
def test_quotations_come_in_order_without_overlap(text: str) -> None:
    reach = 0
    for span in quotations(text):
        assert reach <= span.start < span.end <= len(text)
        reach = span.end


@pytest.mark.parametrize("marks", ["“", '"a ', "„a«b ", "” ", "“a” "])
def test_many_marks_take_no_more_than_their_number(marks: str) -> None:
    assert grows_no_faster(lambda size: [*quotations(marks * size)], 20_000)
