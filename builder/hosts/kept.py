"""Pages and files of the last build of a site, kept so that those that would be the same are not made again.

One file has them all, one behind the other; a second says where each is and what it was made of. That one is written
last, so that what a build leaves behind that is killed is never taken for whole. Where there is no room for what a
build makes, it has to do without.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Set
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from struct import Struct
from typing import Any

from builder.cached import Unkept, members, place, prepare, read, write_parts
from builder.hosts.made import Made, unpacked
from builder.locks import if_alone
from builder.model.drawing import Trace
from builder.model.resolved import Page

FORMAT = 3
FASTEST = 1
"""Of zlib's levels: a fifth of the size at little cost."""
SUM = 16
"""Bytes of the digest of a span."""
WASTE = 3
"""How many times as large as what is in force the file may grow."""
Record = tuple[bytes, bytes, bytes] | tuple[()]
"""What is kept of a page that was made; nothing of other files."""
Span = tuple[int, int, int]
"""Where something begins in the file, its length in bytes, and its digest, as a number."""


def _sum(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=SUM).digest(), "big")


NOTHING: Span = (0, 0, _sum(b""))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page was drawn from."""

    basis: str
    """A digest; empty where that is not known."""
    trace: bytes
    """What was looked at for it, packed."""


def drawn_from(page: Page, trace: Trace) -> Drawn:
    """The same by what `noted` said: whoever drew the page has most of what its digest is worked out of at hand."""
    return Drawn(page.digest(trace), zlib.compress(json.dumps(trace).encode("ascii"), FASTEST))


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a page without reading it."""

    key: str
    """A digest of its text, and of what Markdown made it with; of a file that is no page, its SHA-256."""
    basis: str
    """A digest of what it was drawn from; empty where that is not known."""
    trace: Span
    """What was looked at for it."""
    made: Span = NOTHING
    links: Span = NOTHING
    searched: Span = NOTHING
    shell: str = ""
    """A digest of the key, and of all that the theme put around the page; empty before it did."""
    output: tuple[int, int] = (-1, -1)
    """Size and time of its file in the site."""


_NUMBERS = Struct("<3B8Q2q")
"""The lengths of an entry's three digests, where its four spans begin, the lengths of these, and its file's marks."""
_MARKS = Struct("<2q")
"""The last of these numbers."""
SUMMED = _NUMBERS.size + 4 * SUM
"""Where the digests begin, behind those of the spans."""


