"""The two ways in which an author's or a source's text reaches a page: always as the characters it is."""

import html
import string

from markupsafe import Markup

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "�")
_CONTROLS |= {ord("\t"): " ", ord("\n"): "\n", 0x85: "\n"}
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char != ","}
_BRACES = {ord(char): f"&#{ord(char)};" for char in "{}"}


def normalised(text: str) -> str:
    """Line ends as `\\n`, a tab as a space, other control characters as U+FFFD: declared in the docs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def inert(text: object) -> Markup:
    """Text for Markdown, on one line: every mark that any extension could act on is an entity."""
    if isinstance(text, Markup):
        return text
    return Markup(" ".join(normalised(str(text)).split("\n")).translate(_ENTITIES))


def html_text(text: object) -> Markup:
    """Text for raw HTML, in an element or an attribute; braces too, for templates that others run."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(normalised(str(text))).translate(_BRACES))
