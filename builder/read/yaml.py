"""YAML as authors mean it: every scalar a string, every node with its place, nothing clever.

PyYAML's parser gives events; the nodes are composed here, without recursion, because its own
composer recurses in C (deep nesting ends the process) and forgets duplicate keys and comments.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import pack

import yaml

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, shown
from builder.model.written import FEW, SMALL, Marks, Places, Span

DEPTH_LIMIT = 32
ENTRIES_LIMIT = 5_000
"""Of one list or mapping: each person or event has a page or a place in a drawing."""
TABS = "a tab cannot indent in YAML: put blanks in its place"
COMMENT = re.compile(r"(?:(?<=[\s,\[\]{}])|(?<![\s\S]))#[^\n]*(?<!\r)")
NO_CHARACTER = re.compile("[\ud800-\udfff\0]")
LIKE_BREAKS = "\x85\u2028\u2029"
"""Characters like any other since YAML 1.2; the library's 1.1 ends lines at them."""
BLANK = " \t\r\n"
PRIVATE = range(0xE000, 0xF900)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


Where = Location | tuple["_Composer", yaml.Event]
"""A place, or who can tell it: few of a file's places are ever asked for."""


@dataclass(slots=True)
class Scalar:
    value: str
    where: Where
    blank: bool = False
    """Nothing was written: `title:` with no value."""

    @property
    def at(self) -> Location:
        return _location(self.where)


@dataclass(slots=True)
class Sequence:
    items: "list[Node]"
    where: Where

    @property
    def at(self) -> Location:
        return _location(self.where)


@dataclass(slots=True)
class Entry:
    name: Where
    node: "Node"

    @property
    def key(self) -> Location:
        """Where its name stands."""
        return _location(self.name)


@dataclass(slots=True)
class Table:
    """A YAML mapping."""

    entries: dict[str, Entry]
    where: Where

    @property
    def at(self) -> Location:
        return _location(self.where)


def _location(where: Where) -> Location:
    return where[0].place(where[1]) if isinstance(where, tuple) else where


def _numbers(where: Where) -> tuple[int, int, int]:
    """Line, column and length of a place."""
    return where[0].numbers(where[1]) if isinstance(where, tuple) else (where.line, where.column, where.length)


Node = Scalar | Sequence | Table
Plain = str | None | list["Plain"] | dict[str, "Plain"]


class Refused(Exception):
    """The document holds something no author's file may: read no further."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse_yaml(text: str, path: str, report: Report, *, first_line: int = 1) -> Node | None:
    """One document's node, or none: empty, or refused with a report. Lines count from `first_line`."""
    if not text.strip(BLANK):
        return None
    composer = _Composer(text, path, first_line, report)
    try:
        return composer.compose()
    except Refused as refused:
        report(refused.problem)
    except yaml.YAMLError as error:
        report(_syntax_error(error, composer))
    return None


def parse_or_refuse(text: str, path: str, report: Report, *, first_line: int = 1) -> tuple[Node | None, bool]:
    """One document's node, if it has any, and whether it was refused: a file of comments says nothing, and is whole."""
    problems: list[Diagnostic] = []
    node = parse_yaml(text, path, problems.append, first_line=first_line)
    for problem in problems:
        report(problem)
    return node, node is None and bool(problems)


def comments(text: str) -> Iterator[Span]:
    """Comments of a YAML text, from `#` to the end of their line: never what only looks like one within a value.

    They end where the text can no longer be read.
    """
    at = 0
    try:
        for token in yaml.scan(_stood_in(text)[0], Loader=Loader):
            if isinstance(token, yaml.ScalarToken) and token.end_mark and token.start_mark:
                yield from _comments_between(text, at, token.start_mark.index)
                at = max(at, token.end_mark.index)
    except yaml.YAMLError:
        return
    yield from _comments_between(text, at, len(text))


def _stood_in(text: str) -> tuple[str, dict[int, str]]:
    """The text with a character that it has not for each that only looks like a line's end, and the way back."""
    there = [char for char in LIKE_BREAKS if char in text]
    free = (chr(code) for code in PRIVATE if chr(code) not in text)
    instead = dict(zip(there, free, strict=False))
    for char, other in instead.items():
        text = text.replace(char, other)
    return text, {ord(other): char for char, other in instead.items()}


def _comments_between(text: str, start: int, end: int) -> Iterator[Span]:
    for match in COMMENT.finditer(text, start, end):
        yield Span(match.start(), match.end())


def plain(node: Node) -> Plain:
    """The node as dicts, lists and strings; a blank scalar is None. Bounded by `DEPTH_LIMIT`."""
    if isinstance(node, Scalar):
        return None if node.blank else node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def marks(node: Node, but: str = "") -> dict[str, Location]:
    """The place of a node and of every value below it, by dotted path; a table's or list's is its key's line.

    What is below the field `but` is left out.
    """
    return {path: _location(where) for path, where in _marked(node, but).items()}


