"""Words as they are searched: parted where the site's settings say, in small letters, without the marks around them.

The script of the search does the same with what a reader types; what changes here changes there.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any

import regex

SEPARATOR = r"[\s\-]+"
"""What parts words where no language or author says otherwise."""
TAG = re.compile(r"</?[a-z]+>")
EDGES = regex.compile(r"^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")
"""Letters of scripts that write no space between words: each two that are neighbours are a word, and so is the last."""
APOSTROPHES = str.maketrans("’ʼ＇", "'''")


class _Known(dict[str, str | tuple[str, ...]]):
    """Pieces that were met, each with its word, or its words where it has more than one or none."""

    def __missing__(self, piece: str) -> str | tuple[str, ...]:
        words = words_of(piece)
        self[piece] = found = words[0] if len(words) == 1 else words
        return found


class Words:
    """Parts texts into words, with a memory of those that it has met."""

    def __init__(self, separator: str = SEPARATOR) -> None:
        """Raises `regex.error` for a separator that is no expression."""
        self.separator = separator
        self._split = regex.compile(separator)
        self._known = _Known()

    def counted(self, text: str) -> Mapping[str, int]:
        """How often each word stands in a text of an entry, which is HTML as `entries_of` leaves it."""
        plain = html.unescape(TAG.sub(" ", text)) if "<" in text or "&" in text else text
        plain = plain.lower()
        pieces = plain.replace("-", " ").split() if self.separator == SEPARATOR else self._split.split(plain)
        found: Counter[Any] = Counter(map(self._known.__getitem__, pieces))
        several = [each for each in found if type(each) is tuple]
        for words in several:
            count = found.pop(words)
            for word in words:
                found[word] += count
        return found


def words_of(piece: str) -> tuple[str, ...]:
    """The words of a piece between two separators: one, or more where its script has no spaces."""
    if piece.isascii() and piece.isalnum():
        return (piece,)
    piece = unicodedata.normalize("NFC", piece).translate(APOSTROPHES)
    piece = EDGES.sub("", piece) or piece
    if not piece:
        return ()
    if not UNSPACED.search(piece):
        return (piece,)
    found: list[str] = []
    at = 0
    for run in UNSPACED.finditer(piece):
        found += [each for each in (EDGES.sub("", piece[at : run.start()]),) if each]
        letters = run.group()
        found += [letters[i : i + 2] for i in range(len(letters))]
        at = run.end()
    return (*found, *(each for each in (EDGES.sub("", piece[at:]),) if each))
