"""What a page tells other programs of itself, and how it is cited."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Cited:
    """A page as others cite it."""

    issued: str
    """EDTF; empty where the page has no date."""
    version: str
    """The day of the latest entry of its log; empty without one."""
    address: str
    """On the web; empty where the site says no address of its own."""
    bibtex: str
    csl: str
    files: tuple[str, ...]
    """From the pages' folder: the citation as BibTeX and as CSL-JSON, then what the page cites in both, if it cites."""
