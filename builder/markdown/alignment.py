"""How a table's columns stand, as a class: a page's policy allows no style in an attribute."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

CLASSES = {"text-align: left;": "ab-start", "text-align: center;": "ab-centre", "text-align: right;": "ab-end"}
"""What Python-Markdown writes, and what stands for it."""


class Alignment(Treeprocessor):
    """`| ---: |` gives each cell of the column the class `ab-end`: the side where lines of the language end."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            found = CLASSES.get(cell.get("style", "")) if cell.tag in ("th", "td") else None
            if found:
                del cell.attrib["style"]
                cell.set("class", " ".join(filter(None, [cell.get("class"), found])))
