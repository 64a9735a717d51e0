"""What an id is, and one proposed for words that have none."""

import re
import unicodedata
from collections.abc import Container

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ID_HINT = "ids are 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit"
WORDS, LETTERS = 4, 40
"""The most that a proposed id is made of: it is read and typed by people."""
EMPTY = {
    *("a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "that"),
    *("this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "has", "have", "had", "not"),
    *("we", "i", "you", "he", "she", "they", "our", "my", "his", "her", "their", "will", "would"),
}
"""Words that tell nothing of what is said; English ones."""


def proposed_id(words: str, taken: Container[str], otherwise: str = "passage") -> str:
    """An id of the first telling words, unlike those that are taken.

    Letters with accents lose them; scripts that have no Latin letters leave `otherwise`.
    """
    plain = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+", plain.lower())
    telling = [word for word in found if word not in EMPTY] or found
    id = "-".join(telling[:WORDS])[:LETTERS].strip("-") or otherwise
    if "-" in id and len("-".join(telling[:WORDS])) > LETTERS:
        id = id.rpartition("-")[0]  # the last word was cut
    return numbered(id, taken)


def numbered(id: str, taken: Container[str]) -> str:
    """The id, or the first of `id-2`, `id-3`, … that is not taken."""
    number, found = 1, id
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    return found
