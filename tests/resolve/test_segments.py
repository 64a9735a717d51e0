"""Clause 3: how a quote's brackets and ellipses part it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import builder.resolve.segments as counting
from builder.model.written import Span
from builder.resolve.folding import plain
from builder.resolve.segments import (
    _PLAIN_WORD,
    UNSPACED,
    WORD,
    Change,
    Piece,
    has_unspaced,
    is_short,
    segments,
    word_count,
    word_counts,
    words_at_most,
)


def read(exact: str) -> list[str | tuple[str, str]]:
    """Pieces with their bracketed heads, and gaps, in turn; a gap that changes nothing is not shown."""
    found = segments(plain(exact))
    out: list[str | tuple[str, str]] = []
    for gap, piece in zip(found.gaps, [*found.pieces, None], strict=True):
        if gap.change is not Change.NONE:
            out.append((gap.change.value, gap.inserted))
        if piece is not None:
            out.append(f"[{piece.head}]{piece.text}" if piece.head else piece.text)
    return out


def test_a_quote_without_marks_is_one_piece():
    assert read("They agreed to it.") == ["They agreed to it."]


@pytest.mark.parametrize("mark", ["…", "...", "....", "[…]", "[...]", "[ … ]", "… […]", "… …"])
def test_every_form_of_an_omission(mark: str):
    assert read(f"They met {mark} and agreed") == ["They met", ("omits", ""), "and agreed"]


def test_words_in_brackets_are_an_insertion():
    assert read("They met [on Monday] and agreed") == ["They met", ("inserts", "on Monday"), "and agreed"]


@pytest.mark.parametrize("mark", ["[]", "[ ]", "[,]", "[?]"])
def test_a_bracket_without_a_word_is_no_mark_of_ours(mark: str):
    words = plain(f"They met {mark} and agreed")
    assert read(words) == [words]


def test_marks_of_the_source_stay_words_beside_one_of_ours():
    found = segments("They recieved [sic] it ... and ... agreed", "They recieved [sic] it today ... and ... agreed")
    assert [piece.text for piece in found.pieces] == ["They recieved [sic] it", "and ... agreed"]


def test_a_sign_beside_an_omission_is_a_piece():
    assert read("It rose 5 … %") == ["It rose 5", ("omits", ""), "%"]


def test_a_bracket_before_the_end_of_a_word_stands_for_its_beginning():
    assert read("in [Shoigu]'s home") == ["in", ("inserts", "Shoigu"), "'s home"]
    assert read("[한국]은 지지한다") == [("inserts", "한국"), "은 지지한다"]


def test_a_script_without_spaces_counts_two_characters_as_a_word():
    assert read("将[支持]美国") == ["将", ("inserts", "支持"), "美国"]
    assert word_count("我们决定等待") == 3


def test_letters_in_brackets_that_touch_a_word_change_it():
    assert read("so [T]he mayor") == ["so", "[T]he mayor"]
    assert read("to expand[ed] it") == ["to expand", ("alters", "ed"), " it"]


def test_a_digit_in_brackets_is_an_insertion():
    assert read("the bridge[1] was") == ["the bridge", ("inserts", "1"), "was"]


@pytest.mark.parametrize(
    "words",
    [
        *("is [clearly il]legal", "is [il-]legal", "[,un]able to", "[They dis]like it", "[dis1]like it"),
        *("gave hope[-less]", "gave hope[less and lost] days"),
        *(
            "$13[0] billion",
            "5[.9] percent",
            "[1.]5 percent",
            "[1]5 percent",
            "12,500[,000] t",
            "3[ 000] t",
            "[2 ]3 May",
        ),
    ],
)
def test_a_bracket_that_makes_another_word_or_number_of_what_it_touches_is_no_mark(words: str):
    assert read(words) == [words]


@pytest.mark.parametrize(
    ("words", "inserted"),
    [
        ("the ministers[, both of them,] met", ", both of them,"),
        ("paid [about] 5 percent", "about"),
        ("on [Monday, ]they met", "Monday,"),
        ("in May [2] 3 met", "2"),
        ("met (in [the] town)", "the"),
        ("13 [million] dollars", "million"),
    ],
)
def test_one_between_blanks_or_punctuation_puts_words_in(words: str, inserted: str):
    assert ("inserts", inserted) in read(words)


@pytest.mark.parametrize("sic", ["[sic]", "[SIC]", "[sic!]", "[ sic. ]"])
def test_sic_points_and_leaves_nothing_out(sic: str):
    assert read(f"They recieved {sic} it") == ["They recieved it"]
    assert read(f"They recieved {sic}, it") == ["They recieved, it"]


def test_sic_at_either_end_leaves_one_piece():
    assert read("They recieved [sic]") == ["They recieved"]
    assert read("[sic] They recieved") == ["They recieved"]


def test_marks_that_follow_each_other_are_one_gap():
    assert read("They met … [the mayor] agreed") == ["They met", ("omits", "the mayor"), "agreed"]
    assert read("They recieved [sic] … it") == ["They recieved", ("omits", ""), "it"]


def test_a_changed_letter_after_an_omission_stays_a_changed_letter():
    assert read("They met … [T]he mayor agreed") == ["They met", ("omits", ""), "[T]he mayor agreed"]
    assert read("… [T]he mayor agreed") == [("omits", ""), "[T]he mayor agreed"]


def test_punctuation_alone_beside_an_omission_is_let_go():
    assert read("They met …, … and agreed") == ["They met", ("omits", ""), "and agreed"]


def test_brackets_that_are_not_closed_are_words():
    assert read("They [met and agreed") == ["They [met and agreed"]
    assert read("They met] and agreed") == ["They met] and agreed"]


@pytest.mark.parametrize("piece", ["two words", "unanimously", "in 2015", "重新开放", "1 2"])
def test_what_proves_something_beside_an_omission(piece: str):
    assert not is_short(Piece(piece))


@pytest.mark.parametrize("piece", ["word", "undefined", "2015", "can't", "重新开", "U.S.", "3.14", "1,000"])
def test_what_proves_nothing_beside_an_omission(piece: str):
    assert is_short(Piece(piece))


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one", 1), ("one, two - three", 3), ("can't", 1), ("1,000.5 men", 2), ("мост и", 2)]
)
def test_words_are_counted(text: str, count: int):
    assert word_count(text) == count


@settings(deadline=None)
@given(st.text(alphabet="ab[]….T ", max_size=30))
def test_pieces_are_the_quotes_own_words_in_order(exact: str):
    words = plain(exact)
    found = segments(words)
    assert len(found.gaps) == len(found.pieces) + 1
    at = 0
    for piece in found.pieces:
        at = words.index(piece.text, at) + len(piece.text)


def test_no_script_without_spaces_is_overlooked() -> None:
    chars = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    assert [char for char in chars if bool(UNSPACED.match(char)) != has_unspaced(f"a{char}“")] == []


@given(st.text("aé’'.,: \n\u0301我กb1_½-", max_size=40), st.lists(st.integers(0, 40), max_size=8))
@example("我们 we", [0, 1, 1, 2, 2, 5])
def test_there_are_no_more_words_than_that(text: str, bounds: list[int]) -> None:
    spans = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False) if start <= end]
    assert word_counts(text, spans) <= words_at_most(text, spans)


def test_of_plain_words_little_more_is_told() -> None:
    text = "The boats of Osk came home, and nobody went out again that night." * 4
    assert word_counts(text, [Span(0, len(text))]) <= words_at_most(text, [Span(0, len(text))]) <= 4 * 15 + 1


@given(st.text("ab'.,1 \n\u0301漢é", max_size=60))
def test_words_are_counted_in_parts_as_they_are_whole(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "PART", 2)
        parts = word_count(text)
    assert parts == word_count(text)


@given(st.text("aB_9' .,:“’—…\xa0-\n\t", max_size=40))
def test_words_in_plain_letters_are_found_as_in_any(text: str) -> None:
    assert _PLAIN_WORD.findall(text) == WORD.findall(text)
