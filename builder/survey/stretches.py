"""Stretches of a sentence without a mark; what is in them is judged elsewhere."""

from collections.abc import Sequence

from builder.survey.tokens import Token

STOPS = frozenset({",", ";", ":", "—", "–", "(", ")", '"', "“", "”", "‘", "«", "»", "„"})
"""Marks at which a stretch ends."""


def bound(tokens: Sequence[Token], at: int) -> int:
    """Where the stretch begins that ends before a token."""
    while at > 0 and not (tokens[at - 1].text in STOPS or tokens[at - 1].is_quotation):
        at -= 1
    return at


def contracted(word: str) -> bool:
    """“didn’t”."""
    return word.endswith(("n't", "n’t"))
