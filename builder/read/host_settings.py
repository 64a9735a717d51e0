"""Read the host's settings, `mkdocs.yml` and what it inherits, as nodes with places: whatever tags they hold."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model.addresses import fault
from builder.read.files import MEBIBYTE, decode, find_files, leads_out, read_bytes, relative
from builder.read.yaml import DEPTH_LIMIT, NO_CHARACTER, TABS, Entry, Node, Scalar, Sequence, Table, is_tab

INHERIT = "INHERIT"
ENVIRONMENT, MERGE = "!ENV", "tag:yaml.org,2002:merge"
NOTHING = "\0"
NODES_MOST = 100_000
ADDRESSES = (
    *("site_url", "repo_url", "edit_uri", "edit_uri_template"),
    *("extra.homepage", "extra.social.link", "extra.alternate.link", "nav"),
)
"""Settings that pages link to, for themes print them as they are."""
INHERITED_MOST = 8
"""Files that inherit one from another."""
SETTINGS_LIMIT = MEBIBYTE // 4
"""Bytes: the host reads them with a parser that takes seconds for more."""


class _TooDeepError(Exception):
    """Values within values, deeper than any setting is, or so many by repetition."""

    def __init__(self, at: Location) -> None:
        super().__init__(str(at))
        self.at = at


def read_host_settings(path: Path, project: Path, environment: Mapping[str, str], report: Report) -> Table:
    """The settings, those that they inherit below them; empty, with a report, where they cannot be read."""
    root = _read(path, project, environment, report)
    seen = [path]
    while (parent := root.entries.pop(INHERIT, None)) is not None:
        place = _inherited(parent, seen, project, report)
        if place is None:
            break
        seen.append(place)
        root = _over(root, _read(place, project, environment, report))
    return root


def check_folders(root: Table, project: Path, report: Report) -> None:
    """Pages, templates and hooks of the host's lie in the project, and no link among templates leads out of it."""
    for name in ("docs_dir", "hooks", "theme.custom_dir"):
        for each in _values(root, name.split(".")):
            path = Path(os.path.normpath(project / each.value.replace("\0", "")))
            if not path.is_relative_to(project) or leads_out(path, project):
                message = f"`{shown(each.value, 60)}` is outside the project"
                report(Diagnostic(each.at, "outside-project", message, "put a copy of it beside mkdocs.yml"))
            elif name == "theme.custom_dir" and path != project:
                find_files(path, project, lambda problem: _report_links(problem, report))


def check_addresses(root: Table, report: Report) -> None:
    """What the settings link to is held to what pages may link to. A value is not told: it may hold a password."""
    for name in ADDRESSES:
        for each in _values(root, name.split(".")):
            page = name == "nav" and "://" not in each.value and not each.value.startswith("//")
            if not page and (said := fault(each.value)):
                message = f"`{name}` has an address that is not one to link to: {said}"
                hint = "give an http or https address without user name and password"
                report(Diagnostic(each.at, "unsafe-url", message, hint))


def _report_links(problem: Diagnostic, report: Report) -> None:
    """How templates are named is the host's business."""
    if problem.rule in ("outside-project", "unreadable-file"):
        report(problem)


def _values(node: Node | None, path: list[str]) -> Iterator[Scalar]:
    """The texts that a setting has, by its path: one, or all in its lists and mappings."""
    match node:
        case Scalar() if not path:
            yield node
        case Sequence():
            for item in node.items:
                yield from _values(item, path)
        case Table() if not path:
            for entry in node.entries.values():
                yield from _values(entry.node, path)
        case Table() if path[0] in node.entries:
            yield from _values(node.entries[path[0]].node, path[1:])


def _inherited(entry: Entry, seen: list[Path], project: Path, report: Report) -> Path | None:
    """The file that settings inherit, none with a report: it is not there, leads out, or inherits itself."""
    name = entry.node.value if isinstance(entry.node, Scalar) else ""
    at = entry.node.at
    if NOTHING in name:
        return None
    if not name:
        message, hint = f"`{INHERIT}` takes the path of a file", "write it from this file's folder, such as `base.yml`"
        report(Diagnostic(at, "bad-setting", message, hint))
        return None
    path = Path(os.path.normpath(seen[-1].parent / name))
    if not path.is_relative_to(project) or leads_out(path, project):
        message = f"`{shown(name, 60)}` is outside the project"
        report(Diagnostic(at, "outside-project", message, "put a copy of the file beside mkdocs.yml"))
        return None
    if path in seen or len(seen) > INHERITED_MOST:
        message = f"`{shown(name, 60)}` inherits itself" if path in seen else "too many files inherit each other"
        report(Diagnostic(at, "bad-setting", message, f"take `{INHERIT}` out of one of them"))
        return None
    return path


