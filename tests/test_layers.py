"""The layers of the program, held against its imports."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import ROOT

BUILDER = ROOT / "builder"
BASE = {"builder.rules", "builder.diagnostics", "builder.settings", "builder.dates", "builder.model"}
"""The vocabulary, which everything may speak."""
LATER = {*BASE, "builder.compile", "builder.output", "builder.manifest", "builder.read.configuration"}
"""What stands after the compile may call it, write its pages, and read the settings that it takes."""
LAYERS = {
    "builder.rules": set(),
    "builder.diagnostics": {"builder.rules"},
    "builder.settings": {"builder.diagnostics"},
    "builder.dates": set(),
    "builder.model": {"builder.diagnostics", "builder.dates"},
    "builder.read": {*BASE, "yaml", "pydantic", "pydantic_core", "markdown_it", "markdown", "sentencex", "edtf"},
    "builder.resolve": {*BASE, "regex", "rapidfuzz"},
    "builder.messages": {"babel"},
    "builder.render": {*BASE, "builder.messages", "jinja2", "markupsafe", "babel", "rcssmin", "rjsmin"},
    "builder.export": {*BASE, "builder.messages"},
    "builder.packing": {*BASE, "builder.read", "builder.resolve"},
    "builder.answers": {"builder.cached", "builder.packing"},
    "builder.spread": {*BASE, "builder.answers", "builder.copies", "builder.marks", "builder.read", "builder.resolve"},
    "builder.checking": {*BASE, "builder.spread", "builder.resolve"},
    "builder.compile": {
        *BASE,
        "builder.answers",
        "builder.checking",
        "builder.spread",
        "builder.read",
        "builder.resolve",
        "builder.render",
        "builder.export",
    },
    "builder.locks": set(),
    "builder.copies": set(),
    "builder.marks": set(),
    "builder.walking": set(),
    "builder.cached": {"builder.marks", "builder.walking"},
    "builder.recall": {*BASE, "builder.cached", "builder.marks"},
    "builder.disk": {"builder.walking"},
    "builder.aside": set(),
    "builder.output": {*BASE, "builder.aside", "builder.locks", "builder.disk"},
    "builder.manifest": {*BASE, "builder.walking"},
    "builder.last": {*BASE, "builder.cached", "builder.manifest", "builder.marks"},
    "builder.search": {"regex"},
    "builder.theme": set(),
    "builder.markdown": {"builder.messages", "builder.model", "markdown", "mkdocs"},
    "builder.survey": {*BASE, "builder.resolve", "regex", "sentencex"},
    "builder.author": {
        *BASE,
        "builder.locks",
        "builder.disk",
        "builder.read",
        "builder.resolve",
        "ruamel",
        "trafilatura",
        "lxml",
        "regex",
        "urllib3",
        "certifi",
    },
    "builder.hosts": {
        *LATER,
        "builder.aside",
        "builder.cached",
        "builder.copies",
        "builder.last",
        "builder.locks",
        "builder.marks",
        "builder.disk",
        "builder.markdown",
        "builder.messages",
        "builder.render.assets",
        "builder.search",
        "jinja2",
        "mkdocs",
        "watchdog",
        "regex",
        "yaml",
    },
    "builder.seals": {
        *BASE,
        "builder.manifest",
        "builder.walking",
        "builder.read",
        "builder.resolve",
        "pydantic",
        "lxml",
    },
    "builder.cli": {
        *LATER,
        "builder.answers",
        "builder.aside",
        "builder.cached",
        "builder.copies",
        "builder.last",
        "builder.survey",
        "builder.author",
        "builder.hosts",
        "builder.plugin",
        "builder.recall",
        "builder.seals",
        "builder.spread",
        "mkdocs",
        "rich",
        "argcomplete",
        "distributed",
    },
    "builder.plugin": {
        *LATER,
        "builder.answers",
        "builder.seals.bundle",
        "builder.hosts.compiled",
        "builder.hosts.dating",
        "builder.hosts.joining",
        "builder.hosts.laying",
        "builder.hosts.layouts",
        "builder.hosts.ondemand",
        "builder.hosts.settings",
        "builder.hosts.singly",
        "builder.hosts.templates",
        "builder.hosts.preview",
        "builder.hosts.watching",
        "builder.hosts.searching",
        "mkdocs",
    },
    "builder.__main__": {"builder.cli"},
}
"""Each layer, and what it may import beside the standard library and itself."""
STAGES = {"builder.read", "builder.resolve", "builder.render", "builder.export"}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(BUILDER.rglob("*.py"))
}


def layer(module: str) -> str:
    return next((name for name in LAYERS if within(module, {name})), "")


def within(module: str, names: set[str]) -> bool:
    """Whether a module is one of these or in one of their folders."""
    return any(module == name or module.startswith(f"{name}.") for name in names)


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything that a module imports, late or for its types too: the module, and the names from it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield (full, ()) if full in MODULES else (node.module or "", (alias.name,))


def test_every_module_is_in_a_layer() -> None:
    assert [name for name in MODULES if name != "builder" and not layer(name)] == []
    assert [name for name in LAYERS if not any(within(module, {name}) for module in MODULES)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if name != "builder"])
def test_a_module_imports_what_its_layer_may(module: str) -> None:
    own = layer(module)
    allowed = LAYERS[own] | {own}
    for imported, _ in imports(MODULES[module]):
        standard = imported.split(".")[0] in sys.stdlib_module_names
        assert standard or within(imported, allowed), imported


@pytest.mark.parametrize("module", [name for name in MODULES if within(name, {"builder.hosts"})])
def test_a_host_takes_nothing_of_the_rendering_but_the_names_of_its_assets(module: str) -> None:
    for imported, names in imports(MODULES[module]):
        if within(imported, {"builder.render"}):
            assert set(names) <= {"STYLE", "SCRIPT", "PRELOAD", "UNSCRIPTED", "NEEDED", "WORKER"}


def test_reading_resolving_rendering_and_exporting_do_not_know_each_other() -> None:
    for module, path in MODULES.items():
        if within(module, STAGES):
            for imported, _ in imports(path):
                assert not within(imported, STAGES - {layer(module)}), (module, imported)


def test_no_module_imports_in_a_circle() -> None:
    known = {module: {each for each, _ in imports(path) if each in MODULES} for module, path in MODULES.items()}
    known["builder.render.manuscripts"] -= {"builder.render.blocks"}  # a type's name: a block may hold a page's text
    done: set[str] = set()
    while ready := {module for module, needs in known.items() if module not in done and needs <= done | {module}}:
        done |= ready
    assert sorted({*known} - done) == []


def test_a_package_says_nothing_itself() -> None:
    assert [path for path in BUILDER.rglob("__init__.py") if path.read_text("utf-8")] == []


FORBIDDEN = {"socket", "http", "urllib.request", "time", "random", "secrets", "uuid", "tempfile", "subprocess"}
NAMED = {"uuid5", "NAMESPACE_URL"}
"""Of those, what is a function of its words alone."""
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rename", "today", "utcnow", "getenv", "environ"}


def test_the_compile_writes_nothing_and_asks_neither_clock_nor_network() -> None:
    for module, path in MODULES.items():
        if within(module, {*STAGES, "builder.checking", "builder.compile", *BASE}):
            assert not [each for each, names in imports(path) if within(each, FORBIDDEN) and {*names} - NAMED], module
            tree = ast.walk(ast.parse(path.read_text("utf-8")))
            assert not {node.attr for node in tree if isinstance(node, ast.Attribute)} & WRITING, module
