"""An article's sentences and what uses each."""

from growth import grows_no_faster

from builder.diagnostics import Location
from builder.model.written import Annotation, Project, Source, Span, TextQuoteSelector
from builder.resolve.linking import link
from builder.survey.coverage import coverage
from builder.survey.sentences import sentences


def parted(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, (Span(0, len(text)),), language)]


def test_a_line_ends_a_sentence() -> None:
    assert parted("Osk votes\nThe port is shut. It rains.\r\n\r\nNo") == [
        "Osk votes",
        "The port is shut.",
        "It rains.",
        "No",
    ]


def test_a_line_that_plainly_goes_on_does_not() -> None:
    assert parted("The port of\nlittle Osk is shut,\nMonday too.\nNo") == [
        "The port of\nlittle Osk is shut,\nMonday too.",
        "No",
    ]


def test_a_quotation_stays_in_its_sentence() -> None:
    assert parted("“It rains. We stay.” he said. Then Mr. Lind of the U.S. left.") == [
        "“It rains. We stay.” he said.",
        "Then Mr. Lind of the U.S. left.",
    ]


def test_scripts_without_blanks_are_parted() -> None:
    assert parted("港口关闭了。下雨了。", "zh") == ["港口关闭了。", "下雨了。"]


def test_stretches_are_parted_each_by_itself() -> None:
    text = "One. Cut. Two"
    assert [text[span.start : span.end] for span in sentences(text, (Span(0, 4), Span(10, 13)), "en")] == [
        "One.",
        "Two",
    ]


def test_a_line_without_end_is_parted_all_the_same() -> None:
    assert " ".join(parted("word " * 5000)).split() == ["word"] * 5000
    assert "".join(parted("x" * 12_000)) == "x" * 12_000


def test_coverage_grows_as_the_article_and_its_quotes_do() -> None:
    def run(count: int) -> None:
        text = "".join(f"Pier {n} of the port was shut on that day. Nobody came by.\n" for n in range(count))
        at = {"": Location("sources/a.yaml")}
        marks = tuple(
            Annotation(f"q{n}", "a", TextQuoteSelector(f"Pier {n} of the port"), None, "", (), "", (), "", at)
            for n in range(0, count, 7)
        )
        source = Source("a", "A", text, language="en", annotations=marks)
        graphs.setdefault(count, link(Project({"a": source}, {}, {}, {}, ()), lambda _: None))
        found = coverage(source, graphs[count])
        assert found is not None
        assert len(found.stretches) == 2 * count

    graphs: dict = {}
    for count in (400, 1600):
        run(count)
    assert grows_no_faster(run, 400)
