"""Our own prose beside the pages: in data files, registers, and the notes of records. Each field is one statement."""

from collections.abc import Iterator

from builder.model.resolved import Graph, Note
from builder.model.written import NO_NAMES, Comparison, Judgment, Manuscript, Marks, Source, Span, placed
from builder.resolve.grounds import NOTHING, Cited, Grounds, noted, referred
from builder.resolve.held import held
from builder.resolve.statements import Claim, Statement


def data_statements(graph: Graph) -> Iterator[Statement]:
    """What we write in the data files of pages."""
    for page in graph.project.manuscripts:
        for comparison in page.comparisons.values():
            yield from comparison_statements(comparison, page, graph)
        for judgment in (*page.judgments, *page.inferences.values()):
            yield from judgment_statements(judgment, page, graph)
        yield from _corrections(page, graph)


def register_statements(graph: Graph) -> Iterator[Statement]:
    """What we write beside the pages and that readers see: in registers, and in the records of sources."""
    yield from _registers(graph)
    yield from _topics(graph)
    for source in graph.project.sources.values():
        yield from _notes(source)


def judgment_statements(judgment: Judgment, page: Manuscript, graph: Graph) -> Iterator[Statement]:
    """A judgment or inference rests on its basis; how else it might be read is our own thought."""
    grounds = referred(judgment.basis, graph)
    of = "inference" if judgment.id in page.inferences else "judgment"
    yield from _field(judgment.text, grounds, of, judgment.at, "text", page)
    for name, text in (
        ("rule", judgment.rule),
        ("other_reading", judgment.other_reading),
        ("would_change", judgment.would_change),
    ):
        yield from _field(text, grounds, of, judgment.at, name, page, figures=False)


def comparison_statements(comparison: Comparison, page: Manuscript, graph: Graph) -> Iterator[Statement]:
    """An answer's reading rests on its passage; question and note on all of them."""
    everything = referred((answer.cite for answer in comparison.answers), graph)
    yield from _field(comparison.question, everything, "comparison", comparison.at, "question", page, figures=False)
    for index, answer in enumerate(comparison.answers):
        grounds = referred([answer.cite], graph)
        yield from _field(answer.says, grounds, "answer", comparison.at, f"answers.{index}.says", page)
    yield from _field(comparison.note, everything, "comparison", comparison.at, "note", page)


def _corrections(page: Manuscript, graph: Graph) -> Iterator[Statement]:
    """Why something was corrected rests on what the page cites; its old and new words are held on the page itself."""
    grounds = Cited(page, graph).by_page if page.corrections else NOTHING
    for entry in page.corrections:
        yield from _field(entry.why, grounds, "page", {"": entry.at}, "why", page, figures=False, whole_page=True)


def _registers(graph: Graph) -> Iterator[Statement]:
    project = graph.project
    for entity in (*project.people.values(), *project.organizations.values()):
        grounds = noted(graph.register_notes[entity.id])
        yield from _field(entity.description, grounds, "entry", entity.at, "description")
        for index, office in enumerate(entity.offices):
            yield from _field(office.title, grounds, "entry", entity.at, f"offices.{index}.title", figures=False)
    for event in project.events.values():
        yield from _field(event.title, referred(event.cite, graph), "event", event.at, "title", day=event.date)


def _topics(graph: Graph) -> Iterator[Statement]:
    """What a topic is rests on nothing that its entry could cite."""
    for topic in graph.project.topics.values():
        yield from _field(topic.description, NOTHING, "entry", topic.at, "description", figures=False)


def _notes(source: Source) -> Iterator[Statement]:
    """What we say of a source and of its passages rests on its text."""
    grounds = noted([Note(source, None)])
    for name, text in (("note", source.note), ("descriptor", source.descriptor)):
        yield from _field(text, grounds, "record", source.at, name, figures=False)
    for annotation in source.annotations:
        yield from _field(annotation.note, grounds, "record", annotation.at, "note", figures=False)


def _field(
    text: str,
    grounds: Grounds,
    of: str,
    at: Marks,
    name: str,
    page: Manuscript | None = None,
    *,
    day: str = "",
    figures: bool = True,
    whole_page: bool = False,
) -> Iterator[Statement]:
    text = text.translate(NO_NAMES)
    if text:
        place, whole = placed(at, name), Span(0, len(text))
        yield Statement(
            text,
            grounds,
            of,
            lambda _: place,
            claims=(Claim(whole, grounds),) if figures else (),
            day=page.event if page else day,
            whole_page=whole_page,
            page=page.path if page else "",
            held=held(text, [(0, whole)] if figures and grounds.notes else ()),
        )
