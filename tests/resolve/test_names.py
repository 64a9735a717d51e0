"""Registered names in running text: the quick way to them finds what a look at each word finds."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.written import Person
from builder.resolve.names import names
from builder.resolve.segments import UNSPACED

EACH = regex.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\w)+|[^\w\s]")
TEXTS = st.text(st.sampled_from("abAB1_ -'.\u0301\u200b中国ภไйЙé가"), max_size=30)
FORMS = st.lists(st.text(st.sampled_from("abAB'中ภЙ- "), min_size=1, max_size=4), min_size=1, max_size=4, unique=True)


def person(id: str, name: str) -> Person:
    return Person(id, name, {}, (), "", (), autolink=True, at={})


@settings(deadline=None, max_examples=300)
@given(FORMS, TEXTS)
def test_words_that_begin_as_names_do_are_those_of_all_words(forms: list[str], text: str):
    matcher = names(person(str(number), form) for number, form in enumerate(forms))
    initials = {word[0] for word in matcher.by_word}
    wanted = [word.span() for word in EACH.finditer(text) if word[0][0] in initials]
    assert [word.span() for word in matcher.begins.finditer(text)] == wanted


def test_without_names_none_is_found():
    assert not [*names([]).find("Nobody is registered.")]


def test_of_two_names_that_begin_alike_the_longer_is_found():
    matcher = names([person("a", "Sergei"), person("b", "Sergei Shoigu")])
    assert [name.entity for _, name in matcher.find("Sergei Shoigu, Sergei and Sergeis")] == ["b", "a"]
