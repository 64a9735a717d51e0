"""Text fragments (WICG): addresses that open the live page at the passage."""

import re
from urllib.parse import quote

from builder.model import Place

WHOLE_LIMIT = 300
"""Characters up to which a passage is named whole; beyond, by its first and last words."""
CONTEXT_LIMIT = 8
"""Words of context that are tried before a passage is named without."""


def page_words(text: str) -> str:
    """A page's words as browsers compare them: case and white space aside."""
    return " ".join(text.split()).lower()


def fragment(text: str, page: str, place: Place) -> str:
    """One `text=` directive for each piece of the passage; `page` has the words that must tell it apart."""
    return "&".join(f"text={_directive(text, page, part.start, part.end)}" for part in place.parts)


def _directive(text: str, page: str, start: int, end: int) -> str:
    words = text[start:end].split()
    passage = " ".join(words)
    if len(passage) > WHOLE_LIMIT or re.search(r"\n\s*\n|\n(?=\S)", text[start:end].strip()):
        return _ends(words, page)
    if page.count(passage.lower()) <= 1:
        return _encoded(passage)
    return _with_context(text, page, start, end, passage)


def _with_context(text: str, page: str, start: int, end: int, passage: str) -> str:
    """The fewest words before, else after, that make the passage unique."""
    before = text[max(start - 200, 0) : start].rsplit("\n", 1)[-1].split()
    after = text[end : end + 200].split("\n", 1)[0].split()
    for count in range(1, CONTEXT_LIMIT + 1):
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        if prefix and _once(page, text[max(start - 200, 0) : end], prefix, passage):
            return f"{_encoded(prefix)}-,{_encoded(passage)}"
        if suffix and _once(page, text[start : end + 200], passage, suffix):
            return f"{_encoded(passage)},-{_encoded(suffix)}"
    return _encoded(passage)


def _once(page: str, around: str, first: str, second: str) -> bool:
    """Whether both stand beside each other once, joined as they are in the text."""
    near = " ".join(around.split()).lower()
    first, second = first.lower(), second.lower()
    joined = next((each for each in (f"{first} {second}", f"{first}{second}") if each in near), "")
    return bool(joined) and page.count(joined) == 1


def _ends(words: list[str], page: str) -> str:
    """First and last words: as few as name one place."""
    for count in range(4, 13):
        first, last = " ".join(words[:count]).lower(), " ".join(words[-count:]).lower()
        if page.count(first) == 1 and page.count(last) == 1:
            break
    return f"{_encoded(' '.join(words[:count]))},{_encoded(' '.join(words[-count:]))}"


def _encoded(words: str) -> str:
    """Percent-encoded; the hyphen too, which the syntax keeps for itself."""
    return quote(words, safe="").replace("-", "%2D")
