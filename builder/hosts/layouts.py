"""What each host adds to our pages: its theme's files, and what it makes of the pages."""

from importlib.resources import files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from builder.hosts.joining import joining_of
from builder.hosts.searching import NAMES as SEARCHED
from builder.hosts.searching import searching_of
from builder.manifest import Layout

SEARCH = "search/search_index.json"
MKDOCS = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "search.html", SEARCH})
ZENSICAL = frozenset({"404.html", "sitemap.xml", "search.json"})


def of_mkdocs(config: MkDocsConfig) -> Layout:
    """MkDocs' with the theme that a configuration names; folders that a plugin added to the theme's are not in it."""
    search = Path(str(files("mkdocs.contrib.search")))
    theme = Theme(name=config.theme.name)
    themes = [*map(str, theme.dirs), str(search / "templates")]
    custom = config.theme.custom_dir
    ours = searching_of(config)
    joining = joining_of(config)
    made = {**(ours.made if ours else {}), **(joining.made if joining else {})}
    searched = SEARCH not in made and any(name in config.plugins for name in SEARCHED)
    return Layout(
        themes=(*(("", Path(folder)) for folder in themes), ("search/", search / "lunr-language")),
        own=MKDOCS - {*made},
        needed=frozenset({SEARCH} if searched else ()),
        made=made,
        joined=joining.joined if joining else frozenset(),
        custom=Path(custom) if custom else None,
    )


def of_zensical(custom: Path | None) -> Layout:
    """Zensical's; `custom` is the author's own folder of templates."""
    return Layout((("", Path(str(files("zensical"))) / "templates"),), ZENSICAL, custom=custom)
