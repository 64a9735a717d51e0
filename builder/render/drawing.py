"""A line of time as inline SVG: marks in proportion on an axis, and beside them labels that are links.

All lengths are in ems of the drawing's own letters, so that it is read at its natural size on any screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from markupsafe import Markup

from builder.dates import Period
from builder.render.axis import Scale, fanned, lanes, settle, ticks, tracks
from builder.render.escape import html_text, inert
from builder.render.lettering import lines
from builder.render.saying import Say

WIDE = 21.2
"""What fits between the margins of the narrowest telephone."""
AXIS = 4.6
LANE = 1.0
LANES_MOST = 4
LEADER, LEADER_MOST, TRACK = 1.4, 2.6, 0.25
"""The way from the marks to the labels, at the least and at the most, and what an upright line in it takes."""
MARGIN = 1.7
LENGTH_LEAST = 18.0
LINE = 1.35
GAP = 0.55
RADIUS = 0.36
FAN_MOST = 0.3
"""How far from the middle of its mark the way to a label may begin."""
BAR_LEAST = 0.8
"""How long a bar is drawn at the least, where its time would hardly be seen."""
REACH = 5.0
"""Above a mark: what stays free of the page's head when a link leads to it."""
BOLD = 1.08
"""How much wider bold letters are."""
WORDS_MOST, TITLE_MOST = 3, 4
"""Lines of a label that its date and its title may take."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event to be drawn."""

    id: str
    """The link's own, which its item in the list leads back to."""
    item: str
    """The id of that item."""
    words: str
    """Its number and its date, and whether it is later."""
    title: str
    period: Period
    later: bool

    @property
    def label(self) -> tuple[str, str]:
        """What is drawn beside it, in that order: number and date, title."""
        return (self.words, self.title)


@dataclass(frozen=True, slots=True)
class Parting:
    """The line after which everything is later."""

    words: str
    day: int
    """The last of what the page is about."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands beside the axis: bold lines, then plain ones, and where it would stand best."""

    bold: tuple[str, ...]
    plain: tuple[str, ...]
    wanted: float

    @property
    def height(self) -> float:
        return LINE * (len(self.bold) + len(self.plain)) + GAP


def drawing(marks: Sequence[Mark], parting: Parting | None, id: str, name: str, described: str, say: Say) -> Markup:
    """The whole SVG, one element a line. `id` begins the ids of its name and description."""
    roomy = _plan(marks, parting, LANES_MOST, LEADER)
    most = 1 + max(_lanes(marks, roomy.scale, LANES_MOST))
    plan = _plan(marks, parting, most, LEADER)
    leader = min(LEADER_MOST, TRACK * (2 + max(count for _, count in plan.tracks)))
    if leader > LEADER:
        plan = _plan(marks, parting, most, leader)
    columns = iter(_lanes(marks, plan.scale, plan.lanes))
    rows = [*_frame(plan, id, name, described, say)]
    drawn: list[Mark | None] = [*marks]
    if parting:
        drawn.insert(_before(marks), None)
    for index, mark in enumerate(drawn):
        rows += _mark(mark, index, AXIS + LANE * (next(columns) + 0.8), plan) if mark else _parting(index, plan)
    return Markup("\n").join([*rows, Markup("</svg>")])


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes, if the marks may take so many lanes."""

    lanes: int
    side: float
    """Where labels begin."""
    leader: float
    """Of it, the way from the marks."""
    scale: Scale
    labels: tuple[_Label, ...]
    """In order of time; the parting's among them."""
    tops: tuple[float, ...]
    starts: tuple[float, ...]
    """Where the way to each label begins."""
    tracks: tuple[tuple[int, int], ...]

    @property
    def bottom(self) -> float:
        return max(self.scale.bottom + MARGIN, self.tops[-1] + self.labels[-1].height)


