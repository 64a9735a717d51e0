"""The two ways in which an author's or a source's text reaches a page: always as the characters it is."""

import html
import string

from markupsafe import Markup

from builder.model.characters import normalised

_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char != ","}
_MARKS = {ord(char): f"&#{ord(char)};" for char in "{}`~"}
"""In raw HTML only what extensions act on before they see that it is HTML: templates, fences, critics."""


def inert(text: object) -> Markup:
    """Text for Markdown, on one line: every mark that any extension could act on is an entity."""
    if isinstance(text, Markup):
        return text
    line = " ".join(normalised(str(text)).split("\n")).translate(_ENTITIES)
    return Markup(f"&#32;{line[1:]}" if line.startswith(" ") else line)  # four blanks would begin code


def html_text(text: object) -> Markup:
    """Text for raw HTML, in an element or an attribute; braces too, for templates that others run."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(normalised(str(text))).translate(_MARKS))
