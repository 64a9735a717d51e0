"""Many small records of one text, kept as numbers in a tenth of the room: they are made when they are asked for."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from sys import intern
from typing import Any, TypeVar, overload

from builder.diagnostics import Location
from builder.model.written import SMALL, Citation, Manuscript, Passage, Piece, Prose, Sentence, Span, Target

R = TypeVar("R")
Numbers = tuple[str, bytes]
"""Their type, as `array` calls it, and what is in them."""


class Rows(Sequence[R]):
    """Records of one kind in their order. Words that stand in the text are no copy of it."""

    __slots__ = ("_held", "_numbers", "_own", "_starts", "_text")

    def __init__(self, text: str, own: str, starts: Numbers, numbers: Numbers) -> None:
        """As `__reduce__` gives it: `own` are all words that do not stand in the text, each once."""
        self._text, self._own = text, own
        self._starts, self._numbers = array(*starts), array(*numbers)
        self._held: tuple[R, ...] | None = None

    @classmethod
    def of(cls, text: str, records: Iterable[R]) -> "Rows[R]":
        """They are at hand until they are let go."""
        words, listed = _Words(text), tuple(records)
        rows = [[*cls._row(each, words)] for each in listed]
        starts, numbers = [*accumulate(map(len, rows), initial=0)], [number for row in rows for number in row]
        made = cls(text, "".join(words.own), _packed(starts), _packed(numbers))
        made._held = listed
        return made

    @classmethod
    def _row(cls, record: R, words: "_Words") -> Iterable[int]:
        """What `_record` makes it of."""
        raise NotImplementedError

    def _record(self, row: "array[int]") -> R:
        raise NotImplementedError

    def _words(self, at: int, length: int) -> str:
        begin = at - len(self._text)
        return self._text[at : at + length] if begin < 0 else self._own[begin : begin + length]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def hold(self) -> None:
        """Make all of them once, for who goes through them again and again, and has the room."""
        if self._held is None:
            self._held = (*self,)

    def let_go(self) -> None:
        self._held = None

    def spend(self) -> None:
        """Let go of them for good: whoever asks for one all the same gets an `AttributeError`."""
        self._held = None
        del self._text, self._own, self._starts, self._numbers

    def __iter__(self) -> Iterator[R]:
        if self._held is not None:
            return iter(self._held)
        return (self._record(self._numbers[begin:end]) for begin, end in pairwise(self._starts))

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...
    def __getitem__(self, index: int | slice) -> R | tuple[R, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(len(self))[index])
        at = range(len(self))[index]
        if self._held is not None:
            return self._held[at]
        return self._record(self._numbers[self._starts[at] : self._starts[at + 1]])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | tuple) and (*self,) == (*other,)

    __hash__ = None  # type: ignore[assignment]  # as that of a list

    def __reduce__(self) -> tuple[type["Rows[R]"], tuple[str, str, Numbers, Numbers]]:
        starts, numbers = ((each.typecode, each.tobytes()) for each in (self._starts, self._numbers))
        return type(self), (self._text, self._own, starts, numbers)


def _packed(numbers: list[int]) -> Numbers:
    """Two bytes for each are enough for most texts."""
    kind = "H" if not numbers or max(numbers) < SMALL else "I"
    return kind, array(kind, numbers).tobytes()


class _Words:
    """Where words stand, in a text or behind it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._behind: dict[str, int] = {}
        self._end = len(text)

    @property
    def own(self) -> Iterable[str]:
        """What is behind it."""
        return self._behind

    def at(self, words: str, start: int = -1, end: int = -1) -> tuple[int, int]:
        """Offset and length; they are sought in the text from `start` to `end`, or there alone."""
        length = len(words)
        if start >= 0:
            at = self._text.find(words, start, end if end >= 0 else start + length)
            if at >= 0 and length:
                return at, length
        if words not in self._behind:
            self._behind[words] = self._end
            self._end += length
        return self._behind[words], length


class Sentences(Rows[Sentence]):
    __slots__ = ()

    @classmethod
    def _row(cls, record: Sentence, words: _Words) -> Iterable[int]:
        at = words.at(record.text, record.span.start)
        return record.span.start, record.span.end, record.section, record.after + 1, *at

    def _record(self, row: "array[int]") -> Sentence:
        start, end, section, after, at, length = row
        return Sentence(self._words(at, length), Span(start, end), section, after - 1)


class Proses(Rows[Prose]):
    __slots__ = ()

    @classmethod
    def _row(cls, record: Prose, words: _Words) -> Iterable[int]:  # noqa: ARG003  # it has none
        return record.span.start, record.span.end, record.section, record.sentence

    def _record(self, row: "array[int]") -> Prose:
        start, end, section, sentence = row
        return Prose(Span(start, end), section, sentence)


class Citations(Rows[Citation]):
    __slots__ = ()

    @classmethod
    def _row(cls, record: Citation, words: _Words) -> Iterable[int]:
        span = record.span
        yield from (span.start, span.end, record.sentence, *words.at(record.note))
        for target in record.targets:
            place = target.at
            yield from (*words.at(target.id, span.start, span.end), *words.at(place.path))
            yield from (place.line, place.column, place.length)

    def _record(self, row: "array[int]") -> Citation:
        start, end, sentence, note, length = row[:5]
        targets = tuple(self._target(*row[at : at + 7]) for at in range(5, len(row), 7))
        return Citation(targets, Span(start, end), sentence, self._words(note, length))

    def _target(self, at: int, length: int, path: int, path_length: int, *place: int) -> Target:
        return Target(intern(self._words(at, length)), Location(self._words(path, path_length), *place))


class Passages(Rows[Passage]):
    __slots__ = ()

    @classmethod
    def _row(cls, record: Passage, words: _Words) -> Iterable[int]:
        cited = record.citations
        yield from (record.first, cited.start, cited.stop, record.heads)
        yield from (len(record.stops), *record.stops, len(record.notes))
        for label in record.notes:
            yield from words.at(label)
        for piece in record.pieces:
            yield from (*words.at(piece.text, piece.at), piece.at, piece.code)

    def _record(self, row: "array[int]") -> Passage:
        first, cited, uncited, heads, count = row[:5]
        at = 5 + count
        stops, noted = tuple(row[5:at]), row[at] * 2
        notes = tuple(self._words(*each) for each in _by(2, row[at + 1 : at + 1 + noted]))
        pieces = tuple(self._piece(*each) for each in _by(4, row[at + 1 + noted :]))
        return Passage(pieces, stops, first, range(cited, uncited), notes, bool(heads))

    def _piece(self, at: int, length: int, place: int, code: int) -> Piece:
        return Piece(self._words(at, length), place, bool(code))


def _by(size: int, row: "array[int]") -> Iterator[Any]:
    numbers = iter(row)
    return zip(*(numbers,) * size, strict=True)


def hold(pages: Iterable[Manuscript]) -> None:
    """Have at hand what was read off pages."""
    for page in pages:
        for rows in _rows(page):
            rows.hold()


def let_go(page: Manuscript) -> None:
    """Make anew whatever is asked for of what was read off a page."""
    for rows in _rows(page):
        rows.let_go()


def _rows(page: Manuscript) -> Iterator[Rows[Any]]:
    return (each for each in (page.citations, page.sentences, page.prose, page.passages) if isinstance(each, Rows))
