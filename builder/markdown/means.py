"""What a page of our templates meets in a site's Markdown, looked up once for all pages."""

import html
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocTreeprocessor
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import InlineProcessor
from markdown.util import AMP_SUBSTITUTE

from builder.markdown.notes import Notes
from builder.markdown.runs import FOLLOWED, others
from builder.messages.catalogue import Catalogue

BLOCKS = frozenset(
    {
        *("markdown.blockprocessors", "markdown.extensions.admonition", "markdown.extensions.def_list"),
        *("markdown.extensions.footnotes", "markdown.extensions.md_in_html", "markdown.extensions.tables"),
        *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
    }
)
"""Modules whose processors of blocks find none that is theirs among ours."""
LAST = frozenset({"markdown.extensions.footnotes", "markdown.extensions.md_in_html", "markdown.postprocessors"})
"""Modules that find nothing to do in the finished HTML; ours does what is done here."""
OWN = "builder.markdown."
MARKERS = ("", "[TOC]")
"""No words of ours."""
NOTES = {"PLACE_MARKER": FootnoteExtension().getConfig("PLACE_MARKER"), "UNIQUE_IDS": False, "SEPARATOR": ":"}
"""What the list of notes and its ids hang on, as it is by default."""
UNREAD = "markdown.extensions.meta"
"""It takes a first line for fields."""


@dataclass(frozen=True, slots=True)
class Means:
    """How headings become links and entries of a page's contents, and what other extensions look for in lines."""

    others: tuple[re.Pattern[str], ...]
    slug: Callable[[str], str]
    shift: int
    """How many levels headings sink by."""
    top: int
    bottom: int
    marker: str
    """In whose place a page's contents are put; a page that has it is not made in parts."""
    permalink: tuple[str, str]
    """What stands in a heading before its id, and after it, as a link to itself; empty where there is none."""
    words: Catalogue
    """What speaks of notes."""


def means(extensions: Sequence[Any], options: Mapping[str, Any], anchors: int) -> Means | None:
    """Those of a site with these extensions; none where something takes part that is not known here.

    `anchors` is the level at which the host speaks of links to ids that are not there.
    """
    if anchors >= logging.WARNING:  # then each link is to be noted
        return None
    md = Markdown(extensions=[*extensions], extension_configs=dict(options))
    toc = next((each for each in md.treeprocessors if type(each) is TocTreeprocessor), None)
    if toc is None or toc.use_anchors or toc.permalink_leading or toc.marker not in MARKERS or not _is_known(md):
        return None
    return Means(
        tuple(others(md)),
        lambda name: str(toc.slugify(html.unescape(name), toc.sep)),
        toc.base_level,
        toc.toc_top,
        toc.toc_bottom,
        toc.marker,
        _permalink(toc),
        _words(md),
    )


def _is_known(md: Markdown) -> bool:
    ours = "briefings-runs" in md.preprocessors and "attr_list" in md.treeprocessors
    if not ours or not _has_usual_notes(md) or md.serializer is not to_xhtml_string:
        return False
    if sum(isinstance(each, InlineProcessor) for each in md.treeprocessors) > 1 or type(md.parser) is not BlockParser:
        return False
    kinds = (
        (FOLLOWED - {UNREAD}, (*md.preprocessors, *md.treeprocessors)),
        (BLOCKS, md.parser.blockprocessors),
        (LAST, md.postprocessors),
    )
    return all(_of(each, known) for known, found in kinds for each in found)


def _has_usual_notes(md: Markdown) -> bool:
    if "footnote" not in md.inlinePatterns:
        return False
    marks: Any = md.inlinePatterns["footnote"]
    return all(marks.footnotes.getConfig(name) == value for name, value in NOTES.items())


def _of(processor: object, known: frozenset[str]) -> bool:
    module = type(processor).__module__
    return module in known or module.startswith(OWN)


def _words(md: Markdown) -> Catalogue:
    return next((each.words for each in md.treeprocessors if isinstance(each, Notes)), Catalogue())


def _permalink(toc: TocTreeprocessor) -> tuple[str, str]:
    if toc.use_permalinks in (False, None):
        return "", ""
    heading = Element("h1")
    toc.add_permalink(heading, "\x00")
    before, _, after = to_xhtml_string(heading[0]).replace(AMP_SUBSTITUTE, "&").partition("\x00")
    return before, after
