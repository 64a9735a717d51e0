"""YAML as authors mean it; its refusals are told in `tests/cases/yaml.md`."""

import contextlib
import gc
import json
import re
import weakref
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Location
from builder.read.registers import read_yaml
from builder.read.sources import read_sources
from builder.read.yaml import Node, Refused, _Composer, comments, find, marks, parse_yaml, plain


def parse(text: str) -> tuple[Node | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return parse_yaml(text, "a.yaml", problems.append), problems


def value(text: str):
    node, problems = parse(text)
    assert problems == []
    assert node is not None
    return plain(node)


@pytest.mark.parametrize(
    "written", ["NO", "yes", "null", "~", "12:30", "0x1F", "1_000", "2015-01-20", ".inf", "1e3", "=", "0o7", "true"]
)
def test_every_value_is_the_text_that_was_written(written: str):
    assert value(f"a: {written}\nb: [{written}]\n{written}: c") == {"a": written, "b": [written], written: "c"}


def test_a_field_without_a_value_is_blank_and_a_quoted_blank_is_not():
    assert value("a:\nb: ''\nc: \"\"\n") == {"a": None, "b": "", "c": ""}


def test_blocks_of_text():
    assert value("a: |\n  one #1\n  two\nb: >-\n  one\n  two\nc: one\n  two") == {
        "a": "one #1\ntwo\n",
        "b": "one two",
        "c": "one two",
    }


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_what_only_looks_like_a_line_end_is_a_character(char: str):
    text = f"a: b{char}c\nd: \"e{char} f\"\ng: 'h{char}{char}i'\nj: |\n  k{char}  l\n  m\nn: o  # p{char}q: r\n"
    assert value(text) == {
        "a": f"b{char}c",
        "d": f"e{char} f",
        "g": f"h{char}{char}i",
        "j": f"k{char}  l\nm\n",
        "n": "o",
    }
    assert [text[span.start : span.end] for span in comments(text)] == [f"# p{char}q: r"]
    assert value(f"{char}\n") == char


def test_a_file_without_a_document_is_nothing():
    assert parse("") == (None, [])
    assert parse("# only a comment\n\n") == (None, [])


def test_of_two_equal_fields_the_first_is_kept():
    node, problems = parse("a: 1\na: 2\n")
    assert node is not None
    assert plain(node) == {"a": "1"}
    assert [str(problem.at) for problem in problems] == ["a.yaml:2:1"]


def test_places_of_fields_and_items():
    node = parse("a:\n  b: [x, y]\n  - 1\n".replace("  - 1\n", "") + "c: d\n")[0]
    assert node is not None
    assert {path: (at.line, at.column) for path, at in marks(node).items()} == {
        "": (1, 1),
        "a": (2, 3),
        "a.b": (2, 6),
        "a.b.0": (2, 7),
        "a.b.1": (2, 10),
        "c": (3, 4),
    }
    assert find(node, ("a", "b", 1)) == (Location("a.yaml", 2, 10), Location("a.yaml", 2, 10))
    assert find(node, ("a", "b"))[0] == Location("a.yaml", 2, 3)
    assert find(node, ("a", "none", "x"))[1] == Location("a.yaml", 2, 3)


def test_lines_count_from_where_the_head_begins():
    problems: list[Diagnostic] = []
    parse_yaml("a: b\nc: &x d\n", "a.md", problems.append, first_line=2)
    assert [str(problem.at) for problem in problems] == ["a.md:3:4"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_on_any_system(end: str):
    assert [str(problem.at) for problem in parse(end.join(["a:", "  b: c", "d: *x"]))[1]] == ["a.yaml:3:4"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(f"{' ' * depth}a:\n" for depth in range(1000)),
        "[" * 40 + "]" * 40,
    ],
    ids=["lists", "mappings", "items", "names", "fields", "closed"],
)
def test_depth_is_refused_and_never_crashes(text: str):
    assert [problem.rule for problem in parse(text)[1]] in (["too-deep"], ["yaml-key"])


@pytest.mark.parametrize(
    "text", ["a: [" + "b, " * 50_000 + "]", "".join(f"p{i}: {{name: B}}\n" for i in range(50_000))]
)
def test_entries_without_end_are_refused(text: str):
    assert [problem.rule for problem in parse(text)[1]] == ["file-too-large"]
    assert parse("".join(f"p{i}: {{name: B}}\n" for i in range(5_000)))[1] == []


def test_six_levels_are_never_too_deep():
    assert value("a: {b: {c: {d: [{e: f}]}}}") == {"a": {"b": {"c": {"d": [{"e": "f"}]}}}}


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("ab:-# \n[]{}&*!|>'\"%@`?,<~\t\r"))
def test_any_text_ends_in_a_value_or_a_problem(text: str):
    node, problems = parse(text)
    if node is not None:
        plain(node)
        assert dict(marks(node))
    elif not problems:
        assert all(line.lstrip("\ufeff \t")[:1] in ("", "#", ".") for line in text.strip().splitlines())
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    assert all(1 <= problem.at.line <= lines + 1 and problem.at.column >= 1 for problem in problems)


PLAIN = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc<=", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN)
def test_what_is_quoted_is_read_as_it_was_written(data):
    text = json.dumps(data)
    if "\\ud" not in text:
        assert value(text) == data


