"""Marks of notes as a reader meets them: named, kept with the word before them, long rows drawn together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.attr_list import AttrListTreeprocessor

from builder.messages.catalogue import Catalogue

ROW_MOST = 3
"""As many marks stand side by side as they are; of more, those whose numbers follow one another become one."""
LAST_WORD = re.compile(r"[^\s\x02\x03]{1,30}\Z")
"""What a line may not end before. Python-Markdown keeps markup between the two control characters until the end."""
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Scripts in which a stretch without blanks is a whole sentence."""


def marks(root: Element) -> Iterator[Element]:
    """Every mark below an element, in the page's order."""
    yield from (element for element in root.iter("sup") if is_mark(element))


def is_mark(element: Element) -> bool:
    return element.tag == "sup" and len(element) > 0 and "footnote-ref" in element[0].get("class", "").split()


def noted(mark: Element) -> str:
    """The id of the note that a mark leads to."""
    return mark[0].get("href", "").removeprefix("#")


def _verdict(kind: str, count: int, said: Catalogue) -> str:
    """What the name of a mark says of its note, or of its notes, by their own verdict."""
    match kind:
        case "verified":
            return said.find_number("verified quotation", "verified quotations", count)
        case "uncheckable":
            return said.find("cannot be checked")
        case "failed":
            return said.find_number("not found in its source", "not found in their sources", count)
        case "whole":
            return said.find_number("archived source", "archived sources", count)
    return ""


def dress(root: Element, numbers: Mapping[str, int], verdicts: Mapping[str, str], said: Catalogue) -> None:
    """Names every mark and binds each row of them to its word. `numbers` and `verdicts` are by the note's id."""
    for parent in [each for each in root.iter() if any(map(is_mark, each))]:
        children: list[Element] = []
        for row in _rows(parent):
            if not is_mark(row[0]):
                children += row
                continue
            drawn = [_named(stretch, numbers, verdicts, said) for stretch in _stretches(row, numbers)]
            for mark in drawn[1:]:
                mark.set("class", f"{mark.get('class', '')} ab-next".strip())
            word = _last_word(parent, children[-1] if children else None)
            children.append(_glue(word, row, drawn))
        parent[:] = children


def _rows(parent: Element) -> Iterator[list[Element]]:
    """The children, each by itself, and marks that touch one another together."""
    row: list[Element] = []
    for child in parent:
        if is_mark(child):
            row.append(child)
            if not child.tail:
                continue
        if row:
            yield row
            row = []
        if not is_mark(child):
            yield [child]
    if row:
        yield row


def _stretches(row: Sequence[Element], numbers: Mapping[str, int]) -> Iterator[list[Element]]:
    """A row's marks one by one; of a long row, those whose numbers follow one another are together."""
    together = [row[0]]
    for one, other in pairwise(row):
        if len(row) > ROW_MOST and numbers[noted(other)] == numbers[noted(one)] + 1:
            together.append(other)
        else:
            yield together
            together = [other]
    yield together


def _named(
    stretch: Sequence[Element], numbers: Mapping[str, int], verdicts: Mapping[str, str], said: Catalogue
) -> Element:
    """One mark for all: it holds the ids of the others, to which notes lead back."""
    mark = stretch[0]
    link = mark[0]
    first, last = (numbers[noted(each)] for each in (mark, stretch[-1]))
    found = {verdicts.get(noted(each), "") for each in stretch}
    verdict = _verdict(found.pop(), len(stretch), said) if len(found) == 1 else ""
    link.text = str(first) if first == last else f"{first}–{last}"
    name = (
        said.plain("Note {number}", number=str(first))
        if first == last
        else said.plain("Notes {numbers}", numbers=link.text)
    )
    link.set("role", "doc-noteref")
    link.set("aria-label", f"{name}{said.find(', ')}{verdict}" if verdict else name)
    if len(stretch) > 1:
        mark.set("class", "ab-run")
    for other in stretch[1:]:
        SubElement(mark, "span", {"id": other.get("id", ""), "data-note": noted(other)})
    return mark


def _last_word(parent: Element, before: Element | None) -> str:
    """Takes the word before a row out of the text that ends there: that after `before`, or the parent's first."""
    text = (before.tail if before is not None else parent.text) or ""
    attributes = AttrListTreeprocessor.INLINE_RE.match(text) if before is not None else None
    found = LAST_WORD.search(text, attributes.end() if attributes else 0)  # they are read later, and stay whole
    word = found[0] if found and not UNSPACED.search(found[0]) else ""
    rest = text[: len(text) - len(word)]
    if before is not None:
        before.tail = rest
    else:
        parent.text = rest
    return word


def _glue(word: str, row: Sequence[Element], drawn: Sequence[Element]) -> Element:
    """The row in one span with the end of the word before it: no line begins with a mark."""
    glue = Element("span", {"class": "ab-glue"})
    glue.text, glue.tail = word, row[-1].tail
    for mark in row:
        mark.tail = None
    glue.extend(drawn)
    return glue
