"""Comments that accept a warning where it stands: `# accept RULE: reason`, `<!-- accept RULE: reason -->`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, did_you_mean
from builder.model.written import Manuscript
from builder.read.files import YAML_LIMIT, below, read_bytes, relative
from builder.read.yaml import comments
from builder.rules import RULES
from builder.settings import Acceptance

RULE = r"[ \t]*accept[ \t]+(?P<rule>[a-z]+(?:-[a-z0-9]+)+)[ \t]*(?::(?P<reason>.*))?"
IN_YAML = re.compile(f"#{RULE}")
IN_MARKDOWN = re.compile(f"<!--{RULE}-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Accepting:
    """What one file accepts, and what is wrong with how it says so."""

    acceptances: tuple[Acceptance, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


NOTHING = Accepting()


def spoken(found: Mapping[str, Accepting]) -> dict[str, Accepting]:
    """Those of files that accept something, or try to."""
    return {path: each for path, each in found.items() if each is not NOTHING}


def of_record(data: bytes | None, path: str) -> Accepting:
    """That of a record, a register or a data file, from its bytes."""
    if data is None or b"accept" not in data:
        return NOTHING
    problems: list[Diagnostic] = []
    found = tuple(_in_yaml(data.decode("utf-8-sig", "replace"), path, problems.append))
    return Accepting(found, tuple(problems))


def of_page(page: Manuscript) -> Accepting:
    """That of a page, front matter and text."""
    if "accept" not in page.text:
        return NOTHING
    problems: list[Diagnostic] = []
    name = f"briefings/{page.path}"
    found = *_in_yaml(page.text[: page.body], name, problems.append), *_in_markdown(page, name, problems.append)
    return Accepting(found, tuple(problems))


def of_others(paths: Iterable[Path], project: Path) -> dict[str, Accepting]:
    """That of YAML files that nobody has read yet, by their paths."""
    found = {}
    for path in paths:
        data = read_bytes(path, project, YAML_LIMIT, lambda _: None)
        found[below(path, project)] = of_record(data, relative(path, project))
    return found


def in_order(found: Mapping[str, Accepting], report: Report) -> list[Acceptance]:
    """All that files accept, those of records first and those of pages last."""
    for path in (order := sorted(found, key=_place)):
        for problem in found[path].problems:
            report(problem)
    return [each for path in order for each in found[path].acceptances]


def _place(path: str) -> tuple[bool, bool, list[str]]:
    return path.endswith(".md"), not path.startswith("sources/"), path.split("/")


def _in_yaml(text: str, path: str, report: Report) -> Iterator[Acceptance]:
    """A comment after a value covers its line, one on a line of its own the next; both what is set in below it."""
    if not IN_YAML.search(text):
        return
    lines, index = text.split("\n"), LineIndex(path, text)
    for comment in comments(text):
        match = IN_YAML.fullmatch(text, comment.start, comment.end)
        if match:
            at = index.at(comment.start, comment.end)
            alone = not lines[at.line - 1][: at.column - 1].strip()
            first = _next(lines, at.line) if alone else at.line - 1
            yield from _acceptance(match, at, first, _last(lines, first), report)


def _next(lines: list[str], number: int) -> int:
    """The next line that is not empty and no comment."""
    while number < len(lines) and (not lines[number].strip() or lines[number].lstrip().startswith("#")):
        number += 1
    return number


def _last(lines: list[str], first: int) -> int:
    """The last line that is set in further than the first."""
    if first >= len(lines):
        return first
    indent, last = _indent(lines[first]), first
    for number in range(first + 1, len(lines)):
        if lines[number].strip() and _indent(lines[number]) <= indent:
            break
        last = number
    return last


def _indent(line: str) -> int:
    """Blanks and the marks of list items before a line's words."""
    return len(line) - len(line.lstrip(" -"))


def _in_markdown(page: Manuscript, path: str, report: Report) -> Iterator[Acceptance]:
    """A comment in a paragraph covers its line; one on a line of its own the paragraph below."""
    if not page.comments:
        return
    lines, index = page.text.split("\n"), LineIndex(path, page.text)
    for comment in page.comments:
        match = IN_MARKDOWN.fullmatch(page.text, comment.start, comment.end)
        if match:
            at = index.at(comment.start, comment.end)
            number = at.line - 1
            first = last = number
            if lines[number].strip() == match[0]:
                first = last = _next_paragraph(lines, number + 1)
                while last + 1 < len(lines) and lines[last + 1].strip():
                    last += 1
            yield from _acceptance(match, at, first, last, report)


def _next_paragraph(lines: list[str], number: int) -> int:
    while number < len(lines) and (not lines[number].strip() or IN_MARKDOWN.fullmatch(lines[number].strip())):
        number += 1
    return number


@lru_cache
def _meant(rule: str) -> str:
    return did_you_mean(rule, RULES)


def _acceptance(match: re.Match[str], at: Location, first: int, last: int, report: Report) -> Iterator[Acceptance]:
    rule, reason = match["rule"], " ".join((match["reason"] or "").split())
    if rule not in RULES:
        hint = _meant(rule) or "docs/rules.md lists them"
        report(Diagnostic(at, "bad-acceptance", f"no rule is called `{rule}`", hint))
    elif RULES[rule].severity == "error":
        message = f"`{rule}` is an error, and errors cannot be accepted"
        report(Diagnostic(at, "bad-acceptance", message, "mend what it reports"))
    elif not reason:
        message = "an accepted warning needs a reason"
        report(Diagnostic(at, "bad-acceptance", message, f"write `accept {rule}: why`"))
    else:
        yield Acceptance(rule, f"{at.path}:{first + 1}", reason, at, last + 1)
