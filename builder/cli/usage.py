"""How a command is called: its help with examples; and words that it does not know, answered in one line."""

import argparse
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from builder.diagnostics import did_you_mean, shown

CHOICE = re.compile(r"argument (\S+): invalid choice: (.+?) \(choose from (.*)\)", re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
REQUIRED = "the following arguments are required: "


FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the whole usage above it."""

    def error(self, message: str) -> NoReturn:
        choice = CHOICE.fullmatch(message)
        self.exit(2, f"{self.prog}: {_choice(*choice.groups()) if choice else _plainly(message, self.prog)}\n")


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]
else:
    Commands = object


def command(
    commands: Commands, name: str, help: str, run: Callable[[argparse.Namespace], int], *, examples: tuple[str, ...]
) -> Parser:
    """A command under its name, with its help in one line and examples of its use below the options."""
    parser = commands.add_parser(
        name,
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        epilog="\n".join(["examples:", *(f"  {each}" for each in examples)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run, command=parser)
    return parser


def unknown_words(words: list[str], command: argparse.ArgumentParser) -> str:
    """What a command was given beyond what it takes, and what it takes instead."""
    name = command.prog.rpartition(" ")[2]
    options = sorted({*OPTION.findall(command.format_help())})
    option = next((word.partition("=")[0] for word in words if word.startswith("-") and word.strip("-")), "")
    if option:
        hint = did_you_mean(option, options) or f"there are {', '.join(options)}"
        return f"briefings: {name} has no option `{shown(option, 40)}`; {hint}"
    if "--project" in options and "positional arguments:" not in command.format_help():
        return f"briefings: {name} takes no file; use --project FOLDER"
    return f"briefings: {name} does not take `{shown(words[-1], 40)}`; see {command.prog} --help"


def _choice(argument: str, given: str, listed: str) -> str:
    given = given.strip("'\"")
    choices = re.findall(r"[a-z][a-z-]*", listed)
    hint = did_you_mean(given, choices) or f"there are {', '.join(choices)}"
    if argument == "COMMAND":
        return f"there is no command `{shown(given, 40)}`; {hint}"
    return f"{argument} does not take `{shown(given, 40)}`; {hint}"


def _plainly(message: str, prog: str) -> str:
    if message.startswith(REQUIRED):
        return f"{message.removeprefix(REQUIRED)} is missing; see {prog} --help"
    return " ".join(message.removeprefix("argument ").split())
