"""What follows from another problem is not told: it goes when the other is mended."""

from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic, Location, similar
from builder.model.directives import DATA, DIRECTIVES, DRAWING
from builder.model.resolved import Graph
from builder.model.written import Manuscript

CITING = {"quote", "background", *DATA, *DRAWING}
"""The directives that cite."""
PARTS = {*DATA.values()}
"""The parts of a data file that cite."""
SINCE = ("unlogged-change", "correction-altered", "page-withdrawn")
"""What compares a page with an earlier state."""
BASED = ("uncited-judgment", "unsupported-inference")
"""What says that a basis is missing."""
REGISTERS = {"briefings/people.yaml", "briefings/organizations.yaml", "briefings/events.yaml"}


def first_causes(problems: Iterable[Diagnostic], graph: Graph) -> Iterator[Diagnostic]:
    """The problems, less those of which the cause may be what could not be read, or a misspelt directive."""
    refused = graph.project.refused
    lost = _lost_directives(graph)
    uncited = bool(lost & CITING) or any(map(_cites, refused))
    undrawn = bool(lost & {*DRAWING}) or any(_file(each).endswith(".md") and "#" not in each for each in refused)
    blank = set(_blank_timelines(graph))
    undirected = _undirected(graph)
    baseless = {_file(each) for each in refused if each.endswith(".basis") or ".basis." in each}
    unread = {_page(_file(each)) for each in refused if _says(each)}
    if "briefings/events" in unread:
        unread |= {_page(f"briefings/{page.path}") for page in graph.project.manuscripts if _draws(page)}
    for problem in problems:
        follows = {
            "unused-quote": uncited,
            "undrawn-event": undrawn,
            "undrawn-entry": _page(problem.at.path) in undirected,
            "bad-directive": problem.at in blank,
            "unused-acceptance": bool(refused),
            **dict.fromkeys(BASED, problem.at.path in baseless),
            **dict.fromkeys(SINCE, _page(problem.at.path) in unread),
        }
        if not follows.get(problem.rule, False):
            yield problem


def _lost_directives(graph: Graph) -> set[str]:
    """What misspelt directives may have been meant to be."""
    lost = {each.partition("#::: ")[2] for each in graph.project.refused} - {""}
    for page in graph.project.manuscripts:
        for directive in page.directives:
            if directive.name not in DIRECTIVES:
                lost.update(similar(directive.name, DIRECTIVES))
    return lost


def _undirected(graph: Graph) -> set[str]:
    """Pages of which a directive may be lost: unread themselves, or with one that is misspelt."""
    lost = {_page(_file(each)) for each in graph.project.refused if _file(each).endswith(".md")}
    for page in graph.project.manuscripts:
        if any(each.name not in DIRECTIVES for each in page.directives):
            lost.add(_page(f"briefings/{page.path}"))
    return lost


def _blank_timelines(graph: Graph) -> Iterator[Location]:
    """Directives that draw no events, where events or the day of their page could not be read."""
    events = any(_file(each) == "briefings/events.yaml" for each in graph.project.refused)
    for page in graph.project.manuscripts:
        path = f"briefings/{page.path}"
        if events or {path, f"{path}#event"} & graph.project.refused:
            yield from (each.at for each in page.directives if each.name in DRAWING)


def _draws(page: Manuscript) -> bool:
    return any(each.name in DRAWING for each in page.directives)


def _says(refused: str) -> bool:
    """Whether what was refused is a page, a part of its data file, or an event."""
    file, _, part = refused.partition("#")
    return file.startswith("briefings/") and (not part or file.endswith(".yaml"))


def _page(path: str) -> str:
    """What a page and its data file have in common."""
    return path.rpartition(".")[0]


def _file(refused: str) -> str:
    return refused.partition("#")[0]


def _cites(refused: str) -> bool:
    """Whether what was refused may have cited something: a page, a register's entry, a part of a data file."""
    file, _, part = refused.partition("#")
    if not file.startswith("briefings/"):
        return False
    return not part or file in REGISTERS or part.partition(".")[0] in PARTS
