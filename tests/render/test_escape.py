"""Untrusted text reaches a page as the characters it is, and all of them."""

import html
import json
import re
import string
from pathlib import Path

import html5lib
import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from builder.model.characters import NO_TEXT, normalised
from builder.render.escape import html_text, inert, ours

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc"),
    "builder.markdown.extension",
]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](x){onclick=alert(1)}",
    "{{ page }} {% raw %} {# x #}",
    "*a* _b_ `c` ~d~ ^e^ ==f== ++g++",
    "[^1] [@a/b] [[c|d]] ::: timeline",
    "[^1]: x",
    "*[HTML]: Hyper",
    '--8<-- "mkdocs.yml"',
    "# A",
    "    code",
    "- a",
    "1. a",
    "> a",
    "| a | b |",
    "!!! note",
    ": a",
    '=== "T"',
    "---",
    "</p></div></body>",
    "<!-- a",
    "&lt; &amp; &#60; &copy;",
    "https://example.org/ www.example.org me@example.org",
    "\\* \\",
    "$x$ \\(y\\)",
    ":smile: (c) -- ...",
    "{: .a #b }",
    "\"quoted\" 'so'",
    "\u202eabc\u2066",
]


def shown(page: str, wrapper: str) -> tuple[str, list[str]]:
    """What a reader sees inside the wrapper, and the elements there."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    found = next(each for each in root.iter(wrapper))
    return "".join(found.itertext()), [each.tag for each in found.iter()][1:]


def in_markdown(text: str) -> str:
    return markdown.markdown(f"a{inert(text)}z", extensions=EXTENSIONS)


def test_what_is_no_text_is_not_printable() -> None:
    """So that a text that Python calls printable is its own normal form."""
    assert not any(chr(code).isprintable() for code in NO_TEXT)


PLAIN = string.punctuation + "a1 \n\t"
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(PLAIN, max_size=20)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_markdown_is_the_characters_it_is(text: str):
    assert shown(in_markdown(text), "p") == (f"a{text}z", [])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_at_the_beginning_of_a_line_is_inert_too(text: str):
    page = markdown.markdown(f"{inert(text.strip())}", extensions=EXTENSIONS)
    assert shown(page, "body") == (text.strip(), ["p"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_raw_html_is_the_characters_it_is(text: str):
    page = markdown.markdown(f'<div title="{html_text(text)}">{html_text(text)}</div>', extensions=EXTENSIONS)
    assert shown(page, "div") == (text, [])
    root = html5lib.parse(page, namespaceHTMLElements=False)
    assert next(root.iter("div")).attrib == {"title": text}


@settings(deadline=None, max_examples=150)
@given(ANY)
@example("\x00\x07\x85\x9f")
@example("a\r\nb\rc")
def test_any_text_in_markdown_is_shown_whole(text: str):
    seen, elements = shown(in_markdown(text), "p")
    assert (words(seen), elements) == (words(f"a{normalised(text)}z"), [])


@settings(deadline=None, max_examples=150)
@given(ANY)
def test_any_text_in_raw_html_is_shown_whole(text: str):
    page = markdown.markdown(f"<div>a{html_text(text.replace(chr(10), ' '))}z</div>", extensions=EXTENSIONS)
    seen, elements = shown(page, "div")
    assert (words(seen), elements) == (words(f"a{normalised(text)}z"), [])


def words(text: str) -> list[str]:
    """Blanks between words do not show."""
    return re.split(r"[ \t\n\r\f]+", "".join(char for char in text if not 0xFDD0 <= ord(char) < 0xFDF0))


@settings(deadline=None)
@given(ANY)
def test_escaped_text_says_what_it_said(text: str):
    assert html.unescape(str(html_text(text))) == normalised(text)
    assert html.unescape(str(inert(text))) == normalised(text).replace("\n", " ")


def test_nothing_that_any_extension_acts_on_is_left():
    assert not set(str(inert(string.punctuation.replace(",", "")))) & set(string.punctuation) - set("&#;")
    assert not set(str(html_text(string.punctuation))) & set("<>\"'{}")


def test_line_ends_tabs_and_controls():
    assert normalised("a\r\nb\rc\nd\x85e\tf\x00g\x1bh\x9fi") == "a\nb\nc\nd\ne f\ufffdg\ufffdh\ufffdi"


def test_what_is_markup_already_is_not_escaped_again():
    assert inert(Markup("<b>")) == "<b>"
    assert html_text(Markup("<b>")) == "<b>"


def test_naughty_strings_are_shown_whole(conformance: Path):
    strings = json.loads((conformance / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for text in strings:
        seen, elements = shown(in_markdown(text), "p")
        assert (words(seen), elements) == (words(f"a{normalised(text)}z"), [])


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("Cited by", True, "Cited by"),
        (". and more", True, "&#46; and more"),  # behind a number it would begin a list
        (". and more", False, ". and more"),
        ("12) more", True, "12&#41; more"),
        ("- more", True, "&#45; more"),
        (": more", True, "&#58; more"),
        ("a. b", True, "a. b"),
        ("", True, ""),
        ("`*[x]*` {{ y }} <b> & #1 ~~z~~", False, None),
    ],
)
def test_our_own_words_are_readable_and_begin_no_block(text: str, first: bool, expected: str | None):
    found = ours(text, first=first)
    assert html.unescape(found) == text
    assert expected is None or found == expected
    assert not set("\"'*_[]<>`{}~|^=$@\\+!") & set(re.sub(r"&#\d+;", "", found))
