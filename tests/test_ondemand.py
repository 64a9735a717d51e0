"""A preview makes each page when it is asked for: what it gives then is what a preview gives that begins now."""

import os
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from edits import EDITS, PROJECT, change
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from projects import files, page, parse, words, write

from builder.diagnostics import Diagnostic
from builder.hosts.ondemand import OnDemand
from builder.hosts.preview import Answering
from builder.hosts.searching import searching_of
from builder.hosts.singly import Singly
from builder.model.resolved import Site
from builder.plugin import BriefingsPlugin

ADDRESS = "http://127.0.0.1/"
CACHED: dict[str, Any] = next(each for name, each in MkDocsConfig._schema if name == "plugins").plugin_cache  # type: ignore[attr-defined]
"""The host's plugins, each once for a process: two previews at once need two."""


class Preview:
    """One that goes on, without its server."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        CACHED.pop("briefings", None)
        config = self._config()
        self.plugin: BriefingsPlugin = config.plugins["briefings"]  # type: ignore[assignment]
        self.plugin.serving = True  # type: ignore[misc]  # what `briefings serve` sets for all
        config.plugins.on_startup(command="serve", dirty=True)
        build(config, serve_url=ADDRESS, dirty=True)
        self.built = 1

    def _config(self) -> MkDocsConfig:
        return load_config(
            str(self.project / "mkdocs.yml"), site_dir=str(self.site), docs_dir=str(self.project / "briefings")
        )

    def renew(self) -> None:
        """What a saved file brings about."""
        if not self.plugin.renew():
            CACHED["briefings"] = self.plugin
            build(self._config(), serve_url=ADDRESS, dirty=True)
            self.built += 1

    @property
    def pages(self) -> OnDemand:
        return self.plugin.pages

    def names(self) -> list[str]:
        laid = self.pages._pages
        assert isinstance(laid, Singly)
        return sorted(laid.own)

    def all(self) -> dict[str, bytes | None]:
        return {name: self.pages.give(name) for name in self.names()}

    def index(self) -> dict[str, bytes]:
        """The search's, once nothing is left to make."""
        while self.pages.make_another():
            pass
        return files(self.site / "search")

    def close(self) -> None:
        self.plugin.on_shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", PROJECT)


@pytest.fixture
def preview(project: Path, tmp_path: Path) -> Iterator[Preview]:
    shown = Preview(project, tmp_path / "site")
    yield shown
    shown.close()


