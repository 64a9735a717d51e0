"""Tables that say what their rows and columns are, however they are shown.

On a telephone a comparison's rows are drawn as cards; without roles of their own its parts would then
cease to be a table for those who hear it.
"""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class Tables(Treeprocessor):
    """Every table of a page's Markdown: heads of columns; one under a question is a comparison, and has roles too."""

    def run(self, root: Element) -> None:
        for parent in [each for each in root.iter() if any(child.tag == "table" for child in each)]:
            children: list[Element] = []
            for child in parent:
                if child.tag != "table":
                    children.append(child)
                elif children and "ab-question" in children[-1].get("class", "").split():
                    children[-1] = compare(_headed(child), children[-1])
                else:
                    children.append(_in_a_box(_headed(child)))
            parent[:] = children


def _headed(table: Element) -> Element:
    _add_class(table, "ab-table")
    for head in table.iter("th"):
        head.set("scope", "col")
    return table


def compare(table: Element, question: Element) -> Element:
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
    return table


def _in_a_box(table: Element) -> Element:
    """A table that may be wider than the page gets a box of its own in which it moves."""
    box = Element("div", {"class": "ab-scroll"})
    box.tail, table.tail = table.tail, "\n"
    box.append(table)
    return box


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
