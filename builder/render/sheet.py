"""One page being drawn: where it is, where its links lead, and which notes it has used."""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial

from builder.model.basis import Basis
from builder.model.memory import Memory
from builder.model.paths import entity_path, source_path, thing_at, topic_path
from builder.model.resolved import Graph, Note, Page, drawn
from builder.model.written import Source
from builder.render.kept import BEGIN, END, Kept, Piece, settled
from builder.render.saying import Say
from builder.settings import Addresses


@dataclass(slots=True)
class Sheet:
    """A page's path and, in order of first use, its notes."""

    graph: Graph
    path: str
    say: Say
    """The interface's own words."""
    addresses: Addresses = field(default_factory=Addresses)
    """Of the site's pages, for paper; links between them are relative."""
    folder: str = field(init=False)
    """That the page stands in; empty for the site's own."""
    notes: dict[str, Note] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    """Ids that blocks of the page have taken."""

    def __post_init__(self) -> None:
        self.folder = posixpath.dirname(self.path)

    def anchor(self, id: str) -> str:
        """The id, if it is still free on this page: what is drawn twice has one address, its first."""
        free = id not in self.anchors
        self.anchors.add(id)
        return id if free else ""

    named: dict[str, int] = field(default_factory=dict)
    """By kind: how many things of it have an id on the page."""

    told_of: set[str] = field(default_factory=set)
    """Ids of people, organizations and background pages of which the page can tell in a card."""

    kept: Kept = field(default_factory=Kept)

    def once(self, kind: str, key: str, draw: Callable[["Sheet"], str]) -> str:
        """A piece as it stands on this page; `draw` makes it, the first time that any page shows it, for no page."""
        piece = self.kept.piece(kind, key, partial(self._open, draw))
        self.told_of |= piece.told_of
        return settled(piece.text, self.path, self.to)

    def _open(self, draw: Callable[["Sheet"], str]) -> Piece:
        sheet = Open(self.graph, "", self.say, self.addresses)
        return Piece(str(draw(sheet)), frozenset(sheet.told_of))

    def cite(self, notes: Iterable[Note]) -> str:
        """Footnote marks; a note that is used again is the same note."""
        marks = []
        for note in notes:
            self.notes.setdefault(note.label, note)
            marks.append(f"[^{note.label}]")
        return "".join(marks)

    def new_id(self, kind: str) -> str:
        """`_timeline`, then `_timeline2`: one for each thing of a kind, in the order of drawing."""
        count = self.named[kind] = self.named.get(kind, 0) + 1
        return f"_{kind}{count if count > 1 else ''}"

    def to(self, path: str, anchor: str = "") -> str:
        """A Markdown link's destination, relative to this page."""
        relative = _relative(path, self.folder)
        return f"{relative}#{anchor}" if anchor else relative

    def to_id(self, id: str) -> str:
        """The destination of `[[id]]`; empty where it names nothing."""
        if entity := self.graph.entity(id):
            return self.to(entity_path(entity))
        if source := self.graph.project.sources.get(id):
            return self.to(source_path(source))
        if page := self.graph.manuscript(id):
            return self.to(page.path)
        return self.to(topic_path(id)) if id in self.graph.topic_names else ""

    def to_passage(self, note: Note) -> str:
        """The highlighted passage of a note, or its source's page where none is shown."""
        return self.to(source_path(note.source), _passage(note))

    def address_of_passage(self, note: Note) -> str:
        """The same as it can be typed."""
        page, passage = self.addresses.of(source_path(note.source)), _passage(note)
        return f"{page}#{passage}" if passage else page


@dataclass(slots=True)
class Open(Sheet):
    """A sheet of no page, for pieces that are drawn once: where its links lead is left open."""

    def to(self, path: str, anchor: str = "") -> str:
        return f"{BEGIN}{path}{END}#{anchor}" if anchor else f"{BEGIN}{path}{END}"


@lru_cache(maxsize=4096)
def _relative(path: str, folder: str) -> str:
    top, slash, _ = path.partition("/")
    if slash and ".." not in path and top != "." and not f"{folder}/".startswith(f"{top}/"):
        return "../" * (folder.count("/") + 1 if folder else 0) + path  # the two have no folder in common
    return posixpath.relpath(path, folder or ".")


def _passage(note: Note) -> str:
    """The id of the passage that a note's source shows; empty where it shows none."""
    shown = note.quote and note.quote.place and note.source.publish != "record"
    return note.quote.annotation.id if note.quote and shown else ""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What the sheets of a site share."""

    say: Say
    addresses: Addresses
    basis: Basis
    memory: Memory
    """What was laid out last."""
    kept: Kept = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", Kept(self.basis))

    @property
    def graph(self) -> Graph:
        return self.basis.graph

    def page(self, path: str, draw: Callable[..., str], *given: object, written: str = "") -> Page:
        """A page that `draw` makes of what it is given and of a sheet, a fresh one each time.

        What is given are records of ours, plain data, or tables of the basis.
        """
        return drawn(path, _Drawn(self, path, draw, given), written, basis=self.basis, given=given)

    def sheet(self, path: str) -> Sheet:
        return Sheet(self.graph, path, self.say, self.addresses, kept=self.kept)


class _Drawn:
    """A page drawn on a fresh sheet; a function that did it would take six times the room."""

    __slots__ = ("_desk", "_draw", "_given", "_path")

    def __init__(self, desk: Desk, path: str, draw: Callable[..., str], given: tuple[object, ...]) -> None:
        self._desk, self._path, self._draw, self._given = desk, path, draw, given

    def __call__(self) -> str:
        return self._draw(*self._given, self._desk.sheet(self._path))


def title_of(graph: Graph, path: str) -> str:
    """The title of a page by its path; the path itself where it is a list's."""
    if page := graph.by_path.get(path):
        return page.title
    found = thing_at(path, graph)
    if isinstance(found, Source):
        return found.title
    return found.name if found else path
