"""The whole compiler, one line per stage."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder.answers import Answers
from builder.checking import alike, check_graph, registered
from builder.diagnostics import Diagnostic, Report
from builder.export.bibliography import bibliographies, citations
from builder.export.days import changed
from builder.export.days import latest as latest_day
from builder.export.feeds import corrections, latest
from builder.export.heads import head_of
from builder.model.basis import Basis
from builder.model.digests import Keys
from builder.model.findings import Accepted
from builder.model.memory import Memory
from builder.model.resolved import Graph, Page, Site, Standing
from builder.model.rows import hold
from builder.model.written import Project
from builder.read.acceptances import in_order, of_others
from builder.read.briefings import read_briefings
from builder.read.files import ASSET_LIMIT, read_bytes
from builder.read.pictures import check_picture
from builder.read.registers import read_events, read_organizations, read_people, read_topics, take_yaml
from builder.read.sources import read_sources
from builder.read.validation import Refuse
from builder.render.drafts import as_if_published, drafts, with_banners
from builder.render.heads import with_heads
from builder.render.indexes import navigation
from builder.render.log import listed_title
from builder.render.pages import render
from builder.render.problems import with_problems
from builder.render.saying import say_in
from builder.resolve.asking import Answering
from builder.resolve.checks.acceptance import parted
from builder.resolve.checks.consequences import first_causes
from builder.resolve.checks.pages import check_addresses, check_pages, linked_files
from builder.resolve.checks.project import counts
from builder.resolve.linking import link
from builder.settings import Acceptance, Settings
from builder.spread import Sharing, Spread

E = TypeVar("E")


def compile_site(
    settings: Settings,
    problems: list[Diagnostic] | None = None,
    *,
    since: Settings | None = None,
    preview: bool = False,
    say: Callable[[str], None] = lambda _: None,
    executor: Sharing | None = None,
    answers: Answers | None = None,
    memory: Memory | None = None,
) -> Site:
    """Turn a project's files into pages and problems. Reads; writes nothing but what `answers` keep.

    `problems` are those that reading the settings already found; `since` are those of an earlier state
    of the project, which its pages are compared with. A `preview` shows its problems on its pages, and its drafts.
    `say` is told what is being done. What rests on one source or one page alone is done by the `executor`, if any,
    where `answers` do not have it. A process that goes on hands in its `memory` each time.
    """
    memory = memory or Memory(keeps=False)
    problems = list(problems or [])
    report = problems.append
    spread = Spread(executor, answers, memory)
    project = read_project(settings, problems, spread)
    if preview:
        hold(project.manuscripts)  # it goes through them after each save
    shared = alike(project, spread)
    say("comparing quotes with their sources")
    graph = _linked(project, settings, report, spread, memory.part("graph"))
    say("checking what pages say")
    standings = check_graph(graph, settings, report, spread, memory.part("graph"))
    if since:
        from builder.resolve.checks.changes import check_changes  # few ask for it

        check_changes(_earlier(since), graph, report)
    for problem in shared():
        report(problem)
    if not preview:
        spread.write()
        spread.let_go()
    say("drawing pages")
    pages = draw_pages(graph, settings, standings, report, spread.keys, memory.part("graph"))
    found, accepted = weighed(problems, graph, (*settings.accept, *in_order(spread.accepting, report)))
    shown = graph
    if preview:
        shown, pages = with_drafts(graph, pages, settings, spread)
        pages = with_problems(pages, found, shown, settings.language)
        spread.write()
    spread.rest()
    memory.rest()
    return Site(
        pages=pages,
        nav=navigation(shown, settings.language),
        problems=found,
        accepted=accepted,
        counts=counts(graph),
        graph=graph,
        updated=latest_day(graph.published),
        changed={page.path: day for page in graph.published if (day := changed(page))},
    )


def draw_pages(
    graph: Graph, settings: Settings, standings: Mapping[str, Standing], report: Report, keys: Keys, memory: Memory
) -> tuple[Page, ...]:
    """Every page and file of the site, by path, and what is wrong with their links; `keys` are of what was read."""
    basis = Basis(graph, settings, keys)
    cited = basis.table("citations", citations(graph, settings))
    head = partial(head_of, graph=basis.graph, cited=cited, settings=settings)
    told = with_heads(render(basis, standings, cited, settings, memory), head)
    files = (
        *_assets(settings, graph, report),
        *bibliographies(basis, cited),
        *latest(graph, settings, partial(listed_title, say=say_in(settings.language))),
    )
    pages = [*told, *files, corrections(graph, settings)]
    memory.reported("addresses", partial(check_addresses, pages), report, memory.same("paths", _places(pages)))
    check_pages(graph, pages, settings, report)
    return tuple(sorted(pages, key=lambda page: page.path))


def _places(pages: Iterable[Page]) -> tuple[tuple[str, str], ...]:
    return tuple((page.path, page.written) for page in pages)


def with_drafts(
    graph: Graph, pages: tuple[Page, ...], settings: Settings, spread: Spread
) -> tuple[Graph, tuple[Page, ...]]:
    """What a preview shows: the site as it would be with its drafts in it. What is wrong then is not reported."""
    paths = drafts(graph.project)
    if not paths:
        return graph, pages
    project = as_if_published(graph.project, settings.language)
    memory = spread.memory.part("drafts")
    shown = _linked(project, settings, _unheard, spread, memory)
    standings = check_graph(shown, settings, _unheard, spread, memory)
    drawn = draw_pages(shown, settings, standings, _unheard, spread.keys, memory)
    return shown, with_banners(drawn, paths, settings.language)


def _linked(project: Project, settings: Settings, report: Report, spread: Spread, memory: Memory) -> Graph:
    return link(
        project,
        report,
        autolink=settings.autolink,
        sources=spread.judged,
        pages=spread.noticed,
        memory=memory,
    )


def _unheard(_: Diagnostic) -> None:
    """For what was reported before, or is nobody's fault."""


