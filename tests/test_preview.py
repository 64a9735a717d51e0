"""`briefings serve`: what is wrong stands in the terminal and on its page, and the page still shows."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from growth import grows_no_faster
from projects import ROOT, archived, briefings, elements, page, parse, words, write

from builder.compile import compile_site
from builder.diagnostics import Diagnostic, Location
from builder.hosts.preview import keep_going
from builder.model.resolved import Page
from builder.read.configuration import read_settings
from builder.render.problems import with_problems

TEXT = "They met in Osk on Monday, and nobody spoke of the treaty.\n"
GOOD = {
    **archived("talks", TEXT, "title: Lake talks\nquotes:\n  met:\n    exact: They met in Osk\n"),
    "briefings/index.md": page("Welcome.", title="Front"),
    "briefings/lake.md": page("They met [@met].", title="The lake"),
    "briefings/river.md": page("It rained.", title="The river"),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg}\n",
}


def previewed(project: Path) -> dict[str, str]:
    """The pages of a preview, by path."""
    problems: list[Diagnostic] = []
    settings = read_settings(project, problems.append)
    pages: tuple[Page, ...] = compile_site(settings, problems, preview=True).pages
    return {each.path: each.text for each in pages if isinstance(each.text, str)}


def told(text: str) -> list[str]:
    """The rules that a page's banner names."""
    banner = re.search(r'<div class="ab-problems".*?</div>', text, re.DOTALL)
    return re.findall(r"</strong> <code>([a-z0-9-]+)</code>", banner[0]) if banner else []


def test_a_preview_without_problems_is_the_site(tmp_path: Path) -> None:
    project = write(tmp_path, GOOD)
    problems: list[Diagnostic] = []
    settings = read_settings(project, problems.append)
    assert compile_site(settings, problems, preview=True) == compile_site(settings, problems)


@pytest.mark.parametrize(
    ("name", "was", "now", "rule", "pages"),
    [
        ("sources/talks.yaml", "in Osk", "at Osk", "quote-not-found", {"lake.md", "sources/talks.md"}),
        ("sources/talks.txt", "Monday", "Sunday", "source-changed", {"lake.md", "sources/talks.md"}),
        ("briefings/lake.md", "[@met]", "[@mat]", "unknown-citation", {"lake.md"}),
        ("briefings/river.md", "title:", "titel:", "unknown-field", {"river.md"}),
        ("briefings/people.yaml", "name:", "nmae:", "unknown-field", {"index.md"}),
        ("mkdocs.yml", "Test\n", "Test\nplugins: [{briefings: {autolnk: true}}]\n", "bad-setting", {"index.md"}),
    ],
)
def test_a_problem_stands_on_the_pages_that_it_is_about(
    name: str, was: str, now: str, rule: str, pages: set[str], tmp_path: Path
) -> None:
    project = write(tmp_path, GOOD)
    path = project / name
    path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")
    drawn = previewed(project)
    assert {path for path, text in drawn.items() if rule in told(text)} == pages
    for path in pages - {"index.md"}:
        assert f"]({path})" in drawn["index.md"]


def test_a_page_with_a_faulty_head_shows_its_text_and_why(tmp_path: Path) -> None:
    project = write(tmp_path, {**GOOD, "briefings/river.md": "---\ntitle: a: b\n---\n\nIt rained.\n"})
    text = previewed(project)["river.md"]
    assert told(text) == ["yaml-syntax"]
    assert "It rained" in text


def test_a_page_that_cannot_be_read_shows_why(tmp_path: Path) -> None:
    project = write(tmp_path, {**GOOD, "briefings/river.md": b"---\ntitle: Caf\xe9\n---\n"})
    assert told(previewed(project)["river.md"]) == ["not-utf8"]


def test_what_a_problem_quotes_is_inert_in_its_banner(tmp_path: Path) -> None:
    hostile = "They met <script>alert(1)</script> {{ config }} |*_ in Osk"
    record = (
        "title: Lake talks\nquotes:\n  met:\n    exact: 'They met <script>alert(2)</script> {{ config }} |*_ in Osk'\n"
    )
    project = write(tmp_path, {**GOOD, **archived("talks", f"{hostile}.\n", record)})
    text = previewed(project)["lake.md"]
    start = text.index('<div class="ab-problems"')
    shown = text[start : text.index("</div>", start) + 6]
    assert [each.tag for each in elements(parse(shown)) if each.tag in ("script", "config")] == []
    assert "They met <script>alert(1)</script> {{ config }} |*_ in Osk" in words(parse(shown))
    assert "{{" not in shown
    assert "`" not in shown


