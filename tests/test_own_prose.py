"""Clause 7 of the contract: what a page of ours puts in quotation marks, and the figures that it gives."""

from pathlib import Path

import pytest
from growth import grows_no_faster
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import archived, compiled, page, write

from builder.read.prose import read_prose
from builder.resolve.quotations import quotations
from builder.resolve.statements import Places

TEXT = """TEHRAN, January 20 (X) - Delegates signed on Tuesday.

“The lake treaty will not be changed before spring,” Minister Ana Berg said. Ties soured five years ago.

Subscribe to us

Iran demanded $4 billion for 13 000 ferries; 15% left. Nobody [in the crew] was hurt.
"""
RECORD = "title: Talks\nlanguage: en\npublished: 2015-01-20\nfurniture: [Subscribe to us]\nquotes: {sum: {exact: demanded $4 billion}}\n"
FILES = {
    "mkdocs.yml": "site_name: Test\n",
    "briefings/people.yaml": "ana: {name: Ana Berg}\n",
    "sources/ref.yaml": "title: Resolution 1929\nquotes: {words: {exact: the seven classes of arms}}\n",
    **archived("talks", TEXT, RECORD),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def findings(project: Path, body: str, **head: str) -> list[str]:
    """Where each problem of a page stands, from the first line of its body on."""
    text = page(body, **head)
    site = compiled(write(project, {"briefings/a.md": text}))
    found = [problem for problem in site.problems if problem.rule not in ("unused-quote", "later-unmarked")]
    assert {problem.rule for problem in found} <= {"prose-quote-unverified", "figure-not-in-citation"}
    above = text[: text.index("---\n\n") + 5].count("\n")
    return [f"{problem.at.line - above}:{problem.at.column}" for problem in found]


@pytest.mark.parametrize(
    "body",
    [
        "She said it “will not be changed” [@talks].",
        'She said it "will *not* be **changed**," so [@talks].',
        "She said it «will not be changed» [@talks/sum].",
        "“[[ana]] said” and “Minister [[ana|Ana Berg]] said” [@talks].",
        "“Iran demanded … for 13 000 ferries” [@talks].",
        "“Nobody [in the crew] was hurt” and “[n]obody” [@talks].",
        "The word “Tuesday” [@talks].",
        "> “will not be changed” [@talks]",
        "- “will not be changed” [@talks]",
        '!!! note "A title of ours"\n\n    “will not be changed” [@talks]',
        "| a | b |\n|---|---|\n| “will not be changed” | [@talks] |",
        "It “will not be changed”[^n].\n\n[^n]: See [@talks].",
        "“the seven classes” [@ref/words].",
        "“whatever it says” [@ref].",
        "“whatever it says” [@ref; @talks].",
        "'so-called' and ‘so-called’, *so-called*, `“code”`, 5\" and 6\".",
        'See [it](a.md "a title") <!-- “comment” --> <i title="words">x</i>.{ title="words" }',
        "## On “will not be changed”\n\nText [@talks].",
        "“will not be changed” and “whatever” [@ref].\n\n“…” [@talks].",
    ],
)
def test_words_that_stand_in_what_the_paragraph_cites_are_no_problem(body: str, project: Path) -> None:
    assert findings(project, body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("It “will be changed” [@talks].", ["1:4"]),
        ("It “Will not be changed” [@talks].", ["1:4"]),
        ("It “will [...] be changed before spring” [@talks].", ["1:4"]),
        ("It “will not be change” [@talks].", ["1:4"]),
        ("It “will not be changed”.\n\nSo [@talks].", ["1:4"]),
        ("- “will not be changed”\n- so [@talks]", ["1:3"]),
        ("“Subscribe to us” [@talks].", ["1:1"]),
        ("> a\n> “not there” [@talks]", ["2:3"]),
        ("A *“not* there” [@talks].", ["1:4"]),
        ("<q>not there</q> [@talks].", ["1:1"]),
        ("&quot;not there&quot; [@talks].", ["1:1"]),
        ("“never closed words [@talks].", ["1:1"]),
        ("“whatever it says” [@ref/words].", ["1:1"]),
        ("| a | b |\n|---|---|\n| c | “not there” [@talks] |", ["3:7"]),
        ("## On “not there”\n\nText [@talks; @ref].", ["1:7"]),
        ("<p>\n“not there”\n</p>\n\nText [@talks].", ["2:1"]),
        ("<div>&#8220not there&#8221</div>\n\nText [@talks].", ["1:6"]),
        ("<div>&quotnot there&quot now</div>\n\nText [@talks].", ["1:6"]),
        ("<textarea>“not there”</textarea>\n\nText [@talks].", ["1:11"]),
        ("::: quote talks/sum\n\n“demanded $4 billion”", ["3:1"]),
        ("Both “here” “there” [@talks] “at all” ", ["1:6", "1:13", "1:30"]),
    ],
)
def test_words_that_do_not_are_reported_at_their_opening_mark(body: str, places: list[str], project: Path) -> None:
    assert findings(project, body) == places


