"""What would become of all that rests on a source, or on one passage, if it were withdrawn. Nothing is changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.model.resolved import Graph, Note, Quote, Verdict
from builder.model.written import Manuscript, Source, Status
from builder.resolve.origins import relayer
from builder.survey.resting import Cite, Citing, Resting, resting


@dataclass(frozen=True, slots=True)
class Subject:
    """What is withdrawn: a source with all that is marked in it, or one passage."""

    source: Source
    quote: Quote | None = None

    @property
    def label(self) -> str:
        return self.quote.key if self.quote else self.source.id

    def holds(self, note: Note) -> bool:
        """Whether a note goes with it."""
        return note.source.id == self.source.id and (self.quote is None or note.label == self.quote.key)


class Fate(StrEnum):
    FALL = "fall"
    """Too little is left that it could rest on."""
    THINNER = "thinner"
    """Something is left, and nothing of it is verified words of another origin."""
    STAND = "stand"
    """Verified words of another origin are left."""


class Tie(StrEnum):
    """How what is left stands to what was withdrawn."""

    OTHER = "another origin"
    SAME = "the same origin"
    RELAYED = "through the same outlet"
    """Words of someone else, which the withdrawn source's outlet relayed."""
    UNCHECKABLE = "cannot be checked"
    WHOLE = "cited as a whole"
    """An archived article as a whole, in which nobody can show the place."""


@dataclass(frozen=True, slots=True)
class Left:
    """A passage that would still be cited."""

    note: Note
    origin: str
    """The name."""
    tie: Tie


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one thing."""

    resting: Resting
    fate: Fate
    left: tuple[Left, ...]
    """Those of another origin first."""
    gone: tuple[Cite, ...]
    """What it cites of what is withdrawn."""
    single: str = ""
    """Of what sets passages against each other: the one origin that it would still have."""
    answers: tuple[Resting, ...] = ()
    """Of a comparison: those that would go."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What would become of a page, judged by all that it shows."""

    page: Manuscript
    fate: Fate
    left: tuple[Left, ...]
    sentences: int
    """Of its own, that rest on what is withdrawn."""
    takes_in: tuple[str, ...]
    """Paths of other pages of which it shows such text."""

    @property
    def origins(self) -> tuple[str, ...]:
        """Names of those whose verified words it would still have."""
        return tuple(dict.fromkeys(each.origin for each in self.left if each.tie is Tie.OTHER))

    @property
    def draft(self) -> bool:
        return self.page.status is Status.DRAFT


@dataclass(frozen=True, slots=True)
class Impact:
    subject: Subject
    outcomes: tuple[Outcome, ...]
    """By place."""
    pages: tuple[PageOutcome, ...]
    kin: tuple[str, ...]
    """Other sources of the same origin, and passages of others that it relayed: they are no other origin."""


def impact(graph: Graph, subject: Subject) -> Impact:
    """Everything that cites it, and what each would have left."""
    weigh = _Scales(graph, subject)
    outcomes = tuple(weigh.outcome(each) for each in resting(graph) if weigh.touches(cite.note for cite in each.cites))
    return Impact(subject, outcomes, tuple(_pages(weigh, outcomes)), tuple(_kin(weigh)))


class _Scales:
    """Weighs what is left against what is withdrawn."""

    def __init__(self, graph: Graph, subject: Subject) -> None:
        self.graph = graph
        self.subject = subject
        self.outlet = "" if subject.quote else graph.origins[subject.source.id].id
        """Whose reporting goes; of one passage none does."""

    def touches(self, notes: Iterable[Note]) -> bool:
        return any(map(self.subject.holds, notes))

    def outcome(self, each: Resting) -> Outcome:
        left = self.left(cite.note for cite in each.cites)
        answers = tuple(answer for answer in each.answers if self.touches(cite.note for cite in answer.cites))
        labels = [cite.note.label for answer in each.answers for cite in answer.cites]
        held = {one.note.label for one in left}
        count = sum(1 for label in labels if label in held) if each.answers else len(left)
        origins = {one.id: one.name for note in left if (one := self.graph.origins[note.note.label])}
        fate = _fate(left) if count >= each.needs else Fate.FALL
        single = next(iter(origins.values())) if each.weighed and fate is not Fate.FALL and len(origins) == 1 else ""
        if single:
            fate = Fate.THINNER
        gone = tuple(cite for cite in each.cites if self.subject.holds(cite.note))
        return Outcome(each, fate, left, gone, single, answers)

    def left(self, notes: Iterable[Note]) -> tuple[Left, ...]:
        """What would still hold, each once; words that were not found in their source hold nothing."""
        found = {note.label: note for note in notes}
        origins = self.graph.origins
        gone = {self.outlet, *(origins[label].id for label, note in found.items() if self.subject.holds(note))}
        kept = (note for note in found.values() if not self.subject.holds(note) and note.verdict is not Verdict.FAILED)
        left = (Left(note, origins[note.label].name, self._tie(note, gone)) for note in kept)
        return tuple(sorted(left, key=lambda each: [*Tie].index(each.tie)))

    def _tie(self, note: Note, gone: set[str]) -> Tie:
        if self.graph.origins[note.label].id in gone:
            return Tie.SAME
        if self.relayed(note):
            return Tie.RELAYED
        if note.verdict is Verdict.UNCHECKABLE:
            return Tie.UNCHECKABLE
        return Tie.OTHER if note.verdict is Verdict.VERIFIED else Tie.WHOLE

    def relayed(self, note: Note) -> bool:
        """Whether words came through the outlet whose source is withdrawn."""
        through = {relayer(each).id for each in self.graph.relays.get(note.label, ())}
        return bool(self.outlet) and self.outlet in {self.graph.origins[note.source.id].id, *through}


def _fate(left: tuple[Left, ...]) -> Fate:
    if not left:
        return Fate.FALL
    return Fate.STAND if left[0].tie is Tie.OTHER else Fate.THINNER


def _pages(weigh: _Scales, outcomes: Iterable[Outcome]) -> Iterator[PageOutcome]:
    """The manuscripts that show any of it, those that take in another's text too."""
    sentences: dict[str, int] = {}
    for each in outcomes:
        if each.resting.kind is Citing.SENTENCE:
            sentences[each.resting.page] = sentences.get(each.resting.page, 0) + 1
    for page in weigh.graph.project.manuscripts:
        uses = weigh.graph.uses[page.path]
        written = dict.fromkeys(use.written for use in uses if weigh.subject.holds(use.note))
        if written:
            left = weigh.left(use.note for use in uses)
            others = tuple(path for path in written if path != page.path)
            yield PageOutcome(page, _fate(left), left, sentences.get(page.path, 0), others)


def _kin(weigh: _Scales) -> Iterator[str]:
    graph, subject = weigh.graph, weigh.subject
    if subject.quote:
        own = graph.origins[subject.quote.key].id
        yield from (key for key in graph.quotes if graph.origins[key].id == own and key != subject.quote.key)
        return
    others = [source for id, source in graph.project.sources.items() if id != subject.source.id]
    same = {source.id for source in others if graph.origins[source.id].id == weigh.outlet}
    yield from sorted(same)
    for key, quote in graph.quotes.items():
        if (
            quote.source.id not in same
            and quote.source.id != subject.source.id
            and weigh.relayed(Note(quote.source, quote))
        ):
            yield key


def subject(id: str, graph: Graph) -> Subject | None:
    """What `source` or `source/quote` names; none where it names nothing."""
    if quote := graph.quotes.get(id):
        return Subject(quote.source, quote)
    source = graph.project.sources.get(id)
    return Subject(source) if source else None
