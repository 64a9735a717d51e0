"""What all sources come to together, whatever cites them: their quotes by name, whose words these are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.model.resolved import Note, Origin, Quote, Relay, Spelling
from builder.model.written import Entity, Reference, Source, Span
from builder.resolve.judging import Judged
from builder.resolve.origins import origins, register
from builder.resolve.relations import find_spellings, quotes_by_speaker

Fault = tuple[str, str, str]
"""A rule, a message and a hint."""


@dataclass(frozen=True, slots=True, eq=False)
class Testimony:
    """It rests on the sources, on what each of them came to, and on the registered names."""

    sources: Mapping[str, Source]
    quotes: Mapping[str, Quote]
    """By `source/quote`."""
    by_id: Mapping[str, list[Quote]]
    """By the id that a quote has in its source: several may have it."""
    relays: Mapping[str, tuple[Relay, ...]]
    origins: Mapping[str, Origin]
    spellings: Mapping[str, tuple[Spelling, ...]]
    spoken: Mapping[str, tuple[Quote, ...]]
    article: Mapping[str, tuple[Span, ...]]
    speech: Mapping[str, tuple[Span, ...]]
    translating: tuple[tuple[str, Reference], ...]
    """Quotes that have their original words in another passage, each by its key, with what they cite for it."""
    faults: dict[str, Fault] = field(default_factory=dict)
    """By citation target: what is wrong with it, once it was asked for: to seek what was meant takes time."""
    _notes: dict[str, Note] = field(default_factory=dict)
    """By citation target, those that were asked for: who names the same passage has the same note."""

    def note(self, id: str) -> Note | None:
        """What a citation's target names, if that is one thing: a source, or a quote by either of its names."""
        known = self._notes.get(id)
        if known is None and (found := self._found(id)):
            known = self._notes[id] = found
        return known

    def _found(self, id: str) -> Note | None:
        if quote := self.quotes.get(id):
            return Note(quote.source, quote)
        if id in self.sources:
            return Note(self.sources[id], None)
        match self.by_id.get(id, ()):
            case [only]:
                return Note(only.source, only)
        return None


def testimony(sources: Mapping[str, Source], judged: Mapping[str, Judged], entities: tuple[Entity, ...]) -> Testimony:
    """`judged` has what each source came to, by its id."""
    quotes = {quote.key: quote for each in judged.values() for quote in each.quotes}
    archived = {id: each for id, each in judged.items() if each.article is not None}
    known = register(entities)
    relays = {key: found for key, quote in quotes.items() if (found := known.relays(quote.annotation))}
    return Testimony(
        sources=sources,
        quotes=quotes,
        by_id=_by_id(quotes),
        relays=relays,
        origins=origins(sources, quotes, relays, known),
        spellings=find_spellings({id: each.forms for id, each in archived.items()}),
        spoken=quotes_by_speaker(quotes),
        article={id: each.article or () for id, each in archived.items()},
        speech={id: each.speech for id, each in archived.items()},
        translating=tuple(_translating(quotes)),
    )


def _by_id(quotes: Mapping[str, Quote]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        found.setdefault(quote.annotation.id, []).append(quote)
    return found


def _translating(quotes: Mapping[str, Quote]) -> Iterator[tuple[str, Reference]]:
    for key, quote in quotes.items():
        if quote.annotation.original and quote.annotation.original.cite:
            yield key, quote.annotation.original.cite
