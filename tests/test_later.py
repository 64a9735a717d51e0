"""What our own prose says of the time after a page's event says that it is later."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import compiled, page, write

from builder.dates import period
from builder.resolve.folding import fold
from builder.resolve.foresight import foreseen
from builder.resolve.moments import moments

SOURCES = {
    "sources/ledger.yaml": 'title: Ledger\npublished: "2016"\nquotes: {sold: {exact: the ferries were sold}}\n',
    "sources/post.yaml": "title: Post\npublished: 2015-03-02\n",
    "sources/next-day.yaml": "title: Next day\npublished: 2015-03-03\n",
    "sources/month.yaml": "title: A month\npublished: 2015-04-02\n",
    "sources/decades.yaml": "title: Decades\npublished: 2031\n",
    "sources/dated.yaml": "title: Dated\npublished: '2016'\nquotes: {met: {exact: they met on 1 March 2015}}\n",
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
        ("The bar was lifted on 13 April 2016, due to a decree.", ["1:23 13 April 2016"]),
        ("Due to a decree the bar was lifted in April 2016.", ["1:39 April 2016"]),
        ("It was lifted due to sanctions in 2016.", ["1:35 2016"]),
        ("In 2017 the missile hit its target.", ["1:4 2017"]),
        ("The missile hit its target in 2017.", ["1:31 2017"]),
        ("On 5 May 2018 an estimated 300 people came.", ["1:4 5 May 2018"]),
        ("An estimated 300 people came on 5 May 2018.", ["1:33 5 May 2018"]),
        ("It was delivered in 2016, as promised.", ["1:21 2016"]),
        ("As promised, it was delivered in 2016.", ["1:34 2016"]),
        ("The promised ships arrived in 2016.", ["1:31 2016"]),
        ("The plan to sell them was dropped in 2016.", ["1:38 2016"]),
        ("They planned a sale, which came in 2016.", ["1:36 2016"]),
        ("Iran received its first system in April 2016, which would change its defence.", ["1:35 April 2016"]),
        ("The project ended in 2016.", ["1:22 2016"]),
        ("The vote planned for March 2016 took place in May 2016.", ["1:47 May 2016"]),
        ("Delivery, promised for 2015, came in October 2016.", ["1:38 October 2016"]),
        ("The budget for 2016 was cut.", ["1:16 2016"]),
        ("Her will was read in 2016.", ["1:22 2016"]),
        ("Sanctions of 2015–2020 held.", ["1:19 2020"]),
        ("During 2015–2020 sanctions held.", ["1:13 2020"]),
        ("It was over by 2015–16.", ["1:21 16"]),
        ("In Q2 2016 they ran.", ["1:4 Q2 2016"]),
        ("They ran in 2016-Q2, and in H1/2017.", ["1:13 2016-Q2"]),
        ("Sales fell in FY2016.", ["1:15 FY2016"]),
        ("Sales fell in FY16.", ["1:15 FY16"]),
        ("The 2016 election was held.", ["1:5 2016"]),
        ("The candidate for mayor won the 2016 election.", ["1:33 2016"]),
        ("Her candidate for the post resigned in 2016.", ["1:40 2016"]),
        ("The candidates in the list were named on the 2016 ballot.", ["1:46 2016"]),
        ("She was nominated for the 2016 vote and won the 2016 election.", ["1:49 2016"]),
        ("## The sale of 2016\n\nIt was signed.", ["1:16 2016"]),
        ("| 2016 | b |\n|---|---|\n| c | d |", ["1:3 2016"]),
        ("They met in 1999 [@ledger].", []),
        ("They met in 1999 [@decades].", ["1:1 decades"]),
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
        "They met [@next-day]. They met in Osk on 3 March [@month].",
        "They met on 1 March 2015 [@ledger].",
        "They met [@dated/met].",
        "The ships are due in 2016, and the sale is scheduled for 2017.",
        "Officials promised, in a letter, delivery by 2016.",
        "The planned sale of 2016 is not described.",
        "The mayor, who was a candidate in the primary for the 2016 Osk municipal election, ended her campaign.",
        "She is the leading contender for the Lamp Party’s 2016 nomination.",
        "He asked for it to help his chances in the 2016 election.",
        "Osk made a bid for the 2020 games.",
        "Plans for 2016 exist; it proposes to end it in 2017.",
        "The loss was estimated at $13 billion, and estimated to rise by 2025.",
        "The target date is 2030.",
        "The deal, worth $800 million, was to run until 2017.",
        "They set a deadline of 30 June 2015.",
        "It is due to begin in 2016 and to end in 2020, or by 2021.",
        "The embargo expires in October 2020.",
        "It set a target of ten ships for 2020.",
        "The bar, it is expected, ends in 2030.",
        "The 2016 ferries, and the years 1999–2014.",
        "## What came later\n\n### The sale of 2016\n\nIt was sold.",
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
    assert [each for each in site.problems if each.rule != "unused-quote"] == []


@pytest.mark.parametrize("path", ["briefings/background/lake.md", "briefings/index.md"])
def test_a_page_of_any_kind_with_an_event_is_checked(path: str, tmp_path: Path) -> None:
    assert found(tmp_path, "In 2016 the ferries ran.", path=path) == ["1:4 2016"]


def test_what_stands_beside_the_text_is_checked_too(tmp_path: Path) -> None:
    data = """comparisons:
  who:
    question: Who came in 2016?
    answers: [{cite: undated, says: both in 2017}, {cite: ledger/sold, says: one}]
    note: Later, in 2018, nobody did. In 2019 they did.
  apart: {question: Who came in 2016?, answers: [{cite: undated, says: both in 2017}]}
judgments:
  - {id: one, text: It ended in 2016. It is over., basis: [undated], other_reading: It ended in 2017., would_change: A text in 2030.}
  - {id: two, text: It ended., basis: [ledger/sold]}
inferences:
  three: {text: It was due to end in 2018., basis: [undated]}
corrections:
  - {date: 2031-01-01, kind: fix, why: Found in 2030.}
"""
    body = "::: compare who\n\n## What came later\n\n::: compare apart"
    head = {"title": "The sale of 2016", "event": "2015-03-02"}
    events = {"briefings/events.yaml": "sale: {date: '2016', title: A sale in 2016, cite: undated}\n"}
    files = {**SOURCES, **events, "briefings/lake.yaml": data, "briefings/lake.md": page(body, **head)}
    files["briefings/lake.md"] = files["briefings/lake.md"].replace("What was agreed.", "It ran. It was sold in 2016.")
    problems = [each for each in compiled(write(tmp_path, files)).problems if each.rule == "later-unmarked"]
    assert [(each.at.path[10:], each.at.line, each.message.split("`")[1]) for each in problems] == [
        ("lake.md", 2, "2016"),
        ("lake.md", 3, "2016"),
        ("lake.yaml", 3, "2016"),
        ("lake.yaml", 4, "2017"),
        ("lake.yaml", 8, "2016"),
        ("lake.yaml", 8, "2017"),
        ("lake.yaml", 9, "ledger"),
    ]


@given(st.text(alphabet=st.sampled_from("due plan would 2016-15/Q1FYH2,. byin'’ ")) | st.text())
def test_any_text_gives_dates_within_it_that_are_foreseen_or_not(text: str) -> None:
    folded = fold(text).text
    found = list(moments(folded))
    assert len(list(foreseen(folded, (span for span, _ in found)))) == len(found)
    for span, written in found:
        assert 0 <= span.start < span.end <= len(folded)
        assert written
        assert all(period(each).known for each in written)
