"""A project as it was at a git revision: its files in a temporary folder, read from git's store and nowhere else."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from builder.diagnostics import shown
from builder.read.configuration import CONFIGURATION

READ = (CONFIGURATION, "sources", "briefings")
KINDS = (".md", ".yaml", ".yml", ".txt")
LINK, FILES = "120000", {"100644", "100755", "120000"}
"""How git writes what an entry of a tree is."""
GIT = ("git", "--literal-pathspecs", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
"""Paths are no patterns, and a partial clone fetches nothing."""
ELSEWHERE = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS"),
}
"""What a hook of git sets: it would lead to the hook's repository, whichever one the project is in."""


class RevisionError(Exception):
    """Why a revision cannot be read, in one line."""


@contextmanager
def at_revision(project: Path, revision: str) -> Iterator[Path]:
    """A folder with the project's files of that time, while the context lasts."""
    prefix = _prefix(project)
    commit = _commit(project, revision)
    entries = list(_entries(project, commit, prefix))
    if not any(path == CONFIGURATION for _, _, path in entries):
        raise RevisionError(f"there was no project here at `{shown(revision, 60)}`: no {CONFIGURATION}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blobs = _blobs(project, [id for _, id, _ in entries])
        for (mode, _, path), data in sorted(zip(entries, blobs, strict=True), key=lambda each: each[0][0] == LINK):
            _write(folder / path, data, link=mode == LINK)
        yield folder


def _prefix(project: Path) -> str:
    """The project's folder from the repository's, with a slash at its end; empty where they are one."""
    run = _git(project, "rev-parse", "--show-prefix")
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = "the folder is in no git repository"
        if said and "not a git repository" not in said[0]:
            reason = f"git says: {shown(said[0].removeprefix('fatal: '), 160)}"
        raise RevisionError(reason)
    return os.fsdecode(run.stdout.removesuffix(b"\n"))


def _commit(project: Path, revision: str) -> str:
    """The full id of the commit that a revision names."""
    if not revision.strip() or revision.startswith("-") or "\0" in revision:
        raise RevisionError(f"`{shown(revision, 60)}` names no revision")
    found = revision
    for peeled in ("", "^{commit}"):  # in two steps, for `:/words` would seek what is put behind it
        run = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{found}{peeled}")
        found = run.stdout.decode("ascii", "replace").strip()
    if run.returncode or not found:
        shallow = _git(project, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        hint = ", and this clone is shallow: fetch its whole history (`git fetch --unshallow`)" if shallow else ""
        raise RevisionError(f"no commit is called `{shown(revision, 60)}` here{hint}")
    return found


def _entries(project: Path, commit: str, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Mode, id and path in the project of each file that a project reads; pictures and the like aside."""
    wanted = [f"{prefix}{name}" for name in READ]
    run = _git(project, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    if run.returncode:
        raise RevisionError("the files of that time are not all here: the clone is partial")
    for line in run.stdout.split(b"\0")[:-1]:
        head, _, name = line.partition(b"\t")
        mode, _, id = head.decode("ascii").split()
        path = os.fsdecode(name).removeprefix(prefix)
        inside = not path.startswith("/") and ".." not in PurePosixPath(path).parts
        if mode in FILES and inside and (mode == LINK or path.endswith(KINDS)):
            yield mode, id, path


def _blobs(project: Path, ids: list[str]) -> Iterator[bytes]:
    """The content of each id, as stored: no filter of a checkout runs."""
    run = _git(project, "cat-file", "--batch", said="\n".join([*ids, ""]).encode("ascii"))
    out, at = run.stdout, 0
    for _ in ids:
        stop = out.find(b"\n", at)
        head = out[at:stop].split()
        if run.returncode or len(head) != 3:
            raise RevisionError("the files of that time are not all here: the clone is partial")
        end = stop + 1 + int(head[2])
        yield out[stop + 1 : end]
        at = end + 1


def _write(path: Path, data: bytes, *, link: bool) -> None:
    """A file or a link; what the file system refuses is left out, as it would be in a checkout."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if link:
            path.symlink_to(os.fsdecode(data))
        else:
            path.write_bytes(data)
    except (OSError, ValueError):
        return


def _git(project: Path, *words: str, said: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    inherited = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environment = {**inherited, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        return subprocess.run(  # noqa: S603  # a revision is checked, and never an option
            [*GIT, *words], cwd=project, input=said, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
