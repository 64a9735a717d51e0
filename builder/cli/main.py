"""The command `briefings`: words in, exit status out."""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.cli.report import as_json, as_text, summary
from builder.cli.revisions import RevisionError, at_revision
from builder.cli.rules import rules_page
from builder.cli.usage import Parser, unknown_words
from builder.compile import compile_site
from builder.diagnostics import Diagnostic, Severity
from builder.model.resolved import Site
from builder.output import replace_folder
from builder.read.configuration import CONFIGURATION, read_settings
from builder.settings import Settings

FINE, PROBLEMS, USAGE = 0, 1, 2


def main(words: list[str] | None = None) -> int:
    """0: nothing wrong; 1: problems in the author's files; 2: wrong usage or no project."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options, unknown = _parser().parse_known_args(words)
    if unknown:
        print(unknown_words(unknown, options.command), file=sys.stderr)
        return USAGE
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except BrokenPipeError:
        return FINE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="briefings", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read and check everything; write nothing")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print what was found")
    check.add_argument(
        "--since", metavar="REV", help="also report what was changed since a git revision and not logged"
    )
    check.set_defaults(run=_check, command=check)
    build = commands.add_parser("build", help="check everything, then build the site")
    build.add_argument("--host", choices=("mkdocs", "zensical"), default="mkdocs", help="which generator lays it out")
    build.add_argument("--site-dir", type=Path, help="where the site goes; `site` in the project unless given")
    build.set_defaults(run=_build, command=build)
    for command in (check, build):
        command.add_argument("--strict", action="store_true", help="fail on warnings too")
        command.add_argument("--today", type=_day, help="the day to judge `review_by` by, as 2027-01-31")
    serve = commands.add_parser("serve", help="a live preview on this machine")
    serve.add_argument("--address", default="127.0.0.1:8000", help="host and port")
    serve.set_defaults(run=_serve, command=serve)
    schema = commands.add_parser("schema", help="print the JSON Schema of one kind of file, for editors")
    schema.add_argument("kind", choices=("source", "people", "organizations", "events", "front-matter", "briefing"))
    schema.set_defaults(run=_schema, command=schema)
    rules = commands.add_parser("rules", help="print what every rule means, as Markdown")
    rules.set_defaults(run=_rules, command=rules)
    for command in (check, build, serve):
        command.add_argument("--project", type=Path, default=Path(), help="the folder with mkdocs.yml")
    return parser


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{words}` is no day: write it as 2027-01-31") from None


def _compile(project: Path, day: str, since: str | None = None) -> tuple[Settings, Site] | None:
    """The project's settings and its compiled site; none, with a word on why, where there is no project."""
    if not (project / CONFIGURATION).is_file():
        print(f"briefings: no project here: {project / CONFIGURATION} is not a file", file=sys.stderr)
        return None
    problems: list[Diagnostic] = []
    settings = replace(read_settings(project, problems.append), day=day)
    if since is None:
        return settings, compile_site(settings, problems)
    try:
        with at_revision(settings.project, since) as earlier:
            before = read_settings(earlier, lambda _: None)
            return settings, compile_site(settings, problems, since=before)
    except RevisionError as error:
        print(f"briefings: --since: {error}", file=sys.stderr)
        return None


def _fails(site: Site, *, strict: bool) -> bool:
    return any(strict or problem.severity is Severity.ERROR for problem in site.problems)


def _check(options: argparse.Namespace) -> int:
    compiled = _compile(options.project, options.today or "", options.since)
    if compiled is None:
        return USAGE
    settings, site = compiled
    print(as_json(site) if options.format == "json" else as_text(site, settings.project))
    return PROBLEMS if _fails(site, strict=options.strict) else FINE


def _build(options: argparse.Namespace) -> int:
    from builder.hosts import mkdocs, zensical

    compiled = _compile(options.project, options.today or "")
    if compiled is None:
        return USAGE
    settings, site = compiled
    if site.problems:
        print(as_text(site, settings.project), file=sys.stderr)
    if _fails(site, strict=options.strict):
        return PROBLEMS
    host = zensical if options.host == "zensical" else mkdocs
    target = (options.site_dir or settings.project / "site").absolute()

    if reason := _not_a_place_for_a_site(target.resolve(), settings.project):
        print(f"briefings: the site cannot go to {target}: {reason}", file=sys.stderr)
        return USAGE

    def fill(folder: Path) -> bool:
        host.build(settings, site, folder, strict=options.strict)
        return True

    try:
        replace_folder(target, fill)
    except mkdocs.HostError as error:
        print(f"briefings: the site was not built, and the last one stands:\n{error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"briefings: the site cannot be written to {target}: {error.strerror or error}", file=sys.stderr)
        return PROBLEMS
    pages = sum(1 for page in site.pages if page.path.endswith(".md"))
    print(f"{summary(site.counts)}; {pages} pages: open {_near(target / 'index.html')}")
    return FINE


def _not_a_place_for_a_site(target: Path, project: Path) -> str:
    """Why a folder must not be replaced by a site; empty where it may be."""
    own = [project / name for name in ("sources", "briefings", "builder", "tests", ".git")]
    if project.is_relative_to(target) or any(target.is_relative_to(folder) for folder in own):
        return "the project's own files are there"
    if target.exists() and not target.is_dir():
        return "it is a file"
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        return "the folder is not empty, and what it holds is no site"
    return ""


def _near(path: Path) -> Path:
    """A path as the author would type it here: relative, unless it lies far away."""
    near = Path(os.path.relpath(path))
    return path if near.parts[:2] == ("..", "..") else near


def _serve(options: argparse.Namespace) -> int:
    from mkdocs.commands.serve import serve

    from builder.hosts.mkdocs import defaults

    path = options.project / CONFIGURATION
    if not path.is_file():
        print(f"briefings: no project here: {path} is not a file", file=sys.stderr)
        return USAGE
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler())
    print(f"serving on http://{options.address}/; Ctrl+C ends it", flush=True)
    serve(str(path), dev_addr=options.address, **defaults(path))
    return FINE


def _rules(_: argparse.Namespace) -> int:
    print(rules_page(), end="")
    return FINE


def _schema(options: argparse.Namespace) -> int:
    import json

    from builder.read.schema import json_schema

    print(json.dumps(json_schema(options.kind), ensure_ascii=False, indent=2))
    return FINE
