"""Pages in whose prose nothing was found: they are known by all that it is held against, and need not be held again."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from builder.model.digests import Keys
from builder.model.memory import Memory
from builder.model.resolved import Graph
from builder.model.written import Manuscript
from builder.resolve.relations import title


@dataclass(slots=True)
class Settled:
    """What `page_statements` tells of a page, and the checks of it ask, is in its digest."""

    graph: Graph
    keys: Keys
    """Of sources and pages."""
    known: Collection[str]
    """Digests of pages in which nothing was found."""
    memory: Memory = field(default_factory=lambda: Memory(keeps=False))
    now: list[str] = field(default_factory=list)
    """The same, of the pages that were asked for or added."""

    def stands(self, page: Manuscript) -> bool:
        """Whether nothing would be found."""
        if not self.known:
            return False
        digest = self._digest(page)
        if digest not in self.known:
            return False
        self.now.append(digest)
        return True

    def add(self, page: Manuscript) -> None:
        """Nothing was found."""
        if digest := self._digest(page):
            self.now.append(digest)

    def _digest(self, page: Manuscript) -> str:
        graph = self.graph
        rests = page, graph.uses[page.path], graph.mentions[page.path], graph.register_notes, graph.quotes
        return self.memory.made(("settled", page.path), lambda *_: self._worked_out(page), *rests)

    def _worked_out(self, page: Manuscript) -> str:
        """Of the page, what it cites, the names in it, and what its links are called; empty where that is not known."""
        try:
            told = ascii((self.keys[id(page)][0], [*self._cited(page)], [*self._named(page)]))
        except KeyError:  # a page or a source that was put in the place of what was read
            return ""
        return hashlib.blake2b(told.encode(), digest_size=20).hexdigest()

    def _cited(self, page: Manuscript) -> Iterator[tuple[str, str, str, int]]:
        for use in self.graph.uses[page.path]:
            yield self.keys[id(use.note.source)][0], use.note.label, use.written, use.span.start

    def _named(self, page: Manuscript) -> Iterator[tuple[int, int] | str]:
        yield from ((each.span.start, each.span.end) for each in self.graph.mentions[page.path])
        yield from (title(link.target, self.graph.project, self.graph.by_id) for link in page.links)
