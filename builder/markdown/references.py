"""`&#` that begins no character reference, kept from Python's HTML parser.

The second one in a page makes that parser take all that follows for text: blocks of raw HTML would become Markdown, and
what is inert in the one acts in the other.
"""

import re

from markdown.preprocessors import Preprocessor

_BARE = re.compile(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+);)")
_APART = "&\x02#"
"""Python-Markdown has taken U+0002 out of the page by then."""


class Part(Preprocessor):
    """Before raw HTML is looked for: the two signs part."""

    def run(self, lines: list[str]) -> list[str]:
        return [_BARE.sub(_APART, line) for line in lines]


class Join(Preprocessor):
    """After it: they join again, in what was put aside too."""

    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        stash.rawHtmlBlocks[:] = [
            each.replace(_APART, "&#") if isinstance(each, str) and _APART in each else each
            for each in stash.rawHtmlBlocks
        ]
        return [line.replace(_APART, "&#") for line in lines]
