"""Spellings of one name: transliterated otherwise, in another order, with or without particles.

Pure: words in, likeness out. The folds are those by which lists of aliases differ: Arabic, Persian and
Russian names in Latin letters, and diacritics. Nothing is accepted by likeness: it only serves warnings.
"""

import unicodedata
from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

PARTICLES = "al el ul ad as ash at bin bint ibn ben van von der den de da di du la le of the for and"
"""Words that a name may have or lack."""
ENDINGS = "s es 's n an ian i a"
"""Of an English word's other forms, and of names that are others'."""
_ENDINGS = frozenset(ENDINGS.split())
_PARTICLES = frozenset(PARTICLES.split())
LEAST = 5
"""Letters of a word that stands alone as a name."""
LETTERS = (
    ("tsch|tch|ch(?!enko)|tz|ts|cz|c(?=[eiy])", "c"),
    ("sch|sh|sz", "s"),
    ("zh|dzh|dj|dzs", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("off$|ow$|ew$", "ov"),
    ("eff$|ieff$", "ev"),
    ("ou|oo", "u"),
    ("ee|ie|iy|yy|ij|ii", "i"),
    ("ei|ey|ay|ai|ae", "e"),
    ("[yj](?![aeiou])", "i"),
    ("y", "i"),
)
"""What is written for what, in this order."""
_FOLDS = tuple((regex.compile(written), plainly) for written, plainly in LETTERS)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['\u02bf\u02be-][\p{L}\p{M}]+)*")


@lru_cache(maxsize=65536)
def plainly(word: str) -> str:
    """A word's letters with one spelling for each sound, as far as that can be had."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if char.isalpha())
    for written, sound in _FOLDS:
        bare = written.sub(sound, bare)
    return regex.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Its consonants: spellings of one name share them. `g` and `k` count as one."""
    bare = plainly(word)
    first = {"e": "a", "u": "o"}.get(bare[:1], bare[:1])
    return (first + regex.sub("[aeiou]", "", bare[1:])).replace("k", "g")


def _shape(word: str) -> str:
    """Its consonants with one mark for the vowels between them."""
    return regex.sub("[aeiou]+", "a", plainly(word)).replace("k", "g")


@lru_cache(maxsize=8192)
def words(name: str) -> tuple[str, ...]:
    """A name's words, particles and the marks that join words aside."""
    parts = (part for match in _WORD.findall(name) for part in match.split("-"))
    return tuple(part for part in parts if part.casefold() not in _PARTICLES and len(part) > 1)


def near_word(one: str, two: str) -> bool:
    """Whether two words can be spellings of one name; a word and its other form are none."""
    first, second = one.casefold(), two.casefold()
    if first == second or skeleton(one) != skeleton(two) or min(len(one), len(two)) < 3:
        return False
    if _inflects(first, second) or _inflects(second, first):
        return False
    letters = Levenshtein.distance(plainly(one), plainly(two))
    return letters <= max(len(plainly(two)) // 3, 1) and Levenshtein.distance(_shape(one), _shape(two)) <= 1


def _inflects(longer: str, shorter: str) -> bool:
    """`Shoigu's`, `Sputniks`, a Russian case: the word with an ending."""
    ending = longer.removeprefix(shorter)
    return ending != longer and len(ending) <= 3 and (not ending.isascii() or ending in _ENDINGS)


def near(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names, as words, can be one: each word of either has its like in the other, in any order."""
    if len(one) != len(two) or not one:
        return False
    if len(one) == 1:
        return min(len(one[0]), len(two[0])) >= LEAST and near_word(one[0], two[0])
    left = [word.casefold() for word in two]
    unlike = []
    for word in one:
        if word.casefold() in left:
            left.remove(word.casefold())
        else:
            unlike.append(word)
    for word in unlike:
        like = next((each for each in left if near_word(word, each)), None)
        if like is None:
            return False
        left.remove(like)
    return True
