"""Claims that a source, or one passage of it, lacks certain words: checked like any other claim about a text."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, did_you_mean, shown
from builder.model.resolved import Graph
from builder.model.written import Marks, Span, placed
from builder.resolve.folding import Folded, fold, plain
from builder.resolve.segments import UNSPACED


@dataclass(frozen=True, slots=True)
class _Searched:
    """Where terms are sought: the spans of one source's text."""

    source: str
    text: str
    folded: tuple[tuple[int, Folded], ...]
    """Each span's start, and its words."""


def check_silences(claims: Mapping[str, tuple[str, ...]], at: Marks, field: str, graph: Graph, report: Report) -> None:
    """No word of what is said to be silent begins with one of the terms; `field` names the mapping in its entry."""
    for id, terms in claims.items():
        place = placed(at, f"{field}.{id}")
        searched = _searched(id, place, graph, report)
        if searched and not any(map(_says_something, terms)):
            hint = "list the terms that it was searched for, such as `[exercis, train]`"
            report(Diagnostic(place, "silence-broken", f"no terms are given that `{id}` was searched for", hint))
        for index, term in enumerate(terms if searched else ()):
            if searched and _says_something(term) and (found := _first(searched, term)) >= 0:
                report(_broken(id, term, found, searched, placed(at, f"{field}.{id}.{index}"), field))


def _says_something(term: str) -> bool:
    return any(char.isalnum() for char in term)


def _broken(id: str, term: str, found: int, searched: _Searched, at: Location, field: str) -> Diagnostic:
    line = LineIndex(f"sources/{searched.source}.txt", searched.text).at(found).line
    message = f"`{id}` is said to be silent, but has `{shown(term, 40)}` on line {line}"
    answers = "it answers: cite the passage, or take the claim out"
    hint = "the words are there: take the term or the claim out" if field == "searched" else answers
    return Diagnostic(at, "silence-broken", message, hint)


def _searched(id: str, at: Location, graph: Graph, report: Report) -> _Searched | None:
    """What `source` or `source/quote` names, if there is a text to search."""
    if {id, id.partition("/")[0]} & graph.project.refused:
        return None
    source = graph.project.sources.get(id.partition("/")[0])
    quote = graph.quotes.get(id) if "/" in id else None
    if source is None or ("/" in id and quote is None):
        hint = did_you_mean(id, [*graph.project.sources, *graph.quotes]) or "silence is claimed of a source, by its id"
        report(Diagnostic(at, "unknown-citation", f"no source or quote is called `{shown(id, 60)}`", hint))
        return None
    if source.text is None:
        message = f"`{id}` has no archived text, so its silence cannot be checked"
        report(Diagnostic(at, "silence-broken", message, "archive its text, or leave it out"))
        return None
    if quote is None:
        return _read(source.id, source.text, graph.article.get(source.id, ()))
    return _read(source.id, source.text, quote.place.parts if quote.place else ())


def _read(source: str, text: str, spans: tuple[Span, ...]) -> _Searched:
    return _Searched(source, text, tuple((span.start, fold(text[span.start : span.end])) for span in spans))


def _first(searched: _Searched, term: str) -> int:
    """Where a word first begins with a term, both folded, in whatever case; -1 where none does."""
    words = plain(term).strip(" ")
    beginning = "" if UNSPACED.match(words) else r"(?<![\p{L}\p{N}])"
    sought = regex.compile(f"{beginning}{regex.escape(words)}", regex.IGNORECASE)
    for start, folded in searched.folded:
        if match := sought.search(folded.text):
            ends = range(match.end(), match.start(), -1)  # a term may end within an opened ligature
            origin = next((place for end in ends if (place := folded.origin(match.start(), end))), (0, 0))
            return start + origin[0]
    return -1
