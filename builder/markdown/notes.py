"""Notes in reading order, with roles, names and a heading.

Python-Markdown numbers notes and names their marks in the order in which it happens to process
blocks, nested ones last. Here both follow the page, so that a mark's id can be known beforehand.
"""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor

from builder.messages.catalogue import Catalogue


class Notes(Treeprocessor):
    """Footnote marks and their list, numbered as they are read, with DPUB-ARIA roles."""

    words: Catalogue = Catalogue()
    """What speaks of them; the numbers are those that readers see, in every language."""

    def run(self, root: Element) -> None:
        listed = next((each for each in root.iter("div") if "footnote" in each.get("class", "").split()), None)
        items = {_label(item.get("id", "")): item for item in listed.findall("ol/li")} if listed is not None else {}
        if listed is None or not items:
            return
        inside = set(listed.iter("sup"))
        waiting = [mark for mark in _marks(root) if mark not in inside]
        uses: dict[str, list[str]] = {}
        self.numbers: dict[str, int] = {}
        _join(root)
        for mark in waiting:  # grows as notes are reached that have marks of their own
            label = _label(mark[0].get("href", "").removeprefix("#"))
            if label not in uses and label in items:
                waiting += _marks(items[label])
            self.mark(mark, label, uses)
        self.list(listed, items, uses)

    def mark(self, mark: Element, label: str, uses: dict[str, list[str]]) -> None:
        """The mark's number, id and name."""
        ids = uses.setdefault(label, [])
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        ids.append(f"fnref{len(ids) + 1 if ids else ''}:{label}")
        mark.set("id", ids[-1])
        link = mark[0]
        link.text = str(number)
        link.set("role", "doc-noteref")
        link.set("aria-label", self.words.plain("Note {number}", number=str(number)))

    def list(self, listed: Element, items: dict[str, Element], uses: dict[str, list[str]]) -> None:
        """The list of notes in the order of the marks, each with its ways back."""
        listed.set("role", "doc-endnotes")
        listed.set("aria-labelledby", "_notes")
        for child in list(listed):
            listed.remove(child)
        heading = SubElement(listed, "h2", {"id": "_notes", "class": "ab-notes-title"})
        heading.text = self.words.find("Notes")
        order = SubElement(listed, "ol")
        for number, (label, ids) in enumerate(uses.items(), 1):
            if label in items:
                order.append(items[label])
                _ways_back(items[label], number, ids, self.words)


def _marks(root: Element) -> Iterator[Element]:
    yield from (element for element in root.iter("sup") if _is_mark(element))


def _is_mark(element: Element) -> bool:
    return element.tag == "sup" and len(element) > 0 and "footnote-ref" in element[0].get("class", "").split()


def _join(root: Element) -> None:
    """A class for each mark that follows another without a word between: no selector tells."""
    for parent in root.iter():
        for one, other in pairwise(parent):
            if _is_mark(one) and _is_mark(other) and not one.tail:
                other.set("class", "ab-next")


def _label(id: str) -> str:
    return id.partition(":")[2]


def _ways_back(item: Element, number: int, ids: list[str], said: Catalogue) -> None:
    """One link for each mark, in place of those that Python-Markdown made."""
    for parent in item.iter():
        for link in [each for each in parent if "footnote-backref" in each.get("class", "").split()]:
            parent.remove(link)
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    _trim(last)
    for use, id in enumerate(ids, 1):
        words = f"↩ {_letter(use)}"
        link = SubElement(last, "a", {"class": "footnote-backref", "href": f"#{id}"})
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
