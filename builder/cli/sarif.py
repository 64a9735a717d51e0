"""What was found as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from builder.cli.dumping import dumped
from builder.cli.formats import hidden_counts
from builder.diagnostics import Diagnostic
from builder.model.findings import Accepted, Findings
from builder.model.program import installed_version
from builder.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Json = dict[str, Any]


def as_sarif(found: Findings, project: Path, hidden: Sequence[Diagnostic] = ()) -> str:
    """One run: every rule, every problem, and each accepted warning with its reason as suppressed.

    Paths are from the working folder, columns in code points.
    """
    every = [*found.problems, *(each.problem for each in found.accepted)]
    places = {name: place for place, name in enumerate(sorted({problem.rule for problem in every}))}
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(name) for name in places]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(each, places[each.rule], project) for each in found.problems),
            *(_suppressed(each, places[each.problem.rule], project) for each in found.accepted),
        ],
        "properties": {"quotes": _counts(found), "hidden": hidden_counts(hidden)},
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver() -> Json:
    installed = installed_version()
    return {"name": "briefings", **({"version": installed} if installed else {})}


def _rule(name: str) -> Json:
    rule = RULES[name]
    example = f"Wrong: {rule.wrong}\nRight: {rule.right}"
    return {
        "id": name,
        "shortDescription": {"text": rule.means},
        "fullDescription": {"text": f"{rule.means} {rule.why}"},
        "help": {"text": f"{rule.means}\n\n{example}\n\n{rule.why}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _suppressed(accepted: Accepted, index: int, project: Path) -> Json:
    kind = "inSource" if accepted.beside else "external"
    suppression = {"kind": kind, "justification": accepted.reason}
    return {**_result(accepted.problem, index, project), "suppressions": [suppression]}


def _result(problem: Diagnostic, index: int, project: Path) -> Json:
    at = problem.at
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.length}
    place = {"artifactLocation": {"uri": quote((project / at.path).as_posix())}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": str(problem.severity),
        "message": {"text": problem.told},
        "locations": [{"physicalLocation": place}],
    }


def _counts(found: Findings) -> Json:
    counts = found.counts
    return {"verified": counts.verified, "uncheckable": counts.uncheckable, "failed": counts.failed}
