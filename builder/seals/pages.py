"""The words of a finished page, by the elements that have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from builder.model.characters import normalised
from builder.resolve.folding import folded

WORDS, MARK = "ab-words", "data-quote"
"""The class of what is quoted, and what names the quote on a mark in an article."""
VERDICT, VERIFIED = "ab-verdict", "ab-verified"
"""The classes of a verdict, and of that which says that words are verified."""
NOTHING = re.compile(r"[\s\ufffd]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What a page says in its footnotes, and in its article's marks."""

    notes: dict[str, list[str]] = field(default_factory=dict)
    """By the id of a note: the quotations in it, folded."""
    marks: dict[str, str] = field(default_factory=dict)
    """By the id of a quote: what is marked as it, in order, without blanks."""
    ids: frozenset[str] = frozenset()
    """Of its elements."""
    claims: tuple[tuple[str, str], ...] = ()
    """What it calls verified: the id of the note, or nothing outside of notes, and the words."""


def read(data: bytes) -> Read:
    """A page's words; empty where it is none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Read()
    notes = {str(item.get("id")): [*_quoted(item)] for item in root.iter("li") if _is_note(item)}
    marks: dict[str, str] = {}
    for mark in root.iter("mark"):
        if id := mark.get(MARK):
            marks[id] = marks.get(id, "") + squeezed(_text(mark))
    return Read(notes, marks, frozenset(str(id) for id in root.xpath("//@id")), tuple(_claims(root)))


def squeezed(text: str) -> str:
    """Text folded by the first clause of the contract, less blanks, which pages have elsewhere, and what is no text."""
    return NOTHING.sub("", folded(normalised(text)))


def _claims(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each verdict stands behind the words that it is of; one before any words explains what verdicts mean."""
    words = None
    for element in root.iter():
        classes = (element.get("class") or "").split()
        if WORDS in classes:
            words = _text(element)
        elif VERDICT in classes and VERIFIED in classes and words is not None:
            yield next((str(item.get("id")) for item in element.iterancestors("li") if _is_note(item)), ""), words


def _is_note(item: html.HtmlElement) -> bool:
    return (item.get("id") or "").startswith("fn:")


def _quoted(item: html.HtmlElement) -> Iterator[str]:
    for element in item.iter():
        if WORDS in (element.get("class") or "").split():
            yield squeezed(_text(element))


def _text(element: html.HtmlElement) -> str:
    return "".join(element.itertext())
