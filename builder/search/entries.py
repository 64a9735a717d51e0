"""What of a finished page is searched: sections with a title and a text, as the theme's own search reads them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
"""Elements that stay, without their attributes, in the text of a result."""
SKIPPED = frozenset({"object", "script", "style"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "label",
        ),
        *("mark", "q", "s", "samp", "small", "span", "strong", "time", "u", "var"),
    }
)
"""Elements that part no words and begin no section: their tags go before anything else is read."""
EXCLUDED = "data-search-exclude"
EXCLUDING = re.compile(rf"""\s{EXCLUDED}(?=[\s=/]|$)|\sclass\s*=\s*["']?linenodiv["']?(?=[\s/]|$)""")
"""In the attributes of an element that is passed over with all that is in it: so marked, or numbers of lines."""
ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ATTRIBUTES = r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+"""
TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*)({ATTRIBUTES})>")
UNREAD = re.compile(
    rf"""<!--.*?-->|<![^>]*>|<(script|style)(?![^\s/>]){ATTRIBUTES}>.*?</\1\s*>"""
    rf"""|<a\s(?=[^>]*\bclass="headerlink"){ATTRIBUTES}>[^<]*</a>""",
    re.DOTALL | re.IGNORECASE,
)
"""What is no part of the text: comments, programs, and the links that headings have to themselves."""
HINTS = ("<!", "<script", "<style", "<S", "headerlink")
"""Without any of these a page has nothing of it."""
BLANK = re.compile(r"\s+")
NEVER = 1 << 30
"""The depth of a section that has ended, and takes no more text."""


def entries_of(page: str, location: str, title: str, meta: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the search has of a page, from the HTML of its content: plain data, ready for JSON.

    Each entry has `location`, the page's address and where it has one the id of the section, `title` and `text`: HTML
    in which nothing is markup but elements of `KEPT` without attributes. The page's `tags`, and its `boost`, are in
    all of its entries. `title` serves where a section has none.
    """
    search = meta.get("search")
    search = search if isinstance(search, Mapping) else {}
    if search.get("exclude"):
        return []
    named = html.escape(html.unescape(str(meta.get("title", title))), quote=False)
    more: dict[str, Any] = {}
    if isinstance(meta.get("tags"), list):
        tags = (each for each in meta["tags"] if each and isinstance(each, str | int | float))
        more["tags"] = [html.escape(str(each), quote=False) for each in tags]
    if "boost" in search:
        more["boost"] = search["boost"]
    return [
        {
            "location": f"{location}#{each.id}" if each.id else location,
            "title": "".join(each.title).strip() or named,
            "text": "".join(each.text).strip(),
            **more,
        }
        for each in _sections(page)
        if not each.excluded
    ]


@dataclass(slots=True)
class _Section:
    """A heading and what stands below it; the first may have no heading."""

    depth: int = 0
    """In how many elements it began, its heading among them."""
    id: str = ""
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _sections(page: str) -> list[_Section]:
    reader = _Reader()
    pieces = TAG.split(_reduced(page))
    reader.read(pieces[0])
    for at in range(1, len(pieces), 4):
        name = pieces[at + 1].lower()
        if pieces[at]:
            reader.end(name)
        elif name not in VOID:
            reader.begin(name, pieces[at + 2])
            if pieces[at + 2].endswith("/"):
                reader.end(name)
        reader.read(pieces[at + 3])
    return reader.sections


def _reduced(page: str) -> str:
    """The page without what need not be read tag by tag."""
    marked, at = set(), page.find(EXCLUDED)
    while at >= 0:
        begun = TAG.match(page, page.rfind("<", 0, at))
        marked.add(begun[2].lower() if begun else "")
        at = page.find(EXCLUDED, at + 1)
    if any(each in page for each in HINTS):
        page = UNREAD.sub("", page)
    return _plain_tags(INLINE - marked).sub("", page)


@cache
def _plain_tags(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(sorted(names))})(?![^\s/>]){ATTRIBUTES}>", re.IGNORECASE)


class _Reader:
    """Where reading has come to: the elements that are open, and the section that text goes to."""

    __slots__ = ("heading", "marks", "open", "pre", "section", "sections", "skip")

    def __init__(self) -> None:
        self.open: list[str] = []
        self.sections: list[_Section] = []
        self.section = _Section()
        self.skip = 0  # these count open elements, and so are the depth at which something began; 0 is not at all
        self.heading = 0
        self.pre = 0
        self.marks: list[tuple[int, list[str], int]] = []
        """Kept elements that are open: depth, the text that they went to, and where in it."""

    def begin(self, name: str, rest: str) -> None:
        self.open.append(name)
        depth = len(self.open)
        excluding = ("data-" in rest or "linenodiv" in rest) and EXCLUDING.search(rest) is not None
        if name in HEADINGS and not self.skip and (found := ID.search(rest)):
            self._head(name, html.unescape(found[1] or found[2] or found[3] or ""), depth, excluded=excluding)
        elif not self.sections:
            self.sections.append(self.section)
        if self.skip:
            return
        if excluding or name in SKIPPED:
            self.skip = depth
        elif name in KEPT:
            pieces = self._pieces()
            self.marks.append((depth, pieces, len(pieces)))
            pieces.append(f"<{name}>")
            if name == "pre" and not self.pre:
                self.pre = depth

    def _head(self, name: str, id: str, depth: int, *, excluded: bool) -> None:
        if name != "h1" and not self.sections:
            self.sections.append(_Section(depth))
        first = not self.sections
        self.section = _Section(depth, "" if first else id, excluded)
        self.sections.append(self.section)
        self.heading = depth

    def end(self, name: str) -> None:
        if not self.open or self.open[-1] != name:
            return
        depth = len(self.open)
        self.open.pop()
        if self.section.depth > depth:
            self._leave(depth)
        if self.marks and self.marks[-1][0] == depth:
            _, pieces, at = self.marks.pop()
            if len(pieces) > at + 2 or (len(pieces) == at + 2 and not pieces[-1].isspace()):
                pieces.append(f"</{name}>")
            else:
                del pieces[at:]
        if self.skip == depth:
            self.skip = 0
        if self.heading == depth:
            self.heading = 0
        if self.pre == depth:
            self.pre = 0

    def _leave(self, depth: int) -> None:
        """An element ends in which a section began: what follows belongs to the section around it."""
        for each in reversed(self.sections):
            if each.depth <= depth:
                self.section.depth = NEVER
                self.section = each
                return

    def _pieces(self) -> list[str]:
        return self.section.title if self.heading else self.section.text

    def read(self, text: str) -> None:
        if self.skip or not text:
            return
        if not self.sections:
            self.sections.append(self.section)
        pieces = self._pieces()
        if "&" in text or ">" in text or "<" in text:
            text = html.escape(html.unescape(text), quote=False)
        if not self.pre:
            if "\n" in text or "  " in text or not text.isprintable():
                text = BLANK.sub(" ", text)
            if text == " " and pieces and pieces[-1][-1] == " ":
                return
        pieces.append(text)
