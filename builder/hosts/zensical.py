"""Build the compiled pages with Zensical, from a folder and a configuration of ours."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from builder.hosts.mkdocs import HostError
from builder.hosts.settings import EXTENSIONS, navigation
from builder.model.resolved import Site
from builder.output import write_pages
from builder.render.pages import STYLE
from builder.settings import Settings

PAGES = ".pages"
CONFIGURATION = ".pages.yml"


def build(settings: Settings, site: Site, folder: Path, *, strict: bool) -> None:
    """The finished site in `folder`, by way of `.pages/` and a configuration that inherits the author's."""
    program = Path(sys.executable).with_name("zensical")
    found = str(program) if program.exists() else shutil.which("zensical")
    if not found:
        raise HostError("zensical is not installed: pip install 'annotated-briefings[zensical]'")
    write_pages(site.pages, settings.project / PAGES)
    configuration = settings.project / CONFIGURATION
    output = settings.project / f"{PAGES}-site"
    shutil.rmtree(output, ignore_errors=True)
    configuration.write_text(json.dumps(_configuration(settings, site, output.name), indent=2), encoding="utf-8")
    try:
        command = [found, "build", "--clean", "--config-file", str(configuration), *(["--strict"] if strict else [])]
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
        configuration.unlink(missing_ok=True)
        shutil.rmtree(output, ignore_errors=True)


def _configuration(settings: Settings, site: Site, output: str) -> dict[str, Any]:
    """JSON, which is YAML: the author's settings with our pages, extensions and navigation."""
    written: dict[str, Any] = {
        "INHERIT": settings.configuration,
        "docs_dir": PAGES,
        "site_dir": output,
        "extra_css": [STYLE],
        "markdown_extensions": {name: {} for name in EXTENSIONS},
    }
    author = yaml_load((settings.project / settings.configuration).open("rb")) or {}
    theme = {"font": False} if isinstance(author.get("theme"), dict) else {"name": "material", "font": False}
    written["theme"] = theme
    if not settings.nav:
        written["nav"] = navigation(site)
    return written
