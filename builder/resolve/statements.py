"""Our own prose in stretches: what each says, and what it rests on. Pages here, data files beside."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from builder.diagnostics import LineIndex, Location
from builder.model.resolved import Graph, Mention
from builder.model.written import NO_NAMES, Manuscript, Passage, Span
from builder.resolve.grounds import NOTHING, Cited, Grounds
from builder.resolve.held import NAME, NONE, Held, bare, closed, held
from builder.resolve.relations import title


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a statement, and what its figures rest on."""

    span: Span
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph, a title, or a field of a data file."""

    text: str
    """As a reader sees it; `[[id]]` between private characters."""
    grounds: Grounds
    """Where its quotations must stand."""
    of: str
    """What a message calls the thing that cites: `paragraph`, `page`, `judgment`."""
    place: Callable[[int], Location]
    """Where a character of the text stands, for the author."""
    claims: tuple[Claim, ...] = ()
    """The sentences whose figures are held against what they cite; none where no figure is."""
    day: str = ""
    """The day that the text is about (EDTF)."""
    held: Held = NONE
    """Its quotations, and the figures of its claims."""
    is_name: Callable[[int], bool] = lambda _: False
    """Whether a character is part of a registered name."""
    whole_page: bool = False
    """Whether it rests on whatever its page cites: one text that can be read is then enough to fail it."""
    page: str = ""
    """The manuscript's path; empty for what belongs to none."""

    def bare(self) -> str:
        """The text with fillers for what gives no figure and no word of ours: quotations, code, addresses, links."""
        return bare(self.text, self.held)


def bare_passage(passage: Passage) -> str:
    """The same of a passage by itself."""
    text = passage.text
    return bare(text, held(text, closed=tuple(closed(passage, text))))


def named(text: str, graph: Graph) -> str:
    """With the names that a reader sees for `[[id]]`."""
    return NAME.sub(lambda name: title(name[1], graph.project, graph.by_id) or name[1], text)


def page_statements(page: Manuscript, graph: Graph, noticed: Mapping[int, Held], *, whole: bool) -> Iterator[Statement]:
    """A page's title, its summary, and what is held of its paragraphs, cells and headings; all of these, if `whole`."""
    cited = Cited(page, graph)
    lines = LineIndex(f"briefings/{page.path}", page.text)
    yield from head_statements(page, cited, lines)
    for number in range(len(page.passages)) if whole else sorted(noticed):
        passage, found = page.passages[number], noticed.get(number)
        claims = tuple(_claims(passage, cited)) if whole or (found and found.given) else ()
        found = found or Held(tuple(closed(passage, passage.text)))
        yield _paragraph(page, passage, (found, claims), cited, lines, graph.mentions[page.path])


def head_statements(page: Manuscript, cited: Cited, lines: LineIndex) -> Iterator[Statement]:
    """Title and summary rest on whatever the page cites."""
    for name in ("title", "summary"):
        at, text = page.at.get(name), getattr(page, name).translate(NO_NAMES)
        if at:
            yield Statement(
                text,
                cited.by_page,
                "page",
                within(page, at, text, lines),
                held=held(text),
                day=page.event,
                whole_page=True,
                page=page.path,
            )


def within(page: Manuscript, at: Location, text: str, lines: LineIndex) -> Callable[[int], Location]:
    """Where characters of a field stand in the front matter, if it has the words after them as they are."""

    def place(offset: int) -> Location:
        found = page.text.find(text[offset : offset + 20], lines.start(at.line - 1), page.body)
        return lines.at(found) if found >= 0 else at

    return place


def _paragraph(
    page: Manuscript,
    passage: Passage,
    found: tuple[Held, tuple[Claim, ...]],
    cited: Cited,
    lines: LineIndex,
    mentions: tuple[Mention, ...],
) -> Statement:
    places = Places(passage)

    def is_name(offset: int) -> bool:
        at = places.at(offset)
        index = bisect_right(mentions, at, key=lambda mention: mention.span.start) - 1
        return index >= 0 and at < mentions[index].span.end

    return Statement(
        passage.text,
        cited.by_passage(passage),
        "page" if passage.heads else "paragraph",
        lambda offset: lines.at(places.at(offset)),
        claims=found[1],
        day=page.event,
        held=found[0],
        is_name=is_name,
        whole_page=passage.heads,
        page=page.path,
    )


def _claims(passage: Passage, cited: Cited) -> Iterator[Claim]:
    """Its sentences; those of a paragraph that cites nothing rest on nothing."""
    cites = bool(passage.citations or passage.notes)
    start = 0
    for index, stop in enumerate(passage.stops):
        yield Claim(Span(start, stop), cited.by_sentence(passage.first + index) if cites else NOTHING)
        start = stop


class Places:
    """Where each character of a passage's text stands in the file."""

    def __init__(self, passage: Passage) -> None:
        self._pieces = passage.pieces
        self._starts = [0, *accumulate(len(piece.text) for piece in passage.pieces)]

    def at(self, offset: int) -> int:
        index = min(bisect_right(self._starts, offset), len(self._pieces)) - 1
        piece = self._pieces[index]
        return piece.at + min(offset - self._starts[index], len(piece.text) - 1)
