"""What was searched in vain, as readers see it."""

import unicodedata
from collections.abc import Iterable

from builder.render.saying import Say


def terms_sought(terms: Iterable[str], say: Say) -> str:
    """`compensat…, into force, S-300`: with an ellipsis where a beginning of words would look like a slip."""
    return say.plain(", ").join(f"{term}…" if _begins(term) else term for term in terms)


def _begins(term: str) -> bool:
    """Not several words, capitals only, or a script without blanks, in which a term is sought anywhere."""
    wide = unicodedata.east_asian_width(term[-1:] or " ") in ("W", "F")
    return len(term.split()) == 1 and not term.isupper() and not wide
