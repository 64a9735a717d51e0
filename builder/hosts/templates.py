"""An author's own folder of templates: what stands in it, by a digest, and how far it sees."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateError, nodes

from builder.hosts.looking import Looking
from builder.hosts.shells import LIVE
from builder.hosts.sight import Kind, Sight, joined
from builder.marks import Mark, mark
from builder.settings import Settings

BYSTANDERS = frozenset(
    (
        *(".avif", ".css", ".eot", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".map", ".mjs", ".mp4", ".otf"),
        *(".pdf", ".png", ".scss", ".ttf", ".wasm", ".webm", ".webmanifest", ".webp", ".woff", ".woff2"),
    )
)
"""Endings of what goes into the site as it is, and is a template only where another one names it."""
ALONE = ("404.html", "sitemap.xml")
"""What the host makes in any case, of all pages."""
LANGUAGES = "partials/language"
MARKS = (b"{{", b"{%", b"{#")


@dataclass(frozen=True, slots=True)
class Templates:
    """What is known of the templates of a site besides the theme's."""

    digest: str = ""
    """Of all that may be read for a page; empty where there are none."""
    sight: Sight = Sight.PARTS
    dated: bool = False
    """Whether they look at the day of the build."""
    beside: Sight = Sight.PARTS
    """How far those see, if any do further, of which the host makes pages that are none of ours."""

    @property
    def are_known(self) -> bool:
        """Whether what they make is the same each time."""
        return self.sight < Sight.ANYTHING

    @property
    def see_one_page(self) -> bool:
        """Whether a page that is as it was is the same with them, if titles and addresses in the navigation are."""
        return self.sight <= Sight.PAGE

    @property
    def need_one_page(self) -> bool:
        """Whether all that they are put around can be made without the other pages."""
        return max(self.sight, self.beside) <= Sight.PAGE

    @property
    def print_parts(self) -> bool:
        """Whether pages of one kind differ only in parts that are put in."""
        return self.sight is Sight.PARTS


NONE = Templates()
"""Of a site that has no others."""


def templates_of(settings: Settings) -> Templates:
    """Those of a project; what cannot be read may be anything."""
    if not settings.templates:
        return NONE
    try:
        return templates_in(settings.project / settings.templates)
    except OSError:
        return Templates("", Sight.ANYTHING)


def templates_in(folder: Path) -> Templates:
    """Those in an author's folder; raises `OSError` where something in it cannot be read."""
    texts = {path: place.read_bytes() for path, place in sorted(_files(folder))}
    parsed = {path: tree for path, data in texts.items() if (tree := _parsed(data))}
    reached = _reached(texts, parsed)
    sight, dated = _seen({path: tree for path, tree in parsed.items() if path in reached})
    beside, _ = _seen({path: tree for path, tree in parsed.items() if path in {*reached, *ALONE}})
    digest = hashlib.sha256()
    for path in sorted(reached | {path for path in texts if path in ALONE}):
        for part in (path.encode("utf-8", "surrogateescape"), texts[path]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return Templates(digest.hexdigest(), sight, dated, beside)


Marks = frozenset[tuple[str, Mark]]
"""Of files, by their paths."""


def marks_of(settings: Settings) -> Marks:
    """All files in a project's folder of templates, by which it is seen that one of them is another; empty without."""
    folder = settings.project / settings.templates
    if not settings.templates:
        return frozenset()
    return frozenset((path, mark(place.stat())) for path, place in _files(folder))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in it, by their paths from it; those that links lead to are as if they stood there."""
    for above, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if not _comes_again(folder, Path(above, name)))
        for name in names:
            place = Path(above, name)
            if place.is_file():
                yield place.relative_to(folder).as_posix(), place


def _comes_again(folder: Path, place: Path) -> bool:
    """Whether a link leads, for the third time on the way to it, to the same folder: it would without an end."""
    if not place.is_symlink():
        return False
    to, above = place.resolve(), [*place.parents][: len(place.relative_to(folder).parts)]
    return sum(each.resolve() == to for each in above) > 1


def _parsed(data: bytes) -> nodes.Template | None:
    """None where it is no template that can be rendered."""
    try:
        text = data.decode("utf-8")
        if not any(mark in data for mark in MARKS):
            return nodes.Template([])
        return Environment(extensions=["jinja2.ext.i18n"]).parse(text)  # noqa: S701  # nothing is rendered
    except (UnicodeDecodeError, TemplateError, RecursionError):
        return None


def _reached(texts: Iterable[str], parsed: Mapping[str, nodes.Template]) -> set[str]:
    """The files that may become a part of a page."""
    waiting = [path for path in texts if PurePosixPath(path).suffix not in BYSTANDERS and path not in ALONE]
    reached: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        if path in parsed:
            looking = Looking({})
            looking.look(parsed[path])
            for name in looking.references:
                waiting += [each for each in texts if _is_meant(each, name)]
    return reached


def _is_meant(path: str, name: str | None) -> bool:
    if name is None:
        return True
    return path.startswith(name[:-1]) if name.endswith("*") else path == name


def _seen(parsed: Mapping[str, nodes.Template]) -> tuple[Sight, bool]:
    """How far they see together: a name means the same in all of them, whatever it is in any."""
    words = Kind.TEXT if any(path.startswith(LANGUAGES) for path in parsed) else Kind.DATA
    known = dict.fromkeys(_bound(parsed.values()), Kind.NOTHING)
    while True:
        sight, dated, learned = Sight.PARTS, False, dict(known)
        for path, tree in parsed.items():
            looking = Looking(known, words=words, strict=path in LIVE)
            looking.look(tree)
            inside = path in LIVE and looking.sight <= Sight.PAGE  # it is rendered for each page, within what is not
            sight = max(sight, Sight.PARTS if inside else looking.sight)
            dated = dated or looking.dated
            for name, kind in looking.learned.items():
                learned[name] = joined([learned[name], kind])
        if learned == known:
            return sight, dated
        known = learned


def _bound(parsed: Iterable[nodes.Template]) -> Iterator[str]:
    """The names that they give to something."""
    for tree in parsed:
        looking = Looking({})
        looking.look(tree)
        yield from looking.learned
