"""What judgments and inferences rest on: a basis, enough of it, and nothing that it does not have."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Report, shown
from builder.model.resolved import Graph, Note
from builder.model.written import Judgment, Manuscript, placed
from builder.resolve.checks.silences import check_silences
from builder.resolve.folding import plain
from builder.resolve.grounds import referred
from builder.resolve.names import Names, names

INFERRED_FROM = 2
"""Passages from which an inference may be drawn without a stated rule."""


def check_judgments(graph: Graph, report: Report) -> None:
    """Every judgment and inference of every page."""
    matcher = names([*graph.project.people.values(), *graph.project.organizations.values()])
    for page in graph.project.manuscripts:
        for judgment in (*page.judgments, *page.inferences.values()):
            _check_basis(judgment, page, report)
            check_silences(judgment.searched, judgment.at, "searched", graph, report)
            if judgment.inferred:
                _check_inference(judgment, page, graph, report)
                _check_names(judgment, graph, matcher, report)


def _kind(judgment: Judgment, page: Manuscript) -> str:
    return "inference" if page.inferences.get(judgment.id) is judgment else "judgment"


def _check_basis(judgment: Judgment, page: Manuscript, report: Report) -> None:
    if not judgment.basis and not judgment.inferred:
        message = f"the judgment `{judgment.id}` of `{page.id}` names no passage that it rests on"
        hint = "list the passages under `basis`"
        report(Diagnostic(judgment.at[""], "uncited-judgment", message, hint))


def _check_inference(judgment: Judgment, page: Manuscript, graph: Graph, report: Report) -> None:
    """Two passages, or one and the rule that leads from it."""
    grounds = referred(judgment.basis, graph)
    count = len(grounds.notes)
    if grounds.whole and count < passages_needed(judgment):
        rests = "rests on no passage" if count == 0 else "rests on one passage, and states no rule"
        message = f"the {_kind(judgment, page)} `{judgment.id}` is inferred, and {rests}"
        hint = "list two passages under `basis`, or one and, under `rule`, what leads from it to this"
        report(Diagnostic(placed(judgment.at, "basis"), "unsupported-inference", message, hint))


def passages_needed(judgment: Judgment) -> int:
    """How many passages a reading of ours cannot do without."""
    return INFERRED_FROM if judgment.inferred and not judgment.rule else 1


def _check_names(judgment: Judgment, graph: Graph, matcher: Names, report: Report) -> None:
    """An inference brings in nobody whom its passages do not have; those that cannot be read prove nothing."""
    notes = referred(judgment.basis, graph).notes
    if not notes or any(note.quote is None and not note.source.is_archived for note in notes):
        return
    known = {entity for note in notes for entity in _named_by(note, graph, matcher)}
    for id in dict.fromkeys(name.entity for _, name in matcher.find(plain(judgment.text))):
        entity = graph.entity(id)
        if entity and id not in known:
            message = f"`{shown(entity.name, 60)}` is named in this inference, and in no passage that it rests on"
            hint = "cite a passage that names them, or leave the name out"
            report(Diagnostic(placed(judgment.at, "text"), "name-not-in-basis", message, hint))


def _named_by(note: Note, graph: Graph, matcher: Names) -> Iterator[str]:
    """Whom a note names: in its words, as speaker or relay, and in its source's record."""
    source = note.source
    texts = [source.title, source.publisher, source.container, source.author, source.dateline]
    if note.quote:
        annotation = note.quote.annotation
        selector = annotation.selector
        yield from (id for id in (annotation.speaker, *annotation.via) if id)
        texts += [f"{selector.prefix} {selector.exact} {selector.suffix}", *annotation.via]
    else:
        yield from (id for id, listed in graph.spellings.items() if any(each.source == source.id for each in listed))
    for text in texts:
        yield from (name.entity for _, name in matcher.find(plain(text)))
