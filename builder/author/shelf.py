"""What a project has archived already, and how one more source is put beside it: whole, and over nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.author.files import create
from builder.author.given import Refusal
from builder.author.records import SCHEMA
from builder.model.written import Source
from builder.read.files import find_files, leads_out
from builder.read.registers import read_organizations, read_people
from builder.read.sources import read_sources
from builder.settings import Settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources that there are, and every id that is taken, each with what has it."""

    sources: Mapping[str, Source]
    taken: Mapping[str, str]
    schema: bool
    """Whether the project keeps the schema of records."""


def read_shelf(settings: Settings) -> Shelf:
    """Read from disk; what is wrong with the project's files is for its check to tell.

    `Refusal` where a new source would be written outside the project.
    """
    root = settings.project
    if leads_out(settings.sources, root):
        raise Refusal("sources is a link that leads out of the project; put the folder itself there")
    sources, _ = read_sources(settings.sources, root, lambda _: None)
    taken = {path.stem: f"briefings/{path.relative_to(settings.briefings).as_posix()}" for path in _pages(settings)}
    for name, register in (("people", read_people), ("organizations", read_organizations)):
        path = settings.briefings / f"{name}.yaml"
        taken |= dict.fromkeys(register(path, root, lambda _: None, lambda _: None), f"briefings/{name}.yaml")
    for path in sorted(settings.sources.glob("*")) if settings.sources.is_dir() else []:
        if path.suffix in (".txt", ".yaml"):
            taken[path.stem] = f"sources/{path.name}"
    return Shelf(sources, taken, (root / SCHEMA).is_file())


def _pages(settings: Settings) -> list[Path]:
    found = find_files(settings.briefings, settings.project, lambda _: None)
    return [path for path in found if path.suffix == ".md"]


def put(folder: Path, id: str, text: bytes, record: str) -> None:
    """The text, then its record; without the record, the text goes again. `Refusal` where either is there already."""
    made = not folder.exists()
    archived = folder / f"{id}.txt"
    try:
        _create(archived, text)
        try:
            _create(folder / f"{id}.yaml", record.encode("utf-8"))
        except BaseException:  # an interrupt too: a text without a record is half a source
            archived.unlink(missing_ok=True)
            raise
    except BaseException:
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise


def _create(path: Path, data: bytes) -> None:
    try:
        create(path, data)
    except FileExistsError:
        message = f"sources/{path.name} is there already" if path.exists() else f"{path.parent.name} is not a folder"
        raise Refusal(message, usage=True) from None
    except OSError as error:
        raise Refusal(f"sources/{path.name} could not be written: {error.strerror or error}") from None
