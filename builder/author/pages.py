"""A saved or fetched page: the text of its article in the page's own words, and what the page states of itself."""

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.author.encodings import decoded
from builder.model.characters import NO_TEXT

if TYPE_CHECKING:
    from builder.author.declared import Declared

STARTS = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
"""What was passed over is not tried again (`*+`): a comment ends where it first can."""
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
UNSHOWN = dict.fromkeys(NO_TEXT - {*map(ord, "\t\n\r\x85")})
"""Characters that no page shows; those that part words stay."""

FORM_FEED = 0xC
REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")


class NoArticleError(Exception):
    """Why a page gives no text to archive, in a few words."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page has for the archive. The fields are empty where the page does not say."""

    text: str
    """Paragraphs as lines with a blank one between, in the page's own characters."""
    headline: str
    """Its first line, where the page has a headline."""
    title: str
    publisher: str
    author: str
    published: str
    language: str
    url: str


def is_page(data: bytes, name: str = "") -> bool:
    """Whether bytes are a web page, by the name's ending or by how they begin."""
    if name.lower().endswith(SUFFIXES):
        return True
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    return bool(STARTS.match(head.lstrip(b"\xef\xbb\xff\xfe\xbf")))


def read_page(data: bytes, address: str = "", encoding: str = "") -> Article:
    """The article of a page; `address` and `encoding` are what its server told."""
    with _quietly():
        from builder.author.blocks import blocks, parsed
        from builder.author.declared import declared
        from builder.author.selection import selected

        markup = REFERENCE.sub(_shown, decoded(data, encoding).translate(UNSHOWN))
        root = parsed(markup)
        page = blocks(root) if root is not None else ()
        chosen = selected(markup, page) if page else []
        if root is None or not chosen:
            raise NoArticleError("there is no article text in this page")
        stated = declared(markup, root, address)
    first, second = ([_on_one_line(block.text) for block in page if block.heading == level] for level in (1, 2))
    headline = _headline(first, stated) or _titled(second, stated)
    return Article(
        text="\n\n".join(_headed([page[number].text for number in chosen], headline)) + "\n",
        headline=headline,
        title=headline or stated.title or next(filter(None, map(_on_one_line, stated.titles)), ""),
        publisher=stated.publisher,
        author=stated.author,
        published=stated.published,
        language=stated.language,
        url=stated.url,
    )


def _shown(reference: re.Match[str]) -> str:
    """A character by its number, as it stands; a blank where no page shows it, and where a form feed parts words."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return " " if code in UNSHOWN or code == FORM_FEED else reference[0]


def _headline(headings: Sequence[str], stated: "Declared") -> str:
    """The first of the page's headings that its title has, or the only one; a site's name is none."""
    titles = [_on_one_line(title).casefold() for title in stated.titles]
    fit = [each for each in headings if each.casefold() != stated.publisher.casefold()]
    named = next((each for each in fit if any(each.casefold() in title for title in titles)), "")
    return named or (fit[0] if len({*fit}) == 1 else "")


def _titled(headings: Sequence[str], stated: "Declared") -> str:
    """The first of the lesser headings that is all that one of the page's titles says, the outlet's name aside."""
    from builder.author.declared import SEAM

    titles = {_on_one_line(part).casefold() for title in stated.titles for part in (title, *SEAM.split(title))}
    outlet = stated.publisher.casefold()
    return next((each for each in headings if each.casefold() in titles and each.casefold() != outlet), "")


def _headed(lines: list[str], headline: str) -> list[str]:
    """The headline first, and once: what stands before it and has it too is a trail of links."""
    if not headline:
        return lines
    even = [_on_one_line(line) for line in lines]
    place = even.index(headline) if headline in even else 0
    trail = {at for at in range(max(place, 1)) if headline in even[at]}
    own = {place} if headline in even else set()
    return [headline, *(line for at, line in enumerate(lines) if at not in trail | own)]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@contextmanager
def _quietly() -> Iterator[None]:
    """What libraries log or warn of a page is nothing that an author can mend."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
