"""Files of the author's: each is written whole or not at all, and never over what somebody wrote meanwhile."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.locks import alone


class ChangedError(Exception):
    """A file is no longer what it was when it was read."""


def create(path: Path, data: bytes) -> None:
    """A new file, complete from the moment it is there. `FileExistsError` where there is one already."""
    with _complete(path, data) as fresh:
        settle(fresh, path)


def settle(fresh: Path, path: Path) -> None:
    """Moves a complete file to a name beside it. `FileExistsError` where that is taken; nothing is written over."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:
        _settle_without_links(fresh, path)
    else:
        fresh.unlink()


def _settle_without_links(fresh: Path, path: Path) -> None:
    """The name is taken first, and filled in one call; if that fails, it is free again."""
    taken = False
    try:
        with path.open("xb"):
            taken = True
        fresh.replace(path)
    except BaseException:
        if taken:
            path.unlink(missing_ok=True)
        raise


def replace(path: Path, data: bytes, *, was: bytes) -> None:
    """The file's new content in one exchange. `ChangedError` where it no longer holds `was`."""
    with alone(path.resolve().parent), _complete(path, data) as fresh:
        if path.read_bytes() != was:
            raise ChangedError(f"{path.name} was changed in the meantime")
        fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path.resolve())


@contextmanager
def _complete(path: Path, data: bytes) -> Iterator[Path]:
    """A file beside `path` with all of the data, gone afterwards; its name begins with a dot, so nobody reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.resolve().parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o644)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
