"""`briefings build`: check everything, then build the site, whole or not at all."""

import argparse
import errno
import gc
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from builder.aside import BESIDE, PAGES
from builder.cached import Unkept
from builder.cli.progress import working
from builder.cli.project import add_cache, add_jobs, add_judging, add_project, compiled, fails, is_project, near
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import Diagnostic, Report, shown
from builder.recall import Inputs, Outcome, keep, look, recall

if TYPE_CHECKING:
    from builder.hosts.laying import Laying
    from builder.model.findings import Findings
    from builder.model.resolved import Site
    from builder.settings import Settings


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "build",
        "check everything, then build the site",
        run,
        examples=("briefings build --strict", "briefings build --site-dir public", "briefings build --host zensical"),
    )
    parser.add_argument("--host", choices=("mkdocs", "zensical"), default="mkdocs", help="which generator lays it out")
    parser.add_argument("--site-dir", type=Path, help="where the site goes; `site` in the project unless given")
    add_jobs(parser)
    add_judging(parser)
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    project = options.project.resolve()
    target = (options.site_dir or project / "site").absolute()
    inputs = look(project) if is_project(project) and not options.no_cache else None
    if inputs and (last := _last(inputs, target, options)):
        return _told(last, target, options)
    if is_project(project) and (status := _checked(target, project)):
        return status
    from builder.cli.workers import workers

    with workers(options.jobs, None) as executor:
        found = compiled(options.project, options.today, executor=executor, remember=not options.no_cache)
    if found is None:
        return USAGE
    settings, site = found
    _repair(target, settings.project)
    told = _tell(site.findings, settings.project) if site.problems else {}
    outcome = Outcome(site.findings, sum(1 for page in site.pages if page.path.endswith(".md")), told)
    if fails(site.findings, strict=options.strict):
        return PROBLEMS
    if status := _laid_out(target, settings, site, inputs, options):
        return status
    del found, site  # the marks of all files, twice, get the room of its pages
    if inputs and settings.self_contained and settings.templates == inputs.templates:
        keep(inputs, _question(target, options), outcome, _followed(target))
    return _finished(outcome, target)


# ── where nothing has changed ──────────────────────────────────────────────────────────────────


def _last(inputs: Inputs, target: Path, options: argparse.Namespace) -> Outcome | None:
    """What the last build came to, where it would come to the same and its site is as it left it."""
    place = _followed(target)
    if not place.is_dir():
        return None
    _repair(target, inputs.project)
    return recall(inputs, _question(target, options), place)


def _question(target: Path, options: argparse.Namespace) -> dict[str, str]:
    return {
        "command": "build",
        "host": options.host,
        "day": options.today or "",
        "strict": str(options.strict),
        "site": str(target),
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }


def _told(last: Outcome, target: Path, options: argparse.Namespace) -> int:
    if last.findings.problems:
        _tell(last.findings, options.project.resolve(), last.told)
    return _finished(last, target)


def _finished(outcome: Outcome, target: Path) -> int:
    from builder.cli.report import summary
    from builder.cli.terminal import put

    page = shown(str(near(target / "index.html")), 400)
    put(f"{summary(outcome.findings.counts)}; {outcome.pages} pages: open {page}")
    return FINE


# ── where something has ────────────────────────────────────────────────────────────────────────


def _laid_out(
    target: Path, settings: "Settings", site: "Site", inputs: Inputs | None, options: argparse.Namespace
) -> int:
    """The site in its place, made with what is kept, or without where that is torn or finds no room; 0 if it is."""
    from builder.model import spending

    spending.checked(site.graph.project)
    with suppress(Unkept), _laying(settings, _followed(target), inputs, options) as laying:
        return _build(target, settings, site, options, laying)
    return _build(target, settings, site, options, None)


