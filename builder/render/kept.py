"""Pieces of pages that are drawn once and stand on several.

In a piece a destination is a path between marks, and so is the level of a heading; the page that the piece then stands
on fills them in. No text on a page holds these marks: they are controls, which pages show as U+FFFD.
"""

import json
import re
import zlib
from array import array
from collections.abc import Callable
from typing import NamedTuple

from builder.model.drawing import Noting

WINDOW, MEMORY = -13, 5
"""Of zlib, without a head: 8 KB, which is more than a piece; larger ones take longer to lay out than to fill."""
ROW = 3
"""Numbers that are kept of a piece."""
BEGIN, END, LEVEL = "\x1e", "\x1f", "\x1d"


class Piece(NamedTuple):
    text: str
    told_of: frozenset[str]
    """Ids of those whom it names with a link that may have a card."""


class Kept:
    """Drawn pieces by what they are, packed: a site has as many as quotes, and they are much alike."""

    def __init__(self, basis: Noting | None = None) -> None:
        """`basis` is told by each page that shows a piece what was looked at for it."""
        self._basis = basis
        if basis:
            basis.keeping(self._afresh)
        self._afresh()

    def _afresh(self) -> None:
        self._first: dict[str, bytes] = {}
        """By kind: the piece from which the others are told."""
        self._told_of: dict[frozenset[str], int] = {frozenset(): 0}
        """The number of each: pieces name few."""
        self._listed: list[frozenset[str]] = [*self._told_of]
        """The same in their order."""
        self._keys: dict[str, int] = {}
        """The number of each key: pieces of several kinds have the same."""
        self._pieces: dict[str, array[int]] = {}
        """By kind: of each key, the number of its piece, counted from 1; 0 where it has none."""
        self._packed = bytearray()
        """All of them, one behind the other."""
        self._rows = array("Q")
        """By number: where a piece begins, the length of its text in bytes, and the number of those it tells of."""

    def piece(self, kind: str, key: str, draw: Callable[[], Piece]) -> Piece:
        """The piece of a kind that a key has; `draw` makes it when it is first asked for."""
        at = self._keys.setdefault(key, len(self._keys))
        pieces = self._pieces.setdefault(kind, array("I"))
        if at < len(pieces) and pieces[at]:
            return self._found(kind, pieces[at] - 1)
        drawn, looks = self._basis.noting(draw) if self._basis else (draw(), frozenset())
        text = drawn.text.encode("utf-8")
        data = text + json.dumps(sorted(looks)).encode("ascii")
        packing = zlib.compressobj(1, zlib.DEFLATED, WINDOW, MEMORY, zdict=self._first.setdefault(kind, data))
        told_of = self._told_of.setdefault(drawn.told_of, len(self._listed))
        if told_of == len(self._listed):
            self._listed.append(drawn.told_of)
        pieces.extend(0 for _ in range(len(pieces), at + 1))
        pieces[at] = len(self._rows) // ROW + 1
        self._rows.extend((len(self._packed), len(text), told_of))
        self._packed += packing.compress(data) + packing.flush()
        return drawn

    def _found(self, kind: str, number: int) -> Piece:
        row = self._rows[number * ROW : number * ROW + ROW + 1]
        begin, length, told_of = row[:ROW]
        packed = self._packed[begin : row[ROW] if len(row) > ROW else None]
        data = zlib.decompressobj(WINDOW, zdict=self._first[kind]).decompress(packed)
        if self._basis:
            self._basis.see(json.loads(data[length:]))
        return Piece(data[:length].decode("utf-8"), self._listed[told_of])


def settled(text: str, path: str, to: Callable[[str], str]) -> str:
    """A piece's text on the page at `path`, from which `to` leads: a name that leads to that page is no link."""
    top, slash, _ = path.partition("/")
    if f"{BEGIN}{path}{END}" in text:
        text = re.sub(rf"\[([^]{BEGIN}]*)\]\({BEGIN}{re.escape(path)}{END}\)\{{ \.ab-name \}}", r"\1", text)
    if slash and f"{BEGIN}{top}/" in text:
        text = re.sub(f"{BEGIN}({re.escape(top)}/[^{END}]*){END}", lambda found: to(found[1]), text)
    return text.replace(BEGIN, "../" * path.count("/")).replace(END, "")
