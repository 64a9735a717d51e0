"""Fetch one page over the network, by `trafilatura`. Nothing else of the program asks another machine for anything."""

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Thread, get_ident
from urllib.parse import urlsplit

from builder.author.declared import ascii_address
from builder.model.addresses import is_web
from builder.read.files import MEBIBYTE, TEXT_LIMIT

SECONDS, IN_ALL = 15, 45
"""How long a silent server is waited for, and the whole fetch."""
REDIRECTS = 5
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
REFUSED = re.compile(r'" ([45][0-9]{2}) (?:None|[0-9]+)$')
"""How `urllib3` logs an answer."""
REASONS = (
    ("CERTIFICATE_VERIFY_FAILED", "its certificate is not valid for this host"),
    ("SSL", "no secure connection could be made"),
    ("MAX_FILE_SIZE", f"the page is larger than {TEXT_LIMIT // MEBIBYTE} MiB"),
    ("SSRF", "it leads to an address that is not public"),
    ("NameResolution", "no such host was found"),
    ("Failed to resolve", "no such host was found"),
    ("refused", "the connection was refused"),
    ("timed out", f"no answer within {SECONDS} seconds"),
    ("too many redirects", "it was sent from page to page too often"),
    ("error responses", "the server could not answer now"),
)
"""What stands in a library's message, and what to tell an author."""
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
    Thread(target=lambda: answers.put(_asked(address, answers)), daemon=True).start()
    try:
        answer = answers.get(timeout=IN_ALL)
    except Empty:
        answer = FetchError(f"it was not complete within {IN_ALL} seconds")
    if isinstance(answer, FetchError):
        raise answer
    return answer


def _asked(address: str, answers: "Queue[Fetched | FetchError]") -> Fetched | FetchError:
    from trafilatura.downloads import fetch_response
    from trafilatura.settings import use_config

    said = _Said(answers)
    try:
        config = bounded(use_config(), address)
        with said.listening():
            response = fetch_response(address, config=config)
    except FetchError as error:
        return error
    except Exception as error:  # whatever a server sends, the author gets one line
        return FetchError(_reason(repr(error)))
    if response is None:
        return FetchError(_reason(said.text))
    if response.status != 200:
        return FetchError(f"the server answered {response.status}")
    headers = response.headers or {}
    charset = CHARSET.search(headers.get("content-type", ""))
    return Fetched(response.data, response.url or address, charset[1] if charset else "")


def bounded(config: ConfigParser, address: str) -> ConfigParser:
    """The library's settings with our bounds. `FetchError` where it does not know one: it would not keep to it."""
    bounds = {
        "DOWNLOAD_TIMEOUT": str(SECONDS),
        "MAX_FILE_SIZE": str(TEXT_LIMIT),
        "MAX_REDIRECTS": str(REDIRECTS),
        "INSECURE_SSL_FALLBACK": "off",
        "SSRF_PROTECTION": "off" if _is_meant_privately(address) else "on",
    }
    if unknown := next((name for name in bounds if name not in config["DEFAULT"]), ""):
        raise FetchError(f"the installed trafilatura does not know `{unknown}`; update it")
    config["DEFAULT"].update(bounds)
    return config


def _reason(said: str) -> str:
    return next((words for mark, words in REASONS if mark in said), UNKNOWN)


def _is_meant_privately(address: str) -> bool:
    """Whether the author typed an address of a network of their own: no page may lead there otherwise."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost"


class _Said(logging.Handler):
    """Hears what the libraries log instead of printing it, and answers when they would wait to ask a second time."""

    def __init__(self, answers: "Queue[Fetched | FetchError]") -> None:
        super().__init__()
        self.text = ""
        self.answers = answers
        self.asking = get_ident()

    @contextmanager
    def listening(self) -> Iterator[None]:
        logs = [logging.getLogger(name) for name in ("trafilatura.downloads", "urllib3.connectionpool")]
        logs[1].setLevel(logging.DEBUG)
        for log in logs:
            log.addHandler(self)
        try:
            yield
        finally:
            for log in logs:
                log.removeHandler(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Only what is said of this fetch: one that was given up may still be under way."""
        return record.thread == self.asking

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.text += message
        if (
            message.startswith("Retrying (") and (reason := _reason(message)) != UNKNOWN
        ):  # a dropped line is tried again
            self.answers.put(FetchError(reason))
        elif refused := REFUSED.search(message):
            self.answers.put(FetchError(f"the server answered {refused[1]}"))
