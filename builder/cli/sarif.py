"""What was found as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from builder.diagnostics import Diagnostic
from builder.model.program import installed_version
from builder.model.resolved import Site
from builder.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Json = dict[str, Any]


def as_sarif(site: Site, project: Path) -> str:
    """One run: every rule, every problem, and each accepted warning with its reason as suppressed.

    Paths are from the working folder, columns in code points.
    """
    found = [(problem, "") for problem in site.problems] + list(site.accepted)
    places = {name: place for place, name in enumerate(sorted({problem.rule for problem, _ in found}))}
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(name) for name in places]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, reason, places[problem.rule], project) for problem, reason in found],
        "properties": {"quotes": _counts(site)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


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


def _result(problem: Diagnostic, reason: str, index: int, project: Path) -> Json:
    at = problem.at
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.length}
    place = {"artifactLocation": {"uri": quote((project / at.path).as_posix())}, "region": region}
    result: Json = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": str(problem.severity),
        "message": {"text": problem.told},
        "locations": [{"physicalLocation": place}],
    }
    if reason:
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _counts(site: Site) -> Json:
    counts = site.counts
    return {"verified": counts.verified, "uncheckable": counts.uncheckable, "failed": counts.failed}
