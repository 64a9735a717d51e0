"""Figures and boxes in a list: Markdown takes raw HTML that is indented for words, and puts them into a paragraph."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

BLOCK = re.compile(r"<(?:address|article|aside|details|div|dl|figure|ol|p|section|table|ul)\b", re.IGNORECASE)


class Blocks(Treeprocessor):
    """A paragraph that begins with the tag of a block becomes a box: no paragraph may hold one.

    One that is raw HTML and nothing else stays as it is: Python-Markdown puts the HTML in its place.
    """

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            text = (element.text or "").strip()
            held = HTML_PLACEHOLDER_RE.match(text)
            alone = held is not None and held[0] == text and not len(element)
            if held and not alone and BLOCK.match(str(self.md.htmlStash.rawHtmlBlocks[int(held[1])])):
                element.tag = "div"
