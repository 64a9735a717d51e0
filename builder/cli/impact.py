"""`briefings impact`: what would fall if a source were withdrawn. It withdraws nothing, and judges nothing itself."""

import argparse
import sys
from typing import TYPE_CHECKING

from builder.cli.project import add_cache, add_project, compiled, remark_problems
from builder.cli.usage import FINE, USAGE, Commands, command
from builder.diagnostics import alternatives, shown

if TYPE_CHECKING:
    from builder.model.resolved import Graph

MEANT = 3
"""Passages of one id that are named."""


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "impact",
        "what would fall if a source, or one passage, were withdrawn",
        run,
        examples=(
            "briefings impact afp-2015-01-20",
            "briefings impact sputnik-2015-01-20/port-calls --format json",
        ),
    )
    parser.add_argument("subject", metavar="SOURCE[/QUOTE]", help="the source, or the passage, by its id")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, remember=not options.no_cache)
    if found is None:
        return USAGE
    from builder.cli.dumping import dumped
    from builder.cli.table import columns
    from builder.cli.withdrawal import as_json, as_text
    from builder.survey.impact import impact, subject

    _, site = found
    chosen = subject(options.subject, site.graph)
    if chosen is None:
        print(f"briefings: {_fault(options.subject, site.graph)}", file=sys.stderr)
        return USAGE
    would = impact(site.graph, chosen)
    print(dumped(as_json(would)) if options.format == "json" else "\n".join(as_text(would, columns())))
    remark_problems(site)
    return FINE


def _fault(id: str, graph: "Graph") -> str:
    """Why an id is none of a source or a passage."""
    source, slash, quote = id.partition("/")
    if {id, source} & graph.project.refused:
        return f"`{shown(id, 60)}` cannot be read; run briefings check"
    if slash and source in graph.project.sources:
        hint = alternatives(quote, (each.id for each in graph.project.sources[source].annotations))
        return f"`{source}` has no quote called `{shown(quote, 60)}`; {hint}"
    meant = " or ".join([f"`{key}`" for key, each in graph.quotes.items() if each.annotation.id == id][:MEANT])
    known = [*graph.project.sources, *(graph.quotes if slash else ())]
    hint = f"write {meant}" if meant else alternatives(id, known)
    return f"no source or quote is called `{shown(id, 60)}`; {hint}"