def _plan(marks: Sequence[Mark], parting: Parting | None, most: int, leader: float) -> _Plan:
    """Labels stand around their marks, those of the ends beyond the axis too; it begins below the uppermost."""
    side = AXIS + LANE * (0.6 + most) + leader
    texts = [_texts(mark, WIDE - side) for mark in marks]
    if parting:
        texts.insert(_before(marks), (lines(parting.words, (WIDE - side) / BOLD, WORDS_MOST), ()))
    total = sum(_Label(*text, 0.0).height for text in texts)
    scale = _scale(marks, parting, max(LENGTH_LEAST, total))
    tops = _settled(texts, _wanted(marks, parting, scale))
    above = max(MARGIN - LINE / 2 - tops[0], 0.0)
    scale = replace(scale, top=scale.top + above)
    wanted = _wanted(marks, parting, scale)
    tops = [top + above for top in tops]
    starts = fanned(wanted, FAN_MOST)
    return _Plan(
        most,
        side,
        leader,
        scale,
        tuple(_Label(*text, at) for text, at in zip(texts, wanted, strict=True)),
        tuple(tops),
        tuple(starts),
        tuple(tracks(starts, [top + LINE / 2 for top in tops])),
    )


def _wanted(marks: Sequence[Mark], parting: Parting | None, scale: Scale) -> list[float]:
    """Where labels would stand best, the parting's among them."""
    wanted = [_start(mark, scale) for mark in marks]
    if parting:
        wanted.insert(_before(marks), scale.at(parting.day + 1))
    return wanted


def _settled(texts: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], wanted: Sequence[float]) -> list[float]:
    heights = [_Label(*text, 0.0).height for text in texts]
    return settle([at - LINE / 2 for at in wanted], heights, -inf, inf)


def _before(marks: Sequence[Mark]) -> int:
    """How many marks stand before the parting."""
    return sum(1 for mark in marks if not mark.later)


def _lanes(marks: Sequence[Mark], scale: Scale, most: int) -> list[int]:
    return lanes([_extent(mark, scale) for mark in marks], most)


def _scale(marks: Sequence[Mark], parting: Parting | None, length: float) -> Scale:
    days = [day for mark in marks for day in (mark.period.earliest, mark.period.latest) if day is not None]
    days += [parting.day] if parting else []
    return Scale(min(days), max(days), MARGIN, length)


