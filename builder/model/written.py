"""What the author's files say: nothing here is resolved, and ids may name what is not there."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from struct import Struct
from sys import intern

from builder.diagnostics import Location

Marks = Mapping[str, Location]
"""Where each field of an entry was written, by its dotted path; `""` is the entry itself."""


def placed(at: Marks, field: str) -> Location:
    """Where a field was written, or else the nearest entry that holds it."""
    while field and field not in at:
        field = field.rpartition(".")[0]
    return at[field]


FEW = 32
"""Fields of an entry among which one is soon found."""
SMALL = 1 << 16
"""Two bytes hold what is below it."""
_NUMBERS = {each.size: each for each in (Struct("<3H"), Struct("<3I"))}
"""By their size: line, column and length of a place. Two bytes are enough for those of most files."""


class Places(Mapping[str, Location]):
    """The places of a few fields of one file, in an eighth of the room: there are many, and few are ever asked for."""

    __slots__ = ("_fields", "_numbers", "_path")

    def __init__(self, path: str, fields: tuple[str, ...], numbers: bytes) -> None:
        """`numbers` are those of each field, all in two bytes or all in four."""
        self._path, self._fields, self._numbers = path, _shared(fields), numbers

    def __getitem__(self, field: str) -> Location:
        if field not in self._fields:
            raise KeyError(field)
        numbers = _NUMBERS[len(self._numbers) // len(self._fields)]
        return Location(self._path, *numbers.unpack_from(self._numbers, self._fields.index(field) * numbers.size))

    def __contains__(self, field: object) -> bool:
        return field in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __reduce__(self) -> tuple[type["Places"], tuple[str, tuple[str, ...], bytes]]:
        return Places, (self._path, self._fields, self._numbers)


@lru_cache(maxsize=1024)
def _shared(words: tuple[str, ...]) -> tuple[str, ...]:
    """One for all that are equal: most entries have the same few fields and topics."""
    return words


SHARED = 1 << 13
"""Numbers below it are one object each: most spans end below it, and each of their numbers would be one of its own."""
_SAME = tuple(range(SHARED))


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Characters `start` (included) to `end` (excluded) of a text, in code points."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """As that of `Location`."""
        _set_start(self, _SAME[start] if 0 <= start < SHARED else start)
        _set_end(self, _SAME[end] if 0 <= end < SHARED else end)

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def __reduce__(self) -> tuple[type["Span"], tuple[int, int]]:
        """As that of `Location`."""
        return Span, (self.start, self.end)


_set_start, _set_end = (vars(Span)[name].__set__ for name in Span.__slots__)


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """W3C Web Annotation: a passage named by its words and, where needed, what touches them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


NAME_OPENS, NAME_CLOSES = "\ufdd0", "\ufdd1"
"""Noncharacters around an id in a sentence's text, where a reader sees the name that it stands for."""
NO_NAMES = str.maketrans(dict.fromkeys((NAME_OPENS, NAME_CLOSES), "\N{REPLACEMENT CHARACTER}"))
"""For an author’s own words, in which these tell no name: no page shows them."""


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


@dataclass(frozen=True, slots=True)
class Reference:
    """`source/quote`, `quote` or `source` as an author typed it in a register or data file."""

    target: str
    at: Location


@dataclass(frozen=True, slots=True)
class Original:
    """The words that a quote translates: as another archived source has them, or as the author gives them."""

    cite: Reference | None
    text: str = ""
    language: str = ""
    """Of the text (BCP 47)."""


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
    origin: str = ""
    """Whose reporting the passage is, where it is not that of the rest of its source."""
    original: Original | None = None

    def __post_init__(self) -> None:
        """Few speakers and topics stand in many annotations, each time as a text of its own."""
        object.__setattr__(self, "speaker", intern(self.speaker))
        object.__setattr__(self, "topics", _shared(tuple(map(intern, self.topics))))


FASTEST = 1
"""Of zlib's levels."""


@lru_cache(maxsize=16)
def _unpacked(text: bytes) -> str:
    """Whoever asks for a text most often asks again at once."""
    return zlib.decompress(text).decode("utf-8", "surrogatepass")


def unpacked(kept: str | bytes | None) -> str | None:
    """A text as a source keeps it."""
    return _unpacked(kept) if isinstance(kept, bytes) else kept


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
    kept: str | bytes | None
    """The archived text, decoded and otherwise as it came, which is then packed; none for a mere reference."""
    publisher: str = ""
    container: str = ""
    """The publication that printed it, where that is not the publisher (CSL `container-title`)."""
    author: str = ""
    published: str = ""
    """EDTF."""
    archived: str = ""
    """When its text was kept (EDTF)."""
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

    def __post_init__(self) -> None:
        if isinstance(self.kept, str):
            packed = zlib.compress(self.kept.encode("utf-8", "surrogatepass"), FASTEST)
            object.__setattr__(self, "kept", packed)

    @property
    def is_archived(self) -> bool:
        """Whether there is a text."""
        return self.kept is not None

    @property
    def text(self) -> str | None:
        """The archived text; none for a mere reference."""
        return unpacked(self.kept)

    @property
    def outlet(self) -> str:
        """Who published it, or else what printed it."""
        return self.publisher or self.container


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
    """The house spelling; the id where that is missing or was refused."""
    scripts: Mapping[str, str]
    """The name in its own scripts, by language (BCP 47)."""
    spellings: tuple[str, ...]
    description: str
    cite: tuple[Reference, ...]
    autolink: bool
    at: Marks
    offices: tuple[Office, ...] = ()
    named: bool = True
    """Whether it has a house spelling: an id that stands in for one is no name."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every registered spelling, the house's first, then by length."""
        others = {*self.spellings, *self.scripts.values()} - {self.name}
        house = (self.name,) if self.named else ()
        return (*house, *sorted(others, key=lambda name: (-len(name), name)))


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
class Topic:
    """A topic, as registered."""

    id: str
    name: str
    """The id where that is missing or was refused."""
    description: str
    at: Marks


