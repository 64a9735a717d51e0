"""Read the registers: people, organizations, events and topics, each a file that maps ids to entries."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.ids import ID, ID_HINT
from builder.model.written import Entity, Event, Marks, Office, Organization, Person, Reference, Topic
from builder.read.files import ABSENT, YAML_LIMIT, Taken, decode, leads_out, relative, take
from builder.read.schema import EventShape, OrganizationShape, PersonShape, TopicShape
from builder.read.validation import Refuse, S, check_written, unheard, validate
from builder.read.yaml import Entry, Node, Table, marks, parse_or_refuse

E = TypeVar("E", bound=Entity)


def read_people(
    path: Path, project: Path, report: Report, refuse: Refuse = unheard, taken: Taken | None = None
) -> dict[str, Person]:
    people = {}
    for id, shape, entry in _entries(path, PersonShape, project, report, refuse, taken):
        at = _marks(entry)
        offices = tuple(
            Office(each.title, each.of, each.since, each.until, _references(each.cite, f"offices.{index}.cite", at))
            for index, each in enumerate(shape.offices)
        )
        people[id] = _entity(Person, id, shape, entry, report, offices)
    return people


def read_organizations(
    path: Path, project: Path, report: Report, refuse: Refuse = unheard, taken: Taken | None = None
) -> dict[str, Organization]:
    return {
        id: _entity(Organization, id, shape, entry, report)
        for id, shape, entry in _entries(path, OrganizationShape, project, report, refuse, taken)
    }


def read_events(
    path: Path, project: Path, report: Report, refuse: Refuse = unheard, taken: Taken | None = None
) -> dict[str, Event]:
    events = {}
    for id, shape, entry in _entries(path, EventShape, project, report, refuse, taken):
        at = _marks(entry)
        events[id] = Event(id, shape.date, shape.title, _references(shape.cite, "cite", at), tuple(shape.topics), at)
    return events


def read_topics(
    path: Path, project: Path, report: Report, refuse: Refuse = unheard, taken: Taken | None = None
) -> dict[str, Topic]:
    topics = {}
    for id, shape, entry in _entries(path, TopicShape, project, report, refuse, taken):
        check_written("name", shape.name, entry.node, report)
        topics[id] = Topic(id, shape.name or id, shape.description, _marks(entry))
    return topics


def read_yaml(
    path: Path, project: Path, report: Report, refuse: Refuse = unheard, taken: Taken | None = None
) -> Node | None:
    """A YAML file's node, or none: absent, empty, or refused with a report. `taken` is the file, if it was read."""
    return yaml_of(taken or take_yaml(path, project), relative(path, project), report, refuse)


def take_yaml(path: Path, project: Path) -> Taken:
    """A YAML file as it is now; one that leads out is reported where its folder is listed, and not here."""
    there = os.path.isfile(path) and not leads_out(path, project)  # noqa: PTH113
    return take(path, project, YAML_LIMIT) if there else ABSENT


def yaml_of(taken: Taken, name: str, report: Report, refuse: Refuse) -> Node | None:
    """The node of a file that was read."""
    if taken == ABSENT:
        return None
    data = taken.said(report)
    text = decode(data, name, report) if data is not None else None
    node, refused = parse_or_refuse(text.removeprefix("\ufeff"), name, report) if text is not None else (None, True)
    if refused:
        refuse("")
    return node


def _entries(
    path: Path, shape: type[S], project: Path, report: Report, refuse: Refuse, taken: Taken | None
) -> Iterator[tuple[str, S, Entry]]:
    name = relative(path, project)
    node = read_yaml(path, project, report, lambda _: refuse(name), taken)
    if node is None:
        return
    if not isinstance(node, Table):
        report(Diagnostic(node.at, "wrong-kind", "entries belong here, each under its id", "see docs/formats.md"))
        refuse(name)
        return
    for id, entry in node.entries.items():
        if not ID.fullmatch(id):
            report(Diagnostic(entry.key, "bad-id", f"`{id}` is not an id", ID_HINT))
            refuse(id)
            refuse(f"{name}#{id}")
            continue
        value = validate(shape, entry.node, report, _within(f"{name}#{id}", refuse))
        if value:
            yield id, value, entry
        else:
            refuse(id)


def _within(place: str, refuse: Refuse) -> Refuse:
    """Hears of the parts of one entry by their paths in the file."""
    return lambda path: refuse(f"{place}.{path}" if path else place)


def _entity(
    kind: type[E], id: str, shape: OrganizationShape, entry: Entry, report: Report, offices: tuple[Office, ...] = ()
) -> E:
    at = _marks(entry)
    check_written("name", shape.name, entry.node, report)
    return kind(
        id=id,
        name=shape.name or id,
        scripts=shape.scripts,
        spellings=tuple(shape.spellings),
        description=shape.description,
        cite=_references(shape.cite, "cite", at),
        autolink=shape.autolink,
        at=at,
        offices=offices,
        named=bool(shape.name),
    )


def _marks(entry: Entry) -> Marks:
    """The places of an entry's fields, and as `id` that of its name in the register."""
    return {**marks(entry.node), "id": entry.key}


def _references(targets: list[str], field: str, at: Marks) -> tuple[Reference, ...]:
    """Cited ids with their places; a single id may stand without a list."""
    start = at.get(field, at.get("", Location("")))
    return tuple(Reference(target, at.get(f"{field}.{index}", start)) for index, target in enumerate(targets))
