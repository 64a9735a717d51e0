"""Files as an editor reads and judges them: YAML 1.2's core schema, and the JSON Schema of their kind."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from builder.read.schema import FILES


def core(written: str) -> object:
    """What an unquoted scalar is in YAML 1.2's core schema, by which editors read."""
    if written in ("", "~", "null", "Null", "NULL"):
        return None
    if written in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return written.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", written, re.ASCII):
        return int(written)
    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", written):
        return int(written, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", written, re.ASCII):
        return float(written)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", written):
        return float(written.replace(".", ""))
    return written


def in_an_editor(text: str) -> object:
    def loaded(node: yaml.Node | None) -> object:
        match node:
            case yaml.MappingNode():
                return {key.value: loaded(value) for key, value in node.value}
            case yaml.SequenceNode():
                return [loaded(item) for item in node.value]
            case yaml.ScalarNode():
                return core(node.value) if node.style is None else node.value
        return None

    return loaded(yaml.compose(text, Loader=yaml.SafeLoader))


def is_bound(path: str, globs: str | list[str]) -> bool:
    """Whether an editor's setting binds a path: the last pattern that fits decides, and `!` takes out."""
    bound = False
    for glob in [globs] if isinstance(globs, str) else globs:
        parts = re.split(r"(\*\*/|\*)", glob.removeprefix("!"))
        pattern = "".join({"**/": "(?:[^/]+/)*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
        if re.fullmatch(pattern, path):
            bound = not glob.startswith("!")
    return bound


def complaints(schema: dict[str, object], text: str) -> list[str]:
    """What an editor underlines."""
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(in_an_editor(text))
    ]


def files_of(project: Path) -> Iterator[tuple[str, Path, str]]:
    """A project's files that have a schema: its kind, the path, and the YAML in it."""
    for path in sorted((project / "sources").glob("*.yaml")):
        yield "source", path, path.read_text("utf-8")
    for path in sorted((project / "briefings").rglob("*.yaml")):
        yield path.stem if path.stem in FILES else "briefing", path, path.read_text("utf-8")
    for path in sorted((project / "briefings").rglob("*.md")):
        if path.name != "index.md":  # which needs neither title nor summary
            yield "front-matter", path, path.read_text("utf-8").split("---\n")[1]
