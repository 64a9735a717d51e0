"""Whole projects for tests: written to a folder, compiled, built, and read back as a browser would."""

import contextlib
import hashlib
import importlib.util
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from herd import Herd

from builder.compile import compile_site
from builder.diagnostics import Diagnostic
from builder.model.resolved import Site
from builder.read.configuration import read_settings

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "tests" / "sites"
GOOD = SITES / "good"
FLAGSHIP = ("mkdocs.yml", "briefings", "sources")
EXTENSIONS = ("attr_list", "footnotes", "tables", "toc", "builder.markdown.extension")
"""What both hosts render our pages with."""


def need(host: str) -> None:
    """Skips a test of a host that is not installed: the second is an extra. In CI it must be there."""
    if importlib.util.find_spec(host) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{host} is not installed")


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A project's files on disk; `mkdocs.yml` too, unless it is among them."""
    for name, content in {"mkdocs.yml": "site_name: Test\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def archived(id: str, text: str | bytes, record: str) -> dict[str, str | bytes]:
    """A source with its text, sealed."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    seal = f"sha256: {hashlib.sha256(data).hexdigest()}\n"
    return {f"sources/{id}.txt": data, f"sources/{id}.yaml": seal + record}


def page(body: str, title: str = "Talks", **head: str) -> str:
    """A manuscript with the fields that it cannot do without."""
    fields = {"title": title, "summary": "What was agreed.", **head}
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n\n{body}\n"


def text_scalar(text: str) -> str:
    """A YAML scalar for any text: double-quoted, everything unprintable as an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() and char not in "\ufeff\ufffe\uffff" else escaped(char) for char in quoted
    )


def escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"


def copy(project: Path, to: Path) -> Path:
    """A project in a folder of its own, where it may be built and broken."""
    return Path(shutil.copytree(project, to, symlinks=True, dirs_exist_ok=True))


def flagship(to: Path) -> Path:
    """The repository's own site, as an author has it."""
    for name in FLAGSHIP:
        path = ROOT / name
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, to / name)
    return to


def compiled(project: Path) -> Site:
    problems: list[Diagnostic] = []
    settings = read_settings(project, problems.append)
    return compile_site(settings, problems)


@cache
def herd() -> Herd:
    """One for each process of the tests."""
    return Herd(ROOT)


def briefings(*words: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The command, as a process of its own; begun afresh where a variable may be read by Python itself."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    if not env:
        return herd().run([*map(str, words)], cwd, environment)
    command = [sys.executable, "-m", "builder", *map(str, words)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def built(project: Path, to: Path, *words: str) -> Path:
    """The finished site of a project; its build must succeed."""
    run = briefings("build", "--site-dir", to, *words, cwd=project)
    assert run.returncode == 0, run.stdout + run.stderr
    return to


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """As a user to whom nothing belongs: root may read and write everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def at_a_terminal(*words: str, cwd: Path, **env: str) -> str:
    """What the command writes to a terminal that it takes for its own."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", **env}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in env else None
    run = subprocess.Popen([sys.executable, "-m", "builder", *words], cwd=cwd, env=environment, stdout=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 65536):
            said += piece
    run.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def documented(command: str) -> list[tuple[list[str], str]]:
    """The examples of a command on its page of the documentation: what is typed, and what is printed."""
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    found = re.findall(rf"^```\n\$ briefings ({command}\b[^\n]*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [(shlex.split(typed), printed) for typed, printed in found]


def parse(html: str) -> Element:
    """A page as a browser reads it."""
    return html5lib.parse(html, namespaceHTMLElements=False)


def fragment(page_text: str) -> Element:
    """A page's Markdown as the hosts' own extensions render it, without its head."""
    body = page_text.split("---\n\n", 1)[1] if page_text.startswith("---\n") else page_text
    return parse(markdown.markdown(body, extensions=[*EXTENSIONS]))


def words(element: Element) -> str:
    """What a reader sees of an element, blanks folded."""
    return " ".join("".join(element.itertext()).split())


def elements(root: Element, name: str = "", **attributes: str) -> Iterator[Element]:
    """The elements below `root` of a name, with a class or other attributes."""
    for element in root.iter():
        if name and element.tag != name:
            continue
        if all(value in element.get(key.rstrip("_"), "").split() for key, value in attributes.items()):
            yield element


def expect(path: Path, text: str, *, update: bool) -> None:
    """The text is what the file holds; with `--update`, it is from now on."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.is_file(), f"{path.relative_to(ROOT)} is not there: run pytest --update"
    assert text == path.read_text("utf-8")


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all processes of a test run."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = root / name, root / f"{name}.done"
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.05)
    else:
        try:
            make(folder)
        except BaseException:
            done.write_text(traceback.format_exc())
            raise
        done.touch()
    assert not done.read_text(), done.read_text()
    return folder


def site_of(project: str, factory: pytest.TempPathFactory, *words: str) -> Path:
    """The finished site of a good project or of the flagship; built strictly unless words are given."""

    def make(folder: Path) -> None:
        (folder / "project").mkdir()
        if project == "flagship":
            flagship(folder / "project")
        else:
            copy(GOOD / project, folder / "project")
        built(folder / "project", folder / "site", *(words or ["--strict"]))

    name = "-".join([project, *(word.strip("-") for word in words)])
    return shared(factory, name, make) / "site"


def indexed(site: Path) -> list[dict[str, Any]]:
    """What the search of a finished site has of its pages, entry by entry, whichever host made it."""
    if (site / "search.json").exists():
        return list(json.loads((site / "search.json").read_text("utf-8"))["items"])
    texts = sorted((site / "search/texts").iterdir(), key=lambda each: int(each.stem))
    return [
        {"location": f"{location}#{id}" if id else location, "title": title, "text": text, "tags": tags}
        for path in texts
        for location, entries, tags in json.loads(path.read_text("utf-8"))
        for id, title, text in entries
    ]


def article(page: Element) -> Element:
    """The part of a finished page that is its own; the rest is the theme's."""
    return next(elements(page, "article", class_="md-content__inner"))
