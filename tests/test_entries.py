"""Clause 7 beside the pages: data files, registers and the notes of records say nothing that they do not cite."""

from pathlib import Path

import pytest
from projects import archived, compiled, page, write

TEXT = """“The lake treaty will not be changed before spring,” Minister Ana Berg said on Monday.

The ferries carried 4,000 people in 2010. Passengers paid $3 million.
"""
RECORD = """title: Talks
language: en
published: 2015-01-20
note: The article has “on Monday”.
quotes:
  treaty: {exact: The lake treaty will not be changed before spring, speaker: ana, note: NOTE}
  people: {exact: "carried 4,000 people"}
"""
DATA = """comparisons:
  load:
    question: QUESTION
    answers: [{cite: talks/people, says: SAYS}]
    note: REMARK
judgments:
  - id: firm
    text: JUDGED
    basis: [talks/treaty]
    other_reading: OTHER
corrections: [{date: 2031-01-01, kind: correction, was: They left, now: They met, why: WHY}]
inferences:
  full: {text: INFERRED, basis: [talks/people, talks/treaty]}
"""
FINE = {
    "NOTE": "He was “Minister Ana Berg”",
    "QUESTION": "How many did the ferries carry?",
    "SAYS": "4,000 people",
    "REMARK": "One article, one figure",
    "JUDGED": "The treaty stands",
    "OTHER": "It stands until spring",
    "INFERRED": "We infer that the ferries ran",
    "WHY": "The article has “on Monday”",
    "DESCRIBED": "Minister, who spoke of the “lake treaty”",
    "HAPPENED": "The ferries carry 4,000 people",
}


def problems(folder: Path, event_date: str = "2010", **changed: str) -> list[tuple[str, str]]:
    """Each problem of a project with these fields: its rule, and the line that it points at."""
    record, data = RECORD, DATA
    people = "ana: {name: Ana Berg, description: DESCRIBED, cite: talks}\n"
    events = f"crossing: {{date: '{event_date}', title: HAPPENED, cite: talks/people}}\n"
    for name, words in {**FINE, **changed}.items():
        record, data, people, events = (each.replace(name, f'"{words}"') for each in (record, data, people, events))
    body = "They met [@talks/treaty; @talks/people].\n\n::: compare\n\n::: judgments\n\n::: inference full"
    project = write(
        folder,
        {
            "briefings/a.md": page(body),
            "briefings/a.yaml": data,
            "briefings/people.yaml": people,
            "briefings/events.yaml": events,
            **archived("talks", TEXT, record),
        },
    )
    lines = {path: (project / path).read_text().split("\n") for path in ("briefings/a.yaml", "sources/talks.yaml")}
    return [
        (each.rule, lines.get(each.at.path, [""] * 99)[each.at.line - 1][each.at.column - 1 :])
        for each in compiled(project).problems
    ]


def test_what_stands_in_what_is_cited_is_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize("name", sorted({*FINE} - {"NOTE"}))
def test_a_quotation_that_stands_nowhere_is_reported_at_its_field(name: str, tmp_path: Path) -> None:
    rule, _ = problems(tmp_path, **{name: "He said ‘so’ and “will be changed”"})[0]
    assert rule == "prose-quote-unverified"


def test_a_note_on_a_passage_quotes_its_own_source_only(tmp_path: Path) -> None:
    assert problems(tmp_path, NOTE="He was “Minister Ana Bergen”") == [
        ("prose-quote-unverified", '"He was “Minister Ana Bergen”"}')
    ]


@pytest.mark.parametrize("name", ["SAYS", "REMARK", "JUDGED", "INFERRED", "DESCRIBED", "HAPPENED"])
def test_a_figure_that_is_not_in_the_basis_is_reported_at_its_field(name: str, tmp_path: Path) -> None:
    found = problems(tmp_path, **{name: "About 4,700 people"})
    assert [rule for rule, _ in found] == ["figure-not-in-citation"]
    assert found[0][1].startswith('"About 4,700') or name in ("DESCRIBED", "HAPPENED")


@pytest.mark.parametrize("name", ["QUESTION", "OTHER", "WHY"])
def test_figures_in_what_is_only_asked_or_imagined_are_free(name: str, tmp_path: Path) -> None:
    assert problems(tmp_path, **{name: "Would 4,700 people have fitted?"}) == []


@pytest.mark.parametrize(
    ("date", "fits"),
    [
        ("2010", True),
        ("2015-01-19", True),
        ("2015-01", True),
        ("2009", False),
        ("2010-06", False),
        ("2015-02-20", False),
    ],
)
def test_the_date_of_an_event_stands_in_an_article_that_it_cites(date: str, fits: bool, tmp_path: Path) -> None:
    found = problems(tmp_path, event_date=date)
    assert [rule for rule, _ in found] == ([] if fits else ["figure-not-in-citation"])


def test_a_figure_that_stands_in_another_answer_does_not_carry_this_one(tmp_path: Path) -> None:
    found = problems(tmp_path, SAYS="they paid $3 million")
    assert [rule for rule, _ in found] == ["figure-not-in-citation"]
