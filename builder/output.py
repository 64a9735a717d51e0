"""Put a finished folder in the place of the last one: whole, or not at all."""

import ctypes
import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from builder.locks import alone
from builder.model.resolved import Page

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def write_pages(pages: tuple[Page, ...], folder: Path) -> None:
    """Pages on disk, for a host that reads a folder; what is equal is left untouched, what is not a page goes."""
    wanted = {folder / page.path for page in pages}
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else []:
        if path.is_symlink() or (path.is_file() and path not in wanted):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for page in pages:
        path = folder / page.path
        data = page.text if isinstance(page.text, bytes) else page.text.encode("utf-8")
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def not_a_place_for_a_site(target: Path, project: Path) -> str:
    """Why a folder must not be replaced by a site; empty where it may be."""
    own = [project / name for name in ("sources", "briefings", "builder", "tests", ".git")]
    if project.is_relative_to(target) or any(target.is_relative_to(folder) for folder in own):
        return "the project's own files are there"
    if target.exists() and not target.is_dir():
        return "it is a file"
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        return "the folder is not empty, and what it holds is no site"
    return ""


def replace_folder(target: Path, fill: Callable[[Path], bool]) -> bool:
    """Fill a fresh folder beside `target` and exchange the two if `fill` says that it is complete.

    A failure leaves `target` as it was. Unchanged files are hard links to those of the old folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(target.parent):
        _repair(target)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(target, "new"), dir=target.parent))
        fresh.chmod(0o755)
        try:
            if not fill(fresh):
                return False
            _keep_equal(fresh, target)
            _exchange(fresh, target)
            return True
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _prefix(target: Path, kind: str) -> str:
    return f".site-{target.name}-{kind}-"


def _repair(target: Path) -> None:
    """What a killed build left behind: its unfinished folder goes, a site that was set aside returns."""
    for old in sorted(target.parent.glob(_prefix(target, "old") + "*")):
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for fresh in target.parent.glob(_prefix(target, "new") + "*"):
        shutil.rmtree(fresh, ignore_errors=True)


def _keep_equal(fresh: Path, old: Path) -> None:
    for path in sorted(fresh.rglob("*")):
        twin = old / path.relative_to(fresh)
        if path.is_file() and twin.is_file() and not twin.is_symlink() and filecmp.cmp(path, twin, shallow=False):
            link = path.with_name(path.name + ".link")
            try:
                os.link(twin, link)
                link.replace(path)
            except OSError:  # another file system, or one without links: the copy serves as well
                link.unlink(missing_ok=True)


def _exchange(fresh: Path, target: Path) -> None:
    """In one call where the system can; else in two, which `_repair` completes if they are cut apart."""
    if not target.exists():
        fresh.rename(target)
        return
    if _renameat2(fresh, target):
        return
    aside = target.with_name(_prefix(target, "old") + fresh.name.rsplit("-", 1)[-1])
    target.rename(aside)
    fresh.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _renameat2(one: Path, other: Path) -> bool:
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
