"""A page's Markdown as HTML: in one pass where all of it is our templates' writing, else as MkDocs has it made."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from builder.markdown.means import Means, means
from builder.markdown.runs import Maker, Unfit
from builder.markdown.whole import whole

_known: dict[str, Means | None] = {}
"""What was found out of each set of extensions that this process has met."""


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What MkDocs' own `Page.render` does, but for the ids that a page has: they are not noted."""
    known = _means(config)
    if known is None or page.markdown is None:
        page.render(config, files)
        return
    links: Any = _RelativePathTreeprocessor(page.file, files, config)
    try:
        made = whole(page.markdown, Maker(links, known.others), known)
    except Unfit:
        page.render(config, files)
        return
    page.content, page.toc = made.content, get_toc(made.tokens)


def _means(config: MkDocsConfig) -> Means | None:
    extensions, options = config["markdown_extensions"], config["mdx_configs"] or {}
    anchors = config.validation.links.anchors
    key = repr((extensions, options, anchors))
    if key not in _known:
        _known[key] = means(extensions, options, anchors)
    return _known[key]
