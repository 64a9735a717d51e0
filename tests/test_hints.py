"""The next step that a problem names is the one that helps."""

import types
import typing
from pathlib import Path
from typing import Any

import pytest
from projects import archived, compiled, page, write

from builder.read import schema
from builder.read.examples import EXAMPLES
from builder.read.schema import Shape
from builder.read.yaml import parse_yaml


def problems(folder: Path, **files: str) -> list[str]:
    """Each problem of a small project, with its hint; `lake` is its page, `lake_data` the page's data file."""
    names = {
        "lake": "briefings/lake.md",
        "lake_data": "briefings/lake.yaml",
        "people": "briefings/people.yaml",
        "events": "briefings/events.yaml",
        "organizations": "briefings/organizations.yaml",
        "settings": "mkdocs.yml",
    }
    text = archived(
        "talks", "They met in Osk.\n", "title: Talks\npublish: full\nquotes: {met: {exact: They met in Osk}}\n"
    )
    given = {names[name]: content for name, content in files.items()}
    write(folder, {"briefings/lake.md": page("They met in Osk [@met]."), **text, **given})
    return [str(problem) for problem in compiled(folder).problems if problem.rule != "undrawn-entry"]


def hints(folder: Path, **files: str) -> list[str]:
    return [problem.partition("\n  hint: ")[2] for problem in problems(folder, **files)]


SETTINGS = "site_name: Test\nplugins:\n  - briefings:\n      {}\n"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("wording: {avoids: {claimed: said}}", "did you mean `avoid`?"),
        ("wording: {nothing: 1}", "the fields here are `avoid`, `hedges`, `limits`, `scale`"),
        ("wording: {limits: {summry: 3}}", "did you mean `summary`?"),
        ("wording: {scale: [likely]}", "write it as `scale: {unlikely: 20–45 %, likely: 55–80 %}`"),
        ("wording: [avoid]", "write it as `wording: {avoid: {claimed: said}}`"),
        ("accept: [{rule: unused-qoute, at: a, reason: b}]", "did you mean `unused-quote`?"),
        ("accept: [{rule: what, at: a, reason: b}]", "docs/rules.md lists them"),
        (
            "accept: {rule: unused-quote}",
            "write it as `accept: [{rule: unused-quote, at: sources/ID.yaml, reason: …}]`",
        ),
        ("\twording: 1", "a tab cannot indent in YAML: put blanks in its place"),
    ],
)
def test_a_setting_that_is_wrong_is_shown_right(written: str, hint: str, tmp_path: Path) -> None:
    assert hints(tmp_path, settings=SETTINGS.format(written)) == [hint]


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("inferences:\n  - {id: a, text: b}\n", "inferences"),
        ("judgments:\n  a: {text: b}\n", "judgments"),
        ("comparisons: [{question: a}]\n", "comparisons"),
        ("corrections: {date: 2031-06-02, kind: fix}\n", "corrections"),
        ("judgments: [much is open]\n", "judgments"),
        ("comparisons: {a: {question: b, answers: {cite: talks/met, says: c}}}\n", "answers"),
        ("comparisons: {a: {question: b, silent: [talks]}}\n", "silent"),
    ],
)
def test_a_part_of_a_data_file_of_another_shape_is_shown_right(written: str, field: str, tmp_path: Path) -> None:
    assert hints(tmp_path, lake_data=written) == [f"write it as `{EXAMPLES[field]}`"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("[2031-04-28,2031-05-02]", 'put it in quotation marks: `date: "[2031-04-28,2031-05-02]"`'),
        ("{2010,2011}", 'put it in quotation marks: `date: "{2010,2011}"`'),
        ("[2031-04-28, 2031-05-02]", 'put it in quotation marks: `date: "[2031-04-28,2031-05-02]"`'),
    ],
)
def test_a_date_in_brackets_is_to_be_quoted(written: str, hint: str, tmp_path: Path) -> None:
    assert hints(tmp_path, events=f"met: {{date: {written}, title: They meet}}\n")[0] == hint
    assert problems(tmp_path, events=f'met: {{date: "{written.replace(" ", "")}", title: They meet}}\n') == []


