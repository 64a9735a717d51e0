"""The project that an author begins with: an invented example, whole and checked; no file of it is written here."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from builder.author.schemas import FOLDER, schema_files
from builder.model.characters import normalised
from builder.model.program import DISTRIBUTION, installed_version

SITE_NAME = "An invented example"
PLACEHOLDER, REQUIREMENT = b"SITE_NAME", b"REQUIREMENT"
WORKFLOW = ".github/workflows/site.yml"
DOT = "dot-"
"""Begins the stored name of a file whose own begins with a dot, so that no tool takes the example for ours."""


def starter(site_name: str = SITE_NAME) -> dict[str, bytes]:
    """Every file of the project by its path, `mkdocs.yml` last: without it there is no project."""
    found = dict(_stored(files("builder.author") / "starter", ""))
    found |= {f"{FOLDER}/{name}": data for name, data in schema_files().items()}
    found[WORKFLOW] = found[WORKFLOW].replace(REQUIREMENT, _requirement().encode(), 1)
    configuration = found.pop("mkdocs.yml").replace(PLACEHOLDER, scalar(site_name).encode(), 1)
    return {**dict(sorted(found.items())), "mkdocs.yml": configuration}


def scalar(text: str) -> str:
    """Text as YAML's double-quoted scalar in one line, where nothing in it means anything else."""
    line = normalised(" ".join(text.split()))
    return "".join(_escaped(char) for char in json.dumps(line, ensure_ascii=False))


def _requirement() -> str:
    """This very program, as installers know it; any version of it where its own is not known."""
    installed = installed_version()
    return f"{DISTRIBUTION}=={installed}" if installed else DISTRIBUTION


def _escaped(char: str) -> str:
    if char.isprintable() and char != "\ufeff":
        return char
    if "\ud800" <= char <= "\udfff":  # a byte that was no text
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\U{ord(char):08x}"


def _stored(folder: Traversable, at: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        name = each.name
        path = at + (f".{name.removeprefix(DOT)}" if name.startswith(DOT) else name)
        if each.is_dir():
            yield from _stored(each, f"{path}/")
        else:
            yield path, each.read_bytes()
