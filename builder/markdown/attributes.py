"""Lists of attributes, as `attr_list` reads them and Python-Markdown writes them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown.extensions.attr_list import get_attrs_and_remainder, sanitize_name

from builder.markdown.unfit import Unfit

_NO_PART = r"{}&<>\\*`\[\]!\x00-\x1f"
"""What ends a list, acts in one before it is read, or is a mark of ours."""
LIST = rf"\{{:?\ *(?P<%s>[^\s:{_NO_PART}][^{_NO_PART}]*)\}}"
"""A pattern; `%` gives the group its name."""
_OPENS, _CLOSES = re.compile(r"(?<!\w)_"), re.compile(r"_(?!\w)")


def read(written: str) -> dict[str, str]:
    """What a list says; raises `Unfit` where that is not told by names and values alone."""
    return dict(_read(written))


def attributed(href: str, written: str) -> str:
    """The attributes of a link's tag, each with a blank before it, from the list that stands after the link."""
    before, after = _around(written)
    return f'{before} href="{href}"{after}' if after is not None else before


@lru_cache(maxsize=1024)
def _around(written: str) -> tuple[str, str | None]:
    """What stands before and after the address in a link's tag; all of it and none where the list gives another."""
    found = read(written)
    if "href" in found:
        return tag_attributes(found), None
    before, _, after = tag_attributes({**found, "href": ""}).partition(' href=""')
    return before, after


def tag_attributes(found: Mapping[str, str]) -> str:
    """Those of a tag, each with a blank before it."""
    return "".join(f' {key}="{value}"' for key, value in sorted(found.items()))


def emphasises(text: str) -> bool:
    """Whether underscores in it may be emphasis: that is read before lists of attributes are."""
    opens = _OPENS.search(text) if "_" in text else None
    return opens is not None and _CLOSES.search(text, opens.end()) is not None


@lru_cache(maxsize=1024)
def _read(written: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    attributes, remainder = get_attrs_and_remainder(written)
    if remainder:
        raise Unfit
    for key, value in attributes:
        if value is None or '"' in value:
            raise Unfit
        if key == ".":
            found["class"] = f"{found['class']} {value}" if "class" in found else value
        else:
            found[sanitize_name(key)] = value
    return tuple(found.items())