@pytest.mark.parametrize("text", ["a:\n\tb: c\n", "a:\n  b: c\n\td: e\n", "\ta: b\n", "a: |\n\tb\n"])
def test_a_tab_that_indents_is_called_one(text: str) -> None:
    found: list[Any] = []
    parse_yaml(text, "a.yaml", found.append)
    assert [each.hint for each in found] == ["a tab cannot indent in YAML: put blanks in its place"]


@pytest.mark.parametrize("text", ["a: b: c\n", "a: [b\n", "a:\tb: c\n", "a: 'b\tc': d\n"])
def test_another_fault_is_not_blamed_on_tabs(text: str) -> None:
    found: list[Any] = []
    parse_yaml(text, "a.yaml", found.append)
    assert ["tab" in each.hint for each in found] == [False]


def test_what_was_searched_in_vain_and_is_there_is_to_be_taken_out(tmp_path: Path) -> None:
    data = "judgments: [{id: a, text: Much is open., basis: talks/met, searched: {talks: [osk]}}]\n"
    assert hints(tmp_path, lake_data=data) == ["the words are there: take the term or the claim out"]


def test_every_list_and_mapping_has_an_example_that_its_field_takes() -> None:
    shapes = [each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, Shape)]
    fields = [(field.alias or name, field.annotation) for each in shapes for name, field in each.model_fields.items()]
    asked = {name for name, kind in fields if _holds_more(kind)}
    assert {*EXAMPLES} == asked
    for name, example in EXAMPLES.items():
        found: list[Any] = []
        assert parse_yaml(example, "a.yaml", found.append), name
        assert found == [], name


def _holds_more(kind: Any) -> bool:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return any(map(_holds_more, typing.get_args(kind)))
    if origin is typing.Annotated:
        return _holds_more(typing.get_args(kind)[0])
    return origin in (list, dict) or (isinstance(kind, type) and issubclass(kind, Shape))


def test_a_name_that_is_merely_a_little_alike_is_not_proposed(tmp_path: Path) -> None:
    write(tmp_path, archived("talks", "They met in Osk.\n", "title: Talks\noutlet: Osk Post\n"))
    (problem,) = [each for each in compiled(tmp_path).problems if each.rule == "unknown-field"]
    assert problem.hint is not None
    assert problem.hint.startswith("the fields here are ")
    assert "`publisher`" in problem.hint


RECORD = "title: Talks\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (
            "furniture:\n  - Read more: Talks",
            [("wrong-kind", 'a line with `: ` takes quotation marks: `- "Read more: …"`')],
        ),
        (
            "furniture: [{form: a, to: b}]",
            [("missing-field", "add `from: …`"), ("unknown-field", "did you mean `from`?")],
        ),
        ("language: english", [("wrong-kind", "write a language tag, such as `en`, `fa` or `pt-BR`")]),
        ("furniture: [They met in Usk.]", [("furniture-not-found", "did you mean `They met in Osk.`?")]),
    ],
)
def test_a_slip_in_a_record_is_answered_with_what_to_write(
    written: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    site = compiled(write(tmp_path, archived("talks", "They met in Osk.\n", f"{RECORD}{written}\n")))
    assert [(each.rule, each.hint) for each in site.problems] == found


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("@talks", "did you mean `talks-2031`?"), ("@herald-2031", "")],
)
def test_an_id_is_meant_by_how_it_begins_and_not_by_its_digits(typed: str, hint: str, tmp_path: Path) -> None:
    site = compiled(
        write(tmp_path, {"sources/talks-2031.yaml": "title: T\n", "briefings/lake.md": page(f"Met [{typed}].")})
    )
    said = next(each.hint for each in site.problems if each.rule == "unknown-citation")
    assert said == hint if hint else "talks-2031" not in said


def test_a_name_of_ours_that_is_nearly_right_is_to_be_written_right(tmp_path: Path) -> None:
    people = "leyla-marandi: {name: Leyla Marandi}\n"
    site = compiled(
        write(tmp_path, {"briefings/people.yaml": people, "briefings/lake.md": page("Leyla Marandy met us.")})
    )
    assert [each.hint for each in site.problems if each.rule == "near-miss-name"] == [
        "if it is `leyla-marandi`, write `Leyla Marandi`; if not, accept the warning"
    ]
