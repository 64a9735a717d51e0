"""Names, titles and words that may run the other way than the page: apart from what stands around them.

Without it a Persian name in an English line takes the comma and the year behind it along, and an English
name in a Persian line does the same.
"""

import unicodedata

from markupsafe import Markup

from builder.messages.catalogue import locale
from builder.render.escape import html_text, inert
from builder.render.saying import Say

LEFTWARD = ("R", "AL", "AN")
"""Bidirectional classes of what runs from right to left."""


def isolated(text: object, say: Say, language: str = "") -> Markup:
    """Inert text in a `<bdi>`, where the page or the text needs one; `language` is the text's, where it is known."""
    words = inert(text)
    attributes = spoken(text, say, language)
    if not attributes and not (say.catalogue.right_to_left or runs_left(words)):
        return words
    return Markup("<bdi{}>{}</bdi>").format(attributes, words)


def apart(text: object, say: Say, language: str = "") -> Markup:
    """The attributes of an element that holds such a text: its language, and its own direction."""
    needed = say.catalogue.right_to_left or runs_left(str(text))
    return spoken(text, say, language) + (Markup(' dir="auto"') if needed else Markup())


def spoken(text: object, say: Say, language: str) -> Markup:
    """` lang="fa"` where a text is in another language than the page.

    A title that runs the other way than its source's language was put into words by the author.
    """
    if not language or _primary(language) == _primary(say.catalogue.language):
        return Markup()
    letters = [kind for char in str(text) if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL")]
    if letters and all((kind != "L") is not (locale(language).text_direction == "rtl") for kind in letters):
        return Markup()
    return Markup(' lang="{}"').format(html_text(language))


def runs_left(text: str) -> bool:
    """Whether anything in it runs from right to left."""
    return any(unicodedata.bidirectional(char) in LEFTWARD for char in text)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
