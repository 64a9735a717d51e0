"""Add entries under `quotes` in a record: everything that stands there stays as it is, byte for byte."""

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from builder.author.files import ChangedError, edit
from builder.author.scalars import numbered
from builder.diagnostics import Diagnostic
from builder.read.yaml import Plain, parse_yaml, plain

Fields = Mapping[str, str | tuple[str, ...]]
"""One entry's fields, in the order in which they are to be written."""
QUOTES = "quotes"
STEP = 2
"""Blanks by which an entry is set in, where the record gives no example."""
UNLIMITED = 1 << 30
DOCUMENT_END = re.compile(r"^\.\.\.[ \t]*(?:#.*)?\r?$", re.MULTILINE)
NO_COMMENTS: Mapping[str, str] = {}


class NotWritableError(Exception):
    """Nothing can be added to the record as it is laid out."""


class NotWrittenError(NotWritableError):
    """The disk did not take it, or somebody changed the record meanwhile."""


def put(path: Path, entries: Mapping[str, Fields], comments: Mapping[str, str] = NO_COMMENTS) -> None:
    """Entries into the record at `path`, in one exchange. `NotWritableError`: it is left as it was, and why."""
    try:
        edit(path, lambda was: with_quotes(was.decode("utf-8"), entries, comments).encode("utf-8"))
    except OSError as error:
        raise NotWrittenError(error.strerror or str(error)) from None
    except (ChangedError, UnicodeError) as error:
        raise NotWrittenError(str(error)) from None


def with_quotes(text: str, entries: Mapping[str, Fields], comments: Mapping[str, str] = NO_COMMENTS) -> str:
    """A record's text with `entries`, by id, at the end of its `quotes`, each with its comment below its id, if any.

    Raises `NotWritableError` where what the record says would change, or where it has one of the ids.
    """
    before = _said(text)
    if before is None:
        raise NotWritableError("it is not YAML that can be read")
    quotes = before.get(QUOTES) or {}
    if not isinstance(quotes, dict):
        raise NotWritableError("its `quotes` is not a mapping of ids")
    if known := sorted(quotes.keys() & entries.keys()):
        raise NotWritableError(f"it has a quote `{known[0]}` already")
    after = {**before, QUOTES: {**quotes, **{id: _plain(fields) for id, fields in entries.items()}}}
    try:
        written = _inserted(text, entries, comments)
    except (YAMLError, LookupError, ValueError, TypeError, RecursionError):
        written = ""
    if _said(written) != after:
        raise NotWritableError("it is laid out in a way that leaves no room for an entry")
    return written


def ids(text: str, field: str = "") -> list[str]:
    """What a file maps, or one of its fields does, in its order; nothing where that cannot be read."""
    found = _said(text) or {}
    inner = found.get(field) if field else found
    return list(inner) if isinstance(inner, dict) else []


def as_yaml(entries: Mapping[str, Fields], indent: int = 0, comments: Mapping[str, str] = NO_COMMENTS) -> str:
    """The entries as YAML, each line set in by `indent` blanks."""
    yaml = YAML(typ="rt")
    yaml.width, yaml.allow_unicode = UNLIMITED, True
    lines: list[str] = []
    for id, fields in entries.items():
        written = io.StringIO()
        yaml.dump({id: {name: _scalars(value) for name, value in fields.items()}}, written)
        first, *others = written.getvalue().splitlines(keepends=True)
        said = [f"{' ' * STEP}# {comments[id]}\n"] if id in comments else []
        lines += [first, *said, *others]
    return "".join(f"{' ' * indent}{_seen(line)}\n" for line in lines)


def _seen(line: str) -> str:
    """A line without its end; text that does not show is in quotation marks, so that it may stand by its number."""
    return "".join(map(numbered, line.rstrip("\n")))


def _said(text: str) -> dict[str, Plain] | None:
    """What a record says, as our own reader has it."""
    problems: list[Diagnostic] = []
    node = parse_yaml(text.removeprefix("\ufeff"), "", problems.append)
    said = plain(node) if node and not problems else None
    return said if isinstance(said, dict) else None


