"""What one build needs to know besides the author's texts: folders and switches."""

from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Location

SITE_NAME = "Annotated briefings"
"""Where the author gives none."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning that the author looked at and keeps, with the reason."""

    rule: str
    at: str
    """A path, `path:line` or `path:line:column`, from the project's folder."""
    reason: str
    place: Location


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
    site_url: str = ""
    """The site's own address, with a slash at its end; empty where the author gives none."""
    directory_urls: bool = True
    """Whether the host puts `a.md` at `a/` rather than at `a.html`."""
    day: str = ""
    """The day on which the pages are judged, `YYYY-MM-DD`; empty: no page is ever stale."""

    @property
    def sources(self) -> Path:
        return self.project / "sources"

    @property
    def briefings(self) -> Path:
        return self.project / "briefings"
