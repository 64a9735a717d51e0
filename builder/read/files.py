"""Read bytes from a project's folder: bounded, decoded, never from outside it."""

import os
from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.characters import code, unseen

KINDS = {".txt", ".yaml", ".md"}
"""How the names of files that are read end."""
MEBIBYTE = 2**20
YAML_LIMIT = 4 * MEBIBYTE
MARKDOWN_LIMIT = 4 * MEBIBYTE
TEXT_LIMIT = 16 * MEBIBYTE


def relative(path: Path, project: Path) -> str:
    """A path as authors see it, made printable: a file's name is untrusted text too."""
    name = path.relative_to(project).as_posix()
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def find_files(folder: Path, project: Path, report: Report) -> list[Path]:
    """Every regular file below `folder`, sorted; links that lead out and dot files aside."""
    found = []
    root = project.resolve()
    for path in sorted(_below(folder, project, report)):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        at = Location(relative(path, project))
        if not _is_text(path.name):
            message = "the name is not UTF-8, so no page can have it in its address"
            report(Diagnostic(at, "not-utf8", message, "give the file or folder another name"))
            continue
        if (hidden := next(unseen(path.name, spelling=False, pictures=False), -1)) >= 0:
            message = f"the name holds {code(path.name[hidden])}, which is not seen"
            report(Diagnostic(at, "invisible-character", message, "give the file or folder another name"))
            continue
        try:
            inside = path.resolve(strict=True).is_relative_to(root)
        except (OSError, RuntimeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is a link to itself"
            report(
                Diagnostic(at, "unreadable-file", f"the file cannot be read: {reason}", "remove it, or put a copy here")
            )
            continue
        if not inside:
            report(
                Diagnostic(at, "outside-project", "this link leads out of the project", "put a copy of the file here")
            )
        elif path.is_file():
            if all(_is_plain(part) for part in path.relative_to(folder).parts):
                found.append(path)
        elif path.suffix in KINDS and path.is_dir():
            message = f"this is a folder, and `{path.suffix}` names a file"
            report(Diagnostic(at, "stray-file", message, "rename the folder, or put the file in its place"))
    return found


def _below(folder: Path, project: Path, report: Report) -> Iterator[Path]:
    """Everything below a folder, links to folders not followed; what cannot be listed is reported."""

    def unreadable(error: OSError) -> None:
        at = Location(relative(Path(error.filename), project))
        message = f"the folder cannot be read: {error.strerror}"
        report(Diagnostic(at, "unreadable-file", message, "check its permissions"))

    for here, folders, names in os.walk(folder, onerror=unreadable) if os.path.lexists(folder) else ():
        yield from (Path(here, name) for name in (*folders, *names))


def _is_text(name: str) -> bool:
    """Whether a name's bytes were UTF-8: others reach Python as lone surrogates."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _is_plain(name: str) -> bool:
    return _is_text(name) and not any(True for _ in unseen(name, spelling=False, pictures=False))


def read_bytes(path: Path, project: Path, limit: int, report: Report) -> bytes | None:
    """A file's bytes, or none with a report: too large, or not to be read."""
    at = Location(relative(path, project))
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        report(Diagnostic(at, "unreadable-file", f"the file cannot be read: {error.strerror}", "check its permissions"))
        return None
    if len(data) > limit:
        report(
            Diagnostic(
                at, "file-too-large", f"the file is larger than {limit // MEBIBYTE} MiB", "split it or cut it down"
            )
        )
        return None
    return data


def decode(data: bytes, path: str, report: Report) -> str | None:
    """UTF-8 text without NUL, or none with a report at the first bad byte; a leading mark is dropped."""
    text: str | None = None
    try:
        text = data.decode("utf-8")
        bad = text.find("\0")
        problem = "a NUL character stands here" if bad >= 0 else ""
        before = text[:bad] if bad >= 0 else ""
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} of the file (0x{data[error.start]:02x}) is not UTF-8"
        before = data[: error.start].decode("utf-8")
    if not problem:
        return text
    at = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    report(Diagnostic(at, "not-utf8", problem, "save the file as UTF-8 text"))
    return None
