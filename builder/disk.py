"""What disks do beside reading and writing: names given or exchanged in one call, and what outlasts a power cut."""

import contextlib
import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builder.walking import walked

RENAME_NOREPLACE = 1
RENAME_EXCHANGE = 2
AT_FDCWD = -100
UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS, errno.EPERM, errno.EACCES}
"""Of a flush: the system has none for this, or not for us."""

AT_ONCE = 16
"""Files that are flushed together."""


def exchange(one: Path, other: Path) -> bool:
    """Each gets the other's name, in one call; whether the system did it."""
    return _renameat2(one, other, RENAME_EXCHANGE) == 0


def rename_new(one: Path, other: Path) -> bool:
    """`one` gets the name `other`, in one call; whether the system did it. `FileExistsError` where it is taken."""
    failed = _renameat2(one, other, RENAME_NOREPLACE)
    if failed == errno.EEXIST:
        raise FileExistsError(failed, os.strerror(failed), str(other))
    return failed == 0


def _renameat2(one: Path, other: Path, flags: int) -> int:
    """Linux's call: 0, or the number of what went wrong."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return errno.ENOSYS
    done = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), flags) == 0
    return 0 if done else ctypes.get_errno()


def flush(path: Path) -> None:
    """A file's content, or a folder's names, on the disk itself; `OSError` where the disk does not take them."""
    if os.name == "nt":  # it flushes no folders, and files only while they are written
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise
    finally:
        os.close(handle)


def listed(folder: Path) -> tuple[list[str], list[str]]:
    """The plain files in a folder by their paths in it, and the folders, itself first; links are not followed."""
    files: list[str] = []
    folders = [""]
    for path, entry in walked(folder):
        if path.endswith("/"):
            folders.append(path)
        elif entry.is_file(follow_symlinks=False):
            files.append(path)
    return files, folders


def flush_new(folder: Path) -> None:
    """Everything in a folder, but for files that are second names of older ones.

    Many at once: a disk writes what waits together in one go, in a tenth of the time.
    """
    files, folders = listed(folder)

    new = [path for path in files if os.lstat(f"{folder}/{path}").st_nlink == 1]

    def flush_all(paths: Sequence[str]) -> None:
        for path in paths:
            flush(folder / path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for each in (new, folders):
            list(pool.map(flush_all, (each[at::AT_ONCE] for at in range(AT_ONCE))))


def remove(path: Path) -> None:
    """A file, a link, or a folder with all that is in it, as far as we may; links are not followed."""
    if path.is_symlink() or not path.is_dir():
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return
    with contextlib.suppress(RecursionError):
        shutil.rmtree(path, ignore_errors=True)
    if path.is_dir():
        for here, _, _ in os.walk(path):  # what is closed to its owner can be opened by its owner
            with contextlib.suppress(OSError):
                Path(here).chmod(stat.S_IRWXU)
        with contextlib.suppress(RecursionError):
            shutil.rmtree(path, ignore_errors=True)
