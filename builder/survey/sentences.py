"""An article's sentences, each with its place: nothing of them is judged."""

from collections.abc import Iterator

import regex
import sentencex

from builder.model.written import Span

LINE = regex.compile(r"[^\n]*\S[^\n]*")
STRETCH_MOST = 5_000
"""Characters that are parted at a time: a longer paragraph is cut at a blank, which may cut a sentence."""
CARRIED_ON = regex.compile(
    r"(?<![.!?…:;。！？]['\"’”»)\]]?[^\S\n]*)\r?\n[^\S\n]*(?=\p{Ll})|(?<=,[^\S\n]*)\r?\n[^\S\n]*(?=\S)"
)
"""A line break within a sentence: the next line goes on in lower case, or after a comma."""


def sentences(text: str, stretches: tuple[Span, ...], language: str) -> Iterator[Span]:
    """The sentences of the `stretches` of a text, in order, without the blanks around them.

    A line ends a sentence unless the next one plainly goes on with it.
    """
    for stretch in stretches:
        joined = CARRIED_ON.sub(lambda found: " " * len(found[0]), text[stretch.start : stretch.end])
        for line in LINE.finditer(joined):
            for start, end in _portions(joined, line.start(), line.end()):
                yield from _sentences(joined[start:end], stretch.start + start, language)


def _sentences(text: str, start: int, language: str) -> Iterator[Span]:
    at = 0
    for part in sentencex.segment(language or "en", text):
        words = part.strip()
        if words:
            begin = start + at + part.index(words[0])
            yield Span(begin, begin + len(words))
        at += len(part)


def _portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > STRETCH_MOST:
        stop = text.rfind(" ", start + 1, start + STRETCH_MOST)
        stop = stop if stop > 0 else start + STRETCH_MOST
        yield start, stop
        start = stop
    yield start, end
