"""Where in a block's inline text a mark of ours may stand: inside no other mark, and after those that close there."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from builder.read.grammar import Trace

TRAILING = {"citation", "note_reference", "emphasis", "strikethrough"}
"""What belongs to the words before it."""
CLOSING_TAG = re.compile(r"</[a-zA-Z]")
ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class Seams:
    """Of a block's inline text: its outermost marks in order, and those that belong to what is before them."""

    content: str
    starts: list[int]
    ends: list[int]
    trailing: dict[int, int]

    @staticmethod
    def of(content: str, trace: Trace) -> "Seams":
        starts: list[int] = []
        ends: list[int] = []
        trailing: dict[int, int] = {}
        for match in sorted(trace, key=lambda each: (each.start, -each.end)):
            if match.rule in ("text", "newline"):
                continue
            if match.rule in TRAILING or (
                content.startswith("</", match.start) and CLOSING_TAG.match(content, match.start, match.end)
            ):
                before = content[max(match.start - 8, 0) : match.start]
                blanks = len(before) - len(before.rstrip(" ")) if match.rule in ("citation", "note_reference") else 0
                trailing[match.start - blanks] = match.end
            if not ends or match.start >= ends[-1]:
                starts.append(match.start)
                ends.append(match.end)
        return Seams(content, starts, ends, trailing)

    def after(self, at: int) -> int:
        """The first offset from `at` on at which a mark may stand."""
        index = bisect_left(self.starts, at) - 1
        if index >= 0 and self.ends[index] > at:
            at = self.ends[index]
        while True:
            attributes = ATTRIBUTES.match(self.content, at) if self.content.startswith("{", at) else None
            end = self.trailing.get(at, attributes.end() if attributes else at)
            if end == at:
                return at
            at = end
