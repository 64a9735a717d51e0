"""Problems in a preview: a banner on each page that they are about; the front page names the others."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from builder.diagnostics import Diagnostic, Severity, severities
from builder.model.resolved import Graph, Page
from builder.render.escape import html_text
from builder.render.layout import scalar, templates
from builder.render.saying import Say, say_in
from builder.render.sheet import title_of

FRONT = "index.md"
HEAD_END = "---\n\n"
CHANGE = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")


def with_problems(
    pages: tuple[Page, ...], problems: tuple[Diagnostic, ...], graph: Graph, language: str
) -> tuple[Page, ...]:
    """The pages with a banner on each that has problems; a page that could not be read gets one for itself alone."""
    if not problems:
        return pages
    drawn = {page.path: page for page in pages}
    found = _by_page(problems, graph, drawn)
    for path in found.keys() - drawn.keys():
        drawn[path] = Page(path, f"---\ntitle: {scalar(path.removesuffix('.md'))}\n{HEAD_END}")
    others = [(title_of(graph, each), quote(each), len(found[each])) for each in sorted(found) if each != FRONT]
    for path in {*found, FRONT} & drawn.keys():
        drawn[path] = _with_banner(drawn[path], found.get(path, []), others if path == FRONT else [], say_in(language))
    return tuple(drawn[path] for path in sorted(drawn))


def _by_page(problems: Sequence[Diagnostic], graph: Graph, drawn: Mapping[str, Page]) -> dict[str, list[Diagnostic]]:
    """Problems by the pages that they are about, errors first; those of others are the front page's."""
    citing = _citing(graph) if any(each.severity is Severity.ERROR for each in problems) else {}
    found: dict[str, list[Diagnostic]] = {}
    drafts = {page.path for page in graph.project.manuscripts} - {page.path for page in graph.published}
    for problem in sorted(problems, key=lambda each: each.severity is not Severity.ERROR):
        paths = _pages(problem, citing, drawn) - drafts
        for path in sorted(paths) or [FRONT]:
            found.setdefault(path, []).append(problem)
    return found


def _citing(graph: Graph) -> dict[str, set[str]]:
    """The pages that cite a source, by its id."""
    found: dict[str, set[str]] = {}
    for page in graph.published:
        for use in graph.uses[page.path]:
            found.setdefault(use.note.source.id, set()).add(page.path)
    return found


def _pages(problem: Diagnostic, citing: Mapping[str, set[str]], drawn: Mapping[str, Page]) -> set[str]:
    """The pages that a problem is about: those that cite a source, only where it is an error."""
    folder, _, name = problem.at.path.partition("/")
    stem = name.rpartition(".")[0]
    if folder == "sources":
        own = {f"sources/{stem}.md"} & drawn.keys()
        return own | (citing.get(stem, set()) if problem.severity is Severity.ERROR else set())
    if folder == "briefings" and name.endswith(".md"):
        return {name}
    return {f"{stem}.md"} & drawn.keys() if folder == "briefings" else set()


def with_code(text: str) -> Markup:
    """A message in HTML: what stands between backticks is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return html_text(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(html_text(piece)) if index % 2 else html_text(piece)
        for index, piece in enumerate(pieces)
    )


def with_changes(difference: str) -> Markup:
    """A difference in HTML: what is to go, and what is to come."""
    pieces = []
    for piece in CHANGE.split(difference):
        tag = {"[-": "del", "{+": "ins"}.get(piece[:2], "")
        pieces.append(Markup(f"<{tag}>{{}}</{tag}>").format(html_text(piece[2:-2])) if tag else html_text(piece))
    return Markup("").join(pieces)


def _with_banner(page: Page, problems: list[Diagnostic], others: list[tuple[str, str, int]], say: Say) -> Page:
    """The page with its own problems at its top, and with the titles, paths and counts of others.

    They are drawn with it: most pages of a preview are looked at by nobody.
    """
    given = [(each.rule, str(each.at), each.message, each.hint, each.difference) for each in problems], others
    return page.changed(partial(_below_head, problems, others, say), given)


def _banner(problems: list[Diagnostic], others: list[tuple[str, str, int]], say: Say) -> str:
    errors, warnings = severities(problems)
    template = templates(say).get_template("partials/problems.md.jinja")
    told = [(each, with_code(each.message), with_code(each.hint), with_changes(each.difference)) for each in problems]
    return template.render(problems=told, errors=errors, warnings=warnings, others=others)


def _below_head(problems: list[Diagnostic], others: list[tuple[str, str, int]], say: Say, text: str) -> str:
    banner = _banner(problems, others, say)
    head, end, body = text.partition(f"\n{HEAD_END}")
    return f"{head}{end}{banner}\n{body}"
