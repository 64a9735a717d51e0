"""What a page costs its reader: bytes, and letters that move while it loads. The figures are printed with `pytest -s`."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import pytest
import rcssmin
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, Page, Response, expect
from projects import ROOT, built, compiled, need, shared, site_of, write
from walking import sample

from benchmarks.projects import Size, write_project

MORE = 2_000
"""Bytes of HTML, CSS and JavaScript, packed, that a briefing may have over the theme's page for the same text.

Our style sheet and script are 17,000, and of the page its description as linked data 3,500, the choice of colours, the
words of the interface, the policy and the worker that is still asleep 3,500. They are made up for by what of the theme's
style sheet no such page needs (12,000), and by the theme's worker, which fetches itself before anybody asks (12,000).
"""
FIRST, AROUND = 80_000, 66_000
"""Bytes, packed, of all that the first view of a briefing of usual length fetches but fonts, and without its own text."""
REQUESTS = 9
KINDS = {"document": "html", "stylesheet": "css", "script": "js"}
"""What is weighed, by what browsers call it."""
SOURCE = "sources/sputnik-2015-01-20/"
FONTS = 60_000
"""Bytes of fonts that the first view of a briefing may fetch."""
SHIFT = 0.02
"""Layout shift that a page may have; 0.1 is what is commonly called good."""


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def weight(site: Path, address: str, browser: Browser) -> dict[str, int]:
    """Bytes of all that a browser fetches to show a page, as a server packs them: its text, style sheets and scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    found = dict.fromkeys(KINDS.values(), 0)
    fetched: list[tuple[str, str]] = []
    page.on("response", lambda answer: fetched.append((answer.request.resource_type, urlsplit(answer.url).path)))
    for home in serve(site):
        page.goto(home + address, wait_until="networkidle")
    context.close()
    for kind, path in fetched:
        if kind in KINDS:
            found[KINDS[kind]] += packed(
                site / unquote(path).lstrip("/") / ("index.html" if kind == "document" else "")
            )
    return found


Fetched = dict[str, tuple[str, int]]


