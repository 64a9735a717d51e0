"""Which addresses pages may link to: plain http and https, as a browser would read them."""

import re
from urllib.parse import urlsplit

from builder.model.characters import code, unseen

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Browsers drop some of these, around an address or within it."""
WEB = ("http", "https")
LETTERS = ("mailto",)
"""Besides the web: it opens a letter, and neither runs nor shows anything."""


def fault(href: str) -> str:
    """What is wrong with where a link leads, in a clause; empty where nothing is, and for links within the site."""
    hidden = NO_TEXT.search(href)
    at = hidden.start() if hidden else next(unseen(href), -1)
    if at >= 0:
        return f"it holds {code(href[at])}, which is not seen"
    address = href.strip(" ").replace("\\", "/")
    if address.startswith("//"):
        return "it names a host without http or https"
    scheme = SCHEME.match(address)
    if not scheme:
        return ""
    name = scheme[1].lower()
    if name in LETTERS:
        return ""
    if name not in WEB:
        return f"`{name[:20]}:` is neither http nor https"
    return _of_host(address) or ("a browser reads `\\` as `/`" if "\\" in href else "")


def is_web(value: str) -> bool:
    """Whether text is a plain http or https address in ASCII, as records have it."""
    scheme = SCHEME.match(value)
    plain = value.isascii() and not any(char <= " " or char in '"<>\\^`{|}\x7f' for char in value)
    return plain and scheme is not None and scheme[1].lower() in WEB and not fault(value)


def _of_host(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "its host or port is none"
    if not address[len(parts.scheme) :].startswith("://") or not host:
        return "it names no host"
    if "@" in parts.netloc:
        return "it carries a user name or a password"
    if not host.isascii():
        return f"its host has letters beyond ASCII: write {ascii_host(host) or 'it as xn--…'}"
    if not re.fullmatch(r"\[[0-9a-f:.]+\]|[a-z0-9_.-]+", host if ":" not in host else f"[{host}]"):
        return "its host has a character that no host has"
    return "it holds `%00`" if "%00" in address else ""


def ascii_host(host: str) -> str:
    """`xn--e1afmkfd.example` for a host with other letters; empty where it has no such form."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def spoken_host(url: str) -> str:
    """The host of an address as readers compare it, less a `www.`; empty where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
