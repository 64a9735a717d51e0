"""A whole page of our templates' writing as HTML in one pass.

Pages that are drawn from evidence and registers alone have few kinds of block: what our templates mark, headings,
lists of one or two levels, a line of HTML, a paragraph. They become, byte for byte, what Python-Markdown would make of
them. A page that has anything else is left to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown.extensions.attr_list import get_attrs_and_remainder, sanitize_name
from markdown.extensions.toc import nest_toc_tokens, strip_tags

from builder.markdown.addresses import noopener
from builder.markdown.folds import FOLD
from builder.markdown.means import Means
from builder.markdown.runs import REFERENCE, TAG, TEXT, Maker, Unfit
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS

_UNMARKED = f"[^{RUN}-{BLOCK_ENDS}]+"
_LIST = r"\{:?\ *(?P<%s>[^{}&<>\\*`\[\]!\n]+)\}"
_OPEN = r"<(?P<element>p|div|form|ul)(?:\ [a-z-]+=\"[^\"<>`\\\[\]\n]*\")*>"
_PART = re.compile(
    rf"""\n*(?:
    {BLOCK}(?P<raw>{_UNMARKED}){BLOCK_ENDS}
    |{RUN}(?P<run>{_UNMARKED}){RUN_ENDS}(?:\n{_LIST % "of_run"})?
    |(?P<level>\#{{1,6}})\ (?P<heading>[^\n]+?)(?:\ {_LIST % "of_heading"})?(?=\n|\Z)
    |(?P<items>(?:(?:\ {{4}})?-\ [^\n]+(?:\n|\Z))+)(?=\n|\Z|<div\b)
    |(?P<html>{_OPEN}(?:(?!</?(?P=element)\b)(?:{TEXT}|{REFERENCE}|{TAG}))*+</(?P=element)>)
    |(?P<words>[^\n]+)(?:\n{_LIST % "of_words"})?
    )(?:(?<=\n)|(?=\n\n)|\n*\Z)""",
    re.VERBOSE,
)
_ITEM = re.compile(
    rf"(?P<below>\ {{4}})?-\ (?:{RUN}(?P<run>{_UNMARKED}){RUN_ENDS}|(?P<words>[^\n]+))(?:\n|\Z)", re.VERBOSE
)
_BEGINS = re.compile(r"[^\W\d_]|\d+(?![.)\d])|[&“‘«„(]|\[(?!\^)|<")
"""How words begin that begin no other kind of block."""
_RAW = re.compile(r"<(?:article|details|div|dl|figure|form|h[1-6]|ol|p|section|table|ul)\b")
_NOT_INLINE = re.compile(r"<(?!/?(?:a|b|bdi|br|cite|code|em|i|mark|q|small|span|strong|sub|sup|time)\b)")
_CHANGED = re.compile(r"[\t\r\x02\x03]|\n +\n")
"""What Python-Markdown changes before it reads blocks."""
_ACTING = re.compile(r"\[\^|\{[^}]*#|\|")
"""Notes, ids and tables."""
_EMPHASIS = re.compile(r"(?<!\w)_.*_(?!\w)")


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
    if _CHANGED.search(text):
        raise Unfit
    page = _Page(maker, means, begins)
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
    parts: list[str] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    listed: bool = False
    """Whether the last block is a list."""
    fold: str = ""
    """The words that open the next block, if that is a list."""

    def read(self, found: re.Match[str]) -> None:
        if items := found["items"]:
            self._list(items)
            return
        self._unfold()
        self.listed = False
        if raw := found["raw"] or found["html"]:
            self._raw(raw)
        elif level := found["level"]:
            self._heading(len(level), self._inline(found["heading"]), _attributes(found["of_heading"]))
        elif run := found["run"]:
            self._paragraph(self._run(run), _attributes(found["of_run"]))
        else:
            words, attributes = found["words"], _attributes(found["of_words"])
            blank = " " if attributes and words.endswith(" ") else ""
            self._paragraph(self._words(words.removesuffix(blank)) + blank, attributes)

    def _raw(self, html: str) -> None:
        if not _RAW.match(html):
            raise Unfit
        self.parts.append(f"{html}\n")

    def _paragraph(self, html: str, attributes: dict[str, str]) -> None:
        if attributes == {"class": FOLD}:
            self.fold = html
            return
        self._take(attributes)
        self.parts.append(f"<p{_written(attributes)}>{html}</p>")

    def _unfold(self) -> None:
        """What would have opened a list is a paragraph after all."""
        if self.fold:
            self.parts.append(f'<p class="{FOLD}">{self.fold}</p>')
            self.fold = ""

    def _heading(self, level: int, html: str, attributes: dict[str, str]) -> None:
        title = self.begins and not self.parts  # it has rules of its own
        if title or "data-toc-label" in attributes or not (self.begins or "id" in attributes):
            raise Unfit
        self._take(attributes)
        level = min(level + self.means.shift, 6)
        self.headings.append(_Heading(len(self.parts), level, html, attributes))
        self.parts.append("")

    def _take(self, attributes: dict[str, str]) -> None:
        if FOLD in attributes.get("class", ""):
            raise Unfit
        if "id" in attributes:
            self.ids.add(attributes["id"])

    # ── lists ──────────────────────────────────────────────────────────────────────────────────

    def _list(self, items: str) -> None:
        if self.listed:  # the two would be one
            raise Unfit
        entries = [f"<li>{html}{_below(below)}</li>" for html, below in self._items(items)]
        listed = "\n".join(["<ul>", *entries, "</ul>"])
        if self.fold:
            listed = f'<details class="{FOLD}"><summary>{self.fold}</summary>\n{listed}\n</details>'
            self.fold = ""
        self.parts.append(listed)
        self.listed = True

    def _items(self, items: str) -> list[tuple[str, list[str]]]:
        """Each with those below it."""
        found: list[tuple[str, list[str]]] = []
        at = 0
        while at < len(items):
            item = _ITEM.match(items, at)
            if item is None or (item["below"] and not found):
                raise Unfit
            html = self._run(item["run"]) if item["run"] else self._words(item["words"])
            if item["below"]:
                found[-1][1].append(html)
            else:
                found.append((html, []))
            at = item.end()
        return found

    # ── within lines ───────────────────────────────────────────────────────────────────────────

    def _run(self, run: str) -> str:
        html = self.maker.made(run)
        if run != run.strip() or _NOT_INLINE.match(html):
            raise Unfit
        return html

    def _words(self, words: str) -> str:
        """What our templates have not marked."""
        if not _BEGINS.match(words):
            raise Unfit
        return self._inline(words)

    def _inline(self, words: str) -> str:
        if words != words.strip() or words.endswith("#") or _ACTING.search(words) or _NOT_INLINE.search(words):
            raise Unfit
        return self.maker.made(words)

    # ── all of it ──────────────────────────────────────────────────────────────────────────────

    def whole(self) -> Whole:
        self._unfold()
        headings = [*self._named()]
        return Whole(noopener("".join(f"{part}\n" for part in self.parts)), headings, frozenset(self.ids))

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
            link = f"{before}{each.attributes['id']}{after}" if before else ""
            self.parts[each.at] = f"<h{each.level}{_written(each.attributes)}>{each.html}{link}</h{each.level}>"
            if self.means.top <= each.level <= self.means.bottom:
                yield {"level": each.level, "id": each.attributes["id"], "name": name}


def _below(items: list[str]) -> str:
    entries = "\n".join(f"<li>{each}</li>" for each in items)
    return f"<ul>\n{entries}\n</ul>\n" if items else ""


def _attributes(written: str | None) -> dict[str, str]:
    return dict(_read(written)) if written else {}


@lru_cache(maxsize=1024)
def _read(written: str) -> tuple[tuple[str, str], ...]:
    """A list of attributes as `attr_list` reads it."""
    found: dict[str, str] = {}
    read, remainder = get_attrs_and_remainder(written)
    if remainder or _EMPHASIS.search(written):
        raise Unfit
    for key, value in read:
        if value is None or '"' in value:
            raise Unfit
        if key == ".":
            found["class"] = f"{found['class']} {value}" if "class" in found else value
        else:
            found[sanitize_name(key)] = value
    return tuple(found.items())


def _written(attributes: dict[str, str]) -> str:
    """As Python-Markdown writes them."""
    return "".join(f' {key}="{value}"' for key, value in sorted(attributes.items()))
