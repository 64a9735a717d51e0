"""How each page and each source of a project stands, as other modules judge it: nothing is decided here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from builder.diagnostics import Diagnostic, Location
from builder.model.findings import Counts
from builder.model.resolved import Graph, Note, Origin, Site, Verdict
from builder.model.written import Judgment, Kind, Manuscript, Role, Source, Status, placed
from builder.resolve.checks.project import tally, unused
from builder.resolve.checks.reviews import is_past

ORDER = (Role.BRIEFING, Role.BACKGROUND, Role.PAGE)


@dataclass(frozen=True, slots=True)
class Single:
    """A reading of ours whose basis has one origin."""

    judgment: Judgment
    kind: str
    """`judgment` or `inference`."""
    origin: Origin

    @property
    def at(self) -> Location:
        return placed(self.judgment.at, "text")


@dataclass(frozen=True, slots=True)
class PageState:
    page: Manuscript
    counts: Counts
    """Of what the page cites, a draft's too."""
    single: tuple[Single, ...]
    overdue: bool
    """Whether it is published and past its review; false without a day."""
    unverified: tuple[str, ...]
    """Labels of what it cites and what does not stand in its source."""
    drafts: tuple[str, ...]
    """Ids of drafts that it names: published, it would name what is not there."""
    problems: tuple[Diagnostic, ...]
    """In its file and in its data file."""


@dataclass(frozen=True, slots=True)
class SourceState:
    source: Source
    counts: Counts
    """Of what published pages and registers cite of it."""
    cited: bool
    """Whether anything cites it, a draft too."""
    unused: tuple[str, ...]
    """Ids of passages that are marked, and that nothing cites."""
    drafted: tuple[str, ...]
    """Ids of passages that only drafts cite."""
    unnamed: tuple[str, ...]
    """Ids of direct quotes of which no speaker is named: pages say that the source names none."""
    problems: tuple[Diagnostic, ...]
    """In its record and in its text."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    day: str
    """The day that reviews are judged by; empty where none was given."""
    counts: Counts
    pages: tuple[PageState, ...]
    sources: tuple[SourceState, ...]
    elsewhere: tuple[tuple[str, tuple[Diagnostic, ...]], ...]
    """Problems of other files, by path."""
    limited: bool = False
    """Whether only some pages and sources were asked for."""


def project_state(site: Site, day: str = "") -> ProjectState:
    """Briefings, then background pages, then others, each by path; sources by id."""
    graph = site.graph
    ordered = sorted(graph.project.manuscripts, key=lambda page: (ORDER.index(page.role), page.path))
    found: dict[str, list[Diagnostic]] = {}
    for problem in site.problems:
        found.setdefault(problem.at.path, []).append(problem)

    def problems(*paths: str) -> tuple[Diagnostic, ...]:
        return tuple(sorted((each for path in paths for each in found.pop(path, ())), key=lambda each: each.at))

    pages = tuple(_page(page, graph, day, problems(f"briefings/{page.path}", data_file(page))) for page in ordered)
    used = _SourceUse(graph)
    sources = tuple(
        used.state(source, problems(f"sources/{id}.yaml", f"sources/{id}.txt"))
        for id, source in graph.project.sources.items()
    )
    elsewhere = tuple((path, tuple(listed)) for path, listed in sorted(found.items()))
    return ProjectState(day, site.counts, pages, sources, elsewhere)


def limited(state: ProjectState, names: frozenset[str]) -> ProjectState:
    """Only the pages and the sources of some ids; what is counted is the whole project's."""
    pages = tuple(each for each in state.pages if each.page.id in names)
    sources = tuple(each for each in state.sources if each.source.id in names)
    return replace(state, pages=pages, sources=sources, elsewhere=(), limited=True)


def data_file(page: Manuscript) -> str:
    return f"briefings/{page.path.removesuffix('.md')}.yaml"


def _page(page: Manuscript, graph: Graph, day: str, problems: tuple[Diagnostic, ...]) -> PageState:
    notes = [use.note for use in graph.uses[page.path]]
    failed = dict.fromkeys(note.label for note in notes if note.verdict is Verdict.FAILED)
    published = page.status is Status.PUBLISHED
    return PageState(
        page,
        tally(notes),
        tuple(_single(page, graph)),
        bool(published and day and page.review_by and is_past(page.review_by, day)),
        tuple(failed),
        tuple(_drafts(page, graph)),
        problems,
    )


def _single(page: Manuscript, graph: Graph) -> Iterator[Single]:
    for kind, judgments in (("judgment", page.judgments), ("inference", tuple(page.inferences.values()))):
        for judgment in judgments:
            match graph.origins_of(judgment.basis):
                case (origin,):
                    yield Single(judgment, kind, origin)


def _drafts(page: Manuscript, graph: Graph) -> Iterator[str]:
    named = [target.id for target in page.background]
    named += [each.argument for each in page.directives if each.name == "background"]
    named += [each.target for each in page.links]
    for id in dict.fromkeys(named):
        target = graph.manuscript(id)
        if target and target.status is Status.DRAFT and target.path != page.path:
            yield id


class _SourceUse:
    """What is cited of each source, and what is not."""

    def __init__(self, graph: Graph) -> None:
        published = {use.note.label: use.note for page in graph.published for use in graph.uses[page.path]}
        registers = {note.label: note for listed in graph.register_notes.values() for note in listed}
        self.counted = _by_source({**published, **registers}.values())
        everything = [use.note for uses in graph.uses.values() for use in uses]
        self.cited = {note.source.id for note in (*everything, *registers.values())}
        self.used = _by_source({note.label: note for note in everything if note.quote}.values())
        self.shown = graph.shown
        self.unused: dict[str, list[str]] = {}
        for quote in unused(graph):
            self.unused.setdefault(quote.source.id, []).append(quote.annotation.id)

        self.unnamed = {
            source.id: tuple(
                quote.annotation.id
                for quote in graph.quotes_of(source)
                if quote.kind is Kind.DIRECT and not quote.annotation.speaker
            )
            for source in graph.project.sources.values()
        }

    def state(self, source: Source, problems: tuple[Diagnostic, ...]) -> SourceState:
        drafted = [note.quote for note in self.used.get(source.id, ()) if note.label not in self.shown]
        return SourceState(
            source,
            tally(self.counted.get(source.id, ())),
            source.id in self.cited,
            tuple(self.unused.get(source.id, ())),
            tuple(sorted(quote.annotation.id for quote in drafted if quote)),
            self.unnamed.get(source.id, ()),
            problems,
        )


def _by_source(notes: Iterable[Note]) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in notes:
        found.setdefault(note.source.id, []).append(note)
    return found
