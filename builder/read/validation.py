"""What a file's node says by its shape, and each fault as a finding at its place."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown, similar
from builder.model.ids import ID_HINT
from builder.read.examples import EXAMPLES
from builder.read.shape import Shape
from builder.read.yaml import Node, Plain, Scalar, Sequence, Table, find, plain

S = TypeVar("S", bound=Shape)
ROUNDS = 8
"""Levels of a file, and so how often what is left can lack something."""
Refuse = Callable[[str], None]
"""Hears the dotted path of what could not be read, so that later stages do not take it for absent."""


def unheard(_: str) -> None:
    """For those who do not ask what was refused."""


PATTERNED = {
    "language": "write a language tag, such as `en`, `fa` or `pt-BR`",
    "sha256": "take it out, and the check says what it is",
}
"""What to write in fields that take text of one kind."""
SHAPES = {"list_type", "dict_type", "model_type", "model_attributes_type"}
"""Faults of what should be a list or a mapping."""


def validate(shape: type[S], node: Node, report: Report, refuse: Refuse = unheard) -> S | None:
    """What the node says, or none. Every fault is reported; fields at fault are left out of the value, and refused."""
    data = plain(node)
    if not isinstance(node, Table):
        report(Diagnostic(node.at, "wrong-kind", "fields belong here, each as `name: value`", "see docs/formats.md"))
        refuse("")
        return None
    for attempt in range(ROUNDS):
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False)
        cut = _cut_lines(faults)
        for fault in faults:
            if attempt == 0 and fault["loc"][:2] not in cut:  # later ones miss only what was taken out
                report(_diagnostic(fault, node, shape))
            elif attempt == 0 and fault["type"] == "extra_forbidden":
                report(_cut_in_two(fault, node))
            _leave_out(fault, data, shape, refuse)
        if any(fault["type"] == "missing" and len(fault["loc"]) == 1 for fault in faults):
            break
        data = _compact(data, node)
    refuse("")
    return None


LINES = ("furniture", "duplicates")
"""Fields that list whole lines of a text, in which a colon makes a mapping of one."""


def _cut_lines(faults: list[ErrorDetails]) -> set[tuple[str | int, ...]]:
    """The entries of such lists that are one unknown field alone: lines that a `: ` cuts in two."""
    found: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for fault in faults:
        if fault["loc"][0] in LINES and len(fault["loc"]) > 2:
            found.setdefault(fault["loc"][:2], []).append(fault)
    return {
        item
        for item, listed in found.items()
        if sorted(each["type"] for each in listed) == ["extra_forbidden", "missing", "missing"]
        and not any(similar(str(each["loc"][-1]), ("from", "to")) for each in listed if each["type"] != "missing")
    }


def _leave_out(fault: ErrorDetails, data: Plain, shape: type[Shape], refuse: Refuse) -> None:
    """Without a field that it needs, an entry goes as a whole."""
    lost = fault["loc"][:-1] if fault["type"] == "missing" else fault["loc"]
    _prune(data, lost)
    for path in _meant(lost, shape) if fault["type"] == "extra_forbidden" else [lost]:
        refuse(".".join(str(step) for step in path if step != "[key]"))


def _meant(path: tuple[str | int, ...], shape: type[Shape]) -> list[tuple[str | int, ...]]:
    """The fields that an unknown one may be a misspelling of."""
    return [(*path[:-1], name) for name in similar(str(path[-1]), _fields(shape, path[:-1]))]


def _compact(data: Plain, node: Node) -> Plain:
    """Without the list items that were blanked; the node's go too, so that numbers lead to places."""
    match data, node:
        case dict(), Table():
            return {key: _compact(value, node.entries[key].node) for key, value in data.items()}
        case list(), Sequence():
            kept = [(item, below) for item, below in zip(data, node.items, strict=True) if item is not None]
            node.items[:] = [below for _, below in kept]
            return [_compact(item, below) for item, below in kept]
    return data


def _prune(data: Plain, path: tuple[str | int, ...]) -> None:
    """Blank the field at fault, as far as its path leads."""
    steps = [step for step in path if step != "[key]"]
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if isinstance(data, dict) and isinstance(step, str) and step in data:
            if last:
                del data[step]
                return
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            if last:
                data[step] = None
                return
            data = data[step]
        else:
            return


def _cut_in_two(fault: ErrorDetails, node: Table) -> Diagnostic:
    name = shown(str(fault["loc"][-1]), 40)
    hint = f"""a line with `: ` takes quotation marks: `- "{name}: …"`"""
    return Diagnostic(find(node, fault["loc"])[0], "wrong-kind", f"`{name}: …` is read as a field and its value", hint)


