"""The log of a page: what was corrected, the latest first, and where the page says so."""

from collections.abc import Mapping
from itertools import chain

from builder.model.chronology import Chronology, drawn
from builder.model.resolved import Logged, Use
from builder.model.written import Amendment, Correction, Manuscript, Project
from builder.resolve.folding import plain
from builder.resolve.said import Said, names_of, said, stands

MARKED = {Amendment.CLARIFICATION, Amendment.CORRECTION, Amendment.UPDATE}
"""What is shown beside the passage."""


def logs(
    project: Project, uses: Mapping[str, tuple[Use, ...]], chronology: Chronology
) -> dict[str, tuple[Logged, ...]]:
    """Each page's entries by its path; a page without any is absent."""
    pages = [page for page in project.manuscripts if page.corrections]
    names = names_of(project) if pages else {}
    return {page.path: _log(page, names, uses[page.path], chronology) for page in pages}


def _log(
    page: Manuscript, names: Mapping[str, str], uses: tuple[Use, ...], chronology: Chronology
) -> tuple[Logged, ...]:
    quoted = {use.note.label: use.note.quote.annotation.selector.exact for use in uses if use.note.quote}
    events = (each.event.title for directive in page.directives for each in drawn(chronology, directive, page))
    text = said(page, names, chain(quoted.values(), events))
    latest = sorted(page.corrections, key=in_time, reverse=True)
    return tuple(_logged(each, page, text) for each in latest)


def in_time(entry: Correction) -> tuple[str, int]:
    """By date, as far as it is written, then by place in the file."""
    return entry.date.rstrip("~?%"), entry.number


def _logged(entry: Correction, page: Manuscript, text: Said) -> Logged:
    words = plain(entry.now)
    if not words:
        return Logged(entry, stands=True)
    sentence = text.sentence(words) if entry.kind in MARKED else -1
    if sentence >= 0 and page.sentences[sentence].after < 0:
        sentence = -1
    return Logged(entry, stands=stands(words, text.text), sentence=sentence)
