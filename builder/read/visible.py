"""What of a block's inline text a reader sees as words, and in which of them a name may become a link."""

import html
import re
from collections.abc import Container, Iterator
from itertools import pairwise

from builder.model.written import NAME_CLOSES, NAME_OPENS, NO_NAMES, Piece, Span
from builder.read.grammar import LINK, Match, Trace
from builder.read.places import Offsets

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\{:?[ .#][^{}\n]*\}")
ADDRESS_SIGNS = ("://", "www.", "{")
"""One of these is in each of them."""
QUOTATION_TAG = re.compile(r"<(/?)q(?=[\s>])", re.IGNORECASE)
MARKUP = re.compile(
    r"<(script|style|pre|code)\b.*?(?:</\1\s*>|\Z)"
    r"|</?[a-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,60}+>"
    r"|&#?\w{1,32};?",  # browsers read some references without the semicolon too
    re.DOTALL | re.IGNORECASE,
)
BLANKS = re.compile(r" *")
QUOTED = {
    closing: re.compile(pattern)
    for closing, pattern in {"”": r"“[^”]*”", '"': r'"[^"]*"', "»": r"«[^»]*»", "“”": r"„[^“”]*[“”]"}.items()
}
"""Quotations by what closes them."""


def visible_pieces(content: str, trace: Trace) -> list[tuple[int, str]]:
    """The pieces of inline text that a reader sees as words, each with its offset."""
    marks = {match.start for match in trace if match.rule in ("citation", "note_reference")}
    hidden = [each for match in trace for each in _hidden(content, match, marks)]
    return list(_pieces(content, sorted(hidden)))


def placed_pieces(visible: list[tuple[int, str]], trace: Trace, offsets: Offsets) -> Iterator[Piece]:
    """The pieces with their places in the file, and which of them are code."""
    codes = iter([match for match in trace if match.rule == "backticks"])
    code = next(codes, None)
    for start, text in visible:
        while code and code.end <= start:
            code = next(codes, None)
        breaks = offsets.breaks(start, start + len(text))
        for begin, end in pairwise([start, *breaks, start + len(text)]):
            words = text[begin - start : end - start]
            yield Piece(words, offsets.at(begin), code=code is not None and code.start <= start)


def html_pieces(raw: str, start: int) -> Iterator[Piece]:
    """What a reader sees of raw HTML that stands at `start`, code and tags aside."""
    at = 0
    for match in MARKUP.finditer(raw):
        if at < match.start():
            yield Piece(raw[at : match.start()], start + at)
        mark = QUOTATION_TAG.match(match[0])
        shown = html.unescape(match[0]) if match[0][0] == "&" else ("”" if mark[1] else "“") if mark else ""
        if shown:
            yield Piece(shown, start + match.start())
        at = match.end()
    if at < len(raw):
        yield Piece(raw[at:], start + at)


def title_pieces(content: str, visible: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of the head of an admonition or a tab, the title between its marks, which are not the reader's."""
    bare = content.rstrip()
    begin = bare.find('"') + 1
    end = len(bare) - 1 if bare.endswith('"') else 0
    clipped = [
        (max(start, begin), text[max(begin - start, 0) : max(end - start, 0)]) for start, text in visible if start < end
    ]
    return [(start, text) for start, text in clipped if text]


def _hidden(content: str, match: Match, marks: Container[int]) -> Iterator[tuple[int, int, str]]:
    """What of a match a reader does not see: start, end, and what stands there instead."""
    start, end = match.start, match.end
    match match.rule:
        case "html_inline" if tag := QUOTATION_TAG.match(content, start, end):
            yield start, end, "”" if tag[1] else "“"  # as browsers show them
        case "image" | "html_inline" | "autolink" | "emphasis" | "strikethrough":
            yield start, end, ""
        case "citation" | "note_reference":
            before = content[max(start - 8, 0) : start]
            yield start - len(before) + len(before.rstrip(" ")), end, ""
        case "wiki_link":
            parts = LINK.fullmatch(content[start:end])
            yield start, end, (parts and parts[2]) or f"{NAME_OPENS}{content[start + 2 : end - 2].strip()}{NAME_CLOSES}"
        case "link":
            yield start, start + 1, ""
            yield match.label, end, ""
        case "backticks":
            ticks = end - start - len(content[start:end].lstrip("`"))
            yield start, start + ticks, ""
            yield end - ticks, end, ""
        case "escape":
            yield start, start + 1, ""
        case "newline":
            hangs = BLANKS.match(content, end)
            yield start, end, "" if hangs and hangs.end() in marks else " "
        case "entity":
            yield start, end, html.unescape(content[start:end])


def _pieces(content: str, hidden: list[tuple[int, int, str]]) -> Iterator[tuple[int, str]]:
    at = 0
    if NAME_OPENS in content or NAME_CLOSES in content:
        content = content.translate(NO_NAMES)
    for start, end, instead in hidden:
        if start < at:
            continue
        if at < start:
            yield at, content[at:start]
        if instead:
            yield start, instead
        at = end
    if at < len(content):
        yield at, content[at:]


def linkable_spans(content: str, trace: Trace) -> Iterator[Span]:
    """Running text in which a name may become a link: no markup, address or quotation."""
    closed = [(match.start, match.end) for match in trace if match.rule not in ("text", "newline")]
    if any(sign in content for sign in ADDRESS_SIGNS):
        closed += [match.span() for match in ADDRESS.finditer(content)]
    closed += [*_quoted(content), *_raw_links(content, trace), (len(content), len(content) + 1)]
    reach = 0
    for start, end in sorted(closed):
        if reach < start:
            yield Span(reach, start)
        reach = max(reach, end)


def _quoted(content: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks; none is sought behind the last that closes any."""
    for closing, pattern in QUOTED.items():
        last = max(map(content.rfind, closing))
        if last > 0:
            yield from (match.span() for match in pattern.finditer(content, 0, last + 1))


def _raw_links(content: str, trace: Trace) -> Iterator[tuple[int, int]]:
    """Text between `<a …>` and `</a>` typed as HTML."""
    start = -1
    for match in trace:
        if match.rule != "html_inline":
            continue
        tag = content[match.start : match.end].lower()
        if re.match(r"<a[\s>]", tag) and start < 0:
            start = match.start
        elif re.match(r"</a\s*>", tag) and start >= 0:
            yield start, match.end
            start = -1
