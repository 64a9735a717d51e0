"""`briefings build`: check everything, then build the site, whole or not at all."""

import argparse
import errno
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.progress import working
from builder.cli.project import add_judging, add_project, compiled, fails, near
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import Diagnostic, Report, shown

if TYPE_CHECKING:
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
    add_judging(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, options.today)
    if found is None:
        return USAGE
    from builder.cli.report import as_text, summary
    from builder.cli.terminal import put, terminal
    from builder.hosts import zensical
    from builder.output import repair

    settings, site = found
    target = (options.site_dir or settings.project / "site").absolute()
    repair(_followed(target))
    zensical.repair(settings.project)
    if site.problems:
        put(as_text(site, settings.project, terminal(sys.stderr)), sys.stderr)
    if fails(site, strict=options.strict):
        return PROBLEMS
    if status := _build(target, settings, site, options):
        return status
    pages = sum(1 for page in site.pages if page.path.endswith(".md"))
    put(f"{summary(site.counts)}; {pages} pages: open {shown(str(near(target / 'index.html')), 400)}")
    return FINE


def _build(target: Path, settings: "Settings", site: "Site", options: argparse.Namespace) -> int:
    """The site in its place, or why it is not there in one line; 0 if it is."""
    from builder.hosts.mkdocs import HostError
    from builder.output import not_a_place_for_a_site, replace_folder

    unmeant: list[Diagnostic] = []
    name = shown(str(target), 400)
    try:
        place = _followed(target)
        if reason := not_a_place_for_a_site(place, settings.project):
            print(f"briefings: the site cannot go to {name}: {reason}", file=sys.stderr)
            return USAGE
        replace_folder(place, _filling(settings, site, options, unmeant.append))
    except HostError as error:
        print(f"briefings: the site was not built, and the last one stands:\n{error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"briefings: the site cannot be written to {name}: {_reason(error)}", file=sys.stderr)
        return PROBLEMS
    if unmeant:
        _tell(unmeant, settings, site)
    return PROBLEMS if unmeant else FINE


def _filling(settings: "Settings", site: "Site", options: argparse.Namespace, report: Report) -> Callable[[Path], bool]:
    """What fills an empty folder with the site; false where that holds what was not meant."""
    from builder.hosts import mkdocs, zensical
    from builder.manifest import hold

    host = zensical if options.host == "zensical" else mkdocs

    def fill(folder: Path) -> bool:
        with working(f"laying out {len(site.pages)} pages"):
            layout = host.build(settings, site, folder, strict=options.strict)
        problems = hold(folder, site, settings, layout).problems
        for problem in problems:
            report(problem)
        return not problems

    return fill


def _followed(target: Path) -> Path:
    """Where a site goes whose folder may be a link: to what that leads to, and the link stays."""
    try:
        return target.resolve()
    except RuntimeError:
        return target  # a link to itself; whatever is done there says so


def _tell(unmeant: list[Diagnostic], settings: "Settings", site: "Site") -> None:
    from builder.cli.report import as_text
    from builder.cli.terminal import put, terminal

    put(as_text(replace(site, problems=tuple(unmeant)), settings.project, terminal(sys.stderr)), sys.stderr)
    print("briefings: the site was not built, and the last one stands", file=sys.stderr)


def _reason(error: OSError) -> str:
    """In a line: what the system said, of many files the first."""
    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        return re.sub(r"\[Errno \d+\] ([^:]*): .*", r"\1", str(error.args[0][0][-1]), flags=re.DOTALL)
    if error.errno == errno.EBUSY:
        return "another disk is mounted there, and a folder that is one cannot be exchanged; name a folder in it"
    return error.strerror or str(error)