def _diagnostic(fault: ErrorDetails, node: Table, shape: type[Shape]) -> Diagnostic:
    path = fault["loc"]
    key, value = find(node, path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "[key]"), "")
    match fault["type"]:
        case "extra_forbidden":
            known = _fields(shape, path[:-1])
            hint = (
                did_you_mean(name, known) or f"the fields here are {', '.join(f'`{each}`' for each in sorted(known))}"
            )
            return Diagnostic(key, "unknown-field", f"`{shown(name, 40)}` is not a field here", hint)
        case "missing":
            return missing(find(node, path[:-1])[1], name)
        case "impossible_date":
            message = f"`{name}` is not a possible date: {fault['msg']}"
            return Diagnostic(
                value, "impossible-date", message, "write it as 2015-01-20, 2015-01, 2015 or 2015-01~ (EDTF)"
            )
        case "bad_id":
            return Diagnostic(key if path[-1] == "[key]" else value, "bad-id", fault["msg"], ID_HINT)
        case "unsafe_url":
            hint = "give the page's http or https address, without user name, spaces or script"
            return Diagnostic(value, "unsafe-url", f"`{name}` is not an address to link to: {fault['msg']}", hint)
        case "literal_error":
            return _choice(fault, value, name)
        case "date_unquoted":
            hint = f'put it in quotation marks: `{name}: "{shown(_as_typed(fault["input"]), 60)}"`'
            return Diagnostic(value, "wrong-kind", f"`{name}` takes a date, and YAML reads brackets as a list", hint)
    message = f"`{name}` does not take this: {_expected(fault)}"
    asks_for_shape = fault["type"] in SHAPES and name in EXAMPLES
    hint = f"write it as `{EXAMPLES[name]}`" if asks_for_shape else PATTERNED.get(name, "see docs/formats.md")
    return Diagnostic(value, "wrong-kind", message, hint)


def _as_typed(value: object) -> str:
    """An EDTF set that YAML took for a list or a mapping, as its author wrote it."""
    members = ",".join(str(each) for each in value) if isinstance(value, list | dict) else ""
    return f"{{{members}}}" if isinstance(value, dict) else f"[{members}]"


def missing(at: Location, name: str) -> Diagnostic:
    """A required field that is not there or blank."""
    return Diagnostic(at, "missing-field", f"`{name}` is missing", f"add `{name}: …`")


def check_written(name: str, value: str, node: Node, report: Report) -> None:
    """A field that must be there is; one that is there and at fault, or misspelt, was reported as such."""
    entries = node.entries if isinstance(node, Table) else {}
    written = entries.get(name)
    misspelt = not value and any(similar(key, [name]) for key in entries if key != name)
    if (
        not value
        and not misspelt
        and (written is None or (isinstance(written.node, Scalar) and not written.node.value))
    ):
        report(missing(node.at, name))


def _choice(fault: ErrorDetails, at: Location, name: str) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", fault["msg"])
    given = fault["input"] if isinstance(fault["input"], str) else ""
    listed = ", ".join(f"`{choice}`" for choice in choices)
    hint = did_you_mean(given, choices) or f"choose one of {listed}"
    return Diagnostic(at, "wrong-kind", f"`{name}` does not take `{shown(given, 40)}`, only {listed}", hint)


def _expected(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "string_type":
            return "it takes text"
        case "list_type":
            return "it takes a list"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "it takes fields, each as `name: value`"
        case "bool_type":
            return "it takes `true` or `false`"
        case "string_pattern_mismatch":
            return "it is not written as this field needs"
    return shown(fault["msg"])


def _fields(shape: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The names that the mapping at `path` takes."""
    schema = _schema(shape)
    at: Any = schema
    for step in path:
        at = _resolve(at, schema)
        at = (
            at.get("items", {})
            if isinstance(step, int)
            else at.get("properties", {}).get(step) or at.get("additionalProperties") or {}
        )
    return list(_resolve(at, schema).get("properties", {}))


@cache
def _schema(shape: type[BaseModel]) -> dict[str, Any]:
    return shape.model_json_schema()


def _resolve(at: Any, schema: Any) -> Any:
    """What a reference leads to; of a field that may be blank, what it is when it is not."""
    while "$ref" in at or "anyOf" in at:
        if "anyOf" in at:
            at = next((each for each in at["anyOf"] if each.get("type") != "null"), {})
        else:
            at = schema["$defs"][at["$ref"].rsplit("/", 1)[-1]]
    return at
