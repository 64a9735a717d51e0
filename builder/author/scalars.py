"""Text as YAML's scalars, with all of it seen: what acts and does not show stands by its number."""

JOINERS = "\u200c\u200d"
"""They are spelling in Persian and in Indian scripts, and stand as themselves."""
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """The text in double quotation marks, on one line; a byte that was no text is the replacement character."""
    return '"' + "".join(ESCAPES.get(char) or numbered(char) for char in text) + '"'


def numbered(char: str) -> str:
    """The character, or its number where it is not seen."""
    if char.isprintable() or char in JOINERS:
        return char
    if "\ud800" <= char <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
