"""A sentence's words, marks and hidden quotations."""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from builder.model.written import Span

FILLER = "\ue010"
"""Stands for each character of a quotation, so that its words are not taken for the outlet's."""
TOKEN = regex.compile(
    rf"{FILLER}+|(?:\p{{Lu}}\.)+(?=\s|$)|\b\p{{Lu}}\p{{Ll}}{{1,3}}\.(?=\s\p{{Lu}})"
    r"|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’‐‑–.\-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[^\s\w]"
)


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    entity: str = ""
    """Of the registered name that it is part of."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def is_quotation(self) -> bool:
        return self.text[0] == FILLER


def tokens(text: str, span: Span, registered: Iterable[tuple[Span, str]]) -> tuple[Token, ...]:
    """Words, marks and quotations of a sentence; registered names are marked as such."""
    found = [Token(match[0], match.start()) for match in TOKEN.finditer(text, span.start, span.end)]
    named: dict[int, str] = {}
    at = 0
    for place, entity in registered:
        while at < len(found) and found[at].start < place.start:
            at += 1
        while at < len(found) and found[at].start < place.end:
            named[at] = entity
            at += 1
    return tuple(Token(each.text, each.start, named.get(index, "")) for index, each in enumerate(found))
