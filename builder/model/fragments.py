"""Text directives (WICG): addresses that open a page at a passage, by the words that stand there."""

from urllib.parse import quote

OWN = "own"
"""In a directive's place: it is of a quote's own words, and not held beside them."""
_ENCODED = {code: quote(chr(code), safe="").replace("-", "%2D") for code in range(0x80)}


def encoded(words: str) -> str:
    """Percent-encoded; the hyphen too, which the syntax keeps for itself."""
    return words.translate(_ENCODED) if words.isascii() else quote(words, safe="").replace("-", "%2D")


def directive(words: str) -> str:
    """The one of a passage that is named whole."""
    return f"text={encoded(' '.join(words.split()))}"
