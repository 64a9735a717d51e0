"""What an id is, and one proposed for words that have none."""

import re
import unicodedata
from collections.abc import Container

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ID_HINT = "ids are 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit"
MOST = 64
WORDS, LETTERS = 4, 40
"""The most that a proposed id is made of: it is read and typed by people."""
EMPTY = {
    *("a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "that"),
    *("this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "has", "have", "had", "not"),
    *("we", "i", "you", "he", "she", "they", "our", "my", "his", "her", "their", "will", "would"),
}
"""Words that tell nothing of what is said; English ones."""


LETTERS_APART = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ß": "ss", "’": "", "'": ""}
)
"""Letters that do not come apart into a plain one and a mark."""


def slug(text: str, most: int = MOST) -> str:
    """Text as an id has it, cut between words; empty where it has no Latin letter or digit."""
    return _joined(_words(text), most)


def proposed_id(words: str, taken: Container[str], otherwise: str = "passage") -> str:
    """An id of the first telling words, unlike those that are taken.

    Letters with accents lose them; scripts that have no Latin letters leave `otherwise`.
    """
    found = _words(words)
    telling = [word for word in found if word not in EMPTY] or found
    return numbered(_joined(telling[:WORDS], LETTERS) or otherwise, taken)


def numbered(id: str, taken: Container[str]) -> str:
    """The id, or the first of `id-2`, `id-3`, … that is not taken."""
    number, found = 1, id
    while found in taken:
        number += 1
        end = f"-{number}"
        found = id[: MOST - len(end)].rstrip("-") + end
    return found


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS_APART)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain)


def _joined(words: list[str], most: int) -> str:
    """As many whole words as there is room for; of a first one that is longer, its beginning."""
    found = words[0][:most] if words else ""
    for word in words[1:]:
        if len(found) + 1 + len(word) > most:
            break
        found = f"{found}-{word}"
    return found
