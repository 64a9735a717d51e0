"""What a project has archived already, and how one more source is put beside it: whole, and over nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.author.files import create_together
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
    """The text and its record, both or neither. `Refusal` where either is there already."""
    made = not folder.exists()
    files = {f"{id}.txt": text, f"{id}.yaml": record.encode("utf-8")}
    try:
        create_together(folder, files)
    except FileExistsError as error:
        message = (
            f"sources/{_named(error, files)} is there already" if folder.is_dir() else f"{folder.name} is not a folder"
        )
        raise Refusal(message, usage=True) from None
    except OSError as error:
        raise Refusal(f"sources/{_named(error, files)} could not be written: {error.strerror or error}") from None
    finally:
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _named(error: OSError, files: Mapping[str, bytes]) -> str:
    """The file that an error is about."""
    names = (Path(str(each)).name for each in (error.filename2, error.filename) if each)
    return next((name for name in names if name in files), next(iter(files)))
