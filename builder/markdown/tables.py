"""Tables that say what their rows and columns are, however they are shown.

On a telephone a comparison's rows are drawn as cards; without roles of their own its parts would then
cease to be a table for those who hear it.
"""

from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class Tables(Treeprocessor):
    """Every table of a page's Markdown: heads of columns; one under a question is a comparison, and has roles too."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for before, table in pairwise([Element("none"), *parent]):
                if table.tag == "table":
                    _add_class(table, "ab-table")
                    for head in table.iter("th"):
                        head.set("scope", "col")
                    if "ab-question" in before.get("class", "").split():
                        parent.remove(before)
                        compare(table, before)
                    else:
                        _in_a_box(parent, table)


def compare(table: Element, question: Element) -> None:
    """The question becomes the caption, each row's first cell its head, and every part says its role."""
    _add_class(table, "ab-compare")
    table.set("role", "table")
    for row in table.findall("tbody/tr"):
        row[0].tag = "th"
    for part in table.iter():
        if part.tag in ROLES:
            part.set("role", ROLES[part.tag])
    for row in table.findall("tbody/tr"):
        row[0].set("role", "rowheader")
        row[0].set("scope", "row")
    question.tag = "caption"
    question.tail = "\n"
    table.insert(0, question)


def _in_a_box(parent: Element, table: Element) -> None:
    """A table that may be wider than the page gets a box of its own in which it moves."""
    box = Element("div", {"class": "ab-scroll"})
    box.tail, table.tail = table.tail, "\n"
    parent[list(parent).index(table)] = box
    box.append(table)


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
