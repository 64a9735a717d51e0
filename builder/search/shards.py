"""The index as files, small enough that a query fetches a few: words with their pages, texts of pages, titles of pages.

Pages have numbers, in the order of their addresses. A file of words holds those between two words of the alphabet; a
file of texts some pages that follow each other, and so does a file of titles. One more file says where each begins.
"""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from builder.search.pages import Searched

FOLDER = "search"
INDEX = f"{FOLDER}/search_index.json"
"""What the theme's script fetches with each page: the settings, and no entry."""
TEXTS = f"{FOLDER}/texts"
BEGINNINGS = f"{FOLDER}/beginnings.json"
WORDS_MOST = 24_000
"""Characters of a file of words; a word that has more of them is alone in its file."""
TEXTS_MOST = 12_000
"""Characters of a file of texts; a page that has more of them is alone in its file."""
TITLES = 32
"""Pages in a file of titles."""


class Posting(NamedTuple):
    """Where a word stands: in three bytes for a page, as long as they are enough."""

    numbers: "array[int]"
    """Of the pages, rising."""
    codes: "array[int]"
    """The word's code in each."""

    def add(self, number: int, code: int) -> "Posting":
        """The same with a page more."""
        try:
            self.codes.append(code)
            self.numbers.append(number)
        except OverflowError:
            pages = len(self.numbers)
            return Posting(array("I", self.numbers), array("H", self.codes[:pages])).add(number, code)
        return self


@dataclass(slots=True)
class Index:
    """What has been read of the pages so far."""

    words: dict[str, Posting]
    titles: list[bytearray]
    """Files of them, each without its end."""
    texts: list[int]
    """The number of the first page in each file of texts."""
    folders: list[tuple[int, str]]
    """Where the pages of a folder begin, and its name: the first part of their addresses."""
    boosts: dict[int, float]
    count: int = 0


def files(pages: Iterable[Searched], config: Mapping[str, Any], *, whole: bool = False) -> Iterator[tuple[str, bytes]]:
    """The files of the index, each with its path in the site.

    `pages` come in the order of their locations, each once; they are read while files are made, and not kept.
    `config` is what the search is set to, in the theme's own words. Where pages ask the theme's own worker, which
    knows no parts, what every page fetches is the `whole`.
    """
    index = Index({}, [], [], [], {})
    digest = hashlib.sha256()
    entries: list[dict[str, Any]] = []
    for path, data in _all(pages, index, config):
        digest.update(hashlib.sha256(data).digest())
        if whole and path.startswith(f"{TEXTS}/"):
            entries += _entries(data)
        yield path, data
    yield INDEX, settings_file(config, digest.hexdigest(), entries)


def settings_file(config: Mapping[str, Any], digest: str, entries: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """What every page fetches; `digest` is that of the digests of all other files, in their order."""
    return as_json({"config": {**config, "version": digest[:12]}, "docs": entries})


def _entries(texts: bytes) -> Iterator[dict[str, Any]]:
    """The entries of a file of texts, as the theme has them."""
    for location, entries, tags in json.loads(texts):
        for id, title, text in entries:
            yield {
                "location": f"{location}#{id}" if id else location,
                "title": title,
                "text": text,
                **({"tags": tags} if tags else {}),
            }


def _all(pages: Iterable[Searched], index: Index, config: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    yield from _texts(pages, index)
    for number, titles in enumerate(index.titles):
        yield titles_path(number), bytes(titles) + b"]"
    firsts, sizes = [], []
    for number, (words, data) in enumerate(_words(index)):
        firsts.append(words)
        sizes.append(thousands(data))
        yield words_path(number), data
    yield (
        BEGINNINGS,
        as_json(
            {
                "pages": index.count,
                "words": firsts,
                "sizes": sizes,
                "texts": steps(index.texts),
                "titles": TITLES,
                "folders": _shared(index.folders, index.count),
                "boosts": {str(number): boost for number, boost in index.boosts.items()},
                "fields": config.get("fields", {}),
            }
        ),
    )


def texts_path(number: int) -> str:
    return f"{TEXTS}/{number}.json"


def titles_path(number: int) -> str:
    return f"{FOLDER}/titles/{number}.json"


def words_path(number: int) -> str:
    return f"{FOLDER}/words/{number}.json"


def thousands(data: bytes) -> int:
    """The size of a file, as the search reckons what an answer may fetch."""
    return -(-len(data) // 1000)


def _texts(pages: Iterable[Searched], index: Index) -> Iterator[tuple[str, bytes]]:
    """Files of texts, while the rest of the index is filled."""
    held: list[str] = []
    size = 0
    for number, page in enumerate(pages):
        _add(index, number, page)
        if held and size + len(page.shown) > TEXTS_MOST:
            yield texts_path(len(index.texts) - 1), listed(held)
            held, size = [], 0
        if not held:
            index.texts.append(number)
        held.append(page.shown)
        size += len(page.shown)
    if held:
        yield texts_path(len(index.texts) - 1), listed(held)


def _add(index: Index, number: int, page: Searched) -> None:
    index.count = number + 1
    for word, code in page.words.items():
        index.words[word] = (index.words.get(word) or Posting(array("H"), array("B"))).add(number, code)
    if number % TITLES == 0:
        index.titles.append(bytearray())
    titles = index.titles[-1]
    titles += (b"," if titles else b"[") + as_json([page.location, page.title])
    folder = page.location.partition("/")[0]
    if not index.folders or index.folders[-1][1] != folder:
        index.folders.append((number, folder))
    if page.boost != 1.0:
        index.boosts[number] = page.boost


def _words(index: Index) -> Iterator[tuple[str, bytes]]:
    """Files of words, each with the first word in it."""
    held: list[str] = []
    first, size = "", 0
    for word in sorted(index.words, key=order):
        numbers, codes = index.words.pop(word)
        entry = posting(word, numbers, codes)
        if held and size + len(entry) > WORDS_MOST:
            yield first, listed(held)
            held, size = [], 0
        if not held:
            first = word
        held.append(entry)
        size += len(entry)
    if held:
        yield first, listed(held)


def order(word: str) -> bytes:
    """By which words are sorted: as scripts compare texts."""
    return word.encode("utf-16-be")


def posting(word: str, numbers: Iterable[int], codes: Sequence[int]) -> str:
    """A word with its pages, as a file of words has it."""
    return as_json([word, steps(numbers), _short(codes)]).decode("utf-8")


def _shared(folders: list[tuple[int, str]], count: int) -> list[tuple[int, str]]:
    """Where pages begin that share a folder; a page that has one to itself is in none."""
    found: list[tuple[int, str]] = []
    for (first, name), (after, _) in pairwise([*folders, (count, "")]):
        shared = name if after - first > 1 else ""
        if not found or found[-1][1] != shared:
            found.append((first, shared))
    return found


def steps(numbers: Iterable[int]) -> list[int]:
    """The first of some rising numbers, and how far each of the others is from the one before."""
    return [after - before for before, after in pairwise((0, *numbers))]


def _short(codes: Sequence[int]) -> int | list[int]:
    """Codes, or the one that they all are."""
    return codes[0] if len({*codes}) == 1 else list(codes)


def listed(items: Iterable[str]) -> bytes:
    """A file of entries that are JSON."""
    return f"[{','.join(items)}]\n".encode()


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
