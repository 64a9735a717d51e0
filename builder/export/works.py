"""What a bibliography says of one work, whatever the format: pages of ours, and what they cite."""

from dataclasses import dataclass
from enum import Enum, auto

from builder.model.written import Manuscript, Source
from builder.settings import Settings


class Form(Enum):
    """As far as a record tells."""

    PAGE = auto()
    """It has an address."""
    NEWS = auto()
    """It has a dateline: it was sent to a newspaper or by an agency."""
    DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class Work:
    key: str
    form: Form
    title: str
    author: str
    """One name, never parted into given and family names."""
    publisher: str
    container: str
    """The publication that it is in."""
    issued: str
    """EDTF."""
    language: str
    """BCP 47."""
    url: str
    version: str = ""
    """The day of its latest change."""
    kept: str = ""
    """When its text was archived (EDTF)."""


def own_work(page: Manuscript, settings: Settings) -> Work:
    """A page of ours; the site is its author. A page without a date is of the day on which its evidence ends."""
    return Work(
        key=page.id,
        form=Form.PAGE,
        title=page.title,
        author=settings.site_name,
        publisher=settings.site_name,
        container=settings.site_name,
        issued=page.date or page.as_of,
        language=settings.language,
        url=settings.addresses.of(page.path) if settings.site_url else "",
        version=max((each.date for each in page.corrections), default=""),
    )


def cited_work(source: Source) -> Work:
    form = Form.NEWS if source.dateline else Form.PAGE if source.url else Form.DOCUMENT
    return Work(
        key=source.id,
        form=form,
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        container=source.container,
        issued=source.published,
        language=source.language,
        url=source.url,
        kept=source.archived,
    )
