"""Names in which letters of several scripts look like one word, and names that look like others.

Which scripts may stand in one word follows UTS 39: Latin beside those of Chinese, Japanese and Korean, and beside any
other that has no letters like its own.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

import regex

WORD = regex.compile(r"[\p{L}\p{M}]+")
_SCRIPT = {
    name: regex.compile(rf"\p{{Script={name}}}")
    for name in (
        *("Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Georgian", "Deseret", "Lisu"),
        *("Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Arabic", "Hebrew", "Devanagari", "Thai"),
    )
}
_NONE = regex.compile(r"[\p{Script=Common}\p{Script=Inherited}]")
_OTHER = "other"
TOGETHER = ({"Latin", "Han", "Hiragana", "Katakana"}, {"Latin", "Han", "Bopomofo"}, {"Latin", "Han", "Hangul"})
"""Scripts that one word may have: the highly restrictive level."""
LIKE_LATIN = {"Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Georgian", "Deseret", "Lisu"}
"""Scripts with letters that look like Latin ones."""
_LATIN: Mapping[str, str] = {
    **dict(zip("аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅҺԌԚԜӀ", "aeopcyxijshdqwlABEKMHOPCTYXIJShGQWI", strict=True)),
    **dict(zip("ονρυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpuiABEZHIKMNOPTYX", strict=True)),
}
"""Cyrillic and Greek letters that are drawn as Latin ones."""
_ALIKE = str.maketrans(dict(_LATIN))
SHORT = 3
"""Letters of a word that may be one of either script."""


@lru_cache(maxsize=8192)
def script(char: str) -> str:
    """A letter's script; empty for what all scripts share."""
    if _NONE.match(char):
        return ""
    return next((name for name, pattern in _SCRIPT.items() if pattern.match(char)), _OTHER)


def strangers(name: str) -> tuple[str, str, str]:
    """Letters that look like those around them and are of another script: they, their script, and that of the others.

    Empty texts where there are none.
    """
    if name.isascii():
        return "", "", ""
    words = [match[0] for match in WORD.finditer(name)]
    return next((found for word in words if (found := _within(word))), None) or _among(words) or ("", "", "")


def _within(word: str) -> tuple[str, str, str] | None:
    """Those of a word with letters of several scripts."""
    by_script: dict[str, list[str]] = {}
    for char in word:
        if named := script(char):
            by_script.setdefault(named, []).append(char)
    found = {*by_script}
    if len(found) < 2 or any(found <= each for each in TOGETHER):
        return None
    if "Latin" in found and not found & LIKE_LATIN and len(found) == 2:
        return None
    few, most = sorted(by_script, key=lambda each: (len(by_script[each]), each == "Latin", each))[:: len(found) - 1]
    return "".join(dict.fromkeys(by_script[few])), few, most


def _among(words: list[str]) -> tuple[str, str, str] | None:
    """A whole word that could be read as Latin, beside others that are; a single letter, where all others are."""
    latin = [word for word in words if len(word) > 1 and all(script(char) in ("Latin", "") for char in word)]
    for word in words if latin else []:
        whole = len(word) >= SHORT and not word.isupper()
        alone = len(word) == 1 and len(latin) == len(words) - 1
        if (whole or alone) and all(char in _LATIN for char in word):
            return word, script(word[0]), "Latin"
    return None


def alike(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names with letters beyond ASCII that look like another's, each with that one; `names` says whose each is."""
    plain: dict[str, str] = {}
    for name in sorted(names, key=lambda each: (not each.isascii(), each)):
        looks = unicodedata.normalize("NFKC", name).translate(_ALIKE)
        other = plain.setdefault(looks, name)
        if other != name and names[other] != names[name]:
            yield name, other
