"""What is somebody's words, and what of it no quote marks."""

import pytest

from builder.model.written import Span
from builder.survey.attributing import OPEN, Attribution
from builder.survey.quotations import is_speech, is_title, trimmed, unmarked

SAID = Attribution("Finch", "Ada Finch", attached=True)
NAMED = Attribution(named=True)


@pytest.mark.parametrize(
    ("words", "said", "speech"),
    [
        ("rust in the fuel tanks", OPEN, True),
        ("long-term and multilevel", OPEN, True),
        ("interference", OPEN, False),
        ("real threat", OPEN, False),
        ("We met", SAID, True),
        ("We met", Attribution(attached=True), False),
        ("Titanic", OPEN, False),
        ("Just Tell No One", OPEN, False),
        ("The Art of War", OPEN, False),
        ("Don’t Hug Cacti.", OPEN, False),
        ("Who Goes There?", OPEN, True),
        ("Just Tell No One", SAID, True),
        ("a song of the sea", NAMED, False),
        ("…", SAID, False),
        ("我们同意扩大合作", OPEN, True),
        ("合作", OPEN, False),
    ],
)
def test_what_is_speech(words: str, said: Attribution, speech: bool) -> None:
    assert is_speech(words, said) is speech


def test_a_sentence_is_no_title() -> None:
    assert not is_title("We agreed to expand the practice")
    assert not is_title("12 of 40")


TEXT = "He said: “One day it rained. The sun came out. We went home. It was late.” Then, “no,” he said."
SPOKEN = (Span(10, 73), Span(82, 85))


def stretches(*marked: str) -> list[str]:
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in marked]
    return [TEXT[span.start : span.end] for _, span in unmarked(TEXT, SPOKEN, spans, "en")]


def test_what_no_quote_meets_is_whole_and_without_the_comma_at_its_end() -> None:
    assert stretches() == ["One day it rained. The sun came out. We went home. It was late.", "no"]


def test_of_a_quotation_that_is_marked_in_part_the_other_sentences_are_left() -> None:
    assert stretches("sun came") == ["One day it rained.", "We went home. It was late.", "no"]
    assert stretches("One day it rained. The sun") == ["We went home. It was late.", "no"]


def test_of_one_that_is_marked_whole_nothing_is_left() -> None:
    assert stretches(TEXT[10:73]) == ["no"]
    assert stretches(TEXT) == []


def test_trimming_leaves_no_span_that_ends_before_it_begins() -> None:
    assert trimmed(" , ", Span(0, 3)) == Span(1, 1)
