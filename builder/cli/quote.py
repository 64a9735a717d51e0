"""`briefings quote`: find a passage, and write its entry into the source's record."""

import argparse
import sys
from typing import TYPE_CHECKING

from builder.cli.project import add_project, configuration
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command

if TYPE_CHECKING:
    from builder.author.quoting import Asked, Passage

KINDS = ("direct", "reported", "statement")


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "quote",
        "find a passage, write its entry into the record, and print the citation to paste",
        run,
        examples=(
            'briefings quote bugle-2031-05-04 "rust in two of the four fuel tanks" --speaker ada-finch',
            'briefings quote bugle-2031-05-04 "the ferry" --place 2 --id second-ferry',
            "wl-paste | briefings quote bugle-2031-05-04 -",
        ),
    )
    parser.add_argument("source", metavar="SOURCE", help="the id of an archived source")
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help="the words as they stand there; - reads them from standard input"
    )
    parser.add_argument("--speaker", metavar="ID", default="", help="who says it: an id, or a registered name")
    parser.add_argument("--id", default="", help="what the quote is to be called; made of its words unless given")
    parser.add_argument(
        "--kind", choices=KINDS, help="whose words they are; seen from the quotation marks unless given"
    )
    parser.add_argument(
        "--place", metavar="N", type=int, default=0, help="which one, where the words stand in several places"
    )
    parser.add_argument("--prefix", metavar="WORDS", default="", help="words that touch the passage from before")
    parser.add_argument("--suffix", metavar="WORDS", default="", help="words that touch it from behind")
    parser.add_argument(
        "--topic", metavar="TOPIC", action="append", default=[], help="what it is about; may be repeated"
    )
    parser.add_argument("--note", default="", help="a remark for readers")
    parser.add_argument("--dry-run", action="store_true", help="show the entry, and write nothing")
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    if configuration(options.project) is None:
        return USAGE
    from builder.author.quoting import UsageError, find
    from builder.cli.report import advice
    from builder.cli.terminal import terminal
    from builder.diagnostics import Diagnostic

    try:
        found = find(options.project.resolve(), options.source, _asked(options))
    except UsageError as error:
        print(f"briefings quote: {error}", file=sys.stderr)
        return USAGE
    if isinstance(found, Diagnostic):
        head = f"{found.severity}[{found.rule}]: {found.message}"
        print("\n".join([head, *advice(found, terminal(sys.stderr))]), file=sys.stderr)
        return PROBLEMS
    if found.present:
        print(f"these words are marked already: cite them as [@{options.source}/{found.present}]")
        return FINE
    return _write(options, found)


def _asked(options: argparse.Namespace) -> "Asked":
    from builder.author.quoting import Asked
    from builder.model.written import Kind

    words = sys.stdin.read() if options.words == ["-"] else " ".join(options.words)
    return Asked(
        words=" ".join(words.split()),
        speaker=options.speaker,
        id=options.id,
        kind=Kind(options.kind) if options.kind else None,
        prefix=options.prefix,
        suffix=options.suffix,
        place=options.place,
        topics=tuple(options.topic),
        note=options.note,
    )


def _write(options: argparse.Namespace, found: "Passage") -> int:
    from builder.author.entries import NotWritableError, as_yaml
    from builder.author.files import ChangedError
    from builder.author.quoting import write

    record = f"sources/{options.source}.yaml"
    entry = as_yaml({found.id: found.fields}, 2).rstrip("\n")
    if options.dry_run:
        print(f"for {record}, nothing written:\n{entry}")
        return FINE
    try:
        write(options.project.resolve(), options.source, found)
    except NotWritableError as error:
        print(f"briefings quote: {record} is left as it was: {error}; add by hand\n{entry}", file=sys.stderr)
        return PROBLEMS
    except (ChangedError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        print(f"briefings quote: {record} is left as it was: {reason}", file=sys.stderr)
        return PROBLEMS
    print(f"{record}: added, from line {found.line} of the text\n{entry}")
    print(f"cite it as [@{options.source}/{found.id}]")
    return FINE
