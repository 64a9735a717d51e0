"""What a page is linked to: what sources come to, who is registered, which events there are, what pages are called.

Nothing here is what stands on another page: where all of this is the same, a page that is the same links the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.model.chronology import Chronology
from builder.model.written import Entity, Manuscript, Organization, Person, Project, Role, Status, Topic
from builder.resolve.testimony import Testimony


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Two are equal where every page would be linked the same in both."""

    testimony: Testimony
    people: Mapping[str, Person]
    organizations: Mapping[str, Organization]
    topics: Mapping[str, Topic]
    chronology: Chronology
    titles: Mapping[str, str]
    """By id, of briefings and background pages."""
    statuses: Mapping[str, Status]
    """Theirs, by id."""
    backgrounds: Mapping[str, Status]
    """Those of background pages alone."""
    refused: frozenset[str]
    autolink: bool
    entities: Mapping[str, Entity] = field(init=False, compare=False)
    linkable: frozenset[str] = field(init=False, compare=False)
    """Whatever `[[id]]` may name."""
    lost: frozenset[str] = field(init=False, compare=False)
    """Parts of files in which something could not be read."""
    refused_quotes: frozenset[str | None] = field(init=False, compare=False)
    """By id; with None among them, no one knows all."""

    def __post_init__(self) -> None:
        named = self.people, self.organizations, self.testimony.sources, self.topics, self.titles
        object.__setattr__(self, "entities", {**self.people, **self.organizations})
        object.__setattr__(self, "linkable", frozenset().union(*named))
        object.__setattr__(self, "lost", frozenset(_parts(self.refused)))
        object.__setattr__(self, "refused_quotes", frozenset(_refused_quotes(self.refused)))

    def called(self, id: str) -> str:
        """What readers call the thing that `[[id]]` names; empty where it names nothing."""
        if entity := self.people.get(id) or self.organizations.get(id):
            return entity.name
        if source := self.testimony.sources.get(id):
            return source.title
        if id in self.titles:
            return self.titles[id]
        return self.topics[id].name if id in self.topics else ""


def surroundings(project: Project, testimony: Testimony, chronology: Chronology, *, autolink: bool) -> Surroundings:
    own = [page for page in project.manuscripts if page.role is not Role.PAGE]
    return Surroundings(
        testimony=testimony,
        people=project.people,
        organizations=project.organizations,
        topics=project.topics,
        chronology=chronology,
        titles={page.id: page.title for page in reversed(own)},
        statuses={page.id: page.status for page in own},
        backgrounds={page.id: page.status for page in own if page.role is Role.BACKGROUND},
        refused=project.refused,
        autolink=autolink,
    )


def backgrounds_of(project: Project) -> dict[str, Manuscript]:
    """Background pages by id."""
    return {page.id: page for page in project.manuscripts if page.role is Role.BACKGROUND}


def taken_in(page: Manuscript, backgrounds: Mapping[str, Manuscript]) -> dict[str, Manuscript]:
    """By id: the background pages that a page takes in, and those that these take in."""
    found: dict[str, Manuscript] = {}
    ahead = [page]
    while ahead:
        for each in ahead.pop().directives:
            inner = backgrounds.get(each.argument) if each.name == "background" else None
            if inner and each.argument not in found:
                found[each.argument] = inner
                ahead.append(inner)
    return found


def _parts(refused: frozenset[str]) -> Iterator[str]:
    """`a.yaml#comparisons.who.says` lies in `a.yaml#comparisons.who` and `a.yaml#comparisons`."""
    for each in refused:
        file, _, part = each.partition("#")
        steps = part.split(".")
        yield from (f"{file}#{'.'.join(steps[:count])}" for count in range(1, len(steps) + 1))


def _refused_quotes(refused: frozenset[str]) -> Iterator[str | None]:
    """The ids of quotes that could not be read; None for those of a whole record, which nobody knows."""
    for each in refused:
        file, _, part = each.partition("#")
        if file.startswith("sources/") and part in ("", "quotes"):
            yield None
        elif not part and not file.startswith("briefings/") and "/" in file:
            yield file.partition("/")[2]
