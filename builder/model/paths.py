"""Where the page of each thing stands, from the pages' folder."""

from collections.abc import Mapping

from builder.model.resolved import Gathered, Graph
from builder.model.written import Entity, Person, Source

BRIEFINGS, PEOPLE, SOURCES = "briefings/index.md", "people/index.md", "sources/index.md"
"""The indexes."""


def entity_path(entity: Entity) -> str:
    return f"{'people' if isinstance(entity, Person) else 'organizations'}/{entity.id}.md"


def source_path(source: Source) -> str:
    return f"sources/{source.id}.md"


def topic_path(id: str) -> str:
    return f"topics/{id}.md"


def verdict_path(name: str) -> str:
    """The quotes of one verdict."""
    return f"quotes/{name}.md"


def thing_at(path: str, graph: Graph) -> Entity | Source | Gathered | None:
    """Whose page stands at a path; nothing for pages that are written and for lists."""
    folder, _, name = path.partition("/")
    id = name.removesuffix(".md")
    registers: Mapping[str, Mapping[str, Entity | Source | Gathered]] = {
        "people": graph.project.people,
        "organizations": graph.project.organizations,
        "sources": graph.project.sources,
        "topics": graph.topics,
    }
    return registers[folder].get(id) if folder in registers else None


def speaker_path(id: str) -> str:
    """The quotes of one speaker."""
    return f"quotes/speaker-{id}.md"
