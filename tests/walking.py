"""Pages to look at: a few of a finished site that between them have everything that its pages have."""

import re
from collections.abc import Iterator
from pathlib import Path

KIND = re.compile(r'<meta name="briefings:kind" content="([^"]*)"')
CLASS = re.compile(r' class="([^"]*)"')


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Each page by its address in the site, with its text."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html"), path.read_text("utf-8")


def has(address: str, text: str) -> set[str]:
    """What a page has that others may not: its kind, its folder, and each of our classes."""
    kind = KIND.search(text)
    folder = address.partition("/")[0] if "/" in address else address
    classes = {name for found in CLASS.findall(text) for name in found.split() if name.startswith("ab-")}
    return {f"{kind[1] if kind else ''} in {folder}", *classes}


def sample(site: Path) -> list[str]:
    """Addresses of pages, as few as have one of every kind and one of every class: what comes later is among them."""
    known = {address: has(address, text) for address, text in pages(site)}
    wanted = set().union(*known.values())
    chosen: list[str] = []
    while wanted:
        best = max(known, key=lambda address: len(known[address] & wanted))
        chosen.append(best)
        wanted -= known[best]
    return sorted(chosen)
