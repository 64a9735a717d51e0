"""Registered names in running text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.written import Organization, Person
from builder.resolve.folding import fold
from builder.resolve.names import names, original


def person(id: str, name: str, *spellings: str, **scripts: str) -> Person:
    return Person(id, name, scripts, spellings, "", (), True, {})


PEOPLE = [
    person("dehghan", "Hossein Dehghan", "Dehghan", "Hossein Dehqan", fa="حسین دهقان"),
    person("shoigu", "Sergei Shoigu", "Shoigu", ru="Сергей Шойгу"),
    person("assad", "Bashar al-Assad", "al-Assad"),
    person("obrien", "O'Brien"),
    person("wen", "Wen Jiabao", zh="温家宝"),
    person("long", "Sergei Shoigu junior"),
    person("modi", "नरेन्द्र मोदी"),
    person("ali-one", "Ali"),
    person("ali-two", "Ali Reza", "Ali"),
    Organization("un", "U.N.", {}, ("UN", "UN Security Council"), "", (), True, {}),
]


def found(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    spans = [(original(folded, span), name.entity) for span, name in names(PEOPLE).find(folded.text)]
    return [(text[span.start : span.end], entity) for span, entity in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hossein Dehghan met Sergei Shoigu.", [("Hossein Dehghan", "dehghan"), ("Sergei Shoigu", "shoigu")]),
        ("Dehghan’s men and Shoigu-led talks", [("Dehghan", "dehghan"), ("Shoigu", "shoigu")]),
        ("Hossein\xa0Dehqan, (Shoigu)", [("Hossein\xa0Dehqan", "dehghan"), ("Shoigu", "shoigu")]),
        ("Bashar al-Assad and al-Assad", [("Bashar al-Assad", "assad"), ("al-Assad", "assad")]),
        ("O’Brien", [("O’Brien", "obrien")]),
        ("حسین دهقان گفت", [("حسین دهقان", "dehghan")]),
        ("Сергей Шойгу сказал", [("Сергей Шойгу", "shoigu")]),
        ("श्री नरेन्द्र मोदी ने", [("नरेन्द्र मोदी", "modi")]),
        ("the U.N. and the UN", [("U.N.", "un"), ("UN", "un")]),
        ("Hossein\nDehghan", [("Hossein\nDehghan", "dehghan")]),
        ("Sho\xadigu", [("Sho\xadigu", "shoigu")]),
    ],
)
def test_every_registered_spelling_is_found_as_it_stands(text: str, expected: list[tuple[str, str]]):
    assert found(text) == expected


def test_the_longest_name_is_taken():
    assert found("Sergei Shoigu junior") == [("Sergei Shoigu junior", "long")]
    assert found("the UN Security Council") == [("UN Security Council", "un")]
    assert found("Ali Reza") == [("Ali Reza", "ali-two")]


@pytest.mark.parametrize("text", ["Dehghans", "McShoigu", "Shoigu2", "shoigu", "SHOIGU", "Shoigú", "UNO", "Шойгувич"])
def test_only_whole_words_as_they_are_registered(text: str):
    assert found(text) == []


def test_a_spelling_that_two_share_names_neither():
    assert found("Ali said") == []


def test_names_in_scripts_without_spaces_are_found_anywhere():
    assert found("温家宝说") == [("温家宝", "wen")]
    assert found("总理温家宝说") == [("温家宝", "wen")]


def test_nobody_is_registered():
    assert list(names([]).find("Sergei Shoigu")) == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*["Shoigu", "Sergei", "Dehghan", "al", "-", "’s", "温家宝", "说", ".", "UN"], " ", "\u0301"])
    ).map("".join)
)
def test_names_are_found_in_order_and_apart(text: str):
    spans = [span for span, _ in names(PEOPLE).find(fold(text).text)]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    known = {name for entity in PEOPLE for name in entity.names}
    assert {fold(text).text[span.start : span.end] for span in spans} <= known
