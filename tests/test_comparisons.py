"""What comparisons claim, held against the sources and against each other."""

from pathlib import Path

import pytest
from projects import archived, compiled, page, write

TEXT = """Delegates met on Tuesday, for the first time in 15 years. The loss was $13 billion, or 32 per cent.

Losses came to 9 billion dollars [in all].
"""
QUOTES = {
    "met": "Delegates met on Tuesday",
    "first": "for the first time in 15 years",
    "loss": "The loss was $13 billion",
    "share": "or 32 per cent",
    "sum": "Losses came to 9 billion dollars",
    "ours": "Losses came to [13 or] 9 billion dollars",
}


RELATION = "relation-contradicted"


def found(folder: Path, *answers: tuple[str, str], relation: str = "", published: str = "2015-01-20") -> list[str]:
    """The rules that answers break, each a quote and what it implies."""
    quotes = "".join(f"  {id}: {{exact: {exact!r}}}\n" for id, exact in QUOTES.items())
    lines = "".join(f'      - {{cite: talks/{id}, says: so, implies: "{implies}"}}\n' for id, implies in answers)
    data = f"comparisons:\n  c:\n    question: What?\n    answers:\n{lines}"
    files = {
        **archived("talks", TEXT, f"title: Talks\npublished: {published}\nlanguage: en\nquotes:\n{quotes}"),
        "briefings/a.md": page("::: compare"),
        "briefings/a.yaml": data + (f"    relation: {relation}\n" if relation else ""),
    }
    rules = [problem.rule for problem in compiled(write(folder, files)).problems]
    return [rule for rule in rules if rule not in ("unused-quote", "excerpts-too-long")]


@pytest.mark.parametrize(
    "answer",
    [
        ("met", "2015-01-20"),
        ("first", "2000"),
        ("loss", "13e9 USD"),
        ("loss", "$13bn"),
        ("share", "32%"),
        ("sum", "9e9 dollars"),
        ("ours", "9e9 USD"),
        ("met", "1979"),
    ],
)
def test_a_value_that_is_in_the_words_or_cannot_be_told_is_no_problem(answer: tuple[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        ("met", "2015-01-21"),
        ("first", "2001"),
        ("loss", "12e9 USD"),
        ("loss", "13e9 EUR"),
        ("share", "33 %"),
        ("ours", "13e9 USD"),
    ],
)
def test_a_value_that_is_not_is_one(answer: tuple[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, answer) == ["value-not-derived"]


def test_an_approximate_day_is_counted_from_too(tmp_path: Path) -> None:
    assert found(tmp_path, ("met", "2015-01-20"), published="2015-01-20~") == []
    assert found(tmp_path, ("met", "2015-01-22"), published="2015-01-20~") == ["value-not-derived"]


@pytest.mark.parametrize("implies", ["1e999", "99999-99-99", "9" * 5000, "2010/2012", "201X", "[2011,2012-04]"])
def test_what_cannot_be_compared_is_reported_as_such(implies: str, tmp_path: Path) -> None:
    assert found(tmp_path, ("met", implies)) == ["bad-value"]


def test_one_currency_is_compared_however_it_is_written(tmp_path: Path) -> None:
    assert found(tmp_path, ("loss", "$13 billion"), ("sum", "9e9 USD"), relation="agree") == [RELATION]
    assert found(tmp_path, ("loss", "$13 billion"), ("sum", "9 billion dollars"), relation="differ") == []


@pytest.mark.parametrize(
    ("relation", "values", "contradicted"),
    [
        ("agree", ["2000~", "2001"], False),
        ("agree", ["2000~", "2001", "2002~"], False),
        ("agree", ["2000~", "2001", "2003~"], True),
        ("agree", ["2010", "2010-01", "2010-12"], True),
        ("agree", ["2010", "2010-01", "2010-01-05"], False),
        ("agree", ["2000", "2002", ""], True),
        # values of several units: each is held against its own
        ("agree", ["13e9 USD", "13e9 USD", "1.5e9 EUR"], False),
        ("agree", ["13e9 USD", "12e9 USD", "1.5e9 EUR"], True),
        ("agree", ["13e9 USD", "1.5e9 EUR"], False),
        ("differ", ["13e9 USD", "13e9 USD"], True),
        ("differ", ["13e9 USD", "13e9 USD", "12e9 USD"], False),
        ("differ", ["13e9 USD", "13e9 USD", "1.5e9 EUR"], False),
        ("differ", ["13e9 USD", "13e9 USD", ""], False),
        ("differ", ["13e9 USD", "1.5e9 EUR", "13e9 USD", "1.5e9 EUR"], True),
        ("differ", ["13e9 USD", "1.5e9 EUR", "13e9 USD", "1.6e9 EUR"], False),
        ("contradict", ["2000~", "2001"], True),
        ("contradict", ["2010", "2010-01", "2010-12"], False),
        ("contradict", ["2000~", "2001", "5 ships"], False),
        ("contradict", ["2000", "2002"], False),
        ("narrower", ["2010", "2010-05"], False),
        ("narrower", ["2010", "2011"], True),
        ("narrower", ["2010", "2010", "2011"], True),
        ("narrower", ["2010~", "2010", "2015"], False),
        ("narrower", ["2010-01-05", "2010-01", "2009-12-31"], False),
        ("narrower", ["12e9 USD", "13e9 USD"], False),
        ("narrower", ["13e9 USD", "13e9 USD"], True),
        ("narrower", ["2010", "2011", ""], False),
    ],
)
def test_a_relation_is_held_against_all_values_of_each_unit(
    relation: str, values: list[str], contradicted: bool, tmp_path: Path
) -> None:
    assert (RELATION in found(tmp_path, *(("met", each) for each in values), relation=relation)) is contradicted
