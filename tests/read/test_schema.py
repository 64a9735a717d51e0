"""What each file may say; most faults are told in `tests/cases/yaml.md`."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.read.schema import FILES, EventShape, FrontMatter, PersonShape, QuoteShape, SourceShape, json_schema
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
