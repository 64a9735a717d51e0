"""Digests of records and plain data: the same for equal ones in any process, however they share their parts."""

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from builder.diagnostics import Location
from builder.model.resolved import Quote
from builder.model.written import Manuscript, Marks, Source

SIZE = 16
"""Bytes of a digest."""
READ_OFF = (
    *("citations", "links", "directives", "sentences", "headings", "prose", "comments", "destinations", "addresses"),
    *("extras", "passages", "notes"),
)
"""What a manuscript has of its text alone."""
LARGE = (Source, Quote, Manuscript)
"""Records that many others hold."""


class Digests:
    """Of values, with those of large records worked out once."""

    def __init__(self) -> None:
        self._large: dict[int, tuple[bytes, object]] = {}
        """By identity, with the record, so that no other takes its place."""

    def of(self, value: object) -> bytes:
        """Of anything that is made of records of ours and plain data; sets have no order, and so no digest."""
        written = io.BytesIO()
        _Writer(written, self._part).dump(value)
        return joined(written.getbuffer())

    def _part(self, record: object) -> bytes:
        found = self._large.get(id(record))
        if found is None:
            kind: Any = type(record)
            found = self._large[id(record)] = self.of(told(kind)(record)), record
        return found[0]


def joined(data: bytes | memoryview) -> bytes:
    """The digest of bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


class _Writer(pickle.Pickler):
    """Writes a value out, and nothing of which parts are the same object; large records stand by their digests."""

    def __init__(self, file: io.BytesIO, part: Callable[[object], bytes]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.fast = True
        self._part = part

    def reducer_override(self, value: object) -> Any:
        kind: Any = type(value)
        if kind in LARGE:
            return bytes, (self._part(value),)
        parts = told(kind)
        if parts is None:
            return NotImplemented
        found = parts(value)
        return tuple, ((kind.__name__, [*map(self._row, found)] if type(found) is tuple else found),)

    def _row(self, field: object) -> object:
        """Many large records in a row, as lists have them, by one row of digests."""
        if type(field) is tuple and field and all(type(each) in LARGE for each in field):
            return b"".join(map(self._part, field))
        return field


@cache
def told(kind: type) -> Any:
    """What a record of a kind is known again by, as one gets it; none for what is no record of ours.

    Not by where in a file something was written: no page shows that. A quote's source has its annotation.
    """
    if not is_dataclass(kind):
        return None
    off = READ_OFF if kind is Manuscript else ()
    names = [each.name for each in fields(kind) if each.type not in (Location, Marks) and each.name not in off]
    return attrgetter(*("annotation.id" if kind is Quote and name == "annotation" else name for name in names))
