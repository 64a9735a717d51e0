"""Entries are added to a record, and nothing that stands in it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.author.entries import Fields, NotWritableError, as_yaml, with_quotes
from builder.diagnostics import Diagnostic
from builder.read.yaml import parse_yaml, plain

NEW: dict[str, Fields] = {"new": {"exact": "They met: “at last”", "speaker": "ana-berg", "topics": ("a", "b")}}
ADDED = {"new": {"exact": "They met: “at last”", "speaker": "ana-berg", "topics": ["a", "b"]}}


def said(text: str) -> object:
    problems: list[Diagnostic] = []
    node = parse_yaml(text.removeprefix("\ufeff"), "a.yaml", problems.append)
    assert not problems, problems
    return plain(node) if node else None


LAID_OUT = {
    "no quotes": ("title: 'a' # the title\n# last\n", {}),
    "no line end": ("title: a", {}),
    "quotes without a value": ("title: a\nquotes: # none yet\n# end\n", {}),
    "quotes in empty braces": ("title: a\nquotes: {} # none yet\nurl: x\n", {}),
    "one quote at the end": ("title: a\nquotes:\n  old:\n    exact: 'x' # why\n", {"old": {"exact": "x"}}),
    "a field after the quotes": ("quotes:\n  old:\n    exact: x\n\n# the title\ntitle: a\n", {"old": {"exact": "x"}}),
    "entries in braces": ("title: a\nquotes:\n  old: {exact: x}   # why\nurl: x\n", {"old": {"exact": "x"}}),
    "a list at the end": (
        "title: a\nquotes:\n  old:\n    exact: x\n    topics:\n      - b\n      - c\nurl: x\n",
        {"old": {"exact": "x", "topics": ["b", "c"]}},
    ),
    "a comment inside": (
        "title: a\nquotes:\n    old:\n        exact: x\n        # kind: direct\n    # next\n# end\nurl: x\n",
        {"old": {"exact": "x"}},
    ),
    "a block of text": (
        "title: a\nquotes:\n  old:\n    exact: |\n      x\n      y\n\nurl: x\n",
        {"old": {"exact": "x\ny\n"}},
    ),
    "folded text": ("title: a\nquotes:\n  old:\n    exact: >-\n      x\n      y\nurl: x\n", {"old": {"exact": "x y"}}),
    "text over several lines": (
        "title: a\nquotes:\n  old:\n    exact: x\n      y\nurl: x\n",
        {"old": {"exact": "x y"}},
    ),
    "Windows line ends": ("title: a\r\nquotes:\r\n  old:\r\n    exact: x\r\nurl: x\r\n", {"old": {"exact": "x"}}),
    "a byte order mark": ("\ufefftitle: a\nquotes:\n  old:\n    exact: x\n", {"old": {"exact": "x"}}),
    "a document's start": ("---\ntitle: a\nquotes:\n  old:\n    exact: x\n", {"old": {"exact": "x"}}),
    "set in": ("  title: a\n  quotes:\n    old:\n      exact: x\n", {"old": {"exact": "x"}}),
    "an entry without a value": (
        "title: a\nquotes:\n  old:\n    exact: x\n    note:\nurl: x\n",
        {"old": {"exact": "x", "note": None}},
    ),
    "an end of the document": ("title: a\n...\n# end\n", {}),
    "an end after quotes": ("title: a\nquotes:\n  old:\n    exact: x\n...\n", {"old": {"exact": "x"}}),
    "a quoted key": ('title: a\n"quotes":\n  old:\n    exact: x\n', {"old": {"exact": "x"}}),
}


@pytest.mark.parametrize(("text", "old"), LAID_OUT.values(), ids=LAID_OUT)
def test_what_stands_in_a_record_stays_byte_for_byte(text: str, old: dict[str, object]) -> None:
    written = with_quotes(text, NEW)
    before, after = said(text), said(written)
    assert isinstance(before, dict)
    assert after == {**before, "quotes": {**old, **ADDED}}
    assert list(after["quotes"]) == [*old, "new"]
    left = iter(written.splitlines(keepends=True))
    kept = text.replace("{} ", "").splitlines(keepends=True)
    kept[-1] = kept[-1] if kept[-1].endswith("\n") else f"{kept[-1]}\n"
    assert all(line in left for line in kept), written


IN_BRACES = {
    "the whole in braces, without quotes": "{title: a, url: x}\n",
    "the whole in braces": "{title: a, quotes: {old: {exact: x}}}\n",
    "quotes in braces": "# one\ntitle: 'a' # two\nquotes: {old: {exact: x}} # three\nurl: x\n",
    "quotes in braces with a comma": "# one\ntitle: 'a' # two\nquotes: {old: {exact: x}, } # three\n",
    "quotes in braces over lines": "# one\ntitle: 'a' # two\nquotes: {\n  old: {exact: x}, # three\n}\nurl: x\n",
}


@pytest.mark.parametrize("text", IN_BRACES.values(), ids=IN_BRACES)
def test_a_record_in_braces_keeps_all_that_stands_in_it(text: str) -> None:
    written = with_quotes(text, NEW)
    before, after = said(text), said(written)
    assert isinstance(before, dict)
    assert after == {**before, "quotes": {**(before.get("quotes") or {}), **ADDED}}
    start = next(at for at, (one, other) in enumerate(zip(text, written, strict=False)) if one != other)
    assert written.startswith(text[:start])
    assert written.endswith(text[start:])


@pytest.mark.parametrize(
    "text",
    [
        "quotes: [a]\ntitle: x\n",
        "quotes: ~\ntitle: x\n",
        "? title\n: x\n",
        "- a\n",
        "",
        "quotes:\n  new:\n    exact: x\n",
        "title: [\n",
        "a: 1\na: 2\n",
    ],
)
def test_a_record_without_room_for_an_entry_is_left_alone(text: str) -> None:
    with pytest.raises(NotWritableError):
        with_quotes(text, NEW)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@given(TEXTS.filter(lambda text: all(char >= " " or char in "\n\r\t" for char in text)), st.sampled_from([*LAID_OUT]))
def test_any_words_are_written_as_they_are_or_not_at_all(words: str, layout: str) -> None:
    text, old = LAID_OUT[layout]
    try:
        written = with_quotes(text, {"new": {"exact": words, "note": f"a{words}"}})
    except NotWritableError:
        assert not words.isprintable()
        return
    after = said(written)
    assert isinstance(after, dict)
    assert after["quotes"] == {**old, "new": {"exact": words, "note": f"a{words}"}}


def test_a_comment_stands_below_its_entrys_id() -> None:
    written = with_quotes("title: a\n", {"new": {"exact": "x"}}, {"new": "speaker: Ana — not in a register"})
    assert written == "title: a\nquotes:\n  new:\n    # speaker: Ana — not in a register\n    exact: x\n"


def test_what_acts_unseen_is_written_by_its_number() -> None:
    written = with_quotes("title: a\n", {"new": {"exact": "a\u202eb\u200cc", "note": "\U000e0001"}})
    assert '"a\\u202eb\u200cc"' in written
    assert '"\\U000e0001"' in written
    assert said(written) == {"title": "a", "quotes": {"new": {"exact": "a\u202eb\u200cc", "note": "\U000e0001"}}}


def test_entries_as_yaml_are_set_in() -> None:
    assert as_yaml({"a": {"exact": "x: y"}}, 2) == "  a:\n    exact: 'x: y'\n"
