"""What a page tells other programs of itself, and how it is cited."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Property:
    """One `<meta>` of a page's head."""

    name: str
    """Of Open Graph, such as `article:published_time`."""
    content: str


@dataclass(frozen=True, slots=True)
class Description:
    """A file that describes the page, in a form for programs."""

    path: str
    """From the site's root."""
    type: str
    """Its media type."""
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head beside its title and summary."""

    properties: tuple[Property, ...] = ()
    descriptions: tuple[Description, ...] = ()
    data: str = ""
    """JSON-LD on one line of ASCII, safe in a data block and in YAML's single quotes; empty where there is none."""


class Cited(Protocol):
    """A page as others cite it: a record of ours, whose citations are written when a page shows them."""

    @property
    def issued(self) -> str:
        """EDTF; empty where the page has no date."""

    @property
    def version(self) -> str:
        """The day of the latest entry of its log; empty without one."""

    @property
    def address(self) -> str:
        """On the web; empty where the site says no address of its own."""

    @property
    def bibtex(self) -> str: ...

    @property
    def csl(self) -> str: ...

    @property
    def files(self) -> tuple[str, ...]:
        """From the pages' folder: the citation as BibTeX and as CSL-JSON, then what it cites in both, if it cites."""
