"""The cases in `tests/cases/`: what stands above each file says how they are written."""

from pathlib import Path

import pytest
from cases import Case, cases

from builder.diagnostics import Diagnostic, LineIndex
from builder.model.resolved import Quote
from builder.model.written import Annotation, Kind, LineRange, Source, TextQuoteSelector
from builder.read.briefings import read_briefings
from builder.read.prose import read_prose
from builder.read.registers import read_events, read_organizations, read_people
from builder.read.sources import read_sources
from builder.read.yaml import parse_yaml
from builder.resolve.quotes import article, judge


@pytest.mark.parametrize("case", cases("anchoring"))
def test_a_quote_stands_where_the_case_says_or_breaks_its_rule(case: Case):
    text, quote, found = judged(case)
    if quote.place:
        at = LineIndex("", text).at(quote.place.span.start)
        pieces = " | ".join(text[part.start : part.end] for part in quote.place.parts)
        found.append(f"{at.line}:{at.column} " + pieces.replace("\n", "⏎"))
    assert found == case.expected


def judged(case: Case) -> tuple[str, Quote, list[str]]:
    """A case's text, its quote with a verdict, and the rules that it breaks."""
    text, _, below = case.given.rpartition("\n---\n")
    fields: dict[str, list[str]] = {}
    for line in below.splitlines():
        name, _, value = line.partition(":")
        fields.setdefault(name, []).append(value.removeprefix(" "))
    problems: list[Diagnostic] = []
    source = _source(text, fields)
    quote = judge(_annotation(fields), source, article(source, problems.append), problems.append)
    return text, quote, [problem.rule for problem in problems]


def _source(text: str, fields: dict[str, list[str]]) -> Source:
    at = LineIndex("sources/a.yaml", "").at(0)
    return Source(
        "a",
        "A",
        text,
        language=fields.get("language", ["en"])[0],
        headline=fields.get("headline", [""])[0],
        furniture=tuple(LineRange(line, line, at) for line in fields.get("furniture", ())),
        duplicates=tuple(LineRange(*lines.split(" => "), at) for lines in fields.get("duplicates", ())),
    )


def _annotation(fields: dict[str, list[str]]) -> Annotation:
    words, prefix, suffix, kind = (fields.get(name, [""])[0] for name in ("exact", "prefix", "suffix", "kind"))
    chosen = Kind(kind) if kind else None
    return Annotation("q", "a", TextQuoteSelector(words, prefix, suffix), chosen, "", (), "", (), "", {})


@pytest.mark.parametrize("case", cases("prose"))
def test_our_marks_are_read_at_their_places(case: Case):
    problems: list[Diagnostic] = []
    content = read_prose(case.given, 0, "a.md", "en", problems.append)
    lines = LineIndex("a.md", case.given)
    found = [(lines.at(cited.span.start), _citation(cited.targets)) for cited in content.citations]
    found += [(link.at, f"[[{link.target}|{link.words}]]".replace("|]]", "]]")) for link in content.links]
    found += [(each.at, f"::: {each.name} {each.argument}".strip()) for each in content.directives]
    found += [(problem.at, problem.rule) for problem in problems]
    assert [f"{at.line}:{at.column} {what}".strip() for at, what in sorted(found)] == case.expected


def _citation(targets) -> str:
    return " ".join(target.id for target in targets)


@pytest.mark.parametrize("case", cases("yaml"))
def test_a_file_is_refused_at_the_place_of_its_fault(case: Case, tmp_path: Path):
    kind, _, text = case.given.partition("\n")
    problems: list[Diagnostic] = []
    path = tmp_path / kind.removeprefix("# ")
    path.parent.mkdir(exist_ok=True)
    path.write_text(case.given, encoding="utf-8", newline="")
    match kind.removeprefix("# "):
        case "sources/a.yaml":
            read_sources(path.parent, tmp_path, problems.append)
        case "briefings/people.yaml":
            read_people(path, tmp_path, problems.append)
        case "briefings/organizations.yaml":
            read_organizations(path, tmp_path, problems.append)
        case "briefings/events.yaml":
            read_events(path, tmp_path, problems.append)
        case "briefings/a.md":
            path.write_text(f"---\n{text}---\n", encoding="utf-8", newline="")
            read_briefings(path.parent, tmp_path, problems.append)
        case "briefings/a.yaml":
            path.with_suffix(".md").write_text("---\ntitle: A\nsummary: B\n---\n", encoding="utf-8")
            read_briefings(path.parent, tmp_path, problems.append)
        case _:
            parse_yaml(case.given, path.name, problems.append)
    places = sorted((problem.at, problem.rule) for problem in problems)
    assert [f"{at.line}:{at.column} {rule}" for at, rule in places] == case.expected
