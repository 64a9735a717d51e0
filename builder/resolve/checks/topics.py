"""Checks of the register of topics: what quotes and events name is in it."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Report, did_you_mean, shown
from builder.model.resolved import Graph
from builder.model.written import Marks, placed


def check_topics(graph: Graph, report: Report) -> None:
    """Where topics are registered, every topic of a quote or an event is; a project without a register names any."""
    known, refused = graph.project.topics, graph.project.refused
    if not known or "briefings/topics.yaml" in refused:
        return
    for topics, at in _named(graph):
        for index, topic in enumerate(topics):
            if topic not in known and topic not in refused:
                hint = did_you_mean(topic, known) or "add it to briefings/topics.yaml"
                message = f"no topic is registered as `{shown(topic, 60)}`"
                report(Diagnostic(placed(at, f"topics.{index}"), "unknown-topic", message, hint))


def _named(graph: Graph) -> Iterator[tuple[tuple[str, ...], Marks]]:
    """The topics of every quote and event, and where its fields are."""
    yield from ((quote.annotation.topics, quote.annotation.at) for quote in graph.quotes.values())
    yield from ((event.topics, event.at) for event in graph.project.events.values())
