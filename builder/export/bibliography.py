"""Citations to copy and to download: of each briefing and background page, and of all that it cites."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from builder.export.bibtex import bibtex
from builder.export.csl import csl
from builder.export.works import Work, cited_work, own_work
from builder.model.basis import Basis
from builder.model.resolved import Graph, Page, drawn
from builder.model.sharing import Cited
from builder.model.written import Manuscript, Role
from builder.settings import Settings

FOLDER = "cite"
BIBTEX, CSL = "application/x-bibtex", "application/vnd.citationstyles.csl+json"


def citations(graph: Graph, settings: Settings) -> dict[str, Cited]:
    """How each published briefing and background page is cited, by its path."""
    return {page.path: _cited(page, graph, settings) for page in graph.published if page.role is not Role.PAGE}


def _cited(page: Manuscript, graph: Graph, settings: Settings) -> Cited:
    work = own_work(page, settings)
    names = [page.id, f"{page.id}-sources"] if graph.uses[page.path] else [page.id]
    return Cited(
        issued=work.issued,
        version=work.version,
        address=work.url,
        bibtex=bibtex(work),
        csl=_json([work]),
        files=tuple(f"{FOLDER}/{name}.{kind}" for name in names for kind in ("bib", "json")),
    )


def bibliographies(basis: Basis, cited: Mapping[str, Cited]) -> Iterator[Page]:
    """The files that `citations` names."""
    for path, citation in cited.items():
        own, items, *sources = citation.files
        yield Page(own, citation.bibtex)
        yield Page(items, citation.csl)
        if sources:
            for name, write in zip(sources, (_bibtex, _json), strict=True):
                yield drawn(name, partial(_listed, path, basis.graph, write), basis=basis, given=(path, write))


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
