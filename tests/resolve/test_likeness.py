"""Spellings of one name, by the kind of variants that lists of aliases hold, and names that are not one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.likeness import near, words

CASES = Path(__file__).parents[1] / "cases"


def pair(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, _, two = line.partition(" = ")
    return words(one), words(two)


ALIASES, OTHERS = ((CASES / f"names-{name}.txt").read_text("utf-8").splitlines() for name in ("alike", "unlike"))


def test_most_spellings_of_one_name_are_near() -> None:
    missed = [line for line in ALIASES if not near(*pair(line))]
    assert len(missed) <= 0.15 * len(ALIASES), missed


def test_few_names_of_others_are_near() -> None:
    taken = [line for line in OTHERS if near(*pair(line))]
    assert len(taken) <= 0.2 * len(OTHERS), taken


@pytest.mark.parametrize("line", ALIASES)
def test_likeness_is_mutual(line: str) -> None:
    one, two = pair(line)
    assert near(one, two) is near(two, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_ends_in_an_exception(one: str, two: str) -> None:
    assert near(words(one), words(two)) is near(words(two), words(one))


def test_a_word_is_not_near_itself_nor_its_other_forms() -> None:
    for word in ("Dehghan", "Shoigu", "Шойгу"):
        assert not near((word,), (word,))
    assert not near(("Shoigu's",), ("Shoigu",))
    assert not near(("Лаврова",), ("Лавров",))
