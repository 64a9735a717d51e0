"""Names, titles and words that may run the other way than the page: apart from what stands around them.

Without it a Persian name in an English line takes the comma and the year behind it along, an English name in a
Persian line does the same, and a control character that turns what follows it turns the rest of our sentence.
"""

import unicodedata

from markupsafe import Markup

from builder.messages.catalogue import locale
from builder.render.escape import html_text, inert, markup
from builder.render.saying import Say


def isolated(text: object, say: Say, language: str = "") -> Markup:
    """Inert text in a `<bdi>`; `language` is the text's, where it is known."""
    return markup("<bdi%s>%s</bdi>", _spoken(text, say, language), inert(text))


def apart(text: object, say: Say, language: str = "") -> Markup:
    """The attributes of an element that holds such a text: its language, and a direction of its own."""
    return _spoken(text, say, language) + Markup(' dir="auto"')


def _spoken(text: object, say: Say, language: str) -> Markup:
    """` lang="fa"` where a text is in another language than the page.

    A title that runs the other way than its source's language was put into words by the author.
    """
    if not language or _primary(language) == _primary(say.catalogue.language):
        return Markup()
    kinds = [kind for char in str(text) if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL")]
    leftward = locale(language).text_direction == "rtl"
    if kinds and all((kind != "L") is not leftward for kind in kinds):
        return Markup()
    return Markup(' lang="{}"').format(html_text(language))


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
