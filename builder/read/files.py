"""Read bytes from a project's folder: bounded, decoded, never from outside it."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.characters import code, unseen
from builder.model.names import unportable

KINDS = {".txt", ".yaml", ".md"}
"""How the names of files that are read end."""
Entry = os.DirEntry[str]
MEBIBYTE = 2**20
YAML_LIMIT = 4 * MEBIBYTE
MARKDOWN_LIMIT = 4 * MEBIBYTE
TEXT_LIMIT = 16 * MEBIBYTE
LINES_LIMIT = 500_000
"""Of an archived text."""
QUOTATION_MARKS_LIMIT = 250_000
"""Of an archived text: ten times what a long novel has."""
ASSET_LIMIT = 64 * MEBIBYTE
"""Of a picture or another file that pages link to."""
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""It never waits, and every byte is what is there."""


def relative(path: Path, project: Path) -> str:
    """A path as authors see it, made printable: a file's name is untrusted text too."""
    return _printable(below(path, project))


def below(path: Path, folder: Path) -> str:
    """A path from a folder that it is in, as it is."""
    here, name = f"{folder}/", os.fspath(path)  # `relative_to` says the same, in five times the time
    return name.removeprefix(here) if name.startswith(here) else path.relative_to(folder).as_posix()


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def find_files(folder: Path, project: Path, report: Report) -> list[Path]:
    """Every regular file below `folder`, sorted; what leads out, is no file or has no name for a page is reported."""
    found: list[Path] = []
    root = project.resolve()
    name = relative(folder, project)
    if not _leads_inside(folder, root):
        report(_leads_out(Location(name), "folder"))
        return found
    before = f"{folder.relative_to(project).as_posix()}/" if folder != project else ""
    for entry, path, plain in _below(folder, before, report) if os.path.lexists(folder) else ():
        problem = _unfit(entry, root, path)
        if problem:
            report(problem)
        elif plain and entry.is_file():
            found.append(Path(entry.path))
    return found


def _unfit(entry: Entry, root: Path, path: str) -> Diagnostic | None:
    """What is wrong with a file or a folder as such; nothing of one that may be read."""
    at, name = Location(_printable(path)), entry.name
    if not _is_text(name):
        message = "the name is not UTF-8, so no page can have it in its address"
        return Diagnostic(at, "not-utf8", message, "give the file or folder another name")
    if not name.isascii() and (hidden := next(unseen(name, spelling=False, pictures=False), -1)) >= 0:
        message = f"the name holds {code(name[hidden])}, which is not seen"
        return Diagnostic(at, "invisible-character", message, "give the file or folder another name")
    if reason := unportable(name):
        return Diagnostic(at, "unportable-name", reason, "give the file or folder another name")
    try:
        inside = not entry.is_symlink() or Path(entry.path).resolve(strict=True).is_relative_to(root)
        kind = entry.stat().st_mode
    except (OSError, RuntimeError) as error:
        reason = str(error.strerror) if isinstance(error, OSError) else "it is a link to itself"
        return Diagnostic(at, "unreadable-file", f"the file cannot be read: {reason}", "remove it, or put a copy here")
    if not inside:
        return _leads_out(at, "file")
    if stat.S_ISDIR(kind):
        return _misplaced(Path(entry.path), at)
    if not stat.S_ISREG(kind):
        message = "the file cannot be read: it is a pipe, a socket or a device"
        return Diagnostic(at, "unreadable-file", message, "remove it, or put a file in its place")
    return None


def _misplaced(folder: Path, at: Location) -> Diagnostic | None:
    """A folder in which nothing would be read, though it looks so."""
    if folder.suffix in KINDS:
        message = f"this is a folder, and `{folder.suffix}` names a file"
        return Diagnostic(at, "stray-file", message, "rename the folder, or put the file in its place")
    if folder.is_symlink():
        message = "this is a link to a folder, and is not followed"
        return Diagnostic(at, "stray-file", message, "put the folder itself here")
    return None


