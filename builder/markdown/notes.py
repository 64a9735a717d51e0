"""Notes in reading order, with roles, names and a heading.

Python-Markdown numbers notes and names their marks in the order in which it happens to process
blocks, nested ones last. Here both follow the page, so that a mark's id can be known beforehand.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from builder.markdown.marks import dress, marks, noted
from builder.markdown.runs import Run
from builder.messages.catalogue import Catalogue

VERDICT = re.compile(r'<span class="ab-verdict ab-([a-z]+)">')
"""The mark of a note's verdict, as our templates write it."""


class Notes(Treeprocessor):
    """Footnote marks and their list, numbered as they are read, with DPUB-ARIA roles."""

    words: Catalogue = Catalogue()
    """What speaks of them; the numbers are those that readers see, in every language."""

    def run(self, root: Element) -> None:
        listed = next((each for each in root.iter("div") if "footnote" in each.get("class", "").split()), None)
        items = {item.get("id", ""): item for item in listed.findall("ol/li")} if listed is not None else {}
        if listed is None or not items:
            return
        inside = set(listed.iter("sup"))
        waiting = [mark for mark in marks(root) if mark not in inside]
        uses: dict[str, list[str]] = {}
        for mark in waiting:  # grows as notes are reached that have marks of their own
            note = noted(mark)
            if note not in uses and note in items:
                waiting += marks(items[note])
            ids = uses.setdefault(note, [])
            ids.append(f"fnref{len(ids) + 1 if ids else ''}:{note.partition(':')[2]}")
            mark.set("id", ids[-1])
        for order in listed.findall("ol"):
            order[:] = [item for item in order if item.get("id", "") in uses]  # the others have marks without numbers
        numbers = {note: number for number, note in enumerate(uses, 1)}
        dress(root, numbers, {note: self.verdict(item) for note, item in items.items()}, self.words)
        _list(listed, items, uses, self.words)

    def verdict(self, item: Element) -> str:
        """The class of the verdict that a note states; empty for a note of the author's own."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for placeholder in HTML_PLACEHOLDER_RE.finditer("".join(item.itertext())):
            kept = stash[int(placeholder[1])]
            if found := VERDICT.search(kept) if isinstance(kept, Run) else VERDICT.fullmatch(str(kept)):
                return found[1]
        return ""


def _list(listed: Element, items: dict[str, Element], uses: dict[str, list[str]], said: Catalogue) -> None:
    """The list of notes in the order of the marks, each with its ways back."""
    listed.set("role", "doc-endnotes")
    listed.set("aria-labelledby", "_notes")
    for child in list(listed):
        listed.remove(child)
    heading = SubElement(listed, "h2", {"id": "_notes", "class": "ab-notes-title"})
    heading.text = said.find("Notes")
    order = SubElement(listed, "ol")
    for number, (note, ids) in enumerate(uses.items(), 1):
        if note in items:
            order.append(items[note])
            _ways_back(items[note], number, ids, said)


def _ways_back(item: Element, number: int, ids: list[str], said: Catalogue) -> None:
    """One link for each mark, in place of those that Python-Markdown made; several are a group with a name."""
    for parent in item.iter():
        for link in [each for each in parent if "footnote-backref" in each.get("class", "").split()]:
            parent.remove(link)
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    _trim(last)
    group = SubElement(last, "span", {"class": "ab-backs"})
    if len(ids) > 1:
        group.set("role", "group")
        group.set("aria-label", said.plain("Back to note {number} in the text", number=str(number)))
    for use, id in enumerate(ids, 1):
        words = f"↩ {_letter(use)}"
        link = SubElement(group, "a", {"class": "footnote-backref", "href": f"#{id}"})
        link.set("role", "doc-backlink")
        label = said.plain(
            "{mark}, back to note {number}, use {use}, in the text", mark=words, number=str(number), use=str(use)
        )
        link.set("aria-label", label)
        link.text = words


def _trim(paragraph: Element) -> None:
    """Without the no-break blank that Python-Markdown put before its links."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").removesuffix(NBSP_PLACEHOLDER)
    else:
        paragraph.text = (paragraph.text or "").removesuffix(NBSP_PLACEHOLDER)


def _letter(use: int) -> str:
    """a, b … z, aa …: one for each way back."""
    letters = ""
    while use:
        use, rest = divmod(use - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
