"""What a page costs its reader: bytes, and letters that move while it loads. The figures are printed with `pytest -s`."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, Page
from projects import ROOT, compiled, need, parse, shared, site_of, write
from walking import sample

MORE = 15_000
"""Bytes of HTML, CSS and JavaScript, packed, that our pages may have over the theme's for the same text."""
FONTS = 60_000
"""Bytes of fonts that the first view of a briefing may fetch."""
SHIFT = 0.02
"""Layout shift that a page may have; 0.1 is what is commonly called good."""


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def weight(site: Path, address: str) -> dict[str, int]:
    """Bytes of a page, its style sheets and its scripts, as a server packs them."""
    page = site / address / "index.html"
    root = parse(page.read_text("utf-8"))
    found = {"html": packed(page), "css": 0, "js": 0}
    files = [("css", each.get("href", "")) for each in root.iter("link") if each.get("rel") == "stylesheet"]
    files += [("js", each.get("src", "")) for each in root.iter("script") if each.get("src")]
    for kind, href in files:
        found[kind] += packed(site / urlsplit(urljoin(f"/{address}", href)).path.lstrip("/"))
    return found


def plain(folder: Path) -> None:
    """The same pages as the theme alone draws them: no template, style sheet or script of ours."""
    texts = {f"docs/{each.path}": each.text for each in compiled(ROOT).pages if each.path.endswith(".md")}
    config = "site_name: Annotated briefings\ntheme: {name: material, font: false}\n"
    config += "markdown_extensions: [attr_list, footnotes, tables, toc]\n"
    write(folder, {**texts, "mkdocs.yml": config})
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=True)


def test_a_briefing_is_little_heavier_than_the_theme_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = weight(site_of("flagship", tmp_path_factory), BRIEFING)
    theirs = weight(shared(tmp_path_factory, "plain", plain) / "site", BRIEFING)
    more = {kind: ours[kind] - theirs[kind] for kind in ours}
    print(f"\npacked bytes of a briefing: {ours}; more than the theme alone: {more}, {sum(more.values())} in all")
    assert sum(more.values()) <= MORE


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


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
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