def _over(own: Table, parent: Table) -> Table:
    """What both say, mappings merged as the host merges them: a list or a value of the file's own stands alone."""
    entries = {**parent.entries}
    for name, entry in own.entries.items():
        below = entries.get(name)
        if below and isinstance(entry.node, Table) and isinstance(below.node, Table):
            entries[name] = Entry(entry.key, _over(entry.node, below.node))
        else:
            entries[name] = entry
    return Table(entries, own.at)


def _read(path: Path, project: Path, environment: Mapping[str, str], report: Report) -> Table:
    name = relative(path, project)
    data = read_bytes(path, project, SETTINGS_LIMIT, report)
    text = decode(data, name, report) if data is not None else None
    node = _parsed(text, name, environment, report) if text is not None else Table({}, Location(name))
    if isinstance(node, Table):
        return node
    message = "settings belong here, each as `name: value`"
    report(Diagnostic(Location(name), "bad-setting", message, "see docs/formats.md"))
    return Table({}, Location(name))


def _parsed(text: str, name: str, environment: Mapping[str, str], report: Report) -> Node:
    """The file's node; an empty one, with a report, where it is not YAML or too deep."""
    try:
        composed = yaml.compose(text, Loader=yaml.SafeLoader)
        return _Reader(name, environment, report).read(composed) if composed else Table({}, Location(name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        message = f"this is not YAML: {shown(str(getattr(error, 'problem', None) or error))}"
        hint = TABS if is_tab(error, text) else "mend this line; mkdocs.yml is the host's settings too"
        report(Diagnostic(at, "yaml-syntax", message, hint))
    except (ValueError, OverflowError):  # the library makes a character of any number
        message = "this is not YAML: an escape such as `\\U00110000` is no character"
        report(Diagnostic(Location(name), "yaml-syntax", message, "leave it out"))
    except (_TooDeepError, RecursionError) as error:
        at = error.at if isinstance(error, _TooDeepError) else Location(name)
        message = "values are nested too deep, or repeat too much"
        report(Diagnostic(at, "too-deep", message, "no setting needs more than six levels"))
    return Table({}, Location(name))


class _Reader:
    """PyYAML's nodes as ours. Tags are the host's business, and are passed over but for `!ENV`.

    Aliases are followed, up to `NODES_MOST` nodes in all: a few lines can mean billions.
    """

    def __init__(self, path: str, environment: Mapping[str, str], report: Report) -> None:
        self.path = path
        self.environment = environment
        self.report = report
        self.nodes = 0

    def read(self, node: yaml.Node, depth: int = 0) -> Node:
        at = self.place(node)
        self.nodes += 1
        if self.nodes > NODES_MOST:
            raise _TooDeepError(Location(self.path))
        if depth > DEPTH_LIMIT:
            raise _TooDeepError(at)
        if node.tag == ENVIRONMENT:
            return self.from_environment(node, depth)
        match node:
            case yaml.MappingNode():
                return Table(self.entries(node, depth), at)
            case yaml.SequenceNode():
                return Sequence([self.read(item, depth + 1) for item in node.value], at)
        return Scalar(self.text(node), at, blank=not node.value and getattr(node, "style", None) is None)

    def text(self, node: yaml.Node) -> str:
        """A value, with `NOTHING` for what is no character, which no file of a site could hold: it is reported."""
        written = str(node.value)
        if bad := NO_CHARACTER.search(written):
            message = f"the escape for U+{ord(bad[0]):04X} is no character"
            self.report(Diagnostic(self.place(node), "not-utf8", message, "leave it out"))
        return NO_CHARACTER.sub(NOTHING, written)

    def entries(self, node: yaml.MappingNode, depth: int) -> dict[str, Entry]:
        """Those of a mapping, over those that it merges by `<<`."""
        merged: dict[str, Entry] = {}
        own: dict[str, Entry] = {}
        for key, value in node.value:
            read = self.read(value, depth + 1)
            if key.tag == MERGE:
                for each in read.items if isinstance(read, Sequence) else [read]:
                    merged = {**(each.entries if isinstance(each, Table) else {}), **merged}
                continue
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in own:
                message = f"`{shown(name)}` stands here a second time; the first is on line {own[name].key.line}"
                self.report(Diagnostic(self.place(key), "duplicate-key", message, "keep one of them"))
            own.setdefault(name, Entry(self.place(key), read))
        return {**merged, **own}

    def from_environment(self, node: yaml.Node, depth: int) -> Node:
        """The value of the first variable that is set; else the last of several, which is no variable but a value."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        named, default = (items[:-1], items[-1]) if len(items) > 1 else (items, None)
        for each in named:
            if str(each.value) in self.environment:
                return Scalar(self.environment[str(each.value)], self.place(node))
        return self.read(default, depth + 1) if default else Scalar("", self.place(node), blank=True)

    def place(self, node: yaml.Node) -> Location:
        return Location(self.path, node.start_mark.line + 1, node.start_mark.column + 1)