def places(node: Node, but: str = "") -> Marks:
    """The same, in less room where they are few."""
    found = _marked(node, but)
    if len(found) > FEW:
        return {path: _location(where) for path, where in found.items()}
    numbers = [number for where in found.values() for number in _numbers(where)]
    path = node.where[0].path if isinstance(node.where, tuple) else node.where.path
    return Places(path, tuple(found), pack(f"<{len(numbers)}{'H' if max(numbers) < SMALL else 'I'}", *numbers))


def _marked(node: Node, but: str) -> dict[str, Where]:
    found = {"": node.where}
    _mark(node, "", found, but)
    return found


def _mark(node: Node, prefix: str, found: dict[str, Where], but: str = "") -> None:
    below: Iterable[tuple[str, Node]] = ()
    if isinstance(node, Table):
        below = ((key, entry.node) for key, entry in node.entries.items())
    elif isinstance(node, Sequence):
        below = ((str(index), item) for index, item in enumerate(node.items))
    for name, value in below:
        path = f"{prefix}.{name}" if prefix else name
        found[path] = value.where
        if not isinstance(value, Scalar) and (not but or path != but):
            _mark(value, path, found)


def find(node: Node, path: tuple[str | int, ...]) -> tuple[Location, Location]:
    """The places of the key and of the value that a field's path leads to, as far as it leads."""
    key = node.at
    for step in path:
        match node:
            case Table() if isinstance(step, str) and step in node.entries:
                entry = node.entries[step]
                key, node = entry.key, entry.node
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                key = node.at
            case _:
                break
    return key, node.at


