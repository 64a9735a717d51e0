"""Read the evidence: each source's record, its archived text and the passages marked in it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, did_you_mean
from builder.model.ids import ID, ID_HINT
from builder.model.written import (
    Annotation,
    Kind,
    LineRange,
    Marks,
    Original,
    Publish,
    Reference,
    Source,
    TextQuoteSelector,
    placed,
)
from builder.read.acceptances import Accepting, of_record, spoken
from builder.read.files import (
    ABSENT,
    LINES_LIMIT,
    QUOTATION_MARKS_LIMIT,
    TEXT_LIMIT,
    YAML_LIMIT,
    Both,
    Taken,
    below,
    decode,
    find_files,
    one_by_one,
    relative,
    take,
)
from builder.read.schema import OriginalShape, QuoteShape, Range, SourceShape
from builder.read.validation import Refuse, check_written, validate
from builder.read.yaml import Node, Scalar, Table, parse_or_refuse, places

QUOTATION_MARKS = '"“”„‟«»「」『』'


@dataclass(frozen=True, slots=True)
class Archived:
    """The files of one source."""

    id: str
    record: Path
    text: Path | None
    project: Path

    @property
    def names(self) -> tuple[str, ...]:
        return self.id, below(self.record, self.project), below(self.text, self.project) if self.text else ""

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.record, self.text) if self.text else (self.record,)

    def taken(self) -> Both:
        text = take(self.text, self.project, TEXT_LIMIT) if self.text else ABSENT
        return take(self.record, self.project, YAML_LIMIT), text


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What they say, if they can be read; what is wrong with them, and what of them could not be read."""

    source: Source | None
    problems: tuple[Diagnostic, ...]
    refused: tuple[str, ...]
    accepting: Mapping[str, Accepting]
    """By path, of the record: what its comments accept, if any do."""


def read_sources(
    folder: Path,
    project: Path,
    report: Report,
    each: Callable[[Callable[[Archived, Both], ReadSource], Iterable[Archived]], Iterable[ReadSource]] = one_by_one,
    unread: Callable[[Path], None] = lambda _: None,
) -> tuple[dict[str, Source], frozenset[str]]:
    """Every source below `folder`, by id: a record (`id.yaml`) and, where archived, its text (`id.txt`).

    Beside them what could not be read: ids of sources, `source/quote`, and `path#field`. `each` does what
    `one_by_one` does, perhaps elsewhere; `unread` hears of YAML files that are no records.
    """
    records: dict[str, Path] = {}
    texts: dict[str, Path] = {}
    kinds = {".yaml": records, ".txt": texts}
    for path in find_files(folder, project, report):
        kind = kinds.get(path.suffix)
        id = below(path, folder).removesuffix(path.suffix)
        if kind is not None and ID.fullmatch(id):  # it has no slash
            kind[id] = path
            continue
        at = Location(relative(path, project))
        if kind is None or path.parent != folder:
            hint = "records end in `.yaml`, archived texts in `.txt`, both directly in `sources/`"
            report(Diagnostic(at, "stray-file", "this file is not read", hint))
        else:
            report(Diagnostic(at, "bad-id", f"`{at.path}` does not name a source", ID_HINT))
        if path.suffix == ".yaml":
            unread(path)
    for id in sorted(texts.keys() - records.keys()):
        hint = (
            did_you_mean(id, records.keys() - texts.keys()) or f"write `{id}.yaml` beside it, with at least a `title`"
        )
        report(Diagnostic(Location(relative(texts[id], project)), "missing-record", "this text has no record", hint))
    refused: set[str] = set()
    sources = {}
    for read in each(_read, [Archived(id, path, texts.get(id), project) for id, path in sorted(records.items())]):
        for problem in read.problems:
            report(problem)
        refused.update(read.refused)
        if read.source:
            sources[read.source.id] = read.source
    return sources, frozenset(refused)


def _read(files: Archived, taken: Both) -> ReadSource:
    """Of these bytes and names, and of nothing else."""
    problems: list[Diagnostic] = []
    refused: list[str] = []
    source = _source(files, taken, problems.append, refused.append)
    if source is None:
        refused += [files.id, relative(files.record, files.project)]
    record = below(files.record, files.project)
    accepting = spoken({record: of_record(taken[0].data, relative(files.record, files.project))})
    return ReadSource(source, tuple(problems), tuple(refused), accepting)


def source_ids(folder: Path) -> list[str]:
    """The ids of all records, whether they can be read or not."""
    return sorted(path.stem for path in folder.glob("*.yaml") if ID.fullmatch(path.stem))


def read_source(folder: Path, id: str, project: Path, report: Report) -> Source | None:
    """One source by its id; none where its record cannot be read, or leads out of the project."""
    paths = [path for path in (folder / f"{id}.yaml", folder / f"{id}.txt") if path.is_file()]
    inside = [path for path in paths if path.resolve().is_relative_to(project.resolve())]
    records = [path for path in inside if path.suffix == ".yaml"]
    texts = [path for path in inside if path.suffix == ".txt"]
    if not records:
        return None
    files = Archived(id, records[0], texts[0] if texts else None, project)
    return _source(files, files.taken(), report, lambda _: None)


