"""Build the compiled pages with Zensical, from a folder and a configuration of ours."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from builder.hosts.inherited import Given, configuration, custom_dir
from builder.hosts.mkdocs import HostError
from builder.hosts.settings import TEMPLATES
from builder.model.resolved import Site
from builder.output import write_pages
from builder.settings import Settings

PAGES = ".pages"
CONFIGURATION = ".pages.yml"
STYLED = re.compile(r'"style",\{\},(\w+)\.toString\(\)')


def build(settings: Settings, site: Site, folder: Path, *, strict: bool) -> None:
    """The finished site in `folder`, by way of `.pages/` and a configuration made of the author's."""
    program = Path(sys.executable).with_name("zensical")
    found = str(program) if program.exists() else shutil.which("zensical")
    if not found:
        raise HostError("zensical is not installed: pip install 'annotated-briefings[zensical]'")
    for name in (PAGES, CONFIGURATION, f"{PAGES}-site", f"{PAGES}-theme"):
        if (settings.project / name).is_symlink():  # what it leads to is not ours to write, nor to clear
            (settings.project / name).unlink()
    write_pages(site.pages, settings.project / PAGES)
    written = settings.project / CONFIGURATION
    output = settings.project / f"{PAGES}-site"
    shutil.rmtree(output, ignore_errors=True)
    theme = settings.project / f"{PAGES}-theme"
    author = (settings.project / settings.configuration).read_text("utf-8")
    _fill(theme, settings.project, custom_dir(author))
    given = Given(PAGES, output.name, theme.name, tuple(styles()), Path(str(files("zensical"))) / "templates")
    written.write_text(configuration(author, settings, site, given), encoding="utf-8")
    try:
        command = [found, "build", "--clean", "--config-file", str(written), *(["--strict"] if strict else [])]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        run = subprocess.run(  # noqa: S603  # our own arguments
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            cwd=settings.project,
            check=False,
        )
        if run.returncode or not (output / "index.html").is_file():
            raise HostError((run.stdout + run.stderr).strip() or f"zensical ended with status {run.returncode}")
        shutil.copytree(output, folder, dirs_exist_ok=True)
    finally:
        written.unlink(missing_ok=True)
        shutil.rmtree(theme, ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)


def _fill(theme: Path, project: Path, own: str) -> None:
    """Our templates in a folder, and the author's own over them: this host takes one folder."""
    shutil.rmtree(theme, ignore_errors=True)
    shutil.copytree(TEMPLATES, theme)
    if own and (project / own).is_dir():
        shutil.copytree(project / own, theme, dirs_exist_ok=True)


def styles() -> Iterator[str]:
    """Style sheets that the host's script holds as text, for its search, and puts into each page."""
    with contextlib.suppress(ModuleNotFoundError):
        for script in sorted(Path(str(files("zensical"))).glob("templates/assets/javascripts/bundle.*.js")):
            text = script.read_text("utf-8")
            for name in STYLED.findall(text):
                yield from re.findall(rf"\b{re.escape(name)}='([^'\\]*)'", text)
