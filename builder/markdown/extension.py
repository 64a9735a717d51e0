"""A Python-Markdown extension that both hosts load: what a page's Markdown cannot say of itself."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from builder.markdown.comparison import Tables
from builder.markdown.notes import Notes

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""
AFTER_ATTRIBUTES = 5
"""What says that a paragraph is a question stands at 8."""


class BriefingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(Notes(md), "briefings-notes", AFTER_FOOTNOTES)
        md.treeprocessors.register(Tables(md), "briefings-tables", AFTER_ATTRIBUTES)


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