def _source(files: Archived, taken: Both, report: Report, refuse: Refuse) -> Source | None:
    path = relative(files.record, files.project)
    record, archived = taken
    data = record.said(report)
    text = decode(data, path, report) if data is not None else None
    if text is None:
        return None
    node, refused = parse_or_refuse(text.removeprefix("\ufeff"), path, report)
    if refused:
        return None
    node = node or Table({}, Location(path))
    shape = validate(SourceShape, node, report, lambda field: refuse(f"{path}#{field}"))
    if shape is None:
        return None
    check_written("title", shape.title, node, report)
    article, digest = _article(archived, relative(files.text, files.project), report) if files.text else (None, "")
    annotations = _annotations(files.id, node, report, refuse)
    return _assemble(files.id, shape, node, article, digest, annotations)


def _article(taken: Taken, path: str, report: Report) -> tuple[str | None, str]:
    """The archived text as it came, and its fingerprint."""
    data = taken.said(report)
    if data is None:
        return None, ""
    if data.count(b"\n") > LINES_LIMIT:
        message = f"the text has more than {LINES_LIMIT:,} lines"
        at = Location(path, LINES_LIMIT + 1)
        report(Diagnostic(at, "file-too-large", message, "split it or cut it down"))
        return None, hashlib.sha256(data).hexdigest()
    text = decode(data, path, report)
    if text and (beyond := _marked_too_often(text, path)):
        message = f"the text has more than {QUOTATION_MARKS_LIMIT:,} quotation marks"
        report(Diagnostic(beyond, "file-too-large", message, "split it or cut it down"))
        text = None
    return text, hashlib.sha256(data).hexdigest()


def _marked_too_often(text: str, path: str) -> Location | None:
    """Where the quotation marks are too many to be paired in time."""
    if sum(map(text.count, QUOTATION_MARKS)) <= QUOTATION_MARKS_LIMIT:
        return None
    first_beyond = next(islice(re.finditer(f"[{QUOTATION_MARKS}]", text), QUOTATION_MARKS_LIMIT, None))
    return LineIndex(path, text).at(first_beyond.start())


def _assemble(
    id: str, shape: SourceShape, node: Node, article: str | None, digest: str, annotations: tuple[Annotation, ...]
) -> Source:
    at = places(node, but="quotes")  # the places of each quote are its own
    return Source(
        id=id,
        title=shape.title or id,
        kept=article,
        publisher=shape.publisher,
        container=shape.container,
        author=shape.author,
        published=shape.published,
        archived=shape.archived,
        dateline=shape.dateline,
        language=shape.language or "",
        url=shape.url,
        sha256=shape.sha256 or "",
        digest=digest,
        origin=shape.origin or "",
        descriptor=shape.descriptor,
        rights=shape.rights,
        note=shape.note,
        publish=Publish(shape.publish),
        headline=shape.headline,
        standfirst=shape.standfirst,
        furniture=_ranges(shape.furniture, "furniture", at),
        duplicates=_ranges(shape.duplicates, "duplicates", at),
        annotations=annotations,
        at=at,
    )


def _ranges(ranges: list[Range], field: str, at: Marks) -> tuple[LineRange, ...]:
    return tuple(
        LineRange(each.first, each.last, at.get(f"{field}.{index}", at[""])) for index, each in enumerate(ranges)
    )


def _annotations(source: str, node: Node, report: Report, refuse: Refuse) -> tuple[Annotation, ...]:
    quotes = node.entries.get("quotes") if isinstance(node, Table) else None
    if quotes is None or not isinstance(quotes.node, Table):
        return ()
    found = []
    for id, entry in quotes.node.entries.items():
        if not ID.fullmatch(id):
            report(Diagnostic(entry.key, "bad-id", f"`{id}` is not an id", ID_HINT))
            refuse(f"{source}/{id}")
            continue
        if isinstance(entry.node, Scalar):
            hint = f"write the words under `{id}:` as `exact: …`"
            report(Diagnostic(entry.node.at, "wrong-kind", f"`{id}` takes fields, not text", hint))
            refuse(f"{source}/{id}")
            continue
        shape = validate(QuoteShape, entry.node, report)
        if shape:
            found.append(_annotation(id, source, shape, entry.node, report))
        else:
            refuse(f"{source}/{id}")
    return tuple(found)


def _annotation(id: str, source: str, shape: QuoteShape, node: Node, report: Report) -> Annotation:
    at = places(node)
    return Annotation(
        id=id,
        source=source,
        selector=TextQuoteSelector(shape.exact, shape.prefix, shape.suffix),
        kind=Kind(shape.kind) if shape.kind else None,
        speaker=shape.speaker or "",
        via=tuple(shape.via),
        translator=shape.translator,
        topics=tuple(shape.topics),
        note=shape.note,
        at=at,
        origin=shape.origin or "",
        original=_original(shape.original, at, report) if shape.original else None,
    )


def _original(shape: OriginalShape, at: Marks, report: Report) -> Original | None:
    """None, and a report, where it says no words at all."""
    if not (shape.cite or shape.text):
        hint = "write `cite: source/quote`, or the words as `text: …` with their `language`"
        report(Diagnostic(placed(at, "original"), "missing-field", "`original` needs `cite` or `text`", hint))
        return None
    cite = Reference(shape.cite, placed(at, "original.cite")) if shape.cite else None
    return Original(cite, "" if cite else shape.text, shape.language or "")
