"""The JSON Schemas as files, for editors to complete and check from."""

import json
from pathlib import Path

from builder.author.files import create, edit
from builder.read.schema import FILES, json_schema

FOLDER = ".schemas"
"""Beside `sources/` and `briefings/`; a name with a dot, so that nothing in it is read."""


def schema_path(kind: str) -> str:
    """Where a project keeps one kind's schema."""
    return f"{FOLDER}/{_name(kind)}"


def as_json(kind: str) -> str:
    """One kind's schema as it is printed and written."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, bytes]:
    """Every schema under the name of its file."""
    return {_name(kind): as_json(kind).encode() for kind in FILES}


def _name(kind: str) -> str:
    return f"{kind}.schema.json"


def write_schemas(folder: Path) -> list[str]:
    """Writes the schemas that are not in the folder as they should be; their names."""
    return [name for name, data in schema_files().items() if _write(folder / name, data)]


def _write(path: Path, data: bytes) -> bool:
    """Whether there was anything to do."""
    if not path.exists():
        create(path, data)
    elif path.read_bytes() != data:
        edit(path, lambda _: data)
    else:
        return False
    return True
