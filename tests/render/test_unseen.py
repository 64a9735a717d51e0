"""Characters that nobody sees: which they are, and the mark that stands for them where words are quoted."""

import unicodedata
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import archived, compiled, elements, fragment, page, write

from builder.model.characters import unseen
from builder.render.escape import html_text, inert
from builder.render.saying import say_in
from builder.render.unseen import seen

SPELLING = ["می‌خواهم", "علی‌رضا", "ക്‍ഷ", "മോഹന്‍", "ර‍ේ", "র‍্য", "葛\U000e0100", "", "Ana", "Ünal", "한글"]
PICTURES = ["👩‍💻", "❤️", "1️⃣", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "👨🏿‍🦰", "🏳️‍🌈"]
HIDDEN = [
    ("a\u202eb", 1), ("a\u200cb", 1), ("\u200dа", 0), ("a\u200b", 1), ("\ufeffa", 0), ("a\u00adb", 1), ("ع\u200c", 1), ("ع\u200ca", 1),
    ("a\ufe0f", 1), ("\U000e0061", 0), ("a\u034fb", 1), ("\u3164", 0), ("ا\u200fb", 1), ("x\u2066y", 1), ("a\u180eb", 1), ("🏴\U000e0067", 1),
]  # fmt: skip


@pytest.mark.parametrize("text", SPELLING)
def test_spelling_is_seen(text: str) -> None:
    assert list(unseen(text, pictures=False)) == []


@pytest.mark.parametrize("text", PICTURES)
def test_what_pictures_are_made_of_is_seen_but_in_names(text: str) -> None:
    assert list(unseen(text)) == []
    assert list(unseen(text, pictures=False))


@pytest.mark.parametrize(("text", "at"), HIDDEN)
def test_what_nobody_sees_is_found(text: str, at: int) -> None:
    assert list(unseen(text)) == [at]


@given(st.text(st.characters(categories=["Cf", "Mn", "Lo", "Ll", "So"])))
def test_every_control_of_direction_is_found_wherever_it_stands(text: str) -> None:
    turning = {index for index, char in enumerate(text) if unicodedata.bidirectional(char) in TURNING}
    assert turning <= set(unseen(text)) == set(unseen(text)) & {i for i, char in enumerate(text) if not char.isascii()}


TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@given(st.text())
def test_a_marked_text_reads_as_it_was(text: str) -> None:
    for plain in (inert, html_text):
        drawn = seen(text, say_in("en"), plain)
        assert (
            "".join(fragment(f"<p>{drawn}</p>").itertext()).strip()
            == "".join(fragment(f"<p>{plain(text)}</p>").itertext()).strip()
        )


@pytest.fixture
def site(tmp_path: Path) -> dict[str, Element]:
    words = "Words that \u202eturn\u202c and a soft\u00adhyphen, می\u200cخواهم"
    files = {
        **archived("s", f"Before. {words} end.", f'title: T\nquotes:\n  q: {{exact: "{words}"}}\n'),
        "briefings/a.md": page("Text [@s/q].\n\n::: quote s/q"),
    }
    return {
        each.path: fragment(str(each.text))
        for each in compiled(write(tmp_path, files)).pages
        if each.path.endswith(".md")
    }


@pytest.mark.parametrize("path", ["a.md", "sources/s.md", "quotes/index.md"])
def test_each_has_a_mark_with_a_word_where_its_words_are_quoted(path: str, site: dict[str, Element]) -> None:
    marks = list(elements(site[path], class_="ab-unseen"))
    assert {(each.tag, each.get("data-mark"), each.get("aria-label"), each.text) for each in marks} == {
        ("bdi", "RLO", "direction control U+202E", "\u202e"),
        ("bdi", "PDF", "direction control U+202C", "\u202c"),
        ("span", "SHY", "soft hyphen", "\u00ad"),
    }
    assert {each.get("role") for each in marks} == {"img"}
    assert "Words that \u202eturn\u202c and a soft\u00adhyphen, می\u200cخواهم" in "".join(site[path].itertext())


@pytest.mark.parametrize(
    "name", ["sources/a\u202e.txt", "briefings/a\u200b.md", "briefings/x\u2066/index.md", "briefings/می\u200cخ.png"]
)
def test_a_file_whose_name_hides_something_is_refused(name: str, tmp_path: Path) -> None:
    site = compiled(write(tmp_path, {name: page("Text.")}))
    assert {each.rule for each in site.problems} == {"invisible-character"}
    assert not [each.path for each in site.pages if "�" in each.path or not each.path.isascii()]