class Entries(MutableMapping[str, Entry]):
    """Those of a site by path, each in a quarter of the room: there are many, and each is looked at a few times."""

    def __init__(self, entries: Iterable[tuple[str, Entry]] = ()) -> None:
        self._packed: dict[str, bytes] = {}
        self.update(entries)

    def __getitem__(self, path: str) -> Entry:
        packed = self._packed[path]
        *lengths, a, b, c, d, e, f, g, h, size, time = _NUMBERS.unpack_from(packed)
        sums = (int.from_bytes(packed[at : at + SUM], "big") for at in range(_NUMBERS.size, SUMMED, SUM))
        trace, made, links, searched = zip((a, b, c, d), (e, f, g, h), sums, strict=True)
        key, basis, shell = (packed[begin:end].hex() for begin, end in pairwise(accumulate(lengths, initial=SUMMED)))
        return Entry(key, basis, trace, made, links, searched, shell, (size, time))

    def __setitem__(self, path: str, entry: Entry) -> None:
        """Raises `ValueError` where a digest is none."""
        digests = [bytes.fromhex(each) for each in (entry.key, entry.basis, entry.shell)]
        starts, lengths, sums = zip(*_spans(entry), strict=True)
        numbers = _NUMBERS.pack(*map(len, digests), *starts, *lengths, *entry.output)
        self._packed[path] = b"".join([numbers, *(each.to_bytes(SUM, "big") for each in sums), *digests])

    def __delitem__(self, path: str) -> None:
        del self._packed[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def leave(self, path: str, size: int, time: int) -> None:
        """Note the marks of a file; the rest of its entry stays as it is."""
        packed = self._packed[path]
        marks = _MARKS.pack(size, time)
        self._packed[path] = b"".join([packed[: _NUMBERS.size - _MARKS.size], marks, packed[_NUMBERS.size :]])

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each span of each entry begins, and its length."""
        for packed in self._packed.values():
            numbers = _NUMBERS.unpack_from(packed)
            yield from zip(numbers[3:7], numbers[7:11], strict=True)

    def end(self) -> int:
        """Where the last of them ends."""
        return max((at + length for at, length in self.spans()), default=0)

    def over(self, others: "Entries", paths: Set[str]) -> "Entries":
        """These, and others where there is none of these, of some paths."""
        found = Entries()
        found._packed = {path: packed for path, packed in (others._packed | self._packed).items() if path in paths}
        return found


class Kept:
    """The pages of one site by path: `old` ones of its last build, and `new` ones of this."""

    def __init__(self, project: Path, name: str) -> None:
        """`name` tells the sites of a project apart.

        Raises `OSError` and `Unkept` where nothing can be kept, and where another build is at work with the same pages.
        """
        self._index, self._bin = place(project, f"pages-{name}.json"), place(project, f"pages-{name}.bin")
        self.old = Entries()
        self.new = Entries()
        self.paths: frozenset[str] = frozenset()
        """All files of the last build."""
        self._last: tuple[str, Made] | None = None
        prepare(self._bin.parent)
        with ExitStack() as held:
            if not held.enter_context(if_alone(self._bin.parent)):
                raise Unkept
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
            self._file = held.enter_context(os.fdopen(os.open(self._bin, flags, 0o644), "r+b", buffering=0))
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Unkept):
                self._load()
            self._whole = self.old.end()
            """Where that ends which the index in force tells of."""
            self._file.truncate(self._whole)
            self._held = held.pop_all()

    def _load(self) -> None:
        kept = read(self._index)
        if kept["format"] != FORMAT:
            return
        old = Entries((path, _entry(*fields)) for path, fields in kept["pages"].items())
        if self._bin.stat().st_size >= old.end():
            self.old, self.paths = old, frozenset(kept["paths"])

    def made(self, path: str) -> Made:
        """A page of this build, and once more the one that was asked for last; raises `Unkept` if it is torn."""
        if self._last is None or self._last[0] != path:
            try:
                self._last = path, unpacked(zlib.decompress(self._read(self.new[path].made)))
            except (zlib.error, ValueError, TypeError) as error:
                raise Unkept from error
        return self._last[1]

    def searched(self, path: str) -> str:
        """What the search has of a page of this build; raises `Unkept` if it is torn."""
        return self._read(self.new[path].searched).decode("utf-8")

    def searched_before(self, path: str) -> str:
        """What the search had of a page at the last build; raises `KeyError` and `Unkept` if it is not there."""
        return self._read(self.old[path].searched).decode("utf-8")

    def is_whole(self, entry: Entry) -> bool:
        """Whether all that is kept of a page is as it was put there."""
        try:
            return all(self._read(span) is not None for span in _spans(entry))
        except (OSError, Unkept):
            return False

    def links(self, entry: Entry) -> frozenset[str]:
        """The files that a page asked for, there or not; raises `Unkept` if that is torn."""
        return frozenset(self._read(entry.links).decode("utf-8", "surrogateescape").split("\n"))

    def stands(self, entry: Entry, page: Page) -> bool:
        """Whether a page is drawn from what it was drawn from, and so reads the same."""
        try:
            trace = tuple(json.loads(zlib.decompress(self._read(entry.trace))))
            return bool(entry.basis) and page.digest(trace) == entry.basis
        except (OSError, zlib.error, ValueError, TypeError, KeyError, AttributeError, Unkept):
            return False

    def add(self, path: str, key: str, drawn: Drawn, record: Record = ()) -> None:
        """A page that was made, as `record_of` has it, or a file that is no page."""
        looks = self._append(drawn.trace)
        made, links, searched = map(self._append, record) if record else (NOTHING,) * 3
        self.new[path] = Entry(key, drawn.basis, looks, made, links, searched)

    def keep(self, path: str) -> None:
        """A page of the last build that is one of this."""
        self.new[path] = self.old[path]

    def redraw(self, path: str, drawn: Drawn) -> None:
        """The same, of a page that was drawn from something else and reads the same."""
        looks = self._append(drawn.trace)
        self.new[path] = replace(self.old[path], basis=drawn.basis, trace=looks)

    def dress(self, path: str, shell: str) -> None:
        self.new[path] = replace(self.new[path], shell=shell)

    def leave(self, path: str, place: Path) -> None:
        """Its file has been written."""
        status = place.stat()
        self.new.leave(path, status.st_size, status.st_mtime_ns)

    def go_on(self, paths: frozenset[str]) -> None:
        """Begin a build of these files, in which no page is asked for that need not be: what was known of one stays.

        It does not where a file came or went that the page links to.
        """
        moved = paths ^ self.paths if self.paths else frozenset()
        self.old, self.paths = self.new.over(self.old, paths), paths
        if moved:
            self.old = Entries((path, each) for path, each in self.old.items() if not self._links_to(each, moved))
        self.begin()

    def tidy(self) -> None:
        """Leave out what is of no use any more, once there is nothing more to make; where there is room to."""
        with suppress(OSError, Unkept):
            if self._pack_if_worth_it():
                self.old = Entries()

    def _links_to(self, entry: Entry, moved: frozenset[str]) -> bool:
        """Whether a page asked for one of some files; true where that cannot be told."""
        try:
            return bool(moved & self.links(entry))
        except (OSError, Unkept):
            return True

    def _append(self, data: bytes) -> Span:
        """Raises `Unkept` where there is no room for it."""
        try:
            at, rest = self._file.seek(0, os.SEEK_END), memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise Unkept from error
        return at, len(data), _sum(data)

    def _read(self, span: Span) -> bytes:
        """Raises `Unkept` where it is not as it was put there."""
        at, length, sum = span
        try:
            data = os.pread(self._file.fileno(), length, at)
        except OSError as error:
            raise Unkept from error
        if _sum(data) != sum:
            raise Unkept
        return data

    def rest(self, outputs: Mapping[str, Path]) -> None:
        """Put this build in the place of the last; `outputs` are its finished files, by the paths of their pages."""
        with suppress(OSError, Unkept):
            for path in self.new:
                self.leave(path, outputs[path])
            self._pack_if_worth_it()
            write_parts(self._index, self._told())
            self._whole = self.new.end()

    def _told(self) -> Iterator[str]:
        """The index as JSON, a page at a time."""
        yield f'{{"format": {FORMAT}, "paths": {json.dumps(sorted(self.paths))}, "pages": {{'
        yield from members((path, _fields(self.new[path])) for path in sorted(self.new))
        yield "}}"

    def _pack_if_worth_it(self) -> bool:
        lengths = sum(length for _, length in self.new.spans())
        worth = self._file.seek(0, os.SEEK_END) > WASTE * lengths
        if worth:
            self._pack()
        return worth

    def _pack(self) -> None:
        """Leave out what no page of this build needs; while there is no index that tells of it."""
        fresh = self._bin.with_name(f"{self._bin.name}.{os.getpid()}")
        wide, self._file = self._file, fresh.open("x+b", buffering=0)
        try:
            packed = Entries((path, self._moved(entry, wide.fileno())) for path, entry in self.new.items())
            self._index.unlink(missing_ok=True)
            self._whole = 0
            fresh.replace(self._bin)
        except BaseException:
            self._file.close()
            self._file = wide
            fresh.unlink(missing_ok=True)
            raise
        wide.close()
        self.new = packed

    def _moved(self, entry: Entry, wide: int) -> Entry:
        spans = (self._append(os.pread(wide, length, at)) for at, length, _ in _spans(entry))
        trace, made, links, searched = spans
        return replace(entry, trace=trace, made=made, links=links, searched=searched)

    def begin(self) -> None:
        """A build of which there are no pages yet."""
        self.new, self._last = Entries(), None

    def close(self) -> None:
        with suppress(OSError):
            self._file.truncate(self._whole)
        self._file.close()
        self._held.close()


def is_left(place: str, output: tuple[int, int]) -> bool:
    """Whether a file is there as it was left; `output` is its size and time."""
    with suppress(OSError):
        status = os.lstat(place)
        return (status.st_size, status.st_mtime_ns) == output
    return False


def record_of(made: Made) -> Record:
    """The page, the files that it asked for, and what the search has of it."""
    links = "\n".join(made.links).encode("utf-8", "surrogateescape")
    return zlib.compress(made.packed(), FASTEST), links, made.searched.encode("utf-8")


def _spans(entry: Entry) -> tuple[Span, Span, Span, Span]:
    return entry.trace, entry.made, entry.links, entry.searched


def _fields(entry: Entry) -> list[object]:
    return [entry.key, entry.basis, *_spans(entry), entry.shell, entry.output]


def _entry(key: str, basis: str, *rest: Any) -> Entry:
    *spans, shell, output = rest
    trace, made, links, searched = (_span(*each) for each in spans)
    return Entry(key, basis, trace, made, links, searched, shell, (output[0], output[1]))


def _span(at: int, length: int, sum: int) -> Span:
    if min(at, length, sum) < 0:
        raise Unkept
    return at, length, sum
