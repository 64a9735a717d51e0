"""How a page is cited, as its reader copies it."""

from dataclasses import dataclass

from builder.model.characters import on_one_line
from builder.model.sharing import Cited
from builder.model.written import Manuscript
from builder.render.dates import in_words
from builder.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Citing:
    """The section at a page's foot."""

    plain: str
    """In words, as text, without the address."""
    address: str
    bibtex: str
    csl: str
    own: tuple[str, str]
    """Destinations of the page's citation as BibTeX and as CSL-JSON."""
    sources: tuple[str, ...]
    """The same of what the page cites; empty where it cites nothing."""


def citing(page: Manuscript, cited: Cited, site_name: str, sheet: Sheet) -> Citing:
    bib, items, *sources = (sheet.to(path) for path in cited.files)
    return Citing(
        _plain(page, cited, site_name, sheet), cited.address, cited.bibtex, cited.csl, (bib, items), tuple(sources)
    )


def _plain(page: Manuscript, cited: Cited, site_name: str, sheet: Sheet) -> str:
    """Title, site, date, latest change: as much as is known."""
    plain = sheet.say.plain
    title, site = (on_one_line(text) for text in (page.title, site_name))
    if cited.issued:
        parts = [plain("“{title}”, {site}, {day}.", title=title, site=site, day=in_words(cited.issued, sheet.say))]
    else:
        parts = [plain("“{title}”, {site}, undated.", title=title, site=site)]
    if page.withdrawn:
        parts.append(plain("Withdrawn."))
    elif cited.version:
        parts.append(plain("Last changed {day}.", day=in_words(cited.version, sheet.say)))
    return " ".join(parts)
