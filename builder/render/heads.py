"""Pages with what programs read of them in their heads, where the theme's templates find it."""

import re
from collections.abc import Callable, Iterable, Iterator

from builder.model.drawing import Call
from builder.model.resolved import Page
from builder.model.sharing import Head
from builder.render.layout import scalar

OURS = re.compile(r"^(---\n(?:(?!---\n).*\n)*?briefings: \{.*)\}$", re.MULTILINE)
"""A page's head, up to the end of what it says to the theme."""


def with_heads(pages: Iterable[Page], head_of: Callable[[str], Head]) -> Iterator[Page]:
    """Each page with its head, which `head_of` makes for a path."""
    for page in pages:
        yield page.changed(Call(_with_head, page.path, head_of)) if page.path.endswith(".md") else page


def _with_head(path: str, head_of: Callable[[str], Head], text: str) -> str:
    head = head_of(path)
    properties = [f"{{name: {scalar(each.name)}, content: {scalar(each.content)}}}" for each in head.properties]
    descriptions = [
        f"{{path: {scalar(each.path)}, type: {scalar(each.type)}, title: {scalar(each.title)}}}"
        for each in head.descriptions
    ]
    added = f", properties: [{', '.join(properties)}], descriptions: [{', '.join(descriptions)}], data: '{head.data}'}}"
    return OURS.sub(lambda found: found[1] + added, text, count=1)
