"""The command `briefings`: words in, exit status out."""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from builder.cli.usage import FINE, INTERRUPTED, PROBLEMS, USAGE, Parser, unknown_words
from builder.diagnostics import shown

COMMANDS = (
    "new",
    "add",
    "suggest",
    "quote",
    "check",
    "serve",
    "build",
    "verify",
    "status",
    "coverage",
    "impact",
    "rules",
    "explain",
    "schema",
    "completion",
)
"""A room for each, in the order in which help names them; what a command needs is imported when it runs."""
MADE_BETWEEN = 2_000
"""Objects that are made before unused ones are sought: few enough that what a page left is gone before the next."""


def main(words: list[str] | None = None) -> int:
    """0: nothing wrong; 1: problems in the author's files; 2: wrong usage or no project."""
    gc.set_threshold(MADE_BETWEEN)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if words is None else words
    completing = "_ARGCOMPLETE" in os.environ
    whole = parser(*(word for word in words[:1] if word in COMMANDS and not completing))
    if completing:
        from builder.cli.completing import complete

        complete(whole)
    options, unknown = whole.parse_known_args(words)
    if unknown:
        print(unknown_words(unknown, options.command), file=sys.stderr)
        return USAGE
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        return _failed(error)
    except KeyboardInterrupt:
        return INTERRUPTED


def _failed(error: OSError) -> int:
    """What the disk or the system refused, in one line; the output itself may be what it refused."""
    where = f"{shown(str(error.filename), 200)}: " if error.filename else ""
    with suppress(OSError, ValueError):
        print(f"briefings: {where}{error.strerror or error}", file=sys.stderr)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PROBLEMS


def parser(*names: str) -> argparse.ArgumentParser:
    """The commands of these names with their options; every command where none is named."""
    top = Parser(prog="briefings", description="Publish briefings whose every quote is proven to be in its source.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", prog=top.prog)
    for name in names or COMMANDS:
        import_module(f"builder.cli.{name}").add(commands)
    return top