def _leads_inside(path: Path, root: Path) -> bool:
    """Whether a path stays in the project, whatever links it goes through; one that is not there does."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself, or no permission: opening it tells
        return True


def _leads_out(at: Location, kind: str) -> Diagnostic:
    return Diagnostic(at, "outside-project", "this link leads out of the project", f"put a copy of the {kind} here")


def leads_out(path: Path, project: Path) -> bool:
    """Whether reading a path would read something outside the project."""
    return not _is_direct(path, project) and not _leads_inside(path, project.resolve())


def _is_direct(path: Path, project: Path) -> bool:
    """Whether a path leads below the project without a link or a step up: so do almost all, and that is soon seen."""
    here, name = f"{project}{os.sep}", os.fspath(path)
    if not name.startswith(here) or ".." in name:
        return False
    at = len(here) - 1
    while (at := name.find(os.sep, at + 1)) >= 0:
        if os.path.islink(name[:at]):  # noqa: PTH114
            return False
    return not os.path.islink(path)  # noqa: PTH114


def _below(folder: Path, before: str, report: Report) -> Iterator[tuple[Entry, str, bool]]:
    """Everything below a folder in order, links to folders not followed; what cannot be listed is reported.

    With each its path, where `before` is that of the folder, and whether all names in it are plain. What is hidden is
    left out.
    """
    waiting = [(entry, f"{before}{entry.name}", True, False) for entry in _listed(folder, before, report)]
    while waiting:
        entry, path, plain, hidden = waiting.pop()
        plain, hidden = plain and _is_plain(entry.name), hidden or entry.name.startswith(".")
        if not hidden:
            yield entry, path, plain
        if entry.is_dir(follow_symlinks=False):
            waiting += [(each, f"{path}/{each.name}", plain, hidden) for each in _listed(entry, f"{path}/", report)]


def _listed(folder: Path | Entry, path: str, report: Report) -> list[Entry]:
    """What a folder has, the last first."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        at, message = Location(_printable(path.removesuffix("/"))), f"the folder cannot be read: {error.strerror}"
        report(Diagnostic(at, "unreadable-file", message, "check its permissions"))
        return []


def _is_text(name: str) -> bool:
    """Whether a name's bytes were UTF-8: others reach Python as lone surrogates."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def _is_plain(name: str) -> bool:
    return name.isascii() or (_is_text(name) and not any(True for _ in unseen(name, spelling=False, pictures=False)))


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was when it was read: its bytes, or why there are none. With neither, there is no such file."""

    data: bytes | None = None
    problem: Diagnostic | None = None

    def said(self, report: Report) -> bytes | None:
        """The bytes, or none with a report."""
        if self.problem:
            report(self.problem)
        return self.data


ABSENT = Taken()
Both = tuple[Taken, Taken]
"""A record with its text, or a page with its data file."""


class Task(Protocol):
    """Two files that are read together: what is found in them rests on what these say, and on nothing else."""

    @property
    def names(self) -> tuple[str, ...]:
        """What counts besides their bytes: the same wherever the project's folder is."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Where they are, as far as they are there."""

    def taken(self) -> Both:
        """Both as they are now."""


F = TypeVar("F", bound=Task)
R = TypeVar("R")


def one_by_one(do: Callable[[F, Both], R], tasks: Iterable[F]) -> Iterator[R]:
    """What `do` makes of each, in order."""
    return (do(task, task.taken()) for task in tasks)


def take(path: Path, project: Path, limit: int) -> Taken:
    """What `read_bytes` gives, with its report beside it."""
    problems: list[Diagnostic] = []
    return Taken(read_bytes(path, project, limit, problems.append), next(iter(problems), None))


def read_bytes(path: Path, project: Path, limit: int, report: Report) -> bytes | None:
    """A file's bytes, or none with a report: outside the project, too large, or not to be read."""
    if leads_out(path, project):
        report(_leads_out(Location(relative(path, project)), "file"))
        return None
    try:
        data = bounded(path, limit)
    except OSError as error:
        at = Location(relative(path, project))
        report(Diagnostic(at, "unreadable-file", f"the file cannot be read: {error.strerror}", "check its permissions"))
        return None
    if data is None:
        size = f"{limit // MEBIBYTE} MiB" if limit >= MEBIBYTE else f"{limit // 1024} KiB"
        message = f"the file is larger than {size}"
        report(Diagnostic(Location(relative(path, project)), "file-too-large", message, "split it or cut it down"))
    return data


def bounded(path: Path, limit: int) -> bytes | None:
    """The bytes of a regular file, none if they are more than `limit`. `OSError` where there is nothing to be read.

    It never waits: what became a pipe since it was found is not opened for good.
    """
    descriptor = os.open(path, READING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is a folder, a pipe, a socket or a device", str(path))
        data = os.read(descriptor, min(status.st_size, limit) + 1)
        if 0 < len(data) != status.st_size:  # it may be longer by now, or came in part
            with open(descriptor, "rb", closefd=False) as file:
                data += file.read(limit + 1 - len(data))
    finally:
        os.close(descriptor)
    return data if len(data) <= limit else None


def decode(data: bytes, path: str, report: Report) -> str | None:
    """UTF-8 text without NUL, or none with a report at the first bad byte; a leading mark is dropped."""
    text: str | None = None
    try:
        text = data.decode("utf-8")
        bad = text.find("\0")
        problem = "a NUL character stands here" if bad >= 0 else ""
        before = text[:bad] if bad >= 0 else ""
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} of the file (0x{data[error.start]:02x}) is not UTF-8"
        before = data[: error.start].decode("utf-8")
    if not problem:
        return text
    at = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    report(Diagnostic(at, "not-utf8", problem, "save the file as UTF-8 text"))
    return None
