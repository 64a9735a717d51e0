"""Clauses 2 to 5: where a quote stands; most of them are told in `tests/cases/anchoring.md`."""

from pathlib import Path

import pytest
import regex
from growth import grows_no_faster
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.model.written import Span, TextQuoteSelector
from builder.read.sources import read_sources
from builder.resolve.anchoring import anchor, locate
from builder.resolve.folding import folded, plain
from builder.resolve.haystack import haystack, occurrences, touches
from builder.resolve.quotes import article, judge

QUIET = settings(deadline=None, max_examples=150)
FILLER = "and then the councillors went on to talk about the bridge over the river and the road to the mill "
WORDS = [
    *("the", "council’s", "“bridge”", "–", "will", "not", "reopen,", "it", "said…", "[for", "now]", "in", "2015;"),
    *("ﬁne", "é", "e\u0301", "мост", "大桥", "S-300", "U.S.", "can’t"),
]
ARTICLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
MARKS = ("…", "...", "[…]", "[sic]", "[T]he", "re[ed]", "[the mayor]", "[", "]", "[]", "“", " ", "\n", "not")


def rule(text: str, exact: str, prefix: str = "", suffix: str = "", language: str = "en") -> str:
    return locate(haystack(text, language), TextQuoteSelector(exact, prefix, suffix)).rule


def pieces(text: str, exact: str, prefix: str = "", suffix: str = "", language: str = "en") -> list[list[str]]:
    places = locate(haystack(text, language), TextQuoteSelector(exact, prefix, suffix)).places
    return [[text[part.start : part.end] for part in place.parts] for place in places]


# ── anywhere ───────────────────────────────────────────────────────────────────────────────────


@QUIET
@given(ARTICLE, st.data())
def test_any_words_of_a_text_are_found_where_they_stand(text: str, data: st.DataObject):
    edges = [match.start() for match in regex.finditer(r"\b", text, regex.WORD)]
    start = data.draw(st.sampled_from(edges[:-1]))
    end = data.draw(st.sampled_from([edge for edge in edges if edge > start]))
    words = text[start:end].strip()
    if sum(char.isalnum() for char in words) < 3:
        return
    at = text.index(words, start)
    found = anchor(text, TextQuoteSelector(folded(words)))
    assert Span(at, at + len(words)) in found
    assert {plain(text[span.start : span.end]) for span in found} == {plain(words)}


@QUIET
@given(ARTICLE, st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=12).map(" ".join), st.sampled_from([*WORDS, ""]))
def test_any_quote_ends_in_places_or_a_rule(text: str, exact: str, beside: str):
    hay = haystack(text, "en")
    for selector in (TextQuoteSelector(exact), TextQuoteSelector(exact, beside), TextQuoteSelector(exact, "", beside)):
        found = locate(hay, selector)
        assert bool(found.places) != bool(found.rule)
        for place in found.places:
            assert 0 <= place.span.start < place.span.end <= len(text)
            assert place.parts[0].start == place.span.start
            assert place.parts[-1].end == place.span.end
            assert list(place.parts) == sorted(place.parts)
            assert not any(one.meets(two) for one, two in zip(place.parts, place.parts[1:], strict=False))


@QUIET
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=5), st.sampled_from(["", "en", "fa", "zh", "xx"]))
def test_no_text_and_no_quote_ends_in_an_exception(text: str, exact: str, beside: str, language: str):
    hay = haystack(text, language)
    found = locate(hay, TextQuoteSelector(exact, beside, beside))
    assert bool(found.places) != bool(found.rule)


