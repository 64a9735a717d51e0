"""A page's text in the blocks that a reader sees: paragraphs, headings, rows. It does not ask which are the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
    *("kbd", "label", "mark", "nobr", "output", "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span"),
    *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "graphic", "hi", "ref"),
}
"""Elements within a line; the last three are what the extracted article calls them. All others part blocks."""
UNSEEN = {
    *("audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "noscript", "object", "option"),
    *("script", "select", "style", "svg", "template", "textarea", "title", "video"),
}
"""Elements whose content is no text of the page."""
BREAKS, CELLS = {"br", "lb"}, {"td", "th", "cell"}
PROSE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dt", "dd"}
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\n\r\f]+")
"""White space as HTML collapses it; a no-break space is none."""
PARAGRAPHS = re.compile(r"\n[ \n]*\n")


@dataclass(frozen=True, slots=True)
class Block:
    """Text between two edges of a page; a line break in it is the page's own, a tab parts cells of a row."""

    text: str
    parent: int
    """A number for the element around the one that it stands in."""
    prose: bool
    """Whether that is an element for prose: a paragraph, a heading, an item of a list."""
    heading: int
    """1 in an `h1`, 2 in an `h2`; 0 elsewhere."""
    linked: float
    """The share of its characters that lead elsewhere."""


def parsed(markup: str) -> etree._Element | None:
    """A page's elements; none where there are none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def blocks(root: etree._Element) -> tuple[Block, ...]:
    """Every block that can be seen, in the page's order."""
    walk = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        unseen = not tag or tag in UNSEEN or _is_hidden(element)
        if event == "end":
            walk.leave(tag, unseen=unseen)
            walk.add(element.tail if element is not root else "")
        elif unseen:
            events.skip_subtree()
        else:
            walk.enter(tag)
            walk.add(element.text)
    walk.flush()
    return tuple(walk.found)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


@dataclass(slots=True)
class _Walk:
    """The block being gathered, and where the walk is."""

    found: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    open: list[tuple[int, str]] = field(default_factory=lambda: [(0, ""), (0, "")])
    """Number and name of the block elements around, the innermost last."""
    entered: int = 0
    inside: dict[str, int] = field(default_factory=lambda: {"a": 0, "ref": 0, "h1": 0, "h2": 0, "pre": 0})
    """How many elements of a name are around."""

    def enter(self, tag: str) -> None:
        if tag in self.inside:
            self.inside[tag] += 1
        if tag in BREAKS:
            self.pieces.append("\n")
        elif tag in CELLS:
            self.pieces.append("\t")
        elif tag not in INLINE:
            self.flush()
            self.entered += 1
            self.open.append((self.entered, tag))

    def leave(self, tag: str, *, unseen: bool) -> None:
        if unseen:
            return
        if tag not in INLINE and tag not in BREAKS and tag not in CELLS:
            self.flush()
            self.open.pop()
        if tag in self.inside:
            self.inside[tag] -= 1

    def add(self, text: str | None) -> None:
        if text:
            words = BLANKS.sub(" ", text) if not self.inside["pre"] else text.expandtabs(1).replace("\r", "")
            self.pieces.append(words)
            self.linked += len(words.strip()) if self.inside["a"] or self.inside["ref"] else 0

    def _heading(self) -> int:
        return next((level for level in (1, 2) if self.inside[f"h{level}"]), 0)

    def flush(self) -> None:
        text = "".join(self.pieces)
        share = self.linked / max(len(text.strip()), 1)
        for part in PARAGRAPHS.split(text):
            lines = "\n".join(filter(None, _lines(part)))
            if lines.strip():
                prose, heading = self.open[-1][1] in PROSE, self._heading()
                self.found.append(Block(lines, self.open[-2][0], prose, heading, min(share, 1.0)))
        self.pieces.clear()
        self.linked = 0


def _lines(part: str) -> Iterator[str]:
    for line in part.split("\n"):
        yield re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", line)).strip(" \t")
