"""What has another id now and is otherwise what it was: readers never see an id change."""

from collections.abc import Mapping

from builder.model.written import Source
from builder.resolve.folding import plain

RECORD = (
    *("title", "publisher", "container", "author", "published", "dateline", "language", "url", "origin"),
    *("descriptor", "headline", "standfirst"),
)
"""What of a record says which document it is, and whose."""


def record(source: Source) -> tuple[str, ...]:
    """A source's record, folded."""
    return tuple(plain(getattr(source, name)) for name in RECORD)


def renamed(before: Mapping[str, Source], after: Mapping[str, Source]) -> dict[str, str]:
    """By the old id of a source, its new one: where one only is gone, and one only has come, with a record."""
    gone, come = _by_record(before, after), _by_record(after, before)
    return {ids[0]: come[key][0] for key, ids in gone.items() if len(ids) == 1 and key in come and len(come[key]) == 1}


def _by_record(ours: Mapping[str, Source], theirs: Mapping[str, Source]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for id, source in ours.items():
        if id not in theirs:
            found.setdefault(record(source), []).append(id)
    return found
