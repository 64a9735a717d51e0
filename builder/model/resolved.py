"""What it resolved to: quotes with a verdict, notes, ways back, and the graph that the pages are drawn from."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from sys import intern
from typing import Protocol

from builder.diagnostics import Diagnostic
from builder.model.chronology import Chronology, Dated
from builder.model.drawing import Drawing, Noting, Trace
from builder.model.findings import Accepted, Counts, Findings
from builder.model.fragments import OWN, directive
from builder.model.written import (
    Annotation,
    Correction,
    Entity,
    Kind,
    Manuscript,
    Project,
    Reference,
    Source,
    Span,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: from first to last character, and the pieces it takes from there."""

    span: Span
    parts: tuple[Span, ...]
    """What is quoted, in order; more than one where the quote leaves something out."""
    ours: tuple[Span, ...] = ()
    """Brackets and ellipses of the folded quote that the source does not print there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracket with what stands in it, or an ellipsis, among a quote's words."""

    span: Span
    """Of the words as the author wrote them."""
    omits: bool
    """Whether it is an ellipsis, in brackets or not."""
    own: bool
    """Whether the source prints it there; else it is ours."""


class Verdict(StrEnum):
    VERIFIED = "verified"
    FAILED = "not verified"
    UNCHECKABLE = "cannot be checked"
    """No archived text: never shown as verified."""


class Attribution(StrEnum):
    """How words are said to have reached their outlet."""

    FIRST_HAND = "first-hand"
    """The source names a speaker, and nobody between."""
    RELAYED = "relayed"
    """It names who passed them on."""
    UNNAMED = "unnamed"
    """It does not say whose they are."""
    OWN = "own"
    """They are the outlet's."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An annotation whose verdict is known."""

    annotation: Annotation
    source: Source
    verdict: Verdict
    kind: Kind
    place: Place | None
    """Where it stands; none unless verified."""
    marks: tuple[Mark, ...] = ()
    """Its brackets and ellipses, in order; none unless verified."""
    folded: bool = False
    """Whether the words match only after folding typography."""
    fragment: str = ""
    """What is held of `directive`: it, or `OWN`."""

    @property
    def key(self) -> str:
        """One text for all who ask: a dozen tables have it as their key."""
        return intern(f"{self.source.id}/{self.annotation.id}")

    @property
    def directive(self) -> str:
        """The text directive that finds it on the live page (WICG), without `:~:`; empty where none does."""
        return directive(self.annotation.selector.exact) if self.fragment == OWN else self.fragment

    @property
    def attribution(self) -> Attribution:
        if self.kind is Kind.STATEMENT:
            return Attribution.OWN
        if not self.annotation.speaker:
            return Attribution.UNNAMED
        return Attribution.RELAYED if self.annotation.via else Attribution.FIRST_HAND


@dataclass(frozen=True, slots=True)
class Relay:
    """Someone through whom words reached their outlet."""

    words: str
    """As the author wrote it; the name, where that is an id."""
    entity: str
    """The id of one who is registered, else empty."""
    name: str
    """The registered name, else the words."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a passage first came from; two with one id are one."""

    id: str
    """Of a person or an organization; of others no id that these could have."""
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one citation target became: a quote, or a whole source."""

    source: Source
    quote: Quote | None
    label: str = field(init=False, compare=False)
    """The footnote's label and the end of its anchor: what the author typed, in full."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self.quote.key if self.quote else self.source.id)

    @property
    def verdict(self) -> Verdict | None:
        """None for an archived source that is cited without a quote: nothing was claimed."""
        if self.quote:
            return self.quote.verdict
        return Verdict.UNCHECKABLE if not self.source.is_archived else None


