"""Where the page of each thing stands, from the pages' folder."""

from builder.model.resolved import Gathered
from builder.model.written import Entity, Person, Source


def entity_path(entity: Entity) -> str:
    return f"{'people' if isinstance(entity, Person) else 'organizations'}/{entity.id}.md"


def source_path(source: Source) -> str:
    return f"sources/{source.id}.md"


def topic_path(topic: Gathered) -> str:
    return f"topics/{topic.topic}.md"


def verdict_path(name: str) -> str:
    """The quotes of one verdict."""
    return f"quotes/{name}.md"


def speaker_path(id: str) -> str:
    """The quotes of one speaker."""
    return f"quotes/speaker-{id}.md"
