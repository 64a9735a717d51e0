"""A page's Markdown as HTML: what is our templates' writing in one pass, the rest as MkDocs has it made."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from builder.markdown.means import Means, means
from builder.markdown.paragraphs import END
from builder.markdown.runs import Maker
from builder.markdown.unfit import Unfit
from builder.markdown.whole import Whole, nested, whole
from builder.model.characters import BLOCK, BLOCK_ENDS

PLACE = '<div class="ab-rest"></div>'
"""Where the rest of a page goes that MkDocs does not see."""
NOTES = "\n\n[^"
"""What begins the texts of notes, which end a page."""
NOTES_ID = "_notes"
NOTES_AT = f' id="{NOTES_ID}"'
IDS = re.compile(r'\sid="([^"]*)"')
_known: dict[str, Means | None] = {}
"""What was found out of each set of extensions that this process has met."""


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What MkDocs' own `Page.render` does, but for the ids that a page has: they are not noted."""
    known = _means(config)
    if known is None or page.markdown is None:
        page.render(config, files)
        return
    links: Any = _RelativePathTreeprocessor(page.file, files, config)
    maker = Maker(links, known.others)
    try:
        made = whole(page.markdown, maker, known)
    except Unfit:
        if not _in_two(page, maker, known, config, files):
            page.render(config, files)
        return
    page.content, page.toc = made.content.strip(), _contents(made.headings)


def _in_two(page: Page, maker: Maker, known: Means, config: MkDocsConfig, files: Files) -> bool:
    """Render a page whose author's text MkDocs has made, and what our templates say below it is made here."""
    text = page.markdown or ""
    ends = text.rfind(END) + len(END)
    notes = text.find(NOTES, ends)
    notes = notes if notes >= 0 else len(text)
    if ends < len(END) or not text[ends:notes].strip() or (known.marker and known.marker in text):
        return False
    try:
        rest = whole(text[ends:notes], maker, known, begins=False)
    except Unfit:
        return False
    page.markdown = f"{text[:ends]}\n\n{BLOCK}{PLACE}{BLOCK_ENDS}{text[notes:]}"
    page.render(config, files)
    page.markdown = text
    return _joined(page, rest)


def _joined(page: Page, rest: Whole) -> bool:
    """Put the rest of a page in its place; false where what it says is not told apart from what the author says."""
    content = f"{page.content or ''}\n\n"
    swallowed = END in content or content.count(PLACE) != 1 or f"{PLACE}\n\n" not in content
    if swallowed or rest.ids.intersection(IDS.findall(content)):
        return False
    headings = [*_listed(page.toc)]
    below = headings and headings[-1]["id"] == NOTES_ID and content.rfind(NOTES_AT) > content.find(PLACE)
    at = len(headings) - 1 if below else len(headings)
    if any(content.rfind(f' id="{each["id"]}"') > content.find(PLACE) for each in headings[:at]):
        return False  # what was taken for notes has headings
    page.content = content.replace(f"{PLACE}\n\n", rest.content).strip()
    page.toc = _contents([*headings[:at], *rest.headings, *headings[at:]])
    return True


def _listed(links: Iterable[AnchorLink]) -> Iterator[dict[str, Any]]:
    for link in links:
        yield {"level": link.level, "id": link.id, "name": link.title}
        yield from _listed(link.children)


def _contents(headings: list[Any]) -> TableOfContents:
    return get_toc(nested(headings))


def _means(config: MkDocsConfig) -> Means | None:
    extensions, options = config["markdown_extensions"], config["mdx_configs"] or {}
    anchors = config.validation.links.anchors
    key = repr((extensions, options, anchors))
    if key not in _known:
        _known[key] = means(extensions, options, anchors)
    return _known[key]
