"""The dark colours of a page without scripts: each rule for the dark scheme once more, where the system asks for it."""

import re
from collections.abc import Iterator

DARK = '[data-md-color-scheme="slate"]'
UNSCRIPTED = ':where(html.no-js:has([data-md-color-media="(prefers-color-scheme: dark)"])) body[data-md-color-scheme]'
"""A page whose author offers dark colours, before any script has run: where none runs, that stays."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLOCK = re.compile(r"(?P<head>[^{}]+)\{(?P<body>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def unscripted(css: str) -> str:
    """The rules for the dark scheme in a style sheet, as rules for a page without scripts on a dark system.

    At-rules around them are kept. They are as strong as those that they repeat, or one element stronger.
    """
    rules = "\n".join(_dark(COMMENT.sub("", css)))
    return f"@media (prefers-color-scheme: dark) {{\n{rules}\n}}\n" if rules else ""


def _dark(css: str) -> Iterator[str]:
    for block in BLOCK.finditer(css):
        head, body = block["head"].strip(), block["body"].strip()
        if head.startswith("@"):
            if rules := "\n".join(_dark(body)):
                yield f"{head} {{\n{rules}\n}}"
        elif selectors := [each.strip() for each in _parted(head) if DARK in each]:
            yield f"{', '.join(selectors).replace(DARK, UNSCRIPTED)} {{\n  {body}\n}}"


def _parted(selectors: str) -> Iterator[str]:
    """A list of selectors at its commas, those between brackets aside."""
    depth, start = 0, 0
    for at, char in enumerate(selectors):
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]
