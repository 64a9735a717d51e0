"""A Python-Markdown extension that both hosts load: what a page's Markdown cannot say of itself."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from builder.markdown.notes import Notes
from builder.markdown.paragraphs import Paragraphs

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""
AFTER_ATTRIBUTES = 7
"""Those of `attr_list`, which gives blocks the ids that authors write, at 8."""


class BriefingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(Notes(md), "briefings-notes", AFTER_FOOTNOTES)
        md.treeprocessors.register(Paragraphs(md), "briefings-paragraphs", AFTER_ATTRIBUTES)


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