def test_a_difference_is_marked_as_what_goes_and_what_comes(tmp_path: Path) -> None:
    record = "title: Lake talks\nquotes:\n  met:\n    exact: They sat in Osk\n"
    text = previewed(write(tmp_path, {**GOOD, **archived("talks", TEXT, record)}))["lake.md"]
    assert "They <del>sat</del> <ins>met</ins> in Osk" in text
    assert "these words do not stand in <code>talks</code>" in text


def test_a_draft_is_shown_as_one_with_its_own_problems(tmp_path: Path) -> None:
    draft = page("They met [@mat].", title="A secret", status="draft")
    drawn = previewed(write(tmp_path, {**GOOD, "briefings/secret.md": draft}))
    assert told(drawn["secret.md"]) == ["unknown-citation"]
    assert told(drawn["index.md"]) == []
    banner = next(elements(parse(drawn["secret.md"]), "div", class_="ab-draft"))
    assert words(banner) == "Draft Not in the published site; only the preview shows it."
    assert "\nrobots: noindex\n---\n" in drawn["secret.md"]
    assert {path for path, text in drawn.items() if 'class="ab-draft"' in text or "robots:" in text} == {"secret.md"}


def test_a_draft_cites_and_is_cited_in_a_preview_as_if_it_were_published(tmp_path: Path) -> None:
    draft = page("They met [@met]. See [[lake]].", title="A secret", status="draft")
    lake = page("It is a lake.", title="The lake")
    drawn = previewed(write(tmp_path, {**GOOD, "briefings/secret.md": draft, "briefings/lake.md": lake}))
    assert 'id="met"' in drawn["sources/talks.md"]
    assert "Draft: A secret" in words(parse(drawn["sources/talks.md"]))


def test_no_build_has_a_draft_or_a_word_of_one(tmp_path: Path) -> None:
    draft = page("They met [@met], as nobody knows.", title="A secret", status="draft")
    project = write(tmp_path, {**GOOD, "briefings/secret.md": draft})
    problems: list[Diagnostic] = []
    settings = read_settings(project, problems.append)
    site = compile_site(settings, problems)
    assert "secret.md" not in {each.path for each in site.pages}
    assert [each.path for each in site.pages if "ecret" in str(each.text) or "nobody knows" in str(each.text)] == []
    assert [each.path for each in site.pages if str(each.text).count("robots: noindex")] == []
    assert "secret" not in str(site.nav)


def test_a_draft_changes_nothing_that_a_preview_reports(tmp_path: Path) -> None:
    draft = page("They met [@met]. See [[river]].", title="A secret", status="draft")
    river = page("It rained, as [[secret]] says.", title="The river")
    project = write(tmp_path, {**GOOD, "briefings/secret.md": draft, "briefings/river.md": river})
    found = []
    for preview in (True, False):
        problems: list[Diagnostic] = []
        settings = read_settings(project, problems.append)
        found.append(compile_site(settings, problems, preview=preview).problems)
    assert found[0] == found[1]
    assert [each.rule for each in found[0]] == ["draft-link"]


def test_a_warning_of_a_source_stands_on_its_own_page_alone(tmp_path: Path) -> None:
    record = "title: Lake talks\nquotes:\n  met: {exact: They met in Osk}\n  spare: {exact: on Monday}\n"
    drawn = previewed(write(tmp_path, {**GOOD, **archived("talks", TEXT, record)}))
    assert {path for path, text in drawn.items() if "unused-quote" in told(text)} == {"sources/talks.md"}


def test_many_problems_cost_no_more_each_than_few(tmp_path: Path) -> None:
    graph = compile_site(read_settings(write(tmp_path, GOOD), [].append)).graph

    def shown(size: int) -> None:
        problems = tuple(
            Diagnostic(Location(f"briefings/p{number}.md", 1, 1), "unknown-citation", "who?") for number in range(size)
        )
        with_problems((Page("index.md", "---\ntitle: Front\n---\n\n"),), problems, graph, "en")

    assert grows_no_faster(shown, 500)


