"""Addresses that open the live page at the passage (WICG text fragments)."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.resolved import Place
from builder.model.written import Span
from builder.resolve.fragments import fragment, page_words


def address(text: str, *words: str, at: int = 0) -> str:
    """The directives for `words` in `text`, each looked for after the one before."""
    spans = []
    for piece in words:
        start = text.index(piece, at)
        at = start + len(piece)
        spans.append(Span(start, at))
    return fragment(text, page_words(text), Place(Span(spans[0].start, at), tuple(spans)))


def parts(directive: str) -> tuple[str, str, str, str]:
    """prefix, start, end and suffix, decoded, as a browser takes a directive apart."""
    pieces = directive.removeprefix("text=").split(",")
    prefix = pieces.pop(0)[:-1] if pieces[0].endswith("-") else ""
    suffix = pieces.pop()[1:] if pieces[-1].startswith("-") else ""
    assert 1 <= len(pieces) <= 2, directive
    return unquote(prefix), unquote(pieces[0]), unquote(pieces[1]) if len(pieces) > 1 else "", unquote(suffix)


def test_words_that_stand_once_are_named_alone():
    assert address("They agreed to wait.", "agreed to wait") == "text=agreed%20to%20wait"


def test_what_the_syntax_keeps_for_itself_is_encoded():
    text = "a long-term, “safe” plan & more [or less] for 5% of мост"
    assert address(text, text) == (
        "text=a%20long%2Dterm%2C%20%E2%80%9Csafe%E2%80%9D%20plan%20%26%20more%20%5Bor%20less%5D%20for%205%25%20of%20"
        "%D0%BC%D0%BE%D1%81%D1%82"
    )


def test_every_piece_is_a_directive_of_its_own():
    assert address("They agreed, it said, to wait.", "They agreed", "to wait") == "text=They%20agreed&text=to%20wait"


def test_blanks_of_every_kind_are_one_space():
    assert address("They\xa0agreed\nto  wait.", "They\xa0agreed") == "text=They%20agreed"


def test_words_that_stand_twice_take_the_fewest_words_that_tell():
    text = "the number of port calls by navies; to make port calls by warships"
    assert parts(address(text, "port calls")) == ("of", "port calls", "", "")
    assert parts(address(text, "port calls", at=30)) == ("make", "port calls", "", "")


def test_of_a_text_that_may_not_be_shown_no_word_beside_the_passage_is_in_the_address():
    text = "the number of port calls by navies; to make port calls by warships"
    at = text.index("port calls")
    places = Place(Span(at, len(text)), (Span(at, at + 10), Span(len(text) - 8, len(text))))
    assert fragment(text, page_words(text), places, context=False) == "text=warships"
    assert fragment(text, page_words(text), Place(Span(at, at + 10), (Span(at, at + 10),)), context=False) == ""


def test_at_the_beginning_what_follows_tells():
    text = "port calls by navies; port calls, too"
    assert parts(address(text, "port calls")) == ("", "port calls", "", "by")


def test_case_does_not_tell():
    text = "Port calls rose. They made port calls again."
    assert parts(address(text, "port calls")) != ("", "port calls", "", "")


def test_part_of_a_longer_word_is_no_second_place():
    assert address("the concatenation of cat", "cat", at=20) == "text=cat"


def test_a_long_passage_is_named_by_its_ends():
    text = "The council, " + "after a long night of talks about the bridge and the road, " * 6 + "agreed to wait."
    _, start, end, _ = parts(address(text, text))
    assert text.startswith(start)
    assert text.endswith(end)
    assert len(start) + len(end) < 120


def test_the_ends_name_one_place():
    text = "They met on the bridge at noon. " * 2 + "They met on the bridge at night, " + "and talked " * 30 + "of it."
    _, start, _, _ = parts(address(text, text[64:]))
    assert page_words(text).count(start.lower()) == 1


@pytest.mark.parametrize(
    "passage",
    [
        "Thank you.\n\nWe agreed to make more port calls",
        "We agreed to make more port calls.\nThank you",
        "Yes.\nNo",
        "The first paragraph of it.\n\nThe second paragraph of it.\n\nThe third paragraph of it",
    ],
)
def test_neither_end_of_a_passage_runs_over_a_paragraph(passage: str):
    prefix, start, end, suffix = parts(address(f"Before. {passage}, after.", passage))
    first, last = passage.split("\n")[0], passage.split("\n")[-1]
    assert first.startswith(start)
    assert last.endswith(end)
    assert (prefix, suffix) == ("", "")


def test_the_ends_of_a_passage_do_not_overlap():
    passage = "市议会决定今年重新开放大桥" * 40
    _, start, end, _ = parts(address(f"，{passage}。", passage))
    assert len(start) + len(end) <= len(passage)
    assert start
    assert passage.startswith(start)
    assert passage.endswith(end)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["port", "calls", "by", "-", ",", "&", "the", "navies,", "大桥", "é", "\n", "\n\n", "“so”"]),
        min_size=1,
    ).map(" ".join),
    st.data(),
)
def test_every_directive_can_be_taken_apart(text: str, data: st.DataObject):
    words = [match.span() for match in re.finditer(r"\w+", text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    place = Span(words[first][0], words[last][1])
    directive = fragment(text, page_words(text), Place(place, (place,)))
    assert re.fullmatch(
        r"text=([A-Za-z0-9_.~%]+-,)?[A-Za-z0-9_.~%]+(,[A-Za-z0-9_.~%]+)?(,-[A-Za-z0-9_.~%]+)?", directive
    )
    assert page_words(parts(directive)[1]) in page_words(text)
