"""What our own prose says of the time after a page's event must say that it is later."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from builder.dates import Period, period
from builder.diagnostics import Diagnostic, LineIndex, Report, shown
from builder.model.resolved import Graph
from builder.model.written import Manuscript, Passage
from builder.resolve.figures import Amount, Day, Figure, figures
from builder.resolve.folding import fold
from builder.resolve.grounds import Cited, Grounds
from builder.resolve.statements import Places, bare

SAYS_SO = regex.compile(
    r"(?<!\b(?:no|sooner or) )\blater\b|\bsince then\b|\bafterwards?\b|\bthereafter\b|\bsubsequent(?:ly)?\b"
    r"|\bafter (?:that|this|these|the event|the signing|which)\b|\b(?:then|that day|that point) on(?:wards?)?\b"
    r"|\b(?:years?|months?|weeks?|days?) (?:after|on|since)\b"
    r"|\b(?:following|next|ensuing) (?:years?|months?|weeks?|days?)\b"
    r"|\bin (?:hindsight|retrospect)\b|\baftermath\b|\bin the end\b|\bto this day\b|\bever since\b"
    r"|\bas (?:of|at)\b|\bup to now\b|\bat the time of writing\b|\btoday\b|\bcurrently\b",
    regex.IGNORECASE,
)
FORESEES = regex.compile(
    r"\b(?:project|predict|forecast|foresee|expect|estimat|schedul|anticipat|envisag|aim|promis|propos)\p{L}*|\bplan(?:s|ned|ning)?\b|\bdue\b"
    r"|\btarget\b|\bwould\b|\bwill\b|\bis to\b|\bwas to\b|\bwere to\b|\bare to\b",
    regex.IGNORECASE,
)
"""Words of a plan or a forecast: the date may be later, what is said of it is not."""
_ITEM = regex.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_YEAR = regex.compile(r"\d{4}")
_BEFORE_YEAR = regex.compile(
    r"(?i:(?:\A|[(,;:/–—-]|\b(?:in|since|until|till|by|from|to|and|or|of|during|before|after|around|about|circa|early|mid|late|"
    r"than|year|through|between|spring|summer|autumn|fall|winter|end|start|beginning))[ -]*)\Z"
)
_NOT_A_YEAR = regex.compile(
    r" (?:UTC|GMT|\p{Lu}{2,3}T|hours|local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|[ -]?(?:\p{Sc}|%|per ?cent|[\p{Ll}]{2,}s\b(?<!\bwas\b|\bhas\b|\bis\b))"
)
"""A time of the day, or a number of something."""


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

    def __post_init__(self) -> None:
        self.cited = Cited(self.page, self.graph)
        self.lines = LineIndex(f"briefings/{self.page.path}", self.page.text)
        self.sections = list(_sections(self.page))

    def problems(self) -> Iterator[Diagnostic]:
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
            if not around.speaks(kind, line, passage.text, says=says) and not passage.heads:
                yield from self.unmarked(passage)

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
        first = bare(passage)[: passage.stops[0]] if passage.stops else passage.text
        sentences = self.page.sentences
        section = sentences[passage.first].section if passage.first < len(sentences) else 0
        return self.sections[section] or bool(SAYS_SO.search(first))

    def unmarked(self, passage: Passage) -> Iterator[Diagnostic]:
        """A problem for each sentence that goes beyond the event and does not say so."""
        if self.begins_so(passage):
            return
        text, places = bare(passage), Places(passage)
        start = 0
        for index, stop in enumerate(passage.stops):
            sentence = text[start:stop]
            if not SAYS_SO.search(sentence):
                grounds = self.cited.by_sentence(passage.first + index)
                yield from self.judged(sentence, start, places, grounds)
            start = stop

    def judged(self, sentence: str, start: int, places: Places, grounds: Grounds) -> Iterator[Diagnostic]:
        sources = [note.source for note in grounds.notes if period(note.source.published).after(self.event)]
        found = self.date(sentence)
        if found and (sources or not FORESEES.search(sentence)):
            at, words = found
            message = f"`{shown(words, 40)}` is after the event of this page, {self.page.event}, and nothing says so"
        elif sources:
            at = len(sentence) - len(sentence.lstrip())
            message = f"`{sources[0].id}` was published after the event of this page, {self.page.event}"
            message += ", and nothing says so"
        else:
            return
        hint = "begin with the likes of *Later, 13 April 2015.*, or set it under a heading such as “Later”"
        yield Diagnostic(self.lines.at(places.at(start + at)), "later-unmarked", message, hint)

    def date(self, sentence: str) -> tuple[int, str] | None:
        """Where the first date after the event stands, and its words."""
        folded = fold(sentence)
        for figure in figures(folded.text):
            written = _written(figure, folded.text)
            origin = folded.origin(figure.span.start, figure.span.end)
            if written and origin and all(period(each).after(self.event) for each in written):
                return origin[0], sentence[slice(*origin)]
        return None


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


def _written(figure: Figure, text: str) -> list[str]:
    """Every date that a figure may mean, as EDTF; nothing for one without a year, or for a mere number."""
    found = []
    for reading in figure.readings:
        if isinstance(reading, Day) and reading.year:
            parts = [f"{reading.year:04}", *(f"{part:02}" for part in (reading.month, reading.day) if part)]
            found.append("-".join(parts))
        elif isinstance(reading, Amount) and _is_year(reading, figure, text):
            decade = reading.unit == "decade"
            found.append(f"{int(reading.number) // 10}X" if decade else f"{int(reading.number)}")
        else:
            return []
    return found


def _is_year(amount: Amount, figure: Figure, text: str) -> bool:
    start, end = figure.span.start, figure.span.end
    if amount.unit == "decade":
        return 1000 <= amount.number <= 2100
    plain = amount.unit == "" and _YEAR.fullmatch(text[start:end]) is not None and 1000 <= amount.number <= 2100
    before = text[max(start - 20, 0) : start]
    return plain and _BEFORE_YEAR.search(before) is not None and not _NOT_A_YEAR.match(text, end)
