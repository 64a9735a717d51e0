"""What is timed: the theme alone on the pages that our compile makes, and our commands on their project."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Cost, cost
from benchmarks.preview import saved
from benchmarks.projects import SETTINGS
from builder.compile import compile_site
from builder.output import write_pages
from builder.read.configuration import read_settings

PLAIN = """site_name: Benchmark
site_url: https://example.org/
theme: {name: material, font: false, features: [navigation.prune]}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]
not_in_nav: "/**"
"""
OVERRIDE = "{{% extends 'briefings.html' %}}{{% block announce %}}{words}{{% endblock %}}\n"
"""A template of the author's own, in which a word changes."""
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "-q"]
BRIEFINGS = [sys.executable, "-m", "builder"]


@dataclass(frozen=True)
class Case:
    name: str
    run: Callable[[], Cost]


def write_plain(project: Path, folder: Path) -> int:
    """The project's compiled pages as a site of the theme alone; how many there are."""
    site = compile_site(read_settings(project, lambda _: None))
    pages = tuple(page for page in site.pages if page.path.endswith(".md"))
    write_pages(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return len(pages)


def cases(project: Path, plain: Path) -> list[Case]:
    """In the order in which a round runs them; each leaves the project as it found it."""

    def build_plain() -> Cost:
        shutil.rmtree(plain / "site", ignore_errors=True)
        return cost(MKDOCS, plain, QUIET)

    def cold() -> Cost:
        forget(project)
        return ours("build")

    def ours(*words: str) -> Cost:
        return cost([*BRIEFINGS, *words, "--project", str(project)], Path.cwd(), QUIET)

    def changed(path: str, old: str, new: str, command: str = "build") -> Callable[[], Cost]:
        def run() -> Cost:
            place = project / path
            before = place.read_text("utf-8")
            if old not in before:
                raise ValueError(f"{path} has no {old!r}")
            place.write_text(before.replace(old, new, 1), "utf-8")
            taken = ours(command)
            place.write_text(before, "utf-8")
            ours(command)
            return taken

        return run

    def check_cold() -> Cost:
        forget(project)
        return ours("check")

    return [
        Case("the theme alone", build_plain),
        Case("check, cold", check_cold),
        Case("check, warm", lambda: ours("check")),
        Case(
            "check, one briefing changed",
            changed("briefings/briefing-0.md", " is named here.", " is named here too.", "check"),
        ),
        Case("build, cold", cold),
        Case("build, nothing changed", lambda: ours("build")),
        Case(
            "build, one briefing changed", changed("briefings/briefing-0.md", " is named here.", " is named here too.")
        ),
        Case(
            "build, one source's title changed", changed("sources/source-0.yaml", "title: Report 0", "title: Account 0")
        ),
        Case(
            "build, one spelling added",
            changed("briefings/people.yaml", "  spellings:\n", "  spellings:\n  - Zyx Qwor\n"),
        ),
        Case("build, one template changed", lambda: template(project, project.with_name("themed"))),
        Case("preview, one briefing saved", lambda: saved(project, [*BRIEFINGS, "serve"])),
    ]


def template(project: Path, themed: Path) -> Cost:
    """In a project of its own, since its template stands around every page."""
    place, page = themed / "overrides/main.html", themed / "site/briefing-0/index.html"
    command = [*BRIEFINGS, "build", "--project", str(themed)]
    if not themed.exists():
        shutil.copytree(project, themed)
        place.parent.mkdir()
        place.write_text(OVERRIDE.format(words="As it was"), "utf-8")
        own = SETTINGS.replace("name: material,", "name: material, custom_dir: overrides,")
        (themed / "mkdocs.yml").write_text(own, "utf-8")
        cost(command, Path.cwd(), QUIET)
    words = "As it was" if "As it is" in page.read_text("utf-8") else "As it is"
    place.write_text(OVERRIDE.format(words=words), "utf-8")
    taken = cost(command, Path.cwd(), QUIET)
    if words not in page.read_text("utf-8"):
        raise ValueError(f"the page has no {words!r}, which its template says")
    return taken


def forget(project: Path) -> None:
    """Everything that an earlier build left."""
    for left in ("site", ".pages", ".cache", ".briefings-cache"):
        shutil.rmtree(project / left, ignore_errors=True)
