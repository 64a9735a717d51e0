"""How a page's text is made when it is asked for, and what it is made of."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

R = TypeVar("R")
Trace = tuple[str, ...]
"""What one drawing looked at, sorted."""


class Noting(Protocol):
    """Knows what drawings look at."""

    def noting(self, draw: Callable[[], R]) -> tuple[R, frozenset[str]]:
        """What `draw` gives, and what it looked at."""

    def see(self, looks: Iterable[str]) -> None:
        """Note what was looked at before, for a piece of the drawing that is under way."""

    def digest(self, trace: Iterable[str], given: object) -> str:
        """Of what is to be seen there now, and of what a drawing is given besides."""

    def keeping(self, forget: Callable[[], None]) -> None:
        """Have it `forget` with it what is kept for the drawings elsewhere."""

    def rest(self) -> None:
        """Let go of what is kept to draw many pages faster."""

    def forget(self) -> None:
        """The same, and of what is kept to compare them faster."""


class Drawing:
    """How a page's text is made, the same each time, and the text while it is kept."""

    __slots__ = ("_basis", "_draw", "_given", "_text")

    def __init__(self, draw: Callable[[], str], basis: Noting | None = None, given: object = None) -> None:
        """`draw` makes it of what `basis` has, and of what it is `given`: records of ours and plain data."""
        self._draw = draw
        self._basis = basis
        self._given = given
        self._text: str | None = None

    def kept(self) -> str:
        if self._text is None:
            self._text = self._draw()
        return self._text

    def taken(self) -> str:
        text, self._text = self._text, None
        return self._draw() if text is None else text

    def noted(self) -> tuple[str, Trace]:
        """The text, and what was looked at for it."""
        if self._basis is None:
            return self.taken(), ()
        text, seen = self._basis.noting(self._draw)
        return text, tuple(sorted(seen))

    def digest(self, trace: Trace) -> str:
        """Where it is what it was, so is the text that was drawn with this trace; empty where that is not known."""
        return self._basis.digest(trace, self._given) if self._basis else ""

    def rest(self) -> None:
        """As `Noting.rest`."""
        if self._basis:
            self._basis.rest()

    def forget(self) -> None:
        """As `Noting.forget`."""
        self._text = None
        if self._basis:
            self._basis.forget()

    def changed(self, change: Callable[[str], str], given: object) -> "Drawing":
        """The same, with its text changed by what is `given`, and by what the basis has."""
        return Drawing(_Changed(self, change), self._basis, (self._given, given))


class Call:
    """A text's function with what it is given; a `partial` takes twice the room, and a site has some for each page."""

    __slots__ = ("_given", "_of")

    def __init__(self, of: Callable[..., str], *given: object) -> None:
        self._of, self._given = of, given

    def __call__(self, *more: object) -> str:
        return self._of(*self._given, *more)


class _Changed:
    """A drawing's text changed; a function that did it would take six times the room."""

    __slots__ = ("_change", "_of")

    def __init__(self, of: Drawing, change: Callable[[str], str]) -> None:
        self._of, self._change = of, change

    def __call__(self) -> str:
        return self._change(self._of.taken())
