"""Clause 1: plain typography on both sides, and the way back to the original."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.resolve.folding import OPENED, PLAIN, fold, folded, plain

QUIET = settings(deadline=None, max_examples=150)
DROPPED = "\xad\u180e\ufeff\u061c" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070)))
)
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
TRICKY = (
    "aAeß§ﬁﬀﬃĳאﬠﻻل. …’‘“”«»„'\"–—-−`´½²Å\u212b\u2126\u1fef日ไ\u0e48ı"
    "\u0301\u0327\u0338\u0340\u0344\u0345\u05b7\u093c\u0958"
    "\u1100\u1161\u11a8\u0915가각\U0001d15e\U0001f468" + BLANKS + DROPPED
)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cn"]) | st.sampled_from(TRICKY), max_size=40)
BASIC = st.text(st.sampled_from("ab \n" + "".join(char for char in TRICKY if ord(char) < 0x10000)), max_size=40)
"""Nothing beyond the Basic Plane, for which there is a way of its own."""


def test_every_character_alone_and_after_others_is_folded_once_and_for_all():
    chars = [chr(point) for point in range(0xE0200) if point < 0x3400 or not 0xAC10 <= point < 0xF900]
    chars = [
        char
        for char in chars
        if unicodedata.category(char) not in ("Lo", "Cn", "Cs") or unicodedata.decomposition(char)
    ]
    for lead in ("", "e", "\u1100", " "):
        once = fold("x".join(lead + char for char in chars)).text
        assert fold(once).text == once


@QUIET
@given(ANY)
def test_folding_is_idempotent(text: str):
    assert folded(folded(text)) == folded(text)


@QUIET
@given(ANY, ANY)
def test_text_on_either_side_of_a_letter_is_folded_by_itself(before: str, after: str):
    assert folded(f"{before}x,y{after}") == folded(f"{before}x,") + folded(f"y{after}")


@QUIET
@given(ANY | BASIC)
def test_the_map_is_the_one_kept_character_by_character(text: str):
    pieces = list(_one_by_one(text))
    found = fold(text)
    assert found.text == folded(text) == "".join(piece for _, _, piece in pieces)
    firsts, lasts, at = {}, {}, 0
    for start, end, piece in pieces:
        firsts[at] = start
        at += len(piece)
        lasts[at] = end
    for start in range(len(found.text)):
        for end in range(start + 1, len(found.text) + 1):
            whole = start in firsts and end in lasts
            assert found.origin(start, end) == ((firsts[start], lasts[end]) if whole else None)


def _one_by_one(text: str) -> Iterator[tuple[int, int, str]]:
    """Each character with its marks, or a run of blanks: its place, and how it is folded."""
    groups: list[list[int]] = []
    for at, char in enumerate(text):
        if char in DROPPED:
            continue
        after_blank = bool(groups) and text[groups[-1][-1]] in BLANKS
        mark = unicodedata.category(char) in ("Mn", "Mc", "Me") or "\u1160" <= char <= "\u11ff"
        if groups and ((char in BLANKS and after_blank) or (mark and not after_blank)):
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        kept = "".join(text[at] for at in group)
        opened = "".join(OPENED.get(char, char) for char in kept)
        piece = " " if kept[0] in BLANKS else unicodedata.normalize("NFC", opened).translate(PLAIN)
        yield group[0], group[-1] + 1, piece


@QUIET
@given(ANY, st.data())
def test_the_folded_text_of_a_span_is_the_folded_quote(text: str, data: st.DataObject):
    found = fold(text)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    origin = found.origin(start, end)
    if origin:
        assert folded(text[slice(*origin)]) == found.text[start:end]


@pytest.mark.parametrize("at", [(-1, 1), (0, 0), (0, 9), (7, 8)])
def test_what_is_not_in_the_text_has_no_origin(at: tuple[int, int]):
    assert fold("bridges").origin(*at) is None


def test_half_a_ligature_has_no_origin_and_the_whole_has():
    text = fold("the oﬃce")
    assert text.text == "the office"
    assert text.origin(4, 6) is None
    assert text.origin(6, 10) is None
    assert text.origin(4, 10) == (4, 8)
    assert text.origin(5, 8) == (5, 6)


def test_a_letter_and_its_accent_go_as_one():
    text = fold("ae\u0301b")
    assert (text.text, text.origin(1, 2)) == ("aéb", (1, 3))


def test_a_run_of_blanks_goes_as_one():
    text = fold("a \u200b\n\n\xa0b")
    assert (text.text, text.origin(1, 2), text.origin(2, 3)) == ("a b", (1, 6), (6, 7))


@pytest.mark.parametrize(
    ("chars", "one"),
    [
        ("“”„‟«»″〝〞〟＂「」『』❝❞", '"'),
        ("‘’‚‛‹›′´`＇ʼʻ❛❜", "'"),
        ("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
        ("\t\n\v\f\r\x85\xa0\u1680\u2000\u2007\u2009\u200a\u2028\u2029\u202f\u205f\u3000", " "),
    ],
)
def test_every_kind_of_a_mark_becomes_the_plain_one(chars: str, one: str):
    assert {char: folded(f"a{char}b") for char in chars} == dict.fromkeys(chars, f"a{one}b")


@pytest.mark.parametrize("char", DROPPED)
def test_what_nobody_sees_is_dropped(char: str):
    assert folded(f"{char}co{char}{char}operate{char}") == "cooperate"


@pytest.mark.parametrize(
    ("text", "opened"),
    [("ﬁnal", "final"), ("oﬀ", "off"), ("eﬃcient", "efficient"), ("ĳs", "ijs"), ("ﬅop", "stop"), ("ﻻ", "لا")],
)
def test_ligatures_are_opened(text: str, opened: str):
    assert folded(text) == opened


@pytest.mark.parametrize(
    "text", ["½", "²", "①", "Ⅳ", "ＡＢ", "™", "㎏", "℅", "ß", "æ", "œ", "ı", "٣", "x₂", "¿!‽", "№"]
)
def test_what_other_foldings_rewrite_is_kept(text: str):
    assert folded(text) == text


@pytest.mark.parametrize(
    ("one", "other"), [("...", "…"), ("é", "e\u0301"), ("Å", "\u212b"), ("각", "\u1100\u1161\u11a8")]
)
def test_two_ways_to_write_the_same_are_alike(one: str, other: str):
    assert folded(f"a{one}b") == folded(f"a{other}b")


@pytest.mark.parametrize(("one", "other"), [("The", "the"), ("a, b", "a b"), ("a b", "b a"), ("10", "1o"), ("é", "e")])
def test_words_that_differ_stay_different(one: str, other: str):
    assert folded(one) != folded(other)


def test_the_blanks_around_a_quote_are_not_its_words():
    assert plain("\n  a  b \u2003\xad") == "a b"


def test_the_map_of_a_text_is_kept_by_runs():
    text = "The “mayor’s” plan\xa0– a ﬁne one.\n" * 1000
    assert len(fold(text).starts) < len(text) / 5


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ﬁ", {(0, 1): None, (1, 2): None, (0, 2): (0, 1)}),
        ("aﬁ", {(0, 1): (0, 1), (1, 2): None, (0, 2): None, (1, 3): (1, 2), (2, 3): None, (0, 3): (0, 2)}),
        ("ﬁb", {(0, 1): None, (0, 2): (0, 1), (1, 3): None, (0, 3): (0, 2), (2, 3): (1, 2)}),
        ("aﬃ", {(1, 2): None, (1, 3): None, (1, 4): (1, 2), (0, 4): (0, 2), (2, 4): None}),
        ("ﬃﬁ", {(0, 3): (0, 1), (0, 4): None, (0, 5): (0, 2), (3, 5): (1, 2), (1, 5): None}),
    ],
)
def test_no_span_cuts_a_ligature_wherever_it_stands(text: str, spans: dict[tuple[int, int], tuple[int, int] | None]):
    found = fold(text)
    assert {span: found.origin(*span) for span in spans} == spans


def test_what_stands_between_units_that_are_folded_together_stands_in_texts_too():
    text = "e\u0301\0\u0301\0e\u0301 \0\0 \ufb01\0"
    assert fold(text).text == folded(text) == "é\0\u0301\0é \0\0 fi\0"