class About(Protocol):
    """What a sentence of ours is about: a passage, or a name as it is spelt there. A record of ours too."""

    def words(self, text: str) -> tuple[Span, ...]:
        """Where the sentence's text says it, in order."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """One sentence of ours that cites or mentions something."""

    page: str
    """The manuscript's path."""
    text: str
    """The sentence, as far as lists show it; empty for what is no sentence."""
    section: str
    """The heading it stands under; empty before the first."""
    anchor: str
    """The id of the mark or the name that the reader is led to; empty where the page has none for it."""
    about: About | None = None
    """What it is about, where that has words."""

    @property
    def words(self) -> tuple[Span, ...]:
        """What in its text it is about, in order: the words that it quotes, or the name."""
        return self.about.words(self.text) if self.about else ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A registered name in our prose."""

    entity: str
    span: Span
    sentence: int
    links: bool
    """Whether it is the first in its section and becomes a link."""

    def __post_init__(self) -> None:
        """Few are named in many places, each time as a text of its own."""
        object.__setattr__(self, "entity", intern(self.entity))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the checks found out about one published page, for its reader."""

    tally: Counts
    inferences: int = 0
    """Readings of ours that it shows and that go beyond their passages."""
    stale: bool = False
    """Whether it is past its review, on the day that was given."""
    scaled: bool = False
    """Whether it uses words of the scale of likelihood."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one source spells a registered name."""

    source: str
    forms: tuple[str, ...]
    """As registered, longest first."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place at which a page cites: a mark in its text, or a directive."""

    note: Note
    anchor: str
    """The id of the mark that the reader comes back to."""
    span: Span
    """Of the citation or directive, in the manuscript that it was written in."""
    written: str
    """That manuscript's path: a page may take in another."""
    sentence: int = -1
    """The place of the mark's sentence in that manuscript; -1 for a directive."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of a page's log, and where the page says what it logs."""

    correction: Correction
    stands: bool
    """Whether its `now` is among the page's words; true without one."""
    sentence: int = -1
    """The place in `Manuscript.sentences` of the one sentence that its `now` ends in; -1 where there is none."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What published pages say under one topic."""

    topic: str
    """Its id."""
    name: str
    description: str
    background: str
    """The path of the published background page with its id; empty where there is none."""
    quotes: tuple[Quote, ...]
    """Those that pages cite, the latest source first."""
    events: tuple[Dated, ...]
    """Those that pages draw, in the order of time."""
    pages: tuple[str, ...]
    """Paths of the briefings that cite or draw one of them."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The resolved project: what the pages are drawn from."""

    project: Project
    quotes: Mapping[str, Quote]
    """By `source/quote`."""
    uses: Mapping[str, tuple[Use, ...]]
    """By manuscript path, in reading order; what did not resolve is absent."""
    register_notes: Mapping[str, tuple[Note, ...]]
    """By entity id: what its register entry cites."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """By manuscript path."""
    spellings: Mapping[str, tuple[Spelling, ...]]
    """By entity id."""
    cited: Mapping[str, tuple[Backlink, ...]]
    """By note label."""
    mentioned: Mapping[str, tuple[Backlink, ...]]
    """By entity id."""
    named: Mapping[str, Note]
    """By citation target as an author typed it, on a page or beside it: the note that it names."""
    chronology: Chronology
    """Every event, in the order of time."""
    origins: Mapping[str, Origin]
    """By note label, of every source and quote."""
    relays: Mapping[str, tuple[Relay, ...]]
    """By `source/quote`: who relayed the words, nearest the speaker first; of those that somebody did."""
    places: Mapping[str, Mapping[Span, str]]
    """By manuscript path: the ids of names and links that lists on other pages lead to, by their spans."""
    used_by: Mapping[str, tuple[str, ...]]
    """By background page's id: paths of the published manuscripts that name it or take it in."""
    used: Mapping[str, tuple[Backlink, ...]]
    """By background page's id: where published manuscripts do so."""
    disputed: frozenset[str]
    """Labels of the notes whose sources a published comparison finds to differ, or to contradict each other."""
    excerpts: Mapping[str, tuple[Span, ...]]
    """By source id: the spans of its text that pages may show."""
    article: Mapping[str, tuple[Span, ...]]
    """By source id: its text less furniture and declared duplicates."""
    speech: Mapping[str, tuple[Span, ...]]
    """By source id: what its article puts in quotation marks."""
    originals: Mapping[str, Note]
    """By `source/quote`: the passage of another source that has the words which it translates."""
    log: Mapping[str, tuple[Logged, ...]]
    """By manuscript path: what was corrected, the latest first."""
    notes: tuple[Note, ...]
    """Those that published pages and registers cite, each once."""
    shown: frozenset[str]
    """Their labels, and those of the originals that they show."""
    spoken: Mapping[str, tuple[Quote, ...]]
    """By entity id: the quotes of which it is the speaker."""
    by_id: Mapping[str, Manuscript]
    """Briefings and background pages."""
    by_path: Mapping[str, Manuscript]
    published: tuple[Manuscript, ...]
    quoted: tuple[Quote, ...] = ()
    """All quotes that published pages cite, the latest source first, each source's in the order of its article."""
    topics: Mapping[str, Gathered] = field(default_factory=dict)
    """By id: those under which published pages say something; words that are no id have no page."""
    topic_names: Mapping[str, str] = field(default_factory=dict)
    """Theirs, for links to them: what stands under a topic changes more often than what it is called."""

    def entity(self, id: str) -> Entity | None:
        return self.project.people.get(id) or self.project.organizations.get(id)

    def manuscript(self, id: str) -> Manuscript | None:
        return self.by_id.get(id)

    def origins_of(self, basis: Iterable[Reference]) -> tuple[Origin, ...]:
        """Whom the passages of a basis first came from, each once; those that do not resolve have none."""
        notes = (self.named.get(each.target) for each in basis)
        return tuple({(each := self.origins[note.label]).id: each for note in notes if note}.values())

    def quotes_of(self, source: Source) -> Iterator[Quote]:
        """A source's quotes, in the order of its record."""
        return (self.quotes[f"{source.id}/{annotation.id}"] for annotation in source.annotations)


