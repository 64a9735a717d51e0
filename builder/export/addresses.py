"""Where pages are on the web, and ids that last as long as what they name."""

import posixpath
from functools import lru_cache
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from builder.model.paths import entity_path, source_path
from builder.model.written import Entity, Manuscript, Role, Source
from builder.settings import Addresses, Settings

_quoted = lru_cache(maxsize=4096)(quote)


def reference(path: str, anchor: str, here: str, settings: Settings) -> str:
    """An IRI of a page or a part of it: absolute where the site has an address, else as seen from the page `here`."""
    if settings.site_url:
        return _absolute(path, anchor, settings.site_url, settings.directory_urls)
    to = settings.addresses.of(path)
    own = settings.addresses.of(here)
    folder = own if own.endswith("/") else posixpath.dirname(own)
    relative = posixpath.relpath(to or ".", folder or ".")
    to = f"{relative}/" if (to.endswith("/") or not to) and relative != "." else relative
    to = "" if path == here and anchor else to
    return f"{to}#{_quoted(anchor)}" if anchor else to


@lru_cache(maxsize=4096)
def _absolute(path: str, anchor: str, site_url: str, directory_urls: bool) -> str:
    to = Addresses(site_url, directory_urls).of(path)
    return f"{to}#{_quoted(anchor)}" if anchor else to


def urn(settings: Settings, *names: str) -> str:
    """An id that lasts as long as what it names is the same, wherever it then stands in its file."""
    return uuid5(NAMESPACE_URL, "\n".join((settings.site_url or settings.site_name, *names))).urn


def lasting(page: Manuscript) -> str:
    """What names a page for good: its id, where it has one."""
    return page.path if page.role is Role.PAGE else page.id


def page_of(what: Entity | Source) -> str:
    """The path of the page of a source, a person or an organization, from the pages' folder."""
    return source_path(what) if isinstance(what, Source) else entity_path(what)
