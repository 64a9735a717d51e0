"""Words as they are searched, and the files that they are found by."""

import json
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

import pytest

from builder.search.pages import FIRST_TEXT, FIRST_TITLE, TAGS, TEXT, TITLE, Searched, searched
from builder.search.shards import BEGINNINGS, INDEX, TEXTS_MOST, TITLES, WORDS_MOST, files
from builder.search.words import Words, words_of

CONFIG = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": [], "fields": {"title": {"boost": 1000.0}}}


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("iran", ("iran",)),
        ("“great", ("great",)),
        ("(iran),", ("iran",)),
        ("source’s", ("source's",)),
        ("u.s.", ("u.s",)),
        ("s300", ("s300",)),
        ("café", ("café",)),
        ("می‌شود.", ("می‌شود",)),
        ("شویگو", ("شویگو",)),
        ("шойгу,", ("шойгу",)),
        ("≠", ("≠",)),
        ("", ()),
        ("军事合作", ("军事", "事合", "合作", "作")),
        ("第12条", ("第", "12", "条")),
        ("。", ("。",)),
    ],
)
def test_words_are_without_the_marks_around_them(piece: str, words: tuple[str, ...]) -> None:
    assert words_of(piece) == words


def test_words_of_an_entry_are_counted_as_they_are_read() -> None:
    found = Words().counted("<p>Iran, IRAN and AT&amp;T</p><p>well-known “Iran”</p> &lt;b&gt;")
    assert found == {"iran": 3, "and": 1, "at&t": 1, "well": 1, "known": 1, "b": 1}


def test_words_are_parted_where_the_settings_say() -> None:
    assert dict(Words(r"[\s_.]+").counted("a_b.c d-e")) == {"a": 1, "b": 1, "c": 1, "d-e": 1}
    assert dict(Words(r"\s+|(?<=[a-z])(?=[0-9])").counted("s300 x")) == {"s": 1, "300": 1, "x": 1}


def entry(location: str, title: str, text: str, **more: Any) -> dict[str, Any]:
    return {"location": location, "title": title, "text": text, **more}


def test_a_page_knows_where_each_word_stands_and_how_often() -> None:
    entries = [
        entry("a/", "Lake", "lake deal", tags=["water"]),
        entry("a/#b", "Deal", "<p>lake lake lake lake</p>", tags=["water"]),
        entry("a/#c", "Deal deal", "water"),
    ]
    found = searched(entries, Words()).words
    assert found["lake"] == FIRST_TITLE + FIRST_TEXT + 3 * TEXT
    assert found["deal"] == FIRST_TEXT + 2 * TITLE
    assert found["water"] == TEXT + TAGS


def test_a_page_is_found_by_its_other_names_as_by_its_title() -> None:
    entries = [
        entry("ana/", "Ana Berg", ""),
        entry("ana/#b", "Spelling", "Anna Berg, Берг"),
        entry("ana/#c", "Berg", ""),
    ]
    found = searched(entries, Words(), ["Anna Berg", "Берг &lt;Co"]).words
    assert found == {
        "ana": FIRST_TITLE,
        "anna": FIRST_TITLE + TEXT,
        "berg": FIRST_TITLE + TITLE + TEXT,
        "берг": FIRST_TITLE + TEXT,
        "co": FIRST_TITLE,
        "spelling": TITLE,
    }


def made(pages: Iterable[Searched], **more: Any) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in files(pages, {**CONFIG, **more})}


def page(number: int, text: str = "") -> Searched:
    return searched([entry(f"p{number:05}/", f"Page {number}", f"<p>Common {text} only{number}</p>")], Words())


def found(made: Mapping[str, Any], word: str) -> list[int]:
    """The pages that have a word, found as a reader's browser does."""
    firsts = made[BEGINNINGS]["words"]
    at = max(index for index, first in enumerate(firsts) if first <= word)
    for each, steps, _ in made[f"search/words/{at}.json"]:
        if each == word:
            return [*accumulate(steps)]
    return []


def test_each_word_is_found_in_the_file_that_should_have_it() -> None:
    index = made(page(number, "and " * (number % 3)) for number in range(3000))
    assert len(index[BEGINNINGS]["words"]) > 3
    assert found(index, "only0") == [0]
    assert found(index, "only2999") == [2999]
    assert found(index, "common") == list(range(3000))
    assert found(index, "and") == [number for number in range(3000) if number % 3]
    assert found(index, "nothing") == []


def test_a_word_keeps_its_pages_and_codes_however_many_and_large_they_are() -> None:
    words = [{"lake": 1 + number % 255, **({"deal": 7} if number % 2 else {})} for number in range(70_000)]
    words[3]["deal"] = words[69_999]["lake"] = TAGS + TEXT
    index = made(Searched(f"{number:05}/", "", "[]", each) for number, each in enumerate(words))
    for word in ("lake", "deal"):
        (codes,) = (
            each[2]
            for path, data in index.items()
            if path.startswith("search/words/")
            for each in data
            if each[0] == word
        )
        assert dict(zip(found(index, word), codes, strict=True)) == {
            number: each[word] for number, each in enumerate(words) if word in each
        }


def test_each_page_is_found_in_the_files_that_should_have_it() -> None:
    index = made(page(number) for number in range(300))
    begin = 0
    for at, step in enumerate(index[BEGINNINGS]["texts"]):
        begin += step
        for offset, (location, entries, tags) in enumerate(index[f"search/texts/{at}.json"]):
            assert location == f"p{begin + offset:05}/"
            assert entries == [["", f"Page {begin + offset}", f"<p>Common  only{begin + offset}</p>"]]
            assert tags is None
    for number in (0, 31, 32, 299):
        titles = index[f"search/titles/{number // TITLES}.json"]
        assert titles[number % TITLES] == [f"p{number:05}/", f"Page {number}"]


def test_a_file_is_small_unless_one_page_or_word_is_large() -> None:
    pages = [page(number, "word " * (40 if number != 70 else 4000)) for number in range(200)]
    for path, data in files(pages, CONFIG):
        if path.startswith("search/texts/") and len(json.loads(data)) > 1:
            assert len(data) < TEXTS_MOST + 1000, path
        if path.startswith("search/words/") and len(json.loads(data)) > 1:
            assert len(data) < WORDS_MOST + 1000, path


def test_the_same_pages_give_the_same_bytes_and_others_another_version() -> None:
    one, same, other = (list(files((page(n, t) for n in range(9)), CONFIG)) for t in ("a", "a", "b"))
    assert one == same
    versions = [json.loads(dict(each)[INDEX])["config"]["version"] for each in (one, other)]
    assert versions[0] != versions[1]


def test_what_every_page_fetches_has_no_entry_unless_the_theme_is_to_search_itself() -> None:
    assert made([page(1)])[INDEX]["docs"] == []
    whole = json.loads(dict(files([page(1)], CONFIG, whole=True))[INDEX])["docs"]
    assert whole == [entry("p00001/", "Page 1", "<p>Common  only1</p>")]


def test_folders_that_pages_share_are_told_of() -> None:
    names = ["", "background/a/", "briefing-1/", "briefing-2/", "people/", "people/b/", "quotes/", "quotes/page/2/"]
    pages = [searched([entry(name, "T", "x")], Words()) for name in names]
    assert made(pages)[BEGINNINGS]["folders"] == [[0, ""], [4, "people"], [6, "quotes"]]


def test_a_site_without_pages_has_files_too() -> None:
    assert made([])[BEGINNINGS]["pages"] == 0
