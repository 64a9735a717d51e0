"""Lists that are folded away: a paragraph of the class `ab-fold` opens the list below it."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

FOLD = "ab-fold"


class Folds(Treeprocessor):
    """Each such paragraph and its list become `<details>`; our links inside stay Markdown, which both hosts check."""

    def run(self, root: Element) -> None:
        for parent in [each for each in root.iter() if any(map(_folds, each))]:
            children: list[Element] = []
            for child in parent:
                if children and _folds(children[-1]) and child.tag in ("ul", "ol"):
                    children[-1] = _details(children[-1], child)
                else:
                    children.append(child)
            parent[:] = children


def _folds(element: Element) -> bool:
    return element.tag == "p" and FOLD in element.get("class", "").split()


def _details(mark: Element, folded: Element) -> Element:
    details = Element("details", {"class": FOLD})
    mark.tag = "summary"
    del mark.attrib["class"]
    details.extend([mark, folded])
    details.tail = folded.tail
    return details
