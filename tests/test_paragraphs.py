"""A paragraph's address: made from its words, kept through edits elsewhere, and never another's."""

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import EXTENSIONS, compiled, elements, page, parse, write

from builder.markdown import paragraphs
from builder.markdown.paragraphs import folded
from builder.render import manuscripts

BEGIN, END = paragraphs.BEGIN, paragraphs.END


def drawn(text: str, *more: str) -> dict[str, str]:
    """By id, the text of each paragraph and list item that the theme finds; of prose between our marks."""
    root = parse(markdown.markdown(text, extensions=[*EXTENSIONS, *more]))
    assert "prose -->" not in markdown.markdown(text, extensions=[*EXTENSIONS, *more])
    return {each.get("id", ""): "".join(each.itertext()) for each in elements(root, class_="ab-prose")}


def prose(text: str, *more: str) -> dict[str, str]:
    return drawn(f"{BEGIN}\n\n{text}\n\n{END}", *more)


def test_the_extension_and_the_pages_mean_the_same_marks() -> None:
    assert (manuscripts.PROSE, manuscripts.PROSE_ENDS) == (BEGIN, END)


def test_paragraphs_and_items_have_ids_and_nothing_else_has() -> None:
    text = "# One\n\nA *word*.\n\n- tight\n- list\n    - inner\n\n> Quoted.\n\n1. loose\n\n2. list\n\n| a | b |\n| - | - |\n| c | d |\n\n    code\n"
    found = prose(f"{text}\n\nNoted.[^1]\n\n[^1]: A note.")
    assert [words.split("\n")[0] for words in found.values()] == [
        "A word.", "tight", "list", "inner", "Quoted.", "loose", "list", "Noted.1"
    ]  # fmt: skip
    assert all(re.fullmatch(r"p-[0-9a-f]{8}(-2)?", id) for id in found)


def test_what_is_no_prose_has_none() -> None:
    assert drawn("Text.\n\n- item") == {}
    found = drawn(f"Before.\n\n{BEGIN}\n\nOne.\n\n{END}\n\nBetween.\n\n- item\n\n{BEGIN}\n\nTwo.\n\n{END}\n\nAfter.")
    assert [*found.values()] == ["One.", "Two."]


def test_a_block_of_ours_within_a_list_has_none() -> None:
    text = f"- Item.\n\n    {END}\n\n    Ours.\n\n    {BEGIN}\n\n- Other.\n\nText."
    assert [*prose(text).values()] == ["Item.", "Other.", "Text."]


def test_an_id_stays_when_other_paragraphs_change_and_goes_when_its_own_words_do() -> None:
    one = {words: id for id, words in prose("First.\n\nSecond.\n\nThird.").items()}
    other = {words: id for id, words in prose("New.\n\nThird.\n\nSecond, changed.").items()}
    assert one["Third."] == other["Third."]
    assert len({*one.values(), *other.values()}) == 5


@pytest.mark.parametrize(
    "written",
    [
        "“Two” words – it’s so…",
        '"Two" words - it\'s so...',
        "“Two”  **words** – it’s\nso…",
        "“Two” [words](https://example.org) – it’s so…[^1]",
        "“Two” words &#8211; it&#39;s so&hellip;",
        "“Two” words – <span class='x'>it’s</span> so…",
        "“Two” words\\ – it’s so… [corrected 3 May](#_correction-1){ .ab-corrected }",
    ],
)
def test_setting_links_and_notes_are_no_words(written: str) -> None:
    (id,) = prose("“Two” words – it’s so…")
    assert id in prose(f"{written}\n\n[^1]: Note.".replace("\\ ", " "))


@pytest.mark.parametrize("other", ["two words", "Two words.", "Two word", "Two  5 words", "−Two words", "Two & words"])
def test_other_words_have_another_id(other: str) -> None:
    assert prose("Two words").keys().isdisjoint(prose(other))


def test_equal_words_are_told_apart_and_an_author_s_own_id_wins() -> None:
    assert [id[10:] for id in prose("Same.\n\nSame.\n\nSame.")] == ["", "-2", "-3"]
    found = prose("Text.\n{: #own .big }\n\nText.")
    assert found["own"] == "Text."
    assert [*found][1] == next(iter(prose("Text.")))


def test_a_mark_in_code_is_the_characters_that_it_is() -> None:
    html = markdown.markdown(f"{BEGIN}\n\n`{END}` text\n\n    {END}\n\nMore.\n\n{END}", extensions=[*EXTENSIONS])
    assert html.count("&lt;!-- /prose --&gt;") == 2
    assert html.count("ab-prose") == 2


@given(st.text(), st.text())
def test_folding_keeps_words_apart(one: str, other: str) -> None:
    assert folded(folded(one)) == folded(one)
    assert folded(f"{one} {other}").split() == [*folded(one).split(), *folded(other).split()]


def test_pages_of_ours_have_them_and_generated_pages_have_none(tmp_path: Path) -> None:
    written = {
        "briefings/index.md": "# Front\n\nHello.\n\n::: briefings\n",
        "briefings/lake.md": page("One.\n\n::: background deep\n\nTwo.\n\n::: people"),
        "briefings/background/deep.md": page("Deep.", title="Deep"),
        "briefings/people.yaml": "ana: {name: Ana, description: Somebody.}\n",
    }
    found = {}
    for each in compiled(write(tmp_path, written)).pages:
        if each.path.endswith(".md"):
            body = str(each.text).split("\n---\n", 1)[1]
            found[each.path] = [*drawn(body).values()]
    assert found["index.md"] == ["Hello."]
    assert found["lake.md"] == ["One.", "Deep.", "Two."]
    assert found["background/deep.md"] == ["Deep."]
    assert {path for path, ids in found.items() if ids} == {"index.md", "lake.md", "background/deep.md"}
