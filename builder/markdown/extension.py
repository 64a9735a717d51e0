"""A Python-Markdown extension that both hosts load: what a page's Markdown cannot say of itself."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from builder.markdown.addresses import Guard, NoOpener
from builder.markdown.alignment import Alignment
from builder.markdown.blocks import Blocks
from builder.markdown.folds import Folds
from builder.markdown.notes import Notes
from builder.markdown.paragraphs import Paragraphs
from builder.markdown.plain import Plain
from builder.markdown.references import Join, Part
from builder.markdown.runs import Runs
from builder.markdown.tables import Tables
from builder.messages.catalogue import ENGLISH, catalogue

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""
AFTER_ATTRIBUTES = 7
"""Those of `attr_list`, which gives blocks the ids and classes that authors write, at 8."""

BEFORE_BLOCKS = 29
"""Line ends are made alike at 30; at 25 blocks of code are put aside."""
BEFORE_LINES = 21
"""What stands within lines is read at 20."""
AROUND_HTML = 20
"""Raw HTML is put aside here."""
LAST = -10


class BriefingsExtension(Extension):
    def __init__(self, **options: Any) -> None:
        self.config = {"language": [ENGLISH, "what the words beside the notes are in, a tag of BCP 47"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.preprocessors.register(Runs(md), "briefings-runs", BEFORE_BLOCKS)
        md.preprocessors.register(Part(md), "briefings-part", AROUND_HTML + 2)
        md.preprocessors.register(Join(md), "briefings-join", AROUND_HTML - 2)
        md.treeprocessors.register(Plain(md), "briefings-plain", BEFORE_LINES)
        notes = Notes(md)
        notes.words = catalogue(self.getConfig("language"))
        md.treeprocessors.register(notes, "briefings-notes", AFTER_FOOTNOTES)
        md.treeprocessors.register(Blocks(md), "briefings-blocks", AFTER_FOOTNOTES)
        md.treeprocessors.register(Alignment(md), "briefings-alignment", AFTER_FOOTNOTES)
        md.treeprocessors.register(Folds(md), "briefings-folds", AFTER_ATTRIBUTES)
        md.treeprocessors.register(Paragraphs(md), "briefings-paragraphs", AFTER_ATTRIBUTES)
        md.treeprocessors.register(Tables(md), "briefings-tables", AFTER_ATTRIBUTES)
        md.treeprocessors.register(Guard(md), "briefings-guard", LAST)
        md.postprocessors.register(NoOpener(md), "briefings-noopener", LAST)


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
