"""A Python-Markdown extension that both hosts load: what a page's Markdown cannot say of itself."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from builder.markdown.folds import Folds
from builder.markdown.notes import Notes

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""
AFTER_CLASSES = 7
"""The extension that reads `{ .class }` stands at 8."""


class BriefingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(Notes(md), "briefings-notes", AFTER_FOOTNOTES)
        md.treeprocessors.register(Folds(md), "briefings-folds", AFTER_CLASSES)


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