@contextmanager
def _laying(
    settings: "Settings", place: Path, inputs: Inputs | None, options: argparse.Namespace
) -> "Iterator[Laying | None]":
    """What takes of the last build what is the same; none where something that we do not know takes part in building.

    Where nothing is to be remembered, pages are kept for this build alone.
    """
    if not settings.self_contained or options.host != "mkdocs":
        yield None
        return
    import tempfile

    from builder.copies import processors
    from builder.hosts.kept import Kept
    from builder.hosts.laying import Laying
    from builder.hosts.templates import templates_of
    from builder.last import Last

    templates = templates_of(settings)
    if not templates.are_known:
        yield None
        return

    name = hashlib.sha256(str(place).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    with tempfile.TemporaryDirectory() as elsewhere:
        left = None
        try:
            kept = Kept(settings.project if inputs else Path(elsewhere), name)
            left = Last(settings.project, name, place) if inputs else None
        except (OSError, Unkept):
            kept = Kept(Path(elsewhere), name)
        try:
            last = place if place.is_dir() else None
            yield Laying(kept, last, options.jobs or processors(), left, templates)
        finally:
            kept.close()


def _build(
    target: Path, settings: "Settings", site: "Site", options: argparse.Namespace, laying: "Laying | None"
) -> int:
    """The site in its place, or why it is not there in one line; 0 if it is."""
    from builder.hosts.mkdocs import HostError
    from builder.output import replace_folder

    unmeant: list[Diagnostic] = []
    place = _followed(target)
    left = laying.left if laying else None

    def done() -> None:
        if laying:
            laying.kept.rest({page.path: place / settings.addresses.file(page.path) for page in site.pages})
        if left:
            left.turn()

    try:
        fill = _filling(settings, site, options, unmeant.append, laying)
        replace_folder(place, fill, left.is_same if left else None, done)
    except HostError as error:
        print(f"briefings: the site was not built, and the last one stands:\n{error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"briefings: the site cannot be written to {shown(str(target), 400)}: {_reason(error)}", file=sys.stderr)
        return PROBLEMS
    if not unmeant:
        return FINE
    _tell(replace(site.findings, problems=tuple(unmeant)), settings.project)
    print("briefings: the site was not built, and the last one stands", file=sys.stderr)
    return PROBLEMS


def _checked(target: Path, project: Path) -> int:
    """Whether there can be a site at a place, and of the day that is given: 0, or wrong usage with a word on why."""
    from builder.hosts.dating import wrong_epoch
    from builder.output import not_a_place_for_a_site

    place = _followed(target)
    try:
        reason = not_a_place_for_a_site(place, project)
    except OSError as error:
        print(f"briefings: the site cannot be written to {shown(str(target), 400)}: {_reason(error)}", file=sys.stderr)
        return PROBLEMS
    reason = f"the site cannot go to {shown(str(place), 400)}: {reason}" if reason else wrong_epoch()
    if reason:
        print(f"briefings: {reason}", file=sys.stderr)
    return USAGE if reason else FINE


def _filling(
    settings: "Settings",
    site: "Site",
    options: argparse.Namespace,
    report: Report,
    laying: "Laying | None",
) -> Callable[[Path], bool]:
    """What fills an empty folder with the site and seals it; false where that holds what was not meant."""
    from builder.copies import give_back
    from builder.hosts import mkdocs, zensical
    from builder.manifest import hold
    from builder.model import spending
    from builder.seals.bundle import seal

    def fill(folder: Path) -> bool:
        with working(f"laying out {len(site.pages)} pages"):
            if options.host == "zensical":
                layout = zensical.build(settings, site, folder, strict=options.strict)
            else:
                layout = mkdocs.build(settings, site, folder, strict=options.strict, laying=laying)
        if layout.drawn:  # else files that are no pages are drawn again, to be held against those of the site
            spending.laid_out(site.graph.project)
        gc.collect()  # a page and a file of MkDocs' have each other
        give_back()
        left = laying.left if laying else None
        held = hold(folder, site, settings, layout, left.content if left else None)
        if left:
            left.hold(held.outputs)
        for problem in held.problems:
            report(problem)
        if not held.problems:
            seal(folder, site, settings, held.outputs)
        give_back()  # all that is left to do is with names and marks
        return not held.problems

    return fill


def _repair(target: Path, project: Path) -> None:
    """What a command that was killed has left behind."""
    place = _followed(target)
    with suppress(OSError):
        if any(each.name.startswith(BESIDE) for each in place.parent.iterdir()):
            from builder.output import repair

            repair(place)
    if (project / PAGES).is_dir():
        from builder.hosts import zensical

        zensical.repair(project)


def _followed(target: Path) -> Path:
    """Where a site goes whose folder may be a link: to what that leads to, and the link stays."""
    try:
        return target.resolve()
    except RuntimeError:
        return target  # a link to itself; whatever is done there says so


def _tell(found: "Findings", project: Path, told: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Print it; what comes is how, by where. It need not be laid out again where it was `told` before."""
    from builder.cli.terminal import put, terminal

    where = terminal(sys.stderr)
    text = told.get(str(where))
    if text is None:
        from builder.cli.report import as_text

        text = as_text(found, project, where)
    put(text, sys.stderr)
    return {str(where): text}


def _reason(error: OSError) -> str:
    """In a line: what the system said, of many files the first."""
    import shutil

    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        return re.sub(r"\[Errno \d+\] ([^:]*): .*", r"\1", str(error.args[0][0][-1]), flags=re.DOTALL)
    if error.errno == errno.EBUSY:
        return "another disk is mounted there, and a folder that is one cannot be exchanged; name a folder in it"
    return error.strerror or str(error)
