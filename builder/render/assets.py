"""The files that every page is shown with: one style sheet and one script, each of its parts in order."""

from collections.abc import Iterator
from importlib.resources import files

from builder.model.resolved import Page
from builder.render.schemes import unscripted

STYLE = "assets/briefings.css"
STYLES = (
    *("schemes", "tokens", "shell", "links", "pages", "finding", "notes", "passages", "backlinks"),
    *("statuses", "cards", "names", "margins", "tables", "quotes", "search"),
    *("comparisons", "judgments", "evidence", "timeline", "corrections", "sharing", "preview"),
)
"""The style sheet's parts, one for each component; a later one may rely on an earlier."""


SCRIPT = "assets/briefings.js"
SCRIPTS = (
    *("start", "card", "shorten", "notes", "names", "margins", "passage"),
    *("filters", "search", "copy", "permalinks"),
)
"""The script's parts; each is its own scope."""


def assets() -> Iterator[Page]:
    style = _joined("styles", STYLES, "css")
    yield Page(STYLE, f"{style}\n{unscripted(style)}")
    yield Page(SCRIPT, _joined("scripts", SCRIPTS, "js"))


def _joined(folder: str, names: tuple[str, ...], kind: str) -> str:
    place = files("builder.theme").joinpath(folder)
    return "\n".join(place.joinpath(f"{name}.{kind}").read_text("utf-8") for name in names)
