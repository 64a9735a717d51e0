"""What a fetch keeps to, whatever a server does: real servers on this machine."""

import gzip
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from builder.author import fetching
from builder.author.fetching import FetchError, checked, fetch, is_public, onward
from builder.read.files import TEXT_LIMIT

Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Answers each path as it is told, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.until = Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/silent":
            self.server.until.wait(30)
            return
        if self.path == "/dripping":
            self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
            while not self.server.until.wait(0.05):
                self.wfile.write(b"x")
            return
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.until.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as each:
        yield each


@pytest.fixture
def other() -> Iterator[Server]:
    with running() as each:
        yield each


def why(address: str) -> str:
    with pytest.raises(FetchError) as error:
        fetch(address)
    return str(error.value)


# ── where a page may lead ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "location", "to"),
    [
        ("https://a.example/x", "/y", "https://a.example/y"),
        ("https://a.example/x", "//b.example/y", "https://b.example/y"),
        ("http://a.example/x", "https://b.example/y#part", "https://b.example/y"),
        ("http://a.example/x", "HTTPS://B.example/é", "https://B.example/%C3%A9"),
        ("http://a.example/x", "?page=2", "http://a.example/x?page=2"),
    ],
)
def test_a_page_may_lead_on(address: str, location: str, to: str) -> None:
    assert onward(address, location, None) == to


NO_PAGE = "it leads to what is no plain http or https address"
ELSEWHERE = "it leads from an address of your own network to another host or port"


@pytest.mark.parametrize(
    ("address", "location", "said"),
    [
        ("http://a.example/", "file:///etc/passwd", NO_PAGE),
        ("http://a.example/", "ftp://b.example/", NO_PAGE),
        ("http://a.example/", "javascript:alert(1)", NO_PAGE),
        ("http://a.example/", "data:text/html,x", NO_PAGE),
        ("http://a.example/", "gopher://127.0.0.1:6379/_x", NO_PAGE),
        ("http://a.example/", "http://user:pw@b.example/", NO_PAGE),
        ("http://a.example/", "http://b.example:99999/", NO_PAGE),
        ("http://a.example/", "http://[::1/", NO_PAGE),
        ("https://a.example/", "http://a.example/", "it leads from a secure page to one that is not"),
    ],
)
def test_a_page_may_not_lead_there(address: str, location: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        onward(address, location, None)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:6379/",
        "http://localhost:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:8000/",
        "https://127.0.0.1/",
        "http://a.example:8000/",
    ],
)
def test_an_address_of_ones_own_leads_to_itself_only(location: str) -> None:
    start = "http://127.0.0.1:8000/x"
    assert onward(start, "/y", urlsplit(start)) == "http://127.0.0.1:8000/y"
    with pytest.raises(FetchError, match=ELSEWHERE):
        onward(start, location, urlsplit(start))


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "8.8.8.8", "::ffff:8.8.8.8"]
)
def test_an_address_of_the_internet_is_public(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),  # noqa: S104
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1", "2001:db8::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2002:a00:1::1",
        ),
        *("2001:0:4136:e378:8000:63bf:f5ff:fffe", "", "localhost", "a.example", "127.1", "0x7f000001"),
    ],
)
def test_no_other_is(host: str) -> None:
    assert not is_public(host)


def named(monkeypatch: pytest.MonkeyPatch, *places: str) -> list[object]:
    """Every name has these addresses; the names that were looked up are remembered."""
    real, asked = socket.getaddrinfo, []

    def look_up(host: str, *more: int, **named: int) -> list[object]:
        if host in places:
            return [*real(host, *more, **named)]
        asked.append(host)
        return [found for place in places for found in real(place, *more, **named)]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("places", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["169.254.169.254"]])
def test_a_name_of_this_machine_or_of_a_private_network_is_not_asked(
    places: list[str], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, *places)
    assert why(f"http://bugle.example:{server.server_port}/") == "it leads to an address that is not public"
    assert server.asked == []


