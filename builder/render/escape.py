"""The two ways in which an author's or a source's text reaches a page: always as the characters it is."""

import html
import string

from markupsafe import Markup

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "�")
_CONTROLS |= {ord("\t"): " ", ord("\n"): "\n", 0x85: "\n"}
_CONTROLS |= dict.fromkeys(
    (*range(0xFDD0, 0xFDF0), *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))),
    "\N{REPLACEMENT CHARACTER}",
)
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char != ","}
_MARKS = {ord(char): f"&#{ord(char)};" for char in "{}`~"}
"""In raw HTML only what extensions act on before they see that it is HTML: templates, fences, critics."""


def normalised(text: str) -> str:
    """Line ends as `\\n`, a tab as a blank, other control and noncharacters as U+FFFD: the docs declare it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


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
