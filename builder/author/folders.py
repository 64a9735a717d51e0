"""A new folder of the author's: whole or not there at all, and never among files that are there already."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.author.files import BEGUN, PREFIX, clear, settle, staged, write_all, writing
from builder.disk import flush, flush_new, remove


class NotEmptyError(Exception):
    """There is something in the folder."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def create_folder(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """A folder with these files, by path. An empty one that is there stays, and is filled.

    `NotEmptyError`, `FileExistsError` or `NotADirectoryError` where something is in the way.
    """
    if target.is_dir():
        _fill(target, files)
    elif target.is_symlink() or target.exists():
        raise FileExistsError(target)
    else:
        with _parents(target.parent):
            _make(target, files)


def _make(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Written beside its place, and renamed when it is complete."""
    with writing(target.parent) as parent:
        begun = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=BEGUN, dir=parent))
        try:
            write_all(begun, files)
            begun.chmod(0o755)
            begun.rename(target)
            flush(parent)
        except OSError:
            if target.is_dir():  # somebody made it in the meantime
                _refuse_full(target)
            raise
        finally:
            remove(begun)


def _fill(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Written inside it and moved up, in the order given: the author may stand in it, or it may be a disk."""
    clear(target)
    _refuse_full(target)
    made: list[Path] = []
    with writing(target), staged(target, files) as (stage, names):
        try:
            for name in names:
                try:
                    _move(stage / name, target / name, made)
                except FileExistsError:
                    raise NotEmptyError([name]) from None
        except BaseException:
            _remove(made)
            raise
        flush_new(target)


def _move(fresh: Path, path: Path, made: list[Path]) -> None:
    """A file or a folder to a name that nothing has, `FileExistsError` otherwise; what is made is noted at once."""
    if not fresh.is_dir():
        settle(fresh, path)
        made.append(path)
        return
    path.mkdir()
    made.append(path)
    for each in sorted(fresh.iterdir()):
        _move(each, path / each.name, made)


def _remove(made: list[Path]) -> None:
    """What was made, the last first; a folder in which somebody put something stays."""
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _refuse_full(folder: Path) -> None:
    if names := sorted(path.name for path in folder.iterdir()):
        raise NotEmptyError(names)


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """The folder with those above it; those that were not there go again if what follows fails."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in made:
            try:
                each.rmdir()
            except OSError:  # somebody put something there
                break
        raise
