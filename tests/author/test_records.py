"""A new record reads as exactly what is known, whatever an article's title holds."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builder.author.pages import UNSHOWN
from builder.author.proposals import Likeness, Proposals
from builder.author.records import RecordParts, cleaned, record, scalar
from builder.model.characters import NO_TEXT, normalised
from builder.model.written import Source
from builder.read.schema import SourceShape
from builder.read.validation import validate
from builder.read.yaml import parse_yaml, plain

HOSTILE = (
    *(
        "Talks: day two",
        "rank #1",
        "# not a comment",
        "NO",
        "0000-00-00",
        "2031-02-30",
        "2031-05-04",
        "null",
        "~",
        "yes",
        "2010",
        "12:30",
        "1e3",
        ".inf",
        "- item",
    ),
    *(
        "? key",
        "[list]",
        "{map}",
        "*alias",
        "&anchor",
        "!tag",
        "%YAML",
        "@at",
        "`tick",
        "| literal",
        "> folded",
        "<<",
        "---",
    ),
    *(
        '"quoted"',
        "it's",
        "'single'",
        "\\u0041",
        "back\\slash",
        "ends:",
        "ends: ",
        "a: b: c",
        "tab\tin",
        "x\ny",
        "x\r\ny",
    ),
    *(
        "\u202eevil\u202c",
        "می\u200cشود",
        "نمی\u200dشود",
        "\ufeffmark",
        "a\u2028b\u2029c\x85d",
        "🙂 emoji",
        "\x07bell",
        "\x1b[31mred",
    ),
    *(
        "\ufffe",
        "\U0001fffe",
        "=",
        "word " * 2000,
        "title: x\nsha256: 0",
        "...",
        "a  # b",
        "a\u00a0#b",
        "é",
        "中文标题",
        "-",
        ":",
    ),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from(HOSTILE)


def values(text: str) -> object:
    problems: list[object] = []
    node = parse_yaml(text, "record.yaml", problems.append)
    assert problems == []
    assert node is not None
    return plain(node)


@given(TEXT)
def test_a_scalar_reads_as_the_text_that_it_was_written_for(text: str):
    written = scalar(text)
    assert values(f"title: {written}\n") == {"title": text}
    assert values(f"- {written}\n- b\n") == [text, "b"]
    assert YAML().load(f"title: {written}\n") == {"title": text}


@given(TEXT)
def test_nothing_in_a_scalar_is_invisible_or_on_another_line(text: str):
    assert all(char.isprintable() or char in "\u200c\u200d" for char in scalar(text))


@given(TEXT, TEXT, TEXT, TEXT)
def test_a_record_says_what_is_known_and_nothing_else(title: str, publisher: str, line: str, headline: str):
    known = {"title": cleaned(title)[0] or "x", "publisher": cleaned(publisher)[0], "published": "2031-05-04"}
    noticed = Proposals((line,), ((line, headline),), 1, Likeness(Source(id="other", title="", kept=None), 0.93))
    text = record(RecordParts("bugle", known, noticed, headline))
    assert values(text) == {name: value for name, value in known.items() if value}
    problems: list[object] = []
    node = parse_yaml(text, "record.yaml", problems.append)
    assert node is not None
    assert validate(SourceShape, node, problems.append) is not None
    assert problems == []
    loaded = YAML().load(text)
    assert {name: str(value) for name, value in loaded.items()} == values(text)
    again = StringIO()
    YAML().dump(loaded, again)
    assert values(again.getvalue()) == values(text)


@given(TEXT, TEXT)
def test_every_comment_that_proposes_can_be_taken_up(line: str, last: str):
    noticed = Proposals(
        (line,), ((line, last),), 1, Likeness(Source(id="other", title="", kept=None, origin="afp"), 0.5)
    )
    text = record(RecordParts("bugle", {"title": "x"}, noticed, line))
    taken = "\n".join(each.removeprefix("# ") for each in text.split("\n") if not each.startswith("# Mark passages"))
    read = values(taken)
    assert isinstance(read, dict)
    assert read["furniture"] == [line]
    assert read["duplicates"] == [line if line == last else {"from": line, "to": last}]
    assert read["origin"] == "afp"
    assert read.get("headline", "") == line
    assert read["publish"] == "excerpts"
    assert "quotes" not in read
    assert read["publisher"] is None


@given(st.text())
def test_what_is_cleaned_stands_on_one_line_and_can_be_written(text: str):
    kept, lost = cleaned(text)
    assert kept == " ".join(kept.split())
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert len(kept) + lost <= len(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in kept)


@pytest.mark.parametrize("code", [0, 0x1B, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0x1FFFF])
def test_what_is_no_text_is_none_in_records_in_pages_and_in_articles(code: int):
    assert cleaned(f"a{chr(code)}b") == ("ab", 1)
    assert normalised(f"a{chr(code)}b") == "a\N{REPLACEMENT CHARACTER}b"
    assert code in NO_TEXT
    assert f"a{chr(code)}b".translate(UNSHOWN) == "ab"


@pytest.mark.parametrize(
    "text",
    ["Ferry runs again", "Russia, Iran Sign Deal", "https://example.org/a?b=c", "S-300 deal", "Über"],
)
def test_plain_words_stand_without_quotation_marks(text: str):
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("date", "written"), [("2031-05-04", "2031-05-04"), ("0000-01-01", '"0000-01-01"'), ("2031", '"2031"')]
)
def test_a_date_stands_bare_where_every_reader_takes_it(date: str, written: str):
    text = record(RecordParts("x", {"title": "x", "published": date}, Proposals()))
    assert f"\npublished: {written}\n" in text
    assert str(YAML().load(text)["published"]) == date


def test_the_fields_stand_in_the_order_of_the_formats_page():
    known = dict.fromkeys(("title", "publisher", "author", "language", "headline"), "x")
    fields = [
        line.split(":")[0].removeprefix("# ") for line in record(RecordParts("x", known, Proposals())).split("\n")
    ]
    assert fields[:13] == [
        *("title", "publisher", "author", "published", "archived", "dateline", "language", "url", "origin"),
        *("descriptor", "rights", "publish", "headline"),
    ]


def test_the_schema_is_named_where_the_project_has_it():
    assert record(RecordParts("x", {"title": "x"}, Proposals(), schema=True)).startswith(
        "# yaml-language-server: $schema=../.schemas/source.schema.json\ntitle: x\n"
    )
