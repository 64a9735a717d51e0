"""Raw HTML that is never closed: the hosts take all that follows it on a page, footnotes too, for its text."""

import re
from collections.abc import Iterable, Sequence

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.htmlparser import HTMLExtractor

from builder.model.written import Span

SET_IN = re.compile(r"^ *\t", re.MULTILINE)
"""What stands behind a tab begins no block of its own."""
BARE = re.compile("&#(?!(?:[0-9]+|x[0-9a-f]+);)", re.IGNORECASE)
"""Our Markdown extension keeps it from that parser."""
END = "<!-- end -->"
AFTER = f'\n\n{END}\n\n<p class="a">b</p>\n\n<p class="a">b</p>\n'
"""As what we draw below an author's text."""


def swallowing(text: str, body: int, code: Iterable[Span]) -> int | None:
    """Where HTML begins that is open at the end of a page, if any is; in its spans of `code` nothing is HTML.

    The hosts' own parser is asked: no standard says what it takes.
    """
    for span in code:
        text = text[: span.start] + _blank(text[span.start : span.end]) + text[span.end :]
    for pattern in (FencedBlockPreprocessor.FENCED_BLOCK_RE, SET_IN, BARE):
        text = pattern.sub(lambda found: _blank(found[0]), text)
    text = text[body:]
    parser = _Extractor(Markdown())
    parser.feed(text + AFTER)
    return body + parser.begun if parser.begun is not None and (parser.inraw or parser.taken) else None


def _blank(text: str) -> str:
    """Something that is no HTML, line by line as long."""
    return re.sub(r"[^\n]", ".", text)


class _Extractor(HTMLExtractor):
    """Remembers where the last block of HTML began, and whether one has taken our own end for a part of it."""

    begun: int | None = None
    taken = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str]]) -> None:  # type: ignore[override]
        outside = not self.inraw
        super().handle_starttag(tag, attrs)
        if self.inraw and outside:
            self._begin()

    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        if END in data and is_block and not data.startswith("<!--") and self.at_line_start() and not self.inraw:
            self._begin()
            self.taken = True
        super().handle_empty_tag(data, is_block)

    def get_endtag_text(self, tag: str) -> str:
        text = super().get_endtag_text(tag)
        if self.inraw and END in text:
            self._begin()
            self.taken = True
        return text

    def _begin(self) -> None:
        self.begun = self.line_offset + self.offset
