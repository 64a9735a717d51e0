"""Checks of the pages as a site: addresses, links to files, navigation."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.addresses import fault
from builder.model.names import unportable
from builder.model.resolved import Graph, Page
from builder.model.written import Destination, Manuscript, Status
from builder.settings import Settings

PUBLISHED_KINDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".csv", ".mp3", ".mp4", ".txt")
"""Files beside the pages that a page may show or offer; nothing else leaves the folder."""


def check_pages(graph: Graph, pages: list[Page], settings: Settings, report: Report) -> None:
    """Links and navigation, once every page is known."""
    check_destinations(graph, pages, report)
    check_nav(pages, settings, report)


def address(path: str) -> str:
    """Where the hosts put a page: `a.md` and `a/index.md` are both `a/`."""
    stem = path.removesuffix(".md")
    folder = stem if stem == "index" else stem.removesuffix("/index")
    return ("" if folder == "index" else f"{folder}/") if path.endswith(".md") else path


def check_addresses(pages: Iterable[Page], report: Report) -> None:
    """No two pages share an address, on file systems that fold case or compose letters neither.

    What stands as a file in the place of another's folder is one of two as well.
    """
    keys = {page.path: _folded(address(page.path)) for page in pages}
    folders = {folder: page for page in pages for folder in _folders(keys[page.path])}
    parts = {part for key in keys.values() for part in key.split("/")}
    unfit = {part: reason for part in parts if (reason := unportable(part))}
    seen: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: (bool(page.written), page.path)):
        key = keys[page.path]
        reason = next((unfit[part] for part in key.split("/") if part in unfit), "") if unfit else ""
        if reason:
            message = f"no file can be called `{shown(page.path, 80)}` everywhere: {reason}"
            report(
                Diagnostic(
                    Location(page.written or page.path), "unportable-name", message, "give it another id or name"
                )
            )
        other = seen.get(key) or (None if page.path.endswith(".md") else folders.get(f"{key}/"))
        if other:
            told = other.written or "a page that every site has"
            message = f"this page would have the address `/{shown(key, 200)}` of {told}"
            at = Location(page.written or other.written or page.path)
            report(Diagnostic(at, "path-collision", message, "give one of the two another name"))
        seen.setdefault(key, page)


def _folders(place: str) -> Iterator[str]:
    """The folders that a page or a file needs, each with a slash at its end."""
    at = place.find("/")
    while at >= 0:
        yield place[: at + 1]
        at = place.find("/", at + 1)


def _folded(path: str) -> str:
    """Equal for paths that are one on systems that ignore case, or how letters are composed."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _target(page: Manuscript, destination: Destination) -> str:
    """The path that a relative link leads to, from the pages' folder; empty for other links."""
    try:
        href = urlsplit(destination.href)
    except ValueError:  # no address at all: the host shows it as typed
        return ""
    if href.scheme or href.netloc or not href.path or href.path.startswith("/") or fault(destination.href):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(href.path)))


def check_destinations(graph: Graph, pages: list[Page], report: Report) -> None:
    """Relative links of the author's own lead to a page or to a file that may be published."""
    known = {page.path for page in pages}
    files = {path for path in graph.project.stray if path.lower().endswith(PUBLISHED_KINDS)}
    drafts = {page.path for page in graph.project.manuscripts if page.status is Status.DRAFT}
    for page in graph.project.manuscripts:
        check_safety(page, report)
        for destination in page.destinations:
            path = _target(page, destination)
            if not path or path in known or path in files or _is_address(path, known, page):
                continue
            if path in drafts:
                if page.status is Status.PUBLISHED:
                    message = f"`{shown(destination.href, 60)}` is a draft, and this page is published"
                    report(Diagnostic(destination.at, "draft-link", message, "leave this out until it is published"))
                continue
            hint = _page_at(path, known) or did_you_mean(path, known) or FILES_HINT
            message = f"`{shown(destination.href, 60)}` leads to no page or file of the site"
            report(Diagnostic(destination.at, "broken-link", message, hint))


def check_safety(page: Manuscript, report: Report) -> None:
    """What a page links to, in Markdown and in HTML, is within the site, or plain http or https."""
    told: set[Location] = set()
    for each in (*page.destinations, *page.addresses):
        said = fault(each.href)
        if said and each.at not in told:
            told.add(each.at)
            message = f"`{shown(each.href, 60)}` is not an address to link to: {said}"
            report(Diagnostic(each.at, "unsafe-url", message, SAFE_HINT))


SAFE_HINT = "give an http or https address without user name and password, or the path of a page or file"
FILES_HINT = "link to a page as `path/to/page.md`, from this file's folder"


def _is_address(path: str, known: set[str], page: Manuscript) -> bool:
    """Whether a link by address (`people/`) leads somewhere: only an index stands where its file does."""
    return page.path.endswith("index.md") and bool(_page_at(path, known))


def _page_at(path: str, known: set[str]) -> str:
    """The hint that names the file of a page that is linked to by its address; empty where there is none."""
    found = next((each for each in (f"{path}.md", f"{path}/index.md") if each in known), "")
    return f"link to its file: `{found}` from the pages' folder" if found else ""


def linked_files(graph: Graph) -> Iterator[str]:
    """Files beside the pages that published pages link to, and that may be published."""
    stray = set(graph.project.stray)
    for page in graph.published:
        for destination in page.destinations:
            path = _target(page, destination)
            if path in stray and path.lower().endswith(PUBLISHED_KINDS):
                yield path


def check_nav(pages: list[Page], settings: Settings, report: Report) -> None:
    """The author's own navigation names pages that there are."""
    known = {page.path for page in pages}
    for path, at in settings.nav:
        if path not in known:
            hint = did_you_mean(path, known) or "paths in `nav` count from the pages' folder"
            report(Diagnostic(at, "unknown-nav", f"the navigation names `{shown(path, 60)}`, which is no page", hint))
