"""Pages with what programs read of them in their heads, where the theme's templates find it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.model.resolved import Page
from builder.model.sharing import Head
from builder.render.layout import scalar

OURS = re.compile(r"^(---\n(?:(?!---\n).*\n)*?briefings: \{.*)\}$", re.MULTILINE)
"""A page's head, up to the end of what it says to the theme."""


def with_heads(pages: Iterable[Page], heads: Mapping[str, Head], others: Head) -> Iterator[Page]:
    """Each page with its head; `others` is that of a page that has none of its own."""
    for page in pages:
        if page.path.endswith(".md") and isinstance(page.text, str):
            yield replace(page, text=_with_head(page.text, heads.get(page.path, others)))
        else:
            yield page


def _with_head(text: str, head: Head) -> str:
    properties = [f"{{name: {scalar(each.name)}, content: {scalar(each.content)}}}" for each in head.properties]
    descriptions = [
        f"{{path: {scalar(each.path)}, type: {scalar(each.type)}, title: {scalar(each.title)}}}"
        for each in head.descriptions
    ]
    added = f", properties: [{', '.join(properties)}], descriptions: [{', '.join(descriptions)}], data: '{head.data}'}}"
    return OURS.sub(lambda found: found[1] + added, text, count=1)
