"""`briefings add`: archive an article, from a file, standard input or the web."""

import argparse
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.progress import working
from builder.cli.project import add_project, configuration
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import shown

if TYPE_CHECKING:
    from builder.author.archive import Filed
    from builder.author.given import Given

STATED = {
    "title": "its title",
    "publisher": "the outlet",
    "published": "when it was published, as 2031-05-04, 2031-05 or another EDTF date",
    "archived": "the day you kept it, as 2031-05-06",
    "language": "its language, as en or pt-BR",
    "url": "the address of the live page",
}
"""What an author may state beside the article, and in place of what it says."""
WIDTH = 60


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "add",
        "archive an article in sources/; only with a URL does it ask another machine for anything",
        run,
        examples=(
            "briefings add saved-page.html",
            "briefings add report.txt --publisher 'Harbour Bugle' --published 2031-05-04",
            "briefings add https://example.org/ferry.html --archived 2031-05-06",
            "cat report.txt | briefings add - --id bugle-ferry",
        ),
    )
    parser.add_argument(
        "article", metavar="FILE|URL|-", help="a text, a saved page, an address, or `-` for what is piped in"
    )
    parser.add_argument("--id", help="the source's id; made of outlet and date or of the title unless given")
    for name, meaning in STATED.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), help=meaning)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    _refuse_blank(options)
    if configuration(options.project) is None:
        return USAGE
    from builder.author.archive import check_wanted, filed
    from builder.author.files import clear
    from builder.author.given import Refusal
    from builder.author.shelf import put, read_shelf
    from builder.read.configuration import read_settings

    settings = read_settings(options.project, lambda _: None)
    wanted = {name: value.strip() for name in STATED if (value := getattr(options, name)) is not None}
    try:
        with working("reading what is archived"):
            clear(settings.sources)
            shelf = read_shelf(settings)
        check_wanted(options.id or "", wanted, shelf)
        given = _given(options.article)
        with working("reading the article"):
            found = filed(given, options.id or "", wanted, shelf)
        put(settings.sources, found.id, found.text, found.record)
    except Refusal as refusal:
        print(f"briefings: {refusal}", file=sys.stderr)
        return USAGE if refusal.usage else PROBLEMS
    print("\n".join(report(found)))
    return FINE


def _refuse_blank(options: argparse.Namespace) -> None:
    """A word that is blank is wrong usage: what was meant was not given."""
    if not options.article.strip():
        options.command.error("FILE|URL|- is blank; name a file or an address")
    for name in ("id", *STATED):
        value = getattr(options, name)
        if value is not None and not value.strip():
            options.command.error(f"--{name} is blank; leave it out, or say {STATED.get(name, 'which id')}")


def _given(words: str) -> "Given":
    from builder.author.given import address_of, from_address, from_file, from_stream

    if words == "-":
        if sys.stdin and sys.stdin.isatty():
            print("briefings: paste the article, then end it with Ctrl+D", file=sys.stderr)
        return from_stream(sys.stdin.buffer if sys.stdin else None)
    if "://" in words:
        from urllib.parse import urlsplit

        address = address_of(words)
        print(f"briefings: asking {urlsplit(address).hostname} for the page", file=sys.stderr, flush=True)
        return from_address(address)
    return from_file(Path(words))


def report(found: "Filed") -> list[str]:
    """What was written, what was read, what is left, and what comes next."""
    lines = [
        f"archived as {found.id}",
        f"  sources/{found.id}.txt   {_count(found.words, 'word')}, {_count(len(found.text), 'byte')}",
        f"  sources/{found.id}.yaml  its record",
    ]
    if told := [name for name in found.read if name != "headline"]:
        lines += ["read from the article", *(f"  {name:9}  {shown(found.known[name], WIDTH)}" for name in told)]
    if found.blank:
        lines += ["left to fill in, as comments in the record", *_wrapped(found.blank)]
    if noticed := list(_noticed(found)):
        lines += ["to look at", *noticed]
    return [*lines, "next", f"  briefings suggest {found.id}", f'  briefings quote {found.id} "words of the article"']


def _noticed(found: "Filed") -> list[str]:
    """What only the author can judge, each in a sentence."""
    proposals, sentences = found.proposals, []
    if found.title_made:
        sentences.append("The article gives no title: `title` is made of the id. Write the article's own.")
    if found.title_line:
        sentences.append("`title` is the first line of the text: is it the article's headline?")
    if found.unread:
        sentences.append(f"{_count(found.unread, 'character')} of the text cannot be read in the page's encoding: �.")
    if found.lost:
        sentences.append(f"{_count(found.lost, 'control character')} left out of the record.")
    if proposals.furniture:
        first = shown(proposals.furniture[0], 30)
        lines = _count(len(proposals.furniture), "line")
        sentences.append(f"{lines} may be the page's frame, from “{first}”: proposed under `furniture`.")
    if proposals.repeats:
        proposed = ": proposed under `duplicates`" if proposals.duplicates else ""
        repeats = _count(proposals.repeats, "block", "repeats", "repeat")
        sentences.append(f"{repeats} earlier text{proposed}. Until that is declared, check warns of it.")
    if like := proposals.like:
        copied = "if one tells what the other reported, give both one `origin`; until then check may warn"
        sentences.append(f"{like.percent} of its words stand in `{like.source.id}`: {copied}.")
    return [line for sentence in sentences for line in _wrapped(sentence.split(" "), "")]


def _wrapped(words: Iterable[str], comma: str = ",") -> list[str]:
    """Words on lines that a terminal of 80 columns holds; a no-break space stays."""
    return textwrap.wrap(
        f"{comma} ".join(words), 78, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )


def _count(number: int, noun: str, one: str = "", many: str = "") -> str:
    return f"{number:,} {noun} {one}".rstrip() if number == 1 else f"{number:,} {noun}s {many}".rstrip()
