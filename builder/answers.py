"""What was made of each file of a project, kept by a digest of all that it was made of.

An answer is found by what it was made of, so none is ever out of date: it is there, or it is not. Two files have them.
The larger stays as it is while the smaller takes what is new, until that is worth writing all anew; each is written
whole or not at all, and is good without the other. What is torn, foreign or of another version counts as absent.
"""

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import IO, Any, Protocol

from builder.cached import Unkept, key, place, prepare, put_parts
from builder.packing import Unpacked, pack, unpack

FORMAT = 1
LARGE, SMALL = "answers", "answers-new"
"""Names of the two files."""
SHARE = 4
"""The part of all answers that the smaller may have, and the part of the larger that may be of no use."""
TRAILER = Struct("<32sQ")
"""At a file's end: the seal, and how long what it seals is."""
OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class Made:
    """An answer, and the digest by which it is found; on its way between processes it goes as it is kept."""

    key: str
    answer: Any

    def packed(self) -> bytes:
        return pack(self.answer)

    def __reduce__(self) -> tuple[Callable[[str, bytes], "Made"], tuple[str, bytes]]:
        return _arrived, (self.key, self.packed())


def _arrived(key: str, packed: bytes) -> Made:
    return Made(key, unpack(packed))


class Answers(Protocol):
    """Where answers are sought, and put."""

    @property
    def any(self) -> bool:
        """Whether it is worth seeking one."""

    def find(self, key: str) -> Any:
        """What was made of the same before; none where nothing is known of it."""

    def add(self, made: Made) -> None:
        """For the next time."""

    def write(self) -> bool:
        """Put what is new there for later processes; whether that was tried, in a copy of this one perhaps."""

    def rest(self) -> None:
        """Let go of what was neither found nor added since the last time: nobody will seek it again."""


class Remembered:
    """Those of a process that goes on, as they are."""

    def __init__(self, before: Answers | None = None) -> None:
        """`before` has what earlier processes kept, and is asked the first time only."""
        self._before = before
        self._old: dict[str, Any] = {}
        self._new: dict[str, Any] = {}

    @property
    def any(self) -> bool:
        return bool(self._old) or (self._before is not None and self._before.any)

    def find(self, key: str) -> Any:
        if key in self._new:
            return self._new[key]
        answer = self._old.get(key)
        if answer is None and self._before is not None:
            answer = self._before.find(key)
        if answer is not None:
            self._new[key] = answer
        return answer

    def add(self, made: Made) -> None:
        self._new[made.key] = made.answer
        if self._before is not None:
            self._before.add(made)

    def write(self) -> bool:
        return self._before is None or self._before.write()

    def rest(self) -> None:
        self._old, self._new = self._new, {}
        if self._before is not None:
            self._before.rest()
            self._before = None


class Kept:
    """Those in the folder of a project that keeps what commands could do without."""

    def __init__(self, project: Path) -> None:
        """Raises `Unkept` where nothing can be kept, `OSError` where this program cannot be told from another."""
        self._key = key()
        self._small, self._large = (_Volume(place(project, name), self._key) for name in (SMALL, LARGE))
        self._found: dict[_Volume, list[str]] = {self._small: [], self._large: []}
        """What is newer is sought first: it may be in the place of something older."""
        self._new: dict[str, Made] = {}

    @property
    def any(self) -> bool:
        return any(volume.places for volume in self._found)

    def find(self, key: str) -> Any:
        for volume, found in self._found.items():
            with suppress(OSError, Unkept, Unpacked):
                answer = unpack(volume.read(key))
                found.append(key)
                return answer
        return None

    def add(self, made: Made) -> None:
        self._new[made.key] = made

    def write(self) -> bool:
        """Where they cannot be written, the next time takes longer."""
        with suppress(OSError, Unkept):
            self._write()
        return True

    def rest(self) -> None:
        for volume in self._found:
            volume.close()
        self._new = {}

    def _write(self) -> None:
        small, large = self._small, self._large
        older = {key: partial(large.read, key) for key in self._found[large]}
        fresh: dict[str, Callable[[], bytes]] = {key: partial(small.read, key) for key in self._found[small]}
        fresh |= {key: made.packed for key, made in self._new.items()}
        if len(fresh) * SHARE > len(fresh) + len(older) or len(older) * SHARE < len(large.places) * (SHARE - 1):
            _write(large.path, older | fresh, self._key)
            small.path.unlink(missing_ok=True)
        elif self._new:
            _write(small.path, fresh, self._key)


class _Volume:
    """A file of answers, one behind the other; behind them how long each is and its digest, under a seal."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.places: dict[str, tuple[int, int, str]] = {}
        """Where each answer begins, its length in bytes, and its digest."""
        self._file: IO[bytes] | None = None
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Unkept):
            self._open(key)

    def _open(self, key: bytes) -> None:
        self._file = os.fdopen(os.open(self.path, OPEN), "rb")
        if not stat.S_ISREG(os.fstat(self._file.fileno()).st_mode):
            raise Unkept
        self._file.seek(-TRAILER.size, os.SEEK_END)
        seal, length = TRAILER.unpack(self._file.read())
        self._file.seek(-TRAILER.size - length, os.SEEK_END)
        index = self._file.read(length)
        if seal != _seal(index, key):
            raise Unkept
        told = json.loads(index)
        if told["format"] == FORMAT:
            starts = accumulate((length for _, length, _ in told["answers"]), initial=0)
            self.places = {key: (at, *rest) for at, (key, *rest) in zip(starts, told["answers"], strict=False)}

    def read(self, key: str) -> bytes:
        """As it was put there; raises `Unkept` where it is not, and `OSError`."""
        if self._file is None or key not in self.places:
            raise Unkept
        at, length, digest = self.places[key]
        self._file.seek(at)
        data = self._file.read(length)
        if _digest(data) != digest:
            raise Unkept
        return data

    def close(self) -> None:
        if self._file:
            self._file.close()


def _write(path: Path, answers: Mapping[str, Callable[[], bytes]], key: bytes) -> None:
    """Whole or not at all. What one that was killed here has left is removed; one that is at work writes in vain."""
    prepare(path.parent)
    for left in path.parent.glob(f"{path.name}.*"):
        left.unlink(missing_ok=True)
    put_parts(path, _parts(answers, key))


def _parts(answers: Mapping[str, Callable[[], bytes]], key: bytes) -> Iterator[bytes]:
    listed = []
    for each, asked in answers.items():
        data = asked()
        listed.append((each, len(data), _digest(data)))
        yield data
    index = json.dumps({"format": FORMAT, "answers": listed}).encode()
    yield index
    yield TRAILER.pack(_seal(index, key), len(index))


def _seal(index: bytes, key: bytes) -> bytes:
    """As that of `cached`."""
    return hashlib.blake2b(index, key=key, digest_size=32).digest()


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
