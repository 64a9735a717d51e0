"""The finished site held against what was meant: whatever is in it without a reason, or is not and should be."""

import hashlib
import html
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from sys import intern

from builder.diagnostics import Diagnostic, Location, did_you_mean, shown
from builder.model.resolved import Page, Site
from builder.settings import Settings
from builder.walking import walked

NAME_MOST = 200
"""Characters of a file's name in a message."""
WILD = frozenset("*?[")
NOTE = re.compile(rb'<li[^>]*\sid="fn:([^"]{1,140})"')
"""A footnote of a finished page, and its label."""
PAGE = ".html"


class Kind(StrEnum):
    """Why a file is in the site."""

    PAGE = "page"
    """A host laid it out from a page of ours."""
    FILE = "file"
    """It is a file of ours, byte for byte."""
    THEME = "theme"
    """It is a file of the installed theme, byte for byte."""
    HOST = "host"
    """The host makes it of the pages: the index of its search, its map of the site."""
    ALLOWED = "allowed"
    """The author's settings name it."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the finished site."""

    path: str
    """From the site's folder, with forward slashes."""
    kind: Kind
    sha256: str
    size: int
    """Bytes."""
    page: str = ""
    """The path of the page or file of ours that it was made from; empty where it is none of ours."""
    notes: tuple[str, ...] = ()
    """The labels of its footnotes, sorted, if it is a page."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a file from its bytes."""

    sha256: str
    size: int
    notes: tuple[str, ...] = ()
    """The labels of its footnotes, sorted."""


Known = Callable[[str, os.stat_result], Content | None]
"""What is known of a file of a finished site that was meant, and need not be read again; none of any other."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a host adds to our pages."""

    themes: tuple[tuple[str, Path], ...]
    """Folders with the theme's own files, each with where in the site they go: empty, or a path with a slash."""
    own: frozenset[str]
    """Paths of what it makes of the pages; it may leave them out."""
    needed: frozenset[str] = frozenset()
    """Those of them without which the site is not whole."""
    custom: Path | None = None
    """The author's own folder of templates, from which it takes other files too."""
    made: Mapping[str, str] = field(default_factory=dict)
    """Files that we made of the finished pages, all needed: their paths, and the SHA-256 of each."""
    joined: frozenset[str] = frozenset()
    """Paths of files of ours that may be missing, since such a file has what they say."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """By path of a file of ours that is known as it is drawn: its SHA-256."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file that the site may hold, and what is wrong with the rest."""

    outputs: tuple[Output, ...]
    """By path."""
    problems: tuple[Diagnostic, ...]
    """By place; all of them are errors."""


def hold(folder: Path, site: Site, settings: Settings, layout: Layout, known: Known | None = None) -> Manifest:
    """The files of a finished site in `folder`, each with its reason; what has none, or is missing, is a problem.

    Every file is read, but those that are `known`.
    """
    meant = {settings.addresses.file(page.path): page for page in site.pages}
    there = dict(found(folder))
    outputs: dict[str, Output] = {}
    problems = []
    for path, strange in there.items():
        content = known(path, os.lstat(f"{folder}/{path}")) if known and not strange else None
        output = None
        if not strange:
            held = content or _read(folder, path)
            output = _output(path, held, meant, settings, layout, sure=content is not None)
        if output:
            outputs[path] = output
        else:
            problems.append(_unmeant(path, strange, meant, settings, layout))
    problems += [*_missing(outputs, there, meant, settings, layout), *_absent(there, settings)]
    return Manifest(tuple(outputs.values()), tuple(sorted(problems, key=lambda each: (each.at, each.message))))


