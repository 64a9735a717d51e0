"""Citations to copy and to download: of each briefing and background page, and of all that it cites."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.export.bibtex import bibtex
from builder.export.csl import csl
from builder.export.works import Work, cited_work, own_work
from builder.model.basis import Basis
from builder.model.drawing import Call
from builder.model.resolved import Graph, Page, drawn
from builder.model.sharing import Cited
from builder.model.written import Manuscript, Role
from builder.settings import Settings

FOLDER = "cite"
BIBTEX, CSL = "application/x-bibtex", "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Own:
    """A page of ours, as others cite it."""

    work: Work
    files: tuple[str, ...]

    @property
    def issued(self) -> str:
        return self.work.issued

    @property
    def version(self) -> str:
        return self.work.version

    @property
    def address(self) -> str:
        return self.work.url

    @property
    def bibtex(self) -> str:
        return bibtex(self.work)

    @property
    def csl(self) -> str:
        return _json([self.work])


def citations(graph: Graph, settings: Settings) -> dict[str, Cited]:
    """How each published briefing and background page is cited, by its path."""
    return {page.path: _own(page, graph, settings) for page in graph.published if page.role is not Role.PAGE}


def _own(page: Manuscript, graph: Graph, settings: Settings) -> Own:
    names = [page.id, f"{page.id}-sources"] if graph.uses[page.path] else [page.id]
    return Own(own_work(page, settings), tuple(f"{FOLDER}/{name}.{kind}" for name in names for kind in ("bib", "json")))


def bibliographies(basis: Basis, cited: Mapping[str, Cited]) -> Iterator[Page]:
    """The files that `citations` names."""
    for path, citation in cited.items():
        own, items, *sources = citation.files
        for name, say in ((own, _own_bibtex), (items, _own_csl)):
            yield drawn(name, Call(say, citation), basis=basis, given=(citation, say))
        if sources:
            for name, write in zip(sources, (_bibtex, _json), strict=True):
                yield drawn(name, Call(_listed, path, basis.graph, write), basis=basis, given=(path, write))


def _own_bibtex(citation: Cited) -> str:
    return citation.bibtex


def _own_csl(citation: Cited) -> str:
    return citation.csl


def _listed(path: str, graph: Graph, write: Callable[[Iterable[Work]], str]) -> str:
    return write(_works(path, graph))


def _works(path: str, graph: Graph) -> Iterator[Work]:
    """What a page cites, by id."""
    sources = {use.note.source.id: use.note.source for use in graph.uses[path]}
    yield from (cited_work(sources[id]) for id in sorted(sources))


def _bibtex(works: Iterable[Work]) -> str:
    return "\n".join(map(bibtex, works))


def _json(works: Iterable[Work]) -> str:
    return json.dumps([csl(work) for work in works], ensure_ascii=False, indent=2) + "\n"