def test_a_page_with_a_name_of_any_kind_is_linked(tmp_path: Path) -> None:
    drawn = previewed(write(tmp_path, {**GOOD, "briefings/a (b) [c]/d1.md": page("They met [@mat].")}))
    assert "](a%20%28b%29%20%5Bc%5D/d1.md)" in drawn["index.md"]


# ── the server ─────────────────────────────────────────────────────────────────────────────────


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  # our own server
            return answer.read().decode()
    except (urllib.error.URLError, OSError):
        return ""


def until(address: str, wanted: str, seconds: float = 40) -> str:
    """The page, as soon as it holds some words."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if wanted in (text := fetched(address)):
            return text
        time.sleep(0.2)
    raise AssertionError(f"no `{wanted}` at {address}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    project = write(tmp_path / "project", GOOD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "builder", "serve", "--address", f"127.0.0.1:{port}"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        run = subprocess.Popen(command, cwd=project, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield project, f"http://127.0.0.1:{port}/", log
    finally:
        run.send_signal(signal.SIGINT)
        assert run.wait(20) in (0, 130)
        assert "Traceback" not in log.read_text("utf-8")


def test_a_preview_shows_what_is_wrong_and_goes_on_when_it_is_mended(served: tuple[Path, str, Path]) -> None:
    project, address, log = served
    assert "ab-problems" not in until(f"{address}lake/", "They met")
    record = project / "sources/talks.yaml"
    good = record.read_text("utf-8")
    record.write_text(good.replace("in Osk", "at Osk"), "utf-8")
    broken = until(f"{address}lake/", "quote-not-found")
    assert "They met" in broken
    assert "sources/talks.yaml:5:12: error[quote-not-found]" in log.read_text("utf-8")
    record.write_text(good, "utf-8")
    ends = time.monotonic() + 40
    while "quote-not-found" in fetched(f"{address}lake/") and time.monotonic() < ends:
        time.sleep(0.2)
    assert "ab-problems" not in fetched(f"{address}lake/")
    assert log.read_text("utf-8").rstrip().endswith("1 quote: 1 verified, 0 cannot be checked, 0 failed")


def test_a_preview_goes_on_when_its_settings_or_folders_were_gone(served: tuple[Path, str, Path]) -> None:
    project, address, log = served
    until(f"{address}lake/", "They met")
    settings = project / "mkdocs.yml"
    good = settings.read_text("utf-8")
    settings.write_text(f"{good}foo: [\n", "utf-8")
    ends = time.monotonic() + 40
    while "the preview stands as it was" not in log.read_text("utf-8") and time.monotonic() < ends:
        time.sleep(0.2)
    assert "They met" in fetched(f"{address}lake/")
    settings.write_text(good, "utf-8")
    (project / "sources").rename(project / "aside")
    until(f"{address}lake/", "unknown-citation")
    (project / "aside").rename(project / "sources")
    ends = time.monotonic() + 40
    while "unknown-citation" in fetched(f"{address}lake/") and time.monotonic() < ends:
        time.sleep(0.2)
    record = project / "sources/talks.yaml"
    record.write_text(record.read_text("utf-8").replace("in Osk", "at Osk"), "utf-8")
    until(f"{address}lake/", "quote-not-found")


def gone(address: str) -> bool:
    ends = time.monotonic() + 40
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(address, timeout=20).close()  # noqa: S310  # our own server
        except urllib.error.HTTPError:
            return True
        time.sleep(0.2)
    return False


def test_a_preview_that_was_renewed_is_one_that_begins_now(served: tuple[Path, str, Path], tmp_path: Path) -> None:
    """Pages that came, went and changed their names meanwhile included."""
    project, address, _ = served
    until(f"{address}lake/", "They met")
    (project / "briefings/river.md").rename(project / "briefings/stream.md")
    write(project, {"briefings/new.md": page("They met [@met] again.", title="The new one")})
    front = project / "briefings/index.md"
    front.write_text(front.read_text("utf-8").replace("Welcome.", "Welcome back, Ana Berg."), "utf-8")
    until(f"{address}stream/", "It rained")
    until(address, "Welcome back")
    until(f"{address}sources/talks/", "The new one")
    assert gone(f"{address}river/")
    (project / "briefings/new.md").unlink()
    write(project, {"briefings/new/index.md": page("They met [@met] once more.", title="The new one")})
    until(f"{address}new/", "once more")
    (project / "mkdocs.yml").write_text("site_name: Another\n", "utf-8")
    until(f"{address}stream/", "Another")
    renewed = {
        name: fetched(f"{address}{name}") for name in ("", "lake/", "stream/", "new/", "sources/talks/", "people/")
    }
    built = tmp_path / "anew"
    assert briefings("build", "--no-cache", "--site-dir", built, cwd=project).returncode == 0
    for name, text in renewed.items():
        anew = (built / name / "index.html").read_text("utf-8")
        shown, meant = (re.sub(r"<script\b.*?</script>", "", each, flags=re.DOTALL) for each in (text, anew))
        assert words(parse(shown)) == words(parse(meant)), name


def serve_here(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", "serve", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_an_address_that_is_taken_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        run = serve_here(write(tmp_path, GOOD), "--address", address)
    assert run.returncode == 1
    assert (
        run.stderr.splitlines()[-1]
        == f"briefings serve: {address} cannot be served: Address already in use; --address takes another"
    )
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:http", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_wrong_usage(address: str, tmp_path: Path) -> None:
    run = serve_here(write(tmp_path, GOOD), "--address", address)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "HOST:PORT" in run.stderr


def test_settings_that_the_host_refuses_are_told_without_a_traceback(tmp_path: Path) -> None:
    run = serve_here(write(tmp_path, {**GOOD, "mkdocs.yml": "site_name: T\ntheme: nowhere\n"}))
    assert run.returncode == 1
    assert "nowhere" in run.stderr
    assert "Traceback" not in run.stderr


HOOK = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"
OUT = {
    "INHERIT: ../base.yml\n": "mkdocs.yml:1:10: error[outside-project]: `../base.yml` is outside the project",
    "hooks: [../hook.py]\n": "mkdocs.yml:1:9: error[outside-project]: `../hook.py` is outside the project",
    "theme: {name: material, custom_dir: ../}\n": "mkdocs.yml:1:37: error[outside-project]: `../` is outside the project",
}


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A project, with what it may not read beside it."""
    write(tmp_path, {"hook.py": HOOK, "base.yml": "hooks: [hook.py]\nsite_name: Beside\n"})
    return write(tmp_path / "project", GOOD)


