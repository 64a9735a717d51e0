"""What of a page hangs on the whole of it, as the tree that our own steps take: prose, marks of notes, the notes."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HtmlStash

from builder.markdown.lines import NOTE, Lines, alone
from builder.markdown.notes import Notes
from builder.markdown.paragraphs import Paragraphs
from builder.markdown.runs import Maker
from builder.markdown.unfit import Unfit
from builder.messages.catalogue import Catalogue
from builder.model.characters import BLOCK_ENDS, RUN, RUN_ENDS

_BEGIN = "\n\n[^"
_DEFINITION = rf"\[\^({NOTE})\]:\ {RUN}([^{RUN}-{BLOCK_ENDS}]+){RUN_ENDS}(?:\n+|\Z)"
_DEFINITIONS = re.compile(rf"\n\n(?:{_DEFINITION})+\Z", re.VERBOSE)
_ONE = re.compile(_DEFINITION, re.VERBOSE)


class Tree:
    """That of one page: it has the blocks in their order, each of which is written where it stands."""

    def __init__(self, maker: Maker, notes: Mapping[str, str], words: Catalogue) -> None:
        """`notes` are by id, as HTML; `words` is what speaks of them."""
        self._stash = HtmlStash()
        self._notes, self._words = notes, words
        self.lines = Lines(maker, notes, self._stash)
        self.root = Element("div")

    def __len__(self) -> int:
        return len(self.root) + len(self._notes)

    def mark(self, comment: str) -> None:
        """Our own prose begins here, or ends."""
        SubElement(self.root, "p").text = self.lines.aside(comment)

    def finish(self) -> Element | None:
        """Number, name and dress all of it; the list of notes, if there is one."""
        notes = _listed(self._notes, self.lines) if self._notes else None
        if notes is not None:
            self.root.append(notes)
        page: Any = SimpleNamespace(htmlStash=self._stash)
        numbering = Notes(page)
        numbering.words = self._words
        numbering.run(self.root)
        Paragraphs(page).run(self.root)
        return notes


def definitions(text: str, maker: Maker) -> tuple[str, dict[str, str]]:
    """A page without the notes that end it, and these: HTML by id. Raises `Unfit` where one is not our templates'."""
    at = text.find(_BEGIN)
    if at < 0 or not _DEFINITIONS.match(text, at):
        return text, {}
    written = [found.groups() for found in _ONE.finditer(text, at)]
    notes = {id: alone(run, maker) for id, run in written}
    if len(notes) < len(written):
        raise Unfit
    return text[:at], notes


def _listed(notes: Mapping[str, str], lines: Lines) -> Element:
    """As Python-Markdown has laid it out by the time that notes are numbered."""
    listed = Element("div", {"class": "footnote"})
    listed.text = "\n"
    order = SubElement(listed, "ol")
    for id, html in notes.items():
        item = SubElement(order, "li", {"id": f"fn:{id}"})
        item.text = item.tail = "\n"
        told = SubElement(item, "p")
        told.text, told.tail = lines.aside(html), "\n"
    return listed
