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
from functools import cache, lru_cache
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder, sanitize_name
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS

_MARKED = re.compile(
    f"{RUN}([^{RUN}-{BLOCK_ENDS}]*){RUN_ENDS}(?=([^\\s<>&{RUN}-{BLOCK_ENDS}]{{0,60}}\\[\\^)?)|{BLOCK}([^{RUN}-{BLOCK_ENDS}]*){BLOCK_ENDS}"
)
_MARKS = dict.fromkeys(map(ord, (RUN, RUN_ENDS, BLOCK, BLOCK_ENDS)))
TEXT = r"[^<>&\[\]`\\*_!{}\x00-\x09\x0b-\x1f]++"
REFERENCE = r"&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[a-zA-Z0-9]+);"
TAG = r"</?[a-z][a-z0-9]*(?:\ [a-z-]+=\"[^\"<>`\\\[\]\n]*\")*>"
PLAIN = rf"(?P<plain>(?:{TEXT}|{REFERENCE}|{TAG}|\[…\](?=\ \w))++)"
WORDS = rf"\[(?P<words>(?:{TEXT}|{REFERENCE}|{TAG})++)\]"
ATTRIBUTES = r"(?:\{:?\ *(?P<attributes>[^{}&<>\\\n]+)\})?"
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


class Run(str):
    """One that was made here, and put aside."""

    __slots__ = ()


class Unfit(Exception):
    """A run that has other means than those that are made here."""


class Runs(Preprocessor):
    """Puts aside what our templates have marked; without MkDocs, whose way with links is followed, only marks go."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if RUN not in text and BLOCK not in text:
            return lines
        maker = Maker(self.md.treeprocessors["relpath"], others(self.md)) if followed(self.md) else None
        text = _MARKED.sub(lambda found: self._aside(found, maker), text)
        return text.translate(_MARKS).split("\n")

    def _aside(self, found: re.Match[str], maker: "Maker | None") -> str:
        run, before_mark, block = found.groups()
        if maker is None:
            return run or block or ""
        if block is not None:
            return self._kept(f"{block}\n")
        last = _BEFORE_LAST_WORD.match(run) if before_mark else None  # a note's mark hangs on the word before it
        first = len(run) - len(run.lstrip())  # a block begins and ends without blanks
        end = len((last[0] if last else run).rstrip())
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
        return "".join(self._html(found) for found in self.pieces(run, _PIECES))

    def pieces(self, run: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All of a run, one thing after the other; raises `Unfit` where it has others than the pattern finds."""
        if any(each.search(run) for each in self.others):
            raise Unfit
        at = 0
        while at < len(run):
            found = pattern.match(run, at)
            if found is None:
                raise Unfit
            yield found
            at = found.end()

    def _html(self, found: re.Match[str]) -> str:
        plain, words, path, anchor, attributes = found.groups()
        return plain if plain is not None else self.link(words, path, anchor, attributes)

    def link(self, words: str, path: str, anchor: str | None, attributes: str | None) -> str:
        """HTML of a link to a page or a place; raises `Unfit` where it leads to neither."""
        if not (path or anchor) or path.startswith("/"):
            raise Unfit
        href = (self._to(path) if path else "") + (anchor or "")
        return f"<a{attributed(href, attributes or '')}>{words}</a>"


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
    found = [each for each in md.inlinePatterns if (type(each), each.pattern) not in usual]
    return [each.getCompiledRegExp() for each in found if type(each).__module__ != "markdown.extensions.footnotes"]


@cache
def _usual() -> frozenset[tuple[type, str]]:
    return frozenset((type(each), each.pattern) for each in Markdown().inlinePatterns)


@lru_cache(maxsize=1024)
def attributed(href: str, written: str) -> str:
    """As `attr_list` reads them and Python-Markdown writes them."""
    found: dict[str, str] = {"href": href}
    read, remainder = get_attrs_and_remainder(written)
    if remainder:
        raise Unfit
    for key, value in read:
        if value is None or value == key or '"' in value:
            raise Unfit
        if key == ".":
            found["class"] = f"{found['class']} {value}" if "class" in found else value
        else:
            found[sanitize_name(key)] = value
    return "".join(f' {key}="{value}"' for key, value in sorted(found.items()))
