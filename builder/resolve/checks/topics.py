"""Checks of the register of topics: what quotes and events name is in it."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.resolved import Graph
from builder.model.written import placed


def check_topics(graph: Graph, report: Report) -> None:
    """Where topics are registered, every topic of a quote or an event is; a project without a register names any."""
    known, refused = graph.project.topics, graph.project.refused
    if not known or "briefings/topics.yaml" in refused:
        return
    for topic, at in _named(graph):
        if topic not in known and topic not in refused:
            hint = did_you_mean(topic, known) or "add it to briefings/topics.yaml"
            report(Diagnostic(at, "unknown-topic", f"no topic is registered as `{shown(topic, 60)}`", hint))


def _named(graph: Graph) -> Iterator[tuple[str, Location]]:
    """Every topic that is named, and where."""
    for quote in graph.quotes.values():
        for index, topic in enumerate(quote.annotation.topics):
            yield topic, placed(quote.annotation.at, f"topics.{index}")
    for event in graph.project.events.values():
        for index, topic in enumerate(event.topics):
            yield topic, placed(event.at, f"topics.{index}")
