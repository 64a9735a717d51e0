"""What each file may say; most faults are told in `tests/cases/yaml.md`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import complaints, core, files_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from projects import GOOD, ROOT

from builder.diagnostics import Diagnostic
from builder.read import schema as shapes
from builder.read.schema import FILES, EventShape, FrontMatter, PersonShape, QuoteShape, SourceShape, json_schema
from builder.read.shape import Shape
from builder.read.validation import validate
from builder.read.yaml import parse_yaml

BASIC = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters="\0")
"""What JSON writes with escapes that YAML reads."""


def check(shape: type, data: object) -> tuple[object, list[Diagnostic]]:
    """What a file with this data comes to, and what is wrong with it."""
    problems: list[Diagnostic] = []
    node = parse_yaml(json.dumps(data), "a.yaml", problems.append)
    assert node is not None
    return validate(shape, node, problems.append), problems


def faults(shape: type, data: object) -> list[str]:
    return [problem.rule for problem in check(shape, data)[1]]


# ── dates ──────────────────────────────────────────────────────────────────────────────────────


DATES = """
2010 2007-12 2015-01-20 2016-02-29 0044 2010-09~ 2015-01-20? 2010% 201X 2015-XX 2010-21 -0044 Y170000
2015-01-20/2015-02-01 2010/.. ../2010 /2015-01-20 [2011,2012-04]
"""
NO_DATES = """
2015-02-29 2015-02-30 2015-13 2015-00 2015-01-00 2015-01-32 1900-02-29 2010-99 2015-02-30~ 2015-13? 2015-1-2 20150120
2015-02-30/2015-03-01 2015-02-30T10:00:00 2015-02-29~ ?2015-02-30 2015-02-~30 2015-02-29T10:00:00Z 2015-04-31? XXXX-02-30 2015-01-20T 20.1.2015 January now // [ 2015–01–20 ٢٠١٥ ２０１５-01-20
"""


@pytest.mark.parametrize("date", DATES.split())
def test_dates_are_written_as_edtf_writes_them(date: str):
    assert faults(EventShape, {"date": date, "title": "Talks"}) == []


@pytest.mark.parametrize("date", [*NO_DATES.split(), " ", "20 January 2015"])
def test_impossible_dates_are_refused(date: str):
    assert faults(EventShape, {"date": date, "title": "Talks"}) == ["impossible-date"]


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0129-/.~?%XYuE[]{}, T:Z+()", max_size=24) | st.text(BASIC, max_size=12))
def test_any_date_is_taken_or_refused(date: str):
    assert faults(EventShape, {"date": date, "title": "Talks"}) in ([], ["impossible-date"])


# ── addresses and ids ──────────────────────────────────────────────────────────────────────────


ADDRESSES = """
https://example.org http://example.org/a/b.html?c=d&e=f#g https://example.org:8080/%D0%B0 https://[::1]/
HTTPS://example.org/ https://xn--e1afmkfd.xn--p1ai/a(b)'c;d@e
"""
NO_ADDRESSES = r"""
javascript:alert(1) data:text/html,x ftp://example.org //example.org /a example.org https:// https:///a
https://me@example.org https://me:secret@example.org https://[::1 https://a:x/ https://a:99999/ https://a\b
https://example.org/"onclick https://example.org/<b> https://example.org/{{a}} https://example.org/é
"""
BLANKS_IN_ADDRESSES = ("https://example.org/a b", "https://a\n/", " https://example.org", "java\tscript:alert(1)")


@pytest.mark.parametrize("url", ADDRESSES.split())
def test_plain_addresses_are_taken(url: str):
    assert faults(SourceShape, {"title": "Talks", "url": url}) == []


@pytest.mark.parametrize("url", [*NO_ADDRESSES.split(), *BLANKS_IN_ADDRESSES])
def test_addresses_that_are_not_plain_are_refused(url: str):
    assert faults(SourceShape, {"title": "Talks", "url": url}) == ["unsafe-url"]


@settings(deadline=None)
@given(st.text(alphabet="htps:/@.[]%#?ab \té\\<", max_size=20) | st.text(BASIC, max_size=12))
def test_any_address_is_taken_or_refused(end: str):
    assert faults(SourceShape, {"title": "Talks", "url": f"https://{end}"}) in ([], ["unsafe-url"])


@pytest.mark.parametrize("id", ["a", "9", "great-step", "s-300", "a-", "a" * 64])
def test_ids(id: str):
    assert faults(QuoteShape, {"exact": "A great step", "speaker": id}) == []


@pytest.mark.parametrize("id", ["", "-a", "A", "a_b", "a.b", "a b", "é", "a/b", "a" * 65, "a\n", "ａ", "١"])
def test_what_is_no_id(id: str):
    assert faults(QuoteShape, {"exact": "A great step", "speaker": id}) == ["bad-id"]


# ── shapes ─────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_field_is_answered_with_the_one_that_was_meant():
    problems = check(SourceShape, {"title": "Talks", "publishd": "2015"})[1]
    assert [problem.hint for problem in problems] in (["did you mean `published`?"], ["did you mean `publish`?"])
    problems = check(PersonShape, {"name": "One", "offices": [{"title": "Minister", "form": "2015"}]})[1]
    assert [problem.hint for problem in problems] == ["did you mean `from`?"]


def test_an_unknown_field_that_is_like_none_is_answered_with_those_there_are():
    problems = check(EventShape, {"date": "2015", "title": "Talks", "zzz": "x"})[1]
    assert all(f"`{name}`" in problems[0].hint for name in ("date", "title", "cite", "topics"))


def test_a_choice_that_is_none_is_answered_with_the_nearest():
    problems = check(QuoteShape, {"exact": "A great step", "kind": "direckt"})[1]
    assert [problem.hint for problem in problems] == ["did you mean `direct`?"]


def test_a_field_at_fault_is_left_out_and_the_others_stay():
    value, problems = check(SourceShape, {"title": "Talks", "published": "never", "zzz": "x", "publisher": "AFP"})
    assert isinstance(value, SourceShape)
    assert (value.title, value.publisher, value.published) == ("Talks", "AFP", "")
    assert sorted(problem.rule for problem in problems) == ["impossible-date", "unknown-field"]


def test_an_item_at_fault_is_left_out_and_the_others_stay():
    offices = [{"of": "Iran"}, {"title": "Minister", "from": "2015-13"}, {"title": "Deputy"}]
    value, problems = check(PersonShape, {"name": "One", "offices": offices})
    assert isinstance(value, PersonShape)
    assert [office.title for office in value.offices if office.title] == ["Minister", "Deputy"]
    assert sorted(problem.rule for problem in problems) == ["impossible-date", "missing-field"]


def test_text_in_the_place_of_a_list_is_its_one_item():
    value, problems = check(QuoteShape, {"exact": "A great step", "via": "agency", "topics": ["a", "b"]})
    assert isinstance(value, QuoteShape)
    assert (value.via, value.topics, problems) == (["agency"], ["a", "b"], [])


def test_blank_fields_are_not_written():
    problems: list[Diagnostic] = []
    node = parse_yaml("title: Talks\nurl:\nquotes:\nfurniture:\npublished:\n", "a.yaml", problems.append)
    assert node is not None
    assert isinstance(validate(SourceShape, node, problems.append), SourceShape)
    assert problems == []


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("false", False)])
def test_a_switch_is_true_or_false(written: str, meant: bool):
    value, problems = check(FrontMatter, {"title": "A", "summary": "B", "autolink": written})
    assert isinstance(value, FrontMatter)
    assert (value.autolink, problems) == (meant, [])


@pytest.mark.parametrize("written", ["yes", "True", "on", "1", "", ["true"]])
def test_what_is_no_switch_is_refused(written: object):
    assert faults(FrontMatter, {"title": "A", "summary": "B", "autolink": written}) == ["wrong-kind"]


NAMES = sorted(
    {"from", "to", "exact", "kind", "x", *(name for shape, _ in FILES.values() for name in shape.model_fields)}
)
DATA = st.recursive(
    st.sampled_from(["", "2015", "2015-02-30", "a", "A b", "direct", "true", "https://a.b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=15,
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(FILES)), DATA)
def test_any_data_ends_in_a_value_or_problems_in_the_file(kind: str, data: object):
    value, problems = check(FILES[kind][0], data)
    assert value is not None or problems
    assert all(problem.at.line == 1 and problem.at.column <= len(json.dumps(data)) for problem in problems)


# ── what editors complete from ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_names_every_field_and_resolves_within_itself(kind: str):
    schema = json_schema(kind)
    written = json.dumps(schema)
    for reference in [part.split('"')[0] for part in written.split('"$ref": "#/$defs/')[1:]]:
        assert reference in schema["$defs"]
    for name, field in FILES[kind][0].model_fields.items():
        assert f'"{field.alias or name}"' in written


def test_a_schema_knows_what_is_required():
    assert json_schema("source")["required"] == ["title"]
    assert json_schema("front-matter")["required"] == ["summary", "title"]
    assert json_schema("people")["$defs"]["PersonShape"]["required"] == ["name"]
    assert json_schema("events")["$defs"]["EventShape"]["required"] == ["date", "title"]


SHAPES = [
    shape
    for shape in vars(shapes).values()
    if isinstance(shape, type) and issubclass(shape, Shape) and shape is not Shape
]


def properties(schema: object, at: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every field that a schema describes, with its path."""
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            yield f"{at}/{name}", field
        for name, part in schema.items():
            yield from properties(part, f"{at}/{name}")
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from properties(part, f"{at}/{number}")


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_one_of_the_draft_that_it_names(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"urn:annotated-briefings:schema:{kind}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_says_what_it_is_for_in_a_sentence(shape: type[Shape]) -> None:
    described = list(properties(shape.model_json_schema()))
    assert len({path.rpartition("/")[2] for path, _ in described}) >= len(shape.model_fields)
    for path, field in described:
        assert re.fullmatch(r"[A-Z`].{2,180}[.]", str(field.get("description"))), path


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_free_of_what_a_library_adds(kind: str) -> None:
    for path, field in properties(json_schema(kind)):
        assert "title" not in field, path
        assert field.get("default") in ("excerpts", "published", True, False, None), path
    assert not re.search(r'"title": "\w+Shape"', json.dumps(json_schema(kind)))


def test_the_examples_of_a_field_are_right() -> None:
    for shape in SHAPES:
        schema = shape.model_json_schema()
        for name, field in schema["properties"].items():
            validator = Draft202012Validator({**field, "$defs": schema.get("$defs", {})})
            for example in field.get("examples", ()):
                assert validator.is_valid(example), (shape.__name__, name, example)


# ── as an editor loads a file ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("project", [ROOT, *sorted(GOOD.iterdir())], ids=lambda path: path.name)
def test_an_editor_has_nothing_against_files_that_are_right(project: Path) -> None:
    found = list(files_of(project))
    assert len(found) > 5 or project.name in ("bare", "scripts", "timeline")
    for kind, path, text in found:
        assert complaints(json_schema(kind), text) == [], path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("source", "title: 2010\npublisher: 1.10\nauthor: true\npublished: 2010\ndateline: .inf\nnote: 0x1F"),
        ("source", "title: NO\npublished: 2015-01-20\narchived: 2010-09~\norigin: 2010\nheadline: 12:30"),
        ("source", "title: T\nurl:\nsha256:\nquotes:\nfurniture:\npublish:\nlanguage: no"),
        ("source", "title: T\nfurniture: [1, Subscribe, {from: 2, to: true}]"),
        ("source", "title: T\nquotes: {2010: {exact: 7, speaker: 9, via: 8, topics: [2010, true]}}"),
        (
            "people",
            "ada:\n  name: 7\n  scripts: {fa: 2010}\n  offices: [{title: 1, from: 2029, cite: almanac}]\n  cite:",
        ),
        ("events", "founded: {date: -43, title: 1066, cite: almanac, topics: 7}"),
        (
            "front-matter",
            "title: 1984\nsummary: 42\nevent: 2015\nautolink: false\nstatus: draft\nbackground: sanctions",
        ),
        (
            "briefing",
            "comparisons: {1: {question: 1, answers: [{cite: a, says: 2000, implies: 2002}], silent: {a: 1}}}",
        ),
    ],
)
def test_what_may_stand_unquoted_is_no_fault_in_an_editor(kind: str, text: str) -> None:
    assert complaints(json_schema(kind), text) == []


