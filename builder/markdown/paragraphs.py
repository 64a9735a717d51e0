"""A permanent address for each paragraph and list item of our own prose, made from its words.

An id that counted paragraphs would move with every edit before it. One that is a digest of the words stays while they
stay, and when they change it is gone: it never leads to other words than it was made for.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

BEGIN, END = "<!-- prose -->", "<!-- /prose -->"
"""Comments in a page's Markdown between which our own prose stands; authors' are gone before, and these go here."""
APART = {"table", "pre", "code", "figure", "dl"}
"""Elements whose paragraphs are no running text."""
BLOCKS = {"p", "ul", "ol", "pre", "table", "div", "blockquote", "details", "figure", "dl"}
NOT_WORDS = {"footnote-ref", "ab-corrected", "headerlink"}
"""Links that come and go beside the words."""
_ESCAPED = re.compile("\x02(\\d+)\x03")
_TAG = re.compile(r"<[^>]*>")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    }
)
"""Setting, as against words: kinds of quotation mark and dash, and characters that are not seen."""


class Paragraphs(Treeprocessor):
    """Ids, and a class by which the theme finds what has one."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.stash = md.htmlStash

    def run(self, root: Element) -> None:
        self.taken = {id for element in root.iter() if (id := element.get("id"))}
        self.counts: dict[str, int] = {}
        """By id: how many paragraphs had these words so far."""
        self.prose = False
        self._walk(root)

    def _walk(self, parent: Element) -> None:
        """In reading order, since what is prose is said between the blocks."""
        parent.text = self._switched(parent.text)
        for child in list(parent):
            classes = child.get("class", "").split()
            mark = child.tag == "p" and not len(child) and self._marked(child.text)
            if self.prose and child.tag in ("p", "li") and "admonition-title" not in classes:
                self._name(child)
            if child.tag not in APART and "footnote" not in classes:
                self._walk(child)
            child.tail = self._switched(child.tail)
            if mark:
                parent.remove(child)

    def _name(self, block: Element) -> None:
        text = folded("".join(self._words(block)))
        if not any(char.isalnum() for char in text):
            return
        if not block.get("id"):
            block.set("id", self._free(f"p-{hashlib.sha256(text.encode()).hexdigest()[:8]}"))
        block.set("class", " ".join([*block.get("class", "").split(), "ab-prose"]))

    def _free(self, id: str) -> str:
        count, found = self.counts.get(id, 1), id
        while found in self.taken:
            count += 1
            found = f"{id}-{count}"
        self.counts[id] = count
        self.taken.add(found)
        return found

    def _words(self, element: Element) -> Iterator[str]:
        """A block's own text, without marks of notes and without the blocks in it."""
        yield self._plain(element.text)
        for child in element:
            classes = {*child.get("class", "").split(), *(child[0].get("class", "").split() if len(child) else ())}
            if child.tag not in BLOCKS and not classes & NOT_WORDS:
                yield from self._words(child)
            yield self._plain(child.tail)

    def _plain(self, text: str | None) -> str:
        """Text as it is read: what Python-Markdown has put aside is put back, less its tags."""
        text = HTML_PLACEHOLDER_RE.sub(lambda found: self._raw(int(found[1])), str(text or ""))
        return _ESCAPED.sub(lambda found: chr(int(found[1])), text.replace(AMP_SUBSTITUTE, "&"))

    def _raw(self, number: int) -> str:
        return html.unescape(_TAG.sub("", str(self.stash.rawHtmlBlocks[number])))

    def _marked(self, text: str | None) -> bool:
        """Whether a text is one of our marks and nothing else."""
        found = HTML_PLACEHOLDER_RE.fullmatch(str(text or "").strip())
        return found is not None and self._mark(found) in (BEGIN, END)

    def _switched(self, text: str | None) -> str | None:
        """The text without marks of ours, each of which says whether prose follows."""
        return HTML_PLACEHOLDER_RE.sub(self._switch, text) if text and "\x02" in text else text

    def _switch(self, found: re.Match[str]) -> str:
        mark = self._mark(found)
        if mark not in (BEGIN, END):
            return found[0]
        self.prose = mark == BEGIN
        return ""

    def _mark(self, found: re.Match[str]) -> str:
        return str(self.stash.rawHtmlBlocks[int(found[1])]).strip()


def folded(text: str) -> str:
    """The words of a text, however they are set."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLD).split())
