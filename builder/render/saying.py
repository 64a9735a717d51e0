"""The interface's own words on a page, in its language: what is put into them is as inert as anywhere."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup

from builder.messages.catalogue import Catalogue, catalogue
from builder.render.escape import inert, ours


@dataclass(frozen=True, slots=True, eq=False)
class Say:
    """`say("Corrected {day}.", day=…)`, for Markdown and raw HTML alike: Markup stays as it is, text is made inert."""

    catalogue: Catalogue

    def __call__(self, message: str, **values: object) -> Markup:
        found = self.catalogue.find(message)
        return _filled(found, values, self.catalogue) if values else _alone(found, self.catalogue)

    def number(self, one: str, many: str, n: int, **values: object) -> Markup:
        """As many as `n` are: `say.number("{n} note", "{n} notes", 3)`."""
        return _filled(self.catalogue.find_number(one, many, n), {"n": n, **values}, self.catalogue)

    def number_plain(self, one: str, many: str, n: int) -> str:
        """As many as `n` are, as bare text."""
        return self.catalogue.find_number(one, many, n).format_map({"n": self.catalogue.digits(n)})

    def plain(self, message: str, **values: str) -> str:
        """The same as bare text, for what is escaped later, or is no page."""
        return self.catalogue.plain(message, **values)

    def quoted(self, words: object) -> Markup:
        """Words between the quotation marks of the interface's language, as the CLDR has them."""
        return _filled(self.catalogue.find("“{words}”"), {"words": words}, self.catalogue)


def _filled(message: str, values: Mapping[str, object], words: Catalogue) -> Markup:
    """Numbers stand in the language's own digits."""
    filled: list[str] = []
    begun = False
    for begins, goes_on, name in _pieces(message):
        filled.append(goes_on if begun else begins)
        if name:
            value = values[name]
            filled.append(inert(words.digits(value) if isinstance(value, int) else value))
        begun = begun or any(str.strip(each, string.digits) for each in filled)
    return Markup("".join(filled))


@lru_cache(maxsize=4096)
def _alone(message: str, words: Catalogue) -> Markup:
    """A message without holes."""
    return _filled(message, {}, words)


@lru_cache(maxsize=4096)
def _pieces(message: str) -> tuple[tuple[str, str, str], ...]:
    """The message's own words, as they stand first and after others, each with the name of the hole that follows."""
    parsed = string.Formatter().parse(message)
    return tuple((str(ours(text, first=True)), str(ours(text, first=False)), name or "") for text, name, _, _ in parsed)


@cache
def say_in(language: str) -> Say:
    """What pages of a language are drawn with."""
    return Say(catalogue(language))
