"""What an author's own templates look at, as far as their words tell; what is not known to see little sees more.

A template is a function of what it looks at. Each of its expressions comes to something of a kind, such as a setting or
a part of the page; what is done with that says how far the template sees.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum, auto


class Sight(IntEnum):
    """How far templates see, at most."""

    PARTS = 0
    """They print a page's own parts as they are; else they know its kind, the settings, titles and addresses."""
    PAGE = 1
    """All of the page that they are put around."""
    SITE = 2
    """All of every page."""
    ANYTHING = 3
    """Chance, what they have done themselves to another page, the program."""


class Kind(Enum):
    """What an expression may come to."""

    DATA = auto()
    """The same on all pages of a kind."""
    SETTING = auto()
    CONFIG = auto()
    """The whole configuration."""
    PLUGINS = auto()
    PLUGIN = auto()
    ITEM = auto()
    """The navigation, or an entry of it."""
    HEAD_OF_ITEM = auto()
    PAGE = auto()
    FILE = auto()
    HEAD = auto()
    """What a page says of itself above its text."""
    ABOUT = auto()
    """What we say of it there."""
    PART = auto()
    """A part of the page that is to be printed."""
    TEXT = auto()
    """What may have such parts in it."""
    MACRO = auto()
    MODULE = auto()
    """Macros under one name."""
    WORDS = auto()
    """The theme's, in the site's language."""
    SELF = auto()
    LOOP = auto()
    ANY = auto()
    NOTHING = auto()
    """What a name is of which nothing has been learned yet."""


CONTEXT = {
    **dict.fromkeys(("base_url", "mkdocs_version", "extra_css", "extra_javascript", "build_date_utc"), Kind.DATA),
    "config": Kind.CONFIG,
    "nav": Kind.ITEM,
    "page": Kind.PAGE,
    "pages": Kind.ANY,
    "self": Kind.SELF,
}
"""What the host gives to all templates."""
GIVEN = {
    "lang": Kind.WORDS,
    **dict.fromkeys(("accent", "direction", "features", "palette", "primary", "scheme"), Kind.SETTING),
}
"""What the theme's page gives to all that it includes."""
TODAY = "build_date_utc"
FUNCTIONS = ("range", "dict", "namespace", "cycler", "joiner", "_", "gettext", "ngettext", "pgettext", "npgettext")
"""What Jinja gives to all."""
REMEMBERING = ("namespace", "cycler", "joiner")
"""What a module may hold from page to page."""
LANGUAGE = "partials/language.html"
THEIRS = frozenset(
    (
        *("class", "entry", "first", "index", "indexes", "item", "nav_item", "note", "path", "post", "ref"),
        *("skip", "title", "toc", "toc_item", "updated", "url", "view"),
    )
)
"""What the theme's templates call what they look at, for those that they include."""
STEADY = frozenset(
    (
        *("copyright", "edit_uri", "edit_uri_template", "extra", "extra_css", "extra_javascript", "mdx_configs"),
        *("repo_name", "repo_url", "site_author", "site_description", "site_name", "site_url", "theme"),
        "use_directory_urls",
    )
)
"""Settings that hold nothing of the machine or the moment."""
OF_ITEMS = frozenset(
    (
        *("title", "url", "abs_url", "canonical_url", "children", "active", "is_section", "is_page", "is_link"),
        *("is_top_level", "is_homepage", "is_index", "parent", "ancestors", "previous_page", "next_page"),
        *("items", "pages", "homepage"),
    )
)
"""What is known of all that is in the navigation by its titles and addresses."""
OF_HEADINGS = frozenset(("id", "level"))
SHOWN = frozenset(("icon", "status", "subtitle", "encrypted"))
"""What no page of ours says in its head."""
APART = frozenset(
    (
        *("parent", "previous_page", "next_page", "children", "ancestors", "edit_url"),
        *("active", "is_homepage", "is_page", "is_link", "is_section", "is_top_level"),
    )
)
"""What is the same of all pages that are not in the navigation."""
PARTS = frozenset(("title", "content", "canonical_url"))
INNER = frozenset(("kept", "links_to_anchors", "present_anchor_ids"))
"""What a page has or has not, by how it was made."""
HEADING = "<h1"
"""Of which it is known whether a page's text has one."""
PATHS = frozenset(("src_uri", "src_path", "dest_uri", "url", "name"))
LOOPS = frozenset(("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"))
PURE = frozenset(
    (
        *("get", "items", "keys", "values", "index", "count", "copy", "split", "rsplit", "splitlines", "partition"),
        *("rpartition", "join", "startswith", "endswith", "strip", "lstrip", "rstrip", "replace", "lower", "upper"),
        *("title", "capitalize", "casefold", "swapcase", "find", "rfind", "format", "zfill", "ljust", "rjust"),
        *("center", "removeprefix", "removesuffix", "isdigit", "isalpha", "isalnum", "strftime", "isoformat", "date"),
    )
)
"""Methods that change nothing."""
LISTED = frozenset(
    (
        *("first", "last", "list", "reverse", "sort", "unique", "batch", "slice", "groupby", "min", "max", "default"),
        *("d", "map", "select", "reject", "selectattr", "rejectattr", "length", "count", "join", "attr"),
        *("url", "script_tag", "e", "escape", "striptags", "string", "trim", "lower", "upper"),
    )
)
"""Filters that give what they are given, how much that is, or what it is called."""
NAMING = frozenset(
    ("map", "selectattr", "rejectattr", "groupby", "sort", "unique", "min", "max", "sum", "attr", "join")
)
"""Filters that may be given the name of an attribute."""
OTHERS = ("blog", "fragments/", "partials/post.html", "partials/pagination.html", "redirect.html")
"""Templates of the theme's that show other pages than the one that they are put around."""
Kinds = Mapping[str, Kind]


HELD = frozenset((Kind.NOTHING, Kind.DATA, Kind.SETTING, Kind.ITEM, Kind.PART, Kind.TEXT))
"""Kinds of which it is still known what they are where they stand among others."""
SAME = frozenset((Kind.NOTHING, Kind.DATA, Kind.SETTING))
"""Kinds that are the same on all pages of a kind, whatever is looked at in them."""


def joined(kinds: Iterable[Kind]) -> Kind:
    """What something is that may be one of several."""
    found = {*kinds} - {Kind.NOTHING}
    if len(found) <= 1:
        return next(iter(found), Kind.NOTHING)
    if found <= {Kind.DATA, Kind.SETTING}:
        return Kind.SETTING
    return Kind.TEXT if found <= {Kind.DATA, Kind.SETTING, Kind.PART, Kind.TEXT} else Kind.ANY
