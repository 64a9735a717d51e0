"""No page takes minutes: what a host would not get through is refused, and reading grows as pages do."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import markdown
import pytest
from growth import grows_no_faster
from projects import EXTENSIONS, ROOT, compiled, page, write

from builder.read.density import dense
from builder.read.prose import read_prose

MANY = 50_000
YARDS, MEBIBYTES = 75, 300
"""What a page may take of the processor and of memory, reading and a host's rendering together. A yard is about a tenth
of a second: while others are at work on a machine, everything takes more of the processor's time, and a yard does too."""
TOO_DENSE = {
    "brackets": "[",
    "closed brackets": "[a] ",
    "images": "![",
    "images in links": "![[",
    "links not closed": "[a](",
    "links in angles": "[a](<b",
    "links": "[a](b) ",
    "footnotes not closed": "[^",
    "notes": "[^1] ",
    "citations not closed": "[@",
    "citations": "[@a] ",
    "citation and parenthesis": "[@a](",
    "names not closed": "[[",
    "names": "[[a]] ",
    "names with words": "[[a|",
    "code": "`a` ",
    "code not closed": "`a ",
    "emphasis": "*a ",
    "strong emphasis": "**a **",
    "emphasis of both kinds": "*a_ ",
    "stars and bars": "*_",
    "struck": "~~a ",
    "entities": "&amp;",
    "numbers of characters": "&#x",
    "tags": "<b>",
    "tags not closed": "<a ",
    "attributes not closed": "<a b='",
    "comments": "<!-- a --> ",
    "comments not closed": "<!--",
    "instructions": "<?",
    "sections": "<![CDATA[",
    "addresses": "<http://a",
    "scripts": "<script>",
    "escapes": "\\",
    "hard breaks": "a  \n",
    "braces": "{: .a }",
    "list": "- a\n",
    "loose list": "- a\n\n",
    "numbered list": "1. a\n",
    "quotations": "> a\n",
    "headings": "# a\n",
    "underlined headings": "a\n---\n",
    "rules": "---\n\n",
    "rows": "| a | b |\n",
    "tables": "| a |\n|---|\n| b |\n\n",
    "directives": "::: sources\n",
    "colons": ":::\n",
    "admonitions": "!!! note\n    a\n\n",
    "tabs": '=== "a"\n    b\n\n',
    "definitions": "a\n:   b\n\n",
    "definitions of links": "[r]: u\n",
    "texts of notes": "[^1]: a\n",
    "fences": "```\n",
    "paragraphs": "a\n\n",
}
SHAPES = {
    "columns": "|" + "a|" * MANY + "\n|" + "-|" * MANY + "\n",
    "columns and rows": "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "x\n" * 300,
    "nested emphasis": "*" * 150 + "a" + "*" * 150,
    "emphasis in emphasis": "*a **b " * 60 + "b** a* " * 60,
    "nested brackets": "[" * 3000 + "a" + "]" * 3000,
    "marks on one letter": "a" + "\u0301\u0327" * MANY,
    "nested lists": "".join(" " * (4 * depth) + "- a\n" for depth in range(700)),
    "nested admonitions": "".join(" " * (4 * depth) + "!!! note\n" for depth in range(500)),
}
NEARLY = {
    "list": "- a\n" * 4_990,
    "loose list": "- a\n\n" * 2_490,
    "rows": "| a | b |\n|---|---|\n" + "| c | d |\n" * 4_980,
    "cells": "|" + "a|" * 90 + "\n|" + "-|" * 90 + "\n" + "x\n" * 180,
    "headings": "# a\n" * 1_990,
    "underlined headings": "a\n---\n" * 1_990,
    "notes": "[^1]" * 990 + "\n\n[^1]: a\n",
    "texts of notes": "".join(f"a[^n{i}] " for i in range(490)) + "\n\n" + "".join(f"[^n{i}]: a\n" for i in range(490)),
    "citations": "So they said [@a].\n\n" * 990,
    "names": "[[ana]] " * 990,
    "links": "[a](b.md) " * 4_900,
    "code": "`a` " * 9_900,
    "emphasis": "*a* " * 9_900,
    "nested emphasis": "*" * 99 + "a" + "*" * 99,
    "brackets": "[" * 1_900,
    "tags": "<b>x</b> " * 9_900,
    "entities": "&amp;" * 19_900,
    "lines": "a\n" * MANY,
    "words": "word " * MANY,
    "names in prose": "Ana Berg " * MANY,
    "quotation marks not closed": "“a " * MANY,
    "quotations": '"a" ' * MANY,
    "blanks": " " * MANY + "a",
    "bars": "|" * MANY,
    "signs of headings": "#" * MANY,
    "addresses": "http://a.b " * MANY,
    "sentences": "A b. " * MANY,
    "amounts": "$1 million " * MANY,
    "dates": "5 May 2015, " * MANY,
    "decomposed letters": "e\u0301" * MANY,
    "directives in a line": "a ::: sources b " * MANY,
    "targets of one citation": "[@a" + "; @b" * MANY + "]",
    "parentheses": "(" * MANY,
    "a comment of bars": "<!-- " + "-" * MANY,
}


@pytest.mark.parametrize("sign", TOO_DENSE)
def test_what_stands_there_so_often_is_refused(sign: str) -> None:
    assert list(dense(TOO_DENSE[sign] * MANY, 0)) != []


@pytest.mark.parametrize("shape", SHAPES)
def test_what_hosts_do_not_get_through_is_refused(shape: str) -> None:
    assert list(dense(SHAPES[shape], 0)) != []


