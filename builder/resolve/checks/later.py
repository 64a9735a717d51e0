"""What our own prose says of the time after a page's event must say that it is later."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from builder.dates import Period, period
from builder.diagnostics import Diagnostic, LineIndex, Location, Report, shown
from builder.model.resolved import Graph, Note
from builder.model.written import Manuscript, Passage, Source
from builder.resolve.entries import comparison_statements, judgment_statements
from builder.resolve.folding import fold
from builder.resolve.foresight import foreseen
from builder.resolve.grounds import Cited
from builder.resolve.moments import moments
from builder.resolve.statements import Places, Statement, bare_passage, head_statements

SAYS_SO = regex.compile(
    r"(?<!\b(?:no|sooner or) )\blater\b|\bsince then\b|\bafterwards?\b|\bthereafter\b|\bsubsequent(?:ly)?\b"
    r"|\bafter (?:that|this|these|the event|the signing|which)\b|\b(?:then|that day|that point) on(?:wards?)?\b"
    r"|\b(?:years?|months?|weeks?|days?) (?:after|on|since)\b"
    r"|\b(?:following|next|ensuing) (?:years?|months?|weeks?|days?)\b"
    r"|\bin (?:hindsight|retrospect)\b|\baftermath\b|\bin the end\b|\bto this day\b|\bever since\b"
    r"|\bas (?:of|at)\b|\bup to now\b|\bat the time of writing\b|\btoday\b|\bcurrently\b",
    regex.IGNORECASE,
)
_ITEM = regex.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_ENDS = regex.compile(r"(?<=[.!?…][”’\"')]?)\s+(?=[\p{Lu}\p{N}“‘\"'(])")
SOON, LONG = 31, 366
"""Days: a report published up to the first after an event is of its time, and one beyond the second is a later one,
whatever it tells; between them it is one unless sentence or quote gives dates, and none after the event."""


def check_later(graph: Graph, report: Report) -> None:
    """Every page that gives an `event`, the drafts too."""
    for page in graph.project.manuscripts:
        event = period(page.event)
        if event.latest is not None:
            for problem in _Page(page, graph, event).problems():
                report(problem)


@dataclass(slots=True)
class _Around:
    """What the blocks before a passage say for it: a list's lead, an admonition's title, a table's head and row."""

    lead: bool = False
    title: bool = False
    head: bool = False
    row: bool = False
    line: int = -1
    """Where the last row's line begins."""
    first: int = -1
    """Where the last table's head begins."""

    def speaks(self, kind: str, line: int, text: str, *, says: bool) -> bool:
        """Whether they say that the next passage is about what is later."""
        match kind:
            case "head":
                self.title, self.lead = says, False
            case "heading of a row":
                self.head, self.first = says or (self.head and line == self.first), line
                return self.head
            case "row":
                self.row, self.line = says or (self.row and line == self.line), line
                return self.row or self.head or self.title
            case "item":
                return self.lead or self.title
            case "indented":
                return self.title
            case _:
                self.lead, self.title = says and text.rstrip().endswith(":"), False
        return False


