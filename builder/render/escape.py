"""How text reaches a page: an author's or a source's in two ways, always as the characters it is, and our own."""

import html
import re
import string

from markupsafe import Markup

from builder.model.characters import normalised

_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char != ","}
_MARKS = {ord(char): f"&#{ord(char)};" for char in "{}`~"}
"""In raw HTML only what extensions act on before they see that it is HTML: templates, fences, critics."""
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
    line = " ".join(normalised(str(text)).split("\n")).translate(_ENTITIES)
    return Markup(_EDGES.sub(lambda space: f"&#{ord(space[0])};", line))


def html_text(text: object) -> Markup:
    """Text for raw HTML, in an element or an attribute; braces too, for templates that others run."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(normalised(str(text))).translate(_MARKS))


def ours(text: str, *, first: bool) -> Markup:
    """A piece of the interface's own words, for Markdown and raw HTML; `first` where only a number stands before it."""
    found = _COUNT.match(text) if first else None
    begins = f"{text[: found.end() - 1]}&#{ord(text[found.end() - 1])};" if found else ""
    return Markup(begins + text[found.end() if found else 0 :].translate(_OURS))
