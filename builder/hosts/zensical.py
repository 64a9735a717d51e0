"""Build the compiled pages with Zensical, from a folder and a configuration of ours."""

import contextlib
import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from builder.aside import PAGES
from builder.disk import remove
from builder.hosts.inherited import Given, configuration, custom_dir
from builder.hosts.layouts import of_zensical
from builder.hosts.mkdocs import HostError
from builder.hosts.settings import TEMPLATES
from builder.locks import alone, if_alone
from builder.manifest import Layout
from builder.model.resolved import Site
from builder.output import write_pages
from builder.settings import Settings

CONFIGURATION = f"{PAGES}.yml"
THEME = f"{PAGES}-theme"
OUTPUT = f"{PAGES}-site"
CACHE = ".cache"
"""The host's own, which it empties first."""
FULL = 64 * 1024
"""Bytes left of a disk that is full: the host does not say so, and may end as if its pages were whole."""
STYLED = re.compile(r'"style",\{\},(\w+)\.toString\(\)')


def build(settings: Settings, site: Site, folder: Path, *, strict: bool) -> Layout:
    """The finished site in `folder`, by way of `.pages/` and a configuration of ours; what the host added."""
    program = Path(sys.executable).with_name("zensical")
    found = str(program) if program.exists() else shutil.which("zensical")
    if not found:
        raise HostError("zensical is not installed: pip install 'annotated-briefings[zensical]'")
    pages = settings.project / PAGES
    if pages.is_symlink() or not pages.is_dir():
        remove(pages)
    pages.mkdir(exist_ok=True)
    with alone(pages) as lock:
        clear(settings.project)
        write_pages(site.pages, pages)
        try:
            custom = _prepare(settings, site)
            _run(found, settings.project, lock, strict=strict)
            _move(settings.project / OUTPUT, folder)
        finally:
            clear(settings.project)
    return of_zensical(custom)


def clear(project: Path) -> None:
    """What the host works with and leaves, beside `.pages/`: a cache too, which is never taken for granted."""
    for name in (CONFIGURATION, THEME, OUTPUT):
        remove(project / name)
    cache = project / CACHE
    if cache.is_symlink() or cache.is_file():  # the host would empty the folder that it leads to
        remove(cache)


def repair(project: Path) -> None:
    """Clears up what a killed build left in the project, unless another build is at work there."""
    if any(os.path.lexists(project / name) for name in (CONFIGURATION, THEME, OUTPUT)) and (project / PAGES).is_dir():
        with contextlib.suppress(OSError), if_alone(project / PAGES) as free:
            if free:
                clear(project)


def _prepare(settings: Settings, site: Site) -> Path | None:
    """Templates and configuration for the host; the author's own folder of templates, if any."""
    author = (settings.project / settings.configuration).read_text("utf-8")
    own = custom_dir(author)
    custom = settings.project / own if own else None
    shutil.copytree(TEMPLATES, settings.project / THEME)
    if custom and custom.is_dir():  # over ours: this host takes one folder
        shutil.copytree(custom, settings.project / THEME, dirs_exist_ok=True)
    given = Given(PAGES, OUTPUT, THEME, tuple(styles()), Path(str(files("zensical"))) / "templates")
    (settings.project / CONFIGURATION).write_text(configuration(author, settings, site, given), encoding="utf-8")
    return custom


def _run(program: str, project: Path, lock: int | None, *, strict: bool) -> None:
    """The host, which holds our lock as long as it lives; `HostError` with its words if it fails."""
    command = [program, "build", "--clean", "--config-file", str(project / CONFIGURATION)]
    run = subprocess.run(  # noqa: S603  # our own arguments
        [*command, *(["--strict"] if strict else [])],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=project,
        pass_fds=[] if lock is None else [lock],
        check=False,
    )
    if shutil.disk_usage(project).free < FULL:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if run.returncode or not (project / OUTPUT / "index.html").is_file():
        raise HostError(_said(run.stdout + run.stderr) or f"zensical ended with status {run.returncode}")


def _said(output: str) -> str:
    """What the host said; of a trace of its own the last line, which says what happened."""
    before, trace, after = output.strip().partition("Traceback (most recent call last):")
    return f"{before}{after.splitlines()[-1]}" if trace and after.strip() else before


def _move(output: Path, folder: Path) -> None:
    """The host's folder in the place of an empty one; copied where that is on another disk."""
    try:
        output.rename(folder)
    except OSError:
        shutil.copytree(output, folder, symlinks=True, dirs_exist_ok=True)


def styles() -> Iterator[str]:
    """Style sheets that the host's script holds as text, for its search, and puts into each page."""
    with contextlib.suppress(ModuleNotFoundError):
        for script in sorted(Path(str(files("zensical"))).glob("templates/assets/javascripts/bundle.*.js")):
            text = script.read_text("utf-8")
            for name in STYLED.findall(text):
                yield from re.findall(rf"\b{re.escape(name)}='([^'\\]*)'", text)