def differing(shown: Preview, anew: Path) -> list[str]:
    """What one that begins now would give otherwise; of the search's index too."""
    begun = Preview(shown.project, anew)
    try:
        was, now = {**shown.all(), **shown.index()}, {**begun.all(), **begun.index()}
        return [name for name in was.keys() | now.keys() if was.get(name) != now.get(name)]
    finally:
        begun.close()


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 9))])
def test_whatever_was_edited_and_whoever_looked_the_pages_are_those_of_now(
    seed: int, preview: Preview, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    rounds = 3 if seed == 1 else 25
    for number in range(rounds):
        for _ in range(chance.randint(1, 3)):
            EDITS[chance.choice([*EDITS])](preview.project, chance.randrange(8))
            preview.renew()
            for name in chance.sample(preview.names(), 3):
                preview.pages.give(name)
            if chance.random() < 0.2:
                preview.index()
        assert differing(preview, tmp_path / f"anew-{number}") == []


def read(preview: Preview, name: str) -> str:
    return words(parse((preview.pages.give(name) or b"").decode()))


def test_a_changed_sentence_needs_no_build_of_the_host(preview: Preview) -> None:
    assert "It was seen" in read(preview, "b1/index.html")
    change(preview.project, "briefings/b1.md", "It was seen", "It was told")
    preview.renew()
    assert preview.built == 1
    assert "It was told" in read(preview, "b1/index.html")
    assert "It was told" in read(preview, "sources/s1/index.html")


def test_a_new_page_needs_one(preview: Preview) -> None:
    (preview.project / "briefings/b9.md").write_text(page("They came home.", title="The ninth"))
    preview.renew()
    assert preview.built == 2
    assert b"They came home" in (preview.pages.give("b9/index.html") or b"")


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_new_title_stands_in_the_navigation_of_all_pages(status: str, preview: Preview) -> None:
    change(preview.project, "briefings/b1.md", "date:", f"status: {status}\ndate:")
    preview.renew()
    assert b"Account of boats" not in (preview.pages.give("sources/s7/index.html") or b"")
    change(preview.project, "briefings/b1.md", "title: Briefing 1", "title: Account of boats")
    preview.renew()
    assert b"Account of boats" in (preview.pages.give("sources/s7/index.html") or b"")


def test_only_what_is_asked_for_is_made(preview: Preview) -> None:
    made = [path for path in preview.site.rglob("index.html") if "search" not in path.parts]
    assert made == []
    preview.pages.give("b1/index.html")
    assert [path.parent.name for path in preview.site.rglob("index.html")] == ["b1"]


def test_a_page_that_is_gone_is_not_given(preview: Preview) -> None:
    assert preview.pages.give("b1/index.html")
    (preview.project / "briefings/b1.md").unlink()
    preview.renew()
    assert preview.pages.give("b1/index.html") is None
    assert not (preview.site / "b1/index.html").exists()


def test_another_search_has_all_pages(project: Path, tmp_path: Path) -> None:
    change(project, "mkdocs.yml", "theme: {name: material, font: false}", "theme: {name: readthedocs}")
    with closing(Preview(project, tmp_path / "site")) as preview:
        for _ in range(2):
            assert "It was seen" in (tmp_path / "site/search/search_index.json").read_text("utf-8")
            assert preview.pages.give("b1/index.html") is None
            assert (tmp_path / "site/b1/index.html").is_file()
            change(project, "briefings/b2.md", "Ana Berg is", "Ana Berg was")
            preview.renew()
    assert preview.built == 3


def test_where_the_host_makes_all_nobody_seeks_what_is_left() -> None:
    class Counting(OnDemand):
        sought = 0

        def make_another(self) -> bool:
            self.sought += 1
            return super().make_another()

    pages = Counting(quiet=0)
    pages.make_others(lambda _: None)
    time.sleep(0.3)
    pages.close()
    assert pages.sought == 1


def test_what_nobody_asks_for_is_made_once_nobody_asks(preview: Preview) -> None:
    preview.pages._quiet = 0
    preview.pages.make_others(lambda _: None)
    page = preview.site / "b1/index.html"
    for was, now in (("is named", "is known"), ("is known", "is praised")):
        change(preview.project, "briefings/b1.md", was, now)
        preview.renew()
        ends = time.monotonic() + 30
        while not (page.exists() and now in page.read_text("utf-8")) and time.monotonic() < ends:
            time.sleep(0.05)
        assert now in page.read_text("utf-8")


def test_what_is_no_file_of_ours_is_not_given(preview: Preview) -> None:
    assert [preview.pages.give(name) for name in ("", "nowhere", "../mkdocs.yml", "assets/stylesheets")] == [None] * 4


# ── templates of the author's own ──────────────────────────────────────────────────────────────


BANNER = '{%% extends "briefings.html" %%}{%% block announce %%}%s{%% endblock %%}'


@pytest.fixture
def themed(project: Path, tmp_path: Path) -> Iterator[Preview]:
    change(project, "mkdocs.yml", "font: false", "font: false, custom_dir: overrides")
    change(project, "mkdocs.yml", "briefings]", "briefings: {also_publish: ['*.css']}]")
    write(project, {"mkdocs.yml": (project / "mkdocs.yml").read_bytes(), "overrides/main.html": BANNER % "First."})
    with closing(Preview(project, tmp_path / "site")) as shown:
        yield shown


def test_a_template_that_is_saved_is_around_the_pages_that_are_asked_for(themed: Preview, tmp_path: Path) -> None:
    assert b"First." in (themed.pages.give("b1/index.html") or b"")
    change(themed.project, "briefings/b1.md", "It was seen", "It was told")
    themed.renew()
    assert themed.built == 1
    assert "It was told" in read(themed, "b1/index.html")
    change(themed.project, "overrides/main.html", "First.", "{{ page.title }} second.")
    themed.renew()
    assert themed.built == 2
    assert b"Briefing 1 second." in (themed.pages.give("b1/index.html") or b"")
    assert not (themed.site / "b2/index.html").exists()
    change(themed.project, "overrides/main.html", "{{ page.title }} second.", "First.")
    themed.renew()
    assert differing(themed, tmp_path / "anew") == []


def test_a_template_that_was_saved_before_the_host_failed_is_read_when_it_does_not(themed: Preview) -> None:
    change(themed.project, "overrides/main.html", "First.", "Second.")
    assert not themed.plugin.renew()
    CACHED["briefings"] = themed.plugin
    stopped = searching_of(themed.plugin.on_config(themed._config()))
    assert stopped
    stopped.close()
    themed.renew()
    assert b"Second." in (themed.pages.give("b1/index.html") or b"")


def test_a_file_among_the_templates_is_the_one_that_stands_there_now(themed: Preview) -> None:
    style, shown = themed.project / "overrides/mine.css", themed.site / "mine.css"
    for text in ("a {}", "b {}"):
        style.write_text(text)
        os.utime(style, (1, 1))
        themed.renew()
        assert shown.read_text() == text
    style.unlink()
    themed.renew()
    assert not shown.exists()


@pytest.mark.slow
def test_with_templates_that_look_at_all_pages_the_host_makes_all(themed: Preview) -> None:
    change(themed.project, "overrides/main.html", "First.", "{{ pages | length }} pages.")
    themed.renew()
    assert themed.pages.give("b1/index.html") is None
    assert b" pages." in (themed.site / "b1/index.html").read_bytes()


def test_a_template_that_shows_the_day_shows_the_one_of_now(themed: Preview) -> None:
    change(themed.project, "overrides/main.html", "First.", "Of {{ build_date_utc.date() }}.")
    themed.renew()
    assert all("Of 2016-01-08." in read(themed, name) for name in ("b1/index.html", "b2/index.html"))
    change(themed.project, "briefings/b7.md", "date: 2016-01-08", "date: 2016-02-08")
    themed.renew()
    assert themed.built == 2
    assert all("Of 2016-02-08." in read(themed, name) for name in ("b1/index.html", "b2/index.html"))


def test_where_the_page_for_a_wrong_address_looks_at_all_pages_the_host_makes_all(themed: Preview) -> None:
    all = "{% for each in pages %}{{ each.page.title }}: {{ each.page.content | length }}{% endfor %}"
    (themed.project / "overrides/404.html").write_text(BANNER % all)
    themed.renew()
    assert re.search("Briefing 1: [0-9]+", (themed.site / "404.html").read_text("utf-8"))
    assert (themed.site / "b1/index.html").exists()


# ── settings that change at an awkward moment, and builds of the host that fail ───────────────────


HOOKS = "hooks: [hook.py]\n"


@pytest.fixture
def settings(project: Path) -> Path:
    (project / "hook.py").write_text("")
    return project / "mkdocs.yml"


def meanwhile(preview: Preview, do: Callable[[], object]) -> None:
    """Have something saved while the project is compiled once."""
    compiling = preview.plugin._compile

    def compile_and_do(problems: list[Diagnostic]) -> Site:
        made = compiling(problems)
        preview.plugin._compile = compiling  # type: ignore[method-assign]
        do()
        return made

    preview.plugin._compile = compile_and_do  # type: ignore[method-assign]


def test_settings_that_are_saved_when_the_host_has_just_read_them_are_read_again(preview: Preview) -> None:
    change(preview.project, "mkdocs.yml", "site_name: Lake", "site_name: Pond")
    assert not preview.plugin.renew()
    CACHED["briefings"] = preview.plugin
    config = preview._config()
    change(preview.project, "mkdocs.yml", "site_name: Pond", "site_name: Sea")
    build(config, serve_url=ADDRESS, dirty=True)
    preview.renew()
    assert b"Sea</title>" in (preview.pages.give("b1/index.html") or b"")


def test_no_page_keeps_what_stood_around_it_before_settings_were_saved(preview: Preview) -> None:
    meanwhile(preview, lambda: change(preview.project, "mkdocs.yml", "site_name:", "copyright: Ours\nsite_name:"))
    change(preview.project, "briefings/b1.md", "title: Briefing 1", "title: Account of boats")
    preview.renew()
    assert preview.pages.give("b2/index.html")
    preview.renew()
    assert b"Ours" in (preview.pages.give("b2/index.html") or b"")


def test_what_the_host_makes_of_templates_alone_has_the_navigation_of_now(preview: Preview, tmp_path: Path) -> None:
    change(preview.project, "briefings/b1.md", "title: Briefing 1", "title: Account of boats")
    change(preview.project, "briefings/b7.md", "date: 2016", "date: 2017")
    preview.renew()
    assert preview.built == 1
    with closing(Preview(preview.project, tmp_path / "anew")) as begun:
        for name in ("404.html", "sitemap.xml"):
            assert (preview.site / name).read_bytes() == (begun.site / name).read_bytes()


def test_a_page_that_went_while_the_host_made_all_is_gone(preview: Preview, settings: Path) -> None:
    good = settings.read_text("utf-8")
    settings.write_text(good + HOOKS)
    preview.renew()
    assert (preview.site / "b1/index.html").is_file()
    settings.write_text(good)
    (preview.project / "briefings/b1.md").unlink()
    preview.renew()
    assert preview.pages.give("b1/index.html") is None
    assert not (preview.site / "b1/index.html").exists()


def test_settings_with_which_nothing_can_be_made_leave_the_pages(preview: Preview) -> None:
    change(preview.project, "mkdocs.yml", "[search,", "[search: {separator: '['},")
    with pytest.raises(Abort):
        preview.renew()
    assert preview.pages.give("b2/index.html")


def test_a_build_that_fails_before_its_navigation_leaves_the_pages(preview: Preview) -> None:
    (preview.project / "briefings/b9.md").write_text(page("They came home.", title="The ninth"))
    assert not preview.plugin.renew()
    assert preview.pages.give("b1/index.html")


def test_who_waits_for_the_search_is_answered_when_the_host_makes_all(preview: Preview, settings: Path) -> None:
    preview.pages._quiet = 60
    preview.pages.make_others(lambda _: None)
    with preview.pages.alone():
        waiting = threading.Thread(target=preview.pages.give, args=("search/any.json",), daemon=True)
        waiting.start()
        settings.write_text(settings.read_text("utf-8") + HOOKS)
        preview.renew()
    waiting.join(20)
    assert not waiting.is_alive()


def test_a_page_that_no_site_will_have_says_so(preview: Preview) -> None:
    settings = preview.project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "draft_docs: b2.md\n")
    preview.renew()
    assert b"mkdocs-draft-marker" in (preview.pages.give("b2/index.html") or b"")
    assert b"mkdocs-draft-marker" not in (preview.pages.give("b1/index.html") or b"")


