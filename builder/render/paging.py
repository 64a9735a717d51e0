"""Long lists in parts, each a page that is light at any length of the list, and the ways between them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builder.render.sheet import Sheet

MOST = 100
"""Entries of a page."""
WEIGHT = 75_000
"""Bytes of text of a page; compressed, a page of these has less than 35 KB."""
NEAR = 2
"""Pages before and after the one that is shown whose numbers are links; the first and the last are too."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The entries that one page has of a list."""

    items: tuple[T, ...]
    number: int
    """From 1."""
    count: int
    """Of all parts."""
    beginning: str
    """The path of the first."""
    first: int
    """The place of its first entry in the list, from 1."""

    @property
    def path(self) -> str:
        return part_path(self.beginning, self.number)

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways from one part to the others, as destinations of Markdown links."""

    number: int
    count: int
    earlier: str
    later: str
    """Empty at the ends."""
    near: tuple[tuple[int, str], ...]
    """Numbers with their pages; number 0 stands for those that are left out."""


def parts(path: str, items: Sequence[T], weigh: Callable[[T], int], most: int = MOST) -> Iterator[Part[T]]:
    """A list in parts, at least one; `weigh` gives the bytes of text of an entry."""
    held = [*_held(items, weigh, most)] or [[]]
    first = 1
    for number, found in enumerate(held, 1):
        yield Part(tuple(found), number, len(held), path, first)
        first += len(found)


def part_path(path: str, number: int) -> str:
    """Where a part stands: below its list's address, in a folder, so that no id can be the same."""
    if number == 1:
        return path
    return f"{path.removesuffix('.md').removesuffix('/index')}/page/{number}.md"


def trail(part: Part[T], title: str, sheet: Sheet) -> tuple[list[tuple[str, str]], str]:
    """Above a part its list, as `draw` has it in `within`, and what the part is called; nothing for the first."""
    if part.number == 1:
        return [], ""
    return [(title, sheet.to(part.beginning))], sheet.say.plain("Page {n}", n=sheet.say.catalogue.digits(part.number))


def pager(part: Part[T], sheet: Sheet) -> Pager | None:
    """None for a list of one page."""
    count, number = part.count, part.number
    if count == 1:
        return None

    def to(number: int) -> str:
        return sheet.to(part_path(part.beginning, number))

    return Pager(
        number,
        count,
        to(number - 1) if number > 1 else "",
        to(number + 1) if number < count else "",
        tuple((each, to(each) if each else "") for each in _near(number, count)),
    )


def _held(items: Iterable[T], weigh: Callable[[T], int], most: int) -> Iterator[list[T]]:
    held: list[T] = []
    weight = 0
    for item in items:
        own = weigh(item)
        if held and (len(held) == most or weight + own > WEIGHT):
            yield held
            held, weight = [], 0
        held.append(item)
        weight += own
    if held:
        yield held


def _near(number: int, count: int) -> Iterator[int]:
    """`1 0 4 5 6 7 8 0 20`: zero where numbers are left out."""
    wanted = sorted({1, count, *range(max(1, number - NEAR), min(count, number + NEAR) + 1)})
    last = 0
    for each in wanted:
        if each > last + 1:
            yield 0
        yield each
        last = each
