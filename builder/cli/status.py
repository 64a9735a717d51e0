"""`briefings status`: how each page and each source stands. It changes nothing, and judges nothing itself."""

import argparse
import sys
from typing import TYPE_CHECKING

from builder.cli.project import add_cache, add_day, add_project, compiled, remark_problems
from builder.cli.usage import FINE, USAGE, Commands, command
from builder.diagnostics import alternatives, shown

if TYPE_CHECKING:
    from builder.model.resolved import Graph


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "status",
        "how each page and each source stands",
        run,
        examples=(
            "briefings status",
            "briefings status --today 2027-01-31",
            "briefings status russia-iran-2015 afp-2015-01-20 --format json",
        ),
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these pages and sources")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")
    add_day(parser)
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, options.today, remember=not options.no_cache)
    if found is None:
        return USAGE
    from builder.cli.dumping import dumped
    from builder.cli.standing import as_json, as_text
    from builder.cli.table import columns
    from builder.survey.status import limited, project_state

    _, site = found
    for id in options.ids:
        if fault := _fault(id, site.graph):
            print(f"briefings: {fault}", file=sys.stderr)
            return USAGE
    state = project_state(site, options.today or "")
    if options.ids:
        state = limited(state, frozenset(options.ids))
    as_asked = dumped(as_json(state)) if options.format == "json" else "\n".join(as_text(state, columns()))
    print(as_asked)
    remark_problems(site)
    return FINE


def _fault(id: str, graph: "Graph") -> str:
    """Why an id is none of a page or a source; empty where it is."""
    known = {*graph.project.sources, *(page.id for page in graph.project.manuscripts)}
    if id in known:
        return ""
    if id in graph.project.refused:
        return f"`{shown(id, 60)}` cannot be read; run briefings check"
    return f"no page or source is called `{shown(id, 60)}`; {alternatives(id, known)}"
