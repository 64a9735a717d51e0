"""What our own prose says of the time after a page's event says that it is later."""

from pathlib import Path

import pytest
from projects import compiled, page, write

SOURCES = {
    "sources/ledger.yaml": 'title: Ledger\npublished: "2016"\nquotes: {sold: {exact: the ferries were sold}}\n',
    "sources/post.yaml": "title: Post\npublished: 2015-03-02\n",
    "sources/undated.yaml": "title: Undated\n",
    "sources/about.yaml": "title: About\npublished: 2015~\n",
}


def found(tmp_path: Path, body: str, event: str = "2015-03-02", path: str = "briefings/lake.md") -> list[str]:
    """Line and column of each problem, with its words."""
    site = compiled(write(tmp_path, {**SOURCES, path: page(body, event=event)}))
    problems = [problem for problem in site.problems if problem.rule == "later-unmarked"]
    return [f"{problem.at.line - 6}:{problem.at.column} {problem.message.split('`')[1]}" for problem in problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The ferries ran on 1 May 2015.", ["1:20 1 May 2015"]),
        ("The ferries ran on 3 March 2015.", ["1:20 3 March 2015"]),
        ("The ferries ran in April 2015.", ["1:20 April 2015"]),
        ("In 2016 the ferries ran.", ["1:4 2016"]),
        ("The ferries ran from 2016.", ["1:22 2016"]),
        ("The ferries of the 2020s ran.", ["1:20 2020s"]),
        ("The ferries ran on 2015-05-01.", ["1:20 2015-05-01"]),
        ("The ferries were sold [@ledger].", ["1:1 ledger"]),
        ("The ferries were sold [@ledger/sold].", ["1:1 ledger"]),
        ("It was signed. In 2016 the ferries ran. They were sold [@ledger].", ["1:19 2016", "1:41 ledger"]),
        ("No later than 2016 the ferries ran.", ["1:15 2016"]),
        ("“The ferries come later” were not her words in 2016 [@undated].", ["1:48 2016"]),
        ("## Then\n\nIn 2016 the ferries ran.\n\n## Later\n\nIn 2017 too.", ["3:4 2016"]),
        ("## Later\n\nIn 2016.\n\n## Then\n\nIn 2017 the ferries ran.", ["7:4 2017"]),
        ("- It was signed.\n- In 2016 the ferries ran.", ["2:6 2016"]),
        ("Later:\n\n- In 2016.\n\nIn 2017 the ferries ran.", ["5:4 2017"]),
        ("| a | b |\n|---|---|\n| ferries | in 2016 |", ["3:16 2016"]),
        ("| a | later |\n|---|---|\n| b | c |\n\nIn 2016.", ["5:4 2016"]),
        ("> In 2016 the ferries ran.", ["1:6 2016"]),
        ("The ministry would have sold them in 2017 [@ledger].", ["1:38 2017"]),
    ],
)
def test_a_sentence_beyond_the_event_is_reported_where_it_goes_beyond(
    body: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "The treaty of 2 March 2015 holds, as did that of 1 May 2014.",
        "The treaty was signed in March 2015, or in 2015.",
        "Later, in 2016, the ferries ran.",
        "*Later, 1 May 2015.* The ferries ran on 1 May 2015. They were sold [@ledger].",
        "Afterwards the ferries ran until 2016 [@ledger].",
        "They have run since then, last in 2016.",
        "Subsequently (2016) they ran.",
        "Within weeks after the signing, on 20 April 2015, they ran.",
        "## What came later\n\n### Ferries\n\nIn 2016 the ferries ran [@ledger].",
        "Later:\n\n- In 2016 the ferries ran.\n- In 2017 too.",
        "- Later: it was sold. In 2016 the ferries ran.",
        "| When | What |\n|---|---|\n| later, 2016 | the ferries were sold in 2017 |",
        "| Later | What |\n|---|---|\n| 2016 | the ferries were sold in 2017 |",
        "They planned to sell 2016 ferries, 2,016 boats and $2016 of oil.",
        "The ministry projected a loss by 2025 [@post].",
        "The treaty is due to end in 2030.",
        "She does not plan to run in 2020.",
        "It shook at five (2053 Wednesday night, UTC), and again in the evening (2100 UTC).",
        "The ferries ran on 1 May, on page 2016.",
        "They met [@post; @undated; @about].",
        "See `in 2016` and <https://example.org/2016/05/01>.",
        "As of 2026 no text is known.",
    ],
)
def test_a_sentence_up_to_the_event_or_marked_as_later_is_left_alone(body: str, tmp_path: Path) -> None:
    assert found(tmp_path, body) == []


def test_what_others_are_quoted_as_saying_is_left_alone(tmp_path: Path) -> None:
    source = {"sources/talk.yaml": "title: Talk\nquotes: {words: {exact: the ferries will run in 2016}}\n"}
    write(tmp_path, source)
    assert found(tmp_path, "She said “the ferries will run in 2016” [@talk/words].") == []


@pytest.mark.parametrize("event", ["2016", "2016-05/..", "XXXX", "2010/2016-12"])
def test_nothing_is_later_than_an_event_that_may_last_as_long(event: str, tmp_path: Path) -> None:
    assert found(tmp_path, "In 2016 the ferries ran.", event=event) == []


@pytest.mark.parametrize("path", ["briefings/background/lake.md", "briefings/index.md", "briefings/lake.md"])
def test_a_page_without_an_event_has_nothing_later(path: str, tmp_path: Path) -> None:
    site = compiled(write(tmp_path, {**SOURCES, path: page("In 2016 they were sold [@ledger/sold].")}))
    assert site.problems == ()


@pytest.mark.parametrize("path", ["briefings/background/lake.md", "briefings/index.md"])
def test_a_page_of_any_kind_with_an_event_is_checked(path: str, tmp_path: Path) -> None:
    assert found(tmp_path, "In 2016 the ferries ran.", path=path) == ["1:4 2016"]
