"""What of an archived text is the article."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Location
from builder.model.written import LineRange, Source, Span
from builder.resolve.cutting import Cut, blanked, cut

AT = Location("sources/a.yaml", 7, 5)


def parts(text: str, *, report=None, **fields: str | list[tuple[str, str]]) -> Cut:
    """The cut of a text; furniture and duplicates are given as pairs of lines, headline as itself."""
    ranges = {
        name: tuple(LineRange(first, last, AT) for first, last in fields.get(name, ()))
        for name in ("furniture", "duplicates")
    }
    lines = {name: fields[name] for name in ("headline", "standfirst") if name in fields}
    at = dict.fromkeys(lines, AT)
    return cut(Source("a", "A", text, **ranges, **lines, at=at), report or fail)


def fail(problem: Diagnostic) -> None:
    raise AssertionError(str(problem))


def read(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def reports(text: str, **fields) -> list[tuple[str, Location]]:
    problems: list[Diagnostic] = []
    parts(text, report=problems.append, **fields)
    return [(problem.rule, problem.at) for problem in problems]


def test_a_text_without_declarations_is_all_article():
    assert read("One.\nTwo.\n", parts("One.\nTwo.\n").article) == ["One.\nTwo.\n"]
    assert parts("").furniture == ()


def test_a_line_is_cut_wherever_it_stands():
    text = "Share\nOne.\nShare\nTwo.\nShare"
    found = parts(text, furniture=[("Share", "Share")])
    assert read(text, found.furniture) == ["Share", "Share", "Share"]
    assert read(text, found.article) == ["One.", "Two."]


def test_a_line_is_cut_only_whole():
    text = "Share\nShare this.\nPlease Share"
    assert read(text, parts(text, furniture=[("Share", "Share")]).article) == ["Share this.\nPlease Share"]


def test_a_declared_line_is_found_in_any_typography():
    text = "More\xa0– “here”\nOne."
    assert read(text, parts(text, furniture=[('More - "here"',) * 2]).article) == ["One."]


def test_a_range_is_cut_from_its_first_line_to_its_last():
    text = "One.\nNewsfeed\n0\nChats\nTwo."
    found = parts(text, furniture=[("Newsfeed", "Chats")])
    assert read(text, found.furniture) == ["Newsfeed\n0\nChats"]
    assert read(text, found.article) == ["One.", "Two."]


def test_lines_that_end_as_on_windows_are_lines():
    text = "Share\r\nOne.\r\nTwo.\r\nChats"
    found = parts(text, furniture=[("Share", "Share"), ("Chats", "Chats")])
    assert [part.strip() for part in read(text, found.article)] == ["One.\r\nTwo."]


@pytest.mark.parametrize(
    "lines", [("Share", "Share"), ("One.", "Share"), ("Share", "One."), ("Two.", "One."), ("One", "One")]
)
def test_what_is_declared_and_not_there_is_reported_at_its_declaration(lines: tuple[str, str]):
    assert reports("One.\nTwo.", furniture=[lines]) == [("furniture-not-found", AT)]


def test_a_headline_and_a_standfirst_stay_and_are_known():
    text = "Bridge reopens\nShare\nIt was shut for a year.\nOne."
    found = parts(text, headline="Bridge reopens", standfirst="It was shut for a year.", furniture=[("Share",) * 2])
    assert read(text, found.headline) == ["Bridge reopens", "It was shut for a year."]
    assert read(text, found.article) == ["Bridge reopens", "It was shut for a year.\nOne."]


def test_a_headline_that_is_not_there_is_reported():
    assert reports("One.", headline="Bridge reopens") == [("furniture-not-found", AT)]


# ── repeats ────────────────────────────────────────────────────────────────────────────────────

LINE = "The council agreed on Monday to wait for the report of its engineers, and then to vote on the bridge."
NEXT = "The mayor said that she would read the report at once, and that she hoped for a vote before winter."


def test_two_lines_are_long_enough_for_the_tests_below():
    assert len(LINE) + len(NEXT) + 1 == 201


def test_a_repeat_of_whole_lines_is_pointed_out_and_kept():
    text = f"{LINE}\n{NEXT}\nMore.\n{LINE}\n{NEXT}"
    problems: list[Diagnostic] = []
    found = parts(text, report=problems.append)
    assert read(text, found.repeats) == [f"{LINE}\n{NEXT}"]
    assert read(text, found.article) == [text]
    assert [(problem.rule, problem.severity.value) for problem in problems] == [("repeated-block", "warning")]


def test_a_declared_repeat_is_cut_in_silence():
    text = f"{LINE}\n{NEXT}\nMore.\n{LINE}\n{NEXT}"
    found = parts(text, duplicates=[(LINE, NEXT)])
    assert read(text, found.duplicates) == [f"{LINE}\n{NEXT}"]
    assert read(text, found.article) == [f"{LINE}\n{NEXT}\nMore."]
    assert found.repeats == ()


def test_every_copy_of_a_block_is_cut():
    text = f"{LINE}\n{NEXT}\n{LINE}\n{NEXT}\n{LINE}\n{NEXT}"
    assert read(text, parts(text, duplicates=[(LINE, NEXT)]).article) == [f"{LINE}\n{NEXT}\n"[:-1]]
    assert {rule for rule, _ in reports(text)} == {"repeated-block"}


@pytest.mark.parametrize(("length", "expected"), [(199, []), (200, ["repeated-block"])])
def test_a_repeat_has_two_hundred_characters(length: int, expected: list[str]):
    line = (LINE + NEXT)[:length]
    assert [rule for rule, _ in reports(f"{line}\nMore.\n{line}")] == expected


def test_lines_that_repeat_but_do_not_follow_each_other_are_no_block():
    assert reports(f"{LINE}\nMore.\n{NEXT}\nAnd.\n{LINE}\nThen.\n{NEXT}") == []


def test_a_repeat_with_a_letter_changed_is_no_repeat():
    assert reports(f"{LINE}\n{NEXT}\nMore.\n{LINE}\n{NEXT[:-1]}!") == []


def test_a_repeat_that_begins_with_a_common_line_is_found():
    common = "Advertisement\n" * 20
    text = f"{common}{LINE}\n{NEXT}\n{common}{LINE}\n{NEXT}"
    assert "repeated-block" in [rule for rule, _ in reports(text)]


def test_a_declared_block_that_repeats_nothing_is_reported():
    assert reports(f"{LINE}\n{NEXT}", duplicates=[(LINE, NEXT)]) == [("furniture-not-found", AT)]
    assert reports(f"{LINE}\n{NEXT}\n{LINE}\nMore.\n{NEXT}", duplicates=[(LINE, NEXT)]) == [("furniture-not-found", AT)]


def test_a_repeat_of_furniture_alone_is_none():
    text = f"{LINE}\n{NEXT}\nMore.\n{LINE}\n{NEXT}"
    found = parts(text, furniture=[(LINE, LINE), (NEXT, NEXT)])
    assert read(text, found.article) == ["More."]
    assert found.repeats == ()


# ── anywhere ───────────────────────────────────────────────────────────────────────────────────


def test_blanking_keeps_every_offset():
    assert blanked("One.\nShare\nTwo.", (Span(5, 10),)) == "One.\n\n\n\n\n\n\nTwo."
    assert blanked("abc", (Span(0, 2), Span(1, 3))) == "\n\n\n"
    assert blanked("abc", ()) == "abc"


LINES = st.lists(st.sampled_from(["", " ", "Share", "One.", LINE, NEXT, LINE * 2]), max_size=12)


@settings(deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_article_and_furniture_are_the_text_without_overlap(lines: list[str], end: str):
    text = end.join(lines)
    problems: list[Diagnostic] = []
    found = parts(text, report=problems.append, furniture=[("Share", "Share")])
    spans = sorted([*found.furniture, *found.article])
    assert all(any(kept.holds(block) for kept in found.article) for block in found.repeats)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert blanked(text, tuple(spans)).strip() == ""
    assert {problem.rule for problem in problems} <= {"repeated-block", "furniture-not-found"}