def found(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything in a folder by its path, sorted, and what it is where it is no plain file."""
    listed: dict[str, str] = {}
    folders, full = set(), set()
    for path, entry in walked(folder):
        full.add(path[: path.rstrip("/").rfind("/") + 1])
        if path.endswith("/"):
            folders.add(path)
        elif entry.is_file(follow_symlinks=False):
            listed[path] = ""
        else:
            listed[path] = "a link" if entry.is_symlink() else "no file"
    listed |= dict.fromkeys(folders - full, "an empty folder")
    yield from ((path, listed[path]) for path in sorted(listed))


def allows(entry: str, path: str) -> bool:
    """Whether an entry of `also_publish` is about a path: a name, a shell pattern, or a folder with its slash.

    A wildcard stands for no slash, and neither it nor a folder for a name that begins with a dot.
    """
    parts, names = entry.rstrip("/").split("/"), path.split("/")
    within = entry.endswith("/")
    if len(names) < len(parts) + within or (len(names) > len(parts) and not within):
        return False
    fits = all(
        part == name or (fnmatchcase(name, part) and (part.startswith(".") or not name.startswith(".")))
        for part, name in zip(parts, names, strict=False)
    )
    return fits and not any(name.startswith(".") for name in names[len(parts) :])


def _read(folder: Path, path: str) -> Content:
    with (folder / path).open("rb") as file:
        if not path.endswith(PAGE):
            return Content(hashlib.file_digest(file, "sha256").hexdigest(), file.tell())
        data = file.read()
    notes = (intern(html.unescape(label.decode("utf-8", "replace"))) for label in {*NOTE.findall(data)})
    return Content(hashlib.sha256(data).hexdigest(), len(data), tuple(sorted(notes)))


def _output(
    path: str, content: Content, meant: Mapping[str, Page], settings: Settings, layout: Layout, *, sure: bool
) -> Output | None:
    """A file with its reason, none where it has none; `sure` where it is known to be what was meant."""
    digest, size = content.sha256, content.size
    page = meant.get(path)
    if page and page.path != path:
        return Output(path, Kind.PAGE, digest, size, page.path, content.notes)
    if page and (sure or digest == (layout.drawn.get(page.path) or _digest(page))):
        return Output(path, Kind.FILE, digest, size, page.path)
    kind = None
    if page is None and _is_theirs(path, digest, layout):
        kind = Kind.THEME
    elif page is None and (path in layout.own or layout.made.get(path) == digest):
        kind = Kind.HOST
    elif any(allows(entry, path) for entry, _ in settings.also_publish):
        kind = Kind.ALLOWED
    return Output(path, kind, digest, size) if kind else None


def _digest(page: Page) -> str:
    text = page.take()
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return hashlib.sha256(data).hexdigest()


def _is_theirs(path: str, digest: str, layout: Layout) -> bool:
    """Whether a file is the theme's, byte for byte."""
    for prefix, folder in layout.themes:
        theirs = _there(path, prefix, folder)
        if path.startswith(prefix) and theirs.is_file():
            with theirs.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                    return True
    return False


def _there(path: str, prefix: str, folder: Path) -> Path:
    """A path of the site in a folder whose files go below `prefix`."""
    return folder / path.removeprefix(prefix)


def _unmeant(path: str, strange: str, meant: Mapping[str, Page], settings: Settings, layout: Layout) -> Diagnostic:
    name = shown(path, NAME_MOST)
    at = Location(settings.configuration)
    if strange:
        hint = "take out the plugin, hook or folder that it comes from; a site has plain files only"
        return Diagnostic(at, "unmeant-file", f"`{name}` is in the finished site, and is {strange}", hint)
    if path in meant or path in layout.made:
        message = f"`{name}` is in the finished site with other bytes than it was compiled to"
    elif any(_there(path, prefix, folder).is_file() for prefix, folder in layout.themes if path.startswith(prefix)):
        message = f"`{name}` is in the finished site with other bytes than the theme's"
    else:
        message = f"`{name}` is in the finished site, and neither a page nor the theme has it"
    where = "the plugin, hook or folder that it comes from"
    if layout.custom and (layout.custom / path).is_file():
        where = f"`{shown(layout.custom.name, NAME_MOST)}/{name}`, from which it comes"
    return Diagnostic(at, "unmeant-file", message, f"take out {where}, or list `{name}` under `also_publish`")


def _missing(
    outputs: Mapping[str, Output],
    there: Container[str],
    meant: Mapping[str, Page],
    settings: Settings,
    layout: Layout,
) -> Iterator[Diagnostic]:
    """What was meant and is not there, or has nothing in it."""
    again = "build again; if it is still so, take out the plugin or hook that does it"
    for path in sorted({*meant.keys() - layout.joined, *layout.needed, *layout.made, *(outputs.keys() & layout.own)}):
        page, output = meant.get(path), outputs.get(path)
        at = Location(page.written if page and page.written else settings.configuration)
        if path not in there:
            yield Diagnostic(at, "missing-output", f"`{shown(path, NAME_MOST)}` is not in the finished site", again)
        elif output and output.kind is not Kind.FILE and not output.size:
            yield Diagnostic(at, "missing-output", f"`{shown(path, NAME_MOST)}` is empty in the finished site", again)


def _absent(there: Iterable[str], settings: Settings) -> Iterator[Diagnostic]:
    """Names that are to be published and are not there; a pattern or a folder may meet nothing."""
    paths = {*there}
    for entry, at in settings.also_publish:
        if WILD & {*entry} or entry.endswith("/") or entry in paths:
            continue
        folder = any(path.startswith(f"{entry}/") for path in paths)
        hint = (
            f"a folder is written with a slash: `{shown(entry, NAME_MOST)}/`" if folder else did_you_mean(entry, paths)
        )
        message = f"`{shown(entry, NAME_MOST)}` is to be published, and is not in the finished site"
        yield Diagnostic(at, "missing-output", message, hint or "put it where the host takes it from, or take this out")
