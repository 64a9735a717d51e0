"""A page on paper: what the printed page says is read back from the document that the browser makes of it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, Page, expect
from projects import archived, built, shared, write
from projects import page as manuscript

pytestmark = pytest.mark.browser

SITE = "https://lake.example.org/briefings/"
TEXT = "The ferries will run again on Monday. Nobody said when the fish come back to the lake."
QUOTE = """title: Ferries run again
publisher: Lake Post
published: 2015-03-02
archived: 2015-03-04
url: https://post.example.org/2015/03/02/ferries.html
publish: full
quotes:
  again: {exact: The ferries will run again, kind: statement}
"""
BODY = """The post says “The ferries will run again” [@post/again]; a council agrees [@council].
See [the harbour](https://harbour.example.org/office).

<details>
<summary>More on the harbour</summary>
<p>It has forty berths.</p>
</details>

??? note "Folded"

    Twelve of them are free.

| Berth | Boats |
| --- | ---: |
| North | 3 |
"""


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        settings = f"site_name: Lake\nsite_url: {SITE}\nmarkdown_extensions: [admonition, pymdownx.details]\n"
        council = {
            "sources/council.yaml": "title: Resolution 7\npublisher: Lake Council\nurl: https://council.example.org/7\n"
        }
        files = {"mkdocs.yml": settings, "briefings/ferries.md": manuscript(BODY), **council}
        write(folder / "project", {**files, **archived("post", TEXT, QUOTE)})
        built(folder / "project", folder / "site")

    yield from serve(shared(tmp_path_factory, "lake", make) / "site")


def printed(page: Page, address: str, to: Path) -> str:
    """The text of a page as printed, blanks folded and words that were parted at a line's end whole again."""
    program = shutil.which("pdftotext")
    if not program and not os.environ.get("CI"):
        pytest.skip("no pdftotext is installed (poppler-utils)")
    assert program, "no pdftotext is installed (poppler-utils)"
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.pdf(path=to / "page.pdf", format="A4", prefer_css_page_size=True)
    run = subprocess.run([program, "-raw", to / "page.pdf", "-"], capture_output=True, check=True, timeout=60)
    return " ".join(run.stdout.decode("utf-8").split())


def close(text: str) -> str:
    """Without any blank: an address may be broken anywhere."""
    return "".join(text.split())


def test_a_note_on_paper_leads_to_the_passage_without_a_link(lake: str, page: Page, tmp_path: Path) -> None:
    text = printed(page, f"{lake}ferries/", tmp_path)
    assert "“The ferries will run again”" in text
    assert f"{SITE}sources/post/#again" in close(text)
    assert "kept 4 March 2015" in text
    assert re.search(r"fingerprint [0-9a-f]{8}\.", text)
    assert "<https://post.example.org/2015/03/02/ferries.html>" in close(text)


def test_a_reference_on_paper_has_the_address_of_its_record(lake: str, page: Page, tmp_path: Path) -> None:
    text = printed(page, f"{lake}ferries/", tmp_path)
    assert f"Itsrecord:{SITE}sources/council/." in close(text)
    assert "<https://council.example.org/7>" in close(text)


@pytest.mark.core
def test_statuses_links_and_folded_text_are_on_paper(lake: str, page: Page, tmp_path: Path) -> None:
    text = printed(page, f"{lake}ferries/", tmp_path)
    assert "verified word for word]" in text
    assert "cannot be checked: no archived text]" in text
    assert "the harbour <https://harbour.example.org/office>" in text
    assert "It has forty berths." in text
    assert "Twelve of them are free." in text
    assert "Search" not in text


@pytest.mark.core
def test_a_briefing_on_paper_has_every_note_with_its_address(flagship: str, page: Page, tmp_path: Path) -> None:
    text = close(printed(page, f"{flagship}{BRIEFING}", tmp_path))
    notes = page.locator(".footnote > ol > li")
    assert notes.count() > 40
    for note in notes.all():
        address = note.locator(".ab-address").text_content() or ""
        assert address.startswith("sources/")
        assert address in text
        verdict = note.locator(".ab-verdict").text_content() or ""
        assert f"{close(verdict)}]" in text


def test_paper_is_light_on_a_dark_system(flagship: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("article .ab-prose").first.evaluate("each => getComputedStyle(each).color") == "rgb(28, 27, 25)"
    context.close()


@pytest.mark.core
def test_what_is_pressed_or_followed_is_not_on_paper(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(media="print")
    for selector in (".md-header", ".md-sidebar", ".md-footer", ".headerlink", ".footnote-backref", "article button"):
        shown = page.locator(selector).evaluate_all("all => all.filter(each => each.getClientRects().length).length")
        assert shown == 0, selector


def test_a_passage_keeps_its_line_on_paper(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}sources/sputnik-2015-01-20/")
    page.emulate_media(media="print")
    passage = page.locator("mark.ab-quote").first
    assert passage.evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    assert passage.evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"


@pytest.mark.core
def test_pages_break_where_nothing_is_torn(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(media="print")
    inside = "all => [...new Set(all.map(each => getComputedStyle(each).breakInside))]"
    for selector in ("article tr", ".footnote > ol > li", "article h2"):
        assert page.locator(selector).evaluate_all(inside) == ["avoid"], selector
    after = "all => [...new Set(all.map(each => getComputedStyle(each).breakAfter))]"
    assert page.locator("article :is(h2, h3)").evaluate_all(after) in (["avoid"], ["avoid-page"])
    heads = page.locator("article thead").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).display))]"
    )
    assert heads == ["table-header-group"]
    size = page.locator("article > p:not([class])").last.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size == pytest.approx(10.5 * 96 / 72, abs=0.1)


def test_what_only_paper_says_is_not_on_the_screen(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    shown = page.locator(".ab-print").evaluate_all("all => all.filter(each => each.getClientRects().length).length")
    assert shown == 0
