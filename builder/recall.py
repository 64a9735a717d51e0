"""What a command found last time, for as long as nothing that it was found in has changed.

Content decides, not the time of a change: a file that was only touched is read once more, and nothing else is done.
What is kept here is never needed: torn, foreign or of another version, it is dropped without a word.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic, Location
from builder.model.findings import Accepted, Counts, Findings

FOLDER = Path(".briefings-cache")
"""In the project; git passes it over."""
FORMAT = 1
FRESH = 2_000_000_000
"""Nanoseconds after a change in which a file may change again and show the same times."""
Json = dict[str, Any]
Marks = Mapping[str, tuple[int, ...]]
"""Of each file, by its path: size, times and number, as the file system tells them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check or a build came to."""

    findings: Findings
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project as they are now."""

    project: Path
    at: int
    """When they were looked at; nanoseconds since 1970."""
    marks: Marks


class Unkept(Exception):
    """Something that cannot be compared, or is not what we wrote."""


def look(project: Path) -> Inputs | None:
    """All that a compile may read; none where something there is no plain file."""
    found: dict[str, tuple[int, ...]] = {}
    try:
        for folder in ("sources", "briefings"):
            if (project / folder).is_dir():
                found[f"{folder}/"] = ()
                found.update(_below(project, folder))
        found["mkdocs.yml"] = _mark((project / "mkdocs.yml").stat())
    except (OSError, Unkept):
        return None
    return Inputs(project, time.time_ns(), found)


def _below(project: Path, folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    with os.scandir(project / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                raise Unkept  # where it leads is not looked at here
            if entry.is_dir():
                yield f"{path}/", ()
                yield from _below(project, path)
            elif entry.is_file():
                yield path, _mark(entry.stat())
            else:
                raise Unkept


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def recall(inputs: Inputs, question: Mapping[str, str], site: Path | None = None) -> Outcome | None:
    """What was found when the same was asked of the same files; none where anything differs.

    With `site`, its files must be those that were left there.
    """
    try:
        kept = _read(_path(inputs.project, question))
        if kept["format"] != FORMAT or kept["program"] != program() or kept["question"] != dict(question):
            return None
        if not _same(inputs, kept) or (site and _outputs(site) != kept["outputs"]):
            return None
        return _outcome(kept["outcome"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Unkept, RecursionError):
        return None


def keep(inputs: Inputs, question: Mapping[str, str], outcome: Outcome, site: Path | None = None) -> None:
    """Remember it, unless a file has changed meanwhile; where nothing can be written, nothing is remembered."""
    now = look(inputs.project)
    if now is None or now.marks != inputs.marks:
        return
    with suppress(OSError, ValueError, Unkept):
        kept = {
            "format": FORMAT,
            "program": program(),
            "question": dict(question),
            "at": inputs.at,
            "inputs": {
                path: [*mark, _digest(inputs.project / path) if mark else ""] for path, mark in now.marks.items()
            },
            "outputs": _outputs(site) if site else {},
            "outcome": asdict(outcome),
        }
        _write(_path(inputs.project, question), kept)


def _same(inputs: Inputs, kept: Json) -> bool:
    """Whether all files are those that were read then: by their marks, or else by their content."""
    then = kept["inputs"]
    if then.keys() != inputs.marks.keys():
        return False
    safe = kept["at"] - FRESH
    for path, mark in inputs.marks.items():
        *marked, digest = then[path]
        settled = list(mark) == marked and all(moment < safe for moment in mark[1:3])
        if not settled and (_digest(inputs.project / path) if mark else "") != digest:
            return False
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _outputs(site: Path) -> dict[str, list[int]]:
    """Size and time of each file of a finished site. A link to an unchanged file shares them."""
    return {path: list(mark[:2]) for path, mark in _below(site.parent, site.name)}


def program() -> str:
    """A digest of what decides what is found besides the project: this program, Python, and every library.

    It has the moments at which the program's files came to this machine, which no project can know: an answer that
    was put beside it elsewhere does not count.
    """
    signs = hashlib.sha256(sys.version.encode())
    for folder in sys.path:
        if folder.endswith("site-packages"):
            with suppress(OSError):
                signs.update("\n".join(sorted(map(str, Path(folder).iterdir()))).encode("utf-8", "surrogateescape"))
    for path, mark in sorted(_below(Path(__file__).parents[1], Path(__file__).parent.name)):
        if "__pycache__" not in path:
            signs.update(f"{path} {mark}\n".encode("utf-8", "surrogateescape"))
    return signs.hexdigest()


def _path(project: Path, question: Mapping[str, str]) -> Path:
    name = hashlib.sha256(json.dumps(dict(question), sort_keys=True).encode()).hexdigest()[:16]
    if (project / FOLDER).is_symlink():
        raise Unkept  # what it leads to is not ours
    return project / FOLDER / f"{name}.json"


def _read(path: Path) -> Json:
    """What `_write` wrote; a byte that is another shows."""
    if path.is_symlink():
        raise Unkept
    seal, _, data = path.read_bytes().partition(b"\n")
    if seal.decode() != hashlib.sha256(data).hexdigest():
        raise Unkept
    kept: Json = json.loads(data)
    return kept


def _write(path: Path, kept: Json) -> None:
    """Whole or not at all; with a word to git that nothing here is the author's."""
    data = json.dumps(kept).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path.parent / ".gitignore", b"*\n")
    _put(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)


def _put(path: Path, data: bytes) -> None:
    """In the place of whatever has the name; a link is replaced, not followed."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with fresh.open("xb") as file:
        file.write(data)
    fresh.replace(path)


def _outcome(kept: Json) -> Outcome:
    found = kept["findings"]
    accepted = tuple(Accepted(**{**each, "problem": _problem(each["problem"])}) for each in found["accepted"])
    findings = Findings(tuple(map(_problem, found["problems"])), accepted, Counts(**found["counts"]))
    return Outcome(findings, kept["pages"])


def _problem(kept: Json) -> Diagnostic:
    return Diagnostic(**{**kept, "at": Location(**kept["at"])})
