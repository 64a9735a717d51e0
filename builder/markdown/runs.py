"""Runs of our own writing as HTML in one pass, in place of Python-Markdown's many.

Most of a generated page is written by our templates with few means: text without any mark that could act, character
references, tags, and links to other pages. Control characters, which no text of others keeps, say where such a run
begins and ends. What it becomes is put aside as raw HTML, byte for byte what Python-Markdown would have made of it;
where that cannot be told, the marks go and Python-Markdown makes it.
"""

import logging
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

from builder.markdown.attributes import LIST, attributed, emphasises
from builder.markdown.unfit import Unfit
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS

_UNMARKED = f"[^{RUN}-{BLOCK_ENDS}]*"
MARKED_RUN = rf"{RUN}(?P<run>{_UNMARKED}){RUN_ENDS}(?=(?P<before_mark>[^\s<>&{RUN}-{BLOCK_ENDS}]{{0,60}}\[\^)?)"
_MARKED = re.compile(f"{MARKED_RUN}|{BLOCK}({_UNMARKED}){BLOCK_ENDS}")
_MARKS = (RUN, RUN_ENDS, BLOCK, BLOCK_ENDS)
TEXT = r"[^<>&\[\]`\\*_!{}\x00-\x09\x0b-\x1f]++"
REFERENCE = r"&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[a-zA-Z0-9]+);"
TAG = r"</?[a-z][a-z0-9]*(?:\ [a-z-]+=\"[^\"<>`\\\[\]\x00-\x1f]*\")*>"
PLAIN = rf"(?P<plain>(?:{TEXT}|{REFERENCE}|{TAG}|\[…\](?=\ \w))++)"
WORDS = rf"\[(?P<words>(?:{TEXT}|{REFERENCE}|{TAG})++)\]"
ATTRIBUTES = rf"(?:{LIST % 'attributes'})?"
_PIECES = re.compile(rf"{PLAIN}|{WORDS}\((?P<path>[\w./-]*)(?P<anchor>\#[\w./:~-]+)?\){ATTRIBUTES}", re.VERBOSE)
_BEFORE_LAST_WORD = re.compile(rf"(?:.*(?:[\s>]|{REFERENCE}))?", re.DOTALL)
_BREAK = re.compile(r"  \n|\n(?! ?<)")
"""What would break a line, or begin a block on the next."""
_IDS = re.compile(r"\sid=\"([^\"]*)\"")
FOLLOWED = frozenset(
    {
        *("markdown.preprocessors", "markdown.treeprocessors", "markdown.extensions.attr_list"),
        *("markdown.extensions.fenced_code", "markdown.extensions.footnotes", "markdown.extensions.md_in_html"),
        *("markdown.extensions.meta", "markdown.extensions.toc", "mkdocs.structure.pages", "pymdownx.highlight"),
        *("pymdownx.inlinehilite", "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
    }
)
"""Modules whose processors of pages and of trees leave a run as it is, or are followed here; ours do too."""


def _unmarked(text: str) -> str:
    for mark in _MARKS:  # one after the other: a tenth of the time that a table of them takes
        text = text.replace(mark, "")
    return text


class Run(str):
    """One that was made here, and put aside."""

    __slots__ = ()


class Runs(Preprocessor):
    """Puts aside what our templates have marked; without MkDocs, whose way with links is followed, only marks go."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if RUN not in text and BLOCK not in text:
            return lines
        maker = Maker(self.md.treeprocessors["relpath"], others(self.md)) if followed(self.md) else None
        text = _MARKED.sub(lambda found: self._aside(found, maker), text)
        return _unmarked(text).split("\n")

    def _aside(self, found: re.Match[str], maker: "Maker | None") -> str:
        run, before_mark, block = found.groups()
        if maker is None:
            return run or block or ""
        if block is not None:
            return self._kept(f"{block}\n")
        first, end = made_of(run, before_mark)
        try:
            return f"{run[:first]}{self._kept(maker.made(run[first:end]))}{run[end:]}" if first < end else run
        except Unfit:
            return run

    def _kept(self, html: str) -> str:
        anchors: Any = self.md.treeprocessors["mkdocs_extract_anchors"]
        anchors.present_anchor_ids.update(map(unescape, _IDS.findall(html)))
        return self.md.htmlStash.store(Run(html))


class Maker:
    """Makes the runs of one page."""

    def __init__(self, links: Any, others: Sequence[re.Pattern[str]]) -> None:
        """`links` is what MkDocs has for those of the page, `others` what extensions look for within lines."""
        from mkdocs.utils import get_relative_url

        self._links = links
        self._relative = get_relative_url
        self._folder = posixpath.dirname(self._links.file.src_uri)
        self._known: dict[str, str] = {}
        self.others = others

    def _to(self, path: str) -> str:
        """A relative link to a file, as MkDocs writes it; what is amiss with one it says itself."""
        if path not in self._known:
            file = self._links.files.get_file_from_path(posixpath.normpath(posixpath.join(self._folder, path)))
            plain = file is not None and not file.inclusion.is_excluded()
            here = self._links.file.url
            self._known[path] = self._relative(file.url, here) if plain else self._links.path_to_url(path)
        return self._known[path]

    def made(self, run: str) -> str:
        """HTML; raises `Unfit`."""
        if _BREAK.search(run):
            raise Unfit
        return "".join([self._html(*found.groups()) for found in self.pieces(run, _PIECES)])

    def acts(self, text: str) -> bool:
        """Whether a text, lists of attributes and all, has what an extension looks for, or emphasis by underscores."""
        if RUN in text:
            text = _unmarked(text)
        return emphasises(text) or any(each.search(text) for each in self.others)

    def pieces(self, run: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All of a run, one thing after the other; raises `Unfit` where it has others than the pattern finds."""
        if self.acts(run):
            raise Unfit
        at = 0
        while at < len(run):
            found = pattern.match(run, at)
            if found is None:
                raise Unfit
            yield found
            at = found.end()

    def _html(self, plain: str | None, words: str, path: str, anchor: str | None, attributes: str | None) -> str:
        return plain if plain is not None else self.link(words, path, anchor, attributes)

    def link(self, words: str, path: str, anchor: str | None, attributes: str | None) -> str:
        """HTML of a link to a page or a place; raises `Unfit` where it leads to neither."""
        if not (path or anchor) or path.startswith("/"):
            raise Unfit
        href = (self._to(path) if path else "") + (anchor or "")
        return f"<a{attributed(href, attributes or '')}>{words}</a>"


def made_of(run: str, before_mark: str | None) -> tuple[int, int]:
    """Where what is made of a run begins and ends, zeros if it is nothing; `before_mark` ends with a note's mark."""
    last = _BEFORE_LAST_WORD.match(run) if before_mark else None  # a note's mark hangs on the word before it
    first = len(run) - len(run.lstrip())  # a block begins and ends without blanks
    end = len((last[0] if last else run).rstrip())
    return (first, end) if first < end else (0, 0)


def followed(md: Markdown) -> bool:
    """Whether all that would read a run is known: MkDocs reads the page, and nothing strange takes part."""
    if "relpath" not in md.treeprocessors:
        return False
    links: Any = md.treeprocessors["relpath"]
    if links.config.validation.links.anchors >= logging.WARNING:  # then each link is to be noted
        return False
    if sum(isinstance(each, InlineProcessor) for each in md.treeprocessors) > 1:  # an extension reads lines once more
        return False
    modules = {type(each).__module__ for each in (*md.preprocessors, *md.treeprocessors)}
    return all(each in FOLLOWED or each.startswith("builder.markdown.") for each in modules)


def others(md: Markdown) -> list[re.Pattern[str]]:
    """What extensions look for within lines, besides notes."""
    usual = _usual()
    found = [each for each in md.inlinePatterns if _kind(each) not in usual]
    return [_sought(each) for each in found if type(each).__module__ != "markdown.extensions.footnotes"]


@cache
def _usual() -> frozenset[tuple[object, ...]]:
    return frozenset(map(_kind, Markdown().inlinePatterns))


def _kind(found: Any) -> tuple[object, ...]:
    """What a pattern looks for, and how: one of emphasis has signs, which act within words or only around them."""
    signs = getattr(found, "delimiters", {})
    return (type(found), found.pattern, *(each.smart for each in signs.values()))


def _sought(found: Any) -> re.Pattern[str]:
    """That, less underscores which act only around words: `emphasises` finds those."""
    signs = getattr(found, "delimiters", {})
    if "_" in signs and signs["_"].smart:
        return re.compile("|".join(re.escape(each) for each in signs if each != "_") or r"(?!)")
    pattern: re.Pattern[str] = found.getCompiledRegExp()
    return pattern
