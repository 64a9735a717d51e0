"""All checks of a compile that come before pages are drawn; what rests on the same is not checked again."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from builder.diagnostics import Diagnostic, Report
from builder.model.findings import Counts
from builder.model.memory import Memory
from builder.model.resolved import Graph, Standing, Use
from builder.model.written import Entity, Project
from builder.resolve.archive import Archive
from builder.resolve.checks.characters import check_characters
from builder.resolve.checks.comparisons import check_comparisons
from builder.resolve.checks.entries import check_entries
from builder.resolve.checks.events import check_events
from builder.resolve.checks.judgments import check_judgments
from builder.resolve.checks.later import check_later
from builder.resolve.checks.log import check_log
from builder.resolve.checks.names import Known, check_variants, known
from builder.resolve.checks.origins import shelf
from builder.resolve.checks.project import (
    check_excerpts,
    check_ids,
    check_notes,
    check_seals,
    check_speakers,
    check_unused,
    tally,
)
from builder.resolve.checks.prose import Holding
from builder.resolve.checks.reviews import check_reviews
from builder.resolve.checks.topics import check_topics
from builder.resolve.checks.wording import check_wording
from builder.resolve.relations import shown_inferences
from builder.resolve.settled import Settled
from builder.settings import Settings
from builder.spread import Spread


def registered(people: Mapping[str, Entity], organizations: Mapping[str, Entity], memory: Memory) -> Known:
    """The names in registers, ready to be sought."""
    return memory.made("known", lambda *entities: known(entities), *people.values(), *organizations.values())


def alike(project: Project, spread: Spread) -> Callable[[], Iterable[Diagnostic]]:
    """What is said of sources that share passages: begun at once, and remembered where it can be."""
    memory = spread.memory

    def begun() -> Callable[[], Iterable[Diagnostic]]:
        return spread.alike(shelf(project, spread.judged))

    if not memory.keeps:
        return begun()
    sources, judged = memory.same("sources", project.sources), memory.same("judged", {**spread.judged})
    of = sources, judged, project.people, project.organizations
    found = memory.made("alike", lambda *_: (*begun()(),), *of)
    return lambda: found


def check_graph(
    graph: Graph, settings: Settings, report: Report, spread: Spread, memory: Memory
) -> dict[str, Standing]:
    """Everything that is checked before pages are drawn; how each published page stands, by path."""
    check_comparisons(graph, report)
    check_judgments(graph, report)
    check_entries(graph, report)
    check_events(graph, report)
    check_log(graph, report)
    check_notes(graph, report)
    _check_pages(graph, report, memory)
    _check_beside(graph, settings, report, spread, memory)
    stale = check_reviews(graph.published, settings.day, report)
    scaled = _check_own_prose(graph, settings, report, spread, memory)
    check_later(graph, report)
    return _standings(graph, stale, scaled, memory)


def _check_pages(graph: Graph, report: Report, memory: Memory) -> None:
    """What is checked of each page by itself."""
    people, organizations = graph.project.people, graph.project.organizations
    for page in graph.project.manuscripts:
        of = page, graph.mentions[page.path], people, organizations
        memory.reported(("variants", page.path), partial(check_variants, page, graph), report, *of)


def _check_beside(graph: Graph, settings: Settings, report: Report, spread: Spread, memory: Memory) -> None:
    """What is checked of sources and registers, with what pages cite of them."""
    project = graph.project
    judged = memory.same("judged", {**spread.judged})
    evidence = graph.quotes, judged, graph.register_notes, memory.same("refused", project.refused)
    words = {id: each.words for id, each in judged.items()}
    limit = memory.same("limit", settings.excerpt_limit)
    ids = memory.same("ids", tuple((each.id, each.path) for each in project.manuscripts))
    checks: tuple[tuple[str, Callable[..., None], tuple[object, ...]], ...] = (
        ("characters", check_characters, (project.topics,)),
        ("topics", check_topics, (project.topics, graph.chronology)),
        ("seals", check_seals, ()),
        ("ids", check_ids, (ids,)),
        ("speakers", check_speakers, ()),
        ("excerpts", partial(check_excerpts, words=words, limit=settings.excerpt_limit), (graph.excerpts, limit)),
    )
    for name, check, of in checks:
        memory.reported(("check", name), partial(_on, check, graph), report, *evidence, *of)
    check_unused(graph, report)


def _on(check: Callable[..., None], graph: Graph, report: Report) -> None:
    check(graph, report=report)


def _check_own_prose(
    graph: Graph, settings: Settings, report: Report, spread: Spread, memory: Memory
) -> frozenset[str]:
    """It is held to what it cites, and to the site's wording; which pages use words of the scale.

    Where there is no such wording, pages are passed over that are settled, and so is what is written beside them.
    """
    named = registered(graph.project.people, graph.project.organizations, spread.memory)
    holding = Holding(graph, spread.noticed, Archive(graph), named)
    if settings.wording:
        return check_wording(holding.all(report), graph, settings.wording, report)
    settled = Settled(graph, spread.keys, spread.settled(), memory)
    pages = [page for page in graph.project.manuscripts if not settled.stands(page)]
    for page, problems in zip((*pages, None), spread.here(holding, (*pages, None)), strict=True):
        for problem in problems:
            report(problem)
        if page and not problems:
            settled.add(page)
    spread.settle(settled.now)
    memory.reported(("check", "registers"), holding.registers, report, graph.register_notes, graph.quotes)
    return frozenset()


def _standings(graph: Graph, stale: frozenset[str], scaled: frozenset[str], memory: Memory) -> dict[str, Standing]:
    """Each published manuscript's, by path."""
    return {
        page.path: Standing(
            memory.made(("tally", page.path), _tally, graph.uses[page.path]),
            sum(1 for _ in shown_inferences(page)),
            page.path in stale,
            page.path in scaled,
        )
        for page in graph.published
    }


def _tally(uses: Iterable[Use]) -> Counts:
    return tally(use.note for use in uses)
