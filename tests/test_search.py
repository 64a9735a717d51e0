"""The search of a finished site: what it finds, held against the theme's own, and what it costs."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Page, expect
from projects import ROOT, briefings, built, files, indexed, need, page, shared, site_of, write
from test_languages import site as in_language

from builder.render.assets import SEARCHING, WORKER, assets
from builder.search.pages import Searched, searched
from builder.search.shards import INDEX
from builder.search.shards import files as shards
from builder.search.words import Words

ASK = """async ([address, docs, config, queries]) => {
    const worker = new Worker(address)
    const ask = (type, data, until) => new Promise(done => {
        worker.addEventListener("message", function hear({ data: answer }) {
            if (answer.type !== until) return
            worker.removeEventListener("message", hear)
            done(answer.data)
        })
        worker.postMessage({ type, data })
    })
    await ask(0, { config, docs, options: { suggest: true } }, 1)
    const found = []
    for (const query of queries) found.push((await ask(2, query, 3)).items)
    worker.terminate()
    return found
}"""
"""Asks a worker in the theme's words: its settings, then queries one after another."""
MOST = 100_000
"""Bytes, packed, that a query may fetch, its first script and all."""
TOP = 10


def config_of(site: Path) -> dict[str, Any]:
    return dict(json.loads((site / INDEX).read_text("utf-8"))["config"])


def ask(tab: Page, site: Path, home: str, *queries: str, **config: Any) -> list[Any]:
    """What our worker answers."""
    return list(tab.evaluate(ASK, [home + WORKER, [], {**config_of(site), **config}, [*queries]]))


def ask_theirs(tab: Page, site: Path, home: str, *queries: str, **config: Any) -> list[Any]:
    """What the theme's own answers from all entries."""
    told = {**config_of(site), **config}
    docs = [{name: value for name, value in each.items() if value is not None} for each in indexed(site)]
    return list(tab.evaluate(ASK, [home + told["lunr"], docs, told, [*queries]]))


def places(items: list[Any]) -> list[str]:
    """Pages of results, the best first."""
    return [group[0]["location"].partition("#")[0] for group in items]


# ── what it finds ──────────────────────────────────────────────────────────────────────────────

ENGLISH = [
    *("iran", "shoigu", "Dehghan", "agreement", "2015", "consolid", "corrections", "verified", "afp"),
    *("military cooperation", "theoretic base", "minister of defence", "un security council resolution 1929"),
    *("AFP report from Tehran", "Sergei Shoigu", "iran russia military agreement meddling"),
    *('"great step"', '"military cooperation" iran', "+iran +agreement", "title:sanctions", "iran^3 russia"),
    *("دهقان", "Шойгу", "Сергей"),
]
NOTHING = ["zzzznothing", '"zzzz iran"', "+zzzz", "   ", "-", '"', "+", ":", "title:", "*"]


