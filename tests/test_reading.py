"""What the most demanding reader met on finished pages: markup that leaked, lines that broke in the wrong place."""

import re
from collections.abc import Iterator

import pytest
from browsing import BRIEFING
from lake import lake
from playwright.sync_api import Browser, Page, expect
from projects import elements, parse, site_of, words
from test_accessibility import faults, opened
from test_cards import swapping

pytestmark = pytest.mark.browser

PROJECTS = ("flagship", "whole", "scripts", "timeline", "weighed", "bare")
LINES = "each => each.getClientRects().length"


@pytest.fixture(scope="session")
def lakeside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory)


@pytest.fixture(scope="session")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory, "fa")


@pytest.mark.core
@pytest.mark.parametrize(
    "project", ["flagship", "whole", *(pytest.param(name, marks=pytest.mark.slow) for name in PROJECTS[2:])]
)
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


@pytest.mark.core
@pytest.mark.parametrize(
    ("wide", "high"),
    [(1280, 800), (620, 900), *(pytest.param(*size, marks=pytest.mark.slow) for size in ((1280, 720), (760, 600)))],
)
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


MARK_HAS_THE_FOCUS = """() => {
    const mark = document.activeElement;
    const box = mark.getBoundingClientRect();
    return mark.matches("a.footnote-ref") && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight
        && getComputedStyle(mark).backgroundColor !== "rgba(0, 0, 0, 0)";
}"""


@pytest.mark.parametrize("how", ["click", "Enter"])
def test_the_way_back_from_a_note_gives_the_focus_to_its_mark(how: str, flagship: str, page: Page) -> None:
    """That of a note which shares its mark with others too."""
    page.goto(flagship + BRIEFING)
    for number in (0, 3, 20):
        back = page.locator("a.footnote-backref").nth(number)
        back.click() if how == "click" else back.press(how)
        page.wait_for_function(MARK_HAS_THE_FOCUS)


# ── the search ─────────────────────────────────────────────────────────────────────────────────


def test_words_that_no_key_typed_are_searched_too(flagship: str, page: Page) -> None:
    """Pasted by mouse, dictated, or composed letter by letter."""
    page.goto(flagship)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("Шойгу")
    expect(page.locator(".md-search-result__item", has_text="Sergei Shoigu").first).to_be_visible()


# ── axe, with cards ────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
@pytest.mark.parametrize(
    ("what", "size", "scheme"),
    [
        ("several notes", "desk", "light"),
        ("a note", "phone", "dark"),
        *(
            pytest.param(what, size, scheme, marks=pytest.mark.slow)
            for scheme in ("light", "dark")
            for what, size in (("a note", "desk"), ("several notes", "desk"), ("a name", "desk"), ("a note", "phone"))
            if (what, scheme) not in {("several notes", "light")} and (size, scheme) != ("phone", "dark")
        ),
    ],
)
def test_no_open_card_has_a_fault(what: str, size: str, scheme: str, flagship: str, browser: Browser) -> None:
    page = opened(browser, scheme, size)
    page.goto(flagship + BRIEFING)
    marks = {
        "a note": page.locator("article a.footnote-ref").filter(has_not_text="–").first,
        "several notes": page.locator("article a.footnote-ref", has_text="–").first,
        "a name": page.locator("article button.ab-more").first,
    }
    marks[what].press("Enter")
    expect(page.locator(".ab-card:popover-open")).to_be_focused()
    assert list(faults(page)) == []
    page.context.close()


# ── cards and what becomes of them ─────────────────────────────────────────────────────────────


def test_a_link_in_a_card_swaps_the_page_and_the_card_is_gone(browser: Browser, lakeside: str) -> None:
    """Where pages are exchanged without a load: the window is the same, the page another."""
    page = browser.new_context().new_page()
    swapping(page, lakeside)
    page.goto(f"{lakeside}lake/")
    page.evaluate("window.same = true")
    page.locator("article a.footnote-ref").first.press("Enter")
    page.locator(".ab-card").get_by_role("link", name="Open the passage").press("Enter")
    page.wait_for_url("**/sources/talks/#again")
    expect(page.locator("xpath=//mark[@id='again']")).to_be_focused()
    assert page.evaluate("window.same") is True
    assert page.locator(".ab-card:popover-open").count() == 0
    page.context.close()


FIRST_FRAME = """() => new Promise(done => {
    const card = document.querySelector(".ab-card");
    matchMedia("print").addEventListener("change", () => done(getComputedStyle(card).display), { once: true });
    window.waiting = true;
})"""


def test_a_pinned_card_is_not_in_the_first_frame_on_paper(flagship: str, page: Page) -> None:
    page.goto(flagship + BRIEFING)
    page.locator("article a.footnote-ref").first.press("Enter")
    expect(page.locator(".ab-card:popover-open")).to_be_focused()
    page.evaluate(f"window.first = ({FIRST_FRAME})(); null")
    page.emulate_media(media="print")
    assert page.evaluate("window.first") == "none"


def test_in_forced_colours_cards_marks_and_statuses_do_without_colour(flagship: str, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(flagship + BRIEFING)
    page.locator("article a.footnote-ref").first.press("Enter")
    card = page.locator(".ab-card:popover-open")
    assert card.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") >= 2
    lines = page.locator("article a.footnote-ref").evaluate_all(
        "all => all.map(each => getComputedStyle(each).textDecorationLine)"
    )
    assert {*lines} == {"underline"}
    assert "" not in {each.strip() for each in card.locator(".ab-verdict").all_inner_texts()}
    page.goto(f"{flagship}sources/sputnik-2015-01-20/")
    marks = page.locator("mark.ab-quote").evaluate_all(
        "all => all.map(each => getComputedStyle(each).textDecorationLine)"
    )
    assert {*marks} == {"underline"}
    context.close()


def test_a_quotation_in_a_card_has_one_line_where_its_words_begin(persian: str, page: Page) -> None:
    """On a page from right to left: words in Latin letters begin at the left, Persian ones at the right."""
    page.goto(f"{persian}lake/")
    sides = "each => [getComputedStyle(each).borderLeftWidth, getComputedStyle(each).borderRightWidth].map(parseFloat)"
    for label, left in (("talks/calm", True), ("fa/boats", False)):
        page.locator(f"xpath=//*[@id='fnref:{label}']/ancestor-or-self::sup/a").press("Enter")
        widths = page.locator(".ab-card__quote").evaluate(sides)
        assert [bool(each) for each in widths] == [left, not left], label
        page.keyboard.press("Escape")
