"""What one build needs to know besides the author's texts: folders and switches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from builder.diagnostics import Location

SITE_NAME = "Annotated briefings"
"""Where the author gives none."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning that the author looked at and keeps, with the reason."""

    rule: str
    at: str
    """A path, `path:line` or `path:line:column`, or a folder with a slash at its end; empty: the whole project."""
    reason: str
    place: Location
    """Where the author wrote it."""
    last: int = 0
    """The last line, where it is written beside what it accepts and covers several; `at` has the first."""


SCALE: Mapping[str, str] = {
    "almost no chance": "1–5 %",
    "very unlikely": "5–20 %",
    "unlikely": "20–45 %",
    "roughly even chance": "45–55 %",
    "likely": "55–80 %",
    "very likely": "80–95 %",
    "almost certain": "95–99 %",
}
"""Words of likelihood and what each means: the first row of Intelligence Community Directive 203."""
HEDGES = (
    *("very likely", "very unlikely", "almost certain", "almost no chance", "roughly even chance"),
    *("probable", "probably", "improbable", "possible", "possibly", "perhaps", "maybe", "may", "might", "could"),
    *("conceivably", "plausibly", "presumably", "apparently", "seemingly", "supposedly", "reportedly", "allegedly"),
    *("is believed", "are believed", "is thought to", "are thought to", "is seen as", "are seen as", "poised to"),
    *("set to", "bound to", "highly likely", "highly unlikely", "most likely", "less likely", "more likely"),
    *("nearly certain", "almost certainly", "certainly", "undoubtedly", "doubtless", "no doubt", "remote chance"),
)
"""Words that speak of likelihood; those that a scale has are not among them there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How our own prose is to be worded."""

    scale: Mapping[str, str] = field(default_factory=lambda: SCALE)
    hedges: tuple[str, ...] = HEDGES
    avoid: Mapping[str, str] = field(default_factory=dict)
    """Words, each with what to write instead; empty where there is no such word."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Most words of a `summary`, a `judgment`, a `briefing`."""


_quoted = lru_cache(maxsize=4096)(quote)
"""A site has few pages beside the links to them."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages are on the web."""

    site_url: str = ""
    """With a slash at its end; empty where the site has no address of its own: then from the site's root."""
    directory_urls: bool = True

    def of(self, path: str) -> str:
        """The address of a page by its path: `a.md` and `a/index.md` are `a/`, or `a.html` and `a/index.html`."""
        stem = path.removesuffix(".md")
        if stem == path:
            return self.site_url + _quoted(path)
        if not self.directory_urls:
            return f"{self.site_url}{_quoted(stem)}.html"
        folder, _, name = stem.rpartition("/")
        kept = folder if name == "index" else stem
        return self.site_url + (f"{_quoted(kept)}/" if kept else "")

    def file(self, path: str) -> str:
        """Where a page stands in the finished site: `a.md` is `a/index.html`, or `a.html`; other files stay."""
        stem = path.removesuffix(".md")
        if stem == path:
            return path
        folded = self.directory_urls and stem.rpartition("/")[2] != "index"
        return f"{stem}/index.html" if folded else f"{stem}.html"


@dataclass(frozen=True, slots=True)
class Settings:
    project: Path
    """The folder that holds `mkdocs.yml`."""
    site_name: str = SITE_NAME
    excerpt_limit: float = 0.5
    """The share of an article's words that pages may show under `publish: excerpts`."""
    autolink: bool = True
    """Whether the first mention of a registered name in a section links by itself."""
    accept: tuple[Acceptance, ...] = ()
    nav: tuple[tuple[str, Location], ...] = ()
    """Paths that the author's own navigation names, and where; empty where the nav is left to us."""
    configuration: str = "mkdocs.yml"
    wording: Wording | None = None
    """None: how prose is worded is the author's own business."""
    site_url: str = ""
    """The site's own address, with a slash at its end; empty where the author gives none."""
    language: str = "en"
    """Of the interface, as a tag of BCP 47: the language of the host's theme."""
    directory_urls: bool = True
    """Whether the host puts `a.md` at `a/` rather than at `a.html`."""
    policy: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    """What pages allow a browser to load besides the site itself, by directive of a Content-Security-Policy.

    None: pages state no policy.
    """
    self_contained: bool = False
    """Whether `mkdocs.yml` names nothing besides the project's own files that a build would depend on."""
    templates: str = ""
    """The author's own folder of templates in the project, as a path from it; empty where there is none."""
    also_publish: tuple[tuple[str, Location], ...] = ()
    """Files that the finished site may hold besides, and where the author says so: names, shell patterns, folders."""
    day: str = ""
    """The day on which the pages are judged, `YYYY-MM-DD`; empty: no page is ever stale."""

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.site_url, self.directory_urls)

    @property
    def sources(self) -> Path:
        return self.project / "sources"

    @property
    def briefings(self) -> Path:
        return self.project / "briefings"