@QUIET
@given(ARTICLE, st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_words_that_do_not_stand_in_a_text_are_never_found(text: str, exact: str):
    if "…" not in exact and "[" not in exact:
        assert bool(anchor(text, TextQuoteSelector(exact))) <= (plain(exact) in folded(text))


def test_an_empty_text_and_an_empty_quote():
    assert rule("", "agreed") == "quote-not-found"
    assert rule("They agreed.", "") == "quote-too-short"
    assert rule("They agreed.", "“…”") == "quote-too-short"


def test_spans_count_the_characters_of_the_original():
    text = "A\xa0\xa0“ﬁne”\u200b bri\xaddge"
    assert anchor(text, TextQuoteSelector('A "fine" bridge')) == [Span(0, len(text))]


TOKENS = st.lists(st.sampled_from(["we", "will", "not", "go", "go", "then"]), min_size=4, max_size=26)
PAIR = st.lists(st.sampled_from(["we", "will", "go", "then"]), min_size=2, max_size=2)


@settings(deadline=None, max_examples=500)
@given(TOKENS, PAIR, PAIR, st.sampled_from(["…", "[not]", "… [not]", "[and so]"]))
def test_a_gap_is_read_as_the_nearest_words_allow(tokens: list[str], one: list[str], two: list[str], mark: str):
    """As tried out word by word: of two readings the one that leaves out less, whatever it leaves out."""
    firsts = [at for at in range(len(tokens) - 1) if tokens[at : at + 2] == one]
    seconds = [at for at in range(len(tokens) - 1) if tokens[at : at + 2] == two]
    readings = [(first, second) for first in firsts for second in seconds if first + 2 <= second]
    if mark.startswith("["):
        readings = [(first, second) for first, second in readings if second - first - 2 <= 10]
    nearest = [each for each in readings if not any(_within(other, each) for other in readings if other != each)]
    good = [each for each in nearest if _kept(tokens[each[0] + 2 : each[1]], mark)]
    text = " ".join(tokens)
    found = locate(haystack(text, "en"), TextQuoteSelector(f"{' '.join(one)} {mark} {' '.join(two)}"))
    edges = [(len(text[: place.span.start].split()), len(text[: place.span.end].split()) - 2) for place in found.places]
    assert sorted(edges) == sorted(good)
    assert found.rule == ("" if good else "negation-changed" if nearest else "quote-not-found")


def _kept(left_out: list[str], mark: str) -> bool:
    """Whether as many negations are put in as are left out, two words at most from the same neighbour."""
    if left_out.count("not") != 1 or "not" not in mark:
        return left_out.count("not") == mark.count("not")
    before, after = left_out.index("not"), len(left_out) - 1 - left_out.index("not")
    return after <= 2 and (before <= 2 or mark.startswith("…"))


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


# ── limits ─────────────────────────────────────────────────────────────────────────────────────


def gap(length: int) -> str:
    """That many characters of filler, in words."""
    text = (FILLER * 20)[:length]
    return text[:-1] + "x" if text.endswith(" ") else text


def test_an_omission_reaches_over_600_characters():
    text = f"The council met {gap(600)} agreed to wait."
    assert pieces(text, "The council met […] agreed to wait") == [["The council met", "agreed to wait"]]


def test_an_omission_does_not_reach_over_601_characters():
    text = f"The council met {gap(601)} agreed to wait."
    assert rule(text, "The council met […] agreed to wait") == "quote-not-found"


def test_each_omission_may_reach_over_600_characters():
    text = f"The council met {gap(600)} agreed to {gap(600)} for a report."
    assert len(pieces(text, "The council met … agreed to … for a report")) == 1


def test_an_insertion_does_not_reach_over_600_characters():
    text = f"The council met {'x' * 601} agreed to wait."
    assert rule(text, "The council met [on Monday] agreed to wait") == "quote-not-found"


def test_the_limit_counts_folded_characters():
    text = "The council met" + " \n" * 500 + gap(598) + " agreed to wait."
    assert len(pieces(text, "The council met … agreed to wait")) == 1


def test_a_quote_of_hundreds_of_pieces_ends_in_an_answer():
    text = "".join(f"word{number} goes on and " for number in range(700))
    exact = " … ".join(f"word{number} goes" for number in range(700))
    assert len(pieces(text, exact)[0]) == 700


def test_many_places_for_every_piece_end_in_an_answer():
    text = "one two three. " * 400
    assert rule(text, " … ".join(["one two"] * 30 + ["nowhere else"])) == "quote-not-found"


def test_many_ways_to_lay_a_quote_take_no_more_than_the_text_has_places():
    selector = TextQuoteSelector("one two … two one … one two")
    assert len(anchor("one two " * 500, selector, "en")) == 497
    assert grows_no_faster(lambda size: anchor("one two " * size, selector, "en"), 500)


def test_many_places_of_a_short_quote_are_all_found():
    assert len(anchor("one two. " * 3000, TextQuoteSelector("one two"))) == 3000


# ── the place that is given ────────────────────────────────────────────────────────────────────


def test_the_nearest_pieces_are_taken_in_both_directions():
    text = "The council sat. The council met early on Monday morning and agreed to wait. They agreed to wait."
    assert pieces(text, "The council … early on Monday morning … agreed to wait") == [
        ["The council", "early on Monday morning", "agreed to wait"]
    ]
    assert anchor(text, TextQuoteSelector("The council … early on Monday morning … agreed to wait")) == [
        Span(17, text.index(". They"))
    ]


def test_a_piece_may_stand_again_inside_the_gap():
    text = "The council met, the council rose, and then it agreed to wait for them."
    assert pieces(text, "The council … agreed to wait") == [["The council", "agreed to wait"]]


def test_what_is_left_out_is_no_piece_in_a_script_without_spaces():
    text = "市议会决定今年重新开放大桥。"
    assert pieces(text, "市议会决定…重新开放大桥", language="zh") == [["市议会决定", "重新开放大桥"]]


def test_a_changed_letter_belongs_to_its_piece():
    assert pieces("It rained and the council met.", "[T]he council met") == [["the council met"]]
    assert pieces("They want to expand it.", "want to expand[ed] it") == [["want to expand it"]]


def test_a_bracket_of_the_source_belongs_to_the_quote_wherever_it_stands():
    text = "We [the council] met early on Monday and then [the mayor] agreed to it [the plan]."
    assert pieces(text, "We [the council] met early … and then [the mayor] agreed to it [the plan]") == [
        ["We [the council] met early", "and then [the mayor] agreed to it [the plan]"]
    ]


def test_places_that_break_a_rule_are_named():
    found = locate(haystack("They were unable to agree.", "en"), TextQuoteSelector("able to agree"))
    assert (found.rule, [place.span for place in found.near]) == ("quote-inside-word", [Span(12, 25)])


def test_a_prefix_that_does_not_touch_is_named_with_the_places_of_the_words():
    found = locate(haystack("The mayor, it is said, agreed.", "en"), TextQuoteSelector("agreed", "The mayor"))
    assert (found.rule, found.detail, len(found.near)) == ("quote-not-found", "prefix", 1)


def test_a_prefix_is_looked_for_before_the_first_piece():
    text = "On Monday the council met and rose. On Friday the council met and sat."
    assert pieces(text, "the council … and sat", prefix="On Friday") == [["the council", "and sat"]]
    assert rule(text, "the council met … sat", prefix="On Tuesday") == "quote-not-found"


def test_a_suffix_must_touch_what_stands_before_an_insertion_at_the_end():
    text = "They agreed to reopen it. We agreed to reopen them."
    assert anchor(text, TextQuoteSelector("agreed to reopen [the bridge]", "", "them"), "en") == [Span(29, 45)]
    assert rule(text, "agreed to reopen [the bridge]", suffix="nowhere") == "quote-not-found"


RECORD = """\
title: Talks
quotes:
  absent: {speaker: x, exact: The mayor resigned}
  twice:
    exact: agreed
  before:
    exact: agreed to
    prefix: nowhere
  after: {exact: agreed to, suffix: nowhere}
  short: {exact: to}
  half: {exact: greed to}
"""


def test_a_problem_points_at_the_words_it_is_about(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "a.txt").write_text("The council agreed to it.\nThe mayor agreed.\n", encoding="utf-8")
    problems: list[Diagnostic] = []
    source = read_sources(tmp_path, tmp_path, problems.append)[0]["a"]
    ready = article(source, problems.append)
    for annotation in source.annotations:
        judge(annotation, source, ready, problems.append)
    assert [f"{problem.at} {problem.rule}" for problem in problems] == [
        "a.yaml:3:31 quote-not-found",
        "a.yaml:5:12 quote-ambiguous",
        "a.yaml:8:13 quote-not-found",
        "a.yaml:9:37 quote-not-found",
        "a.yaml:10:18 quote-too-short",
        "a.yaml:11:17 quote-inside-word",
    ]


# ── negations ──────────────────────────────────────────────────────────────────────────────────


def test_the_nearest_reading_of_an_insertion_decides_on_its_negation():
    text = "Iran will attack, and Russia will not attack."
    assert rule(text, "Iran will [not] attack") == "negation-changed"
    assert rule(text, "Iran will … [not] attack") == "negation-changed"


def test_a_negation_that_moves_is_a_negation_changed():
    text = "The council did not say that the mayor agreed to the plan."
    assert rule(text, "The council did … say that the mayor [never] agreed to the plan") == "negation-changed"


def test_a_negation_left_out_is_noticed_in_whatever_case_and_typography():
    for word in ("NOT", "Never", "can’t", "won't", "nobody,", "(without)"):
        assert rule(f"The council {word} agreed to it.", "The council … agreed to it") == "negation-changed", word


def test_a_word_that_holds_the_letters_of_a_negation_is_none():
    for word in ("notably", "knowing", "annotated", "another", "northern"):
        assert pieces(f"The council {word} agreed to it.", "The council … agreed to it"), word


def test_a_place_that_keeps_its_negation_holds_though_another_does_not():
    text = "The mayor will not, she said, reopen it. The mayor will, she says, reopen it."
    assert anchor(text, TextQuoteSelector("The mayor will … reopen it"), "en") == [Span(41, 76)]


def test_no_likeness_is_enough():
    text = "The council will reopen the bridge over the river before the winter begins, the mayor said on Monday."
    for wrong in ("not ", "re", "s"):
        assert rule(text, text[:16] + wrong + text[16:-1]) == "quote-not-found"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("'tis so", 1, True),  # after a mark that opens a text
        ("a 'b", 3, True),
        ("don't", 4, False),  # within a word
        ("I'm", 2, False),
        ("ab字", 1, False),  # beside a script that has no spaces, and not in it
        ("ab字", 2, True),
        ("字字", 1, True),
        ("ab", 0, True),
        ("ab", 1, False),
    ],
)
def test_where_a_word_may_begin_or_end(text: str, at: int, expected: bool):
    assert haystack(text).boundary(at) is expected


