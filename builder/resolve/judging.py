"""What one source comes to by itself: its article, the verdict on each of its quotes, the names in it."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from builder.diagnostics import Diagnostic
from builder.model.resolved import Quote
from builder.model.written import Entity, Source, Span
from builder.resolve.checks.names import Known, known
from builder.resolve.cutting import alone
from builder.resolve.folding import folded
from builder.resolve.names import Name, original
from builder.resolve.passages import read
from builder.resolve.quotes import article, judge
from builder.resolve.segments import word_counts


@dataclass(frozen=True, slots=True)
class Judged:
    """It rests on the source and the registered names, and on nothing else: sources can be judged anywhere."""

    quotes: tuple[Quote, ...]
    """In the order of the record."""
    article: tuple[Span, ...] | None
    """None where there is no text."""
    speech: tuple[Span, ...] = ()
    forms: tuple[tuple[str, frozenset[str]], ...] = ()
    """By entity, as they first come: the registered spellings that the article has."""
    words: int = 0
    """Of the article."""
    told: "array[int]" = field(default_factory=partial(array, "Q"))
    """What the outlet says in its own voice, as the numbers of its words."""
    problems: tuple[Diagnostic, ...] = ()


def judged(source: Source, names: Known) -> Judged:
    problems: list[Diagnostic] = []
    ready = article(source, problems.append)
    quotes = tuple(judge(annotation, source, ready, problems.append) for annotation in source.annotations)
    if ready is None:
        return Judged(quotes, None, problems=tuple(problems))
    found = [*names.matcher.find(ready.hay.text)]
    places = [place for span, _ in found if (place := original(ready.hay.folded, span))]
    problems += names.near_misses(f"sources/{source.id}.txt", ready.text, ready.cut.article, places)
    own = alone(ready.text, ready.cut.article, ready.speech)
    told = read(ready.hay.text if own == ready.hay.original else folded(own))
    words = word_counts(ready.text, ready.cut.article)
    return Judged(
        quotes, ready.cut.article, ready.speech, _forms(name for _, name in found), words, told, tuple(problems)
    )


def judged_all(sources: Iterable[Source], entities: Iterable[Entity]) -> dict[str, Judged]:
    """Each source's, by id."""
    names = known(entities)
    return {source.id: judged(source, names) for source in sources}


def _forms(found: Iterable[Name]) -> tuple[tuple[str, frozenset[str]], ...]:
    forms: dict[str, set[str]] = {}
    for name in found:
        forms.setdefault(name.entity, set()).add(name.form)
    return tuple((entity, frozenset(spelt)) for entity, spelt in forms.items())
