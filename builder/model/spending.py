"""What of a project serves one stage alone is let go of for good when that is done: a large site needs the room.

Whoever asks for any of it all the same gets an `AttributeError`, and so does who would print such a page; nothing is
ever taken for absent.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from builder.diagnostics import Location
from builder.model.rows import Rows
from builder.model.written import Annotation, Project, Source


def checked(project: Project) -> None:
    """All problems are told: pages are drawn without the prose that was checked, and without places in files."""
    for page in project.manuscripts:
        _spend(page.prose, page.passages)
    for record in _placed(project.sources.values()):
        object.__setattr__(record, "at", _NOWHERE)


def laid_out(project: Project) -> None:
    """Pages are not drawn again, and other files without what is marked on pages."""
    for page in project.manuscripts:
        _spend(page.citations, page.sentences)
        object.__delattr__(page, "text")


def _spend(*of: object) -> None:
    for rows in of:
        if isinstance(rows, Rows):
            rows.spend()


def _placed(sources: Iterable[Source]) -> Iterator[Source | Annotation]:
    for source in sources:
        yield source
        yield from source.annotations


class _Nowhere(Mapping[str, Location]):
    """Places that are let go of."""

    def _gone(self, *_: Any) -> NoReturn:
        raise AttributeError("places are known until all problems are told")

    __getitem__ = __contains__ = __iter__ = __len__ = _gone


_NOWHERE = _Nowhere()
