"""What a process that goes on worked out last, for as long as it would be worked out of the very same again."""

from collections.abc import Callable
from operator import is_
from typing import Any, TypeVar

from builder.diagnostics import Diagnostic, Report

R = TypeVar("R")


class Memory:
    """By name, the last of each; what it was made of is held with it, so that no other object takes its place.

    The same is what is the same object: who makes equal ones each time has `same` give him the first of them.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        """One that does not keep is for a process that ends."""
        self.keeps = keeps
        self._old: dict[object, tuple[tuple[Any, ...], Any]] = {}
        self._new: dict[object, tuple[tuple[Any, ...], Any]] = {}
        self._parts: dict[str, Memory] = {}

    def made(self, name: object, make: Callable[..., R], *of: object) -> R:
        """What `make` gives of these, if it is a function of them alone; it is asked where one of them is another."""
        known = self._of(name)
        if known is None or len(known[0]) != len(of) or not all(map(is_, known[0], of)):
            known = of, make(*of)
        if self.keeps:
            self._new[name] = known
        made: R = known[1]
        return made

    def same(self, name: object, value: R) -> R:
        """The last value of the name, where that is equal."""
        known = self._of(name)
        if known is None or known[1] != value:
            known = (), value
        if self.keeps:
            self._new[name] = known
        last: R = known[1]
        return last

    def under(self, name: object, sign: object, make: Callable[[], R]) -> R:
        """What `make` gives while a sign is equal to what it was; with no sign it is asked each time."""
        known = self._of(name)
        if known is None or sign is None or known[0] != (sign,):
            known = (sign,), make()
        if self.keeps and sign is not None:
            self._new[name] = known
        made: R = known[1]
        return made

    def reported(self, name: object, check: Callable[[Report], object], report: Report, *of: object) -> None:
        """Have reported what a check reports of these."""
        for problem in self.made(name, lambda *_: _heard(check), *of):
            report(problem)

    def part(self, name: str) -> "Memory":
        """One of its own, for another state of the same project."""
        return self._parts.setdefault(name, Memory(keeps=self.keeps))

    def rest(self) -> None:
        """Let go of what was not asked for since the last time."""
        self._old, self._new = self._new, {}
        for part in self._parts.values():
            part.rest()

    def _of(self, name: object) -> tuple[tuple[Any, ...], Any] | None:
        return self._new.get(name) or self._old.get(name)


def _heard(check: Callable[[Report], object]) -> tuple[Diagnostic, ...]:
    problems: list[Diagnostic] = []
    check(problems.append)
    return tuple(problems)