# ── what the server answers ────────────────────────────────────────────────────────────────────


class Asked:
    """A server of a preview, asked without the network."""

    def __init__(self, preview: Preview) -> None:
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(preview.site))
        self.answer = Answering(self.server, preview.pages)
        self.status, self.headers = "", {"": ""}

    def get(self, path: str) -> bytes:
        def start(status: str, headers: list[tuple[str, str]]) -> None:
            self.status, self.headers = status[:3], dict(headers)

        return b"".join(self.answer({"PATH_INFO": path}, start))

    def close(self) -> None:
        self.server.server_close()


@pytest.fixture
def asked(preview: Preview) -> Iterator[Asked]:
    with closing(Asked(preview)) as server:
        yield server


def test_a_page_comes_with_a_script_of_the_servers_own(asked: Asked) -> None:
    text = asked.get("/b1/").decode()
    (address,) = re.findall(r'<script src="(/briefings-reload-[0-9]+\.js)"></script></body>', text)
    assert (asked.status, asked.headers["Content-Type"]) == ("200", "text/html")
    assert "<script>\nvar livereload" not in text
    script = asked.get(address).decode()
    assert (asked.status, asked.headers["Content-Type"]) == ("200", "application/javascript")
    assert f"livereload({address[18:-3]}, " in script
    assert "<script" not in script


def test_what_is_no_page_comes_as_it_is(asked: Asked, preview: Preview) -> None:
    assert asked.get("/feed.json") == preview.pages.give("feed.json")
    assert asked.headers["Content-Length"] == str(len(preview.pages.give("feed.json") or b""))


def test_a_folder_leads_to_its_page(asked: Asked) -> None:
    asked.get("/b1")
    assert (asked.status, asked.headers["Location"]) == ("302", "/b1/")


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/../mkdocs.yml", "/b1/../../mkdocs.yml", "/b1/\0", "/briefings-reload-" + "9" * 5000 + ".js"]
)
def test_what_is_not_there_is_not_found(path: str, asked: Asked) -> None:
    asked.get(path)
    assert asked.status == "404"


def test_a_page_that_cannot_be_written_is_told_in_one_line(
    asked: Asked, preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    (preview.site / "b1/index.html").mkdir(parents=True)
    assert asked.get("/b1/") == b"This page cannot be shown: the terminal says why."
    assert asked.status == "500"
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("briefings: a page cannot be shown: ")
    (preview.site / "b1/index.html").rmdir()
    assert b"is named" in asked.get("/b1/")
