"""What of a text of ours is held against its sources: its quotations, and the figures of sentences that cite."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model.written import NAME_CLOSES, NAME_OPENS, Passage, Span
from builder.resolve.figures import Figure, figures
from builder.resolve.folding import fold
from builder.resolve.quotations import quotations

NAME = re.compile(f"{NAME_OPENS}([^{NAME_CLOSES}]*){NAME_CLOSES}")
"""An id that a reader sees a name for."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\{:?\s*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}")

ADDRESS_SIGNS = ("://", "www.", "{")
"""One of these is in each of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of one of a text's sentences."""

    sentence: int
    """Its place among them."""
    at: int
    """Where it stands in the text."""
    written: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Held:
    """It rests on the text alone."""

    closed: tuple[Span, ...] = ()
    """Code, addresses and attributes: their quotation marks are no reader's."""
    quoted: tuple[Span, ...] = ()
    """Its quotations, their marks included."""
    given: tuple[Given, ...] = ()
    """In order; none that is too common a word, or a mere pointer."""


NONE = Held()


def held(text: str, sentences: Iterable[tuple[int, Span]] = (), closed: tuple[Span, ...] = ()) -> Held:
    """What there is in a text; figures of these of its sentences, each with its place among them."""
    found = Held(closed, tuple(quotations(text, closed)))
    listed = list(sentences)
    if not listed:
        return found
    plain = bare(text, found)
    given = tuple(each for number, span in listed for each in _given(number, span, plain))
    return Held(closed, found.quoted, given) if given else found


def closed(passage: Passage, text: str) -> Iterator[Span]:
    """What is closed in a passage with this text."""
    at = 0
    for piece in passage.pieces:
        if piece.code:
            yield Span(at, at + len(piece.text))
        at += len(piece.text)
    if any(sign in text for sign in ADDRESS_SIGNS):
        yield from (Span(*match.span()) for match in _ADDRESS.finditer(text))


def bare(text: str, held: Held) -> str:
    """The text with fillers for what gives no figure and no word of ours: quotations, code, addresses, links."""
    names = [Span(*match.span()) for match in NAME.finditer(text)] if NAME_OPENS in text else []
    filled = [*held.closed, *held.quoted, *names]
    return _filled(text, filled) if filled else text


def _filled(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        start = max(span.start, at)
        pieces += [text[at:start], "\N{OBJECT REPLACEMENT CHARACTER}" * max(span.end - start, 0)]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


def _given(number: int, span: Span, bare: str) -> Iterator[Given]:
    sentence = bare[span.start : span.end]
    folded = fold(sentence)
    for figure in figures(folded.text):
        origin = folded.origin(figure.span.start, figure.span.end)
        if origin and not figure.loose:
            yield Given(number, span.start + origin[0], sentence[slice(*origin)], figure)
