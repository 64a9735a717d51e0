"""What a command found last time, for as long as nothing that it was found in has changed.

Content decides, not the time of a change: a file that was only touched is read once more, and nothing else is done.
What is kept here is never needed: torn, foreign or of another version, it is dropped without a word.
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from builder.cached import Json, Unkept, below, members, place, read, write, write_parts
from builder.diagnostics import Diagnostic, Location
from builder.marks import BUT_SIZE, OF_CONTENT, Mark, is_settled, mark
from builder.model.findings import Accepted, Counts, Findings

FORMAT = 4
FILES = ".files"
PARTED = "//"
"""Between paths: no path has it."""
AT_ONCE = 1_000
"""Marks of which a digest is made at a time."""
TEMPLATES = re.compile(rb"^[^#\n]*\bcustom_dir\s*:\s*[\"']?([^\"'\s,}#]+)", re.MULTILINE)
"""Where the settings name an author's own folder of templates, in the usual way of writing it."""
Sums = Mapping[str, tuple[Mark, str]]
"""Of each file, by its path: its mark and its digest."""
Marks = Mapping[str, Mark]
"""Of each file, by its path."""
T = TypeVar("T")
ERRORS = (OSError, ValueError, KeyError, TypeError, AttributeError, Unkept, RecursionError)
"""What comes of reading something that we did not write."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check or a build came to."""

    findings: Findings
    pages: int = 0
    told: Mapping[str, str] = field(default_factory=dict)
    """How it was told, by where: laying out many problems takes longer than all else."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project as they are now."""

    project: Path
    at: int
    """When they were looked at; nanoseconds since 1970."""
    marks: Marks
    templates: str = ""
    """The author's folder of templates that is among them, as a path from the project's; empty where none is."""


def look(project: Path) -> Inputs | None:
    """All that a build may read; none where something there is no plain file."""
    found: dict[str, Mark] = {}
    try:
        found["mkdocs.yml"] = mark((project / "mkdocs.yml").stat())
        templates = _templates(project)
        for folder in ("sources", "briefings", templates):
            if folder and (project / folder).is_dir():
                found[f"{folder}/"] = b""
                found.update(below(project, folder))
    except (OSError, ValueError, Unkept):
        return None
    return Inputs(project, time.time_ns(), found, templates)


def _templates(project: Path) -> str:
    """The author's folder of templates; empty where there is none, or the settings name it in some other way."""
    named = TEMPLATES.search((project / "mkdocs.yml").read_bytes())
    path = os.path.normpath(os.fsdecode(named[1])) if named else "."
    return "" if path == "." or path.startswith(("..", "/")) else path


def recall(inputs: Inputs, question: Mapping[str, str], site: Path | None = None) -> Outcome | None:
    """What was found when the same was asked of the same files; none where anything differs.

    With `site`, it must be as a build left it, and that is as the one left it that was asked the same.
    """
    try:
        kept = _kept(inputs.project, question)
        if not _same(inputs, kept, question) or (site and _left(inputs.project, site) != kept["site"]):
            return None
        return _outcome(kept["outcome"])
    except ERRORS:
        return None


def keep(
    inputs: Inputs,
    question: Mapping[str, str],
    outcome: Outcome,
    site: Path | None = None,
    summed: Callable[[], Sums] | None = None,
) -> None:
    """Remember it, unless a file has changed meanwhile; where nothing can be written, nothing is remembered.

    `summed` has what `sums` gives, where that was begun before.
    """
    if not _is_now(inputs):
        return
    with suppress(OSError, ValueError, Unkept):
        path = _path(inputs.project, question)
        each = summed() if summed else sums(inputs, question)
        write_parts(path.with_suffix(FILES), _told(inputs.at, each))
        kept = {
            "format": FORMAT,
            "question": dict(question),
            "at": inputs.at,
            "settled": all(is_settled(each, inputs.at) for each in inputs.marks.values()),
            "inputs": _sum(inputs.marks.items()),
            "site": _leave(inputs.project, site) if site else None,
            "outcome": asdict(outcome),
        }
        write(path, kept)


def _told(at: int, each: Sums) -> Iterator[str]:
    """As JSON, a file at a time."""
    yield f'{{"at": {at}, "each": {{'
    yield from members((path, [marked.hex(), digest]) for path, (marked, digest) in each.items())
    yield "}}"


def _is_now(inputs: Inputs) -> bool:
    """Whether no file has changed since."""
    now = look(inputs.project)
    return now is not None and now.marks == inputs.marks


def _kept(project: Path, question: Mapping[str, str]) -> Json:
    """What was kept of a question; raises one of `ERRORS` where it is not what this program wrote of it."""
    kept = read(_path(project, question))
    if kept["format"] != FORMAT or kept["question"] != dict(question):
        raise Unkept
    return kept


