"""Checks of the register of events: what pages draw of it, and what none draws."""

from builder.diagnostics import Diagnostic, Report, did_you_mean, shown
from builder.model.chronology import DRAWING, drawn
from builder.model.resolved import Graph
from builder.model.written import Directive, Manuscript


def check_events(graph: Graph, report: Report) -> None:
    """Every directive that draws events finds some and, where a page draws any, every event is drawn."""
    seen: set[str] = set()
    drawing = [(each, page) for page in graph.project.manuscripts for each in page.directives if each.name in DRAWING]
    for directive, page in drawing:
        found = {each.event.id for each in drawn(graph.chronology, directive, page)}
        seen |= found
        if fault := "" if found else _fault(directive, page, graph):
            message, _, hint = fault.partition("\n")
            report(Diagnostic(directive.at, "bad-directive", message, hint))
    for dated in graph.chronology if seen else ():
        if dated.event.id not in seen:
            message = f"no page draws the event `{dated.event.id}`"
            hint = "give it a topic that a timeline draws, or take it out"
            report(Diagnostic(dated.event.at["id"], "undrawn-event", message, hint))


def _fault(directive: Directive, page: Manuscript, graph: Graph) -> str:
    """Why a directive draws nothing: the message and, on a second line, the hint."""
    topics = graph.chronology.by_topic
    if not graph.chronology:
        return "there are no events to draw\nadd them to briefings/events.yaml"
    if directive.argument and directive.argument not in topics:
        hint = did_you_mean(directive.argument, topics) or "add it to an event's `topics` in briefings/events.yaml"
        return f"no event has the topic `{shown(directive.argument, 60)}`\n{hint}"
    if not page.event:
        return "this page does not say what its events are later than\ngive the day as `event` in its front matter"
    return f"no event is later than {page.event}\nan event is, if its first day is after the last of the page's `event`"
