"""What the program is made of and what it may reach: locked dependencies, no network, workflows with least rights."""

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import ROOT, archived, need, page, write
from test_preview import until

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


# ── dependencies ───────────────────────────────────────────────────────────────────────────────


def normal(name: str) -> str:
    """A distribution's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(*groups: str) -> set[str]:
    """The names that `pyproject.toml` requires, with those of some extras."""
    lines = [*PROJECT["dependencies"], *(each for group in groups for each in PROJECT["optional-dependencies"][group])]
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in lines}


CLUSTER = {"distributed": ["distributed"]}
"""What only the extra `dask` has, which is not in the lock."""


def requirements() -> Iterator[tuple[str, list[str]]]:
    """Each entry of the lock, and the options that follow it."""
    for entry in re.sub(r"\\\n", " ", LOCK).splitlines():
        if entry.strip() and not entry.startswith("#"):
            name, *options = entry.split()
            yield name, options


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    found = dict(requirements())
    assert len(found) > 80
    for name, options in found.items():
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[\w.!+-]+", name), name
        assert options, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in options), name
    assert not re.search(r"://|@|--(?!hash=)|/", LOCK)


def test_everything_that_is_required_is_locked() -> None:
    locked = {normal(name.partition("==")[0]) for name, _ in requirements()}
    assert required("dev", "zensical") - locked == set()


def imported(folder: Path) -> set[str]:
    """The modules that the files of a folder import, those of the standard library aside."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    own = {
        "builder",
        "benchmarks",
        *(path.stem for path in (ROOT / "tests").rglob("*.py")),
        *(path.name for path in (ROOT / "tests").iterdir()),
    }
    return found - own - {*sys.stdlib_module_names}


@pytest.mark.parametrize(("folder", "groups"), [("builder", ()), ("tests", ("dev", "zensical"))])
def test_everything_that_is_imported_is_required(folder: str, groups: tuple[str, ...]) -> None:
    """What comes by way of another could go with it."""
    known, allowed = {**packages_distributions(), **CLUSTER}, required(*groups, "dask")
    modules = imported(ROOT / folder)
    assert len(modules) > 10
    assert [name for name in sorted(modules) if not {normal(each) for each in known.get(name, ())} & allowed] == []


def test_everything_is_installed_by_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installs = [line.strip() for line in makefile.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation -e ." in installs[1]
    assert "--no-emit-index-url --no-emit-trusted-host --no-emit-find-links" in makefile


# ── no network ─────────────────────────────────────────────────────────────────────────────────

NAMESPACES = (
    ["unshare", "-rn"],
    ["unshare", "-n"],
    ["sudo", "-n", "unshare", "-n", "--setuid", str(os.getuid()), "--setgid", str(os.getgid())],
)
"""How a process is started without any network, where the system lets this user."""
LAKE = {
    **archived(
        "memo", "The pier is closed. Nobody said why.", "title: Memo\nquotes: {pier: {exact: pier is closed}}\n"
    ),
    "briefings/lake.md": page("Closed [@memo/pier]."),
}


@cache
def outside() -> list[str]:
    """What to start a command with so that it has no network; nothing where that is refused."""
    for command in NAMESPACES:
        try:
            if subprocess.run([*command, "true"], capture_output=True, timeout=20).returncode == 0:
                return command
        except OSError:
            continue
    return []


def environment(log: Path) -> dict[str, str]:
    paths = [str(ROOT / "tests/elsewhere"), str(ROOT)]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return {**os.environ, **proxies, "PYTHONPATH": os.pathsep.join(paths), "OFFLINE": str(log)}


def offline(command: list[str], cwd: Path, log: Path) -> subprocess.CompletedProcess[str]:
    """What a command says where there is no network; the environment is handed over by name, for `sudo` keeps none."""
    named = [f"{name}={value}" for name, value in environment(log).items()]
    whole = [*outside(), "env", *named, *command]
    return subprocess.run(whole, cwd=cwd, capture_output=True, text=True, timeout=120)


def python(code: str, tmp_path: Path) -> str:
    return offline([sys.executable, "-c", code], tmp_path, tmp_path / "log").stderr


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 9), 2)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=2)",
    ],
)
def test_whoever_asks_another_machine_is_caught(code: str, tmp_path: Path) -> None:
    """Else the next tests would prove nothing."""
    assert "no other machine may be asked" in python(code, tmp_path)
    assert (tmp_path / "log").read_text().startswith("socket.")


