"""Where things stand along a line of time: its scale and ticks, marks side by side, labels that do not meet.

All lengths are in ems, and down is later.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from builder.dates import calendar_day, day_number
from builder.render.saying import Say

TICK_LEAST = 3.2
"""Ems from one tick to the next."""
APART = 0.3
"""Ems between two bars in one lane: those that touch would look like one."""
DAY_STEPS = (1, 2, 5, 10)
MONTH_STEPS = (1, 3, 6)
UPRIGHTS = 0.5
"""Ems between two upright lines, one below the other, that could be taken for one."""
FANNED = 0.2
"""Ems between lines that begin at the same place."""
YEAR_MOST = 7
"""Characters of a year beside a month; a longer one stands in the labels only."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days `first` to `last`, both included, in proportion from `top` down."""

    first: int
    last: int
    top: float
    length: float

    def at(self, day: float) -> float:
        """The beginning of a day; half a day more is its noon."""
        return self.top + self.length * ((day - self.first) / (self.last + 1 - self.first))

    @property
    def bottom(self) -> float:
        return self.top + self.length

    @property
    def day(self) -> float:
        return self.length / (self.last + 1 - self.first)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


def ticks(scale: Scale, say: Say) -> list[Tick]:
    """Days, months or years, as fine as there is room for."""
    for step in DAY_STEPS:
        if scale.day * step >= TICK_LEAST:
            return [
                Tick(scale.at(day), _day_words(day, say))
                for day in range(scale.first, scale.last + 1)
                if day % step == 0
            ]
    for step in MONTH_STEPS:
        if scale.day * 28 * step >= TICK_LEAST:
            return list(_months(scale, step, say))
    return list(_years(scale, say))


def _day_words(number: int, say: Say) -> str:
    _, month, day = calendar_day(number)
    name = say.catalogue.month(month, width="abbreviated")
    return say.plain("{day} {month}", day=say.catalogue.digits(day), month=name)


def _months(scale: Scale, step: int, say: Say) -> Iterator[Tick]:
    year, month, _ = calendar_day(scale.first)
    for count in range(year * 12 + month - 1, year * 12 + month + (scale.last - scale.first) // 28 + 2):
        day = day_number(count // 12, count % 12 + 1, 1)
        if count % step == 0 and scale.first <= day <= scale.last:
            words = _year_words(count // 12, say)
            name = say.catalogue.month(count % 12 + 1, use="stand-alone", width="abbreviated")
            yield Tick(scale.at(day), f"{name} {words if len(words) <= YEAR_MOST else ''}".strip())


def _years(scale: Scale, say: Say) -> Iterator[Tick]:
    first, last = calendar_day(scale.first)[0], calendar_day(scale.last)[0]
    step = next(each for each in _round_numbers() if scale.day * 365 * each >= TICK_LEAST)
    for multiple in range(first // step, last // step + 2):
        if multiple == 0 and step < 10:  # the year 1 would stand too near the next
            continue
        year = multiple * step if multiple > 0 else 1 + multiple * step  # 500 BC is the year -499
        day = day_number(year, 1, 1)
        if scale.first <= day <= scale.last:
            yield Tick(scale.at(day), _year_words(year, say))


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20 and on."""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _year_words(year: int, say: Say) -> str:
    """Short enough for a tick: `2010`, `500 BC`, `170M BC`, `2bn`."""
    age = year if year > 0 else 1 - year
    if age >= 10**9:
        words = say.plain("{number}bn", number=say.catalogue.digits(f"{age / 10**9:g}"))
    elif age >= 10**6:
        words = say.plain("{number}M", number=say.catalogue.digits(f"{age / 10**6:g}"))
    else:
        words = say.catalogue.grouped(age) if age > 9999 else say.catalogue.digits(age)
    return words if year > 0 else say.plain("{year} BC", year=words)


def settle(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The upper edges of blocks in their order, each as near as can be to where it is wanted, none over another.

    Blocks that would meet are joined, and stand where they are wanted on average. What does not fit grows downwards.
    """
    before = [0.0]
    for height in heights:
        before.append(before[-1] + height)
    groups: list[tuple[float, int]] = []  # the sum of what is wanted of the first upper edge, and how many blocks
    for want, above in zip(wanted, before[:-1], strict=True):
        total, count = want - above, 1
        while groups and groups[-1][0] / groups[-1][1] >= total / count:
            total, count = total + groups[-1][0], count + groups[-1][1]
            groups.pop()
        groups.append((total, count))
    highest = max(bottom - before[-1], top)
    starts = [min(max(total / count, top), highest) for total, count in groups for _ in range(count)]
    return [start + above for start, above in zip(starts, before[:-1], strict=True)]


def tracks(starts: Sequence[float], ends: Sequence[float]) -> list[tuple[int, int]]:
    """For lines that go across, up or down, and across again: the track of each upright part, and of how many.

    Starts and ends are sorted. Of lines that go up beside each other the later stands further on, of those that go
    down the earlier, so that none crosses another.
    """
    found: list[tuple[int, int]] = []
    run: list[int] = []
    for index in range(len(starts) + 1):
        if run and not (index < len(starts) and _beside(starts, ends, index)):
            down = ends[run[0]] > starts[run[0]]
            found += [(len(run) - 1 - place if down else place, len(run)) for place in range(len(run))]
            run = []
        run.append(index)
    return found


def _beside(starts: Sequence[float], ends: Sequence[float], index: int) -> bool:
    """Whether the upright part of a line goes the same way as that before it, beside it."""
    before = index - 1
    if ends[before] < starts[before] and ends[index] < starts[index]:
        return ends[index] <= starts[before] + UPRIGHTS
    down = ends[before] > starts[before] and ends[index] > starts[index]
    return down and ends[before] >= starts[index] - UPRIGHTS


def fanned(places: Sequence[float], most: float) -> list[float]:
    """Places in their order, those that coincide a little apart; none is moved by more than `most`."""
    commonest = max(Counter(round(each, 1) for each in places).values(), default=1)
    step = min(FANNED, 2 * most / commonest)
    moved = settle([each - step / 2 for each in places], [step] * len(places), -inf, inf)
    return [min(max(each + step / 2, place - most), place + most) for each, place in zip(moved, places, strict=True)]


def lanes(extents: Sequence[tuple[float, float]], most: int) -> list[int]:
    """A lane for each upright bar, the first in which it meets none; of more than `most` that meet, the last lane."""
    ends: list[float] = []
    found = []
    for start, end in extents:
        lane = next((index for index, taken in enumerate(ends) if taken + APART <= start), len(ends))
        lane = min(lane, most - 1)
        if lane == len(ends):
            ends.append(end)
        ends[lane] = max(ends[lane], end)
        found.append(lane)
    return found
