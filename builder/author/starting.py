"""The project that an author begins with: an invented example, whole and checked; no file of it is written here."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from builder.author.scalars import quoted
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
    name = quoted(normalised(" ".join(site_name.split())))
    configuration = found.pop("mkdocs.yml").replace(PLACEHOLDER, name.encode(), 1)
    return {**dict(sorted(found.items())), "mkdocs.yml": configuration}


def _requirement() -> str:
    """This very program, as installers know it; any version of it where its own is not known."""
    installed = installed_version()
    return f"{DISTRIBUTION}=={installed}" if installed else DISTRIBUTION


def _stored(folder: Traversable, at: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        name = each.name
        path = at + (f".{name.removeprefix(DOT)}" if name.startswith(DOT) else name)
        if each.is_dir():
            yield from _stored(each, f"{path}/")
        else:
            yield path, each.read_bytes()
