"""What each page is drawn from, noted while it is drawn: where all of it is as it was, the page is too.

A build system calls this a verifying trace. A look is at one entry of a table of the graph, which is named by the
table and the key, or at a table as a whole; it is known again by a digest of what it found, other parts of the graph
that this holds included.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast, overload

from builder.model.chronology import Chronology
from builder.model.digests import Digests, Keys, joined
from builder.model.resolved import Graph
from builder.model.written import Project

V = TypeVar("V")
R = TypeVar("R")
FOUND_MOST = 1 << 15
"""Looks of which it is remembered what they find: most pages that have one in common stand near one another."""
SELDOM = frozenset({"article", "citations", "excerpts", "log", "mentions", "places", "source_counts", "uses"})
"""Tables of which an entry is looked at for a page or two: it is not remembered what those looks find."""
TOGETHER = dict.fromkeys(("shown", "disputed", "relays", "originals", "citing"), "quotes")
"""Tables that change seldom or with another, by whose look they are known: a look costs more than a page drawn anew."""


class Basis:
    """The tables from which the pages of one site are drawn."""

    def __init__(self, graph: Graph, settings: object = None, keys: Keys = MappingProxyType({})) -> None:
        """`settings` are those that every page is drawn with; `keys` are those of sources and pages."""
        self.seen: set[str] = _Nowhere()
        """The looks of the drawing that is under way."""
        self._tables: dict[str, list[_Finding]] = {}
        self._digests = Digests(keys)
        self._found = _Found(self._tables, self._digests)
        self._kept: list[Callable[[], None]] = []
        """What lets go of what is kept for drawings elsewhere."""
        self._settings = self._digests.of(settings)
        self.graph = self._noting(graph)
        self.whole = graph
        """The same without a note of any look: for tables that are made of it and handed to `table`, never to draw."""

    def table(self, name: str, of: Mapping[str, V]) -> Mapping[str, V]:
        """A mapping at which each look is noted."""
        return _Table(self, self._named(name, of), of)

    def row(self, name: str, of: Sequence[V]) -> Sequence[V]:
        """A sequence that is looked at as a whole."""
        return _Row(self, self._named(name, of), of)

    def _named(self, name: str, table: object) -> str:
        name = TOGETHER.get(name, name)
        self._tables.setdefault(name, []).append(_finding(table))
        return name

    def noting(self, draw: Callable[[], R]) -> tuple[R, frozenset[str]]:
        """What `draw` gives, and the looks that it took; those count for a drawing that it is a part of, too."""
        around, self.seen = self.seen, set()
        try:
            drawn = draw()
            return drawn, frozenset(self.seen)
        finally:
            around |= self.seen
            self.seen = around

    def see(self, looks: Iterable[str]) -> None:
        self.seen.update(looks)

    def keeping(self, forget: Callable[[], None]) -> None:
        self._kept.append(forget)

    def rest(self) -> None:
        for forget in self._kept:
            forget()

    def forget(self) -> None:
        self._found.clear()
        self.rest()

    def digest(self, trace: Iterable[str], given: object) -> str:
        """Of what the looks of a trace find now, of what a page is given besides, and of the settings."""
        found = [self._settings, self._digests.of(given), *map(self._found.__getitem__, trace)]
        return joined(b"".join(found)).hex()

    def _noting(self, graph: Graph) -> Graph:
        noted: dict[str, Any] = {}
        for each in fields(Graph):
            value = getattr(graph, each.name)
            if isinstance(value, Project):
                noted[each.name] = self._of_project(value)
            elif isinstance(value, Chronology):
                noted[each.name] = Chronology(
                    cast("Any", self.row("chronology", value.events)), self.table("chronology.by_topic", value.by_topic)
                )
            else:
                noted[each.name] = self._noted(each.name, value)
        return replace(graph, **noted)

    def _of_project(self, project: Project) -> Project:
        return Project(
            **{each.name: self._noted(f"project.{each.name}", getattr(project, each.name)) for each in fields(Project)}
        )

    def _noted(self, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self.table(name, value)
        if isinstance(value, Set):
            return _Members(self, self._named(name, value), value)
        return self.row(name, value)


_Finding = tuple[Callable[[str], object], Callable[[], list[Any]]]
"""What of a table stands under a key, and all that it has."""


def _finding(table: Any) -> _Finding:
    """An entry is in a tuple, and false where there is none; of a set, whether it is there."""
    if isinstance(table, Mapping):
        return lambda key: (table[key],) if key in table else False, lambda: [*table.items()]
    return lambda key: key in table, lambda: [*table]


class _Found(dict[str, bytes]):
    """By look, the digest of what it finds, worked out when it is first asked for."""

    def __init__(self, tables: Mapping[str, list[_Finding]], digests: Digests) -> None:
        self._tables = tables
        self._digests = digests

    def __missing__(self, look: str) -> bytes:
        name, one, key = look.partition(" ")
        digest = self._digests.of([entry(key) if one else whole() for entry, whole in self._tables[name]])
        if name not in SELDOM:
            if len(self) >= FOUND_MOST:
                self.clear()
            self[look] = digest
        return digest


class _Nowhere(set[str]):
    """What is looked at while nothing is drawn."""

    def add(self, _: str) -> None:
        pass

    def update(self, *_: Iterable[str]) -> None:
        pass

    def __ior__(self, _: Set[str]) -> "_Nowhere":  # type: ignore[override,misc]  # it stays as it is
        return self


class _Noting:
    """What of a table notes that all of it is looked at; in a digest it stands by its name, since each look counts."""

    __slots__ = ("_basis", "_name", "_of")

    def __init__(self, basis: Basis, name: str, of: Any) -> None:
        self._basis, self._name, self._of = basis, name, of

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (self._name,)

    def _whole(self) -> Any:
        self._basis.seen.add(self._name)
        return self._of

    def _at(self, key: object) -> Any:
        """The same table, of which one entry is looked at."""
        self._basis.seen.add(f"{self._name} {key}")
        return self._of


class _Table(_Noting, Mapping[str, V]):
    __slots__ = ()

    def __getitem__(self, key: str) -> V:
        return cast("V", self._at(key)[key])

    def get(self, key: str, default: Any = None) -> Any:
        return self._at(key).get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._at(key)

    def values(self) -> Any:
        return self._whole().values()

    def items(self) -> Any:
        return self._whole().items()


class _Members(_Noting, Set[str]):
    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key in self._at(key)


class _Row(_Noting, Sequence[V]):
    __slots__ = ()

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...
    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        return cast("V | Sequence[V]", self._whole()[index])
