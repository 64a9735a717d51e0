"""Put a finished folder in the place of the last one: whole, or not at all."""

import contextlib
import filecmp
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from builder.aside import BESIDE
from builder.disk import exchange, flush, flush_new, listed, remove
from builder.locks import alone, if_alone
from builder.model.resolved import Page


def write_pages(pages: tuple[Page, ...], folder: Path) -> None:
    """Pages on disk, for a host that reads a folder; what is equal is left untouched, what is not a page goes.

    A folder that an interrupted run left is mended so, whatever is in it. Nothing is written through a link.
    """
    if folder.is_symlink() or not folder.is_dir():
        remove(folder)
    wanted = {folder / page.path for page in pages}
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted or path.is_symlink() or not path.is_file():
            path.unlink()
    for page in pages:
        path = folder / page.path
        text = page.take()
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be a second name of somebody's file
        path.write_bytes(data)


def not_a_place_for_a_site(target: Path, project: Path) -> str:
    """Why a folder must not be replaced by a site; empty where it may be."""
    own = [project / name for name in ("sources", "briefings", "builder", "tests", ".git")]
    if project.is_relative_to(target) or any(target.is_relative_to(folder) for folder in own):
        return "the project's own files are there"
    if target.exists() and not target.is_dir():
        return "it is a file"
    if target.is_mount():
        return "another disk is mounted there, and a folder that is one cannot be exchanged; name a folder in it"
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        return "the folder is not empty, and what it holds is no site"
    return ""


def replace_folder(
    target: Path,
    fill: Callable[[Path], bool],
    known: Callable[[str], bool] | None = None,
    done: Callable[[], None] = lambda: None,
) -> bool:
    """Fill a fresh folder beside `target` and exchange the two if `fill` says that it is complete.

    A failure leaves `target` as it was. Unchanged files are hard links to those of the old folder. What is new is on
    the disk itself before it gets its name, so that a power cut leaves the one or the other too. A path is `known` if
    it need not be read to see that nothing has changed. `done` is called when all is in its place, while nobody else
    can exchange it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(target.parent) as lock:
        _repair(target, others=lock is not None)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(target, "new"), dir=target.parent))
        try:
            if not fill(fresh):
                return False
            fresh.chmod(stat.S_IMODE(target.stat().st_mode) if target.is_dir() else 0o755)
            _keep_equal(fresh, target, known)
            flush_new(fresh)
            _exchange(fresh, target)
            flush(target.parent)
        finally:
            remove(fresh)
        if lock is not None:
            done()
        return True


def repair(target: Path) -> None:
    """Completes or clears up what a killed build left beside `target`, unless another build is at work there."""
    with contextlib.suppress(OSError), if_alone(target.parent) as free:
        if free:
            _repair(target, others=True)


def _prefix(target: Path, kind: str) -> str:
    return f"{BESIDE}{target.name}-{kind}-"


def _beside(target: Path, kind: str) -> Iterator[Path]:
    """Folders of that kind that builds of `target` made; those of a longer name are another's."""
    ours = re.compile(re.escape(_prefix(target, kind)) + r"[a-z0-9_]+")
    yield from (path for path in sorted(target.parent.iterdir()) if ours.fullmatch(path.name))


def _repair(target: Path, *, others: bool) -> None:
    """What a killed build left behind: its unfinished folder goes, a site that was set aside returns.

    Where `others` may be at work, for want of locks, their folders stay.
    """
    for old in _beside(target, "old"):
        if target.exists():
            remove(old)
        else:
            old.rename(target)
    for fresh in _beside(target, "new") if others else ():
        remove(fresh)


def _keep_equal(fresh: Path, old: Path, known: Callable[[str], bool] | None) -> None:
    """Files that are the same become the old folder's own; a kept file is a second name of it, and never written to."""
    link = fresh / ".link"
    if os.path.lexists(link):
        return
    for path in listed(fresh)[0]:
        twin = f"{old}/{path}"
        if _alike(f"{fresh}/{path}", twin, partial(known, path) if known else None):
            try:
                os.link(twin, link, follow_symlinks=False)
                link.replace(fresh / path)
            except OSError:  # another file system, or one without links: the copy serves as well
                link.unlink(missing_ok=True)


def _alike(path: str, twin: str, known: Callable[[], bool] | None) -> bool:
    """Whether they are the same in content, owner and mode."""
    try:
        other, one = os.lstat(twin), os.lstat(path)
        if os.path.samestat(one, other):
            return False  # it is that file already
        same = (one.st_mode, one.st_uid, one.st_gid) == (other.st_mode, other.st_uid, other.st_gid)
        return same and ((known and known()) or filecmp.cmp(path, twin, shallow=False))
    except OSError:
        return False


def _exchange(fresh: Path, target: Path) -> None:
    """In one call where the system can; else in two, which `_repair` completes if they are cut apart."""
    if not target.exists():
        fresh.rename(target)
        return
    if exchange(fresh, target):
        return
    aside = target.with_name(_prefix(target, "old") + fresh.name.rsplit("-", 1)[-1])
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        if not target.exists():
            aside.rename(target)
        raise
    remove(aside)
