"""A whole page as HTML in one pass.

Most pages have few kinds of block: what our templates mark, headings, lists of one or two levels, a line of HTML,
paragraphs. They become, byte for byte, what Python-Markdown would make of them. A page that has anything else is left
to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.toc import nest_toc_tokens, strip_tags

from builder.markdown.addresses import noopener
from builder.markdown.attributes import LIST, read, tag_attributes
from builder.markdown.folds import FOLD
from builder.markdown.lines import is_rich
from builder.markdown.means import Means
from builder.markdown.paragraphs import BEGIN, END
from builder.markdown.runs import REFERENCE, TAG, TEXT, Maker
from builder.markdown.tree import Tree, definitions
from builder.markdown.unfit import Unfit
from builder.model.addresses import fault
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS

_UNMARKED = f"[^{RUN}-{BLOCK_ENDS}]+"
_LINE = rf"(?:{RUN}{_UNMARKED}{RUN_ENDS}|[^\n{RUN}-{BLOCK_ENDS}])+"
_OPEN = r"<(?P<element>p|div|form|ul)(?:\ [a-z-]+=\"[^\"<>`\\\[\]\x00-\x1f]*\")*>"
_PART = re.compile(
    rf"""\n*(?:
    {BLOCK}(?P<raw>{_UNMARKED}){BLOCK_ENDS}
    |{RUN}(?P<run>{_UNMARKED}){RUN_ENDS}(?:\n{LIST % "of_run"})?
    |(?P<level>\#{{1,6}})\ (?P<heading>[^\n]+?)(?:\ {LIST % "of_heading"})?(?=\n|\Z)
    |(?P<loose>-\ {_LINE}(?:\n\n+-\ {_LINE})+)(?=\n\n|\n*\Z)
    |(?P<items>(?:(?:\ {{4}})?-\ [^\n]+(?:\n|\Z))+)(?=\n|\Z|<div\b)
    |(?P<html>{_OPEN}(?:(?!</?(?P=element)\b)(?:{TEXT}|{REFERENCE}|{TAG}))*+</(?P=element)>)
    |(?P<prose>{re.escape(BEGIN)}|{re.escape(END)})
    |(?P<words>{_LINE}(?:\n(?!\{{){_LINE})*)(?:\n{LIST % "of_words"})?
    )(?:(?<=\n)|(?=\n\n)|\n*\Z)""",
    re.VERBOSE,
)
_ITEM = re.compile(rf"(?P<below>\ {{4}})?-\ (?P<words>{_LINE})(?:\n|\Z)", re.VERBOSE)
_RAW = re.compile(r"<(?:article|details|div|dl|figure|form|h[1-6]|ol|p|section|table|ul)[ >]")
_BETWEEN = re.compile(r"\n\n+- ")
_CHANGED, _BLANK_LINE = "\t\r\x02\x03", re.compile(r"\n +\n")
"""Characters and lines that Python-Markdown changes before it reads blocks."""
_IDS = re.compile(r"\sid=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Whole:
    content: str
    """HTML, with a line's end after each block."""
    headings: list[dict[str, Any]]
    """Level, id and name of each."""
    ids: frozenset[str]
    """Those of headings and paragraphs."""


def whole(text: str, maker: Maker, means: Means, *, begins: bool = True) -> Whole:
    """A page's Markdown, its head aside, as HTML; raises `Unfit` where it has other means than those that are known.

    `begins` says whether it is a page from its beginning on; else it is the rest of one, whose headings all have ids.
    """
    if any(each in text for each in _CHANGED) or ("\n " in text and _BLANK_LINE.search(text)):
        raise Unfit
    text, notes = definitions(text, maker)
    page = _Page(maker, means, begins, Tree(maker, notes, means.words))
    at, end = 0, len(text.rstrip("\n"))
    while at < end:
        found = _PART.match(text, at, end)
        if found is None:
            raise Unfit
        page.read(found)
        at = found.end()
    return page.whole()


def nested(headings: list[Any]) -> list[Any]:
    """Headings in a row as the `toc` extension tells hosts of them: each with those below it."""
    return list(nest_toc_tokens(headings))


@dataclass(slots=True)
class _Heading:
    at: int
    """Which of the page's parts it is."""
    level: int
    html: str
    attributes: dict[str, str]


@dataclass(slots=True)
class _Page:
    """What has been read of a page so far."""

    maker: Maker
    means: Means
    begins: bool
    tree: Tree
    parts: list[str] = field(default_factory=list)
    grown: list[tuple[int, Element]] = field(default_factory=list)
    """What stands in the tree, by the part that it becomes."""
    headings: list[_Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    prose: bool = False
    """Whether what follows is the author's own."""
    listed: bool = False
    """Whether the last block is a list."""
    fold: str = ""
    """The words that open the next block, if that is a list."""

    def read(self, found: re.Match[str]) -> None:
        if items := found["items"]:
            self._list(_items(items))
            return
        if items := found["loose"]:
            self._list([(words, []) for words in _BETWEEN.split(items[2:])], loose=True)
            return
        self._unfold()
        self.listed = False
        if mark := found["prose"]:
            self.tree.mark(mark)
            self.prose = mark == BEGIN
        elif raw := found["raw"] or found["html"]:
            self._raw(raw, marked=found["raw"] is not None)
        elif level := found["level"]:
            self._heading(len(level), self.tree.lines.inline(found["heading"]), self._attributes(found, "of_heading"))
        elif run := found["run"]:
            self._paragraph(f"{RUN}{run}{RUN_ENDS}", self._attributes(found, "of_run"))
        else:
            self._paragraph(found["words"], self._attributes(found, "of_words"))

    def _attributes(self, found: re.Match[str], name: str) -> dict[str, str]:
        """Those that a block's list gives it."""
        if not (written := found[name]):
            return {}
        if self.maker.acts(found[0]):
            raise Unfit
        return read(written)

    def _raw(self, html: str, *, marked: bool) -> None:
        """`marked` is what no extension reads."""
        strange = not _RAW.match(html) or (not marked and " markdown=" in html)
        if self.prose or strange:  # in prose its words would be named
            raise Unfit
        self.parts.append(f"{html}\n\n")

    def _paragraph(self, words: str, attributes: dict[str, str]) -> None:
        if attributes == {"class": FOLD} and not self.prose:
            self.fold = self.tree.lines.html(words)
            return
        self._take(attributes)
        if self.prose or is_rich(words):
            self._grow(self.tree.lines.element("p", words, attributes))
        else:
            blank = " " if attributes and words.endswith(" ") else ""
            html = self.tree.lines.html(words.removesuffix(blank))
            self.parts.append(f"<p{tag_attributes(attributes)}>{html}{blank}</p>\n")

    def _unfold(self) -> None:
        """What would have opened a list is a paragraph after all."""
        if self.fold:
            self.parts.append(f'<p class="{FOLD}">{self.fold}</p>\n')
            self.fold = ""

    def _heading(self, level: int, html: str, attributes: dict[str, str], ends: str = "\n") -> None:
        title = self.begins and not self.parts  # it has rules of its own
        if title or "data-toc-label" in attributes or not (self.begins or "id" in attributes):
            raise Unfit
        self._take(attributes)
        level = min(level + self.means.shift, 6)
        self.headings.append(_Heading(len(self.parts), level, html, attributes))
        self.parts.append(ends)

    def _take(self, attributes: dict[str, str]) -> None:
        if FOLD in attributes.get("class", ""):
            raise Unfit
        if "id" in attributes:
            self.ids.add(attributes["id"])

    # ── lists ──────────────────────────────────────────────────────────────────────────────────

    def _list(self, found: Sequence[tuple[str, Sequence[str]]], *, loose: bool = False) -> None:
        if self.listed:  # the two would be one
            raise Unfit
        before = f'<details class="{FOLD}"><summary>{self.fold}</summary>\n' if self.fold else ""
        after = "\n</details>\n" if self.fold else "\n"
        self.fold = ""
        if loose or self.prose or any(is_rich(each) for words, below in found for each in (words, *below)):
            self.parts.append(before)
            self._grow(self._listed(found, loose=loose))
            self.parts.append(after)
        else:
            html = self.tree.lines.html
            entries = [f"<li>{html(words)}{_below([*map(html, below)])}</li>" for words, below in found]
            self.parts.append("\n".join([f"{before}<ul>", *entries, f"</ul>{after}"]))
        self.listed = True

    def _listed(self, found: Iterable[tuple[str, Sequence[str]]], *, loose: bool = False) -> Element:
        """A list as an element, laid out as Python-Markdown does it: where items have blanks between, of paragraphs."""
        made = Element("ul")
        made.text = "\n"
        for words, below in found:
            item = self.tree.lines.element("p" if loose else "li", words, {})
            if loose:
                item.tail = "\n"
                (outer := Element("li")).append(item)
                outer.text, item = "\n", outer
            if below:
                item.append(inner := self._listed((each, ()) for each in below))
                inner.tail = "\n"
            item.tail = "\n"
            made.append(item)
        return made

    # ── what hangs on the whole page ───────────────────────────────────────────────────────────

    def _grow(self, element: Element) -> None:
        self.tree.root.append(element)
        self.grown.append((len(self.parts), element))
        self.parts.append("")

    def _finish(self) -> None:
        notes = self.tree.finish()
        for at, element in self.grown:
            self.parts[at] = self.tree.lines.written(element) + ("\n" if element.tag == "p" else "")
        if notes is not None:
            title, order = notes
            self.parts.append(f"<{notes.tag}{tag_attributes(notes.attrib)}>\n")
            self._heading(2, title.text or "", {**title.attrib}, ends="")
            self.parts.append(f"{self.tree.lines.written(order)}</{notes.tag}>\n")

    # ── all of it ──────────────────────────────────────────────────────────────────────────────

    def whole(self) -> Whole:
        self._unfold()
        if len(self.tree):
            self._finish()
        headings = [*self._named()]
        content = "".join(self.parts)
        if self.grown and len(ids := _IDS.findall(content)) > len({*ids}):  # one of them would get another
            raise Unfit
        return Whole(noopener(content), headings, frozenset(self.ids))

    def _named(self) -> Iterator[dict[str, Any]]:
        """The headings with their ids, in their places."""
        before, after = self.means.permalink
        for each in self.headings:
            name = strip_tags(each.html)
            if "id" not in each.attributes:
                each.attributes["id"] = id = self.means.slug(name)
                if not id or id in self.ids:
                    raise Unfit
                self.ids.add(id)
            if before and fault(f"#{each.attributes['id']}"):  # it would lead nowhere
                raise Unfit
            link = f"{before}{each.attributes['id']}{after}" if before else ""
            html = f"<h{each.level}{tag_attributes(each.attributes)}>{each.html}{link}</h{each.level}>"
            self.parts[each.at] = f"{html}{self.parts[each.at]}"
            if self.means.top <= each.level <= self.means.bottom:
                yield {"level": each.level, "id": each.attributes["id"], "name": name}


def _items(items: str) -> list[tuple[str, list[str]]]:
    """The words of each, with those of the ones below it."""
    found: list[tuple[str, list[str]]] = []
    at = 0
    while at < len(items):
        item = _ITEM.match(items, at)
        if item is None or (item["below"] and not found):
            raise Unfit
        words = item["words"]
        if item["below"]:
            found[-1][1].append(words)
        else:
            found.append((words, []))
        at = item.end()
    return found


def _below(items: list[str]) -> str:
    entries = "\n".join(f"<li>{each}</li>" for each in items)
    return f"<ul>\n{entries}\n</ul>\n" if items else ""
