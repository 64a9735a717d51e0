"""What is seen of a page by what is done with things of each kind; no template is looked at here."""

from collections.abc import Iterable

from builder.hosts.sight import (
    APART,
    HELD,
    INNER,
    LOOPS,
    OF_HEADINGS,
    OF_ITEMS,
    PARTS,
    PATHS,
    SAME,
    SHOWN,
    STEADY,
    Kind,
    Sight,
    joined,
)

WHOLE = (Kind.PAGE, Kind.HEAD, Kind.ABOUT)
"""What has all of a page, or all that it says of itself."""
OUTSIDE = (Kind.FILE, Kind.CONFIG, Kind.PLUGINS, Kind.PLUGIN, Kind.HEAD_OF_ITEM)
"""What has more than is known of it."""
KNOWN = {
    Kind.PLUGIN: frozenset(("config",)),
    Kind.HEAD_OF_ITEM: SHOWN,
    Kind.FILE: PATHS,
    Kind.ABOUT: frozenset(("kind",)),
    Kind.LOOP: LOOPS,
}
"""What is the same on all pages of a kind, in what is not."""
LESS = {
    Kind.ABOUT: Sight.PAGE,
    Kind.LOOP: Sight.PARTS,
    **dict.fromkeys((Kind.WORDS, Kind.MACRO, Kind.MODULE, Kind.SELF), Sight.ANYTHING),
}
"""How far it sees that looks at anything else in it, where that is not all of every page."""


class Seen:
    """How far has been seen until now."""

    def __init__(self) -> None:
        self.sight = Sight.PARTS

    def see(self, sight: Sight) -> None:
        self.sight = max(self.sight, sight)

    def lost(self, sight: Sight) -> Kind:
        """It sees that far, and what comes of it is not known."""
        self.see(sight)
        return Kind.ANY

    def held(self, kind: Kind) -> Kind:
        """What is held under a name, or in a list: of the page no more than its parts, or it is not known what."""
        if kind in WHOLE:
            self.see(Sight.PAGE)
        if kind in OUTSIDE:
            self.see(Sight.SITE)
        return kind if kind in HELD else Kind.ANY

    def worked(self, kinds: Iterable[Kind]) -> Kind:
        """What is made of these by work that looks into them."""
        found = joined([self.held(kind) for kind in kinds])
        if found in SAME or found is Kind.ITEM:
            return found
        self.see(Sight.PAGE)
        return Kind.DATA if found in (Kind.PART, Kind.TEXT) else Kind.ANY

    def element(self, of: Kind) -> Kind:
        """One of what is gone through."""
        if of in SAME or of is Kind.ITEM:
            return of
        self.see(Sight.SITE if of in OUTSIDE else Sight.PAGE)
        return Kind.DATA if of in (Kind.PART, Kind.TEXT) else Kind.ANY

    def attribute(self, of: Kind, name: str) -> Kind:
        """What is there under a name."""
        if name.startswith("_"):
            return self.lost(Sight.ANYTHING)
        if of in SAME:
            return of
        if of in (Kind.PART, Kind.TEXT):
            self.see(Sight.PAGE)
            return Kind.DATA
        if of in (Kind.ITEM, Kind.ANY):
            return self._of_item(of, name)
        if of in (Kind.PAGE, Kind.HEAD):
            return self._of_page(name) if of is Kind.PAGE else _of_head(name)
        if of is Kind.CONFIG and name in STEADY:
            return Kind.SETTING
        if (of, name) == (Kind.CONFIG, "plugins") or of is Kind.PLUGINS:
            return Kind.PLUGINS if of is Kind.CONFIG else Kind.PLUGIN
        if name in KNOWN.get(of, ()):
            return Kind.DATA
        return self.lost(LESS.get(of, Sight.SITE))

    def _of_item(self, of: Kind, name: str) -> Kind:
        if name == "meta":
            return Kind.HEAD_OF_ITEM
        if of is Kind.ITEM and name in OF_ITEMS:
            return of
        known = of is Kind.ANY and name in OF_ITEMS | OF_HEADINGS  # if it is the page itself, it may be looked into
        return self.lost(Sight.PAGE if known else Sight.SITE)

    def _of_page(self, name: str) -> Kind:
        if name in PARTS:
            return Kind.PART
        if name == "meta":
            return Kind.HEAD
        if name in APART:
            return Kind.ITEM
        if name in INNER:
            self.see(Sight.ANYTHING)
        self.see(Sight.SITE if name == "update_date" else Sight.PAGE)
        if name in ("url", "abs_url", "markdown"):
            return Kind.DATA
        return Kind.FILE if name == "file" else Kind.ANY


def _of_head(name: str) -> Kind:
    if name in ("title", "description"):
        return Kind.PART
    return Kind.ABOUT if name == "briefings" else Kind.DATA
