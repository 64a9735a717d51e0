"""The folder in a project where commands keep what they could do without, and how its files are read and written.

Whatever is torn, foreign or of another version counts as absent. What a file says is believed only under a seal that
this program makes as it was put on this machine, and that nobody else can, whatever of a project they have had.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from builder.marks import Mark, mark
from builder.walking import walked

FOLDER = Path(".briefings-cache")
"""In the project; git passes it over."""
Json = dict[str, Any]
SEAL = 32
"""Bytes of a seal."""


class Unkept(Exception):
    """Something that cannot be compared, or is not what we wrote."""


def place(project: Path, name: str) -> Path:
    """Where a file of a name is kept; raises `Unkept` where the folder is a link: what it leads to is not ours."""
    if (project / FOLDER).is_symlink():
        raise Unkept
    return project / FOLDER / name


def read(path: Path) -> Json:
    """What `write` wrote; a byte that is another shows. Raises `Unkept`, `OSError` and `ValueError`."""
    if path.is_symlink():
        raise Unkept
    with path.open("rb", buffering=0) as file:  # what is read stands in memory once: it may be twenty megabytes
        sealed, data = file.read(2 * SEAL + 1), file.readall()
    if sealed != f"{seal(data)}\n".encode():
        raise Unkept
    kept: Json = json.loads(data)
    return kept


def write(path: Path, kept: Json) -> None:
    """Whole or not at all."""
    write_parts(path, (json.dumps(kept),))


def write_parts(path: Path, parts: Iterable[str]) -> None:
    """The same of JSON that comes in parts, of which one is held at a time; the seal is put before it at the end."""
    prepare(path.parent)
    sealing = hashlib.blake2b(key=key(), digest_size=SEAL)
    with _fresh(path) as file:
        file.write(bytes(2 * SEAL) + b"\n")
        for part in parts:
            data = part.encode()
            sealing.update(data)
            file.write(data)
        file.seek(0)
        file.write(sealing.hexdigest().encode())


def members(each: Iterable[tuple[str, object]]) -> Iterator[str]:
    """The members of an object in JSON, of which one is held at a time."""
    for number, (name, value) in enumerate(each):
        yield f"{', ' if number else ''}{json.dumps(name)}: {json.dumps(value)}"


def seal(data: bytes) -> str:
    """Only this program can make it, as it was put on this machine, and it does not tell by what."""
    return hashlib.blake2b(data, key=key(), digest_size=SEAL).hexdigest()


@cache
def key() -> bytes:
    """What seals are made with. It is written nowhere: whoever has a project's folder cannot make one."""
    return bytes.fromhex(program())


def prepare(folder: Path) -> None:
    """The folder, with a word to git that nothing in it is the author's."""
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / ".gitignore", b"*\n")


def put(path: Path, data: bytes) -> None:
    """In the place of whatever has the name; a link is replaced, not followed."""
    put_parts(path, (data,))


def put_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same in parts, of which one is held at a time."""
    with _fresh(path) as file:
        file.writelines(parts)


@contextmanager
def _fresh(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets the name once it is whole."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    try:
        with fresh.open("xb") as file:
            yield file
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def below(project: Path, folder: str, but: str = "") -> Iterator[tuple[str, Mark]]:
    """The files in a folder of a project with their marks, and its folders with empty ones; in no order.

    Folders of the name `but` are passed over. Raises `Unkept` at anything else, a link above all.
    """
    for path, entry in walked(project / folder, but):
        if path.endswith("/"):
            yield f"{folder}/{path}", b""
        elif entry.is_file(follow_symlinks=False):
            yield f"{folder}/{path}", mark(entry.stat(follow_symlinks=False))
        else:
            raise Unkept  # where a link leads is not looked at here


def program() -> str:
    """A digest of what decides what is found besides the project: this program, Python, and every library.

    It has the moments at which the program's files came to this machine.
    """
    signs = hashlib.sha256(sys.version.encode())
    for folder in sys.path:
        if folder.endswith("site-packages"):
            with suppress(OSError):
                signs.update("\n".join(sorted(map(str, Path(folder).iterdir()))).encode("utf-8", "surrogateescape"))
    for path, each in sorted(below(Path(__file__).parents[1], Path(__file__).parent.name, "__pycache__")):
        signs.update(f"{path} ".encode("utf-8", "surrogateescape") + each)
    return signs.hexdigest()
