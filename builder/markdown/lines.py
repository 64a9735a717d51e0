"""The words of a block as HTML, or as the element that Python-Markdown has.

What words come to that have marks of notes in them, or are the author's own prose, hangs on the whole page: its notes
are numbered as they are read, and its words are counted. So they are built as far as Python-Markdown builds them before
our own steps, which then find nothing different.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.serializers import to_xhtml_string
from markdown.util import HTML_PLACEHOLDER_RE, HtmlStash

from builder.markdown.attributes import attributed
from builder.markdown.paragraphs import NOT_WORDS
from builder.markdown.runs import ATTRIBUTES, MARKED_RUN, PLAIN, REFERENCE, TAG, TEXT, WORDS, Maker, Run, made_of
from builder.markdown.unfit import Unfit
from builder.model.addresses import fault
from builder.model.characters import RUN, RUN_ENDS

NOTE = r"[\w./:~-]+"
"""The id of a note."""
_TOKEN = re.compile(
    rf"""{PLAIN}
    |{MARKED_RUN}
    |\[\^(?P<note>{NOTE})\]
    |{WORDS}\((?:(?P<address>https?://[\w./:?=,;%+~\#-]+)|(?P<path>[\w./-]*)(?P<anchor>\#[\w./:~-]+)?)\){ATTRIBUTES}
    |(?<!\*)(?P<stars>\*\*?)(?![\s*])(?P<stressed>(?:{TEXT}|{REFERENCE}|{TAG})++)(?<!\s)(?P=stars)(?!\*)
    """,
    re.VERBOSE,
)
_REST = re.compile(rf"(?:{TEXT})?")
"""What may be left of a run, as text like that around it."""
_HTML = re.compile(f"{REFERENCE}|{TAG}")
_NOT_INLINE = re.compile(r"<(?!/?(?:a|b|bdi|br|cite|code|em|i|mark|q|small|span|strong|sub|sup|time)\b)")
_BEGINS = r"[^\W\d_]|\d+(?![.)\d])|[&“‘«„(\"'…—–]|\[(?!\^)|<|\*\*?[^\s*]"
"""How words begin that begin no other kind of block."""
_BEGIN = re.compile(_BEGINS)
_BROKEN = re.compile(rf"\ \n|\n(?!\ ?<|{_BEGINS})")
"""A line's end that is no blank to readers."""
_RICH = re.compile(rf"\[\^|\*|\]\(http|\n|{RUN}")
"""What hangs on the whole page, or needs more than is made of our templates' words."""
_ACTING = re.compile(r"\[\^|\{[^{}]*#|\|")
"""Notes, ids and tables."""
_RUNS = str.maketrans({RUN: None, RUN_ENDS: None})
_STRESS = {"*": "em", "**": "strong"}


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes both for one page."""

    maker: Maker
    notes: Container[str]
    """The ids of those that the page has."""
    stash: HtmlStash
    """What stands for HTML in the text of elements, until the page is written."""

    def html(self, words: str) -> str:
        """HTML of words that hang on nothing else; raises `Unfit` where they have other means, as all of these do."""
        if run := _run(words):
            return alone(run, self.maker)
        if not _BEGIN.match(words):
            raise Unfit
        return self.inline(words)

    def inline(self, words: str) -> str:
        """The same of words that may begin as they like, as headings do."""
        if words != words.strip() or words.endswith("#") or _ACTING.search(words) or _NOT_INLINE.search(words):
            raise Unfit
        return self.maker.made(words)

    def element(self, tag: str, words: str, attributes: Mapping[str, str]) -> Element:
        """Any words as they stand before our own steps."""
        if run := _run(words):
            made = Element(tag)
            made.text = self.aside(alone(run, self.maker))
        else:
            bare = words.translate(_RUNS)
            strange = _BROKEN.search(bare) or _NOT_INLINE.search(bare) or "|" in bare
            if bare != bare.strip() or strange or not _BEGIN.match(bare):
                raise Unfit
            made = self._read(tag, words)
        made.attrib.update(attributes)
        return made

    def _read(self, tag: str, words: str) -> Element:
        made, last = Element(tag), None
        texts: list[str] = []
        for found in self.maker.pieces(words, _TOKEN):
            if note := found["note"]:
                self._end(made, last, texts)
                last = self._mark(made, note)
            else:
                texts.append(self._text(found))
        self._end(made, last, texts)
        return made

    def _end(self, made: Element, last: Element | None, texts: list[str]) -> None:
        if last is None:
            made.text = "".join(texts)
        else:
            last.tail = "".join(texts)
        texts.clear()

    def _mark(self, made: Element, note: str) -> Element:
        if note not in self.notes:
            raise Unfit
        mark = SubElement(made, "sup")
        SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{note}"})
        return mark

    def _text(self, found: re.Match[str]) -> str:
        if plain := found["plain"]:
            return self._kept(plain)
        if (run := found["run"]) is not None:
            return self._run(run, found["before_mark"])
        if stars := found["stars"]:
            tag = _STRESS[stars]
            return f"{self.aside(f'<{tag}>')}{self._kept(found['stressed'])}{self.aside(f'</{tag}>')}"
        if (address := found["address"]) and fault(address):
            raise Unfit
        words, attributes = found["words"], found["attributes"] or ""
        if any(each in attributes for each in NOT_WORDS):  # its words are no part of the paragraph's
            raise Unfit
        if address:
            return self.aside(f"<a{attributed(address, attributes)}>{words}</a>")
        return self.aside(self.maker.link(words, found["path"], found["anchor"], attributes))

    def _run(self, run: str, before_mark: str | None) -> str:
        first, end = made_of(run, before_mark)
        if not _REST.fullmatch(run, end):
            raise Unfit
        made = self.aside(self.maker.made(run[first:end])) if end else ""
        return f"{run[:first]}{made}{run[end:]}"

    def _kept(self, plain: str) -> str:
        if "<" not in plain and "&" not in plain:
            return plain
        return _HTML.sub(lambda html: self.aside(html[0]), plain)

    def aside(self, html: str) -> str:
        """What stands for it."""
        return str(self.stash.store(Run(html)))

    def written(self, element: Element) -> str:
        """HTML."""
        kept = self.stash.rawHtmlBlocks
        return HTML_PLACEHOLDER_RE.sub(lambda found: str(kept[int(found[1])]), to_xhtml_string(element))


def is_rich(words: str) -> bool:
    """Whether they hang on the whole page, or have more than our templates' words."""
    return not _run(words) and _RICH.search(words) is not None


def alone(run: str, maker: Maker) -> str:
    """HTML of a run that is all of a block's words."""
    html = maker.made(run)
    if run != run.strip() or _NOT_INLINE.match(html):
        raise Unfit
    return html


def _run(words: str) -> str:
    """The run that some words are, if they are one."""
    return words[1:-1] if words[0] == RUN and words.find(RUN_ENDS) == len(words) - 1 else ""
