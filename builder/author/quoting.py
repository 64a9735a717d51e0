"""A passage that the author asks for by its words, as an entry for its record; it is held to the contract first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.author.entries import Fields
from builder.diagnostics import Diagnostic, Location, Severity, alternatives, did_you_mean, shown
from builder.model.ids import ID, ID_HINT, proposed_id
from builder.model.resolved import Place, Quote
from builder.model.written import Annotation, Entity, Kind, Source, TextQuoteSelector
from builder.read.registers import read_organizations, read_people
from builder.read.sources import read_source, source_ids
from builder.resolve.anchoring import locate
from builder.resolve.apart import AROUND, apart, beside
from builder.resolve.checks.project import changed_text
from builder.resolve.folding import plain
from builder.resolve.quotes import Article, article, described, judge, once
from builder.settings import Settings

LISTED = 40
"""Places of ambiguous words that are listed."""
PATH = "quote"
"""In place of a file's name where the words come from the command line."""


class UsageError(Exception):
    """What was asked for names something that is not there."""


@dataclass(frozen=True, slots=True)
class Asked:
    words: str
    speaker: str = ""
    """An id, or a registered spelling."""
    id: str = ""
    kind: Kind | None = None
    prefix: str = ""
    suffix: str = ""
    place: int = 0
    """Which of the places at which the words stand, from 1; 0 where the author does not say."""
    topics: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found: the entry, and where its words stand."""

    id: str
    fields: Fields
    line: int
    """Of the archived text, from 1."""
    present: str = ""
    """The id under which the record has this very passage already."""


def find(settings: Settings, id: str, asked: Asked) -> Passage | Diagnostic:
    """The entry for the record of the source `id`, or why there is none: first of all what is wrong with its files."""
    known = source_ids(settings.sources)
    if id not in known:
        raise UsageError(f"no source is called `{shown(id, 60)}`; {alternatives(id, known)}")
    match evidence(settings, id):
        case Diagnostic() as wrong:
            return wrong
        case source, entities:
            return passage(source, entities, asked)


def evidence(settings: Settings, id: str) -> tuple[Source, Mapping[str, Entity]] | Diagnostic:
    """A source and who is registered; or what is wrong with their files, so that nothing may be added to the record."""
    problems: list[Diagnostic] = []
    source = read_source(settings.sources, id, settings.project, problems.append)
    people = read_people(settings.briefings / "people.yaml", settings.project, problems.append)
    organizations = read_organizations(settings.briefings / "organizations.yaml", settings.project, problems.append)
    if source and (changed := changed_text(source)):
        problems.append(changed)
    if wrong := next((each for each in problems if each.severity is Severity.ERROR), None):
        return wrong
    if source is None:
        raise UsageError(f"sources/{id}.yaml cannot be read; run briefings check")
    return source, {**organizations, **people}


def passage(source: Source, entities: Mapping[str, Entity], asked: Asked) -> Passage | Diagnostic:
    """The entry for a source's record, or what the contract refuses.

    Raises `UsageError` where an id is wrong, or no text is archived.
    """
    ready = article(source, lambda _: None)
    if ready is None:
        raise UsageError(f"no text of `{source.id}` is archived, so that nothing can be found in it")
    annotation = Annotation(
        id=_free_id(source, asked),
        source=source.id,
        selector=TextQuoteSelector(asked.words, asked.prefix, asked.suffix),
        kind=asked.kind,
        speaker=_speaker(asked.speaker, entities),
        via=(),
        translator="",
        topics=asked.topics,
        note=asked.note,
        at={"": Location(PATH)},
    )
    annotation = _told_apart(annotation, ready, asked.place)
    problems: list[Diagnostic] = []
    quote = judge(annotation, source, ready, problems.append)
    if quote.place is None:
        return _numbered(problems[-1], annotation, ready)
    line = ready.line(quote.place.span.start)
    quote = _as_printed(quote, quote.place, ready)
    return Passage(annotation.id, _fields(quote), line, _present(source, ready, quote))


def _free_id(source: Source, asked: Asked) -> str:
    taken = {each.id for each in source.annotations}
    if not asked.id:
        return proposed_id(asked.words, taken)
    if not ID.fullmatch(asked.id):
        raise UsageError(f"`{shown(asked.id, 40)}` is not an id: {ID_HINT}; `{proposed_id(asked.id, taken)}` is one")
    if asked.id in taken:
        words = next(each.selector.exact for each in source.annotations if each.id == asked.id)
        free = proposed_id(asked.words, taken)
        raise UsageError(f"`{source.id}` has a quote `{asked.id}`, “{shown(words, 40)}”; `{free}` is free")
    return asked.id


def _speaker(named: str, entities: Mapping[str, Entity]) -> str:
    """The id of who is registered under an id or a spelling."""
    if not named or named in entities:
        return named
    matching = sorted(id for id, each in entities.items() if plain(named) in map(plain, each.names))
    match matching:
        case [only]:
            return only
        case []:
            hint = _parts_of(named, entities) or did_you_mean(
                named, {*entities, *(name for each in entities.values() for name in each.names)}
            )
            register = hint or "add the person or organization to its register in `briefings/` first"
            raise UsageError(f"nobody is registered as `{shown(named, 60)}`; {register}")
    raise UsageError(f"`{shown(named, 60)}` names several: give an id, {', '.join(matching)}")


def _parts_of(named: str, entities: Mapping[str, Entity]) -> str:
    """A hint naming those of whose name or id the words are a part."""
    part = plain(named).casefold()
    found = [id for id, each in entities.items() if part in {*plain(each.name).casefold().split(), *id.split("-")}]
    return f"did you mean {' or '.join(f'`{id}`' for id in sorted(found))}?" if found else ""


# ── one place of several ───────────────────────────────────────────────────────────────────────


def _told_apart(annotation: Annotation, ready: Article, number: int) -> Annotation:
    """The annotation with the shortest prefix or suffix that leaves the chosen place alone."""
    if not number:
        return annotation
    if number < 1:
        raise UsageError("--place counts from 1")
    if annotation.selector.prefix or annotation.selector.suffix:
        raise UsageError("--place finds the prefix or suffix itself: give either it or them")
    places = once(locate(ready.hay, annotation.selector).places, ready)
    if number > len(places):
        raise UsageError(f"--place {number}: the words stand in {len(places)} places" if places else _nowhere(number))
    if len(places) == 1:
        return annotation
    found = apart(number - 1, [beside(place, ready.hay) for place in places])
    if found is None:
        raise UsageError(f"the places have the same {AROUND} characters around them: quote more of the sentence")
    prefix, suffix = found
    return replace(annotation, selector=replace(annotation.selector, prefix=prefix, suffix=suffix))


def _numbered(problem: Diagnostic, annotation: Annotation, ready: Article) -> Diagnostic:
    """The refusal; of several places each has the number by which it can be chosen."""
    if problem.rule != "quote-ambiguous":
        return problem
    places = once(locate(ready.hay, annotation.selector).places, ready)[:LISTED]
    listed = "\n".join(f"{number}: {words}" for number, words in enumerate(described(ready, places), 1))
    return replace(problem, hint=f"say which with --place N\n{listed}")


def _nowhere(number: int) -> str:
    return f"--place {number}: the words stand nowhere as they are; leave --place out to see what is nearest"


# ── the entry ──────────────────────────────────────────────────────────────────────────────────


def _as_printed(quote: Quote, place: Place, ready: Article) -> Quote:
    """The quote with the source's own characters, where nothing of it is left out or put in."""
    words = " ".join(ready.text[place.span.start : place.span.end].split())
    if len(place.parts) != 1 or quote.marks or not words.isprintable():
        return quote
    annotation = replace(quote.annotation, selector=replace(quote.annotation.selector, exact=words))
    printed = judge(annotation, quote.source, ready, lambda _: None)
    return printed if printed.place == place else quote


def _fields(quote: Quote) -> Fields:
    """What is written, in the order of the format; empty fields aside."""
    annotation, selector = quote.annotation, quote.annotation.selector
    fields: dict[str, str | tuple[str, ...]] = {
        "exact": selector.exact,
        "speaker": annotation.speaker,
        "kind": str(quote.kind),
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "topics": annotation.topics,
        "note": annotation.note,
    }
    return {name: value for name, value in fields.items() if value}


def _present(source: Source, ready: Article, quote: Quote) -> str:
    """The id of the annotation that marks exactly these words."""
    words = plain(quote.annotation.selector.exact)
    for each in source.annotations:
        if plain(each.selector.exact) == words:
            found = judge(each, source, ready, lambda _: None)
            if found.place and quote.place and found.place.span == quote.place.span:
                return each.id
    return ""
