"""What was found, for programs: JSON of ours, and the annotations of GitHub's workflows."""

from collections.abc import Sequence
from pathlib import Path

from builder.cli.dumping import dumped
from builder.cli.report import summary, unshown
from builder.diagnostics import Diagnostic, severities, visible
from builder.model.findings import Findings

NEWLINE = "\n"


def as_json(found: Findings, hidden: Sequence[Diagnostic] = ()) -> str:
    """Version 1 of the format: lines and columns from 1, paths from the project's folder."""
    counts = found.counts
    written = {
        "version": 1,
        "quotes": {"verified": counts.verified, "failed": counts.failed, "uncheckable": counts.uncheckable},
        "problems": [_fields(problem) for problem in found.problems],
        "accepted": [{**_fields(each.problem), "reason": each.reason} for each in found.accepted],
        "hidden": hidden_counts(hidden),
    }
    return dumped(written)


def hidden_counts(hidden: Sequence[Diagnostic]) -> dict[str, int]:
    """What was found and not asked for."""
    errors, warnings = severities(hidden)
    return {"errors": errors, "warnings": warnings}


def _fields(problem: Diagnostic) -> dict[str, str | int]:
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "path": problem.at.path,
        "line": problem.at.line,
        "column": problem.at.column,
        "length": problem.at.length,
        "message": problem.message,
        "hint": problem.hint,
        "difference": problem.difference,
    }


def as_github(found: Findings, project: Path, hidden: Sequence[Diagnostic] = ()) -> str:
    """A workflow command for each problem, which a pull request shows at its line; then what was counted.

    Paths are from the working folder: in a workflow that is the repository.
    """
    counted = "; ".join(each for each in (unshown(hidden), summary(found.counts)) if each)
    return "\n".join([*(_command(problem, project) for problem in found.problems), counted])


def _command(problem: Diagnostic, project: Path) -> str:
    at = problem.at
    fields = {
        "file": (project / at.path).as_posix(),
        "line": str(at.line),
        "endLine": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.length),
        "title": problem.rule,
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{problem.severity} {properties}::{_data(visible(problem.told, NEWLINE))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