def test_a_namespace_has_no_way_out() -> None:
    """Where there are none, only what is written in Python is watched; in CI there must be one."""
    if not outside():
        assert not os.environ.get("CI")
        return
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    run = subprocess.run([*outside(), sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout == "['lo']\n"


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_no_step_of_a_build_opens_a_socket(host: str, tmp_path: Path) -> None:
    need(host)
    project, log = write(tmp_path / "project", LAKE), tmp_path / "log"
    briefings = [sys.executable, "-m", "builder"]
    built = offline([*briefings, "build", "--strict", "--host", host], project, log)
    assert (built.returncode, built.stderr) == (0, "")
    checked = offline([*briefings, "verify", "--sources", "sources"], project, log)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert not log.exists(), log.read_text()


def test_no_other_command_opens_a_socket(tmp_path: Path) -> None:
    project, log = (
        write(tmp_path / "project", {**LAKE, "page.html": "<title>A</title><p>" + "One two three. " * 30}),
        tmp_path / "log",
    )
    for words in (["check", "--strict"], ["add", "page.html", "--id", "page"]):
        run = offline([sys.executable, "-m", "builder", *words], project, log)
        assert run.returncode == 0, run.stderr
    assert not log.exists(), log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["status"], ["coverage", "memo"], ["impact", "memo"], ["suggest", "memo"], ["rules"], ["schema", "source"], ["quote", "memo", "said why"],
        ["explain", "stray-file"], ["completion", "bash"], ["new", "begun"],
    ],
)  # fmt: skip
def test_no_command_at_all_opens_a_socket(words: list[str], tmp_path: Path) -> None:
    project, log = write(tmp_path / "project", LAKE), tmp_path / "log"
    run = offline([sys.executable, "-m", "builder", *words], project, log)
    assert run.returncode == 0, run.stderr
    assert not log.exists(), log.read_text()


@pytest.mark.slow
def test_a_preview_listens_and_asks_nobody(tmp_path: Path) -> None:
    project, log = write(tmp_path / "project", LAKE), tmp_path / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builder", "serve", "--address", f"127.0.0.1:{port}"]
    run = subprocess.Popen(command, cwd=project, env=environment(log), stdout=subprocess.DEVNULL)
    try:
        until(f"http://127.0.0.1:{port}/lake/", "Closed")
    finally:
        run.send_signal(signal.SIGINT)
        assert run.wait(20) in (0, 130)
    assert not log.exists(), log.read_text()


# ── workflows ──────────────────────────────────────────────────────────────────────────────────

WORKFLOWS = sorted(
    path for folder in (ROOT / ".github", ROOT / "builder/author/starter/dot-github") for path in folder.rglob("*.y*ml")
)
RIGHTS = {
    "test": {"contents": "read"},
    "build": {"contents": "read"},
    "publish": {"pages": "write", "id-token": "write"},
}
"""What each job may do, by its name."""


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def workflow(request: pytest.FixtureRequest) -> dict[Any, Any]:
    loaded = yaml.safe_load(request.param.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_are_workflows() -> None:
    assert len(WORKFLOWS) == 2


def test_a_workflow_has_no_rights_and_each_job_the_least(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        name: RIGHTS[name] for name in workflow["jobs"]
    }


def test_every_action_is_pinned_by_its_commit_with_its_version_beside_it(workflow: dict[Any, Any]) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_pin_says_which_version_it_is(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert [line for line in lines if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_a_workflow_keeps_no_credentials_and_runs_no_words_of_others(workflow: dict[Any, Any]) -> None:
    assert {*workflow[True]} <= {"push", "pull_request"}  # `on`, as YAML 1.1 reads it
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", ""), "an expression in a script is code of whoever wrote its value"
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
