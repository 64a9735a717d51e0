"""How text reaches a page: an author's or a source's in two ways, always as the characters it is, and our own."""

import html
import re
import string
from collections.abc import Iterable
from functools import lru_cache
from typing import LiteralString

from markupsafe import Markup

from builder.model.characters import normalised

REMEMBERED, SHORT = 4096, 200
"""As many texts are kept as they were made inert, none longer: names and titles stand on many pages."""
_ACTING = re.compile(f"[{re.escape(string.punctuation.replace(',', ''))}]")
_REFERENCES = {char: f"&#{ord(char)};" for char in string.punctuation}
_MARKUP = re.compile("[&<>\"'{}`~]")
_NAMED = {**_REFERENCES, **{char: html.escape(char) for char in "&<>\"'"}}
"""In raw HTML what HTML acts on, and what extensions do before they see that it is HTML: templates, fences, critics."""
_OURS = {ord(char): f"&#{ord(char)};" for char in "\"'*_[]<>&`{}~|#^=$@\\+!"}
"""In the interface's own words what Markdown or HTML would act on within a line; plain punctuation stays readable."""
_EDGES = re.compile(r"\A\s|(?! )\s\Z")
"""Hosts drop space of any kind at the edges of a block, and four blanks would begin code."""
_COUNT = re.compile(r"(?:\d+)?[.)]|[-:]")
"""What would make a list of a line that begins with it, or with a number before it."""


def inert(text: object) -> Markup:
    """Text for Markdown, on one line: every mark that any extension could act on is an entity."""
    if isinstance(text, Markup):
        return text
    words = str(text)
    return _short_inert(words) if len(words) <= SHORT else _inert(words)


def _inert(text: str) -> Markup:
    line = _ACTING.sub(_reference, normalised(text).replace("\n", " "))
    if line and (line[0].isspace() or line[-1].isspace()):
        line = _EDGES.sub(lambda space: f"&#{ord(space[0])};", line)
    return _safe(line)


def html_text(text: object) -> Markup:
    """Text for raw HTML, in an element or an attribute; braces too, for templates that others run."""
    if isinstance(text, Markup):
        return text
    words = str(text)
    return _short_html_text(words) if len(words) <= SHORT else _html_text(words)


def _html_text(text: str) -> Markup:
    return Markup(_MARKUP.sub(lambda found: _NAMED[found[0]], normalised(text)))


_short_inert, _short_html_text = lru_cache(REMEMBERED)(_inert), lru_cache(REMEMBERED)(_html_text)


def _safe(text: str) -> Markup:
    """`Markup(text)` of a text that is none yet, without asking it."""
    return str.__new__(Markup, text)


def markup(frame: LiteralString, *inside: Markup) -> Markup:
    """Our own marks around what is inert already, which stands for each `%s`."""
    return _safe(frame % inside)


def joined(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Inert pieces as one, with our own marks between them."""
    return _safe(str.join(between, pieces))


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES[found[0]]


def ours(text: str, *, first: bool) -> Markup:
    """A piece of the interface's own words, for Markdown and raw HTML; `first` where only a number stands before it."""
    found = _COUNT.match(text) if first else None
    begins = f"{text[: found.end() - 1]}&#{ord(text[found.end() - 1])};" if found else ""
    return Markup(begins + text[found.end() if found else 0 :].translate(_OURS))
