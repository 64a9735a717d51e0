"""Digests of records and plain data: the same for equal ones in any process, however they share their parts."""

import hashlib
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import isclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any, get_args, get_origin

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
LARGE = (Source, Manuscript)
"""Records that many others hold."""
PLAIN = frozenset({str, int, bool, type(None), bytes, float})
"""Types of what stands for itself."""
Tell = Callable[[Any], object]
Keys = Mapping[int, tuple[str, object]]
"""By identity of a large record: a digest of all that it was read from; and itself, so that no other has its place."""


class Digests:
    """Of values, with those of large records worked out once."""

    def __init__(self, keys: Keys = MappingProxyType({})) -> None:
        """Records that have `keys` are known by them."""
        self._keys = keys
        self._large: dict[int, tuple[bytes, object]] = {}
        """By identity, with the record, so that no other takes its place."""
        self._tell = _Tellers(self._part, self._quote)
        self._records: dict[type, Tell] = {kind: self._tell.record(kind) for kind in LARGE}
        self._written = io.BytesIO()
        self._pickler = pickle.Pickler(self._written, pickle.HIGHEST_PROTOCOL)
        self._pickler.fast = True
        """It says nothing of which parts are the same object."""

    def of(self, value: object) -> bytes:
        """Of anything that is made of records of ours and plain data; sets have no order, and so no digest."""
        return self._of(self._tell.each(value))

    def _of(self, told: object) -> bytes:
        self._written.seek(0)
        self._written.truncate()
        self._pickler.dump(told)
        return joined(self._written.getbuffer())

    def _part(self, record: Any) -> bytes:
        found = self._large.get(id(record))
        if found is None:
            found = self._large[id(record)] = self._worked_out(record), record
        return found[0]

    def _quote(self, quote: Quote) -> bytes:
        """What its source comes to under its id; there are many, and that is sooner told than remembered."""
        return self._part(quote.source) + quote.annotation.id.encode()

    def _worked_out(self, record: Any) -> bytes:
        if known := self._keys.get(id(record)):
            return joined(known[0].encode())
        return self._of(self._records[type(record)](record))


def joined(data: bytes | memoryview) -> bytes:
    """The digest of bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


class _Tellers(dict[type, Tell]):
    """By type, how a value of it is told in tuples, lists and mappings of plain data: a pickler is fast with those.

    A record is a tuple that begins with the name of its type, as bytes, which no plain data of ours have.
    """

    def __init__(self, part: Tell, quote: Tell) -> None:
        large = dict.fromkeys(LARGE, part)
        super().__init__({tuple: self._tuple, list: self._list, dict: self._dict, **large, Quote: quote})

    def __missing__(self, kind: type) -> Tell:
        self[kind] = tell = self.record(kind) if is_dataclass(kind) else _itself
        return tell

    def each(self, value: object) -> object:
        return self[type(value)](value)

    def record(self, kind: type) -> Tell:
        """How a record is told: the parts that stand for themselves at once, the others one by one."""
        name, parts = kind.__name__.encode(), dict(_parts(kind))
        plain = _getter([each for each, of in parts.items() if _is_plain(of)])
        others = [(attrgetter(each), self._declared(of)) for each, of in parts.items() if not _is_plain(of)]
        match others:
            case []:
                return lambda record: (name, plain(record))
            case [(get, tell)]:
                return lambda record: (name, plain(record), tell(get(record)))
        return lambda record: (name, plain(record), *[tell(get(record)) for get, tell in others])

    def _declared(self, kind: Any) -> Tell:
        """How what is declared to be of a type is told."""
        if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
            tell = self._declared(get_args(kind)[0])
            return lambda row: [*map(tell, row)]
        return self[kind] if isclass(kind) and is_dataclass(kind) else self.each

    def _tuple(self, values: tuple[object, ...]) -> object:
        return tuple([each if (kind := type(each)) in PLAIN else self[kind](each) for each in values])

    def _list(self, values: Iterable[object]) -> list[object]:
        return [each if (kind := type(each)) in PLAIN else self[kind](each) for each in values]

    def _dict(self, values: dict[Any, object]) -> object:
        return {self.each(key): self.each(value) for key, value in values.items()}


def _itself(value: object) -> object:
    return value


def _getter(names: list[str]) -> Callable[[object], object]:
    """Some parts of a record."""
    return attrgetter(*names) if names else lambda _: ()


def _is_plain(kind: Any) -> bool:
    """Whether what is declared to be of a type stands for itself."""
    return kind in PLAIN or (
        get_origin(kind) is tuple and all(each is ... or _is_plain(each) for each in get_args(kind))
    )


def _parts(kind: Any) -> Iterator[tuple[str, Any]]:
    """What a record is known again by, with the types: parts of it that are records too are taken apart.

    Not by where in a file something was written: no page shows that.
    """
    off = READ_OFF if kind is Manuscript else ()
    for each in fields(kind):
        of: Any = each.type
        if of in (Location, Marks) or each.name in off or not each.compare:
            continue
        if is_dataclass(of) and of not in (*LARGE, Quote):
            yield from ((f"{each.name}.{name}", inner) for name, inner in _parts(of))
        elif isclass(of) and issubclass(of, Enum):
            yield f"{each.name}._value_", str
        else:
            yield each.name, of
