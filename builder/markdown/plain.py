"""Texts in which nothing can act, spared the sixteen readings that Python-Markdown gives to every text."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from builder.markdown.runs import followed, others

ACTING = re.compile(r"[`\\\[\]<&*_!]|  \n")
"""With which any of Python-Markdown's own patterns, and that of notes, begins."""


class Plain(Treeprocessor):
    """Says so of them, just before lines are read; what nobody reads stays as it is."""

    def run(self, root: Element) -> None:
        if not followed(self.md):
            return
        patterns = others(self.md)
        for element in root.iter():
            text = element.text
            if text and not ACTING.search(text) and not any(each.search(text) for each in patterns):
                element.text = AtomicString(text)
