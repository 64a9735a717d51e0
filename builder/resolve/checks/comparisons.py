"""What comparisons and judgments claim, as far as it can be checked: values, silences, bases."""

from itertools import pairwise

import regex

from builder.diagnostics import Diagnostic, LineIndex, Report, did_you_mean, shown
from builder.model.resolved import Graph, Quote
from builder.model.written import Answer, Comparison, Judgment, Manuscript, Relation, Source, Span
from builder.resolve.derivation import derived
from builder.resolve.folding import folded
from builder.resolve.segments import UNSPACED
from builder.resolve.values import READABLE, Value, value


def check_comparisons(graph: Graph, report: Report) -> None:
    """Every comparison and judgment of every page."""
    for page in graph.project.manuscripts:
        for comparison in page.comparisons.values():
            _check_relation(comparison, report)
            _check_silences(comparison, graph, report)
            for answer in comparison.answers:
                _check_value(answer, graph, report)
        for judgment in page.judgments:
            _check_basis(judgment, page, report)


def _check_basis(judgment: Judgment, page: Manuscript, report: Report) -> None:
    if not judgment.basis:
        message = f"the judgment `{judgment.id}` of `{page.id}` names no passage that it rests on"
        hint = "list the passages under `basis`"
        report(Diagnostic(judgment.at[""], "uncited-judgment", message, hint))


def _check_value(answer: Answer, graph: Graph, report: Report) -> None:
    """An implied value is one, and where the words give figures of its kind it follows from them."""
    if not answer.implies:
        return
    if value(answer.implies) is None:
        message = f"`{shown(answer.implies, 40)}` is neither a date nor an amount"
        report(Diagnostic(answer.at, "bad-value", message, f"what can be compared: {READABLE}"))
        return
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
    values = [found for answer in comparison.answers if answer.implies and (found := value(answer.implies))]
    if comparison.relation is None or len(values) < 2 or len({each.unit for each in values}) > 1:
        return
    if wrong := _contradiction(comparison.relation, values):
        at = comparison.at.get("relation", comparison.at[""])
        message = f"the answers are said to {SAID[comparison.relation]}, but their values {wrong}"
        hint = "change `relation`, or the values under `implies`"
        report(Diagnostic(at, "relation-contradicted", message, hint))


SAID = {
    Relation.AGREE: "agree",
    Relation.DIFFER: "differ",
    Relation.NARROWER: "be one narrower than the other",
    Relation.CONTRADICT: "contradict each other",
}


def _contradiction(relation: Relation, values: list[Value]) -> str:
    """What values say against a relation; empty where nothing."""
    together = all(one.meets(two) for one, two in pairwise(sorted(values, key=lambda each: (each.low, each.high))))
    same = len(set(values)) == 1
    match relation:
        case Relation.AGREE if not together:
            return "do not meet"
        case Relation.DIFFER | Relation.CONTRADICT if same:
            return "are the same"
        case Relation.CONTRADICT if together:
            return "can all be true"
        case Relation.NARROWER if same:
            return "are the same"
        case Relation.NARROWER if not any(one.holds(two) for one in values for two in values if one is not two):
            return "do not hold one another"
    return ""


def _check_silences(comparison: Comparison, graph: Graph, report: Report) -> None:
    for id, terms in comparison.silent.items():
        at = comparison.at.get(f"silent.{id}", comparison.at[""])
        source = graph.project.sources.get(id)
        if source is None:
            hint = did_you_mean(id, graph.project.sources) or "silence is claimed of a source, by its id"
            report(Diagnostic(at, "unknown-citation", f"no source is called `{shown(id, 60)}`", hint))
        elif source.text is None:
            message = f"`{id}` has no archived text, so its silence cannot be checked"
            report(Diagnostic(at, "silence-broken", message, "archive its text, or leave it out"))
        elif not terms:
            hint = "list the terms that it was searched for, such as `[exercis, train]`"
            report(Diagnostic(at, "silence-broken", f"no terms are given that `{id}` was searched for", hint))
        else:
            _check_terms(comparison, source, graph, report)


def _check_terms(comparison: Comparison, source: Source, graph: Graph, report: Report) -> None:
    """No word of the article begins with one of the terms."""
    text = source.text or ""
    lines = LineIndex(f"sources/{source.id}.txt", text)
    at = comparison.at.get(f"silent.{source.id}", comparison.at[""])
    for index, term in enumerate(comparison.silent[source.id]):
        found = _first(text, graph.article.get(source.id, ()), term)
        if found >= 0:
            place = comparison.at.get(f"silent.{source.id}.{index}", at)
            message = f"`{source.id}` is said to be silent, but has `{shown(term, 40)}` on line {lines.at(found).line}"
            report(Diagnostic(place, "silence-broken", message, "it answers: cite the passage, or take the claim out"))


def _first(text: str, article: tuple[Span, ...], term: str) -> int:
    """Where a word of the article first begins with a term, in whatever case; -1 where none does."""
    words = r"\s+".join(map(regex.escape, term.split()))
    beginning = "" if UNSPACED.search(term) else r"(?<![\p{L}\p{N}])"
    sought = regex.compile(f"{beginning}{words}", regex.IGNORECASE)
    found = (match.start() for span in article if (match := sought.search(text, span.start, span.end)))
    return next(found, -1) if words else -1
