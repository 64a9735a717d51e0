"""The project that a command is about: its option, its settings, and what it compiles to."""

import argparse
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cached import Unkept
from builder.cli.progress import working
from builder.diagnostics import Diagnostic, Severity, alternatives, severities, shown

JOBS_MOST = 256

if TYPE_CHECKING:
    from builder.answers import Answers
    from builder.cli.usage import Parser
    from builder.model.findings import Findings
    from builder.model.resolved import Site
    from builder.model.written import Source
    from builder.settings import Settings
    from builder.spread import Sharing

CONFIGURATION = "mkdocs.yml"


def add_project(command: "Parser") -> None:
    command.add_argument("--project", type=Path, default=Path(), help="the folder with mkdocs.yml")


def add_judging(command: "Parser") -> None:
    """What decides whether a project passes."""
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    add_day(command)


def add_cache(command: "Parser") -> None:
    command.add_argument("--no-cache", action="store_true", help="look at everything anew, and remember nothing")


def add_day(command: "Parser") -> None:
    command.add_argument("--today", type=_day, help="the day to judge `review_by` by, as 2027-01-31")


def _day(words: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{shown(words, 40)}` is no day: write it as 2027-01-31") from None


def is_project(folder: Path) -> bool:
    return (folder / CONFIGURATION).is_file()


def configuration(project: Path) -> Path | None:
    """The project's `mkdocs.yml`; none, with a word on why, where there is no project."""
    path = project / CONFIGURATION
    if path.is_file():
        return path
    hint = "give its folder with --project, or begin one with briefings new"
    print(f"briefings: no project here: {shown(str(path), 120)} is not a file; {hint}", file=sys.stderr)
    return None


def add_jobs(parser: "Parser") -> None:
    parser.add_argument(
        "--jobs", metavar="N", type=_jobs, default=0, help="processes that share the work; one for each processor"
    )


def _jobs(words: str) -> int:
    if words.isascii() and words.isdecimal() and 0 < int(words) <= JOBS_MOST:
        return int(words)
    raise argparse.ArgumentTypeError(f"`{shown(words, 40)}` is no number from 1 to {JOBS_MOST}")


def compiled(
    project: Path,
    day: str | None = None,
    since: str | None = None,
    executor: "Sharing | None" = None,
    *,
    remember: bool = False,
) -> "tuple[Settings, Site] | None":
    """The project's settings and its compiled site; none, with a word on why, where there is no project.

    To `remember` is to take from the project's folder what was found before of files that are the same, and to keep it.
    """
    if configuration(project) is None:
        return None
    with ExitStack() as stack:
        stack.enter_context(uncollected())
        say = stack.enter_context(working("reading the project"))
        from builder.cli.revisions import RevisionError, at_revision
        from builder.compile import compile_site
        from builder.read.configuration import read_settings

        problems: list[Diagnostic] = []
        settings = replace(read_settings(project, problems.append, environment=os.environ), day=day or "")
        before = None
        if since is not None:
            try:
                before = read_settings(stack.enter_context(at_revision(settings.project, since)), lambda _: None)
            except RevisionError as error:
                print(f"briefings: --since: {error}", file=sys.stderr)
                return None
        answers = kept_answers(settings.project) if remember else None
        return settings, compile_site(settings, problems, since=before, say=say, executor=executor, answers=answers)


@contextmanager
def uncollected() -> Iterator[None]:
    """Almost all that is made meanwhile stays to the end: it is not looked through for what is unused, now or later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def kept_answers(project: Path) -> "Answers | None":
    """What earlier commands kept in a project's folder; none where nothing can be kept there."""
    from builder.answers import Kept

    try:
        return Kept(project)
    except (OSError, Unkept):
        return None


def fails(found: "Findings", *, strict: bool) -> bool:
    return any(strict or problem.severity is Severity.ERROR for problem in found.problems)


def remark_problems(site: "Site") -> None:
    """For a command that only reports: one line on standard error, where the project has problems."""
    from builder.cli.report import count

    counted = zip(severities(site.problems), ("error", "warning"), strict=True)
    if found := " and ".join(count(number, noun) for number, noun in counted if number):
        print(f"briefings: {found} in this project; run briefings check", file=sys.stderr)


def known_source(site: "Site", id: str, name: str) -> "Source | None":
    """A source by its id; none, with the nearest one, where it is not there or cannot be read."""
    project = site.graph.project
    if id in project.refused:
        print(f"briefings {name}: sources/{id}.yaml cannot be read; run briefings check", file=sys.stderr)
        return None
    if id not in project.sources:
        hint = alternatives(id, project.sources)
        print(f"briefings {name}: no source is called `{shown(id, 60)}`; {hint}", file=sys.stderr)
        return None
    return project.sources[id]


def only(found: "Findings", rules: list[str]) -> "Findings":
    """The problems of some rules; all of them where none is named."""
    return replace(found, problems=tuple(each for each in found.problems if each.rule in rules)) if rules else found


def left_out(found: "Findings", rules: list[str]) -> list[Diagnostic]:
    """The problems of all other rules; none where none is named."""
    return [each for each in found.problems if each.rule not in rules] if rules else []


def near(path: Path) -> Path:
    """A path as the author would type it here: relative, unless it lies far away."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:2] == ("..", "..") else relative
