"""Read what we write: the pages under `briefings/`, their front matter and their data files."""

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.ids import ID, ID_HINT
from builder.model.rows import Citations, Passages, Proses, Sentences
from builder.model.written import Amendment, Correction, Manuscript, Marks, Role, Status, Target
from builder.read.acceptances import Accepting, of_page, of_record, spoken
from builder.read.comparisons import read_comparisons, read_inferences, read_judgments
from builder.read.files import (
    ABSENT,
    MARKDOWN_LIMIT,
    Both,
    Taken,
    below,
    decode,
    find_files,
    one_by_one,
    relative,
    take,
)
from builder.read.prose import read_prose
from builder.read.registers import take_yaml, yaml_of
from builder.read.schema import BriefingShape, FrontMatter
from builder.read.validation import Refuse, check_written, unheard, validate
from builder.read.yaml import Table, marks, parse_or_refuse, places

REGISTERS = {"people.yaml", "organizations.yaml", "events.yaml", "topics.yaml"}


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one page."""

    page: Path
    data: Path | None
    folder: Path
    project: Path

    @property
    def names(self) -> tuple[str, ...]:
        data = below(self.data, self.project) if self.data else ""
        return below(self.page, self.project), below(self.page, self.folder), data

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.page, self.data) if self.data else (self.page,)

    def taken(self) -> Both:
        data = take_yaml(self.data, self.project) if self.data else ABSENT
        return take(self.page, self.project, MARKDOWN_LIMIT), data


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What they say, if the page can be read; what is wrong with them, and what of them could not be read."""

    page: Manuscript | None
    problems: tuple[Diagnostic, ...]
    refused: tuple[str, ...]
    accepting: Mapping[str, Accepting]
    """By path, of the page and of its data file: what their comments accept, if any do."""


def read_briefings(
    folder: Path,
    project: Path,
    report: Report,
    refuse: Refuse = unheard,
    each: Callable[[Callable[[Written, Both], ReadPage], Iterable[Written]], Iterable[ReadPage]] = one_by_one,
    unread: Callable[[Path], None] = lambda _: None,
) -> tuple[tuple[Manuscript, ...], tuple[str, ...]]:
    """Every manuscript by path, and the paths of other files that pages may link to.

    `each` does what `one_by_one` does, perhaps elsewhere; `unread` hears of YAML files that belong to no page.
    """
    pages: dict[str, Path] = {}
    data: dict[str, Path] = {}
    others = []
    for path in find_files(folder, project, report):
        name = below(path, folder)
        if path.suffix == ".md":
            pages[name.removesuffix(".md")] = path
        elif name in REGISTERS:
            unread(path)
        elif path.suffix == ".yaml":
            data[name.removesuffix(".yaml")] = path
        elif path.suffix == ".yml":
            at = Location(relative(path, project))
            report(Diagnostic(at, "stray-file", "this file is not read", "registers and data files end in `.yaml`"))
        else:
            others.append(name)
    deque(map(unread, _belonging_to_none(data, pages, project, report)), maxlen=0)
    manuscripts = []
    for read in each(_read, [Written(path, data.get(name), folder, project) for name, path in pages.items()]):
        for problem in read.problems:
            report(problem)
        for part in read.refused:
            refuse(part)
        if read.page:
            manuscripts.append(read.page)
    return tuple(manuscripts), tuple(others)


def _belonging_to_none(
    data: Mapping[str, Path], pages: Container[str], project: Path, report: Report
) -> Iterator[Path]:
    """Data files without a page, which are reported."""
    for name, path in data.items():
        if name not in pages:
            hint = f"a data file is named after its page: `{name}.md` is not there"
            report(Diagnostic(Location(relative(path, project)), "stray-file", "this file belongs to no page", hint))
            yield path


def _read(files: Written, taken: Both) -> ReadPage:
    """A page with what its data file says: of these bytes and names, and of nothing else."""
    written, data = taken
    problems: list[Diagnostic] = []
    refused: list[str] = []
    page = _manuscript(files, written, problems.append, refused.append)
    if page:
        page = _add_data(page, files, data, problems.append, refused.append)
    else:
        refused += [relative(files.page, files.project), files.page.stem]
    return ReadPage(page, tuple(problems), tuple(refused), spoken(dict(_accepting(page, files, data))))


def _accepting(page: Manuscript | None, files: Written, data: Taken) -> Iterator[tuple[str, Accepting]]:
    if page:
        yield below(files.page, files.project), of_page(page)
    if files.data:
        yield below(files.data, files.project), of_record(data.data, relative(files.data, files.project))


