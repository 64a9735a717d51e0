"""`briefings check`: read and check everything; write nothing."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.project import add_judging, add_project, compiled, fails, left_out, near, only
from builder.cli.rules import no_rule
from builder.cli.terminal import put
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.model.resolved import Site

FORMATS = ("text", "json", "github", "sarif")


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "check",
        "read and check everything; write nothing",
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
    add_judging(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    if no_rule(options.only, "check"):
        return USAGE
    found = compiled(options.project, options.today, options.since)
    if found is None:
        return USAGE
    settings, site = found
    asked = only(site, options.only)
    put(_printed(asked, left_out(site, options.only), settings.project, options))
    return PROBLEMS if fails(asked, strict=options.strict) else FINE


def _printed(site: "Site", hidden: "list[Diagnostic]", project: Path, options: argparse.Namespace) -> str:
    from builder.cli.formats import as_github, as_json
    from builder.cli.report import as_text
    from builder.cli.sarif import as_sarif
    from builder.cli.terminal import terminal

    match options.format:
        case "json":
            return as_json(site, hidden)
        case "github":
            return as_github(site, near(project), hidden)
        case "sarif":
            return as_sarif(site, near(project), hidden)
    return as_text(site, project, terminal(), hidden)
