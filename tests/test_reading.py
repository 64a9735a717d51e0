"""What the most demanding reader met on finished pages: markup that leaked, lines that broke in the wrong place."""

import re
from collections.abc import Iterator

import pytest
from browsing import BRIEFING, serve
from lake import lake
from playwright.sync_api import Browser, Locator, Page, expect
from projects import article, elements, parse, site_of, words

pytestmark = pytest.mark.browser

PROJECTS = ("flagship", "whole", "scripts", "timeline", "weighed", "bare")
LINES = "each => each.getClientRects().length"


@pytest.mark.parametrize("project", PROJECTS)
def test_no_markup_of_ours_is_left_in_the_words_of_a_page(
    project: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two blocks without a blank line between them are one, and the attributes of the first are its words."""
    site = site_of(project, tmp_path_factory)
    for path in site.rglob("*.html"):
        root = parse(path.read_text("utf-8"))
        for own in elements(root, "article", class_="md-content__inner"):
            code = {id(inner) for each in elements(own, "pre") for inner in each.iter()}
            said = [words(each) for each in elements(own, "p") if id(each) not in code]
            assert [each for each in said if re.search(r"\{:? ?[.#]?(ab-|data-)|data-search-exclude", each)] == [], path


@pytest.mark.parametrize("wide", [320, 390, 768, 1280])
def test_no_date_of_a_page_is_broken_across_lines(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    for address in (BRIEFING, "background/sanctions/"):
        page.goto(flagship + address)
        dates = page.locator(".ab-dates .ab-dated")
        expect(dates.first).to_be_visible()
        assert set(dates.evaluate_all(f"all => all.map({LINES})")) == {1}


@pytest.mark.parametrize("wide", [320, 390])
def test_the_way_to_a_page_is_one_line_of_whole_words(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    for address in (BRIEFING, "sources/sputnik-2015-01-20/", "people/sergei-shoigu/"):
        page.goto(flagship + address)
        parts = page.locator(".ab-crumbs > *")
        assert parts.evaluate_all("all => all.filter(each => each.offsetHeight > 30)") == [], address
        links = page.locator(".ab-crumbs a")
        assert links.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth + 1)") == [], address


# ── cards ──────────────────────────────────────────────────────────────────────────────────────

ON_ITS_MARK = """() => {
    const mark = document.querySelector("article a.footnote-ref[aria-expanded]").getBoundingClientRect();
    const card = document.querySelector(".ab-card:popover-open").getBoundingClientRect();
    const inside = card.left >= 0 && card.right <= innerWidth && card.top >= 0 && card.bottom <= innerHeight;
    return [inside, card.top < mark.bottom - 2 && card.bottom > mark.top + 2];
}"""


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1280, 720), (760, 600), (620, 900)])
def test_a_card_never_lies_on_its_own_mark(wide: int, high: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(flagship + BRIEFING)
    marks = page.locator("article a.footnote-ref:visible")
    found = {"1–5": page.locator("article a.footnote-ref", has_text="–").first, "first": marks.first}
    found |= {str(number): marks.nth(number) for number in (4, 10, 28, 48)}
    for name, there in found.items():
        for place in (0.3, 0.45, 0.5, 0.55, 0.7):
            there.evaluate(f"each => scrollBy(0, each.getBoundingClientRect().top - {place} * innerHeight)")
            there.press("Enter")
            assert page.evaluate(ON_ITS_MARK) == [True, False], (name, place)
            page.keyboard.press("Escape")
