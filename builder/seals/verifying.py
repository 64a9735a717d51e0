"""Hold a finished site against its own bundle: files by their hashes, quotations by their words."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from builder.diagnostics import shown
from builder.model.written import Span, TextQuoteSelector
from builder.read.files import TEXT_LIMIT, decode
from builder.resolve.anchoring import locate
from builder.resolve.haystack import haystack
from builder.seals.pages import VERIFIED, Read, read, squeezed
from builder.seals.shape import NAME, SIGNATURE, VERSION, Evidence, File, Quote, SourceShape
from builder.walking import walked

MOST = 256 * 2**20
"""Bytes of a bundle, or of a page of which words are read; what is larger is only hashed."""
AROUND = 80
"""Characters beside a passage that are looked at, for where its words begin and end."""


class Kind(StrEnum):
    """What is wrong."""

    CHANGED = "changed"
    """A file has other bytes than when the site was sealed."""
    MISSING = "missing"
    ADDED = "added"
    """A file was not there when the site was sealed, or is none."""
    WORDS = "words"
    """A quotation's words do not stand where the bundle says."""
    SOURCE = "source"
    """An archived text is not the one that was quoted."""
    PASSAGE = "passage"
    """A quotation does not stand in the archived text at its place."""
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    path: str
    """From the site's folder; of an archived text, from the folder of these."""
    kind: Kind
    message: str


class Unreadable(Exception):
    """Why a bundle cannot be read, in a few words."""


def read_evidence(data: bytes) -> Evidence:
    """A bundle as it was written. `Unreadable` where it is none."""
    try:
        value = json.loads(data.decode("utf-8"))
        version = value.get("version") if isinstance(value, dict) else None
        if type(version) is not int:
            raise Unreadable("it states no version")
        if version > VERSION:
            raise Unreadable("it is of a later version than this program reads")
        evidence = Evidence.model_validate(value)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Unreadable("it is no JSON") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"])) or "the whole"
        raise Unreadable(f"{shown(where, 80)}: {shown(first['msg'], 120)}") from None
    except ValueError:  # a number of more digits than are read
        raise Unreadable("it is no JSON that can be read") from None
    for what in (evidence.files, evidence.quotes, evidence.sources):
        names = [each.path if isinstance(each, File) else each.id for each in what]
        if len(names) > len({*names}):
            raise Unreadable("it says two things of one")
    return evidence


def listed(site: Path) -> Mapping[str, str]:
    """By path, sorted: what each thing in a site is, where it is no plain file. Links are not followed."""
    there = {}
    for path, entry in walked(site):
        if not path.endswith("/"):
            plain = entry.is_file(follow_symlinks=False)
            there[path] = "" if plain else "is a link" if entry.is_symlink() else "is no file"
    return dict(sorted(there.items()))


def check_files(site: Path, files: Sequence[File]) -> Iterator[Finding]:
    """Every file that is not as it was, is not there, or was not there. Nothing outside the folder is opened."""
    sealed = {file.path: file for file in files}
    there = {path: strange for path, strange in listed(site).items() if path not in (NAME, SIGNATURE)}
    for path, strange in there.items():
        if path not in sealed:
            yield Finding(path, Kind.ADDED, strange or "was not there when the site was sealed")
        elif strange:
            yield Finding(path, Kind.CHANGED, strange)
        elif changed := _changed(site / path, sealed[path]):
            yield Finding(path, Kind.CHANGED, changed)
    for path in sorted(sealed.keys() - there.keys()):
        yield Finding(path, Kind.MISSING, "is not there")


def _changed(path: Path, sealed: File) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    if digest == sealed.sha256 and size == sealed.size:
        return ""
    return f"has {size} bytes instead of {sealed.size}" if size != sealed.size else "has other bytes"


def check_words(site: Path, evidence: Evidence) -> Iterator[Finding]:
    """Every quotation whose words do not stand in its footnotes or its article, or that is not in the bundle."""
    pages = _Pages(site, {file.path for file in evidence.files})
    publish = {source.id: source for source in evidence.sources}
    for quote in evidence.quotes:
        wanted = squeezed(quote.target.exact)
        for note in quote.notes:
            if not wanted or wanted not in pages.read(note.source).notes.get(note.selector.value, []):
                message = f"the words of `{quote.id}` are not in its footnote"
                yield Finding(note.source, Kind.WORDS, message)
        yield from _highlighted(quote, publish.get(quote.target.source), pages)
    yield from _claimed(evidence, pages)