def test_a_public_page_that_leads_into_a_private_network_is_refused(
    server: Server, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here 127.0.0.1 is taken for a public address, and 127.0.0.2 for what it is."""
    monkeypatch.setattr(fetching, "is_public", lambda host: host == "127.0.0.1" or is_public(host))
    monkeypatch.setattr(fetching, "_is_meant_privately", lambda _: False)
    server.answers["/"] = (302, {"Location": f"http://127.0.0.2:{other.server_port}/"}, b"")
    assert why(f"{server.address}/") == "it leads to an address that is not public"
    assert (len(server.asked), other.asked) == (1, [])


def test_a_name_is_looked_up_once_and_that_address_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda _: True)
    asked = named(monkeypatch, "127.0.0.1")
    server.answers["/x?y"] = (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>x")
    found = fetch(f"http://bugle.example:{server.server_port}/x?y")
    assert (found.data, found.encoding) == (b"<p>x", "utf-8")
    assert asked == ["bugle.example"]
    assert server.asked[0][1]["Host"] == f"bugle.example:{server.server_port}"


def test_the_next_address_of_a_host_is_asked_where_the_first_is_silent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda _: True)
    named(monkeypatch, "::1", "127.0.0.1")
    server.answers["/"] = (200, {}, b"<p>x")
    assert fetch(f"http://bugle.example:{server.server_port}/").data == b"<p>x"


def test_redirects_between_servers_of_this_machine_are_refused(server: Server, other: Server) -> None:
    server.answers["/"] = (307, {"Location": f"{other.address}/"}, b"")
    assert why(f"{server.address}/") == ELSEWHERE
    assert other.asked == []


def test_five_redirects_are_followed_and_no_sixth(server: Server) -> None:
    for number in range(6):
        server.answers[f"/{number}"] = (301, {"Location": f"/{number + 1}"}, b"")
    server.answers["/6"] = (200, {}, b"<p>x")
    assert fetch(f"{server.address}/1").address == f"{server.address}/6"
    assert why(f"{server.address}/0") == "it was sent from page to page too often"
    assert len(server.asked) == 12


# ── what is sent, and what is taken ────────────────────────────────────────────────────────────


def test_nothing_is_sent_that_says_who_asks(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    server.answers["/"] = (302, {"Location": "/b", "Set-Cookie": "a=b"}, b"")
    server.answers["/b"] = (200, {}, b"<p>x")
    fetch(f"{server.address}/")
    for _, headers in server.asked:
        assert {name.lower() for name in headers} == {"host", "user-agent", "accept", "accept-encoding"}
        assert headers["User-Agent"].startswith("annotated-briefings/")


def test_a_proxy_of_the_environment_is_not_asked(
    server: Server, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, other.address)
    server.answers["/"] = (200, {}, b"<p>x")
    assert fetch(f"{server.address}/").data == b"<p>x"
    assert other.asked == []


def test_a_packed_page_is_unpacked_up_to_the_bound(server: Server) -> None:
    packed = {"Content-Encoding": "gzip"}
    server.answers["/small"] = (200, packed, gzip.compress(b"<p>x"))
    server.answers["/bomb"] = (200, packed, gzip.compress(bytes(40 * TEXT_LIMIT), 9))
    server.answers["/broken"] = (200, packed, b"no gzip")
    assert fetch(f"{server.address}/small").data == b"<p>x"
    assert why(f"{server.address}/bomb") == "the page is larger than 16 MiB"
    assert why(f"{server.address}/broken") == "the connection failed"


def test_a_page_that_breaks_off_is_none(server: Server) -> None:
    server.answers["/"] = (200, {"Content-Length": "100"}, b"<p>x")
    assert why(f"{server.address}/") == "the connection failed"


def test_a_server_is_asked_once_whatever_it_answers(server: Server) -> None:
    server.answers["/"] = (503, {"Retry-After": "1"}, b"")
    assert why(f"{server.address}/") == "the server answered 503"
    assert len(server.asked) == 1


def test_a_silent_server_and_one_that_drips_are_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    monkeypatch.setattr(fetching, "IN_ALL", 1)
    begun = time.monotonic()
    assert why(f"{server.address}/silent").startswith("no answer within ")
    assert why(f"{server.address}/dripping") == "it was not complete within 1 seconds"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "sent",
    [b"", b"\0" * 100, b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500 + b"\r\n",
     b"HTTP/1.1 302 x\r\nLocation: \xff\xfe\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
)  # fmt: skip
def test_whatever_a_server_sends_ends_in_one_line(sent: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(sent)

        thread = Thread(target=answer)
        thread.start()
        said = why(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert said
    assert "\n" not in said


# ── verified connections ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for `localhost`, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    words = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost"
    more = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", *words.split(), *more], cwd=folder, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture
def secure(certificate: Path, server: Server) -> Server:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.answers["/"] = (200, {}, b"<p>x")
    return server


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Server) -> None:
    assert why(f"https://localhost:{secure.server_port}/") == "its certificate is not valid for this host"
    assert secure.asked == []


def test_a_certificate_of_another_host_is_refused(
    secure: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certifi.where", lambda: str(certificate / "cert.pem"))
    assert fetch(f"https://localhost:{secure.server_port}/").data == b"<p>x"
    assert why(f"https://127.0.0.1:{secure.server_port}/") == "its certificate is not valid for this host"
    monkeypatch.setattr(fetching, "is_public", lambda _: True)
    named(monkeypatch, "127.0.0.1")
    assert why(f"https://bugle.example:{secure.server_port}/") == "its certificate is not valid for this host"
    assert len(secure.asked) == 1


def test_a_server_without_encryption_is_not_asked_for_a_secure_page(server: Server) -> None:
    server.answers["/"] = (200, {}, b"<p>x")
    assert why(f"https://localhost:{server.server_port}/") == "no secure connection could be made"


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "http://u:p@a.example/", "http://", "x", "http://a b/", "file:///x"]
)
def test_what_is_no_web_address_is_not_fetched(address: str) -> None:
    assert checked(address) == ""