def _manuscript(files: Written, taken: Taken, report: Report, refuse: Refuse) -> Manuscript | None:
    name = relative(files.page, files.project)
    data = taken.said(report)
    text = decode(data, name, report) if data is not None else None
    if text is None:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    path = PurePosixPath(files.page.relative_to(files.folder).as_posix())
    role = _role(path)
    if role is not Role.PAGE and not ID.fullmatch(path.stem):
        report(Diagnostic(Location(name), "bad-id", f"`{name}` does not name a page", ID_HINT))
        return None
    head, body = _front_matter(text, name, report)
    if head is None:
        refuse(name)
    read = head or Table({}, Location(name))
    shape = validate(FrontMatter, read, report, lambda field: refuse(f"{name}#{field}")) or FrontMatter()
    if role is not Role.PAGE and head is not None:
        for field in ("title", "summary"):
            check_written(field, getattr(shape, field), head, report)
    content = read_prose(text, body, name, "en", report)
    for directive in content.mistyped:
        refuse(f"{name}#::: {directive}")
    at = places(read)
    return Manuscript(
        id=path.stem,
        path=path.as_posix(),
        role=role,
        text=text,
        body=body,
        title=shape.title or (content.headings[0].text if content.headings else path.stem),
        summary=shape.summary,
        date=shape.date,
        as_of=shape.as_of,
        review_by=shape.review_by,
        event=shape.event,
        status=Status(shape.status),
        background=_targets(shape.background, at),
        autolink=shape.autolink,
        at=at,
        citations=Citations.of(text, content.citations),
        links=tuple(content.links),
        directives=tuple(content.directives),
        sentences=Sentences.of(text, content.sentences),
        headings=tuple(content.headings),
        prose=Proses.of(text, content.prose),
        comments=tuple(content.comments),
        destinations=tuple(content.destinations),
        addresses=tuple(content.addresses),
        extras=tuple(content.extras),
        passages=Passages.of(text, content.passages),
        notes=content.notes,
    )


def _role(path: PurePosixPath) -> Role:
    if path.parts[0] == "background" and path.stem != "index":
        return Role.BACKGROUND
    return Role.PAGE if path.stem == "index" else Role.BRIEFING


def _front_matter(text: str, path: str, report: Report) -> tuple[Table | None, int]:
    """The head between two lines of `---`, none if it was refused, and the offset at which the body begins."""
    nothing = Table({}, Location(path))
    if not text.startswith("---\n"):
        return nothing, 0
    stop = text.find("\n---\n", 3)
    body = stop + 5
    if stop < 0:
        if not text.endswith("\n---"):
            hint = "close it with a second line of `---`"
            report(Diagnostic(Location(path), "yaml-syntax", "the front matter is not closed", hint))
            return None, len(text)
        stop, body = len(text) - 4, len(text)
    node, refused = parse_or_refuse(text[4 : stop + 1], path, report, first_line=2)
    if isinstance(node, Table) or node is None:
        return None if refused else node or nothing, body
    report(
        Diagnostic(
            node.at, "wrong-kind", "fields belong in the front matter, each as `name: value`", "see docs/formats.md"
        )
    )
    return None, body


def _targets(ids: list[str], at: Marks) -> tuple[Target, ...]:
    start = at.get("background", at[""])
    return tuple(Target(id, at.get(f"background.{index}", start)) for index, id in enumerate(ids))


def _add_data(manuscript: Manuscript, files: Written, data: Taken, report: Report, refuse: Refuse) -> Manuscript:
    def refuse_part(field: str) -> None:
        name = f"briefings/{manuscript.path.removesuffix('.md')}.yaml"
        refuse(f"{name}#{field}" if field else name)

    node = yaml_of(data, relative(files.data, files.project), report, refuse_part) if files.data else None
    if node is None:
        return manuscript
    shape = validate(BriefingShape, node, report, refuse_part)
    if shape is None:
        return manuscript
    at = marks(node)
    return replace(
        manuscript,
        comparisons=read_comparisons(shape, at),
        judgments=read_judgments(shape, at),
        inferences=read_inferences(shape, at),
        corrections=_corrections(shape, at),
    )


def _corrections(shape: BriefingShape, at: Marks) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            number=number,
            date=each.date,
            kind=Amendment(each.kind),
            was=each.was,
            now=each.now,
            why=each.why,
            at=at.get(f"corrections.{number - 1}", at.get("corrections", at[""])),
        )
        for number, each in enumerate(shape.corrections, 1)
    )
