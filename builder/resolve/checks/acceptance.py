"""Warnings that the author looked at and keeps, each with its reason."""

from builder.diagnostics import Diagnostic, Severity
from builder.settings import Acceptance


def unaccepted(problems: list[Diagnostic], acceptances: tuple[Acceptance, ...]) -> list[Diagnostic]:
    """The problems that stay, by place; an acceptance that meets nothing is one of them. Errors always stay."""
    used: set[int] = set()
    staying = []
    for problem in dict.fromkeys(problems):
        matching = [index for index, each in enumerate(acceptances) if _accepts(each, problem)]
        used.update(matching)
        if not matching:
            staying.append(problem)
    for index, each in enumerate(acceptances):
        if index not in used:
            message = f"no warning `{each.rule}` is at `{each.at}`"
            staying.append(
                Diagnostic(each.place, "unused-acceptance", message, "remove the entry, or correct its place")
            )
    return sorted(staying, key=lambda problem: (problem.at, problem.rule, problem.message))


def _accepts(acceptance: Acceptance, problem: Diagnostic) -> bool:
    places = (problem.at.path, f"{problem.at.path}:{problem.at.line}", str(problem.at))
    return problem.severity is Severity.WARNING and acceptance.rule == problem.rule and acceptance.at in places
