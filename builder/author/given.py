"""What an author hands in to be archived: a file, standard input, or the address of a page."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from builder.diagnostics import shown
from builder.read.files import MEBIBYTE, TEXT_LIMIT, bounded

HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/")


class Refusal(Exception):
    """Why nothing is archived, in one line; `usage` where the words of the command are at fault."""

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage


@dataclass(frozen=True, slots=True)
class Given:
    """An article's bytes, and what is known of where they came from."""

    data: bytes
    name: str
    """A file's name; empty for what has none."""
    address: str = ""
    encoding: str = ""
    """What the server states; empty where nobody does."""


def from_file(path: Path) -> Given:
    """A file's bytes. `Refusal` where it is not there, cannot be read or is too large."""
    name = shown(str(path), 120)
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        hint = "; an address begins with https:// or http://" if HOST.match(str(path)) else ""
        raise Refusal(f"there is no file `{name}`{hint}", usage=True) from None
    except (OSError, ValueError) as error:
        raise Refusal(f"`{name}` cannot be read: {getattr(error, 'strerror', error)}") from None
    if not stat.S_ISREG(kind) and not stat.S_ISFIFO(kind):
        raise Refusal(f"`{name}` is not a file", usage=True)
    try:
        data = bounded(path, TEXT_LIMIT) if stat.S_ISREG(kind) else _piped(path)
    except OSError as error:
        raise Refusal(f"`{name}`: the file cannot be read: {error.strerror}") from None
    if data is None:
        raise Refusal(f"`{name}`: the file is larger than {TEXT_LIMIT // MEBIBYTE} MiB")
    return Given(data, path.name)


def _piped(path: Path) -> bytes | None:
    """What comes through a pipe, as a shell's `<(…)` is; none if that is too much."""
    with path.open("rb") as pipe:
        data = pipe.read(TEXT_LIMIT + 1)
    return data if len(data) <= TEXT_LIMIT else None


def from_stream(stream: BinaryIO | None) -> Given:
    """Everything that a stream has. `Refusal` where there is none, or that is too much."""
    if stream is None:
        raise Refusal("there is no standard input")
    try:
        data = stream.read(TEXT_LIMIT + 1)
    except OSError as error:
        raise Refusal(f"standard input cannot be read: {error.strerror}") from None
    if len(data) > TEXT_LIMIT:
        raise Refusal(f"standard input is larger than {TEXT_LIMIT // MEBIBYTE} MiB")
    return Given(data, "")


def address_of(words: str) -> str:
    """The address that was typed, fit to be fetched. `Refusal` where it is none that may be."""
    from builder.author.fetching import checked

    if found := checked(words):
        return found
    if "@" in words.partition("://")[2].partition("/")[0]:
        raise Refusal("an address is given without user name and password", usage=True)
    raise Refusal(f"`{shown(words, 60)}` is no http or https address", usage=True)


def from_address(address: str) -> Given:
    """The page at an address. `Refusal` where it cannot be had."""
    from builder.author.fetching import FetchError, fetch

    try:
        found = fetch(address)
    except FetchError as error:
        raise Refusal(f"{shown(address, 100)} could not be fetched: {error}") from None
    return Given(found.data, "", found.address, found.encoding)
