"""Our marks in Markdown, as rules of markdown-it, and a record of where every inline rule matched.

markdown-it gives no columns for inline content, so each rule is wrapped: what it consumed is kept
with its offsets. The blocks that Material's users indent by four are read as blocks, not as code.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

NESTING_LIMIT = 100
"""Levels of blocks within blocks; markdown-it drops what lies deeper without a word."""
CITATION = re.compile(r"""\[@[^\[\]]*\](?!\((?:<[^<>\n]*>|[^\s()]*)(?:\s+["'][^)]*)?\))""")
"""Not where a link's destination follows; words in parentheses are none."""
DEFINITION = re.compile(r"^[ \t>]*\[(?![@^])((?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t]*<?([^\s<>]+)", re.MULTILINE)
"""Of a link or image by reference: its label and where it leads."""
LINK = re.compile(r"\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]")
NOTE_REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")
DIRECTIVE = re.compile(r":::[ \t]+([a-z][a-z-]*)(?:[ \t]+([^\n]*?))?[ \t]*")
INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===[!+]*)[ \t]+(?P<title>[^\n]*)"  # admonitions, folds, tabs
    r"|\[\^(?P<note>[^\]\s]+)\]:(?P<text>[^\n]*)"  # footnote texts
    r"|:[ \t]{1,3}(?P<definition>[^\n]*)"  # definition lists
)


@dataclass(frozen=True, slots=True)
class Match:
    """What one inline rule consumed of a block's inline text."""

    rule: str
    start: int
    end: int
    label: int = -1
    """For a link, where its label ends; -1 for others."""


Trace = list[Match]


@cache
def markdown() -> MarkdownIt:
    """The parser with our marks. Set `env["trace"]` to a list to have its inline matches recorded."""
    md = MarkdownIt("commonmark", {"maxNesting": NESTING_LIMIT}).enable(["table", "strikethrough"])
    md.inline.ruler.before("link", "citation", _pattern_rule(CITATION))
    md.inline.ruler.before("link", "wiki_link", _pattern_rule(LINK))
    md.inline.ruler.before("link", "note_reference", _pattern_rule(NOTE_REFERENCE))
    for name in md.get_active_rules()["inline"]:
        _record(md, name)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("code", "indented", _indented, interrupts)
    md.block.ruler.before("indented", "directive", _directive, interrupts)
    _guard_references(md)
    md.validateLink = _anything  # type: ignore[method-assign, assignment]  # the hosts make a link of any address
    return md


def _anything(_: str) -> bool:
    return True


def _pattern_rule(pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, _silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        state.pos = match.end()
        return True

    return rule


def _record(md: MarkdownIt, name: str) -> None:
    ruler = md.inline.ruler
    rule: Any = next(each.fn for each in ruler.__rules__ if each.name == name)

    def recorded(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        trace: Trace | None = None if silent else state.env.get("trace")
        if trace is not None:
            trace.append(Match(name, start, state.pos))
        return True

    def recorded_with_label(state: StateInline, silent: bool) -> bool:
        trace: Trace | None = None if silent else state.env.get("trace")
        if trace is None:
            return bool(rule(state, silent))
        start = state.pos
        if name == "image":
            state.env["trace"] = None  # the text of an image is parsed as a document of its own
        matched = bool(rule(state, silent))
        state.env["trace"] = trace
        if matched:
            end = state.pos
            label = _label_end(state, start)
            state.pos = end
            trace.append(Match(name, start, end, label))
        return matched

    ruler.at(name, recorded_with_label if name in ("link", "image") else recorded)


def _guard_references(md: MarkdownIt) -> None:
    """`[@a]: so` begins a sentence, not a link's definition."""
    rule: Any = next(each.fn for each in md.block.ruler.__rules__ if each.name == "reference")

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return not _line(state, start).startswith("[@") and bool(rule(state, start, end, silent))

    md.block.ruler.at("reference", guarded)


def _label_end(state: StateInline, start: int) -> int:
    """Where the label of a link or image that begins here would end; -1 where none begins."""
    bracket = start + 1 if state.src[start] == "!" else start
    if state.src[bracket : bracket + 1] != "[":
        return -1
    end: int = state.md.helpers.parseLinkLabel(state, bracket, disableNested=True)
    return end


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _directive(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    match = DIRECTIVE.fullmatch(_line(state, start))
    if not match:
        return False
    if not silent:
        token = state.push("directive", "", 0)
        token.map = [start, start + 1]
        token.meta = {"name": match[1], "argument": match[2] or "", "start": state.bMarks[start] + state.tShift[start]}
        state.line = start + 1
    return True


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A head line, and under it whatever is indented by four: read as blocks."""
    if state.is_code_block(start):
        return False
    match = INDENTED.fullmatch(_line(state, start))
    if not match or silent:
        return match is not None
    begin = state.push("indented_open", "", 1)
    begin.meta = {"note": match["note"]}
    head = next(group for group in ("title", "text", "definition") if match[group] is not None)
    first = start + 1
    if head != "title":
        while first < end and not state.isEmpty(first) and state.sCount[first] - state.blkIndent < 4:
            first += 1
    _head(state, start, first, match, head)
    last = first
    while last < end and (state.isEmpty(last) or state.sCount[last] - state.blkIndent >= 4):
        last += 1
    begin.map = [start, last]
    outer, state.blkIndent = state.blkIndent, state.blkIndent + 4
    bottom, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, first, last)
    state.blkIndent, state.lineMax = outer, bottom
    state.push("indented_close", "", -1)
    state.line = last
    return True


def _head(state: StateBlock, start: int, stop: int, match: re.Match[str], group: str) -> None:
    """The head's own words, as inline text; a footnote's first paragraph may run on below it."""
    text = match[group]
    if not text.strip():
        return
    token = state.push("inline", "", 0)
    offset = state.bMarks[start] + state.tShift[start] + match.start(group)
    rest = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start + 1, stop)]
    token.content = "\n".join([text, *rest])
    token.map = [start, stop]
    token.meta = {"offset": offset, "head": group}
    token.children = []
