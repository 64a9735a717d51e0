"""JSON as every command prints it."""

import json


def dumped(value: object) -> str:
    """JSON in which every text is whole, and no character acts on a terminal."""
    return "".join(
        char if char.isprintable() or char == "\n" else _escaped(char)
        for char in json.dumps(value, ensure_ascii=False, indent=2)
    )


def _escaped(char: str) -> str:
    """As JSON may write it: in two halves beyond the first plane."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]
