"""Build the compiled pages with Zensical, from a folder and a configuration of ours."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.hosts.mkdocs import HostError
from builder.hosts.settings import EXTENSIONS, OURS, TEMPLATES, extra, navigation, options
from builder.model.resolved import Site
from builder.output import write_pages
from builder.render.assets import SCRIPT, STYLE
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
    theme = settings.project / f"{PAGES}-theme"
    configuration.write_text(_configuration(settings, site, output.name, theme), encoding="utf-8")
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
        shutil.rmtree(theme, ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)


def _configuration(settings: Settings, site: Site, output: str, theme: Path) -> str:
    """YAML: the author's settings with our pages, extensions and navigation.

    What a list says replaces what is inherited, so the author's extensions stand in ours, tags and all.
    """
    author = yaml.compose((settings.project / settings.configuration).read_text("utf-8"), Loader=yaml.SafeLoader)
    written: dict[str, Any] = {
        "INHERIT": settings.configuration,
        "docs_dir": PAGES,
        "site_dir": output,
        "extra_css": [STYLE],
        "extra_javascript": [SCRIPT],
        "theme": {"font": False, "custom_dir": theme.name},
        "extra": {"briefings": extra(settings)},
    }
    _fill(theme, settings.project, _value(_value(author, "theme"), "custom_dir"))
    if not isinstance(_value(author, "theme"), yaml.MappingNode):
        written["theme"]["name"] = "material"
    if not settings.nav:
        written["nav"] = navigation(site)
    written["markdown_extensions"] = None
    ours = yaml.compose(yaml.safe_dump(written, allow_unicode=True), Loader=yaml.SafeLoader)
    pairs = ours.value if isinstance(ours, yaml.MappingNode) else []
    extensions = _extensions(_value(author, "markdown_extensions"), _mapping(options(settings)))
    merged = [(key, extensions if key.value == "markdown_extensions" else value) for key, value in pairs]
    return str(yaml.serialize(yaml.MappingNode(MAP, merged), allow_unicode=True))


def _fill(theme: Path, project: Path, own: yaml.Node | None) -> None:
    """Our templates in a folder, and the author's own over them: this host takes one folder."""
    shutil.rmtree(theme, ignore_errors=True)
    shutil.copytree(TEMPLATES, theme)
    if isinstance(own, yaml.ScalarNode) and own.value and (project / own.value).is_dir():
        shutil.copytree(project / own.value, theme, dirs_exist_ok=True)


TEXT, LIST, MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


def _extensions(author: yaml.Node | None, options: yaml.Node) -> yaml.Node:
    """The author's extensions, in either form in which hosts take them, and those of ours that are not among them.

    `options` are those of our own extension.
    """
    if isinstance(author, yaml.MappingNode):
        known = {key.value for key, _ in author.value}
        missing = [name for name in EXTENSIONS if name not in known]
        added = ((yaml.ScalarNode(TEXT, name), options if name == OURS else _mapping({})) for name in missing)
        return yaml.MappingNode(MAP, [*author.value, *added])
    items = author.value if isinstance(author, yaml.SequenceNode) else []
    named = (item.value[0][0] if isinstance(item, yaml.MappingNode) and item.value else item for item in items)
    known = {str(item.value) for item in named}
    missing = [name for name in EXTENSIONS if name not in known]
    names = ((name, yaml.ScalarNode(TEXT, name)) for name in missing)
    return yaml.SequenceNode(
        LIST, [*items, *(yaml.MappingNode(MAP, [(node, options)]) if name == OURS else node for name, node in names)]
    )


def _mapping(pairs: Mapping[str, str]) -> yaml.Node:
    return yaml.MappingNode(MAP, [(yaml.ScalarNode(TEXT, key), yaml.ScalarNode(TEXT, pairs[key])) for key in pairs])


def _value(mapping: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)
