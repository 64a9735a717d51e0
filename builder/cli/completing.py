"""What may stand at a place of the command line: asked by a shell at each press of its key, so it reads little."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.rules import RULES

Completer = Callable[..., list[str]]
REGISTERS = ("people", "organizations")


def complete(parser: argparse.ArgumentParser) -> None:
    """Answers the shell and ends the process; returns where no shell asked."""
    import argcomplete

    commands = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    for command in commands.choices.values():
        for action in command._actions:
            if action.dest in COMPLETERS:
                action.completer = COMPLETERS[action.dest]
    argcomplete.autocomplete(parser)


def source_ids(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
    return _starting(prefix, (path.stem for path in (_project(parsed_args) / "sources").glob("*.yaml")))


def passages(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
    """Sources, and once one is named its quotes."""
    source, slash, _quote = prefix.partition("/")
    if not slash:
        return source_ids(prefix, parsed_args)
    record = _project(parsed_args) / "sources" / f"{source}.yaml"
    return _starting(prefix, (f"{source}/{id}" for id in _ids(record, "quotes")))


def page_and_source_ids(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
    pages = (_project(parsed_args) / "briefings").rglob("*.md")
    return sorted({*source_ids(prefix, parsed_args), *_starting(prefix, (path.stem for path in pages))})


def speakers(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
    folder = _project(parsed_args) / "briefings"
    return _starting(prefix, (id for register in REGISTERS for id in _ids(folder / f"{register}.yaml")))


def rules(prefix: str, **_: object) -> list[str]:
    return _starting(prefix, RULES)


COMPLETERS: dict[str, Completer] = {
    "source": source_ids,
    "subject": passages,
    "ids": page_and_source_ids,
    "speaker": speakers,
    "rules": rules,
    "only": rules,
}
"""By what the parser calls the argument."""


def _project(parsed_args: argparse.Namespace) -> Path:
    return Path(getattr(parsed_args, "project", None) or ".")


def _starting(prefix: str, words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word.startswith(prefix)})


def _ids(path: Path, field: str = "") -> list[str]:
    """The ids that a file maps, or one of its fields does; none where it cannot be read."""
    from builder.author.entries import ids

    try:
        return ids(path.read_text("utf-8"), field)
    except (OSError, ValueError):
        return []
