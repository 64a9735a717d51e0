"""The nearest passage serves the hint, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.written import Annotation, Source, TextQuoteSelector
from builder.resolve.haystack import haystack
from builder.resolve.nearest import difference, nearest
from builder.resolve.quotes import article, judge

TEXT = "It rained.\nThe council will not reopen the bridge before the winter, the mayor said.\nShe left."


def test_the_nearest_passage_is_whole_words_with_its_place():
    found = nearest(haystack(TEXT), "the council will not repoen the bridge")
    assert found
    assert TEXT[found.start :].startswith("The council will not")
    assert found.passage == "The council will not reopen the bridge"


def test_a_word_left_out_is_the_only_difference_told():
    found = nearest(haystack(TEXT), "The council will reopen the bridge before the winter")
    assert found
    assert found.difference == "The council will {+not+} reopen the bridge before the winter"


def test_what_is_like_nothing_has_no_nearest_passage():
    assert nearest(haystack(TEXT), "4711 Ωξψφ") is None
    assert nearest(haystack(""), "The council") is None


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("will reopen it", "will not reopen it", "will {+not+} reopen it"),
        ("will not reopen it", "will reopen it", "will [-not-] reopen it"),
        ("will reopen it", "will reopen it", "will reopen it"),
    ],
)
def test_the_difference_is_told_word_by_word(ours: str, theirs: str, expected: str):
    assert difference(ours, theirs) == expected


@settings(deadline=None)
@given(*[st.lists(st.sampled_from(["the", "council", "will", "not", "reopen", "it"])).map(" ".join)] * 2)
def test_a_difference_has_all_words_of_both(ours: str, theirs: str):
    told = difference(ours, theirs)
    pieces = told.replace("{+", "\0+").replace("+}", "\0").replace("[-", "\0-").replace("-]", "\0").split("\0")
    kept = [piece.lstrip("+-").split() for piece in pieces if not piece.startswith("+")]
    come = [piece.lstrip("+-").split() for piece in pieces if not piece.startswith("-")]
    assert [word for words in kept for word in words] == ours.split()
    assert [word for words in come for word in words] == theirs.split()


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_and_any_quote_have_a_nearest_passage_or_none(text: str, exact: str):
    found = nearest(haystack(text), exact)
    assert found is None or 0 <= found.start <= len(text)


def test_in_a_long_text_the_nearest_passage_is_still_found():
    text = "The weather was fine, and nobody spoke of anything at all. " * 20_000
    middle = len(text) // 2 + 17
    text = f"{text[:middle]} The council will not reopen the bridge before the winter. {text[middle:]}"
    found = nearest(haystack(text), "The council will certainly reopen the bridge before the winter")
    assert found
    assert found.passage.startswith("The council will not reopen")


def test_a_scrap_that_is_like_some_words_of_an_invented_quote_is_not_named():
    text = "They spoke of the aggravation in the situation of the region. Nothing else was said."
    assert nearest(haystack(text), "this is an invented quotation") is None


def test_the_hint_names_line_passage_and_difference():
    source = Source("a", "A", TEXT, language="en")
    problems = []
    selector = TextQuoteSelector("The council will reopen the bridge before the winter")
    annotation = Annotation("q", "a", selector, None, "", (), "", (), "", {})
    judge(annotation, source, article(source, problems.append), problems.append)
    assert [problem.rule for problem in problems] == ["quote-not-found"]
    assert "line 2" in problems[0].hint
    assert "will {+not+} reopen" in problems[0].difference


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("The council will not reopen the tunnel", "will not reopen the [-tunnel-] {+bridge+}"),
        ("The mayor will not reopen the bridge", "The [-mayor-] {+council+} will"),
        ("A council will not reopen the bridge", "[-A-] {+The+} council"),
        ("The council will not reopen the old tunnel", "reopen the [-old tunnel-] {+bridge before+}"),
        ("The council will certainly not reopen the bridge", "will [-certainly-] not"),
    ],
)
def test_another_word_at_an_end_is_told_with_the_one_that_stands_there(quote: str, told: str):
    found = nearest(
        haystack("It rained. The council will not reopen the bridge before the winter. Then it snowed."), quote
    )
    assert found
    assert told in found.difference
