"""`briefings add`: an article goes into `sources/`, whole, over nothing, and what is not known is left to fill in."""

import hashlib
import html
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from projects import ROOT, archived, briefings, compiled, files, flagship, write

from builder.author.archive import filed
from builder.author.given import Given, Refusal
from builder.author.pages import is_page
from builder.author.shelf import put, read_shelf
from builder.cli.main import main
from builder.read.configuration import read_settings
from builder.read.files import TEXT_LIMIT

SENTENCES = (
    "The ferry across the Osk ran again on Monday, after eleven weeks in which the harbour had been closed.",
    "“We have waited for this,” said the harbour master, who had counted the days on the wall of his office.",
    "The council had ordered the repairs in March, and the shipyard delivered the new hull at the end of May.",
)
TEXT = "Ferry runs again\n\n" + "\n\n".join(SENTENCES) + "\n"
HEAD = (
    '<meta charset="utf-8"><title>Ferry runs again | Harbour Bugle</title>'
    '<meta property="og:site_name" content="Harbour Bugle"><meta name="author" content="Anna Roe">'
    '<meta property="article:published_time" content="2031-05-04T09:00:00Z">'
    '<link rel="canonical" href="https://bugle.example/ferry">'
)
PAGE = (
    f'<!doctype html><html lang="en"><head>{HEAD}</head><body><nav><a href="/">Home</a></nav><article>'
    f"<h1>Ferry runs again</h1>{''.join(f'<p>{each}</p>' for each in SENTENCES)}</article>"
    "<footer>Harbour Bugle</footer></body></html>"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, with this folder beside it as the current one."""
    (tmp_path / "project").mkdir()
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return write(tmp_path / "project", {})


def add(project: Path, article: str | bytes, *words: str, name: str = "report.txt") -> int:
    Path(name).write_bytes(article if isinstance(article, bytes) else article.encode("utf-8"))
    return main(["add", name, "--project", str(project), *words])


def sources(project: Path) -> dict[str, bytes]:
    return files(project / "sources")


def strictly(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["check", "--strict", "--project", str(project)])
    return status, capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that says why; nothing else is printed."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("briefings: ")
    return printed.err.removeprefix("briefings: ").strip()


@pytest.mark.parametrize(
    "text", [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.rstrip(), TEXT + "\u2028\x07"]
)
def test_a_text_is_kept_byte_for_byte_and_sealed(project: Path, capsys, text: str):
    data = text.encode("utf-8")
    assert add(project, data) == 0
    assert sources(project)["ferry-runs-again.txt"] == data
    record = sources(project)["ferry-runs-again.yaml"].decode("utf-8")
    assert f"\nsha256: {hashlib.sha256(data).hexdigest()}\n" in record
    assert record.startswith("title: Ferry runs again\n# publisher:  # the outlet")
    assert strictly(project, capsys) == (0, "0 quotes: 0 verified, 0 cannot be checked, 0 failed\n")


def test_what_is_printed_names_the_files_what_was_read_what_is_left_and_what_comes_next(project: Path, capsys):
    assert add(project, PAGE, name="page.html") == 0
    assert capsys.readouterr().out == (
        "archived as harbour-bugle-2031-05-04\n"
        "  sources/harbour-bugle-2031-05-04.txt   62 words, 336 bytes\n"
        "  sources/harbour-bugle-2031-05-04.yaml  its record\n"
        "read from the article\n"
        "  title      Ferry runs again\n"
        "  publisher  Harbour Bugle\n"
        "  author     Anna Roe\n"
        "  published  2031-05-04\n"
        "  language   en\n"
        "  url        https://bugle.example/ferry\n"
        "left to fill in, as comments in the record\n"
        "  archived, dateline, origin, descriptor, rights\n"
        "next\n"
        "  briefings suggest harbour-bugle-2031-05-04\n"
        '  briefings quote harbour-bugle-2031-05-04 "words of the article"\n'
    )


def test_a_page_becomes_a_text_and_a_record(project: Path, capsys):
    assert add(project, PAGE, "--archived", "2031-05-06", name="page.html") == 0
    assert sources(project)["harbour-bugle-2031-05-04.txt"].decode("utf-8") == TEXT
    assert sources(project)["harbour-bugle-2031-05-04.yaml"].decode("utf-8") == (
        "title: Ferry runs again\n"
        "publisher: Harbour Bugle\n"
        "author: Anna Roe\n"
        "published: 2031-05-04\n"
        "archived: 2031-05-06\n"
        "# dateline:  # the place it was sent from\n"
        "language: en\n"
        "url: https://bugle.example/ferry\n"
        f"sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\n"
        "# origin:  # whose reporting it is: sources with one origin count as one\n"
        "# descriptor:  # what readers should know of the outlet\n"
        "# rights:  # who holds them\n"
        "# publish: excerpts  # pages show only passages that they cite; or `full`, or `record`\n"
        "headline: Ferry runs again\n"
        "# Mark passages with `briefings suggest harbour-bugle-2031-05-04` and"
        ' `briefings quote harbour-bugle-2031-05-04 "words"`; docs/formats.md has the fields.\n'
    )
    assert strictly(project, capsys)[0] == 0


def test_a_page_is_known_by_its_content_too(project: Path):
    assert add(project, PAGE, name="saved") == 0
    assert "harbour-bugle-2031-05-04.txt" in sources(project)


def test_standard_input_is_an_article(project: Path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-8"))))
    assert main(["add", "-", "--project", str(project), "--id", "piped"]) == 0
    assert sources(project)["piped.txt"] == TEXT.encode("utf-8")


def test_what_the_author_states_goes_before_what_the_page_says(project: Path):
    words = ("--title", "Talks: day #2", "--publisher", "The “Other”", "--published", "2031-05~", "--language", "de")
    assert add(project, PAGE, *words, "--url", "https://other.example/", name="page.html") == 0
    (id, _) = (name.removesuffix(".txt") for name in sorted(sources(project)))
    source = compiled(project).graph.project.sources[id]
    assert id == "other-2031-05"
    assert (source.title, source.publisher, source.published) == ("Talks: day #2", "The “Other”", "2031-05~")
    assert (source.language, source.url, source.author) == ("de", "https://other.example/", "Anna Roe")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--published", "2015-02-30"), "--published: `published` is not a possible date"),
        (("--published", "yesterday"), "--published: `published` is not a possible date"),
        (("--archived", "soon"), "--archived: `archived` is not a possible date"),
        (("--language", "not a language"), "--language: `language` does not take this"),
        (("--url", "javascript:alert(1)"), "--url: `url` is not an address"),
        (("--id", "Not An Id"), "--id: `Not An Id` is not an id: ids are 1 to 64 lower-case letters"),
        (("--id", "../up"), "--id: `../up` is not an id"),
        (("--id", "é" * 70), "is not an id"),
    ],
)
def test_what_the_author_states_is_checked(project: Path, capsys, words: tuple[str, ...], said: str):
    assert add(project, TEXT, *words) == 2
    assert said in refused(capsys)
    assert not (project / "sources").exists()


def test_an_id_that_will_not_do_comes_with_one_that_would(project: Path, capsys):
    assert add(project, TEXT, "--id", "Bugle, 4 May") == 2
    assert refused(capsys).endswith("; `bugle-4-may` would do")


@pytest.mark.parametrize(
    ("files", "id", "by"),
    [
        ({"sources/x.txt": "a"}, "x", "sources/x.txt"),
        ({"sources/x.yaml": "title: a\n"}, "x", "sources/x.yaml"),
        ({"briefings/people.yaml": "x: {name: X}\n"}, "x", "briefings/people.yaml"),
        ({"briefings/organizations.yaml": "x: {name: X}\n"}, "x", "briefings/organizations.yaml"),
        ({"briefings/background/x.md": "words"}, "x", "briefings/background/x.md"),
    ],
)
def test_an_id_that_is_taken_is_refused_and_passed_over(project: Path, capsys, files, id: str, by: str):
    write(project, files)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert add(project, TEXT, "--id", id) == 2
    assert refused(capsys) == f"the id `{id}` is taken by {by}"
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert add(project, TEXT, "--title", "X") == 0
    assert "sources/x-2.txt" in capsys.readouterr().out


def test_the_same_bytes_are_archived_once(project: Path, capsys):
    assert add(project, TEXT) == 0
    before = sources(project)
    capsys.readouterr()
    assert add(project, TEXT, "--id", "another") == 1
    assert refused(capsys) == "these very bytes are archived already, as `ferry-runs-again`"
    assert sources(project) == before


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"words \xff words", "x.txt", "x.txt:1:7: byte 6 of the file (0xff) is not UTF-8"),
        (b"one\ntwo\0", "x.txt", "x.txt:2:4: a NUL character stands here"),
        (b"", "x.txt", "there is no text in `x.txt`"),
        (b"\xef\xbb\xbf \n\t", "x.txt", "there is no text in `x.txt`"),
        (b"%PDF-1.7 ...", "x.pdf", "`x.pdf` is a PDF: save its text"),
        (b"PK\x03\x04...", "x.docx", "`x.docx` is a ZIP archive or an office document"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "x.mhtml", "`x.mhtml` is an MHTML archive"),
        (b"<!doctype html><html><body><nav>Home</nav></body></html>", "x.html", "`x.html`: there is no article text"),
        (b"", "x.html", "`x.html`: there is no article text"),
        (b"x" * (TEXT_LIMIT + 1), "x.txt", "`x.txt`: the file is larger than 16 MiB"),
    ],
)  # fmt: skip
def test_what_cannot_be_archived_is_named_in_one_line(project: Path, capsys, data: bytes, name: str, said: str):
    assert add(project, data, name=name) == 1
    assert refused(capsys).startswith(said)
    assert not (project / "sources").exists()


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("nowhere.txt", "there is no file `nowhere.txt`"),
        (".", "`.` is not a file"),
        ("./nowhere/x", "there is no file `nowhere/x`"),
        ("bugle.example/ferry", "there is no file `bugle.example/ferry`; an address begins with https:// or http://"),
        ("ftp://bugle.example/", "`ftp://bugle.example/` is no http or https address"),
        ("file:///etc/hosts", "`file:///etc/hosts` is no http or https address"),
        ("https://", "`https://` is no http or https address"),
        ("https://me:secret@bugle.example/", "an address is given without user name and password"),
        ("evil\x1b[31m\u202e.txt", "there is no file `evil\\u001b[31m\\u202e.txt`"),
    ],
)
def test_what_is_no_article_is_wrong_usage(project: Path, capsys, article: str, said: str):
    assert main(["add", article, "--project", str(project)]) == 2
    assert refused(capsys) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("",), "FILE|URL|- is blank; name a file or an address"),
        ((" ",), "FILE|URL|- is blank; name a file or an address"),
        (("report.txt", "--title", "  "), "--title is blank; leave it out, or say its title"),
        (("report.txt", "--url", ""), "--url is blank; leave it out, or say the address of the live page"),
        (("report.txt", "--id", ""), "--id is blank; leave it out, or say which id"),
    ],
)
def test_a_blank_word_is_wrong_usage(project: Path, capsys, words: tuple[str, ...], said: str):
    Path("report.txt").write_text(TEXT, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["add", *words, "--project", str(project)])
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out, printed.err) == (2, "", f"briefings add: {said}\n")
    assert not (project / "sources").exists()


def test_a_name_that_is_too_long_for_a_file_is_one_line(project: Path, capsys):
    assert main(["add", "x" * 5000, "--project", str(project)]) == 1
    assert refused(capsys).endswith("cannot be read: File name too long")


def test_a_file_with_a_hostile_name_is_named_in_visible_characters(project: Path, capsys):
    assert add(project, b"\xff", name="a\x1b[31m\u202eb.txt") == 1
    assert (
        refused(capsys)
        == "a\\u001b[31m\\u202eb.txt:1:1: byte 0 of the file (0xff) is not UTF-8; save the file as UTF-8 text"
    )


def test_without_standard_input_one_line_says_so(project: Path):
    words = [sys.executable, "-m", "builder", "add", "-", "--project", str(project)]
    script = f"exec {' '.join(map(shlex.quote, words))} <&-"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(["sh", "-c", script], env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "briefings: there is no standard input\n")


def test_without_a_project_nothing_is_read(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert add(tmp_path, TEXT) == 2
    assert refused(capsys).startswith("no project here")


def test_a_word_too_many_and_none_at_all_are_told(project: Path, capsys):
    assert add(project, TEXT, "other.txt") == 2
    assert refused(capsys) == "add does not take `other.txt`; see briefings add --help"
    with pytest.raises(SystemExit) as ended:
        main(["add"])
    assert ended.value.code == 2
    assert "FILE|URL|- is missing" in capsys.readouterr().err


def test_a_text_without_a_headline_is_named_after_its_file(project: Path, capsys):
    assert add(project, "\n\n".join(SENTENCES), name="Osk report (2).txt") == 0
    assert "Write the article's own." in " ".join(capsys.readouterr().out.split())
    record = sources(project)["osk-report-2.yaml"].decode("utf-8")
    assert record.startswith("title: Osk report 2  # made of the id: write the article's own\n")
    assert strictly(project, capsys)[0] == 0


def test_a_title_that_is_the_first_line_of_a_text_is_to_be_looked_at(project: Path, capsys):
    told = "to look at\n  `title` is the first line of the text: is it the article's headline?\n"
    assert add(project, TEXT, "--id", "one") == 0
    assert told in capsys.readouterr().out
    assert add(project, f"{TEXT}More.\n", "--id", "two", "--title", "Ferry runs") == 0
    assert "the first line" not in capsys.readouterr().out
    assert add(project, PAGE.replace("Monday", "Tuesday"), name="page.html") == 0
    assert "the first line" not in capsys.readouterr().out


HOSTILE = "\x1b[2J\x07{{ 7*7 }} <script>alert(1)</script> \u202eevil # not: a comment"


def test_a_hostile_headline_is_text_in_the_record_and_on_the_terminal(project: Path, capsys):
    assert add(project, f"{HOSTILE}\n\n{SENTENCES[0]}\n") == 0
    printed = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in printed)
    assert "2 control characters left out of the record" in printed
    (name,) = (each for each in sources(project) if each.endswith(".yaml"))
    source = compiled(project).graph.project.sources[name.removesuffix(".yaml")]
    assert source.title == HOSTILE.replace("\x1b", "").replace("\x07", "")
    assert strictly(project, capsys)[0] == 0


def uncommented(record: str, *fields: str) -> str:
    """The record with these lists taken up, as an author's editor would do it."""
    lines, inside = [], False
    for line in record.split("\n"):
        inside = line in {f"# {field}:" for field in fields} or (inside and line.startswith("#   "))
        lines.append(line.removeprefix("# ") if inside else line)
    return "\n".join(lines)


def test_furniture_and_repeats_are_proposed_and_accepted_when_they_are_taken_up(project: Path, capsys):
    block = "\n".join(SENTENCES)
    text = f"Ferry runs again\nSubscribe\n{block}\nPhoto: “x” # 1\n{block}\nRead more: Trains\n"
    assert add(project, text) == 0
    printed = capsys.readouterr().out
    assert "3 lines may be the page's frame, from “Subscribe”" in printed
    assert "1 block repeats earlier text: proposed under `duplicates`" in printed
    status, found = strictly(project, capsys)
    assert (status, found.count("repeated-block")) == (1, 1)
    path = project / "sources/ferry-runs-again.yaml"
    record = path.read_text("utf-8")
    path.write_text(uncommented(record, "furniture", "duplicates"), "utf-8")
    assert strictly(project, capsys)[0] == 0
    source = compiled(project).graph.project.sources["ferry-runs-again"]
    assert [each.first for each in source.furniture] == ["Subscribe", "Photo: “x” # 1", "Read more: Trains"]
    assert [(each.first, each.last) for each in source.duplicates] == [(SENTENCES[0], SENTENCES[-1])]


def test_once_a_passage_is_marked_its_record_has_quotes_once(project: Path):
    text = f"Ferry runs again\nSubscribe\n{SENTENCES[0]}\n{SENTENCES[1]}\n"
    assert add(project, text, "--id", "ferry") == 0
    assert main(["quote", "ferry", "We have waited for this", "--project", str(project)]) == 0
    record = sources(project)["ferry.yaml"].decode("utf-8")
    assert re.findall(r"(?m)^#? *quotes:", record) == ["quotes:"]


def test_a_text_nearly_the_same_is_named_and_its_origin_proposed(project: Path, capsys):
    write(project, archived("wire-2031-05-04", TEXT, "title: Ferry\norigin: wire\n"))
    assert add(project, TEXT.replace("eleven", "twelve"), "--id", "copy") == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "% of its words stand in `wire-2031-05-04`" in printed
    record = sources(project)["copy.yaml"].decode("utf-8")
    assert "\n# origin: wire  # 98 % of its words stand in wire-2031-05-04\n" in record


def test_the_schema_line_is_written_where_the_project_keeps_the_schema(project: Path):
    write(project, {".schemas/source.schema.json": "{}"})
    assert add(project, TEXT) == 0
    record = sources(project)["ferry-runs-again.yaml"].decode("utf-8")
    assert record.startswith("# yaml-language-server: $schema=../.schemas/source.schema.json\ntitle:")


def test_a_project_that_is_in_order_stays_so(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    flagship(tmp_path / "site")
    assert add(tmp_path / "site", PAGE, name="page.html") == 0
    status, printed = strictly(tmp_path / "site", capsys)
    assert (status, printed.count("\n")) == (0, 1)


def test_where_nothing_can_be_written_one_line_says_so(project: Path, capsys):
    (project / "sources").mkdir()
    if os.geteuid() == 0:  # a folder of another kind stands in: no mode keeps the superuser out
        (project / "sources").rmdir()
        (project / "sources").write_text("a file")
        assert add(project, TEXT) == 2
        assert refused(capsys) == "sources is not a folder"
        return
    (project / "sources").chmod(0o555)
    assert add(project, TEXT) == 1
    assert refused(capsys) == "sources/ferry-runs-again.txt could not be written: Permission denied"
    (project / "sources").chmod(0o755)


def test_on_a_full_disk_no_text_stays_without_its_record(project: Path):
    Path("report.txt").write_text(TEXT, "utf-8")
    command = f"import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, ({len(TEXT.encode()) + 100},) * 2)"
    command += "; from builder.cli.main import main; sys.exit(main(sys.argv[1:]))"
    words = ["add", "report.txt", "--project", str(project), "--id", "ferry", "--title", "Ferry " * 200]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([sys.executable, "-c", command, *words], env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "briefings: sources/ferry.yaml could not be written: File too large\n"
    assert not (project / "sources").exists()


class Interrupted(str):
    """A record at which the author loses patience."""

    __slots__ = ()

    def encode(self, *_: object) -> bytes:
        raise KeyboardInterrupt


@pytest.mark.parametrize("there", [True, False])
def test_an_interrupt_between_text_and_record_leaves_neither(project: Path, there: bool):
    if there:
        (project / "sources").mkdir()
    with pytest.raises(KeyboardInterrupt):
        put(project / "sources", "ferry", b"text", Interrupted())
    assert (project / "sources").exists() is there
    assert files(project / "sources") == {}


@pytest.mark.parametrize("there", ["ferry.txt", "ferry.yaml"])
def test_what_somebody_wrote_meanwhile_is_not_written_over(project: Path, there: str):
    write(project, {f"sources/{there}": "theirs"})
    with pytest.raises(Refusal, match=f"sources/{there} is there already"):
        put(project / "sources", "ferry", b"text", "title: Ferry\n")
    assert sources(project) == {there: b"theirs"}


def test_the_same_article_makes_the_same_bytes_whatever_the_clock_and_the_hash_seed(tmp_path: Path):
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    made = []
    for number, seed in enumerate(("0", "1")):
        project = write(tmp_path / str(number), {})
        run = briefings("add", "page.html", "--project", project, cwd=tmp_path, PYTHONHASHSEED=seed, TZ=f"UTC{number}")
        assert (run.returncode, run.stderr) == (0, "")
        made.append((run.stdout, files(project)))
    assert made[0] == made[1]


ANSWERS = {
    "/ferry": (200, {"Content-Type": "text/html"}, PAGE.encode("utf-8")),
    "/moved": (302, {"Location": "/ferry"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/disk": (302, {"Location": "file:///etc/hosts"}, b""),
    "/gone": (404, {}, PAGE.encode("utf-8")),
    "/busy": (503, {}, b""),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/large": (200, {"Content-Type": "text/html"}, b"<html>" + b"x" * TEXT_LIMIT),
    "/text": (200, {"Content-Type": "text/plain"}, TEXT.encode("utf-8")),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/cyrillic": (
        200,
        {"Content-Type": "text/html; charset=windows-1251"},
        PAGE.replace('<meta charset="utf-8">', "").replace(SENTENCES[1], "Паром снова ходит. " * 9).replace("“", '"')
        .encode("cp1251", "replace"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = ANSWERS.get(self.path.split("?")[0], (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


def fetched(server: str, path: str, project: Path, *words: str) -> int:
    return main(["add", f"{server}{path}", "--project", str(project), *words])


@pytest.mark.parametrize("path", ["/ferry", "/moved", "/ferry?utm=1#top"])
def test_a_page_is_fetched_and_its_host_is_named_first(project: Path, capsys, server: str, path: str):
    assert fetched(server, path, project) == 0
    printed = capsys.readouterr()
    assert printed.err == "briefings: asking 127.0.0.1 for the page\n"
    assert printed.out.startswith("archived as harbour-bugle-2031-05-04\n")
    assert sources(project)["harbour-bugle-2031-05-04.txt"].decode("utf-8") == TEXT
    address = f"{server}{path.partition('#')[0]}".replace("/moved", "/ferry")
    assert f"\nurl: {address}\n" in sources(project)["harbour-bugle-2031-05-04.yaml"].decode("utf-8")
    assert strictly(project, capsys)[0] == 0


def test_a_text_is_fetched_as_it_is(project: Path, server: str):
    assert fetched(server, "/text", project, "--id", "plain") == 0
    assert sources(project)["plain.txt"] == TEXT.encode("utf-8")
    assert f"\nurl: {server}/text\n" in sources(project)["plain.yaml"].decode("utf-8")


def test_the_encoding_that_a_server_states_is_obeyed(project: Path, server: str):
    assert fetched(server, "/cyrillic", project, "--id", "ferry") == 0
    assert "Паром снова ходит." in sources(project)["ferry.txt"].decode("utf-8")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "could not be fetched: the server answered 404"),
        ("/busy", "could not be fetched: the server answered 503"),
        ("/round", "could not be fetched: it was sent from page to page too often"),
        ("/disk", "could not be fetched: it leads to what is no plain http or https address"),
        ("/large", "could not be fetched: the page is larger than 16 MiB"),
        ("/empty", "there is no text in what was given"),
        ("/pdf", "what was given is a PDF: save its text, or the page as HTML, and add that"),
    ],
)
def test_a_page_that_cannot_be_had_is_one_line_and_nothing_is_written(
    project: Path, capsys, server: str, path: str, said: str
):
    assert fetched(server, path, project) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    asked, why = printed.err.splitlines()
    assert asked == "briefings: asking 127.0.0.1 for the page"
    assert why.endswith(said)
    assert not (project / "sources").exists()


def test_a_port_where_nobody_listens_is_one_line(project: Path, capsys):
    assert main(["add", "http://localhost:9/", "--project", str(project)]) == 1
    assert capsys.readouterr().err.endswith("could not be fetched: the connection was refused\n")


def test_nothing_is_asked_of_the_network_before_the_words_of_the_command_are_checked(project: Path, capsys):
    assert main(["add", "http://localhost:9/", "--project", str(project), "--id", "No!"]) == 2
    assert "asking" not in refused(capsys)


def test_an_interrupt_while_reading_leaves_nothing(project: Path):
    run = subprocess.Popen(
        [sys.executable, "-m", "builder", "add", "-", "--project", str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdin is not None
    run.stdin.write(TEXT.encode("utf-8") * 4)
    run.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(1.5)
    run.send_signal(2)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err) == (130, b"", b"")
    assert not (project / "sources").exists()


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_naughty_strings_as_headlines_read_as_they_are_written(every: int, project: Path, conformance: Path):
    strings = json.loads((conformance / "blns/blns.json").read_text("utf-8"))[::every]
    assert len(strings) > 500 // every
    (project / "sources").mkdir()
    shelf = read_shelf(read_settings(project, lambda _: None))
    for number, words in enumerate(strings):
        words = f"x {words}" if is_page(words.encode()) else words
        text = filed(Given(f"{words}\n\n{number} {SENTENCES[0]}\n".encode(), ""), f"t-{number}", {}, shelf)
        page = PAGE.replace("Ferry runs again", html.escape(words)).replace(
            SENTENCES[0], f"{number} {html.escape(words)}"
        )
        for id, found in (("t", text), ("p", filed(Given(page.encode(), "x.html"), f"p-{number}", {}, shelf))):
            put(project / "sources", f"{id}-{number}", found.text, found.record)
    read = compiled(project)
    told = {problem.rule for problem in read.problems}
    assert told <= {"shared-passage"}, [problem for problem in read.problems if problem.rule != "shared-passage"][:3]
    assert len(read.graph.project.sources) == 2 * len(strings)