def weighed(
    problems: list[Diagnostic], graph: Graph, acceptances: tuple[Acceptance, ...]
) -> tuple[tuple[Diagnostic, ...], tuple[Accepted, ...]]:
    """The problems that stand, less what only follows from others; and those that the author accepts."""
    staying, accepted = parted(problems, acceptances)
    return tuple(first_causes(staying, graph)), tuple(accepted)


def read_project(settings: Settings, problems: list[Diagnostic], spread: Spread | None = None) -> Project:
    """Everything that the project's folders say; the `spread` has what each source and page comes to by itself."""
    report, root = problems.append, settings.project
    parts: set[str] = set()
    spread = spread or Spread()
    people = _register(read_people, "people.yaml", settings, spread, report, parts.add)
    organizations = _register(read_organizations, "organizations.yaml", settings, spread, report, parts.add)
    events = _register(read_events, "events.yaml", settings, spread, report, parts.add)
    topics = _register(read_topics, "topics.yaml", settings, spread, report, parts.add)
    names = spread.memory.made("names", Answering, registered(people, organizations, spread.memory))
    noticing, judging = partial(spread.noticing, names), partial(spread.judging, names)
    unread: list[Path] = []
    manuscripts, stray = read_briefings(settings.briefings, root, report, parts.add, noticing, unread.append)
    sources, refused = read_sources(settings.sources, root, report, judging, unread.append)
    spread.accepting |= of_others(unread, root)
    return Project(sources, people, organizations, events, manuscripts, refused | parts, stray, topics)


def _register(
    read: Callable[..., dict[str, E]], name: str, settings: Settings, spread: Spread, report: Report, refuse: Refuse
) -> dict[str, E]:
    """A register's entries; those of a file that says the same as the last time are the same."""
    path, root = settings.briefings / name, settings.project
    taken = take_yaml(path, root)

    def heard() -> tuple[dict[str, E], list[Diagnostic], list[str]]:
        problems: list[Diagnostic] = []
        refused: list[str] = []
        return read(path, root, problems.append, refused.append, taken), problems, refused

    entries, problems, refused = spread.memory.under(name, (path, taken), heard)
    for problem in problems:
        report(problem)
    for part in refused:
        refuse(part)
    return entries


def _earlier(settings: Settings) -> Graph:
    """An earlier state of the project; what was wrong with it then is not reported."""
    spread = Spread()
    project = read_project(settings, [], spread)
    return _linked(project, settings, _unheard, spread, spread.memory)


def _assets(settings: Settings, graph: Graph, report: Report) -> Iterator[Page]:
    """Files beside the pages that published pages link to."""
    for path in sorted(set(linked_files(graph))):
        data = read_bytes(settings.briefings / path, settings.project, ASSET_LIMIT, report)
        if data is not None:
            check_picture(f"briefings/{path}", data, report)
            yield Page(path, data, f"briefings/{path}")
