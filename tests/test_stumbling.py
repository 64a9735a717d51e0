"""A hook, a plugin or an extension that raises ends a build in a line that names it, and the last site stands."""

import errno
import importlib
import sys
from pathlib import Path

import pytest
from projects import briefings, page, write

from builder.hosts.blame import culprit, failure, is_of_the_disk

EXTENSION = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Torn(Preprocessor):
    def run(self, lines):
        return lines + [{}["torn"]]

class Own(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Torn(md), "torn", 5)

def on_config(config):
    config.markdown_extensions.append(Own())
"""
HOOKS = {
    "a page": ("def on_page_markdown(text, **_):\n    raise ValueError('boom')\n", "line 2 with ValueError: boom"),
    "an extension": (EXTENSION, "line 7 with KeyError: 'torn'"),
    "what is not there": ("import nothere\n", "line 1 with ModuleNotFoundError: No module named 'nothere'"),
    "a file": (
        "def on_pre_build(**_):\n    open('not/here')\n",
        "line 2 with FileNotFoundError: [Errno 2] No such file or directory: 'not/here'",
    ),
    "an exit": ("def on_post_build(**_):\n    raise SystemExit(0)\n", "line 2 with SystemExit: 0"),
    "a loop": (
        "def on_env(env, **_):\n    return on_env(env)\n",
        "line 2 with RecursionError: maximum recursion depth exceeded",
    ),
    "nothing said": ("def on_files(files, **_):\n    assert False\n", "line 2 with AssertionError: it gave no reason"),
}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_that_raises_is_named_and_the_last_site_stands(hook: str, tmp_path: Path) -> None:
    text, said = HOOKS[hook]
    settings = "site_name: Test\nhooks: [hooks/own.py]\n"
    files = {"mkdocs.yml": settings, "hooks/own.py": text, "briefings/lake.md": page("Text.")}
    write(tmp_path, {**files, "site/index.html": "the last one"})
    run = briefings("build", cwd=tmp_path)
    assert (run.returncode, (tmp_path / "site/index.html").read_text()) == (1, "the last one")
    lines = run.stderr.splitlines()
    assert lines[0] == "briefings: the site was not built, and the last one stands:"
    assert lines[-1] == f"mkdocs stopped in `hooks/own.py`, {said}; look at `hooks/own.py`"
    assert "Traceback" not in run.stderr
    assert len(lines) <= 3


# ── whose fault it is ──────────────────────────────────────────────────────────────────────────

PLUGIN = """
class Torn:
    def run(self, error):
        raise error
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """One that is installed beside the project."""
    write(tmp_path / "installed", {"torn_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(tmp_path / "installed")
    monkeypatch.delitem(sys.modules, "torn_plugin", raising=False)
    return importlib.import_module("torn_plugin").Torn()


def raised(plugin: object, error: Exception) -> Exception:
    try:
        plugin.run(error)  # type: ignore[attr-defined]
    except type(error) as caught:
        return caught
    raise AssertionError


def test_a_plugin_is_named_as_the_settings_name_it(plugin: object, tmp_path: Path) -> None:
    error = raised(plugin, ValueError("boom"))
    told = failure(error, tmp_path / "project", {"cards": plugin, "search": object()})
    assert told == "mkdocs stopped in the plugin `cards` with ValueError: boom; look at the plugin `cards`"


def test_of_what_is_nobodys_the_settings_are_to_be_looked_at(plugin: object, tmp_path: Path) -> None:
    error = raised(plugin, ValueError("boom"))
    told = failure(error, tmp_path / "project", {})
    assert told == "mkdocs stopped with ValueError: boom; look at what mkdocs.yml says of it"


def test_what_is_installed_in_the_project_is_not_its_own(plugin: object, tmp_path: Path) -> None:
    error = raised(plugin, ValueError("boom"))
    assert culprit(error, tmp_path, {}) == "`installed/torn_plugin.py`, line 4"
    packages = tmp_path / "project/.venv/site-packages"
    write(packages, {"torn_plugin.py": PLUGIN})
    scope: dict[str, type] = {}
    exec(compile(PLUGIN, str(packages / "torn_plugin.py"), "exec"), scope)  # noqa: S102  # its own
    assert culprit(raised(scope["Torn"](), ValueError()), tmp_path / "project", {}) == ""


@pytest.mark.parametrize(
    ("error", "disk"),
    [
        (OSError(errno.ENOSPC, "full"), True),
        (OSError(errno.EACCES, "denied"), False),
        (OSError("no number"), False),
        (ValueError("boom"), False),
    ],
)
def test_a_full_disk_is_nobodys_fault(error: Exception, disk: bool, plugin: object, tmp_path: Path) -> None:
    assert is_of_the_disk(raised(plugin, error), tmp_path / "project", {"cards": plugin}) == disk


def test_what_the_system_refuses_the_host_is_the_disks(plugin: object, tmp_path: Path) -> None:
    assert is_of_the_disk(raised(plugin, OSError(errno.EACCES, "denied")), tmp_path / "project", {})
