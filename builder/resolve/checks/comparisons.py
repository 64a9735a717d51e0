"""What comparisons claim, as far as it can be checked: values, relations, silences."""

from builder.diagnostics import Diagnostic, Report, shown
from builder.model.resolved import Graph, Quote
from builder.model.written import Answer, Comparison, Relation, placed
from builder.resolve.checks.silences import check_silences
from builder.resolve.folding import folded
from builder.resolve.values import DAY, READABLE, Value, value


def check_comparisons(graph: Graph, report: Report) -> None:
    """Every comparison of every page."""
    for page in graph.project.manuscripts:
        for comparison in page.comparisons.values():
            _check_relation(comparison, report)
            check_silences(comparison.silent, comparison.at, "silent", graph, report)
            check_silences(comparison.lacks, comparison.at, "lacks", graph, report)
            _check_answering(comparison, graph, report)
            for answer in comparison.answers:
                _check_value(answer, graph, report)


def _check_answering(comparison: Comparison, graph: Graph, report: Report) -> None:
    """Who answers is not silent."""
    notes = (graph.named.get(answer.cite.target) for answer in comparison.answers)
    answering = {note.source.id: note.label for note in notes if note}
    for id in (each for each in comparison.silent if each in answering):
        message = f"`{id}` is said to be silent, and answers by `{answering[id]}`"
        hint = "take it out of `silent`; what its answer leaves out goes under `lacks`"
        report(Diagnostic(placed(comparison.at, f"silent.{id}"), "silence-broken", message, hint))


def _check_value(answer: Answer, graph: Graph, report: Report) -> None:
    """An implied value is one, and where the words give figures of its kind it follows from them."""
    if not answer.implies:
        return
    if value(answer.implies) is None:
        message = f"`{shown(answer.implies, 40)}` is neither a date nor an amount"
        report(Diagnostic(answer.at, "bad-value", message, f"what can be compared: {READABLE}"))
        return
    from builder.resolve.derivation import derived  # it knows many words, and few projects ask for it

    note = graph.named.get(answer.cite.target)
    words = _words(note.quote) if note and note.quote else ""
    if note and derived(words, note.source.published, answer.implies, note.source.language) is False:
        message = f"`{answer.implies}` does not follow from the words of `{note.label}`"
        hint = f"they are “{shown(words, 80)}”, of {note.source.published or 'no date'}"
        report(Diagnostic(answer.at, "value-not-derived", message, hint))


def _words(quote: Quote) -> str:
    """The source's words in a quote, folded: what is ours in it proves nothing."""
    exact = quote.annotation.selector.exact
    for mark in reversed(quote.marks):
        if not mark.own:
            exact = f"{exact[: mark.span.start]} {exact[mark.span.end :]}"
    return folded(exact)


def _check_relation(comparison: Comparison, report: Report) -> None:
    written = {answer.implies: found for answer in comparison.answers if (found := value(answer.implies))}
    values = [written.get(answer.implies) for answer in comparison.answers]
    if comparison.relation is None:
        return
    if wrong := _contradiction(comparison.relation, values):
        at = comparison.at.get("relation", comparison.at[""])
        listed = "; ".join(f"`{shown(each, 40)}`" for each in written)
        message = f"the answers are said to {SAID[comparison.relation]}, but their values {wrong}: {listed}"
        hint = "change `relation`, or the values under `implies`"
        report(Diagnostic(at, "relation-contradicted", message, hint))


SAID = {
    Relation.AGREE: "agree",
    Relation.DIFFER: "differ",
    Relation.NARROWER: "be one narrower than the other",
    Relation.CONTRADICT: "contradict each other",
}


def _contradiction(relation: Relation, values: list[Value | None]) -> str:
    """What values say against a relation; empty where nothing. Only those of one unit can be compared."""
    units: dict[str, list[Value]] = {}
    for each in values:
        if each:
            units.setdefault(each.unit, []).append(each)
    if relation is Relation.AGREE:
        return "" if all(_together(group) for group in units.values()) else "do not meet"
    if None in values or not units or any(len(group) < 2 for group in units.values()):
        return ""  # an answer that is compared with no other may well be the one that differs
    wrongs = [_difference(relation, group) for group in units.values()]
    return wrongs[0] if all(wrongs) else ""


def _difference(relation: Relation, values: list[Value]) -> str:
    """What values of one unit say against a relation that is none of agreement."""
    if len(set(values)) == 1:
        return "are the same"
    if relation is Relation.CONTRADICT and _together(values):
        return "can all be true"
    dates = all(each.unit == DAY for each in values)  # an amount has no width: “more than 12” is 12 here
    if relation is Relation.NARROWER and dates and not _nested(values):
        return "do not hold one another"
    return ""


def _together(values: list[Value]) -> bool:
    """Whether all can be true at once, and not only each with the next."""
    return max(each.low for each in values) <= min(each.high for each in values)


def _nested(values: list[Value]) -> bool:
    """Whether one holds another that is narrower; in the order of their beginnings, the widest so far is enough."""
    furthest: Value | None = None
    for each in sorted(set(values), key=lambda each: (each.low, -each.high)):
        if furthest and furthest.holds(each):
            return True
        furthest = each if furthest is None or each.high > furthest.high else furthest
    return False