def test_a_summary_rests_on_what_its_page_cites(project: Path) -> None:
    assert findings(project, "Text [@talks].", summary="It “will not be changed”") == []
    assert findings(project, "Text [@talks; @ref].", summary="It “will be changed”") == ["-2:13"]


def test_a_draft_is_held_to_it_too(project: Path) -> None:
    assert findings(project, "“not there” [@talks].", status="draft") == ["1:1"]


@pytest.mark.parametrize(
    "body",
    [
        "On 20 January 2015 they signed [@talks].",
        "On January 20, 2015, Iran asked for US$4bn [@talks].",
        "Four billion dollars for 13,000 ferries; fifteen per cent left [@talks].",
        "In 2010 ties soured [@talks].",
        "It asked for four billion dollars in January 2015 [@talks/sum].",
        "Resolution 1929 has seven classes [@ref/words].",
        "Anything, 999 of it [@ref].",
        "Nothing is cited for 999. It is not [@talks].",
        "The S-400, one of the two, `999`, https://example.org/999 [@talks].",
        "**1.** Page 999 of two articles [@talks].",
        "After the stop 13,000. [@talks] And 999.",
    ],
)
def test_figures_that_stand_in_what_the_sentence_cites_are_no_problem(body: str, project: Path) -> None:
    assert findings(project, body, event="2015-01-20") == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("On 21 January 2015 they signed [@talks].", ["1:4"]),
        ("It asked for €4 billion [@talks].", ["1:14"]),
        ("It asked for $5 billion [@talks/sum], on *14* ferries.", ["1:14", "1:43"]),
        ("In 2011 ties soured [@talks].", ["1:4"]),
        ("For 13,000 ferries [@talks/sum].", ["1:5"]),
        ("Resolution 1747 [@ref/words].", ["1:12"]),
        ("After the stop 999. [@talks] And 888.", ["1:16"]),
        ("| a | b |\n|---|---|\n| 77 | 88 [@talks] |", ["3:8"]),
    ],
)
def test_figures_that_do_not_are_reported_where_they_stand(body: str, places: list[str], project: Path) -> None:
    assert findings(project, body, event="2015-01-20") == places


def test_a_long_page_takes_no_more_than_its_length(project: Path) -> None:
    paragraph = "“not in there” and “will not be changed” and 999 ships [@talks].\n\n"
    assert len(findings(project, paragraph * 50)) == 100
    assert grows_no_faster(lambda size: findings(project, paragraph * size), 200)


FRAGMENTS = (
    [
        "“",
        "”",
        '"',
        "«",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "\t",
        "    ",
        "| ",
        "a",
        "two 13",
        "[@talks]",
        "[[ana]]",
        "`",
        "*",
    ],
    [
        "&quot;",
        "<q>",
        "</q>",
        "<div>",
        "<!--",
        "-->",
        "\\",
        '[x](y "z")',
        "|\n|---|\n|",
        '!!! note "',
        "[^n]",
        "\n[^n]: ",
        "# ",
        "\\|",
        "é\u0301",
    ],
)
MARKDOWN = st.lists(st.sampled_from([each for line in FRAGMENTS for each in line]), max_size=25).map("".join)


@given(MARKDOWN)
def test_the_opening_mark_of_every_quotation_is_found_in_the_file(text: str) -> None:
    for passage in read_prose(text, 0, "a.md", "en", lambda _: None).passages:
        places = Places(passage)
        for span in quotations(passage.text):
            at = places.at(span.start)
            assert text[at] in f'“”"«&<{passage.text[span.start]}', (text, at)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKDOWN)
def test_no_page_ends_in_a_traceback(project: Path, text: str) -> None:
    write(project, {"briefings/a.md": page(text)})
    compiled(project)
