"""`briefings serve`: a live preview on this machine."""

import argparse
import logging

from builder.cli.project import add_project, configuration
from builder.cli.usage import FINE, USAGE, Commands, command


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "serve",
        "a live preview on this machine",
        run,
        examples=("briefings serve", "briefings serve --address 127.0.0.1:9000"),
    )
    parser.add_argument("--address", default="127.0.0.1:8000", help="host and port")
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    path = configuration(options.project)
    if path is None:
        return USAGE
    from mkdocs.commands.serve import serve

    from builder.hosts.mkdocs import defaults

    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler())
    print(f"serving on http://{options.address}/; Ctrl+C ends it", flush=True)
    serve(str(path), dev_addr=options.address, **defaults(path))
    return FINE
