"""Figures and boxes in a list: Markdown takes raw HTML that is indented for words, and puts them into a paragraph."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

BLOCK = re.compile(r"<(?:address|article|aside|details|div|dl|figure|ol|p|section|table|ul)\b", re.IGNORECASE)


class Blocks(Treeprocessor):
    """A paragraph that begins with the tag of a block becomes a box: no paragraph may hold one."""

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            held = HTML_PLACEHOLDER_RE.match((element.text or "").lstrip())
            if held and BLOCK.match(str(self.md.htmlStash.rawHtmlBlocks[int(held[1])])):
                element.tag = "div"
