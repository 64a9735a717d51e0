"""Warnings that the author looked at and keeps, each with its reason."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity
from builder.model.findings import Accepted
from builder.settings import Acceptance


def parted(problems: list[Diagnostic], acceptances: tuple[Acceptance, ...]) -> tuple[list[Diagnostic], list[Accepted]]:
    """The problems that stay, and those that are accepted with the reason; both by place. Errors always stay.

    An acceptance that meets nothing is a problem itself.
    """
    index: dict[tuple[str, str], list[int]] = {}
    for number, each in enumerate(acceptances):
        for at in _covered(each):
            index.setdefault((each.rule, at), []).append(number)
    used: set[int] = set()
    staying: list[Diagnostic] = []
    accepted: list[Accepted] = []
    for problem in dict.fromkeys(problems):
        matching = [number for at in _names(problem) for number in index.get((problem.rule, at), ())]
        used.update(matching)
        if matching:
            nearest = acceptances[matching[0]]
            accepted.append(Accepted(problem, nearest.reason, beside=nearest.last > 0))
        else:
            staying.append(problem)
    staying += [_unused(each) for number, each in enumerate(acceptances) if number not in used]
    return sorted(staying, key=_by_place), sorted(accepted, key=lambda each: _by_place(each.problem))


def _by_place(problem: Diagnostic) -> tuple[object, ...]:
    return problem.at, problem.rule, problem.message


def _covered(acceptance: Acceptance) -> Iterator[str]:
    """The places that an acceptance is found by."""
    if not acceptance.last:
        yield acceptance.at
        return
    path, _, first = acceptance.at.rpartition(":")
    yield from (f"{path}:{line}" for line in range(int(first), acceptance.last + 1))


def _names(problem: Diagnostic) -> Iterator[str]:
    """The ways in which an acceptance may name a problem's place, the nearest first; none names an error."""
    if problem.severity is not Severity.WARNING:
        return
    path = problem.at.path
    yield from (str(problem.at), f"{path}:{problem.at.line}", path)
    while "/" in path:
        path = path.rpartition("/")[0]
        yield f"{path}/"
    yield ""


def _unused(acceptance: Acceptance) -> Diagnostic:
    where = f"is at `{acceptance.at}`" if acceptance.at else "is in this project"
    if acceptance.last:
        where = "is here"
    hint = "remove the entry, or correct its place"
    return Diagnostic(acceptance.place, "unused-acceptance", f"no warning `{acceptance.rule}` {where}", hint)