@dataclass(slots=True)
class _Page:
    page: Manuscript
    graph: Graph
    event: Period
    cited: Cited = field(init=False)
    lines: LineIndex = field(init=False)
    sections: list[bool] = field(init=False)
    """By number of a section: whether a heading above it says that it is later."""
    drawing: dict[tuple[str, str], list[int]] = field(init=False)
    """By name and argument of a directive: the sections that it stands in."""

    def __post_init__(self) -> None:
        self.cited = Cited(self.page, self.graph)
        self.lines = LineIndex(f"briefings/{self.page.path}", self.page.text)
        self.sections = list(_sections(self.page))
        self.drawing = {}
        for each in self.page.directives:
            self.drawing.setdefault((each.name, each.argument), []).append(each.section)

    def problems(self) -> Iterator[Diagnostic]:
        yield from self.in_body()
        for statement in head_statements(self.page, self.cited, self.lines):
            yield from self.in_field(statement, ())
        yield from self.in_data()

    def in_body(self) -> Iterator[Diagnostic]:
        around = _Around()
        for passage in self.page.passages:
            if not passage.pieces:
                continue
            says = bool(SAYS_SO.search(passage.text))
            at = passage.pieces[0].at
            line = self.page.text.rfind("\n", 0, at) + 1
            kind = self.kind(line, at)
            if passage.heads:
                kind = "heading of a row" if kind == "row" else "head"
            if not around.speaks(kind, line, passage.text, says=says):
                yield from self.unmarked(passage)

    def in_data(self) -> Iterator[Diagnostic]:
        """Judgments, inferences and comparisons, but those that stand under a heading that says so."""
        page, graph = self.page, self.graph
        for judgment in (*page.judgments, *page.inferences.values()):
            name = "inference" if judgment.id in page.inferences else "judgments"
            for statement in (
                judgment_statements(judgment, page, graph) if not self.set_apart(name, judgment.id) else ()
            ):
                if statement.text != judgment.would_change:
                    notes = statement.grounds.notes if statement.text == judgment.text else ()
                    yield from self.in_field(statement, notes)
        for comparison in page.comparisons.values():
            for statement in (
                comparison_statements(comparison, page, graph) if not self.set_apart("compare", comparison.id) else ()
            ):
                yield from self.in_field(statement, ())

    def set_apart(self, name: str, id: str) -> bool:
        """Whether everything that draws an entry stands under such a heading."""
        drawn = [*self.drawing.get((name, ""), ()), *self.drawing.get((name, id), ())]
        return bool(drawn) and all(self.sections[section] for section in drawn)

    def in_field(self, statement: Statement, notes: Iterable[Note]) -> Iterator[Diagnostic]:
        """Unless its first sentence says so, each sentence of a title, a summary or an entry."""
        text = statement.bare()
        bounds = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
        sentences = [(first, text[first:last]) for first, last in pairwise(bounds)]
        for start, sentence in sentences if not SAYS_SO.search(sentences[0][1]) else ():
            if not SAYS_SO.search(sentence):
                yield from self.judged(sentence, start, statement.place, notes)

    def kind(self, line: int, at: int) -> str:
        """`item`, `row`, `indented` or `text`, by what stands before a passage on its line."""
        before = self.page.text[line:at]
        if _ITEM.match(before):
            return "item"
        if "|" in before:
            return "row"
        return "indented" if before.startswith(("    ", "\t")) else "text"

    def begins_so(self, passage: Passage) -> bool:
        """Whether a paragraph's first sentence, or a heading above it, says that it is later."""
        first = bare_passage(passage)[: passage.stops[0]] if passage.stops else passage.text
        section = bisect_right(self.page.headings, passage.pieces[0].at, key=lambda heading: heading.span.start)
        return self.sections[section] or bool(SAYS_SO.search(first))

    def unmarked(self, passage: Passage) -> Iterator[Diagnostic]:
        """A problem for each sentence that goes beyond the event and does not say so."""
        if self.begins_so(passage):
            return
        text, places = bare_passage(passage), Places(passage)

        def place(offset: int) -> Location:
            return self.lines.at(places.at(offset))

        start = 0
        for index, stop in enumerate(passage.stops):
            sentence = text[start:stop]
            if not SAYS_SO.search(sentence):
                notes = () if passage.heads else self.cited.by_sentence(passage.first + index).notes
                yield from self.judged(sentence, start, place, notes)
            start = stop

    def judged(
        self, sentence: str, start: int, place: Callable[[int], Location], notes: Iterable[Note]
    ) -> Iterator[Diagnostic]:
        dates = list(_dates(sentence))
        sources = list(self.late(notes, [written for _, written, _ in dates]))
        later = ((span, sure) for span, written, sure in dates if self.goes_beyond(written))
        found = next((span for span, sure in later if sure or sources), None)
        if found:
            at, words = found[0], sentence[slice(*found)]
            length = len(words)
            message = f"`{shown(words, 40)}` is after the event of this page, {self.page.event}, and nothing says so"
        elif sources:
            at, length = len(sentence) - len(sentence.lstrip()), len(sentence.strip())
            message = f"`{sources[0].id}` was published after the event of this page, {self.page.event}"
            message += ", and nothing says so"
        else:
            return
        hint = "begin with the likes of *Later, 13 April 2015.*, or set it under a heading such as “Later”"
        yield Diagnostic(place(start + at).over(length), "later-unmarked", message, hint)

    def goes_beyond(self, written: tuple[str, ...]) -> bool:
        return all(period(each).after(self.event) for each in written)

    def late(self, notes: Iterable[Note], dates: list[tuple[str, ...]]) -> Iterator[Source]:
        """Sources so much later than the event that their reports are later ones."""
        for note in notes:
            published, event = period(note.source.published).earliest, self.event.latest
            if published is None or event is None or published <= event + SOON:
                continue
            if published > event + LONG or not self.of_the_time([*dates, *_quoted(note)]):
                yield note.source

    def of_the_time(self, dates: list[tuple[str, ...]]) -> bool:
        return bool(dates) and not any(map(self.goes_beyond, dates))


def _dates(sentence: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...], bool]]:
    """Where each date stands, what it may mean, and whether it is one of more than a plan or a forecast."""
    folded = fold(sentence)
    found = list(moments(folded.text))
    planned = foreseen(folded.text, (span for span, _ in found))
    for (span, written), foretold in zip(found, planned, strict=True):
        if origin := folded.origin(span.start, span.end):
            yield origin, written, not foretold


def _quoted(note: Note) -> list[tuple[str, ...]]:
    if note.quote is None:
        return []
    words = fold(note.quote.annotation.selector.exact).text
    return [written for _, written in moments(words, note.source.language)]


def _sections(page: Manuscript) -> Iterator[bool]:
    """For each section, the one before the first heading too: whether its heading or one above it says so."""
    above: list[tuple[int, bool]] = []
    yield False
    for heading in page.headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        says = bool(SAYS_SO.search(heading.text)) or (bool(above) and above[-1][1])
        above.append((heading.level, says))
        yield says
