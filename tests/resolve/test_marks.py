"""Which brackets and dots of a quote the source prints, and which are ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import archived, compiled, elements, fragment, page, words, write

from builder.model.written import Span, TextQuoteSelector
from builder.resolve.anchoring import locate
from builder.resolve.haystack import haystack
from builder.resolve.marks import marks

TEXT = """A great step in these relations [between Russia and Iran] was the signing. The two sides... agreed to expand the \
practice of making port calls, and they will meet [in Osk] each year. It was sayed [sic] twice. One [two [three] four] \
five six. He said [...] nothing of the price they pay."""


def found(exact: str, text: str = TEXT) -> list[str]:
    """Each mark of a quote with `+` before the source's own and `-` before ours."""
    (place,) = locate(haystack(text, "en"), TextQuoteSelector(exact)).places
    return [f"{'+' if mark.own else '-'}{exact[mark.span.start : mark.span.end]}" for mark in marks(exact, place.ours)]


@pytest.mark.parametrize(
    ("exact", "expected"),
    [
        ("these relations [between Russia and Iran] was the signing", ["+[between Russia and Iran]"]),
        ("[between Russia and Iran] was the signing", ["+[between Russia and Iran]"]),
        ("step in these relations [between Russia and Iran]", ["+[between Russia and Iran]"]),
        ("A great step in [its] relations", ["-[its]"]),
        ("these relations [between Russia and Iran] was [their] signing", ["+[between Russia and Iran]", "-[their]"]),
        ("[Their] relations [between Russia and Iran] was the signing", ["-[Their]", "+[between Russia and Iran]"]),
        ("[The] step in [its] relations [between Russia and Iran] was […] signing", ["-[The]", "-[its]", "+[between Russia and Iran]", "-[…]"]),
        ("great step […] [between Russia and Iran] was the signing", ["-[…]", "+[between Russia and Iran]"]),
        ("great step … was the signing", ["-…"]),
        ("The two sides... agreed to expand", ["+..."]),
        ("The two sides… agreed to expand", ["+…"]),
        ("The two sides... agreed to expand ... of making port calls", ["+...", "-..."]),
        ("[t]he two sides... agreed to expand", ["-[t]", "+..."]),
        ("[T]he practice of making port calls", ["-[T]"]),
        ("agreed to expand[ed] the practice", ["-[ed]"]),
        ("agreed to expand the practice [sic] of making", ["-[sic]"]),
        ("It was sayed [sic] twice", ["+[sic]"]),
        ("practice [sic] of making [many] port calls", ["-[sic]", "-[many]"]),
        ("It was sayed [sic] twice. One [two [three] four] five", ["+[sic]", "+[two [three] four]", "+[three]"]),
        ("One [two [three] four] five [and] six", ["+[two [three] four]", "+[three]", "-[and]"]),
        ("He said [...] nothing of the price", ["+[...]"]),
        ("He said [...] nothing […] they pay", ["+[...]", "-[…]"]),
        ("…they will meet [in Osk] each year", ["-…", "+[in Osk]"]),
        ("agreed to expand the [old] practice…", ["-[old]", "-…"]),
        ("…agreed to expand the [old] practice", ["+…", "-[old]"]),
    ],
)  # fmt: skip
def test_each_mark_is_the_sources_or_ours(exact: str, expected: list[str]) -> None:
    assert found(exact) == expected


@given(st.text("[].… ab", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_any_words_have_marks_in_order_within_them(exact: str, ours: list[tuple[int, int]]) -> None:
    listed = marks(exact, tuple(Span(*each) for each in ours))
    assert [mark.span for mark in listed] == sorted({mark.span for mark in listed})
    for mark in listed:
        part = exact[mark.span.start : mark.span.end]
        assert part[:1] + part[-1:] == "[]" or set(part) <= set(".…"), part


def note(folder: Path, exact: str) -> tuple[str, list[str]]:
    """A footnote's text, and what of its words is marked as ours."""
    record = f'title: Talks\nlanguage: en\npublish: full\nquotes: {{q: {{exact: "{exact}"}}}}\n'
    write(folder, {**archived("talks", TEXT, record), "briefings/a.md": page("So [@talks/q].")})
    site = compiled(folder)
    assert not site.problems
    (text,) = (str(each.text) for each in site.pages if each.path == "a.md")
    item = next(each for each in fragment(text).iter("li") if each.get("id", "").startswith("fn:"))
    return words(item), [words(each) for each in elements(item, "span", class_="ab-ours")]


@pytest.mark.parametrize(
    ("exact", "said", "ours"),
    [
        ("these relations [between Russia and Iran] was", "Brackets are the source’s.", []),
        ("in [its] relations", "What stands in square brackets is ours.", ["[its]"]),
        (
            "[Their] relations [between Russia and Iran] was",
            "[between Russia and Iran] is the source’s bracket; [Their] is ours.",
            ["[Their]"],
        ),
        ("The two sides... agreed to expand", "Dots are the source’s.", []),
        ("great step … was the signing", "Dots mark what we left out.", ["…"]),
        (
            "two sides... agreed to expand ... of making […] calls",
            "The source prints dots no. 1; dots no. 2 and 3 mark what we left out.",
            ["...", "[…]"],
        ),
    ],
)
def test_a_note_says_whose_they_are(exact: str, said: str, ours: list[str], tmp_path: Path) -> None:
    text, marked = note(tmp_path, exact)
    assert f"Talks. {said} verified" in text
    assert f"“{exact}”" in text
    assert marked == ours


def test_the_sources_page_has_no_marks_of_ours(tmp_path: Path) -> None:
    note(tmp_path, "in [its] relations")
    (text,) = (str(each.text) for each in compiled(tmp_path).pages if each.path == "sources/talks.md")
    (shown,) = elements(fragment(text), "div", class_="ab-article")
    assert list(elements(shown, "span", class_="ab-ours")) == []
    assert "in these relations" in words(shown)