class _Composer:
    """Builds nodes from events, refusing what would change an author's words in silence."""

    def __init__(self, text: str, path: str, first_line: int, report: Report) -> None:
        self.text = text
        self.path = path
        self.report = report
        self.readable, self.back = _stood_in(text)
        self.first = first_line
        self.lines = LineIndex(path, self.text, first_line)
        """Only for what has a fault, and for what the library counts otherwise."""
        self.as_editors = "\r" not in text and "\ufeff" not in text
        """Whether the library counts as editors do, now that what only looks like a line's end is none."""
        self.asks, self.comments = "?" in text, "#" in text
        self.escapes = "\\" in text or NO_CHARACTER.search(text) is not None
        """Whether a value may hold what is no character."""
        self.open: list[tuple[Sequence | Table, tuple[str, Where] | None]] = []
        self.key: tuple[str, Where] | None = None
        self.root: Node | None = None

    def compose(self) -> Node | None:
        loader = Loader(self.readable)
        try:
            while (event := loader.get_event()) is not None:
                if type(event) is yaml.ScalarEvent:  # most are
                    self.scalar(event)
                else:
                    self.take(event)
            return self.root
        finally:
            loader.dispose()
            self.root, self.key, self.open = None, None, []  # a node knows who made it: else each would keep the other

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.refuse_cleverness(event)
                where = (self, event)
                self.push(Sequence([], where) if isinstance(event, yaml.SequenceStartEvent) else Table({}, where))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.refuse_joined_comment(event, "]}")
                node, self.key = self.open.pop()
                self.attach(node)
            case yaml.AliasEvent():
                raise self.refusal(event, "yaml-anchor", f"`*{event.anchor}` repeats another part of the file")
            case yaml.DocumentStartEvent() if self.root is not None:
                raise self.refusal(event, "yaml-syntax", "a second document begins here", "keep one document a file")

    def place(self, event: yaml.Event) -> Location:
        return Location(self.path, *self.numbers(event))

    def numbers(self, event: yaml.Event) -> tuple[int, int, int]:
        """Line, column and length as editors count: YAML itself would also count lines at U+2028 and the like."""
        start, end = event.start_mark, event.end_mark if isinstance(event, yaml.ScalarEvent) else None
        if start is None:
            return self.first, 1, 1
        within = start.index < len(self.text)  # what the library adds at the end has a line of its own to it
        if self.as_editors and within and (end is None or end.line == start.line):
            length = max(end.index - start.index, 1) if end else 1
            return start.line + self.first, start.column + 1, length
        at = self.lines.at(start.index, end.index if end else 0)
        return at.line, at.column, at.length

    def refusal(self, event: yaml.Event, rule: str, message: str, hint: str = "write the value out") -> Refused:
        return Refused(Diagnostic(self.place(event), rule, message, hint))

    def refuse_cleverness(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if self.asks:
            self.refuse_joined_mark(event)
        if event.anchor is not None:
            raise self.refusal(event, "yaml-anchor", f"`&{event.anchor}` names a part of the file to repeat")
        if event.tag is not None:
            raise self.refusal(event, "yaml-tag", f"`{shown(event.tag)}` is a tag", "leave it out: every value is text")

    def refuse_joined_mark(self, event: yaml.Event) -> None:
        """`[?so]` is a text to YAML 1.2, and the name of a field to the library."""
        start = event.start_mark.index if event.start_mark else 0
        if start and self.text[start - 1] == "?":
            hint = "put it in quotation marks, or a blank after `?`"
            at = self.lines.at(start - 1)
            raise Refused(Diagnostic(at, "yaml-syntax", "this is not YAML: `?` stands right before a value", hint))

    def refuse_joined_comment(self, event: yaml.Event, closing: str) -> None:
        """`"rank"#1`: to the library, a comment without a blank before it."""
        end = event.end_mark.index if event.end_mark else 0
        if self.text[end : end + 1] == "#" and self.text[end - 1] in closing:
            hint = "put the whole value in quotation marks, or two spaces before a comment"
            message = "this is not YAML: `#` stands right behind a value"
            raise Refused(Diagnostic(self.lines.at(end), "yaml-syntax", message, hint))

    def push(self, node: Sequence | Table) -> None:
        if self.key is None and self.open and isinstance(self.open[-1][0], Table):
            message = "a list or mapping stands where a field's name should be"
            raise Refused(Diagnostic(node.at, "yaml-key", message, "put the name in quotation marks"))
        if len(self.open) >= DEPTH_LIMIT:
            message = f"values are nested more than {DEPTH_LIMIT} deep"
            raise Refused(Diagnostic(node.at, "too-deep", message, "no file here needs more than six"))
        self.open.append((node, self.key))
        self.key = None

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if self.asks or event.anchor is not None or event.tag is not None:
            self.refuse_cleverness(event)
        value = event.value.translate(self.back) if self.back else event.value
        unquoted = event.implicit[0] and event.style in (None, "")
        if self.comments:
            self.check_comments(event, value, unquoted=unquoted)
        if self.escapes and (bad := NO_CHARACTER.search(value)):
            message = f"the escape for U+{ord(bad[0]):04X} is no character"
            raise Refused(Diagnostic(self.place(event), "not-utf8", message, "leave it out"))
        if self.key is None and self.open and isinstance(self.open[-1][0], Table):
            if value == "<<" and unquoted:
                raise self.refusal(event, "yaml-merge", "`<<` merges another part of the file")
            self.key = (sys.intern(value), (self, event))  # the same few names in every file
            return
        self.attach(Scalar(value, (self, event), unquoted and not value))

    def attach(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1][0]
        if len(parent.items if isinstance(parent, Sequence) else parent.entries) >= ENTRIES_LIMIT:
            message = f"one list or mapping has more than {ENTRIES_LIMIT:,} entries"
            raise Refused(Diagnostic(node.at, "file-too-large", message, "split it or cut it down"))
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        name, key = self.key or ("", node.where)
        if name in parent.entries:
            first = parent.entries[name].key
            message = f"`{shown(name)}` stands here a second time; the first is on line {first.line}"
            self.report(Diagnostic(_location(key), "duplicate-key", message, "keep one of them"))
        else:
            parent.entries[name] = Entry(key, node)
        self.key = None

    def check_comments(self, event: yaml.ScalarEvent, value: str, *, unquoted: bool) -> None:
        if unquoted:
            self.check_comment(event, value)
        else:
            self.refuse_joined_comment(event, "\"'")

    def check_comment(self, event: yaml.ScalarEvent, value: str) -> None:
        """`rank #1` is cut after `rank`; only what plainly looks like a comment is taken for one."""
        mark = event.end_mark
        if mark is None:
            return
        start = mark.index
        if self.text.startswith("\n", start):
            return
        stop = self.text.find("\n", start)
        rest = self.text[start : stop if stop >= 0 else len(self.text)]
        blanks = len(rest) - len(rest.lstrip(" \t"))
        comment = rest[blanks:]
        apart = comment[1:2] in ("", " ", "#", "\t", "\r")
        if not comment.startswith("#") or (apart and (blanks >= 2 or not value)):
            return
        ends = f"the value ends at `{shown(value[-40:])}`" if value else "nothing is left of the value"
        hint = "put the value in quotation marks, or write a comment as two spaces, `#` and a space"
        self.report(
            Diagnostic(self.lines.at(start + blanks), "comment-cuts-value", f"`#` begins a comment, so {ends}", hint)
        )


def _characters(text: str, position: int) -> int:
    """The reader that is written in C counts bytes."""
    counts_bytes = Loader is not yaml.SafeLoader
    return len(text.encode("utf-8", "surrogatepass")[:position].decode(errors="ignore")) if counts_bytes else position


def _syntax_error(error: yaml.YAMLError, composer: _Composer) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = composer.lines.at(mark.index if mark else _characters(composer.readable, getattr(error, "position", 0)))
    what = getattr(error, "problem", None) or str(getattr(error, "reason", "")) or "it cannot be read"
    quotation = "a value with `: ` or a leading `[ { * & ! | > % @` needs quotation marks"
    hint = TABS if is_tab(error, composer.text) else quotation
    return Diagnostic(at, "yaml-syntax", f"this is not YAML: {shown(what)}", hint)


def is_tab(error: yaml.YAMLError, text: str) -> bool:
    """Whether reading stopped at a tab among the blanks that a line begins with."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return False
    start = text.rfind("\n", 0, mark.index) + 1
    indent = text[start : mark.index + 1]
    return "\t" in indent and not indent.strip()
