"""What citations name, and what is said where they name nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.resolved import Note
from builder.model.written import Entity
from builder.resolve.surroundings import Surroundings
from builder.resolve.testimony import Fault, Testimony


@dataclass(slots=True)
class Targets:
    """As one asks for them: a page, or the registers."""

    around: Surroundings
    report: Report
    named: dict[str, Note] = field(default_factory=dict)
    """By citation target: the notes that were asked for and are there."""
    missed: set[tuple[str, Location]] = field(default_factory=set)
    """The others, each with its place."""

    def note(self, id: str, at: Location) -> Note | None:
        """What a citation's id names; a place is reported once, however often its page is taken in."""
        if (known := self.named.get(id)) or (id, at) in self.missed:
            return known
        found = None if self._is_refused(id) else self.around.testimony.note(id)
        if found:
            self.named[id] = found
        else:
            self.missed.add((id, at))
            self._report(id, at)
        return found

    def _is_refused(self, id: str) -> bool:
        """Whether the record of what an id names, or the passage in it, is a problem already."""
        refused, lost = self.around.refused, self.around.refused_quotes
        if not refused:
            return False
        source, slash, _ = id.partition("/")
        return (not slash and (None in lost or id in lost)) or bool(
            {source, id, f"sources/{source}.yaml#quotes"} & refused
        )

    def _report(self, id: str, at: Location) -> None:
        if self._is_refused(id):
            return
        told = self.around.testimony
        if id not in told.faults:
            told.faults[id] = fault(id, told)
        self.report(Diagnostic(at, *told.faults[id]))


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What is cited beside the pages: in registers, and by quotes that translate others."""

    named: dict[str, Note]
    register_notes: dict[str, tuple[Note, ...]]
    """By entity id: what its entry cites, each once."""
    originals: dict[str, Note]
    """By quote: the passage that has the words which it translates."""
    problems: tuple[Diagnostic, ...]


def beside(around: Surroundings) -> Beside:
    problems: list[Diagnostic] = []
    targets = Targets(around, problems.append)
    for each in around.chronology:
        for reference in each.event.cite:
            targets.note(reference.target, reference.at)
    notes = {id: tuple(_of_entry(entity, targets)) for id, entity in around.entities.items()}
    originals = dict(_originals(targets))
    return Beside(targets.named, notes, originals, tuple(problems))


def _of_entry(entity: Entity, targets: Targets) -> Iterator[Note]:
    cited = [*entity.cite, *(reference for office in entity.offices for reference in office.cite)]
    seen = set()
    for reference in cited:
        note = targets.note(reference.target, reference.at)
        if note and note.label not in seen:
            seen.add(note.label)
            yield note


def _originals(targets: Targets) -> Iterator[tuple[str, Note]]:
    for key, cite in targets.around.testimony.translating:
        note = targets.note(cite.target, cite.at)
        if not note:
            continue
        if note.quote is None or note.label == key:
            said = "the quote itself" if note.quote else "a whole source"
            message = f"`{shown(cite.target, 60)}` is {said}, and an original is a passage of its own"
            hint = "mark the original words under `quotes`, and write `cite: source/quote`"
            targets.report(Diagnostic(cite.at, "original-not-a-passage", message, hint))
            continue
        yield key, note


def fault(id: str, told: Testimony) -> Fault:
    """What is wrong with a target that names nothing, or several things."""
    source, slash, quote = id.partition("/")
    if several := told.by_id.get(id):
        listed = " or ".join(f"`{quote.key}`" for quote in several)
        return "ambiguous-citation", f"`{id}` is a quote in {len(several)} sources", f"write {listed}"
    if not slash:
        known = [*told.sources, *told.quotes, *told.by_id]
        hint = did_you_mean(id, known) or "mark the passage under `quotes` in its source's record"
        return "unknown-citation", f"no source or quote is called `{shown(id, 60)}`", hint
    if source not in told.sources:
        hint = did_you_mean(source, told.sources) or "its record belongs in `sources/`"
        return "unknown-citation", f"no source is called `{shown(source, 60)}`", hint
    ids = [each.id for each in told.sources[source].annotations]
    hint = did_you_mean(quote, ids) or f"mark the passage under `quotes` in sources/{source}.yaml"
    return "unknown-citation", f"`{source}` has no quote called `{shown(quote, 60)}`", hint
