"""What was made of a file, as bytes and back: of the types that are named here, and of no others.

A pickle names what it is made of, and may name anything. These may not: whatever is not in the table is not loaded.
"""

import pickle
from array import array
from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from fractions import Fraction
from io import BytesIO
from operator import attrgetter, index
from typing import Any

from builder.diagnostics import Diagnostic, Location
from builder.model import resolved, rows, written
from builder.read.acceptances import Accepting
from builder.read.briefings import ReadPage
from builder.read.sources import ReadSource
from builder.resolve.asking import Asked
from builder.resolve.figures import Amount, Day, Figure
from builder.resolve.held import Given, Held
from builder.resolve.judging import Judged
from builder.resolve.names import Named
from builder.resolve.noticing import Noticed
from builder.settings import Acceptance

PROTOCOL = 5
RECORDS: tuple[type, ...] = (
    *(
        Diagnostic,
        Location,
        Acceptance,
        Accepting,
        ReadPage,
        ReadSource,
        Asked,
        Judged,
        Noticed,
        Held,
        Given,
        Figure,
        Amount,
        Day,
    ),
    *(resolved.Mark, resolved.Place, resolved.Quote),
    *(written.Span, written.TextQuoteSelector, written.Reference, written.Original, written.Annotation),
    *(written.LineRange, written.Source, written.Answer, written.Comparison, written.Judgment, written.Correction),
    *(written.Target, written.Citation, written.Link, written.Directive, written.Sentence, written.Heading),
    *(written.Prose, written.Piece, written.Passage, written.Destination, written.Extra, written.Manuscript),
)
"""What is put in words by its fields, in their order."""
CHOICES: tuple[type[Enum], ...] = (
    *(resolved.Verdict, written.Kind, written.Publish, written.Status, written.Relation),
    *(written.Amendment, written.Role),
)
"""By its value."""
PLAIN: tuple[type, ...] = (
    *(range, frozenset, written.Places, Named),
    *(rows.Citations, rows.Passages, rows.Proses, rows.Sentences),
)
"""As they say themselves."""


def fraction(numerator: int, denominator: int) -> Fraction:
    """One of two numbers: the type itself would also take words for a number that nobody has room for."""
    return Fraction(index(numerator), index(denominator))


def numbers(data: bytes) -> "array[int]":
    """Those of 64 bits."""
    return array("Q", data)


CALLED: tuple[Any, ...] = (*RECORDS, *CHOICES, *PLAIN, fraction, numbers)
LOADED = {(each.__module__, each.__qualname__): each.__call__ for each in CALLED}
"""How each is called, and not itself: a pickle can also set attributes, and would set them for the whole program."""


class Unpacked(Exception):
    """These bytes are not what `pack` made."""


def pack(made: object) -> bytes:
    """Raises `pickle.PicklingError` or `TypeError` at what is none of these types."""
    packed = BytesIO()
    pickler = pickle.Pickler(packed, PROTOCOL)
    pickler.dispatch_table = TABLE
    pickler.dump(made)
    return packed.getvalue()


def unpack(packed: bytes) -> Any:
    """What was packed. Raises `Unpacked`, whatever the bytes are."""
    try:
        return _Unpickler(BytesIO(packed)).load()
    except Exception as error:  # there is none that bytes of others could not bring about
        raise Unpacked from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return LOADED[module, name]
        except KeyError:
            raise Unpacked from None


def _by_fields(kind: Any) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda each: (kind, values(each))


def _by_value(each: Enum) -> tuple[type[Enum], tuple[object]]:
    return type(each), (each.value,)


TABLE: dict[type, Callable[[Any], Any]] = {
    **{each: _by_fields(each) for each in RECORDS},
    **dict.fromkeys(CHOICES, _by_value),
    Fraction: lambda each: (fraction, (each.numerator, each.denominator)),
    Named: lambda each: (Named, tuple(each)),
    array: lambda each: (numbers, (each.tobytes(),)),
}
"""A tenth of the time of what dataclasses say of themselves."""
