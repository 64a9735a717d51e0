"""What our own prose puts between double quotation marks, of any language's kind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model.written import Span

CLOSERS = {
    "“": '”“„‟"＂',
    "„": '“”‟„"＂',
    "‟": '”“"',
    "”": "”“",
    '"': '"”“＂',
    "＂": '＂"”',
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
    "❝": "❞",
    "⹂": "”",
}
"""Each mark that opens, with those that close it: mixed pairs too, since a reader sees a quotation all the same."""
MARK = re.compile(f"[{''.join({*CLOSERS, *''.join(CLOSERS.values())})}]")
ALWAYS_OPEN = "“„‟«「『｢﹁﹃〝❝⹂"
SPACED = "«»"
"""French sets blanks inside these."""
BRACKETS = "([{<-–—/‘'‹"


@dataclass(frozen=True, slots=True)
class _Opened:
    at: int
    closers: str
    sure: bool
    """Whether the mark can be nothing but an opening one."""


def quotations(text: str, closed: Iterable[Span] = ()) -> Iterator[Span]:
    """Every outermost quotation, its marks included; marks within `closed` are none.

    An opening mark that nothing closes opens a quotation to the end: a reader sees one. A straight
    mark that nothing closes is an inch, or a slip, and proves nothing.
    """
    if not MARK.search(text):
        return
    stack: list[_Opened] = []
    shut = sorted(closed)
    index = 0
    for match in MARK.finditer(text):
        at = match.start()
        while index < len(shut) and shut[index].end <= at:
            index += 1
        if index < len(shut) and shut[index].start <= at:
            continue
        if (depth := _closes(text, at, stack)) >= 0:
            opened = stack[depth]
            del stack[depth:]
            if not stack:
                yield Span(opened.at, at + 1)
        elif _opens(text, at, inside=bool(stack)):
            stack.append(_Opened(at, CLOSERS[text[at]], text[at] in ALWAYS_OPEN))
    if unclosed := next((opened for opened in stack if opened.sure), None):
        yield Span(unclosed.at, len(text))


def _opens(text: str, at: int, *, inside: bool) -> bool:
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char not in CLOSERS or not after:
        return False
    if char in ALWAYS_OPEN:
        return not after.isspace() or char in SPACED
    apart = not before or before.isspace() or before in BRACKETS or bool(MARK.match(before))
    return apart and not (after.isspace() and (inside or char == "»"))


def _closes(text: str, at: int, stack: list[_Opened]) -> int:
    """How deep the innermost quotation stands that this mark closes; -1 where it closes none."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    for depth in range(len(stack) - 1, max(len(stack) - 9, -1), -1):
        if char in stack[depth].closers:
            break
    else:
        return -1
    if char not in CLOSERS or (char == "»" and stack[depth].closers == "»"):
        return depth
    begins = (not before or before.isspace() or before in "([{<") and bool(after) and not after.isspace()
    carries_on = char in ALWAYS_OPEN and (after.isalnum() or after in ALWAYS_OPEN) and bool(after)
    return -1 if begins or carries_on else depth
