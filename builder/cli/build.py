"""`briefings build`: check everything, then build the site, whole or not at all."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from builder.cli.progress import working
from builder.cli.project import add_judging, add_project, compiled, fails, near
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import Diagnostic, shown


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
    from builder.hosts import mkdocs, zensical
    from builder.manifest import hold
    from builder.output import replace_folder
    from builder.seals.bundle import seal

    settings, site = found
    if site.problems:
        put(as_text(site, settings.project, terminal(sys.stderr)), sys.stderr)
    if fails(site, strict=options.strict):
        return PROBLEMS
    host = zensical if options.host == "zensical" else mkdocs
    target = (options.site_dir or settings.project / "site").absolute()
    if reason := _not_to_be_built(target, settings.project):
        print(f"briefings: {reason}", file=sys.stderr)
        return USAGE

    unmeant: list[Diagnostic] = []

    def fill(folder: Path) -> bool:
        with working(f"laying out {len(site.pages)} pages"):
            layout = host.build(settings, site, folder, strict=options.strict)
        held = hold(folder, site, settings, layout)
        unmeant.extend(held.problems)
        if not unmeant:
            seal(folder, site, settings, held.outputs)
        return not unmeant

    try:
        if not replace_folder(target, fill):
            put(as_text(replace(site, problems=tuple(unmeant)), settings.project, terminal(sys.stderr)), sys.stderr)
            print("briefings: the site was not built, and the last one stands", file=sys.stderr)
            return PROBLEMS
    except mkdocs.HostError as error:
        print(f"briefings: the site was not built, and the last one stands:\n{error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(
            f"briefings: the site cannot be written to {shown(str(target), 400)}: {error.strerror or error}",
            file=sys.stderr,
        )
        return PROBLEMS
    pages = sum(1 for page in site.pages if page.path.endswith(".md"))
    put(f"{summary(site.counts)}; {pages} pages: open {shown(str(near(target / 'index.html')), 400)}")
    return FINE


def _not_to_be_built(target: Path, project: Path) -> str:
    """Why there can be no site at a place, or of the day that is given; empty where there can."""
    from builder.hosts.dating import wrong_epoch
    from builder.output import not_a_place_for_a_site

    reason = not_a_place_for_a_site(target.resolve(), project)
    return f"the site cannot go to {shown(str(target), 400)}: {reason}" if reason else wrong_epoch()