SCALARS = st.one_of(
    st.sampled_from(
        "2010 -43 0 1.10 1e3 1e-3 .5 true True ~ null .inf .nan 0x1F 0o17 NO 12:30 2015-01-20 201X 0044".split()
    ),
    st.text("0123456789eExXo.+-_~/?%trufalsNO", min_size=1, max_size=10),
    st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, categories=["L", "N", "P"]), min_size=1, max_size=10),
)
LEAST = {
    "Range": "from: a\nto: b\n",
    "QuoteShape": "exact: a\n",
    "OfficeShape": "title: a\n",
    "EventShape": "date: 2010-01\ntitle: a\n",
    "AnswerShape": "cite: a\nsays: b\n",
    "ComparisonShape": "question: a\n",
    "InferenceShape": "text: a\n",
    "JudgmentShape": "text: a\nid: b\n",
    "CorrectionShape": "date: 2010-01\nkind: fix\n",
    "SourceShape": "title: a\n",
    "OrganizationShape": "name: a\n",
    "PersonShape": "name: a\n",
    "FrontMatter": "title: a\nsummary: b\n",
}
"""What a file of each shape cannot do without."""
FIELDS = [
    (shape, field.alias or name)
    for shape in SHAPES
    if shape.__name__ in LEAST
    for name, field in shape.model_fields.items()
    if name not in ("language", "sha256")  # nobody's language is `true`, and no seal a number
]


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(FIELDS), SCALARS)
def test_an_editor_takes_every_unquoted_value_that_the_program_takes(
    field: tuple[type[Shape], str], value: str
) -> None:
    shape, name = field
    schema = shape.model_json_schema()
    needed = name in schema.get("required", ())
    assume(not needed or core(value) is not None)  # `title: null` is more likely a blank than a title
    lines = [line for line in LEAST[shape.__name__].splitlines() if not line.startswith(f"{name}:")]
    text = "\n".join([*lines, f"{name}: {value}"])
    problems: list[Diagnostic] = []
    node = parse_yaml(text, "a.yaml", problems.append)
    read = node is not None and validate(shape, node, problems.append)
    if read and not problems:
        assert complaints(schema, text) == [], text


