"""The vocabulary: what authors write, what it resolves to, and the graph between them.

What a file *says* (`Annotation`, `Citation`, `Manuscript`) and what it *resolved to* (`Quote`,
`Note`, `Backlink`) are different types, so that nothing is ever half-resolved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.diagnostics import Diagnostic, Location

Marks = Mapping[str, Location]
"""Where each field of an entry was written, by its dotted path; `""` is the entry itself."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a text, in code points."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """W3C Web Annotation: a passage named by its words and, where needed, what touches them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: from first to last character, and the pieces it takes from there."""

    span: Span
    parts: tuple[Span, ...]
    """What is quoted, in order; more than one where the quote leaves something out."""


NAME_OPENS, NAME_CLOSES = "\ue000", "\ue001"
"""Private characters around an id in a sentence's text, where a reader sees the name that it stands for."""


class Kind(StrEnum):
    """Whose words a passage is."""

    DIRECT = "direct"
    """A speaker's, inside the source's quotation marks."""
    REPORTED = "reported"
    """The outlet's sentence about what someone said."""
    STATEMENT = "statement"
    """The outlet's own."""


class Publish(StrEnum):
    """How much of a source's text its rights allow on a page."""

    FULL = "full"
    EXCERPTS = "excerpts"
    RECORD = "record"


