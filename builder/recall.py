"""What a command found last time, for as long as nothing that it was found in has changed.

Content decides, not the time of a change: a file that was only touched is read once more, and nothing else is done.
What is kept here is never needed: torn, foreign or of another version, it is dropped without a word.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from builder.cached import Json, Unkept, below, mark, place, program, read, write
from builder.diagnostics import Diagnostic, Location
from builder.model.findings import Accepted, Counts, Findings

FORMAT = 1
FRESH = 2_000_000_000
"""Nanoseconds after a change in which a file may change again and show the same times."""
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


def look(project: Path) -> Inputs | None:
    """All that a compile may read; none where something there is no plain file."""
    found: dict[str, tuple[int, ...]] = {}
    try:
        for folder in ("sources", "briefings"):
            if (project / folder).is_dir():
                found[f"{folder}/"] = ()
                found.update(below(project, folder))
        found["mkdocs.yml"] = mark((project / "mkdocs.yml").stat())
    except (OSError, Unkept):
        return None
    return Inputs(project, time.time_ns(), found)


def recall(inputs: Inputs, question: Mapping[str, str], site: Path | None = None) -> Outcome | None:
    """What was found when the same was asked of the same files; none where anything differs.

    With `site`, its files must be those that were left there.
    """
    try:
        kept = read(_path(inputs.project, question))
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
                path: [*each, _digest(inputs.project / path) if each else ""] for path, each in now.marks.items()
            },
            "outputs": _outputs(site) if site else {},
            "outcome": asdict(outcome),
        }
        write(_path(inputs.project, question), kept)


def _same(inputs: Inputs, kept: Json) -> bool:
    """Whether all files are those that were read then: by their marks, or else by their content."""
    then = kept["inputs"]
    if then.keys() != inputs.marks.keys():
        return False
    safe = kept["at"] - FRESH
    for path, now in inputs.marks.items():
        *marked, digest = then[path]
        settled = list(now) == marked and all(moment < safe for moment in now[1:3])
        if not settled and (_digest(inputs.project / path) if now else "") != digest:
            return False
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _outputs(site: Path) -> dict[str, list[int]]:
    """Size and time of each file of a finished site. A link to an unchanged file shares them."""
    return {path: list(each[:2]) for path, each in below(site.parent, site.name)}


def _path(project: Path, question: Mapping[str, str]) -> Path:
    name = hashlib.sha256(json.dumps(dict(question), sort_keys=True).encode()).hexdigest()[:16]
    return place(project, f"{name}.json")


def _outcome(kept: Json) -> Outcome:
    found = kept["findings"]
    accepted = tuple(Accepted(**{**each, "problem": _problem(each["problem"])}) for each in found["accepted"])
    findings = Findings(tuple(map(_problem, found["problems"])), accepted, Counts(**found["counts"]))
    return Outcome(findings, kept["pages"])


def _problem(kept: Json) -> Diagnostic:
    return Diagnostic(**{**kept, "at": Location(**kept["at"])})
