"""Directives and citations that are not written as one: the hosts print them as typed, and say nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.directives import DIRECTIVES
from builder.read.grammar import Trace

NAMES = "|".join(sorted(DIRECTIVES, key=len, reverse=True))
BLANK = r"[^\S\n]"
LINE = re.compile(
    rf"^{BLANK}*+(?P<mark>:{{2,}}+{BLANK}*+(?P<name>{NAMES})(?:{BLANK}++(?P<argument>@?[a-z0-9][a-z0-9/-]*+))?)"
    rf"{BLANK}*+[.:]*+{BLANK}*+$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that has nothing else on it: marks too few or too many, no blank, capitals, a full stop."""
WITHIN = re.compile(rf"(?<![:\\])(?P<mark>:::{BLANK}+(?P<name>{NAMES}))(?![\w-])", re.IGNORECASE)
"""A directive in the midst of a line."""
OPEN_CITATION = re.compile(r"\[@[a-z0-9][a-z0-9/-]*+")
"""One that no bracket closes, or that has another bracket in it."""
CODE_TAG = re.compile(r"<(/?)(code|kbd|pre|samp|tt)(?=[\s/>])", re.IGNORECASE)
HIDDEN = "\0"


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What stands in a block's inline text, from which offset on, and how it is to be written."""

    start: int
    typed: str
    name: str
    right: str


def mistyped(content: str, trace: Trace) -> Iterator[Mistyped]:
    """What is nearly a directive, in order; code, links, tags and escaped marks are left alone."""
    if "::" not in content:
        return
    bare = _bare(content, trace)
    found = {match.start("mark"): match for pattern in (WITHIN, LINE) for match in pattern.finditer(bare)}
    for start, match in sorted(found.items()):
        name = match["name"].lower()
        argument = match.groupdict().get("argument")
        yield Mistyped(start, match["mark"], name, f"::: {name} {argument}" if argument else f"::: {name}")


def unclosed(content: str, trace: Trace) -> Iterator[tuple[int, str]]:
    """Where a citation begins that is none, and what is typed there; the same is left alone."""
    if "[@" in content:
        for match in OPEN_CITATION.finditer(_bare(content, trace)):
            yield match.start(), match[0]


def _bare(content: str, trace: Trace) -> str:
    """The text with blanked marks, code and tags, each as long as it was."""
    parts = []
    at = 0
    for start, end in _hidden(content, trace):
        if start >= at:
            parts += [content[at:start], HIDDEN * (end - start)]
            at = end
    return "".join([*parts, content[at:]])


def _hidden(content: str, trace: Trace) -> Iterator[tuple[int, int]]:
    """Where each outermost mark begins and ends; code that is typed as HTML counts as one."""
    within, since = "", 0
    for match in sorted(trace, key=lambda each: (each.start, -each.end)):
        tag = CODE_TAG.match(content, match.start, match.end) if match.rule == "html_inline" else None
        if tag and not within and not tag[1]:
            within, since = tag[2].lower(), match.start
        elif tag and tag[1] and tag[2].lower() == within:
            within = ""
            yield since, match.end
        elif not within and match.rule not in ("text", "newline", "emphasis", "strikethrough"):
            yield match.start, match.end
    if within:
        yield since, len(content)