def _texts(mark: Mark, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, title = mark.label
    return lines(words, room / BOLD, WORDS_MOST), lines(title, room, TITLE_MOST)


def _start(mark: Mark, scale: Scale) -> float:
    """Where its label would stand best: the middle of its first day, or the axis' beginning."""
    return scale.at(mark.period.earliest + 0.5) if mark.period.earliest is not None else scale.top


def _extent(mark: Mark, scale: Scale) -> tuple[float, float]:
    """The upper and the lower edge of a mark; a day's are its dot's."""
    earliest, latest = mark.period.earliest, mark.period.latest
    start = scale.at(earliest) if earliest is not None else scale.top
    end = scale.at(latest + 1) if latest is not None else scale.bottom
    least = 2 * RADIUS if _is_day(mark) else BAR_LEAST
    short = max(least - (end - start), 0) / 2
    if _is_day(mark) and not short:
        short, start, end = RADIUS, (start + end) / 2, (start + end) / 2
    return start - short, end + short


def _is_day(mark: Mark) -> bool:
    return mark.period.earliest == mark.period.latest


# ── elements ───────────────────────────────────────────────────────────────────────────────────


def _em(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".") + "em"


def _element(name: str, **attributes: float | str) -> Markup:
    written = (
        f'{key.rstrip("_").replace("_", "-")}="{_em(value) if isinstance(value, float) else html_text(value)}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name} {' '.join(written)}/>")  # numbers, and text made inert above


def _text(words: str | Markup, class_: str, x: float, y: float) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(class_, _em(x), _em(y), inert(words))


def _line(class_: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return _element("line", class_=class_, x1=x1, y1=y1, x2=x2, y2=y2)


def _frame(plan: _Plan, id: str, name: str, described: str, say: Say) -> Iterator[Markup]:
    """The opening tag, name and description, the axis and its ticks."""
    scale = plan.scale
    yield Markup(
        '<svg class="ab-time" width="100%" height="{}" font-size="13" role="group" aria-labelledby="{}" '
        'aria-describedby="{}">'
    ).format(_em(plan.bottom + MARGIN), f"{id}__name", f"{id}__words")
    yield Markup('<title id="{}">{}</title>').format(f"{id}__name", inert(name))
    yield Markup('<desc id="{}">{}</desc>').format(f"{id}__words", inert(described))
    yield Markup('<g aria-hidden="true">')
    yield _line("ab-axis", AXIS, scale.top - MARGIN / 2, AXIS, scale.bottom + MARGIN / 2)
    for tick in ticks(scale, say):
        yield _line("ab-axis", AXIS - 0.35, tick.at, AXIS, tick.at)
        small = Markup('<tspan class="ab-small">{}</tspan>').format(inert(tick.words))  # its own ems are not the text's
        yield _text(small, "ab-tick", AXIS - 0.5, tick.at + 0.3)
    yield Markup("</g>")


def _parting(index: int, plan: _Plan) -> Iterator[Markup]:
    at, end = plan.labels[index].wanted, plan.side - plan.leader
    yield Markup('<g class="ab-parting">')
    yield _line("ab-part", AXIS - 0.35, at, end, at)
    yield from _leader(index, end, plan)
    yield from _lettered(index, plan)
    yield Markup("</g>")


def _mark(mark: Mark, index: int, x: float, plan: _Plan) -> Iterator[Markup]:
    """One link: its mark on the axis, the way to its label, and the label.

    Where a theme swaps pages, its script writes every `href` anew, and stops at one that SVG lets nobody write.
    """
    label, top = plan.labels[index], plan.tops[index]
    kinds = ["ab-mark", *(["ab-is-later"] if mark.later else []), *(["ab-inexact"] if mark.period.inexact else [])]
    named = ". ".join(" ".join(part.split()) for part in mark.label)
    yield Markup('<a class="{}" id="{}" xlink:href="#{}" aria-label="{}">').format(
        " ".join(kinds),
        mark.id,
        mark.item,
        inert(named),  # in a list, Markdown reads attributes too
    )
    yield _element("rect", class_="ab-reach", x=0.0, y=top - REACH, width=1.0, height=REACH)
    yield _element(
        "rect", class_="ab-box", x=plan.side - 0.3, y=top - 0.1, width=WIDE - plan.side + 0.3, height=label.height - 0.1
    )
    yield from _leader(index, x, plan)
    yield from _shape(mark, x, plan.scale)
    yield from _lettered(index, plan)
    yield Markup("</a>")


def _leader(index: int, x: float, plan: _Plan) -> Iterator[Markup]:
    """The way from a mark to its label: across, up or down on a track of its own, and across."""
    start, end = plan.starts[index], plan.tops[index] + LINE / 2
    track, count = plan.tracks[index]
    turn = plan.side - plan.leader + (plan.leader - 0.3) * (track + 1) / (count + 1)
    yield _line("ab-leader", x, start, turn, start)
    yield _line("ab-leader", turn, start, turn, end)
    yield _line("ab-leader", turn, end, plan.side - 0.3, end)


def _lettered(index: int, plan: _Plan) -> Iterator[Markup]:
    label, top, side = plan.labels[index], plan.tops[index], plan.side
    for number, words in enumerate((*label.bold, *label.plain)):
        class_ = "ab-date" if number < len(label.bold) else "ab-title"
        yield _text(words, class_, side, top + LINE * number + 1.0)


def _shape(mark: Mark, x: float, scale: Scale) -> Iterator[Markup]:
    """A dot for a day, else a bar, with an arrow where it goes on."""
    start, end = _extent(mark, scale)
    if _is_day(mark):
        yield _element("circle", class_="ab-shape", cx=x, cy=(start + end) / 2, r=RADIUS)
        return
    yield _element("rect", class_="ab-shape", x=x - 0.26, y=start, width=0.52, height=end - start, rx=0.15)
    if mark.period.earliest is None:
        yield from _arrow(x, start - 0.15, -0.5)
    if mark.period.latest is None:
        yield from _arrow(x, end + 0.15, 0.5)


def _arrow(x: float, y: float, by: float) -> Iterator[Markup]:
    yield _line("ab-arrow", x - 0.4, y, x, y + by)
    yield _line("ab-arrow", x + 0.4, y, x, y + by)