def test_the_yaml_test_suite_is_read_as_the_library_reads_it_or_refused(conformance: Path):
    files = sorted((conformance / "yaml-test-suite" / "src").glob("*.yaml"))
    assert len(files) > 150
    read = 0
    for file in files:
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            text = re.sub("—*»", "\t", case.get("yaml", "")).translate(str.maketrans("␣←⇔", " \r\ufeff", "↵∎"))
            node, problems = parse(text)
            try:
                expected = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes text and nothing else
            except (yaml.YAMLError, TypeError):
                assert problems, file.name
                continue
            if node is not None and not problems:
                assert unblanked(plain(node)) == expected, file.name
                read += 1
    assert read > 60


EMITTED = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(EMITTED, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([None, True, False]), st.booleans())
def test_what_another_library_wrote_is_read_as_it_was_meant_or_refused(data, style, flow: bool | None, raw: bool):
    written = yaml.dump(data, Dumper=Unrepeated, default_style=style, default_flow_style=flow, allow_unicode=raw)
    node, problems = parse(written)
    if not problems:
        assert node is not None
        assert plain(node) == data


class Unrepeated(yaml.SafeDumper):
    """Writes equal values out, each for itself, and no tag."""

    def ignore_aliases(self, _) -> bool:
        return True


def unblanked(data):
    """As the library has it: a value that is not written is no text."""
    match data:
        case dict():
            return {name: unblanked(each) for name, each in data.items()}
        case list():
            return [unblanked(each) for each in data]
    return data or ""


def test_naughty_strings_are_read_as_they_are(conformance: Path):
    strings = json.loads((conformance / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for string in strings:
        parse(f"a: {string}\n")
        if string.isprintable():
            assert value(f"a: {json.dumps(string, ensure_ascii=False)}\n") == {"a": string}


# ── files ──────────────────────────────────────────────────────────────────────────────────────


def read(folder: Path, data: bytes) -> tuple[Node | None, list[str]]:
    path = folder / "people.yaml"
    path.write_bytes(data)
    problems: list[Diagnostic] = []
    node = read_yaml(path, folder, problems.append)
    return node, [f"{problem.at} {problem.rule}" for problem in problems]


def test_a_file_that_is_not_there_is_nothing(tmp_path: Path):
    assert read_yaml(tmp_path / "people.yaml", tmp_path, pytest.fail) is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: b\nc: caf\xe9\n", "2:7"),
        ("é: \xff".encode("latin-1"), "1:1"),
        ("é: é".encode() + b"\xff", "1:5"),
        (b"a: b\nc\0: d\n", "2:2"),
        ("a: b".encode("utf-16"), "1:1"),
        (b"\xed\xa0\x80", "1:1"),
    ],
)
def test_bytes_that_are_not_utf8_and_nul_are_refused_at_their_place(tmp_path: Path, data: bytes, place: str):
    assert read(tmp_path, data) == (None, [f"people.yaml:{place} not-utf8"])


@given(st.text("ab: -\n\"'[]{},#|>?&*!%\t\r\u2028\x85\ufeffä😀", max_size=40), st.sampled_from([1, 7]))
@example("{b%,\x85*a", 2)
@example("a: |\n  b\n  c\nd: 'e\n  f'", 1)
@settings(max_examples=400, deadline=None)
def test_places_are_those_that_are_counted_in_the_text(text: str, first: int):
    """Most are taken from the library, since counting them costs a tenth of all reading."""

    class Both(_Composer):
        def place(self, event: yaml.Event) -> Location:
            found = super().place(event)
            end = event.end_mark.index if isinstance(event, yaml.ScalarEvent) else 0
            assert repr(found) == repr(self.lines.at(event.start_mark.index, end))
            return found

    with contextlib.suppress(Refused, yaml.YAMLError):
        Both(text, "a.yaml", first, lambda _: None).compose()


def test_a_byte_order_mark_is_nothing(tmp_path: Path):
    node, problems = read(tmp_path, b"\xef\xbb\xbfa: &x b")
    assert (node, problems) == (None, ["people.yaml:1:4 yaml-anchor"])


def test_a_file_larger_than_four_mebibytes_is_refused(tmp_path: Path):
    assert read(tmp_path, b"#" * (4 * 2**20 + 1)) == (None, ["people.yaml:1:1 file-too-large"])
    assert read(tmp_path, b"#" * (4 * 2**20))[1] == []


def test_a_file_that_is_refused_does_not_hide_the_others(tmp_path: Path):
    (tmp_path / "one.yaml").write_bytes(b"title: \xff")
    (tmp_path / "two.yaml").write_bytes(b"title: Two")
    problems: list[Diagnostic] = []
    assert list(read_sources(tmp_path, tmp_path, problems.append)[0]) == ["two"]
    assert [str(problem.at) for problem in problems] == ["one.yaml:1:8"]


@pytest.mark.parametrize("text", ["a: 1\nb: [1, 2]\n", "a: {b: [1, 2\n", "a: &b [1, 2]\n"])
def test_what_is_read_is_let_go_of_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check looks for no circles of objects that hold each other, so that there must be none."""
    made: list[weakref.ref[_Composer]] = []

    class Weak(_Composer):
        def __init__(self, *rest: Any) -> None:
            super().__init__(*rest)
            made.append(weakref.ref(self))

    monkeypatch.setattr("builder.read.yaml._Composer", Weak)
    gc.disable()
    try:
        parse_yaml(text, "a.yaml", lambda _: None)
        assert [each() for each in made] == [None]
    finally:
        gc.enable()
