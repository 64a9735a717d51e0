"""The documentation says what the program does."""

import argparse
import re
import shlex
from pathlib import Path

import pytest
from projects import ROOT, briefings, compiled, write

from builder.cli.main import COMMANDS as NAMES
from builder.cli.main import parser
from builder.cli.report import summary
from builder.cli.rules import rules_page
from builder.model.directives import DIRECTIVES
from builder.read import schema
from builder.render.comparisons import relations
from builder.render.evidence import supports
from builder.render.saying import say_in

FORMATS = (ROOT / "docs/formats.md").read_text("utf-8")
COMMANDS = (ROOT / "docs/commands.md").read_text("utf-8")
SHAPES = [
    shape
    for shape in vars(schema).values()
    if isinstance(shape, type) and issubclass(shape, schema.Shape) and shape is not schema.Shape
]


def test_the_page_of_rules_is_what_the_command_prints() -> None:
    assert (ROOT / "docs/rules.md").read_text("utf-8") == rules_page()


def test_every_command_is_described() -> None:
    for command in NAMES:
        assert f"briefings {command}" in COMMANDS, command


@pytest.mark.parametrize("command", NAMES)
def test_the_options_of_a_command_are_those_that_it_names(command: str, tmp_path: Path) -> None:
    printed = briefings(command, "--help", cwd=tmp_path, COLUMNS="200").stdout
    options = {*re.findall(r"--[a-z-]+", printed)} - {"--help"}
    section = COMMANDS[COMMANDS.index(f"usage: briefings {command}") :].split("```", 1)[0]
    assert {*re.findall(r"--[a-z-]+", section)} - {"--help"} == options


@pytest.mark.parametrize("command", NAMES)
def test_the_help_of_a_command_has_examples_that_it_takes(command: str) -> None:
    """Each is parsed as it is printed; what a shell does around it is left out."""
    top = parser()
    found = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    epilog = found.choices[command].epilog or ""
    examples = [line.strip() for line in epilog.splitlines()[1:]]
    assert epilog.startswith("examples:")
    assert examples
    for example in examples:
        typed = re.split(r" \| | > |\)\"", example)
        line = next(each for each in typed if "briefings " in each)
        words = shlex.split(line[line.index("briefings ") :].replace('"$(', ""))
        assert top.parse_args(words[1:]).command.prog == f"briefings {command}"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_of_every_file_is_described(shape: type[schema.Shape]) -> None:
    names = {field.alias or name for name, field in shape.model_fields.items()}
    assert [name for name in sorted(names) if not re.search(rf"[`{{ ,]{name}[`:, ]", FORMATS)] == []


def addresses(page: Path) -> list[str]:
    """Where the links of a page lead that lead to files of ours."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [each for each in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)) if "://" not in each]


def anchors(page: Path) -> set[str]:
    """The ids that GitHub gives headings."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "page", [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_every_link_of_the_documentation_leads_somewhere(page: Path) -> None:
    for address in addresses(page):
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), address
        assert not anchor or anchor in anchors(target), address


def test_every_directive_is_described() -> None:
    assert [name for name in DIRECTIVES if f"`::: {name}" not in FORMATS] == []


def test_the_readme_shows_what_the_build_says() -> None:
    site = compiled(ROOT)
    pages = sum(1 for page in site.pages if page.path.endswith(".md"))
    said = f"{summary(site.counts)}; {pages} pages: open site/index.html"
    assert said in (ROOT / "README.md").read_text("utf-8")
    assert said in COMMANDS


TEN_MINUTES = (ROOT / "README.md").read_text("utf-8").split("## Your first ten minutes", 1)[1].split("\n## ", 1)[0]


def blocks(language: str) -> list[str]:
    """What stands between fences of a language in the first ten minutes; without one, what commands print."""
    return re.findall(rf"^```{language}\n(.*?)\n```$", TEN_MINUTES, re.DOTALL | re.MULTILINE)


def typed(text: str, folder: Path) -> str:
    """What the commands of a block print."""
    said = ""
    for line in text.splitlines():
        run = briefings(*shlex.split(line)[1:], cwd=folder)
        said += run.stdout + run.stderr
    return said.strip()


def test_the_first_ten_minutes_of_the_readme_go_as_it_says(tmp_path: Path) -> None:
    """Each file as it is printed there, each command as it is typed, each answer as it is shown."""
    harbour = tmp_path / "harbour"
    begin, added, marked, checked, built = blocks("sh")
    said = re.findall(
        r"^```\n(.*?)\n```$",
        re.sub(r"^```\w+\n.*?\n```$", "", TEN_MINUTES, flags=re.DOTALL | re.MULTILINE),
        re.DOTALL | re.MULTILINE,
    )
    assert begin.splitlines() == ["briefings new ../harbour", "cd ../harbour"]
    (tmp_path / "here").mkdir()
    typed(begin.splitlines()[0], tmp_path / "here")
    write(harbour, {"mkdocs.yml": (harbour / "mkdocs.yml").read_text("utf-8"), "ferry.html": f"{blocks('html')[0]}\n"})
    assert typed(added, harbour) == said[0]
    assert typed(marked, harbour) == said[1]
    people, record = harbour / "briefings/people.yaml", harbour / "sources/saltmarsh-bugle-2031-05-04.yaml"
    people.write_text(f"{people.read_text('utf-8')}\n{blocks('yaml')[0]}\n", "utf-8")
    entry = record.read_text("utf-8").replace("# speaker: Ada Finch — not in a register", "speaker: ada-finch")
    record.write_text(entry, "utf-8")
    page = harbour / "briefings/ferry.md"
    page.write_text(f"{blocks('markdown')[0]}\n", "utf-8")
    assert typed(checked, harbour) == said[2]
    page.write_text(page.read_text("utf-8").replace("three of the four", "two of the four"), "utf-8")
    assert typed(built, harbour) == said[3]


def test_the_method_page_explains_every_mark_that_pages_have() -> None:
    method = next(str(page.text) for page in compiled(ROOT).pages if page.path == "method.md").casefold()
    marks = ["our inference", "∴", "basis", "single origin", "silent", "later", "first-hand", "in the outlet’s words"]
    say = say_in("en")
    assert [each for each in [*marks, *relations(say).values()] if each.casefold() not in method] == []
    found = [words for kind, (_, words) in supports(say).items() if kind != "failed"]  # which no published page has
    assert [each for each in found if each.removeprefix("the ") not in method] == []