@pytest.mark.parametrize(
    ("text", "words", "prefix", "suffix", "expected"),
    [
        ("They met", "met", "They", "", True),  # which begins the text
        ("They met", "met", "hey", "", True),
        ("FAX met XFAX", "met", "FAX", "XFAX", True),
        ("FAX met XFAX", "met", "FA", "", False),
        ("FAX met XFAX", "met", "", "FAX", False),
        ("so met", "met", "s", "", False),
        ("met on", "met", "", "n", False),
    ],
)
def test_what_stands_beside_words_must_touch_them(text: str, words: str, prefix: str, suffix: str, expected: bool):
    start = text.index(words)
    found = touches(text, (start, start + len(words)), TextQuoteSelector(words, prefix, suffix))
    assert found is expected


def test_the_language_of_a_text_decides_which_words_deny():
    text, selector = "Wir haben das wirklich nicht getan.", TextQuoteSelector("Wir haben das […] getan")
    assert anchor(text, selector, "de") == []
    assert anchor(text, selector, "fr") == [Span(0, 34)]
    assert anchor(text, selector) == []  # where none is stated, the words of every language do


def test_words_that_overlap_themselves_stand_in_every_place():
    assert [*occurrences(haystack("aaaa b"), "aa")] == [(0, 2), (1, 3), (2, 4)]