@pytest.mark.core
@pytest.mark.browser
def test_no_page_that_comes_first_in_the_themes_own_search_is_missing(
    flagship: str, tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    site = site_of("flagship", tmp_path_factory)
    page.goto(flagship)
    theirs, ours = (each(page, site, flagship, *ENGLISH) for each in (ask_theirs, ask))
    for query, one, other in zip(ENGLISH, theirs, ours, strict=True):
        assert len(one) > 0, query
        assert {*places(one)} <= {*places(other)}, query
        best = {*places(other)[: 2 * TOP]}
        scores = {group[0]["location"].partition("#")[0]: max(each["score"] for each in group) for group in one}
        tenth = sorted(scores.values(), reverse=True)[:TOP][-1]
        assert {place for place, score in scores.items() if score > tenth} <= best, query
    assert [each for each in ask(page, site, flagship, *NOTHING) if each] == []


PERSIAN = ["توافق", "دریاچه", "Reporter", "شد", "+توافق"]
RUSSIAN = ["озеро", "договор", "Reporter", "паром"]


@pytest.mark.browser
@pytest.mark.parametrize(("tag", "queries"), [("fa", PERSIAN), ("ru", RUSSIAN)])
def test_sites_of_other_languages_find_what_the_theme_found(
    tag: str, queries: list[str], tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    site = in_language("scripts", tag, "mkdocs", tmp_path_factory)
    words = sorted({word for each in indexed(site) for word in re.findall(r"\w{4,}", each["title"])})
    for home in serve(site):
        page.goto(home)
        asked = [*queries, *words[::7]]
        theirs, ours = (each(page, site, home, *asked) for each in (ask_theirs, ask))
        assert sum(map(len, theirs)) > 10
        for query, one, other in zip(asked, theirs, ours, strict=True):
            assert {*places(one)} <= {*places(other)}, query


@pytest.mark.browser
def test_words_are_marked_and_a_result_leads_to_its_section(
    flagship: str, tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    page.goto(flagship)
    (items,) = ask(page, site_of("flagship", tmp_path_factory), flagship, "theoretic base")
    first = items[0][0]
    assert first["location"] == "quotes/#sputnik-2015-01-20/great-step"
    assert "<mark>theoretic</mark> <mark>base</mark>" in first["title"]
    assert first["terms"] == {"theoretic": True, "base": True}
    assert {"location": "quotes/", "title": "Quotes", "text": "", "score": 0, "terms": {}} in items[0]
    scores = [group[0]["score"] for group in items]
    assert scores == sorted(scores, reverse=True)


PARTS = [
    "lake's “Quay”, u.s. AT&T",
    "می‌شود. شویگو",
    "军事合作協議",
    "第12条 a。b ฉันรัก",
    "well-known —x— ≠ ½ ² é",
    "İI ΣΟΦΟΣ",
]


@pytest.mark.browser
@pytest.mark.parametrize("separator", [r"[\s\-]+", r"[\s\-,:!=\[\]()\"`/]+|\.(?!\d)", r"\s+|(?<=[a-z])(?=[A-Z])"])
def test_a_browser_parts_words_as_the_build_does(separator: str, page: Page) -> None:
    texts = [*PARTS, *(ROOT / "briefings/index.md").read_text("utf-8").split("\n\n")]
    script = next(str(each.text) for each in assets() if each.path == SEARCHING)
    page.goto("about:blank")
    page.add_script_tag(content=script)
    asked = "([text, separator]) => [...wordsIn(text, separator)].map(([word]) => word)"
    parts = Words(separator)
    for text in texts:
        once = text.lower().replace("<", " ").replace("&", "+")
        assert sorted({*page.evaluate(asked, [once, separator])}) == sorted(parts.counted(once)), text


# ── what the settings say ──────────────────────────────────────────────────────────────────────

SETTINGS = "site_name: Lake\ntheme: {name: material, font: false}\nplugins:\n%s"


def lake(folder: Path, plugins: str, **more: str | bytes) -> Path:
    project = write(folder / "project", {"mkdocs.yml": SETTINGS % plugins, **LAKE, **more})
    return built(project, folder / "site")


LAKE = {
    "briefings/ferries.md": page("## Crossings {#crossings}\n\nThe ferries were crossing.", title="Ferries"),
    "briefings/quay.md": page("A snake_case_word of the ferry. " + "Water. " * 30, title="The quay"),
    "briefings/hidden.md": page("A secret draft of the ferry, zarquon.", title="Hidden", status="draft"),
}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("options", "query", "found"),
    [
        ("{}", "crossings", {"ferries/"}),
        ("{}", "crossed", set()),
        ("{pipeline: [stemmer]}", "crossed", {"ferries/"}),
        ("{pipeline: [stemmer], lang: [en, ru]}", "crossed", {"ferries/"}),
        ("{}", "case", set()),
        (r"{separator: '[\s\-_]+'}", "case", {"quay/"}),
        ("{}", "zarquon", set()),
        ("{}", '"the ferries"', {"ferries/"}),
    ],
)
def test_the_authors_options_of_the_search_count(
    options: str, query: str, found: set[str], tmp_path: Path, page: Page
) -> None:
    site = lake(tmp_path, f"  - search: {options}\n  - briefings\n")
    for home in serve(site):
        page.goto(home)
        (items,) = ask(page, site, home, query)
        own = {each for each in places(items) if each in ("ferries/", "quay/", "hidden/")}
        assert own == found


def test_a_draft_is_in_no_file_of_the_search(tmp_path: Path) -> None:
    site = lake(tmp_path, "  - search\n  - briefings\n")
    held = b"".join(data for path, data in files(site / "search").items() if path.endswith(".json"))
    assert b"ferries" in held
    assert b"zarquon" not in held
    assert b"hidden" not in held


def test_a_site_without_the_search_has_none_of_its_files(tmp_path: Path) -> None:
    site = lake(tmp_path, "  - briefings\n")
    assert not (site / "search").exists()
    assert 'name="query"' not in (site / "quay/index.html").read_text("utf-8")


@pytest.mark.slow
def test_another_theme_keeps_its_own_search(tmp_path: Path) -> None:
    config = "site_name: Lake\ntheme: {name: readthedocs}\nplugins: [search, briefings]\n"
    project = write(tmp_path / "project", {"mkdocs.yml": config, **LAKE})
    run = briefings("build", "--site-dir", tmp_path / "site", cwd=project)
    assert run.returncode == 0, run.stderr
    assert len(json.loads((tmp_path / "site" / INDEX).read_text("utf-8"))["docs"]) > 3
    assert not (tmp_path / "site/search/words").exists()


def test_where_an_authors_template_asks_the_theme_it_has_the_whole_index(tmp_path: Path) -> None:
    theme = "theme: {name: material, font: false, custom_dir: own}"
    config = (SETTINGS % "  - search\n  - briefings\n").replace("theme: {name: material, font: false}", theme)
    project = write(tmp_path / "project", {"mkdocs.yml": config, **LAKE, "own/main.html": '{% extends "base.html" %}'})
    site = built(project, tmp_path / "site")
    docs = json.loads((site / INDEX).read_text("utf-8"))["docs"]
    assert [each["location"] for each in docs] == [each["location"] for each in indexed(site)]
    assert "workers/search" in (site / "quay/index.html").read_text("utf-8")


def test_a_separator_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    config = SETTINGS % "  - search: {separator: '[a'}\n  - briefings\n"
    run = briefings("build", cwd=write(tmp_path, {"mkdocs.yml": config, **LAKE}))
    assert run.returncode == 1
    assert "the search's `separator` is no expression that can be read: unterminated character set" in run.stderr
    assert "Traceback" not in run.stderr


HOOK = """
from pathlib import Path
from mkdocs.plugins import event_priority
@event_priority(-500)
def on_post_build(config):
    path = Path(config.site_dir, "search/words/0.json")
    %s
"""


@pytest.mark.parametrize(
    ("does", "rule"), [("path.write_text('[]')", "unmeant-file"), ("path.unlink()", "missing-output")]
)
def test_a_file_of_the_search_that_is_gone_or_not_as_it_was_made_is_an_error(
    does: str, rule: str, tmp_path: Path
) -> None:
    config = SETTINGS % "  - search\n  - briefings\n" + "hooks: [hook.py]\n"
    project = write(tmp_path / "project", {"mkdocs.yml": config, **LAKE, "hook.py": HOOK % does})
    run = briefings("build", cwd=project)
    assert run.returncode == 1
    assert f"error[{rule}]: `search/words/0.json`" in run.stderr


# ── what it costs ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
@pytest.mark.browser
def test_the_index_is_fetched_when_it_is_first_asked(
    flagship: str, tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda each: asked.append(urlsplit(each.url).path.lstrip("/")))
    with page.expect_request(lambda each: each.url.endswith(INDEX)):  # its script may still be read on a busy machine
        page.goto(flagship + BRIEFING, wait_until="networkidle")
    page.wait_for_load_state("networkidle")
    assert [each for each in asked if "search" in each or "sitemap" in each] == [INDEX]
    assert len(files(site_of("flagship", tmp_path_factory))[WORKER]) < 1500
    page.keyboard.press("/")
    page.keyboard.type("theoretic")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert {each.split("/")[1] for each in asked if each.startswith("search/")} > {"words", "texts"}
    assert asked.count(WORKER) == 1


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["**/search/beginnings.json*", "**/briefings/searching.js", f"**/{WORKER}"])
def test_a_search_that_cannot_be_fetched_says_so_and_tries_again(missing: str, flagship: str, page: Page) -> None:
    page.context.route(missing, lambda route: route.abort())
    page.goto(flagship, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("theoretic")
    expect(page.locator(".md-search-result__meta")).to_have_text("The search could not be fetched: try once more")
    page.context.unroute(missing)
    page.keyboard.type(" base")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^4 matching"))


WORDS = "agency audit budget bridge canal council court delta estimate ferry grain harbour inquiry judge lake".split()


def many(count: int) -> Iterator[Searched]:
    """Pages of a large site, in their order: every word on many of them, in texts of the usual length."""
    parts = Words()
    names = sorted(f"{'people' if number % 3 else 'sources'}/{number:05}-x/" for number in range(count))
    for place, name in enumerate(names):
        words = [
            WORDS[(place * step + step) % len(WORDS)] + (str(place % 997) if step % 3 == 0 else "")
            for step in range(1, 60)
        ]
        sections = [
            {"location": f"{name}#s{part}", "title": f"Part {part}", "text": f"<p>{' '.join(words[part:] * 2)}</p>"}
            for part in range(8)
        ]
        yield searched([{"location": name, "title": f"{WORDS[place % 15]} {place}", "text": ""}, *sections], parts)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship's pages before the index of a much larger site."""

    def make(folder: Path) -> None:
        site = site_of("flagship", tmp_path_factory)
        for path, data in shards(many(3000), config_of(site)):
            write(folder, {path: data})
        for path, data in files(site).items():
            if not path.startswith("search/"):
                write(folder, {path: data})

    return shared(tmp_path_factory, "large", make)


@pytest.mark.browser
@pytest.mark.parametrize("query", ["ferry", "f", "ferry harbour", '"grain inquiry judge"', "lake 2718", "a e i"])
def test_a_query_of_a_large_site_fetches_little(query: str, large: Path, page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda each: asked.append(urlsplit(each.url).path.lstrip("/")))
    for home in serve(large):
        page.goto(home, wait_until="networkidle")
        asked.clear()
        (items,) = ask(page, large, home, query)
        assert len(items) > 20
        fetched = [each for each in asked if each.startswith("search/") or "search" in each.rpartition("/")[2]]
        assert len(fetched) > 10
        assert sum(len(gzip.compress((large / each).read_bytes(), 6)) for each in fetched) <= MOST


@pytest.mark.browser
def test_a_long_list_says_that_it_is_cut_and_a_kind_is_looked_for_among_all(large: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    for home in serve(large):
        page.goto(home, wait_until="networkidle")
        page.keyboard.press("/")
        page.keyboard.type("ferry")
        meta = page.locator(".md-search-result__meta")
        expect(meta).to_have_text(re.compile(r"^The best \d+ of \d{3,4} pages found: one word more finds fewer$"))
        page.get_by_role("button", name="Sources").click()
        sources = page.locator(".md-search-result__item:not([hidden])[data-kind=source]")
        expect(sources.nth(9)).to_be_attached()
        expect(page.locator(".md-search-result__item:not([data-kind=source])")).to_have_count(0)
        page.get_by_role("button", name="All").click()
        expect(page.locator(".md-search-result__item[data-kind=person]").first).to_be_attached()
        page.keyboard.press("Escape")


@pytest.mark.browser
def test_hostile_titles_and_texts_are_only_shown(tmp_path: Path, page: Page) -> None:
    need("mkdocs")
    title = "Lake <img src=x onerror=alert(1)> &lt;b&gt; </script>"
    files = {
        "briefings/lake.md": f"---\ntitle: {json.dumps(title)}\nsummary: Zarquon <svg onload=alert(1)> & co.\n---\n\nText.\n"
    }
    site = lake(tmp_path, "  - search\n  - briefings\n", **files)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for home in serve(site):
        page.goto(home, wait_until="networkidle")
        page.keyboard.press("/")
        page.keyboard.type("lake zarquon")
        result = page.locator(".md-search-result__item").first
        expect(result).to_contain_text("Lake <img src=x onerror=alert(1)>")
        expect(result).to_contain_text("Zarquon <svg onload=alert(1)> & co.")
        assert result.locator("img, script, [onerror], [onload]").count() == 0
