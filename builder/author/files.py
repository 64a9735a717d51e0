"""Files of the author's: each is written whole or not at all, and never over what somebody wrote meanwhile.

What is being written stands under a name of ours that begins with a dot, so that nobody reads it, and is on the disk
itself before it gets its own. What a killed command left is completed or cleared up by the next one there.
"""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.disk import flush, flush_new, remove, rename_new
from builder.locks import alone, if_alone

PREFIX, BEGUN, WHOLE = ".briefings-", ".begun", ".whole"
OURS = re.compile(r"\.briefings-[a-z0-9_]{8}(\.begun|\.whole)")


class ChangedError(Exception):
    """A file is no longer what it was when it was read."""


def create(path: Path, data: bytes) -> None:
    """A new file, complete from the moment it is there. `FileExistsError` where there is one already."""
    with writing(path.parent) as folder, _complete(folder, data) as fresh:
        settle(fresh, folder / path.name)
        flush(folder)


def create_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """New files, by name, all of them or none; `FileExistsError` with the path of one that is there already.

    If the command is killed between two of them, the next one there adds the rest.
    """
    made: list[Path] = []
    with writing(folder) as place, staged(place, files.items()) as (stage, _):
        try:
            for name in files:
                settle(stage / name, place / name)
                made.append(place / name)
        except BaseException:  # an interrupt too
            for path in made:
                path.unlink(missing_ok=True)
            raise
        flush(place)


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    """The file's content changed in one exchange; links, mode and owner stay. Others of us who edit it wait.

    `ChangedError` where somebody who does not wait changed it in the meantime.
    """
    place = path.resolve()
    with writing(place.parent) as folder:
        was = place.read_bytes()
        with _complete(folder, change(was), like=place.stat()) as fresh:
            if place.read_bytes() != was:
                raise ChangedError(f"{path.name} was changed in the meantime")
            fresh.replace(place)
        flush(folder)


def settle(fresh: Path, path: Path) -> None:
    """Gives a complete file a name that nothing has. `FileExistsError` where it is taken; nothing is written over."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if rename_new(fresh, path):
            return
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        fresh.rename(path)
    else:
        fresh.unlink()


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """A folder, made if need be, in which no other command of ours writes, and nothing is left of a killed one."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder) as lock:
        if lock is not None:
            _clear(folder)
        yield folder


def clear(folder: Path) -> None:
    """Completes or clears up what a killed command left in a folder, unless another is at work there."""
    with suppress(OSError), if_alone(folder) as free:
        if free:
            _clear(folder)


def _clear(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        ours = OURS.fullmatch(path.name)
        if ours and ours[1] == WHOLE and path.is_dir() and not path.is_symlink():
            _go_on(path, folder)
        if ours:
            remove(path)


def _go_on(stage: Path, folder: Path) -> None:
    """Moves the files that were about to be moved, but for those in whose way somebody's are."""
    for path in sorted(stage.rglob("*")):
        target = folder / path.relative_to(stage)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif not os.path.lexists(target):
            settle(path, target)
    flush(folder)


@contextmanager
def staged(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[Path, list[str]]]:
    """A folder of ours in `folder` with all of the files, by path, gone afterwards; and the names at its top."""
    begun = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=BEGUN, dir=folder))
    stage = begun.with_suffix(WHOLE)
    try:
        names = write_all(begun, files)
        begun.rename(stage)
        yield stage, names
    finally:
        remove(begun)
        remove(stage)


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Files in an empty folder, by path, on the disk itself; the names at its top, as they came."""
    names: dict[str, None] = {}
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(data)
        except OSError as error:
            error.filename = error.filename or str(path)  # a full disk does not say of which file
            raise
        names[name.partition("/")[0]] = None
    flush_new(folder)
    return list(names)


@contextmanager
def _complete(folder: Path, data: bytes, like: os.stat_result | None = None) -> Iterator[Path]:
    """A file of ours with all of the data, gone afterwards; with mode and owner like another's, as far as we may."""
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=BEGUN, dir=folder)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if like:
            with suppress(OSError):
                os.chown(fresh, like.st_uid, like.st_gid)
        fresh.chmod(stat.S_IMODE(like.st_mode) if like else 0o644)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
