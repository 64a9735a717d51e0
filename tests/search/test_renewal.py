"""An index that is renewed in a few pages is the one that all pages give, and makes few files."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from builder.search import renewal, shards
from builder.search.pages import Searched, searched
from builder.search.renewal import Last, renewed
from builder.search.shards import BEGINNINGS, INDEX, files, texts_path, words_path
from builder.search.words import Words

CONFIG = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": [], "fields": {"title": {"boost": 1000.0}}}
WORDS = [f"{first}{second}{third}" for first in "abcşx𝒳" for second in "eio" for third in "mnrst漢"]
PARSER = Words()


def page(number: int, chance: random.Random, *, most: int = 60) -> Searched:
    text = " ".join(chance.choices(WORDS, k=chance.randrange(most)))
    entry = {"location": f"p{number:03}/", "title": f"Page {chance.choice(WORDS)}", "text": text}
    boost = {"boost": chance.choice([1.0, 2, 0.5])} if chance.random() < 0.2 else {}
    tags = {"tags": chance.choices(WORDS, k=2)} if chance.random() < 0.2 else {}
    return searched([entry | boost | tags], PARSER)


def index(pages: Sequence[Searched]) -> dict[str, bytes]:
    return dict(files(pages, CONFIG))


def again(
    before: Mapping[str, bytes], old: Sequence[Searched], new: Sequence[Searched]
) -> tuple[dict[str, bytes], set[str]]:
    """The renewed index, and the files of it that were made."""
    changed = {at: (one, other) for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other}
    last = Last(before.__getitem__, lambda path: hashlib.sha256(before[path]).hexdigest())
    made = dict(renewed(last, changed, new.__getitem__, CONFIG))
    whole = {path: before[each] if isinstance(each, str) else each for path, each in made.items()}
    return whole, {path for path, each in made.items() if not isinstance(each, str)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few entries."""
    for module in (shards, renewal):
        monkeypatch.setattr(module, "TEXTS_MOST", 900)
        monkeypatch.setattr(module, "WORDS_MOST", 300)
        monkeypatch.setattr(module, "TITLES", 8)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(20))
def test_a_renewed_index_is_the_one_that_all_pages_give(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same pages each time
    pages = [page(number, chance) for number in range(chance.randint(2, 40))]
    before = index(pages)
    for _ in range(5):
        others = {*chance.sample(range(len(pages)), chance.randint(0, 2))}
        new = [
            page(at, chance, most=chance.choice([1, 60, 200])) if at in others else pages[at]
            for at in range(len(pages))
        ]
        expected = index(new)
        whole, _ = again(before, pages, new)
        assert whole == expected
        assert [*whole] == [*expected]
        pages, before = new, expected


def test_where_little_has_changed_little_is_made() -> None:
    chance = random.Random(1)  # noqa: S311  # the same pages each time
    pages = [page(number, chance, most=400) for number in range(400)]
    before = index(pages)
    entry: dict[str, Any] = {"location": "p200/", "title": pages[200].title, "text": "zzz"}
    new = [*pages[:200], searched([entry], PARSER), *pages[201:]]
    whole, made = again(before, pages, new)
    assert whole == index(new)
    assert {BEGINNINGS, INDEX} <= made
    assert len([path for path in made if path.startswith("search/texts")]) < 4
    _, made = again(before, pages, pages)
    assert made == {BEGINNINGS, INDEX}
    assert {texts_path(0), words_path(0)} <= {*whole}


def test_an_index_without_words_is_made_anew() -> None:
    empty = searched([{"location": "p000/", "title": "", "text": ""}], PARSER)
    word = searched([{"location": "p000/", "title": "A", "text": "word"}], PARSER)
    with pytest.raises(ValueError, match="no words"):
        again(index([empty]), [empty], [word])