def first_view(site: Path, address: str, browser: Browser, width: int, scheme: Literal["light", "dark"]) -> Fetched:
    """All that a browser fetches to show a page, by path: the kind, and the bytes as a server packs them."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found: Fetched = {}

    def note(answer: Response) -> None:
        path = unquote(urlsplit(answer.url).path).lstrip("/")
        kind = answer.request.resource_type
        assert path not in found
        found[path] = kind, packed(site / path / ("index.html" if kind == "document" else ""))

    context.on("response", note)
    for home in serve(site):
        page.goto(home + address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
    context.close()
    return found


def within_budget(found: Fetched, **most: int) -> None:
    weights = {"document": 0, "font": 0, "around": 0}
    for kind, size in found.values():
        weights[kind if kind in weights else "around"] += size
    weights["all"] = weights["document"] + weights["around"]
    print(f"\n{len(found)} requests, {weights}: {found}")
    assert len(found) <= REQUESTS
    assert {kind: weights[kind] for kind in most if weights[kind] > most[kind]} == {}


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_first_view_of_a_briefing_keeps_within_its_budget(
    width: int, scheme: Literal["light", "dark"], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = site_of("flagship", tmp_path_factory)
    within_budget(first_view(site, BRIEFING, browser, width, scheme), around=AROUND, font=FONTS)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("briefings", [20, 60])
def test_the_first_view_of_a_briefing_of_usual_length_is_the_same_however_many_there_are(
    briefings: int, browser: Browser, tmp_path: Path
) -> None:
    write_project(tmp_path / "project", Size(briefings), None)
    site = built(tmp_path / "project", tmp_path / "site")
    within_budget(first_view(site, "briefing-13/", browser, 1280, "light"), all=FIRST, around=AROUND, font=FONTS)


def plain(folder: Path) -> None:
    """The same pages as the theme alone draws them: no template, style sheet or script of ours."""
    texts = {f"docs/{each.path}": each.text for each in compiled(ROOT).pages if each.path.endswith(".md")}
    config = "site_name: Annotated briefings\ntheme: {name: material, font: false}\n"
    config += "markdown_extensions: [attr_list, footnotes, tables, toc]\n"
    write(folder, {**texts, "mkdocs.yml": config})
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.core
@pytest.mark.browser
def test_a_briefing_is_little_heavier_than_the_theme_alone(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = weight(site_of("flagship", tmp_path_factory), BRIEFING, browser)
    theirs = weight(shared(tmp_path_factory, "plain", plain) / "site", BRIEFING, browser)
    more = {kind: ours[kind] - theirs[kind] for kind in ours}
    print(f"\npacked bytes of a briefing: {ours}; more than the theme alone: {more}, {sum(more.values())} in all")
    assert sum(more.values()) <= MORE


@pytest.mark.browser
def test_parts_that_few_need_are_fetched_when_they_are_needed(flagship: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url.rpartition("/assets/briefings/")[2]))
    page.set_viewport_size({"width": 1700, "height": 800})
    page.goto(flagship + BRIEFING, wait_until="networkidle")
    assert [each for each in fetched if not each.startswith("http")] == []

    def brings(part: str) -> None:
        page.wait_for_function("name => briefings[name]", arg=part.removesuffix(".js"))
        assert fetched.count(part) == 1

    page.get_by_role("button", name="Notes in the margin").click()
    brings("margins.js")
    expect(page.locator(".ab-margin").first).to_have_css("float", "inline-end")
    page.locator("p.ab-prose").nth(2).hover()
    brings("copying.js")
    page.get_by_role("textbox", name="Search").focus()
    brings("search.js")
    page.evaluate("location.hash = '#_cite'")
    expect(page.locator(".ab-copy")).to_have_count(3 if page.evaluate("isSecureContext") else 0)
    parts = ["copying.js", "margins.js", "search.js", "searching.js"]
    assert sorted(each for each in fetched if not each.startswith("http")) == parts


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "part"), [("quotes/", "filters"), ("topics/s-300/", "filters"), (SOURCE, "passage")]
)
def test_a_page_whose_readers_need_a_part_brings_it(address: str, part: str, flagship: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url.rpartition("/assets/briefings/")[2]))
    page.goto(flagship + address, wait_until="networkidle")
    assert [each for each in fetched if not each.startswith("http")] == [f"{part}.js"]


@pytest.mark.browser
def test_a_part_that_does_not_come_is_asked_for_again_and_all_else_works(flagship: str, page: Page) -> None:
    page.route("**/briefings/copying.js", lambda route: route.abort(), times=1)
    page.goto(flagship + BRIEFING)
    paragraph = page.locator("p.ab-prose").nth(2)
    with page.expect_event("requestfailed"):
        paragraph.hover()
    page.locator("h1").hover()
    paragraph.hover()
    expect(paragraph.locator("a.ab-permalink")).to_have_count(1)


@pytest.mark.browser
def test_a_packed_style_sheet_says_what_its_parts_say(page: Page) -> None:
    whole = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "builder/theme/styles").glob("*.css")))
    rules = """text => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        return [...sheet.cssRules].map(each => each.cssText.replace(/(?<=[,:])\\s+/g, '').replace(/\\s+/g, ' '))
    }"""
    plain, packed = page.evaluate(rules, whole), page.evaluate(rules, rcssmin.cssmin(whole))
    assert len(plain) > 300
    assert packed == plain


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_view_of_a_briefing_fetches_few_bytes_of_fonts(width: int, flagship: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    fetched: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            fetched.update({answer.url: len(answer.body())}) if answer.request.resource_type == "font" else None
        ),
    )
    page.goto(flagship + BRIEFING)
    page.evaluate("document.fonts.ready")
    context.close()
    print(f"\nfonts at {width} px: { {url.rpartition('/')[2]: size for url, size in fetched.items()} }")
    assert sum(fetched.values()) <= FONTS


SHIFTED = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    document.fonts.ready.then(() => setTimeout(() => done(sum), 300))
})"""


def shifts(page: Page, home: str, addresses: list[str]) -> Iterator[tuple[str, float]]:
    for address in addresses:
        page.goto(home + address)
        yield address, page.evaluate(SHIFTED)


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_nothing_moves_while_a_page_loads(
    width: int, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = site_of("flagship", tmp_path_factory)
    moved(site, width, browser)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_of_the_second_host_loads(
    width: int, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need("zensical")
    moved(site_of("flagship", tmp_path_factory, "--host", "zensical"), width, browser)


def moved(site: Path, width: int, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for home in serve(site):
        found = dict(shifts(page, home, sample(site)))
    context.close()
    print(f"\nmost shift at {width} px: {max(found.values()):.4f} on {max(found, key=lambda each: found[each]) or '/'}")
    assert {address: shift for address, shift in found.items() if shift >= SHIFT} == {}