@pytest.mark.parametrize("settings", OUT)
def test_settings_that_lead_out_are_told_before_the_host_reads_what_they_name(settings: str, beside: Path) -> None:
    write(beside, {"mkdocs.yml": settings})
    run = briefings("serve", cwd=beside)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines()[0::2] == [OUT[settings]]
    assert run.stderr.splitlines()[1].startswith("  hint: put a copy of ")
    assert not (beside.parent / "ran").exists()


def test_settings_that_lead_out_while_a_preview_is_shown_are_not_followed(
    beside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built: list[str] = []
    server = SimpleNamespace(builder=lambda: built.append("built"), watch=built.append, observer=Watching())
    keep_going(server, beside, ())  # type: ignore[arg-type]
    server.builder()
    write(beside, {"mkdocs.yml": "hooks: [../hook.py]\n"})
    server.builder()
    assert built == ["built"]
    said = "briefings: the preview stands as it was: mkdocs.yml:1:9: error[outside-project]: `../hook.py` is outside"
    assert capsys.readouterr().err.startswith(said)
    write(beside, {"mkdocs.yml": "site_name: Mended\n"})
    server.builder()
    assert built == ["built", "built"]


class Watching:
    def schedule(self, *_: object, **__: object) -> None:
        pass


def test_a_build_has_no_banner(tmp_path: Path) -> None:
    with contextlib.chdir(write(tmp_path, {**GOOD, "sources/notes.docx": "x"})):
        from builder.cli.main import main

        assert main(["build"]) == 0
    assert not [path for path in (tmp_path / "site").rglob("*.html") if 'class="ab-problems' in path.read_text("utf-8")]
