"""A Python-Markdown extension that both hosts load: what a page's Markdown cannot say of itself."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from builder.markdown.blocks import Blocks
from builder.markdown.notes import Notes
from builder.markdown.tables import Tables

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""


class BriefingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(Notes(md), "briefings-notes", AFTER_FOOTNOTES)
        md.treeprocessors.register(Blocks(md), "briefings-blocks", AFTER_FOOTNOTES)
        md.treeprocessors.register(Tables(md), "briefings-tables", AFTER_FOOTNOTES)


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
