"""What of a block's inline text a reader sees as words, and in which of them a name may become a link."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from builder.model import Span
from builder.read.grammar import LINK, Trace

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\{:?[ .#][^{}\n]*\}")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
HIDDEN = {"image", "html_inline", "autolink", "citation", "note_reference"}


def visible_pieces(content: str, trace: Trace) -> list[tuple[int, str]]:
    """The pieces of inline text that a reader sees as words, each with its offset."""
    hidden: list[tuple[int, int, str]] = []
    for match in trace:
        start, end = match.start, match.end
        match match.rule:
            case rule if rule in HIDDEN:
                hidden.append((start, end, ""))
            case "wiki_link":
                parts = LINK.fullmatch(content[start:end])
                hidden.append((start, end, (parts and parts[2]) or content[start:end]))
            case "link":
                hidden.append((start, start + 1, ""))
                hidden.append((match.label, end, ""))
            case "emphasis" | "strikethrough":
                hidden.append((start, end, ""))
            case "backticks":
                ticks = len(content[start:end]) - len(content[start:end].lstrip("`"))
                hidden += [(start, start + ticks, ""), (end - ticks, end, "")]
            case "escape":
                hidden.append((start, start + 1, ""))
            case "newline":
                hidden.append((start, end, " "))
            case "entity":
                hidden.append((start, end, html.unescape(content[start:end])))
    return list(_pieces(content, sorted(hidden)))


def _pieces(content: str, hidden: list[tuple[int, int, str]]) -> Iterator[tuple[int, str]]:
    at = 0
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
    closed = [Span(match.start, match.end) for match in trace if match.rule not in ("text", "newline")]
    closed += [Span(*match.span()) for pattern in (ADDRESS, QUOTED) for match in pattern.finditer(content)]
    closed += _raw_links(content, trace)
    edges = sorted({Span(-1, 0), *closed, Span(len(content), len(content) + 1)})
    reach = 0
    for before, after in pairwise(edges):
        reach = max(reach, before.end)
        if reach < after.start:
            yield Span(reach, after.start)


def _raw_links(content: str, trace: Trace) -> Iterator[Span]:
    """Text between `<a …>` and `</a>` typed as HTML."""
    start = -1
    for match in trace:
        tag = content[match.start : match.end].lower() if match.rule == "html_inline" else ""
        if re.match(r"<a[\s>]", tag) and start < 0:
            start = match.start
        elif re.match(r"</a\s*>", tag) and start >= 0:
            yield Span(start, match.end)
            start = -1