class Relation(StrEnum):
    """How the answers to one question stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    """Both cannot be the whole account, or their words have different consequences."""
    NARROWER = "narrower"
    """One answer entails the other."""
    CONTRADICT = "contradict"
    """Both cannot be true."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source answers to a question."""

    cite: Reference
    says: str
    """The author's short reading of it."""
    implies: str
    """Its value, where it has one: an EDTF date, or an amount with its unit (`13e9 USD`)."""
    at: Location
    """Of the value, else of the answer."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, and what each source answers."""

    id: str
    question: str
    answers: tuple[Answer, ...]
    relation: Relation | None
    note: str
    silent: Mapping[str, tuple[str, ...]]
    """By id of a source that gives no answer: the terms that were sought in it in vain."""
    at: Marks
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By id of one that answers: the terms of the others' answers that it does not have."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """A reading of ours, with the passages that it rests on."""

    id: str
    text: str
    basis: tuple[Reference, ...]
    other_reading: str
    would_change: str
    at: Marks
    inferred: bool = False
    """Whether it goes beyond what its passages say, and so is marked as an inference."""
    rule: str = ""
    """The stated rule by which one passage is enough to infer from."""
    searched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source, or by `source/quote`: the terms that were sought in it in vain."""


class Amendment(StrEnum):
    """What an entry of a page's log says was done."""

    FIX = "fix"
    """Typing or layout: only logged."""
    CLARIFICATION = "clarification"
    """The sense was right, and the wording misled."""
    CORRECTION = "correction"
    """Something was wrong."""
    UPDATE = "update"
    """New evidence."""
    WITHDRAWAL = "withdrawal"
    """The page no longer holds; it stays, with the reason."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a page's log."""

    number: int
    """Its place in the file, from 1: the end of its address, so that new entries go last."""
    date: str
    """EDTF; a full day is asked for."""
    kind: Amendment
    was: str
    now: str
    why: str
    at: Location


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
    after: int = -1
    """The offset at which a mark of ours may follow it; -1 in headings, which take none."""


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
class Piece:
    """Characters that a reader sees one after another, and where the file has them."""

    text: str
    at: int
    code: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading or a table's cell as a reader sees it, and what it rests on."""

    pieces: tuple[Piece, ...]
    stops: tuple[int, ...]
    """Where its sentences end, in its text."""
    first: int
    """The place of its first sentence in `Manuscript.sentences`."""
    citations: range
    """Its own in `Manuscript.citations`; a cell's are its whole row's."""
    notes: tuple[str, ...]
    """The author's own footnotes that it refers to."""
    heads: bool = False
    """Whether it is a heading or a title, and so rests on whatever its page cites."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an author's own link or image points."""

    href: str
    span: Span
    at: Location


@dataclass(frozen=True, slots=True)
class Extra:
    """What readers get beside the sentences: a `link`, a `picture` or a block of `code`."""

    kind: str
    words: str
    """What is linked, what stands for the picture, or the code."""
    target: str
    """Where it leads, or where the picture is."""
    at: Location
    """Of the block that it is in."""


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
    citations: Sequence[Citation] = ()
    links: tuple[Link, ...] = ()
    directives: tuple[Directive, ...] = ()
    sentences: Sequence[Sentence] = ()
    headings: tuple[Heading, ...] = ()
    prose: Sequence[Prose] = ()
    comments: tuple[Span, ...] = ()
    destinations: tuple[Destination, ...] = ()
    addresses: tuple[Destination, ...] = ()
    """Other places from which a browser may be led on: attributes of HTML, and what the hosts may take for a link."""
    extras: tuple[Extra, ...] = ()
    passages: Sequence[Passage] = ()
    corrections: tuple[Correction, ...] = ()
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    judgments: tuple[Judgment, ...] = ()
    inferences: Mapping[str, Judgment] = field(default_factory=dict)
    """Those that stand by themselves, by id."""
    notes: Mapping[str, Location] = field(default_factory=dict)
    """The footnotes that the author wrote, by label, as they are first referred to."""

    @property
    def references(self) -> Iterator[Reference]:
        """What its data file cites."""
        for comparison in self.comparisons.values():
            yield from (answer.cite for answer in comparison.answers)
        for judgment in (*self.judgments, *self.inferences.values()):
            yield from judgment.basis

    @property
    def withdrawn(self) -> bool:
        return any(each.kind is Amendment.WITHDRAWAL for each in self.corrections)


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that was read, nothing of it resolved."""

    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    organizations: Mapping[str, Organization]
    events: Mapping[str, Event]
    manuscripts: tuple[Manuscript, ...]
    """By path; the drafts too."""
    refused: frozenset[str] = frozenset()
    """What is there and could not be read, so that nothing is said of its absence: ids, `source/quote`, paths of
    files, and `path#field.field` for a part of one."""
    stray: tuple[str, ...] = ()
    """Other files under `briefings/`, which pages may link to."""
    topics: Mapping[str, Topic] = field(default_factory=dict)
    """By id; empty where no register names them."""
