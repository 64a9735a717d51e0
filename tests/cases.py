"""Cases in Markdown: a title, an input and what is expected of it, parted by lone dots."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    given: str
    expected: list[str]


def cases(name: str) -> list[object]:
    """One file's cases, named by their titles: the last line above the first dot."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    heads, inputs, answers = (re.split(r"^\.\n", text, flags=re.MULTILINE)[start::3] for start in range(3))
    titles = [head.strip().split("\n")[-1] for head in heads if head.strip()]
    assert len(titles) == len(inputs) == len(answers) == len(set(titles)), f"a case of {name}.md is not closed"
    found = zip(titles, inputs, answers, strict=True)
    return [pytest.param(Case(given, answer.splitlines()), id=title) for title, given, answer in found]
