"""`briefings schema`: the JSON Schemas of the files, for editors."""

import argparse

from builder.cli.usage import FINE, Commands, command


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "schema",
        "print the JSON Schema of one kind of file, for editors",
        run,
        examples=("briefings schema source > source.schema.json",),
    )
    parser.add_argument("kind", choices=("source", "people", "organizations", "events", "front-matter", "briefing"))


def run(options: argparse.Namespace) -> int:
    import json

    from builder.read.schema import json_schema

    print(json.dumps(json_schema(options.kind), ensure_ascii=False, indent=2))
    return FINE
