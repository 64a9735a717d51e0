"""What is kept in less room is what was put there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Location
from builder.model.rows import Citations, Passages, Proses, Rows, Sentences
from builder.model.written import SHARED, SMALL, Citation, Passage, Piece, Places, Prose, Sentence, Source, Span, Target
from builder.packing import pack, unpack
from builder.read.yaml import marks, parse_yaml, places

TEXT = "Ana said \N{LEFT DOUBLE QUOTATION MARK}no\N{RIGHT DOUBLE QUOTATION MARK} [@a/b; @c]. Ana left."
NUMBERS = st.integers(0, len(TEXT) + 9) | st.integers(1 << 15, 1 << 20)
WORDS = st.one_of(
    st.builds(lambda at, length: TEXT[at : at + length], NUMBERS, NUMBERS), st.text(max_size=9), st.just("no")
)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
PLACES = st.builds(Location, WORDS, NUMBERS, NUMBERS, NUMBERS)
LABELS = st.lists(WORDS, max_size=3).map(tuple)
SENTENCES = st.builds(Sentence, WORDS, SPANS, NUMBERS, st.integers(-1, 99))
PROSE = st.builds(Prose, SPANS, NUMBERS, NUMBERS)
CITATIONS = st.builds(
    Citation, st.lists(st.builds(Target, WORDS, PLACES), max_size=3).map(tuple), SPANS, NUMBERS, WORDS
)
PASSAGES = st.builds(
    Passage,
    st.lists(st.builds(Piece, WORDS, NUMBERS, st.booleans()), max_size=4).map(tuple),
    st.lists(NUMBERS, max_size=4).map(tuple),
    NUMBERS,
    st.builds(range, NUMBERS, NUMBERS),
    LABELS,
    st.booleans(),
)


def _holds(rows: Rows[Any], records: list[Any]) -> None:
    """First those that are at hand, then what is made of the numbers."""
    assert [*rows] == records
    assert rows[1:-1] == tuple(records[1:-1])
    rows.let_go()
    assert [*rows] == records
    assert len(rows) == len(records)
    assert [rows[at] for at in range(-len(records), len(records))] == records * 2
    assert rows[1:-1] == tuple(records[1:-1])
    rows.hold()
    assert [*rows] == records
    again = unpack(pack(rows))
    assert type(again) is type(rows)
    assert [*again] == records


@given(st.lists(SENTENCES, max_size=5), st.lists(PROSE, max_size=5))
def test_sentences_and_stretches_of_prose_come_back(sentences: list[Sentence], prose: list[Prose]) -> None:
    """Whether their words stand in the text or not."""
    _holds(Sentences.of(TEXT, sentences), sentences)
    _holds(Proses.of(TEXT, prose), prose)


@given(st.lists(CITATIONS, max_size=5), st.lists(PASSAGES, max_size=5))
def test_citations_and_passages_come_back(citations: list[Citation], passages: list[Passage]) -> None:
    """With all that they are made of, however many of each."""
    _holds(Citations.of(TEXT, citations), citations)
    _holds(Passages.of(TEXT, passages), passages)


@given(st.lists(CITATIONS, max_size=5))
def test_rows_that_are_held_are_the_same_each_time(citations: list[Citation]) -> None:
    rows = Citations.of(TEXT, citations)
    rows.hold()
    _holds(rows, citations)
    assert all(one is other for one, other in zip(rows, rows, strict=True))


def test_words_that_stand_in_the_text_are_not_kept_again() -> None:
    """Others are kept once."""
    at = TEXT.index("Ana left.")
    again = [Sentence("Anna.", Span(0, 5), 0)] * 3
    rows = Sentences.of(TEXT, [Sentence("Ana left.", Span(at, at + 9), 0), *again])
    assert rows[0].text == "Ana left."
    assert rows.__reduce__()[1][1] == "Anna."


@given(st.none() | st.text(st.characters()))
def test_an_archived_text_comes_back(text: str | None) -> None:
    source = Source("a", "A", text)
    assert source.text == text
    assert source.is_archived == (text is not None)
    assert unpack(pack(source)) == source


@given(st.integers(-2, SHARED + 2), st.integers(-2, SHARED + 2))
def test_the_numbers_of_spans_are_what_they_were_and_small_ones_are_shared(start: int, end: int) -> None:
    one, other = Span(int(str(start)), end), Span(int(str(start)), int(str(end)))
    assert (one.start, one.end) == (start, end)
    assert one == other == unpack(pack(one))
    assert (one.start is other.start) or not 0 <= start < SHARED


def test_what_is_spent_is_refused_and_not_taken_for_nothing() -> None:
    rows = Proses.of(TEXT, [Prose(Span(0, 3), 0, 0)])
    rows.spend()
    for ask in (len, list, bool):
        with pytest.raises(AttributeError):
            ask(rows)


@pytest.mark.parametrize("line", [1, SMALL - 1, SMALL, 70_000])
def test_places_far_down_a_file_come_back(line: int) -> None:
    node = parse_yaml("\n" * (line - 1) + "title: Talks\nurl: https://lake.example/\n", "a.yaml", print)
    assert node
    found = places(node)
    assert isinstance(found, Places)
    assert {**unpack(pack(found))} == {**found} == {**marks(node)}
    assert found["title"] == Location("a.yaml", line, 8, 5)
