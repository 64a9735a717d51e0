"""The evidence map: a briefing's judgments down, its sources across, and in each cell the kind of support."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from string import ascii_uppercase

from markupsafe import Markup

from builder.model.paths import source_path
from builder.model.resolved import Note, Verdict
from builder.model.written import Judgment, Kind, Manuscript, Source
from builder.render.isolation import isolated
from builder.render.judgments import anchor, beginning, origins
from builder.render.lettering import width
from builder.render.saying import Say
from builder.render.sheet import Sheet

HEAD, COLUMN, ORIGINS, LINE, TOP = 34, 52, 58, 20, 30
"""Pixels: the column of numbers, a source's column, that of origins at the least, one line of a cell, the head."""
LETTER = 13
"""Pixels of an em in the map."""
WIDE = 5
"""Sources from which the map is too wide for a phone, which then has the table alone."""
_VOICES = {Kind.DIRECT: "quoted", Kind.REPORTED: "reported", Kind.STATEMENT: "stated"}


@cache
def supports(say: Say) -> Mapping[str, tuple[str, str]]:
    """Kinds of support, strongest first: in a word, and as the key explains them."""
    return {
        "quoted": (say.plain("quoted"), say.plain("quoted words")),
        "reported": (say.plain("reported"), say.plain("the outlet’s report of what was said")),
        "stated": (say.plain("its own words"), say.plain("the outlet’s own words")),
        "whole": (say.plain("whole article"), say.plain("an archived article as a whole")),
        "uncheckable": (say.plain("cannot be checked"), say.plain("a reference that cannot be checked")),
        "failed": (say.plain("not found"), say.plain("words that do not stand in their source")),
    }


@dataclass(frozen=True, slots=True)
class Support:
    """What one source gives a judgment in one way."""

    kind: str
    name: str
    """The kind in a word."""
    passages: tuple[tuple[Markup, str], ...]
    """The first words of each, or a whole source's title, and its destination."""
    x: int = 0
    y: int = 0
    """The middle of its mark in the drawing."""


@dataclass(frozen=True, slots=True)
class Column:
    letter: str
    name: str
    path: str
    x: int


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    text: str
    anchor: str
    """Where the page draws the judgment; empty where it does not."""
    inferred: bool
    origins: tuple[Markup, ...]
    cells: tuple[Cell, ...]
    """Of the sources that give it support."""
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kinds: tuple[tuple[str, str], ...]
    """Those that occur, with their explanations."""
    origins: int
    """The middle of the column of origins."""
    width: int
    height: int
    wide: bool


def evidence_map(page: Manuscript, sheet: Sheet) -> EvidenceMap:
    """The map of a page's judgments; sources stand in the order in which the judgments name them."""
    bases = [
        [note for each in judgment.basis if (note := sheet.graph.named.get(each.target))] for judgment in page.judgments
    ]
    sources = {note.source.id: note.source for notes in bases for note in notes}
    columns = {id: _column(index, source, sheet) for index, (id, source) in enumerate(sources.items())}
    drawn = any(directive.name == "judgments" for directive in page.directives)
    rows: list[Row] = []
    y = TOP
    for number, (judgment, notes) in enumerate(zip(page.judgments, bases, strict=True), 1):
        row = _row(number, judgment, notes, columns, y, sheet, anchor(judgment, page, sheet) if drawn else "")
        rows.append(row)
        y += row.height
    last = max(ORIGINS, ceil(width(sheet.say.plain("origins")) * LETTER) + 8)
    found = {support.kind for row in rows for cell in row.cells for support in cell.supports}
    return EvidenceMap(
        tuple(columns.values()),
        tuple(rows),
        tuple((kind, words) for kind, (_, words) in supports(sheet.say).items() if kind in found),
        HEAD + COLUMN * len(columns) + last // 2,
        HEAD + COLUMN * len(columns) + last,
        y,
        len(columns) > WIDE,
    )


def _column(index: int, source: Source, sheet: Sheet) -> Column:
    name = source.publisher or source.title
    return Column(_letter(index), name, sheet.to(source_path(source)), HEAD + COLUMN * index + COLUMN // 2)


def _letter(index: int) -> str:
    """A to Z, then A2 to Z2 and so on."""
    rounds, letter = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(rounds + 1) if rounds else "")


def _row(
    number: int, judgment: Judgment, notes: list[Note], columns: dict[str, Column], y: int, sheet: Sheet, anchor: str
) -> Row:
    by_source: dict[str, list[Note]] = {}
    for note in {note.label: note for note in notes}.values():
        by_source.setdefault(note.source.id, []).append(note)
    cells = tuple(
        Cell(columns[id], tuple(_supports(by_source[id], columns[id], y, sheet))) for id in columns if id in by_source
    )
    lines = max((len(cell.supports) for cell in cells), default=1)
    return Row(number, judgment.text, anchor, judgment.inferred, origins(notes, sheet), cells, y, lines * LINE + 10)


def _supports(notes: Iterable[Note], column: Column, y: int, sheet: Sheet) -> Iterator[Support]:
    """The ways in which one source supports a judgment, strongest first, one line each."""
    found: dict[str, list[tuple[Markup, str]]] = {}
    for note in notes:
        found.setdefault(_kind(note), []).append((_name(note, sheet.say), _destination(note, sheet)))
    names = supports(sheet.say)
    kinds = [kind for kind in names if kind in found]
    for line, kind in enumerate(kinds):
        yield Support(kind, names[kind][0], tuple(found[kind]), column.x, y + 5 + LINE * line + LINE // 2)


def _kind(note: Note) -> str:
    if note.verdict is Verdict.UNCHECKABLE:
        return "uncheckable"
    if note.verdict is Verdict.FAILED:
        return "failed"
    return _VOICES[note.quote.kind] if note.quote else "whole"


def _name(note: Note, say: Say) -> Markup:
    return beginning(note.quote, say) if note.quote else isolated(note.source.title, say, note.source.language)


def _destination(note: Note, sheet: Sheet) -> str:
    """The passage where a page cites it and so shows it, else its source's page."""
    return sheet.to_passage(note) if note.label in sheet.graph.shown else sheet.to(source_path(note.source))


def described(map: EvidenceMap, say: Say) -> Markup:
    """What the drawing is, for those who do not see it."""
    return say(
        "Evidence map: {judgments} down, {sources} across. The table below says the same.",
        judgments=say.number("{n} judgment", "{n} judgments", len(map.rows)),
        sources=say.number("{n} source", "{n} sources", len(map.columns)),
    )
