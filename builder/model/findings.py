"""What a compile tells an author. By itself, so that a command that knows its answer already loads no more."""

from dataclasses import dataclass

from builder.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Counts:
    """Distinct quotes that published pages cite, by verdict."""

    verified: int = 0
    failed: int = 0
    uncheckable: int = 0

    @property
    def total(self) -> int:
        return self.verified + self.failed + self.uncheckable


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that the author keeps."""

    problem: Diagnostic
    reason: str
    beside: bool
    """Whether a comment beside what it is about says so, and not the settings."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it."""

    problems: tuple[Diagnostic, ...]
    """By place; accepted ones are not among them."""
    accepted: tuple[Accepted, ...]
    """By place."""
    counts: Counts
