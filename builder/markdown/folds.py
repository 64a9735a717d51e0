"""Lists that are folded away: a paragraph of the class `ab-fold` opens the list below it."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

FOLD = "ab-fold"


class Folds(Treeprocessor):
    """Each such paragraph and its list become `<details>`; our links inside stay Markdown, which both hosts check."""

    def run(self, root: Element) -> None:
        for parent in [each for each in root.iter() if any(map(_folds, each))]:
            for mark in [each for each in parent if _folds(each)]:
                at = list(parent).index(mark)
                below = parent[at + 1] if at + 1 < len(parent) else None
                if below is not None and below.tag in ("ul", "ol"):
                    parent.remove(below)
                    parent[at] = _details(mark, below)


def _folds(element: Element) -> bool:
    return element.tag == "p" and FOLD in element.get("class", "").split()


def _details(mark: Element, folded: Element) -> Element:
    details = Element("details", {"class": FOLD})
    mark.tag = "summary"
    del mark.attrib["class"]
    details.extend([mark, folded])
    details.tail = folded.tail
    return details
