"""`briefings check`: read and check everything; write nothing."""

import argparse

from builder.cli.project import add_judging, add_project, compiled, fails
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "check",
        "read and check everything; write nothing",
        run,
        examples=("briefings check", "briefings check --strict --format json", "briefings check --since main"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print what was found")
    parser.add_argument(
        "--since", metavar="REV", help="also report what was changed since a git revision and not logged"
    )
    add_judging(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, options.today, options.since)
    if found is None:
        return USAGE
    from builder.cli.report import as_json, as_text

    settings, site = found
    print(as_json(site) if options.format == "json" else as_text(site, settings.project))
    return PROBLEMS if fails(site, strict=options.strict) else FINE
