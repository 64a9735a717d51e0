"""A Python-Markdown extension that both hosts load: roles, names and a heading for the notes."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

AFTER_FOOTNOTES = 10
"""The footnotes extension's own steps stand at 50 and 15."""


class BriefingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        md.treeprocessors.register(_Notes(md), "briefings-notes", AFTER_FOOTNOTES)


class _Notes(Treeprocessor):
    """Footnote marks and their list, as the DPUB-ARIA roles name them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            classes = element.get("class", "").split()
            if "footnote-ref" in classes:
                element.set("role", "doc-noteref")
                element.set("aria-label", f"Note {element.text or ''}".strip())
            elif "footnote" in classes and element.tag == "div":
                self.notes(element)

    def notes(self, element: Element) -> None:
        element.set("role", "doc-endnotes")
        element.set("aria-labelledby", "_notes")
        for rule in element.findall("hr"):
            element.remove(rule)
        heading = Element("h2", {"id": "_notes", "class": "ab-notes-title"})
        heading.text = "Notes"
        element.insert(0, heading)
        for number, item in enumerate(element.findall("ol/li"), 1):
            for use, link in enumerate(_backrefs(item), 1):
                self.backref(link, number, use)

    def backref(self, link: Element, number: int, use: int) -> None:
        link.attrib.pop("title", None)
        link.set("role", "doc-backlink")
        link.set("aria-label", f"Back to note {number}, use {use}, in the text")
        link.text = f"↩ {_letter(use)}"


def _backrefs(item: Element) -> list[Element]:
    return [link for link in item.iter("a") if "footnote-backref" in link.get("class", "").split()]


def _letter(use: int) -> str:
    """a, b … z, aa …: one for each way back."""
    letters = ""
    while use:
        use, rest = divmod(use - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def makeExtension(**options: Any) -> BriefingsExtension:  # noqa: N802  # Python-Markdown's name
    return BriefingsExtension(**options)
