"""`briefings check`: read and check everything; change no file of the author's."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.project import (
    add_cache,
    add_jobs,
    add_judging,
    add_project,
    compiled,
    fails,
    is_project,
    left_out,
    near,
    only,
)
from builder.cli.rules import no_rule
from builder.cli.terminal import put
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.recall import Outcome, keep, look, recall, sums

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.model.findings import Findings

FORMATS = ("text", "json", "github", "sarif")


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "check",
        "read and check everything; change nothing",
        run,
        examples=(
            "briefings check",
            "briefings check --strict --only unused-quote",
            "briefings check --format sarif > check.sarif",
            "briefings check --since main",
        ),
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print what was found")
    parser.add_argument(
        "--only", metavar="RULE", action="append", default=[], help="report this rule alone; may be repeated"
    )
    parser.add_argument(
        "--since", metavar="REV", help="also report what was changed since a git revision and not logged"
    )
    add_jobs(parser)
    parser.add_argument(
        "--dask", metavar="ADDRESS", help="a Dask scheduler, whose workers read and judge; needs the extra `dask`"
    )
    add_judging(parser)
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    if no_rule(options.only, "check"):
        return USAGE
    found = _found(options)
    if found is None:
        return USAGE
    asked = only(found, options.only)
    put(_printed(asked, left_out(found, options.only), options.project.resolve(), options))
    return PROBLEMS if fails(asked, strict=options.strict) else FINE


def _found(options: argparse.Namespace) -> "Findings | None":
    """What there is to say of the project; known already where nothing has changed."""
    asked = {"command": "check", "day": options.today or ""}
    known = options.since is None and not options.no_cache and is_project(options.project)
    inputs = look(options.project.resolve()) if known else None
    if inputs and (last := recall(inputs, asked)):
        return last.findings
    from builder.cli.workers import NoWorkers, begun, workers

    try:
        with workers(options.jobs, options.dask) as executor:
            summed = begun(executor, partial(sums, inputs, asked), len(inputs.marks)) if inputs else None
            remember = not options.no_cache and options.since is None
            found = compiled(options.project, options.today, options.since, executor, remember=remember)
            if found and inputs and found[0].self_contained and found[0].templates == inputs.templates:
                keep(inputs, asked, Outcome(found[1].findings), summed=summed)
    except NoWorkers as error:
        print(f"briefings check: {error}", file=sys.stderr)
        return None
    return found[1].findings if found else None


def _printed(found: "Findings", hidden: "list[Diagnostic]", project: Path, options: argparse.Namespace) -> str:
    match options.format:
        case "json" | "github":
            from builder.cli.formats import as_github, as_json

            return as_json(found, hidden) if options.format == "json" else as_github(found, near(project), hidden)
        case "sarif":
            from builder.cli.sarif import as_sarif

            return as_sarif(found, near(project), hidden)
    from builder.cli.report import as_text
    from builder.cli.terminal import terminal

    return as_text(found, project, terminal(), hidden)