@dataclass(frozen=True, slots=True)
class Site:
    """All pages, and what was found wrong: nothing is written here."""

    pages: "tuple[Page, ...]"
    """By path: Markdown pages, style sheet, and the files that pages link to."""
    nav: tuple[Mapping[str, str | tuple[str, ...]], ...]
    """Sections in order: a title and a path, or a title and paths."""
    problems: tuple[Diagnostic, ...]
    """By place; accepted ones are not among them."""
    accepted: tuple[Accepted, ...]
    """By place."""
    counts: Counts
    graph: Graph
    """What the pages were drawn from."""
    updated: str = ""
    """The latest day that a published page gives, `YYYY-MM-DD`; empty where none does."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """By path of a published manuscript: the last day on which it says that it was published or corrected."""

    @property
    def findings(self) -> Findings:
        return Findings(self.problems, self.accepted, self.counts)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One file of the site's input: Markdown, or an asset as bytes."""

    path: str
    """From the pages' folder, with forward slashes."""
    content: str | bytes | Drawing
    """Its text, or how it is drawn: which pages there are is known before, and a check draws none."""
    written: str = ""
    """The author's file it was made from, from the project's folder; empty where wholly generated."""

    @property
    def text(self) -> str | bytes:
        """Kept once it is drawn."""
        return self.content.kept() if isinstance(self.content, Drawing) else self.content

    def take(self) -> str | bytes:
        """The text for one who needs no other to keep it: all pages of a site at once are many times what they tell."""
        return self.content.taken() if isinstance(self.content, Drawing) else self.content

    def noted(self) -> tuple[str | bytes, Trace]:
        """The same, and what was looked at for it."""
        return self.content.noted() if isinstance(self.content, Drawing) else (self.content, ())

    def digest(self, trace: Trace) -> str:
        """Where it is what it was, so is the text that `noted` gave with this trace; empty where that is not known."""
        if isinstance(self.content, Drawing):
            return self.content.digest(trace)
        data = self.content if isinstance(self.content, bytes) else self.content.encode("utf-8", "surrogateescape")
        return hashlib.sha256(data).hexdigest()

    def rest(self) -> None:
        """Let go of what is kept to draw pages faster; they can be drawn again, and are compared as before."""
        if isinstance(self.content, Drawing):
            self.content.rest()

    def forget(self) -> None:
        """Let go of that, and of what is kept to compare them faster."""
        if isinstance(self.content, Drawing):
            self.content.forget()

    def changed(self, change: Callable[[str], str], given: object = None) -> "Page":
        """The page with its text changed by what is `given`, and by what it is drawn from."""
        if isinstance(self.content, Drawing):
            return Page(self.path, self.content.changed(change, given), self.written)
        text = self.content if isinstance(self.content, str) else self.content.decode("utf-8")
        return replace(self, content=change(text))

    def __eq__(self, other: object) -> bool:
        """Two pages are one if they read the same, however they are drawn."""
        return isinstance(other, Page) and self._read() == other._read()

    def __hash__(self) -> int:
        return hash(self.path)

    def _read(self) -> tuple[str, str, str | bytes]:
        return self.path, self.written, self.text


def drawn(
    path: str, draw: Callable[[], str], written: str = "", *, basis: Noting | None = None, given: object = None
) -> Page:
    """A page that is drawn when its text is asked for; `draw` gives the same each time, as `Drawing` says."""
    return Page(path, Drawing(draw, basis, given), written)