def _same(inputs: Inputs, kept: Json, question: Mapping[str, str]) -> bool:
    """Whether all files are those that were read then: by their marks, or else by their content."""
    if kept["settled"] is True and _sum(inputs.marks.items()) == kept["inputs"]:
        return True
    then = _then(inputs.project, question, kept)
    return then.keys() == inputs.marks.keys() and all(
        _known(path, now, then, kept["at"]) or (_digest(inputs.project / path) if now else "") == then[path][1]
        for path, now in inputs.marks.items()
    )


def sums(inputs: Inputs, question: Mapping[str, str]) -> Sums:
    """The mark and the digest of each file; what was kept before serves where the mark is the same.

    Raises `OSError` where one cannot be read.
    """
    then, at = {}, 0
    with suppress(*ERRORS):
        kept = _kept(inputs.project, question)
        then, at = _then(inputs.project, question, kept), kept["at"]
    return {
        path: (now, then[path][1] if _known(path, now, then, at) else _digest(inputs.project / path) if now else "")
        for path, now in inputs.marks.items()
    }


def _then(project: Path, question: Mapping[str, str], kept: Json) -> dict[str, tuple[Mark, str]]:
    """The mark and the digest that each file had; in a file of their own, since they are seldom asked."""
    files = read(_path(project, question).with_suffix(FILES))
    if files["at"] != kept["at"]:
        raise Unkept
    return {path: (bytes.fromhex(marked), digest) for path, (marked, digest) in files["each"].items()}


def _known(path: str, now: Mark, then: Sums, at: int) -> bool:
    """Whether a file is as it was then, as its mark shows."""
    return path in then and then[path][0] == now and is_settled(now, at)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _leave(project: Path, site: Path) -> str:
    """Note what tells later whether a finished site is as it is now; what comes tells it from another one."""
    found = sorted(below(site.parent, site.name))  # some file systems list the same names in another order next time
    folders = [f"{site.name}/", *(path for path, each in found if not each)]
    files = [path for path, each in found if each]
    # a link to an unchanged file shares its size and time
    whole = _sum((path, each[OF_CONTENT]) for path, each in found)
    left = {
        "format": FORMAT,
        "files": PARTED.join(files),
        "folders": PARTED.join(folders),
        "marks": _marked(site.parent, files, folders),
        "each": _sum(found),
        "whole": whole,
    }
    write(_of_site(project, site), left)
    return whole


def _left(project: Path, site: Path) -> str:
    """What tells the site that a build left from another one, while it is as it was left; else empty.

    It is by what is known to be in it; where folders are others, by what is in them.
    """
    left = read(_of_site(project, site))
    if left["format"] != FORMAT:
        return ""
    with suppress(OSError):
        if _marked(site.parent, left["files"].split(PARTED), left["folders"].split(PARTED)) == left["marks"]:
            return str(left["whole"])
    return str(left["whole"]) if _sum(sorted(below(site.parent, site.name))) == left["each"] else ""


def _marked(above: Path, files: Iterable[str], folders: Iterable[str]) -> str:
    """One digest of the marks of files, and of folders, whose own show it if one has more in it, less, or another."""
    digest = hashlib.sha256()
    for paths, of in ((files, slice(None)), (folders, BUT_SIZE)):
        for path in paths:
            digest.update(mark(os.lstat(f"{above}/{path}"))[of])
    return digest.hexdigest()


def _sum(marks: Iterable[tuple[str, Mark]]) -> str:
    """One digest of the marks of many files, in the order in which they come."""
    digest = hashlib.sha256()
    for some in _parted(marks):
        paths, each = zip(*some, strict=True)
        digest.update(f"{PARTED.join(paths)}{PARTED}".encode("utf-8", "surrogateescape") + b"".join(each))
    return digest.hexdigest()


def _parted(things: Iterable[T]) -> Iterator[list[T]]:
    """Some at a time: the marks of all files of a large site would take more than all else."""
    waiting = iter(things)
    while some := [*islice(waiting, AT_ONCE)]:
        yield some


def _path(project: Path, question: Mapping[str, str]) -> Path:
    name = hashlib.sha256(json.dumps(dict(question), sort_keys=True).encode()).hexdigest()[:16]
    return place(project, f"{name}.json")


def _of_site(project: Path, site: Path) -> Path:
    name = hashlib.sha256(str(site).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return place(project, f"left-{name}.json")


def _outcome(kept: Json) -> Outcome:
    found = kept["findings"]
    accepted = tuple(Accepted(**{**each, "problem": _problem(each["problem"])}) for each in found["accepted"])
    findings = Findings(tuple(map(_problem, found["problems"])), accepted, Counts(**found["counts"]))
    return Outcome(findings, kept["pages"], kept["told"])


def _problem(kept: Json) -> Diagnostic:
    return Diagnostic(**{**kept, "at": Location(**kept["at"])})
