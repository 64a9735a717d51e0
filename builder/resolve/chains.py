"""A quote's pieces laid on a text, one after the other, and which of its marks the text has there too."""

from dataclasses import dataclass

import regex

from builder.model.written import Span
from builder.resolve.segments import NOWHERE, Change, Cut, Segments

_DOTS_BEFORE = regex.compile(r"(\[\s*\.{3,}\s*\]|\.{3,}) ?\Z")
_DOTS_AFTER = regex.compile(r" ?(\[\s*\.{3,}\s*\]|\.{3,})")
REACH = 40
"""Characters in which an ellipsis before the first piece is sought."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gap does: nothing wrong, or the rule it breaks; `kept` where the source's own bracket fills it."""

    rule: str = ""
    detail: str = ""
    kept: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One piece laid on the text, what the gap after it does, and the next step."""

    start: int
    stop: int
    verdict: Verdict
    next: "Step | None"


@dataclass(frozen=True, slots=True)
class Chain:
    """One way to lay a quote's pieces on the text, with the first rule it breaks."""

    spans: tuple[tuple[int, int], ...]
    rule: str = ""
    detail: str = ""
    ours: tuple[Span, ...] = ()
    """The quote's marks that the source does not print there."""


def path(step: Step | None) -> list[Step]:
    steps = []
    while step is not None:
        steps.append(step)
        step = step.next
    return steps


def chain(steps: list[Step]) -> Chain:
    """The spans in order, kept brackets and altered letters among them, and the first rule broken."""
    spans = {(step.start, step.stop) for step in steps if step.stop > step.start}
    spans |= {step.verdict.kept for step in steps if step.verdict.kept}
    worst = next((step.verdict for step in steps if step.verdict.rule), Verdict())
    return Chain(tuple(sorted(spans)), worst.rule, worst.detail)


def joined(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """One span where nothing but a blank stands between two."""
    found = [spans[0]]
    for start, end in spans[1:]:
        if start <= found[-1][1] or not text[found[-1][1] : start].strip(" "):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def shortest(chains: list[Chain]) -> list[Chain]:
    """Without repeats, and without chains that merely reach around another."""
    found: list[Chain] = []
    reach = -1
    for chain in sorted(chains, key=lambda chain: (chain.spans[-1][1], -chain.spans[0][0])):
        if chain.spans[0][0] > reach:
            found.append(chain)
            reach = chain.spans[0][0]
    return found


def ours(text: str, cut: Segments, steps: list[Step]) -> tuple[Span, ...]:
    """The marks that the source does not print. After `steps[n]` comes gap `n`; the outer gaps are steps themselves."""
    ordered = sorted((mark.start, mark.end, mark) for mark in cut.cuts)
    return tuple(Span(start, end) for start, end, mark in ordered if not _own(text, cut, mark, steps))


def _own(text: str, cut: Segments, mark: Cut, steps: list[Step]) -> bool:
    """Whether the source prints a mark there too."""
    if mark.gap == NOWHERE or cut.gaps[mark.gap].change is Change.ALTERS:
        return False
    last = len(cut.gaps) - 1
    if not mark.text.strip("[]. "):
        return _beside(text, steps, mark.gap, last) == mark.text
    step = steps[-1 if mark.gap == last else mark.gap]
    return step.stop > step.start if mark.gap in (0, last) else step.verdict.kept is not None


def _beside(text: str, steps: list[Step], gap: int, last: int) -> str:
    """What the source has where a gap is; beyond the outermost pieces, the dots that touch them."""
    if gap == 0:
        dots = _DOTS_BEFORE.search(text, max(steps[1].start - REACH, 0), steps[1].start)
    elif gap == last:
        dots = _DOTS_AFTER.match(text, steps[-2].stop)
    else:
        return text[steps[gap].stop : steps[gap + 1].start].strip(" ")
    return dots[1] if dots else ""