def _plain(fields: Fields) -> Plain:
    return {name: value if isinstance(value, str) else list(value) for name, value in fields.items()}


def _scalars(value: str | tuple[str, ...]) -> object:
    """Text that another line end, or none, would change is written with escapes."""
    if isinstance(value, tuple):
        return [_scalars(each) for each in value]
    return value if value.isprintable() else DoubleQuotedScalarString(value)


def _inserted(text: str, entries: Mapping[str, Fields], comments: Mapping[str, str]) -> str:
    root = YAML(typ="rt").compose(text)
    if not isinstance(root, MappingNode) or not root.value:
        raise ValueError("no mapping")
    key, quotes = next(((key, value) for key, value in root.value if key.value == QUOTES), (root.value[0][0], None))
    if isinstance(quotes, MappingNode) and quotes.value and quotes.flow_style:
        return _into_braces(text, quotes.end_mark.index - 1, _in_braces(entries))
    if root.flow_style and quotes is None:
        return _into_braces(text, root.end_mark.index - 1, f"{QUOTES}: {{{_in_braces(entries)}}}")
    column = key.start_mark.column
    if quotes is None:
        lines = f"{' ' * column}{QUOTES}:\n{as_yaml(entries, column + STEP, comments)}"
        return _at(text, _end(text, _leaf(root).end_mark.index), lines)
    if quotes.value and isinstance(quotes, MappingNode) and not quotes.flow_style:
        indent = quotes.value[0][0].start_mark.column
        return _at(text, _end_of(quotes, text, indent), as_yaml(entries, indent, comments))
    if text[quotes.start_mark.index : quotes.end_mark.index].strip("{} "):
        raise ValueError("a comment stands there")
    if quotes.start_mark.line == key.start_mark.line:  # `{}`
        text = text[: quotes.start_mark.index].rstrip(" ") + text[quotes.end_mark.index :]
    return _at(text, _next_line(text, key.end_mark.index), as_yaml(entries, column + STEP, comments))


def _end(text: str, index: int) -> int:
    """Where a document ends that is written up to `index`: at its mark, else at the end of the file."""
    mark = DOCUMENT_END.search(text, index)
    return mark.start() if mark else len(text)


def _in_braces(entries: Mapping[str, Fields]) -> str:
    """Entries as JSON writes them, which YAML reads."""
    texts = (each for fields in entries.values() for value in fields.values() for each in _texts(value))
    if not all(each.isprintable() for each in texts):
        raise ValueError("JSON escapes some characters in a way that YAML does not know")
    return ", ".join(f"{id}: {json.dumps(_plain(fields), ensure_ascii=False)}" for id, fields in entries.items())


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _into_braces(text: str, at: int, written: str) -> str:
    """What is written put before a closing brace."""
    comma = "" if re.sub(r"\s#[^\n]*", "", text[:at]).rstrip().endswith(",") else ", "
    return f"{text[:at]}{comma}{written}{text[at:]}"


def _at(text: str, at: int, lines: str) -> str:
    """The lines put in at a line's start, with the text's own line ends."""
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:at]
    if before and not before.endswith("\n"):
        before += ending
    return before + lines.replace("\n", ending) + text[at:]


def _end_of(quotes: MappingNode, text: str, indent: int) -> int:
    """The start of the line after the last entry and the comments that are set in like it."""
    at = _next_line(text, _leaf(quotes).end_mark.index)
    for line in text[at:].splitlines(keepends=True):
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) < indent:
            break
        at += len(line)
    return at


def _leaf(node: Node) -> Node:
    """What is written last in a node: a block's own end is only known from what follows it."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1] if isinstance(node, SequenceNode) else node.value[-1][1]
    return node


def _next_line(text: str, index: int) -> int:
    """The start of the line after what ends before `index`, blanks and line ends aside."""
    found = text.find("\n", len(text[:index].rstrip()))
    return len(text) if found < 0 else found + 1
