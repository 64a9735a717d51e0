"""Where a block's inline text stands in its file: markdown-it gives lines of blocks, and no columns."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import inf

from markdown_it.token import Token


@dataclass(slots=True)
class Offsets:
    """A block's inline text is the file's, less what blocks strip: pairs of both offsets."""

    starts: list[tuple[int, int]]
    _further: int = field(init=False)
    """Between the first two pairs, all stands so much further on in the file."""
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        start, origin = self.starts[0]
        self._further, self._end = origin - start, self.starts[1][0] if len(self.starts) > 1 else inf

    def at(self, offset: int) -> int:
        if offset < self._end:
            return offset + self._further
        index = bisect_right(self.starts, (offset, 1 << 62)) - 1
        start, origin = self.starts[max(index, 0)]
        return origin + offset - start

    def breaks(self, start: int, end: int) -> list[int]:
        """Where between two offsets the file has characters that the text has not."""
        if len(self.starts) == 1:
            return []
        first = bisect_right(self.starts, (start, 1 << 62))
        return [offset for offset, _ in self.starts[first : bisect_left(self.starts, (end, -1))]]


_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def cell_starts(line: str) -> list[int]:
    """Where the cells of a table's row begin, counted as our parser does: a bar parts them even within code."""
    first = len(line) - len(line.lstrip(" \t>|" if line.lstrip(" \t>").startswith("|") else " \t>"))
    bars = [match.end() for match in _BAR.finditer(line.rstrip(), first) if match.end() < len(line.rstrip())]
    return [first, *bars]


@dataclass(slots=True)
class Cells:
    """Where the cells of a table row stand; the cells come in order."""

    row: int = -1
    cursor: int = 0

    def offsets(self, token: Token, text: str, start: int) -> Offsets:
        if start != self.row:
            self.row, self.cursor = start, start
        raw = token.content.replace("|", "\\|")
        at = text.find(raw, self.cursor) if raw else self.cursor
        at = at if at >= 0 else self.cursor
        self.cursor = at + len(raw)
        starts = [(0, at)]
        for count, bar in enumerate(re.finditer(r"\|", token.content), 1):
            starts.append((bar.start(), at + bar.start() + count))
        return Offsets(starts)
