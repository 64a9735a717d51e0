"""How a project stands, for a terminal or for a program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.cli.report import count, summary
from builder.cli.table import laid, table
from builder.diagnostics import Diagnostic, Location, severities
from builder.model.findings import Counts
from builder.model.written import Amendment, Manuscript, Role, Status
from builder.survey.status import PageState, ProjectState, Single, SourceState

KEPT = ("verified", "cannot be\nchecked")
"""Columns that are there though all their numbers are 0."""
NO_DAY = "pass --today to see what is overdue"


@dataclass(frozen=True, slots=True)
class Section:
    """What an author may want to see to."""

    head: str
    lines: list[str]
    none: str = ""
    """What is said where there is nothing of it."""


# ── text ───────────────────────────────────────────────────────────────────────────────────────


def as_text(state: ProjectState, room: int) -> list[str]:
    """What was counted, the tables, what there is to see to, and what there is nothing of."""
    if not (state.limited or state.pages or state.sources or state.elsewhere):
        return ["this project has no pages and no sources yet"]
    counts = summary(state.counts)
    head = [f"in the whole project, {counts}"] if state.limited else [counts, _extent(state)]
    sections = [*_sections(state)]
    blocks = [_page_table(state.pages, room), _source_table(state.sources, room)]
    blocks += [[each.head, *_laid(each.lines, room)] for each in sections if each.lines]
    nothing = "; ".join(each.none for each in sections if each.none and not each.lines)
    blocks += [laid(f"{'of these, ' if state.limited else ''}{nothing}", room)] if nothing else []
    blocks += [[NO_DAY]] if state.pages and not state.day else []
    return [*head, *(line for block in blocks if block for line in ("", *block))]


def _extent(state: ProjectState) -> str:
    roles = [each.page.role for each in state.pages]
    nouns = {Role.BRIEFING: "briefing", Role.BACKGROUND: "background page", Role.PAGE: "other page"}
    pages = [count(roles.count(role), noun) for role, noun in nouns.items() if role in roles]
    texts = sum(1 for each in state.sources if each.source.is_archived)
    return f"{', '.join(pages or ['no pages'])}; {count(len(state.sources), 'source')}, {texts} archived"


def _page_table(pages: Sequence[PageState], room: int) -> list[str]:
    heads = ("page", *KEPT, "failed", "single\norigin", "errors", "warnings", "state", "title")
    rows = [
        (
            each.page.id,
            *_numbers(each.counts),
            len(each.single),
            *severities(each.problems),
            _said(each),
            each.page.title,
        )
        for each in pages
    ]
    return table(heads, rows, room, kept=KEPT) if rows else []


def _source_table(sources: Sequence[SourceState], room: int) -> list[str]:
    heads = ("source", *KEPT, "failed", "unused", "errors", "warnings", "title")
    rows = [
        (each.source.id, *_numbers(each.counts), len(each.unused), *severities(each.problems), each.source.title)
        for each in sources
    ]
    return table(heads, rows, room, kept=KEPT) if rows else []


def _numbers(counts: Counts) -> tuple[int, int, int]:
    return counts.verified, counts.uncheckable, counts.failed


def _said(each: PageState) -> str:
    """What a page is before all, where it is not simply published."""
    if each.page.withdrawn:
        return "withdrawn"
    return "draft" if each.page.status is Status.DRAFT else "overdue" if each.overdue else ""


def _sections(state: ProjectState) -> Iterator[Section]:
    if state.pages:
        yield from _of_pages(state)
    if state.sources:
        yield from _of_sources(state)
    if not state.limited:
        found = [f"{path}: {_problems(problems)}" for path, problems in state.elsewhere]
        yield Section("problems elsewhere", found)


def _of_pages(state: ProjectState) -> Iterator[Section]:
    pages = state.pages
    single = [_single(one) for each in pages for one in each.single]
    yield Section("on a single origin", single, "no judgment or inference is on a single origin")
    if state.day:
        due = [f"{each.page.id}: to be reviewed by {each.page.review_by}" for each in pages if each.overdue]
        yield Section(f"past review on {state.day}", due, f"no page is past its review on {state.day}")
    drafts = [line for each in pages for line in _draft(each)]
    yield Section("drafts, and what keeps each from publication", drafts, "no page is a draft")
    withdrawn = [f"{each.page.id}: {_reason(each.page)}" for each in pages if each.page.withdrawn]
    yield Section("withdrawn", withdrawn, "no page is withdrawn")


def _of_sources(state: ProjectState) -> Iterator[Section]:
    unused = [f"{each.source.id}: {', '.join(each.unused)}" for each in state.sources if each.unused]
    yield Section("marked, and cited nowhere", unused, "every marked passage is cited")
    drafted = [f"{each.source.id}: {', '.join(each.drafted)}" for each in state.sources if each.drafted]
    yield Section("cited in drafts alone", drafted)
    unnamed = [f"{each.source.id}: {', '.join(each.unnamed)}" for each in state.sources if each.unnamed]
    yield Section("direct quotes without a speaker: pages say that the source names none", unnamed)
    uncited = [each.source.id for each in state.sources if not each.cited]
    yield Section("sources that nothing cites", uncited, "every source is cited")


def _laid(lines: Sequence[str], room: int) -> Iterator[str]:
    """Each line below its head: whole, and on as many as it needs."""
    for line in lines:
        yield from laid(line, room, "  " + " " * (len(line) - len(line.lstrip(" "))))


def _single(each: Single) -> str:
    return f"{each.at.path}:{each.at.line} {each.kind} `{each.judgment.id}`: {each.origin.name}"


def _draft(each: PageState) -> Iterator[str]:
    """A draft, and below it each thing that keeps it from publication."""
    if each.page.status is Status.DRAFT:
        keeps = [*_keeping(each)]
        yield each.page.id if keeps else f"{each.page.id}: nothing that the check can see"
        yield from (f"  {line}" for line in keeps)


def _keeping(each: PageState) -> Iterator[str]:
    yield from (f"{problem.at}: {problem.severity}[{problem.rule}]: {problem.message}" for problem in each.problems)
    yield from (f"it cites `{label}`, which does not stand in its source" for label in each.unverified)
    yield from (f"it names `{id}`, which is a draft too" for id in each.drafts)


def _reason(page: Manuscript) -> str:
    return next(entry.why for entry in reversed(page.corrections) if entry.kind is Amendment.WITHDRAWAL)


def _problems(problems: Sequence[Diagnostic]) -> str:
    errors, warnings = severities(problems)
    found = [count(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number]
    return " and ".join(found)


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────


def as_json(state: ProjectState) -> Mapping[str, object]:
    """Version 1 of the format: everything that the text has, and every text whole."""
    return {
        "version": 1,
        "today": state.day or None,
        "quotes": _quotes(state.counts),
        "pages": [_page(each, state) for each in state.pages],
        "sources": [_source(each) for each in state.sources],
        "elsewhere": [{"path": path, "problems": _listed(problems)} for path, problems in state.elsewhere],
    }


def _page(each: PageState, state: ProjectState) -> Mapping[str, object]:
    page = each.page
    return {
        "id": page.id,
        "path": f"briefings/{page.path}",
        "title": page.title,
        "role": str(page.role),
        "status": str(page.status),
        "withdrawn": _reason(page) if page.withdrawn else None,
        "as_of": page.as_of or None,
        "review_by": page.review_by or None,
        "overdue": each.overdue if state.day else None,
        "quotes": _quotes(each.counts),
        "unverified": [*each.unverified],
        "drafts": [*each.drafts],
        "single_origin": [
            {
                "kind": one.kind,
                "id": one.judgment.id,
                "text": one.judgment.text,
                "origin": one.origin.name,
                **_at(one.at),
            }
            for one in each.single
        ],
        "problems": _listed(each.problems),
    }


def _source(each: SourceState) -> Mapping[str, object]:
    return {
        "id": each.source.id,
        "path": f"sources/{each.source.id}.yaml",
        "title": each.source.title,
        "archived": each.source.is_archived,
        "cited": each.cited,
        "quotes": _quotes(each.counts),
        "unused": [*each.unused],
        "drafts_only": [*each.drafted],
        "unnamed": [*each.unnamed],
        "problems": _listed(each.problems),
    }


def _quotes(counts: Counts) -> Mapping[str, int]:
    return {"verified": counts.verified, "failed": counts.failed, "uncheckable": counts.uncheckable}


def _listed(problems: Sequence[Diagnostic]) -> Mapping[str, object]:
    errors, warnings = severities(problems)
    found = [
        {"rule": each.rule, "severity": str(each.severity), **_at(each.at), "message": each.message}
        for each in problems
    ]
    return {"errors": errors, "warnings": warnings, "found": found}


def _at(at: Location) -> Mapping[str, object]:
    return {"path": at.path, "line": at.line, "column": at.column}
