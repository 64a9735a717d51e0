"""Whom a passage first came from, and who relayed it: reprints and relays add outlets, not origins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from builder.model.resolved import Origin, Quote, Relay
from builder.model.written import Annotation, Entity, Source
from builder.resolve.folding import plain


@dataclass(frozen=True, slots=True)
class Register:
    """People and organizations by id and by whole name; a name that two of them have is nobody's."""

    by_id: Mapping[str, Entity]
    by_name: Mapping[str, Entity | None]

    def named(self, words: str) -> Entity | None:
        """Who has this name or spelling, whatever its case and with `the` or without."""
        return self.by_name.get(_key(words))

    def relays(self, quote: Annotation) -> tuple[Relay, ...]:
        """The steps of a chain of relay: ids, registered names, or words for someone who is not registered."""
        return tuple(self._relay(each) for each in quote.via if each.strip())

    def _relay(self, written: str) -> Relay:
        entity = self.by_id.get(written.strip())
        found = entity or self.named(written)
        return Relay(entity.name if entity else written, found.id if found else "", found.name if found else written)

    def origin(self, name: str) -> Origin:
        found = self.named(name)
        return Origin(found.id, found.name) if found else Origin(f"~{_key(name)}", name)


def register(entities: Iterable[Entity]) -> Register:
    by_id: dict[str, Entity] = {}
    by_name: dict[str, Entity | None] = {}
    for entity in entities:
        by_id.setdefault(entity.id, entity)
        for name in dict.fromkeys(map(_key, entity.names)):
            by_name[name] = entity if name not in by_name else None
    return Register(by_id, by_name)


def origins(
    sources: Mapping[str, Source], quotes: Mapping[str, Quote], relays: Mapping[str, tuple[Relay, ...]], known: Register
) -> dict[str, Origin]:
    """By note label: the `origin` that the passage itself states; else the speaker; where none is named, who relayed
    the words first; else whose reporting the source is.

    A relay that is not named counts once, however many outlets speak of it: nobody can tell that there are two.
    """
    reporters = _reporters(sources.values())
    found = reporting(sources, known)
    people = {id: Origin(each.id, each.name) for id, each in known.by_id.items()}
    for key, quote in quotes.items():
        speaker = people.get(quote.annotation.speaker)
        first = next(iter(relays.get(key, ())), None)
        if quote.annotation.origin:
            own = replace(quote.source, origin=quote.annotation.origin)
            found[key] = _reporter(own, reporters, known)
        elif speaker:
            found[key] = speaker
        elif first:
            found[key] = relayer(first)
        else:
            found[key] = found[quote.source.id]
    return found


def reporting(sources: Mapping[str, Source], known: Register) -> dict[str, Origin]:
    """By id of a source: whose reporting it is."""
    reporters = _reporters(sources.values())
    return {id: _reporter(source, reporters, known) for id, source in sources.items()}


def relayer(relay: Relay) -> Origin:
    """Who passed words on, as one from whom words may come."""
    return Origin(relay.entity or f"~{_key(relay.words)}", relay.name)


def _reporters(sources: Iterable[Source]) -> dict[str, Source]:
    """By `origin`: the earliest source that has it."""
    found: dict[str, Source] = {}
    for source in sorted(sources, key=lambda each: (each.published or "9999", each.id)):
        if source.origin:
            found.setdefault(source.origin, source)
    return found


def _reporter(source: Source, reporters: Mapping[str, Source], known: Register) -> Origin:
    """Whose reporting a source is: a registered id, or the outlet of the earliest source of its origin."""
    if entity := known.by_id.get(source.origin):
        return Origin(entity.id, entity.name)
    first = reporters.get(source.origin, source)
    if outlet := first.outlet:
        return known.origin(outlet)
    return Origin(f"~~{source.origin or source.id}", first.title)


def _key(words: str) -> str:
    return plain(words).casefold().removeprefix("the ")