SLIPS = [
    ("source", "titel: Talks"),
    ("source", "publisher: AFP"),
    ("source", "title:"),
    ("source", "title: [Talks]"),
    ("source", "title: T\npublish: everything"),
    ("source", "title: T\npublished: 20 January 2015"),
    ("source", "title: T\npublished: 20150120"),
    ("source", "title: T\npublished: [2010, 2011]"),
    ("source", "title: T\nurl: javascript:alert(1)"),
    ("source", "title: T\nlanguage: English, mostly"),
    ("source", "title: T\nsha256: ABC"),
    ("source", "title: T\norigin: The Bugle"),
    ("source", "title: T\nfurniture: Subscribe"),
    ("source", "title: T\nfurniture: [{from: a, until: b}]"),
    ("source", "title: T\nquotes: [a]"),
    ("source", "title: T\nquotes: {Great Step: {exact: a}}"),
    ("source", "title: T\nquotes: {a: words}"),
    ("source", "title: T\nquotes: {a: {kind: direct}}"),
    ("source", "title: T\nquotes: {a: {exact: b, speeker: c}}"),
    ("source", "title: T\nquotes: {a: {exact: b, kind: direckt}}"),
    ("people", "ada: Ada"),
    ("people", "ada: {spellings: [Finch]}"),
    ("people", "Ada Finch: {name: Ada Finch}"),
    ("people", "ada: {name: Ada, offices: [{of: Saltmarsh}]}"),
    ("people", "ada: {name: Ada, offices: [{title: Clerk, form: 2010}]}"),
    ("people", "ada: {name: Ada, autolink: sometimes}"),
    ("organizations", "bugle: {name: The Bugle, offices: []}"),
    ("events", "founded: {title: Founded}"),
    ("events", "founded: {date: January, title: Founded}"),
    ("front-matter", "title: Talks"),
    ("front-matter", "title: T\nsummary: S\nstatus: published soon"),
    ("briefing", "comparison: {}"),
    ("briefing", "comparisons: {a: {question: b, relation: differs}}"),
    ("briefing", "comparisons: {a: {question: b, answers: [{cite: c}]}}"),
    ("briefing", "judgments: {a: {text: b}}"),
    ("briefing", "judgments: [{text: b}]"),
    ("briefing", "corrections: [{date: 2031-06-02, kind: typo}]"),
]


@pytest.mark.parametrize(("kind", "text"), SLIPS)
def test_an_editor_underlines_a_slip_before_the_program_is_run(kind: str, text: str) -> None:
    assert complaints(json_schema(kind), text) != []
