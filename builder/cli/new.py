"""`briefings new`: a small project to begin with."""

import argparse
import shlex
import sys
from pathlib import Path

from builder.cli.project import near
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import shown

NAMED = 3
"""So many of the files that are in the way are named."""
MADE = """\
{folder} now holds a small site, an invented example to be replaced:
  mkdocs.yml    the site's name and settings
  sources/      two articles, sealed, each with its record
  briefings/    a front page, a briefing with a comparison, a background page,
                and the register of people
  .schemas/     what editors complete the YAML files from; .vscode/ binds them
  .github/      a workflow that checks the site and publishes it on GitHub Pages
  README.md     what to do next
Type next:"""


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "new",
        "write a small working project to begin with",
        run,
        examples=("briefings new harbour", 'briefings new harbour --name "Harbour briefings"', "briefings new ."),
    )
    parser.add_argument("folder", metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument("--name", help="the site's name; `An invented example` unless given")


def run(options: argparse.Namespace) -> int:
    if not options.folder.strip():
        options.command.error("DIR is blank; name a new folder")
    if options.name is not None and not options.name.strip():
        options.command.error("--name is blank; leave it out, or name the site")
    from builder.author.folders import NotEmptyError, create_folder
    from builder.author.starting import SITE_NAME, starter

    folder = Path(options.folder)
    name = shown(str(folder), 60) if folder != Path() else "this folder"
    try:
        create_folder(folder, starter(options.name or SITE_NAME).items())
    except NotEmptyError as full:
        print(f"briefings: {name} is not empty: it has {_listed(full.names)}", file=sys.stderr)
        return USAGE
    except (FileExistsError, NotADirectoryError):
        print(f"briefings: {name} cannot be a folder: a file is in the way", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"briefings: {name} cannot be written: {error.strerror or error}", file=sys.stderr)
        return PROBLEMS
    print("\n".join([MADE.format(folder=name), *(f"  {each}" for each in _next(near(folder)))]))
    return FINE


def _listed(names: list[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - NAMED
    some = [shown(name, 30) for name in names[:NAMED]] + ([f"{more} more"] if more > 0 else [])
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)


def _next(folder: Path) -> tuple[str, str, str]:
    """What an author types now, from where they stand."""
    if folder == Path():
        return "briefings check", "briefings serve", "briefings build --strict"
    path = f"./{folder}" if str(folder).startswith("-") else str(folder)
    return f"cd {shown(shlex.quote(path), 1000)}", "briefings check", "briefings serve"
