"""`briefings schema`: the JSON Schemas of the files, for editors."""

import argparse
import sys
from pathlib import Path

from builder.cli.project import configuration
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import shown

KINDS = ("source", "people", "organizations", "events", "topics", "front-matter", "briefing")
"""Those of `read/schema`, which takes its time to be loaded; a test holds the two together."""
MADE = ("evidence",)
"""Files that the program writes: their schemas are printed, and no editor needs them."""


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "schema",
        "print the JSON Schema of one kind of file, or write all of them, for editors",
        run,
        examples=("briefings schema source", "briefings schema --write", "briefings schema --write schemas"),
    )
    parser.add_argument("kind", nargs="?", choices=(*KINDS, *MADE), help="the kind of file")
    parser.add_argument(
        "--write",
        nargs="?",
        const="",
        metavar="DIR",
        help="write every kind's schema into a folder; `.schemas` in the project unless given",
    )


def run(options: argparse.Namespace) -> int:
    if options.write is not None:
        return _write(options.kind, options.write)
    if options.kind is None:
        options.command.error("the following arguments are required: kind")
    print(_text(options.kind), end="")
    return FINE


def _text(kind: str) -> str:
    if kind in MADE:
        from builder.seals.shape import schema_text

        return schema_text()
    from builder.author.schemas import as_json

    return as_json(kind)


def _write(kind: str | None, written: str) -> int:
    if kind or written in (*KINDS, *MADE):
        print(f"briefings: schema --write writes all kinds, not `{kind or written}` alone", file=sys.stderr)
        return USAGE
    if not written and configuration(Path()) is None:
        return USAGE
    from builder.author.schemas import FOLDER, write_schemas

    folder = Path(written or FOLDER)
    name = shown(str(folder))
    try:
        changed = write_schemas(folder)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        print(f"briefings: the schemas cannot go to {name}: a file or folder is in the way", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"briefings: the schemas cannot be written to {name}: {error.strerror or error}", file=sys.stderr)
        return PROBLEMS
    print(f"{len(KINDS)} schemas in {name}: {f'{len(changed)} written' if changed else 'nothing to change'}")
    return FINE