class Status(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"


class Verdict(StrEnum):
    VERIFIED = "verified"
    FAILED = "not verified"
    UNCHECKABLE = "cannot be checked"
    """No archived text: never shown as verified."""


# ── what authors write ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the author wrote about one passage of a source; ids unresolved."""

    id: str
    source: str
    selector: TextQuoteSelector
    kind: Kind | None
    """Where the author does not say, the source's own quotation marks decide."""
    speaker: str
    via: tuple[str, ...]
    """Who relayed the words, nearest the speaker first; the outlet itself is implied."""
    translator: str
    topics: tuple[str, ...]
    note: str
    at: Marks


@dataclass(frozen=True, slots=True)
class LineRange:
    """Whole lines of a source, from one line's text to another's; one line where they are equal."""

    first: str
    last: str
    at: Location


@dataclass(frozen=True, slots=True)
class Source:
    """An article as published; its text is never edited."""

    id: str
    title: str
    text: str | None
    """The archived text, decoded and otherwise as it came; none for a mere reference."""
    publisher: str = ""
    container: str = ""
    """The publication that printed it, where that is not the publisher (CSL `container-title`)."""
    author: str = ""
    published: str = ""
    """EDTF."""
    dateline: str = ""
    language: str = ""
    """BCP 47."""
    url: str = ""
    sha256: str = ""
    """Of the archived file's bytes, as the author sealed it."""
    digest: str = ""
    """Of the archived file's bytes, as they are."""
    origin: str = ""
    descriptor: str = ""
    rights: str = ""
    note: str = ""
    publish: Publish = Publish.EXCERPTS
    headline: str = ""
    standfirst: str = ""
    furniture: tuple[LineRange, ...] = ()
    duplicates: tuple[LineRange, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    at: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """`source/quote`, `quote` or `source` as an author typed it in a register or data file."""

    target: str
    at: Location


@dataclass(frozen=True, slots=True)
class Office:
    title: str
    of: str
    since: str
    until: str
    """EDTF dates; empty where open or unknown."""
    cite: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organization, as registered."""

    id: str
    name: str
    """The house spelling."""
    scripts: Mapping[str, str]
    """The name in its own scripts, by language (BCP 47)."""
    spellings: tuple[str, ...]
    description: str
    cite: tuple[Reference, ...]
    autolink: bool
    at: Marks
    offices: tuple[Office, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every registered spelling, the house's first, then by length."""
        others = {*self.spellings, *self.scripts.values()} - {self.name}
        return (self.name, *sorted(others, key=lambda name: (-len(name), name)))


class Person(Entity):
    __slots__ = ()


class Organization(Entity):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    date: str
    """EDTF."""
    title: str
    cite: tuple[Reference, ...]
    topics: tuple[str, ...]
    at: Marks


@dataclass(frozen=True, slots=True)
class Correction:
    date: str
    kind: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Target:
    """One id of a citation, and where it stands."""

    id: str
    at: Location


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@a; @b]` as written in a manuscript."""

    targets: tuple[Target, ...]
    span: Span
    sentence: int
    """Its place in `Manuscript.sentences`."""
    note: str = ""
    """The label of the author's own footnote in whose text it stands; empty in running text."""


@dataclass(frozen=True, slots=True)
class Link:
    """`[[id]]` or `[[id|words]]` as written in a manuscript."""

    target: str
    words: str
    span: Span
    section: int
    sentence: int
    at: Location


@dataclass(frozen=True, slots=True)
class Directive:
    """`::: name argument`, alone on a line."""

    name: str
    argument: str
    span: Span
    """The line from its `:::` to its end."""
    indent: str
    """What stands before it on the line, blanks or a block quote's marks."""
    level: int
    """Of the heading it stands under; 1 before the first."""
    section: int
    at: Location


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of our prose, in plain words: citations and markup removed."""

    text: str
    span: Span
    section: int
    """How many headings stand before it; 0 before the first."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    span: Span
    """The whole line or lines."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of running text in which a name may become a link."""

    span: Span
    section: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an author's own Markdown link or image points."""

    href: str
    span: Span
    at: Location


class Role(StrEnum):
    PAGE = "page"
    BRIEFING = "briefing"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One `.md` under `briefings/` as written: its front matter and its marked-up text."""

    id: str
    path: str
    """From `briefings/`, with forward slashes."""
    role: Role
    text: str
    """The whole file; every span counts from its start."""
    body: int
    """The offset at which the front matter ends."""
    title: str
    summary: str
    date: str
    as_of: str
    review_by: str
    event: str
    status: Status
    background: tuple[Target, ...]
    autolink: bool
    at: Marks
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    directives: tuple[Directive, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    headings: tuple[Heading, ...] = ()
    prose: tuple[Prose, ...] = ()
    comments: tuple[Span, ...] = ()
    destinations: tuple[Destination, ...] = ()
    corrections: tuple[Correction, ...] = ()
    references: tuple[Reference, ...] = ()
    """What its data file cites."""
    notes: Mapping[str, Location] = field(default_factory=dict)
    """The footnotes that the author wrote, by label, as they are first referred to."""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that was read, nothing of it resolved."""

    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    organizations: Mapping[str, Organization]
    events: Mapping[str, Event]
    manuscripts: tuple[Manuscript, ...]
    """By path; the drafts too."""
    stray: tuple[str, ...] = ()
    """Other files under `briefings/`, which pages may link to."""


# ── what it resolved to ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Quote:
    """An annotation whose verdict is known."""

    annotation: Annotation
    source: Source
    verdict: Verdict
    kind: Kind
    place: Place | None
    """Where it stands; none unless verified."""
    source_brackets: bool = False
    """Whether brackets in the words are the source's own."""
    folded: bool = False
    """Whether the words match only after folding typography."""
    fragment: str = ""
    """The text directive that finds it on the live page (WICG), without `:~:`."""

    @property
    def key(self) -> str:
        return f"{self.source.id}/{self.annotation.id}"


@dataclass(frozen=True, slots=True)
class Note:
    """What one citation target became: a quote, or a whole source."""

    source: Source
    quote: Quote | None

    @property
    def label(self) -> str:
        """The footnote's label and the end of its anchor: what the author typed, in full."""
        return self.quote.key if self.quote else self.source.id

    @property
    def verdict(self) -> Verdict | None:
        """None for an archived source that is cited without a quote: nothing was claimed."""
        if self.quote:
            return self.quote.verdict
        return Verdict.UNCHECKABLE if self.source.text is None else None


@dataclass(frozen=True, slots=True)
class Backlink:
    """One sentence of ours that cites or mentions something."""

    page: str
    """The manuscript's path."""
    sentence: Sentence
    section: str
    """The heading it stands under; empty before the first."""
    anchor: str
    """The id of the mark that cites; empty where the sentence only mentions a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A registered name in our prose."""

    entity: str
    span: Span
    sentence: int
    links: bool
    """Whether it is the first in its section and becomes a link."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Distinct quotes that published pages cite, by verdict."""

    verified: int = 0
    failed: int = 0
    uncheckable: int = 0

    @property
    def total(self) -> int:
        return self.verified + self.failed + self.uncheckable


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
    used_by: Mapping[str, tuple[str, ...]]
    """By background page's id: paths of the published manuscripts that name it or take it in."""
    excerpts: Mapping[str, tuple[Span, ...]]
    """By source id: the spans of its text that pages may show."""
    article: Mapping[str, tuple[Span, ...]]
    """By source id: its text less furniture and declared duplicates."""
    shown: frozenset[str]
    """Labels of the notes that pages cite, those of the registers too."""
    spoken: Mapping[str, tuple[Quote, ...]]
    """By entity id: the quotes of which it is the speaker."""
    by_id: Mapping[str, Manuscript]
    """Briefings and background pages."""
    by_path: Mapping[str, Manuscript]
    published: tuple[Manuscript, ...]

    def entity(self, id: str) -> Entity | None:
        return self.project.people.get(id) or self.project.organizations.get(id)

    def manuscript(self, id: str) -> Manuscript | None:
        return self.by_id.get(id)

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
    counts: Counts
    updated: str = ""
    """The latest day that a published page gives as its date, `YYYY-MM-DD`; empty where none does."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site's input: Markdown, or an asset as bytes."""

    path: str
    """From the pages' folder, with forward slashes."""
    text: str | bytes
    written: str = ""
    """The author's file it was made from, from the project's folder; empty where wholly generated."""
