"""Text fragments (WICG): addresses that open the live page at the passage."""

import unicodedata
from collections.abc import Iterator

from builder.model.fragments import OWN, directive, encoded
from builder.model.resolved import Place

WHOLE_LIMIT = 300
"""Characters up to which a passage is named whole; beyond, by its first and last words."""
ENDS_LEAST, ENDS_MOST = 4, 12
"""Words at either end by which a long passage is named."""
CONTEXT_LIMIT = 8
"""Words of context that are tried before a passage is named without."""


def page_words(text: str) -> str:
    """A page's words as browsers compare them: case and white space aside."""
    return " ".join(text.split()).lower()


def fragment(text: str, page: str, place: Place, *, context: bool = True, exact: str = "") -> str:
    """One `text=` directive for each piece of the passage; `page` has the words that must tell it apart.

    Without `context`, no word beside the passage is in it: a piece that stands in several places is left out. Where it
    is what `directive` makes of the quote's `exact` words, that is told by `OWN`.
    """
    directives = (_directive(text, page, part.start, part.end, context=context) for part in place.parts)
    found = "&".join(f"text={each}" for each in directives if each)
    return OWN if exact and found == directive(exact) else found


def _directive(text: str, page: str, start: int, end: int, *, context: bool) -> str:
    passage = " ".join(text[start:end].split())
    if len(passage) > WHOLE_LIMIT or "\n" in text[start:end].strip():
        return _ends(text[start:end].strip(), page)
    if _stands_once(page, passage.lower()):
        return encoded(passage)
    return _with_context(text, page, start, end, passage) if context else ""


def _count(page: str, words: str) -> int:
    """How often whole words stand on the page."""
    return sum(1 for _ in _whole(page, words)) or page.count(words)


def _stands_once(page: str, words: str) -> bool:
    """Whether they stand there once at most: most do, and no neighbour need be looked at."""
    return page.find(words, page.find(words) + 1) < 0 or _count(page, words) <= 1


def _whole(page: str, words: str) -> Iterator[int]:
    """Where they stand with no letter or digit beside them, one after the other."""
    at = page.find(words)
    while at >= 0:
        end = at + len(words)
        inside = _runs_on(page[at - 1 : at]) or _runs_on(page[end : end + 1])
        if not inside:
            yield at
        at = page.find(words, at + 1 if inside else max(end, at + 1))


def _runs_on(beside: str) -> bool:
    return beside != "" and unicodedata.category(beside)[0] in "LN"


def _with_context(text: str, page: str, start: int, end: int, passage: str) -> str:
    """The fewest words before, else after, that make the passage unique."""
    before = text[max(start - 200, 0) : start].rsplit("\n", 1)[-1].split()
    after = text[end : end + 200].split("\n", 1)[0].split()
    for count in range(1, CONTEXT_LIMIT + 1):
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        if prefix and _once(page, text[max(start - 200, 0) : end], prefix, passage):
            return f"{encoded(prefix)}-,{encoded(passage)}"
        if suffix and _once(page, text[start : end + 200], passage, suffix):
            return f"{encoded(passage)},-{encoded(suffix)}"
    return encoded(passage)


def _once(page: str, around: str, first: str, second: str) -> bool:
    """Whether both stand beside each other once, joined as they are in the text."""
    near = " ".join(around.split()).lower()
    first, second = first.lower(), second.lower()
    joined = next((each for each in (f"{first} {second}", f"{first}{second}") if each in near), "")
    return bool(joined) and _count(page, joined) == 1


def _ends(passage: str, page: str) -> str:
    """First and last words, each within one line: as few as name one place."""
    lines = [line.split() for line in passage.split("\n") if line.strip()]
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and len(first) < 2 * ENDS_LEAST:
        half = min(len(passage) // 2, 40)
        return f"{encoded(passage[:half].strip())},{encoded(passage[-half:].strip())}"
    most = min(ENDS_MOST, len(first) // 2) if len(lines) == 1 else ENDS_MOST
    for count in range(ENDS_LEAST, most + 1):
        start, end = " ".join(first[:count]), " ".join(last[-count:])
        if _count(page, start.lower()) == 1 and _count(page, end.lower()) == 1:
            break
    return f"{encoded(start)},{encoded(end)}"
