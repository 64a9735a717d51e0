"""Fetch one page over the network, by `urllib3`. Nothing else of the program asks another machine for anything."""

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from builder.author.declared import ascii_address
from builder.model.addresses import is_web
from builder.model.program import DISTRIBUTION, installed_version
from builder.read.files import MEBIBYTE, TEXT_LIMIT

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

SECONDS, IN_ALL = 15, 45
"""How long a silent server is waited for, and the whole fetch."""
REDIRECTS = 5
ONWARD = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
PIECE = 2**16
"""Bytes that are unpacked at once."""
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses behind which a gateway has an IPv4 address (RFC 6052)."""
NOT_PUBLIC = "it leads to an address that is not public"
NO_HOST = "no such host was found"
LARGE = f"the page is larger than {TEXT_LIMIT // MEBIBYTE} MiB"
REASONS = (
    ("CERTIFICATE_VERIFY_FAILED", "its certificate is not valid for this host"),
    ("SSL", "no secure connection could be made"),
    ("refused", "the connection was refused"),
    ("timed out", f"no answer within {SECONDS} seconds"),
)
"""What stands in an error of the library's, and what to tell an author."""
UNKNOWN = "the connection failed"


class FetchError(Exception):
    """Why a page could not be fetched, in a few words."""


@dataclass(frozen=True, slots=True)
class Fetched:
    data: bytes
    address: str
    """Where it was found in the end."""
    encoding: str
    """The encoding that the server states, if it does."""


def checked(address: str) -> str:
    """An address that may be fetched, other characters percent-encoded; empty where it may not."""
    plain = ascii_address(address.strip())
    return plain.partition("#")[0] if is_web(plain) else ""


def fetch(address: str) -> Fetched:
    """The page at an address that was checked: bounded in size and time, and never over a connection not verified."""
    answers: Queue[Fetched | FetchError] = Queue()
    Thread(target=lambda: answers.put(_asked(address)), daemon=True).start()
    try:
        answer = answers.get(timeout=IN_ALL)
    except Empty:
        answer = FetchError(f"it was not complete within {IN_ALL} seconds")
    if isinstance(answer, FetchError):
        raise answer
    return answer


def _asked(address: str) -> Fetched | FetchError:
    own = urlsplit(address) if _is_meant_privately(address) else None
    try:
        for _ in range(REDIRECTS + 1):
            found = _page(address, own)
            if isinstance(found, Fetched):
                return found
            address = onward(address, found, own)
        return FetchError("it was sent from page to page too often")
    except FetchError as error:
        return error
    except Exception as error:  # whatever a server sends, the author gets one line
        return FetchError(_reason(error))


def onward(address: str, location: str, own: SplitResult | None) -> str:
    """Where a page that sends on leads, if it may. `own` is an address of the author's own network, if it began there.

    `FetchError` where it leads to no web page, from a secure one to one that is not, or out of what the author typed.
    """
    try:
        to = checked(urljoin(address, location))
    except ValueError:
        to = ""
    if not to:
        raise FetchError("it leads to what is no plain http or https address")
    if urlsplit(address).scheme == "https" and urlsplit(to).scheme != "https":
        raise FetchError("it leads from a secure page to one that is not")
    if own and _origin(urlsplit(to)) != _origin(own):
        raise FetchError("it leads from an address of your own network to another host or port")
    return to


def is_public(host: str) -> bool:
    """Whether an IP address, as text, is one that anybody on the internet could ask."""
    try:
        found = _embedded(ip_address(host.partition("%")[0]))
    except ValueError:
        return False
    return found.is_global and not found.is_multicast


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def _page(address: str, own: SplitResult | None) -> Fetched | str:
    """What one address has: a page, or where it sends on."""
    response = _answer(urlsplit(address), own)
    try:
        location = response.headers.get("location")
        if response.status in ONWARD and location:
            return location
        if response.status != 200:
            raise FetchError(f"the server answered {response.status}")
        charset = CHARSET.search(response.headers.get("content-type", ""))
        return Fetched(_bounded(response), address, charset[1] if charset else "")
    finally:
        response.close()


def _answer(parts: SplitResult, own: SplitResult | None) -> "BaseHTTPResponse":
    """The head of an answer, from the first of the host's addresses that can be reached."""
    from urllib3 import Timeout
    from urllib3.exceptions import NewConnectionError
    from urllib3.util import make_headers

    headers = {**make_headers(accept_encoding=True), "Host": parts.netloc, "Accept": "text/html,text/plain,*/*;q=0.5"}
    headers["User-Agent"] = f"{DISTRIBUTION}/{installed_version() or '0'}"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    failed: Exception = FetchError(NO_HOST)
    for place in _places(parts, own):
        try:
            return _pool(parts, place).request(
                "GET",
                target,
                headers=headers,
                redirect=False,
                retries=False,
                timeout=Timeout(connect=SECONDS, read=SECONDS),
                preload_content=False,
            )
        except NewConnectionError as error:
            failed = error
    raise failed


def _places(parts: SplitResult, own: SplitResult | None) -> list[str]:
    """The addresses of a host, looked up once: what is connected to is what was looked at."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(NO_HOST) from None
    places = [str(each[4][0]) for each in found]
    if not own and not all(is_public(each) for each in places):
        raise FetchError(NOT_PUBLIC)
    return list(dict.fromkeys(places))


def _pool(parts: SplitResult, place: str) -> "HTTPConnectionPool":
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if parts.scheme == "http":
        return HTTPConnectionPool(place, _port(parts))
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    return HTTPSConnectionPool(place, _port(parts), ssl_context=context, server_hostname=parts.hostname)


def _bounded(response: "BaseHTTPResponse") -> bytes:
    """All of the page, unpacked as it comes."""
    data = b"".join(_up_to(response, TEXT_LIMIT))
    if len(data) > TEXT_LIMIT:
        raise FetchError(LARGE)
    return data


def _up_to(response: "BaseHTTPResponse", most: int) -> Iterator[bytes]:
    """Pieces until there are more bytes than that."""
    length = 0
    for piece in response.stream(PIECE, decode_content=True):
        yield piece
        length += len(piece)
        if length > most:
            return


def _reason(error: Exception) -> str:
    return next((words for mark, words in REASONS if mark in repr(error)), UNKNOWN)


def _origin(parts: SplitResult) -> tuple[str | None, int]:
    return parts.hostname, _port(parts)


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def _is_meant_privately(address: str) -> bool:
    """Whether the author typed an address of a network of their own: no page may lead there otherwise."""
    host = urlsplit(address).hostname or ""
    try:
        return not is_public(str(ip_address(host)))
    except ValueError:
        return host == "localhost"