def _claimed(evidence: Evidence, pages: "_Pages") -> Iterator[Finding]:
    """Every quotation that a page calls verified, as our pages say it, and the bundle does not."""
    verified = [quote for quote in evidence.quotes if quote.verdict == "verified"]
    noted = {(note.source, note.selector.value) for quote in verified for note in quote.notes}
    known = {squeezed(quote.target.exact) for quote in verified}
    for page in pages.claiming():
        for note, words in pages.read(page).claims:
            if (page, note) not in noted if note else squeezed(words) not in known:
                what = f"`{shown(note.removeprefix('fn:'), 140)}`" if note else f"“{shown(words, 60)}”"
                yield Finding(page, Kind.WORDS, f"{what} is called verified, and is not in the evidence")


def _highlighted(quote: Quote, source: SourceShape | None, pages: "_Pages") -> Iterator[Finding]:
    if source is None or (quote.verdict == "verified" and not (source.sha256 and quote.target.positions)):
        yield Finding(NAME, Kind.WORDS, f"`{quote.id}` is said to be verified, and nothing says in what")
    if not quote.highlight:
        return
    page, id = quote.highlight.source, quote.highlight.selector.value
    marked = pages.read(page)
    words = "".join(squeezed(each.refinedBy.exact if each.refinedBy else "") for each in quote.target.positions)
    if id not in marked.ids or marked.marks.get(id, "") != words or not words:
        yield Finding(page, Kind.WORDS, f"the words of `{quote.id}` are not marked in its article")


class _Pages:
    """The site's pages, each read once; of other files, and of what is not there, nothing."""

    def __init__(self, site: Path, paths: set[str]) -> None:
        self._there = {path for path, strange in listed(site).items() if not strange} & paths
        self._site = site
        self._read: dict[str, Read] = {}

    def claiming(self) -> Iterator[str]:
        """Pages on which something is called verified, by path."""
        for path in sorted(self._there):
            if path.endswith(".html") and VERIFIED.encode() in _bounded(self._site / path):
                yield path

    def read(self, path: str) -> Read:
        if path not in self._read:
            self._read[path] = read(_bounded(self._site / path)) if path in self._there else Read()
        return self._read[path]


def _bounded(path: Path, most: int = MOST) -> bytes:
    """A file's bytes; none of one that is too large."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else b""


@dataclass(frozen=True, slots=True)
class Archive:
    """What became of a site's sources in a folder of archived texts."""

    checked: int
    absent: int
    passages: int
    """Quotations that were found again."""
    findings: tuple[Finding, ...]


def check_sources(folder: Path, evidence: Evidence) -> Archive:
    """Archived texts hashed anew, and each quotation sought at its place in them; what is not there is counted."""
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    absent = 0
    sealed = [source for source in evidence.sources if source.sha256]
    for source in sealed:
        path = folder / f"{source.id}.txt"
        if not path.is_file():
            absent += 1
            continue
        data = _bounded(path, TEXT_LIMIT)
        text = decode(data, path.name, lambda _: None)
        if hashlib.sha256(data).hexdigest() != source.sha256 or text is None:
            findings.append(Finding(path.name, Kind.SOURCE, "is not the text that the site was built on"))
        else:
            texts[source.id] = text
    verified = [quote for quote in evidence.quotes if quote.verdict == "verified" and quote.target.source in texts]
    for quote in verified:
        if not stands(texts[quote.target.source], quote):
            message = f"`{quote.id}` does not stand at its place"
            findings.append(Finding(f"{quote.target.source}.txt", Kind.PASSAGE, message))
    lost = sum(1 for each in findings if each.kind is Kind.PASSAGE)
    return Archive(len(sealed) - absent, absent, len(verified) - lost, tuple(findings))


def stands(text: str, quote: Quote) -> bool:
    """Whether the quoted words are, by clauses 1 to 3 of the contract, what the text has at their positions."""
    spans = [Span(each.start, each.end) for each in quote.target.positions]
    edges = [edge for span in spans for edge in (span.start, span.end)]
    if not spans or edges != sorted(edges) or edges[-1] > len(text):
        return False
    if any(each.refinedBy and each.refinedBy.exact != text[each.start : each.end] for each in quote.target.positions):
        return False
    start, end = max(edges[0] - AROUND, 0), edges[-1] + AROUND
    bare = [*text[start:end]]
    for before, after in pairwise(spans):
        bare[before.end - start : after.start - start] = " " * (after.start - before.end)
    place = Span(edges[0] - start, edges[-1] - start)
    # As the text has it, or with furniture between its lines.
    return any(place in _places(window, quote.target.exact) for window in (text[start:end], "".join(bare)))


def _places(text: str, exact: str) -> list[Span]:
    return [place.span for place in locate(haystack(text), TextQuoteSelector(exact)).places]


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
