"""`briefings quote`: find a passage, and write its entry into the source's record."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.progress import working
from builder.cli.project import add_project, configuration
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.model.written import Kind

if TYPE_CHECKING:
    from builder.author.quoting import Asked, Passage


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
        "--kind", choices=[*Kind], help="whose words they are; seen from the quotation marks unless given"
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
    with working("reading the source"):
        from builder.author.given import Refusal
        from builder.author.quoting import PATH, UsageError, find
        from builder.cli.report import advice
        from builder.cli.terminal import terminal
        from builder.diagnostics import Diagnostic, visible
        from builder.read.configuration import read_settings

        settings = read_settings(options.project, lambda _: None)
    try:
        found = find(settings, options.source, _asked(options))
    except (UsageError, Refusal) as error:
        print(f"briefings quote: {error}", file=sys.stderr)
        return USAGE
    if isinstance(found, Diagnostic):
        place = "" if found.at.path == PATH else f"{found.at}: "
        head = visible(f"{place}{found.severity}[{found.rule}]: {found.message}")
        print("\n".join([head, *advice(found, terminal(sys.stderr))]), file=sys.stderr)
        return PROBLEMS
    if found.present:
        print(f"these words are marked already; nothing is written: cite them as [@{options.source}/{found.present}]")
        return FINE
    return _write(settings.sources / f"{options.source}.yaml", found, options)


def _asked(options: argparse.Namespace) -> "Asked":
    from builder.author.quoting import Asked

    words = _typed_in() if options.words == ["-"] else " ".join(options.words)
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


def _typed_in() -> str:
    from builder.author.given import from_stream

    return from_stream(sys.stdin.buffer if sys.stdin else None).data.decode("utf-8", "replace")


def _write(record: Path, found: "Passage", options: argparse.Namespace) -> int:
    from builder.author.entries import NotWritableError, NotWrittenError, as_yaml, put

    name = f"sources/{record.name}"
    entry = as_yaml({found.id: found.fields}, 2).rstrip("\n")
    if options.dry_run:
        print(f"for {name}, nothing written:\n{entry}")
        return FINE
    try:
        put(record, {found.id: found.fields})
    except NotWritableError as error:
        by_hand = "" if isinstance(error, NotWrittenError) else f"; add by hand\n{entry}"
        print(f"briefings quote: {name} is left as it was: {error}{by_hand}", file=sys.stderr)
        return PROBLEMS
    print(f"{name}: added, from line {found.line} of the text\n{entry}")
    print(f"cite it as [@{options.source}/{found.id}]")
    return FINE