def test_a_page_of_any_length_that_people_write_is_read() -> None:
    paragraph = "The *ministers* met in [Osk](osk.md) [@a/b], **not** in Lodra; see `code` & <em>more</em>.\n\n"
    table = "| a | b |\n|---|---|\n" + "| [@a] | *c* |\n" * 100 + "\n"
    items = "- one [[ana]]\n- two\n\n" * 50 + "*" * 200 + "\n\n"
    pages = [path.read_text("utf-8") for folder in ("briefings", "docs") for path in (ROOT / folder).rglob("*.md")]
    for text in (paragraph * 500, f"# Head\n\n{table}{items}" * 3, "x < 5 and y > 3 " * 1000, *pages):
        assert list(dense(text, 0)) == []


@pytest.mark.parametrize("unit", ["](", "<a ", "*a ", " ", "\n", "- a\n", "|", "\n ", "> ", "-", "a\n\n"], ids=repr)
def test_looking_takes_time_as_the_page_has_characters(unit: str) -> None:
    assert grows_no_faster(lambda size: list(dense(unit * size, 0)), 20_000)


def test_a_refused_page_is_an_error_at_its_place_and_what_it_holds_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/lake.md": page("Text.\n\n" + "[" * MANY), "sources/a.yaml": "title: A\n"})
    (problem,) = compiled(tmp_path).problems
    assert (problem.rule, problem.severity, str(problem.at)) == ("too-dense", "error", "briefings/lake.md:8:2001")


def test_quotation_marks_that_are_not_closed_are_read_in_time() -> None:
    assert grows_no_faster(lambda size: read_prose("“a " * size, 0, "a.md", "en", lambda _: None), 3_000)


CHILD = """
import re
import sys
from pathlib import Path
from time import process_time
from projects import compiled, EXTENSIONS
import markdown

def yard():
    begun = process_time()
    for _ in range(12):
        sorted(re.findall(r"\\w+", "The ferry would sail on Monday, and nobody had asked.\\n" * 5000))
    return process_time() - begun

first = yard()
site = compiled(Path(sys.argv[1]))
if not any(problem.severity == "error" for problem in site.problems):
    for page in site.pages:
        if page.path.endswith(".md"):
            markdown.markdown(page.text.split("---\\n\\n", 1)[1], extensions=list(EXTENSIONS))
held = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(first + yard(), int(held) / 1024)
"""
"""It tells its memory itself: what the system notes of a child counts what its parent held when it was made."""


def measured(project: Path) -> tuple[float, float]:
    """Yards of the processor's time and mebibytes that a compile and the rendering of its pages take, in a process."""
    env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", CHILD, str(project)]
    with subprocess.Popen(command, env=env, preexec_fn=_limited, stdout=subprocess.PIPE) as run:
        said = run.stdout.read() if run.stdout else b""
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = status
    assert status == 0
    yards, held = map(float, said.split())
    return (used.ru_utime + used.ru_stime - yards) / (yards / 2), held


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.slow
@pytest.mark.parametrize("what", [*NEARLY, *(f"many {sign}" for sign in TOO_DENSE)])
def test_a_page_takes_a_bounded_time_and_memory(what: str, tmp_path: Path) -> None:
    body = NEARLY[what] if what in NEARLY else TOO_DENSE[what.removeprefix("many ")] * MANY
    write(
        tmp_path,
        {
            "sources/a.yaml": "title: A\n",
            "briefings/people.yaml": "ana: {name: Ana Berg}\n",
            "briefings/b.md": page(body),
        },
    )
    yards, mebibytes = measured(tmp_path)
    assert yards < YARDS
    assert mebibytes < MEBIBYTES


ARTICLES = {
    "line breaks": "\n",
    "decomposed letters": "e\u0301",
    "decomposed words": "cafe\u0301 ",
    "emoji": "\N{GRINNING FACE}",
    "words": "The ferry would sail on Monday, and nobody had asked to be there at all. ",
    "lines": "The ferry would sail on Monday, and nobody had asked to be there at all.\n",
    "short lines": "ab\n",
    "blanks": " ",
    "one word": "a",
    "marks on one letter": "\u0301\u0327",
    "ligatures": "\N{LATIN SMALL LIGATURE FI}",
    "dots": "…",
    "quotation marks": "“",
    "quotations": "“a” ",
    "soft hyphens": "\xad",
    "Hangul in parts": "\u1100\u1161",
    "ideographs": "\u5b57",
    "brackets": "[",
}


@pytest.mark.slow
@pytest.mark.parametrize("what", ARTICLES)
def test_an_article_takes_a_bounded_time_and_memory(what: str, tmp_path: Path) -> None:
    unit = ARTICLES[what]
    record = (
        "title: A\nquotes:\n  w: {exact: nobody had asked to be there at all}\n  x: {exact: the ferry would sail}\n"
    )
    text = unit * (10 * 2**20 // len(unit.encode()))
    write(
        tmp_path,
        {"sources/a.yaml": record, "sources/a.txt": text, "briefings/b.md": page("Text [@a/w] and [@a/x].")},
    )
    yards, mebibytes = measured(tmp_path)
    assert yards < YARDS
    assert mebibytes < MEBIBYTES


def test_the_hosts_render_a_page_that_is_nearly_too_dense() -> None:
    assert markdown.markdown(NEARLY["nested emphasis"], extensions=list(EXTENSIONS)).count("<em>") > 0
