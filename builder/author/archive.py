"""What `sources/` gets of an article: its text, and a record that says what is known of it. Nothing is written here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from builder.author.furniture import is_furniture
from builder.author.given import Given, Refusal
from builder.author.naming import in_words, source_id
from builder.author.pages import NoArticleError, is_page, read_page
from builder.author.proposals import Proposals, proposals
from builder.author.records import RecordParts, cleaned, left_blank, record
from builder.author.shelf import Shelf
from builder.diagnostics import Diagnostic, Location, shown
from builder.model.ids import ID, ID_HINT, slug
from builder.read.files import decode
from builder.read.schema import SourceShape
from builder.read.validation import validate
from builder.read.yaml import Entry, Scalar, Table

OTHERS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a compressed file",
}
"""What some files begin with that are neither text nor a page."""
HEADLINE_MOST = 150
ENDS = (".", ":", ";", ",", "…", "。", "،", "؛", "۔", "।")
"""What no headline ends with."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A source as it is to be written, and what its author should know of it."""

    id: str
    text: bytes
    record: str
    words: int
    known: Mapping[str, str]
    """What the record says, the seal included."""
    read: tuple[str, ...]
    """Fields of it that the article itself gave."""
    blank: tuple[str, ...]
    """Fields left to fill in."""
    proposals: Proposals
    title_made: bool
    """Whether the title is only the id in words."""
    title_line: bool
    """Whether the title is the first line of a text, which may be none."""
    lost: int
    """Control characters and the like that the record leaves out."""
    unread: int
    """Characters of a page that its encoding does not have."""


@dataclass(frozen=True, slots=True)
class _Draft:
    text: bytes
    known: Mapping[str, str]
    headline: str = ""
    """A line that may be the headline; not certain."""
    paged: bool = False
    """Whether it was read from a page."""


def check_wanted(id: str, wanted: Mapping[str, str], shelf: Shelf) -> None:
    """What the author states is fit for a record, and the id is free. `Refusal` otherwise."""
    if id and not ID.fullmatch(id):
        proposal = f"; `{fit}` would do" if (fit := slug(id)) else ""
        raise Refusal(f"--id: `{shown(id, 60)}` is not an id: {ID_HINT}{proposal}", usage=True)
    if id in shelf.taken:
        raise Refusal(f"the id `{id}` is taken by {shown(shelf.taken[id], 100)}", usage=True)
    for name, fault in _faults(wanted).items():
        raise Refusal(f"--{name}: {fault.message}; {fault.hint}", usage=True)


def filed(given: Given, id: str, wanted: Mapping[str, str], shelf: Shelf) -> Filed:
    """The source that an article makes. `Refusal` where it makes none."""
    draft = _drafted(given)
    if twin := _twin(draft.text, shelf):
        raise Refusal(f"these very bytes are archived already, as `{twin}`")
    found, lost = _cleaned(draft.known)
    known = {**found, **wanted}
    id = id or source_id(known, given.name, shelf.taken)
    title_made = not known.get("title")
    known |= {"title": known.get("title") or in_words(id), "sha256": hashlib.sha256(draft.text).hexdigest()}
    text = draft.text.decode("utf-8")
    noticed = proposals(text, shelf.sources, known)
    return Filed(
        id=id,
        text=draft.text,
        record=record(RecordParts(id, known, noticed, draft.headline, title_made, shelf.schema)),
        words=len(text.split()),
        known=known,
        read=tuple(name for name in found if name not in wanted),
        blank=tuple(left_blank(known)),
        proposals=noticed,
        title_made=title_made,
        title_line=bool(draft.headline) and "title" in found and "title" not in wanted,
        lost=lost,
        unread=text.count("\N{REPLACEMENT CHARACTER}") if draft.paged else 0,
    )


def _drafted(given: Given) -> _Draft:
    named = f"`{shown(given.name, 80)}`" if given.name else "what was given"
    if other := next((what for start, what in OTHERS.items() if given.data.startswith(start)), ""):
        raise Refusal(f"{named} is {other}: save its text, or the page as HTML, and add that")
    if b"multipart/related" in given.data[:2000].lower() and b"mime-version:" in given.data[:2000].lower():
        raise Refusal(f"{named} is an MHTML archive: save the page as HTML, and add that")
    return _from_page(given, named) if is_page(given.data, given.name) else _from_text(given, named)


def _from_page(given: Given, named: str) -> _Draft:
    try:
        article = read_page(given.data, given.address, given.encoding)
    except NoArticleError as error:
        raise Refusal(f"{(given.address and shown(given.address, 100)) or named}: {error}") from None
    names = ("title", "publisher", "author", "published", "language", "url", "headline")
    return _Draft(article.text.encode("utf-8"), {name: getattr(article, name) for name in names}, paged=True)


def _from_text(given: Given, named: str) -> _Draft:
    problems: list[Diagnostic] = []
    text = decode(given.data, shown(given.name, 80) or "-", problems.append)
    if text is None:
        raise Refusal(f"{problems[0].at}: {problems[0].message}; {problems[0].hint}")
    if not text.removeprefix("\ufeff").strip():
        raise Refusal(f"there is no text in {named}")
    headline = _headline(text.removeprefix("\ufeff"))
    return _Draft(given.data, {"title": headline.lstrip("# "), "url": given.address}, headline)


def _headline(text: str) -> str:
    """The first line that is not blank, if it looks like a headline and more follows; else nothing."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = " ".join(lines[0].split())
    short = 3 < len(first) <= HEADLINE_MOST and len(lines) > 1
    return first if short and not first.endswith(ENDS) and not is_furniture(first) and "://" not in first else ""


def _twin(text: bytes, shelf: Shelf) -> str:
    digest = hashlib.sha256(text).hexdigest()
    return next((id for id, source in shelf.sources.items() if source.digest == digest), "")


def _cleaned(known: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """What an article gave, as far as a record takes it; and how many characters it does not."""
    pairs = {name: cleaned(value) for name, value in known.items()}
    found = {name: value for name, (value, _) in pairs.items() if value}
    faults = _faults(found)
    return {name: value for name, value in found.items() if name not in faults}, pairs["title"][1]


def _faults(known: Mapping[str, str]) -> dict[str, Diagnostic]:
    """The fields whose value no record takes, each with the reader's own finding."""
    at = Location("")
    faults: dict[str, Diagnostic] = {}
    for name, value in known.items():
        problems: list[Diagnostic] = []
        validate(SourceShape, Table({name: Entry(at, Scalar(value, at))}, at), problems.append)
        if problems:
            faults[name] = problems[0]
    return faults
