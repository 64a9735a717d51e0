"""Our marks in a manuscript, wherever they stand; most places are told in `tests/cases/prose.md`."""

import json
from pathlib import Path

import markdown
import pytest
from growth import grows_no_faster
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, LineIndex
from builder.model.directives import DIRECTIVES
from builder.model.written import Span
from builder.read.mistyped import mistyped
from builder.read.prose import Content, read_prose


def read(text: str, body: int = 0) -> tuple[Content, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return read_prose(text, body, "a.md", "en", problems.append), problems


def written(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def spans(content: Content) -> list[Span]:
    found = [content.citations, content.links, content.directives, content.sentences, content.headings, content.prose]
    return [each.span for marks in found for each in marks] + content.comments + [d.span for d in content.destinations]


# ── places ─────────────────────────────────────────────────────────────────────────────────────


def test_every_target_has_a_place_of_its_own():
    content, _ = read("> Met [@one;\n> @two; @three].")
    assert [(target.id, target.at.line, target.at.column) for target in content.citations[0].targets] == [
        ("one", 1, 8),
        ("two", 2, 3),
        ("three", 2, 9),
    ]


def test_places_count_from_the_files_start():
    head = "---\ntitle: Talks\n---\n"
    content, problems = read(f"{head}\nMet [@one], [@].\n\n::: timeline\n", len(head))
    assert str(content.citations[0].targets[0].at) == "a.md:5:6"
    assert str(content.directives[0].at) == "a.md:7:1"
    assert [str(problem.at) for problem in problems] == ["a.md:5:14"]


def test_the_head_is_not_prose():
    head = "---\nsummary: Met [@one] and [[two]]\n---\n"
    content, _ = read(f"{head}Text.", len(head))
    assert (content.citations, content.links) == ([], [])


def test_a_directive_keeps_what_stands_before_it_on_its_line():
    text = "# A\n\n> - ::: quote a/b  \n"
    content, _ = read(text)
    directive = content.directives[0]
    assert (directive.name, directive.argument, directive.indent, directive.level) == ("quote", "a/b", "> - ", 1)
    assert text[: directive.span.start].endswith(directive.indent)


def test_a_mark_below_too_many_levels_is_read_or_reported():
    content, problems = read("> " * 120 + "Met [@one].")
    assert len(content.citations) + len(problems) == 1


# ── sentences, headings, destinations ──────────────────────────────────────────────────────────


def test_sentences_are_plain_words():
    text = (
        'The *council* met[^n], `so` they [say](x.md "t").[@one] Mr. Ali &amp; [[ali|his men]]\\\n'
        "left. <b>Then</b> they rose.\n\n[^n]: Note."
    )
    content, _ = read(text)
    assert [sentence.text for sentence in content.sentences] == [
        "The council met, so they say.",
        "Mr. Ali & his men left.",
        "Then they rose.",
        "Note.",
    ]


def test_a_citation_belongs_to_the_sentence_it_follows():
    content, _ = read("One fell.[@a] Two fell. [@b] Three [@c] fell. [@d]\n\n[@e]")
    sentences = [content.sentences[citation.sentence].text for citation in content.citations]
    assert [sentence[:3] for sentence in sentences] == ["One", "Two", "Thr", "Thr", ""]


def test_headings_and_sections():
    content, _ = read("Before [[a]].\n\n# One *two* [@x] {#id}\n\nIn [[b]].\n\nThree\n---\n\n[[c]]\n")
    assert [(heading.level, heading.text) for heading in content.headings] == [(1, "One two"), (2, "Three")]
    assert [link.section for link in content.links] == [0, 1, 2]


def test_destinations_of_links_and_images_stand_where_they_are_written():
    text = '[a](b.md) ![c](d.png "e") [f](<g h.md>) [i](j_(k).md#l) [m](n&amp;o.md)\n\n| [p](q.md) |\n|---|\n'
    content, _ = read(text)
    assert [each.href for each in content.destinations] == [
        "b.md",
        "d.png",
        "g h.md",
        "j_(k).md#l",
        "n&o.md",
        "q.md",
    ]
    assert written(text, [each.span for each in content.destinations])[:2] == ["b.md", "d.png"]
    assert str(content.destinations[-1].at) == "a.md:3:7"


def test_names_are_looked_for_in_running_text_only():
    text = (
        "Ali, “Ali”, [Ali](x.md), `Ali`, ![Ali](x.png), <b title='Ali'>, [[ali|Ali]], https://Ali.ir and Ali.\n\n"
        "# Ali\n\n> Ali\n\n```\nAli\n```\n\n<!-- Ali -->\n\n<div>Ali</div>\n\n- Ali\n"
    )
    content, _ = read(text)
    places = [each.span.start + at for each in content.prose for at in _finds(text[each.span.start : each.span.end])]
    assert [text[at - 4 : at] for at in places] == ["", "and ", "\n\n- "][: len(places)]
    assert len(places) == 3


def _finds(text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith("Ali", at)]


def test_names_in_an_item_carried_on_after_a_tab():
    text = "1. one\n\tAli met Ali\n"
    content, _ = read(text)
    assert written(text, [each.span for each in content.prose])[-1].strip() == "Ali met Ali"
    assert text[content.sentences[0].span.start : content.sentences[0].span.end] == text.strip()[3:]


def test_names_in_every_cell_and_in_an_admonition():
    text = "| a |\n|---|\n| Ali \\| Ali |\n\n!!! note\n    Ali\n\n    Ali\n"
    content, _ = read(text)
    assert "".join(written(text, [each.span for each in content.prose])).count("Ali") == 4


# ── anywhere ───────────────────────────────────────────────────────────────────────────────────

PIECES = [
    *("[@a]", "[@a; @b]", "[[a]]", "[[a|b]]", "::: quote a", "[^n]", "[^n]: x", "[x](y)", "![x](y)", "word ", "Ali. "),
    *(
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "[",
        "]",
        "(",
        ")",
        "\\",
        "&amp;",
        "“x”",
        "😀",
        "\n",
        "\n\n",
        "  \n",
        "    ",
        "\t",
    ),
    *("> ", "- ", "1. ", "# ", "| ", "|---|\n", "---\n", "===\n", "!!! note\n", '=== "T"\n', ":   "),
    *("<div>\n", "</div>", "<!-- ", "-->", "<b>"),
]


STARTS = ["", "- ", "1. ", "> ", "\t", "\t\t", "    ", ">\t", "-\t", "- > ", "| ", "# ", "!!! note\n\t", "[^n]:\t"]
LINES = st.tuples(st.sampled_from(STARTS), st.sampled_from(["one [@a] two", "[[a]] | [@b]", "", "one", "---", "::: x"]))


@settings(deadline=None, max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.lists(LINES.map("".join)).map("\n".join))
def test_any_manuscript_is_read_and_every_mark_is_where_it_says(text: str):
    content, problems = read(text)
    _every_span_holds(text, content, problems)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_read(text: str):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    content, problems = read(text)
    _every_span_holds(text, content, problems)


def _every_span_holds(text: str, content: Content, problems: list[Diagnostic]) -> None:
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(content))
    lines = LineIndex("a.md", text)
    for citation in content.citations:
        words = text[citation.span.start : citation.span.end]
        assert words.startswith("[@")
        assert words.endswith("]")
        for target in citation.targets:
            offset = lines.start(target.at.line - 1) + target.at.column - 1
            assert text.startswith(f"@{target.id}", offset)
            assert citation.span.start < offset < citation.span.end
    for link in content.links:
        words = text[link.span.start : link.span.end].replace("\\|", "|")
        assert words.startswith("[[")
        assert words.endswith("]]")
        assert link.target in words
        assert link.at == lines.at(link.span.start)
    for directive in content.directives:
        assert text.startswith(f"::: {directive.name}", directive.span.start)
    assert all(text.startswith(("<!", "<?"), comment.start) for comment in content.comments)
    assert all(problem.at == lines.at(lines.start(problem.at.line - 1) + problem.at.column - 1) for problem in problems)


def test_a_mark_put_anywhere_into_the_commonmark_examples_keeps_its_place(conformance: Path):
    examples = json.loads((conformance / "commonmark" / "commonmark.json").read_text(encoding="utf-8"))
    assert len(examples) > 600
    found = 0
    for number, example in enumerate(examples):
        markdown = example["markdown"]
        for at in range(number % 3, len(markdown) + 1, 3):
            mark = "[@mark; @two]" if at % 2 else "[[mark|two]]"
            text = markdown[:at] + mark + markdown[at:]
            content, problems = read(text)
            _every_span_holds(text, content, problems)
            place = Span(at, at + len(mark))
            marks = [each.span for each in (*content.citations, *content.links)]
            found += place in marks
            assert all(span.holds(place) or not span.meets(place) for span in marks)
    assert found > 3000


def test_naughty_strings_are_read(conformance: Path):
    strings = json.loads((conformance / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for string in strings:
        text = f"Text {string} [@one]\n\n[@two]"
        content, problems = read(text)
        _every_span_holds(text, content, problems)


@pytest.mark.parametrize("mark", ["[", "*a ", "[@a] ", "> ", "`", "[[a|"])
def test_long_runs_of_marks_take_no_more_than_their_number(mark: str):
    text = mark * 5_000
    content, problems = read(text)
    _every_span_holds(text, content, problems)
    assert grows_no_faster(lambda size: read(mark * size), 1_000)


def test_government_articles_are_read(conformance: Path):
    with (conformance / "corpus" / "digitalgov_news.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines][::7]
    assert len(articles) == 100
    for article in articles:
        text = f"{article.get('text') or article.get('body')}\n\nMet [@one]."
        content, problems = read(text)
        _every_span_holds(text, content, problems)
        assert content.citations[-1].span.end == len(text) - 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("| a | b |\n|---|---|\n| `x|y` | “invented” |\n", ["3:10"]),
        ("a | b\n---|---\nx | y\nx | y | z\n", ["4:8"]),
        ("> | a | b |\n> |---|---|\n> | x | y | z |\n", ["3:12"]),
        ("| a | b |\n|---|---|\n| `x\\|y` | z |\n| x |\n\n| a |\n|---|\n| b | c |\n", ["8:6"]),
        ("- item\n\n      “invented”\n", ["3:7"]),
        ("- a\n    - b\n\n          text\n", ["4:11"]),
        ("- item\n\n        code\n\n1. one\n\n    text\n", []),
        ("- a\n    - b\n\n            code\n\n    text\n", []),
    ],
)
def test_what_the_hosts_show_and_we_do_not_read_is_refused(text: str, places: list[str]):
    found = [problem for problem in read(text)[1] if problem.rule == "unread-text"]
    assert [f"{problem.at.line}:{problem.at.column}" for problem in found] == places
    hidden = "code" in text
    shown_text = markdown.markdown(text, extensions=["tables"])
    assert hidden == ("<pre>" in shown_text)


# ── directives that are not written as one ─────────────────────────────────────────────────────

COLONS = st.sampled_from(
    [":", "::", ":::", "::::", "`", "\\", " ", "\n", "\n\n", "    ", "a", "word", "{note}", ".", "|", "- "]
)
ORDINARY = st.lists(
    st.sampled_from(["They met.", "later", "Later", "the people", ":", "::", ":::", "a::b", "`x`", "\n", "> "])
)


@given(st.lists(COLONS))
def test_marks_without_the_name_of_a_directive_are_never_reported(parts: list[str]):
    content, problems = read("".join(parts))
    assert content.mistyped == []
    assert "bad-directive" not in {problem.rule for problem in problems}


@given(st.text() | ORDINARY.map(" ".join))
def test_what_has_no_two_colons_before_a_name_is_never_reported(text: str):
    quiet = text.replace("::", ":.")
    assert read(quiet)[0].mistyped == []


@given(
    st.sampled_from(DIRECTIVES),
    st.sampled_from([":::{}", ":: {}", ":::: {}", "::::{}", "::: {}.", ":::\u00a0{}", "::{}"]),
    st.sampled_from([str, str.capitalize, str.upper]),
    st.sampled_from(["", "> ", "- ", "1. ", "    "]),
)
def test_a_directive_that_is_nearly_written_is_reported_unless_it_is_code(name, form, spelled, before):
    content, problems = read(f"Before.\n\n{before}{form.format(spelled(name))}\n")
    assert content.directives == []
    assert content.mistyped == ([] if before == "    " else [name])
    assert all(f"`::: {name}`" in problem.hint for problem in problems)


@pytest.mark.parametrize("text", ["See ::: evidence x ", ":: later ", ": " * 20, " ", "::: ", "::: later a/"])
def test_directives_are_sought_in_linear_time(text: str):
    assert grows_no_faster(lambda size: list(mistyped(text * size, [])), 2_000)
