"""Thousands of hostile texts in every slot: all their characters are there, and nothing of them acts."""

import json
import os
from pathlib import Path

import pytest
from hostile_slots import PAYLOADS, SLOTS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading_back import Found, read_back

PIECES = [
    *(word for payload in PAYLOADS.values() for word in payload.split(" ") if word),
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=javascript:alert(1)>",
    ),
    *(
        "</p>",
        "</bdi></span>",
        "</title>",
        "</textarea>",
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
        "<?x",
        "</script",
        "<style>",
    ),
    *(
        "\n\n",
        "\n",
        "\t",
        "\r\n",
        "\r",
        "    ",
        "\x85",
        "\u2028",
        "\u3000",
        "\xa0",
        "\n    ",
        "\n\n    ",
        "\n- ",
        "\n1. ",
    ),
    *(
        "\n> ",
        "\n# ",
        "\n***\n",
        "\n---\n",
        "\n```\n",
        "\n~~~\n",
        "\n: ",
        "\n| a |\n| - |\n",
        '\n=== "t"\n',
        "\n!!! note\n",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~",
        "~~",
        "[",
        "]",
        "](",
        ")",
        "![",
        "[^",
        "]:",
        "[[",
        "]]",
        "[@",
        "<",
        ">",
        "&",
        "\\",
    ),
    *(
        "&lt;",
        "&#60;",
        "&#x3c;",
        "&amp;lt;",
        "&#0;",
        "&#55296;",
        "&nbsp;",
        "&",
        "&#",
        "&x",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "%}",
    ),
    *(
        "{:",
        "{: .c }",
        "{: onclick=alert(1) }",
        "{ #id }",
        "'",
        '"',
        "“",
        "”",
        "«",
        "…",
        "[…]",
        "\u202e",
        "\u2066",
        "\u200f",
    ),
    *(
        "\u200b",
        "\u200c",
        "\u200d",
        "\xad",
        "\ufeff",
        "\u0301",
        "\U0001f469\u200d\U0001f4bb",
        "می\u200cخواهم",
        "ﬁ",
        "İ",
        "ſ",
    ),
    *(
        "\x01",
        "\x02",
        "\x03",
        "\x02amp\x03",
        "\x02klzzwxh:0\x03",
        "\x1b[31m",
        "\x7f",
        "\x9b",
        "\ufffe",
        "\ufdd0",
    ),
    *("\U0001ffff", "\ue000a\ue001", "http://e.org/", "https://u:p@e.org", "a@e.org", "javascript:alert(1)", "//e.org"),
    *("%00", "%3Cscript%3E", "${7*7}", "#{7*7}", "$$x$$", "\\(x\\)", ":smile:", "++ctrl++", "==m==", "(c)", "*[Q]: a"),
    *("Q", "Z", "a", "b", " ", "  ", "0", "1.", "one", "Ω", "語", "ع"),
]
"""What some part of the way from a field to a reader acts on."""
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
"""What YAML can hold: NUL and halves of pairs are refused with a message."""
HOSTILE = (
    st.lists(st.sampled_from(PIECES) | st.text(ANY, max_size=6), min_size=1, max_size=8).map("".join).filter(str.strip)
)
RAN = """window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => void window.ran.push(name);"""


@pytest.fixture(scope="session")
def naughty(conformance: Path) -> list[str]:
    """The Big List of Naughty Strings, less what is blank and so as good as not written."""
    return [text for text in json.loads((conformance / "blns/blns.json").read_text("utf-8")) if text.strip()]


def test_naughty_strings_are_whole_and_inert(naughty: list[str]) -> None:
    found = read_back(naughty, rounds=1, browser=60)
    assert found.faults == []
    assert found.texts == len(naughty) > 500
    assert found.placed >= len(naughty)


TEXTS = 50


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(HOSTILE, min_size=TEXTS, max_size=TEXTS))
@example(PIECES_ALONE := [piece for piece in dict.fromkeys(PIECES) if piece.strip()])
def test_generated_texts_are_whole_and_inert(texts: list[str]) -> None:
    assert read_back(texts, rounds=1).faults == []


@pytest.mark.slow
def test_naughty_strings_are_whole_and_inert_in_every_slot(naughty: list[str]) -> None:
    found = read_back(naughty, rounds=len(SLOTS), browser=100)
    assert found.faults == []
    assert found.placed == len(naughty) * len(SLOTS)
    told("naughty strings", found)


@pytest.mark.slow
@settings(
    max_examples=int(os.environ.get("BRIEFINGS_EXAMPLES", "400")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(HOSTILE, min_size=TEXTS, max_size=TEXTS))
def test_tens_of_thousands_of_generated_texts_are_whole_and_inert(texts: list[str]) -> None:
    assert read_back(texts, rounds=1).faults == []


def told(name: str, found: Found) -> None:
    print(f"{name}: {found.texts} texts, {found.placed} times in {len(SLOTS)} slots, {found.pages} pages and files")
