"""Notes in the margin: a reader's choice, only where there is room, and never the only place."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from lake import lake
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

CHOICE = "Notes in the margin"
BOXES = """all => all.filter(each => each.getClientRects().length).map(each => {
    const box = each.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Without a table of contents beside the text."""
    yield from lake(tmp_path_factory)


@pytest.fixture(scope="session")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory, "fa")


def chosen(page: Page, address: str, wide: int) -> Page:
    page.add_init_script("localStorage.setItem('ab-margins', 'on')")
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(address)
    return page


def shown(page: Page) -> list[list[float]]:
    found = page.locator(".ab-margin").evaluate_all(BOXES)
    return [[*each] for each in found]


@pytest.mark.core
def test_notes_stand_in_the_margin_when_a_reader_asks_and_go_on_to_do_so(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}lake/")
    button = page.get_by_role("button", name=CHOICE)
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.locator(".ab-margin").count() == 0
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    first = page.locator(".ab-margin").first
    expect(first).to_be_visible()
    lines = first.locator(".ab-margin__line").all_text_contents()
    assert lines == ["1 · Lake Post", "20 January 2015 · verified"]
    page.reload()
    expect(page.locator(".ab-margin").first).to_be_visible()
    page.get_by_role("button", name=CHOICE).click()
    page.reload()
    assert page.locator(".ab-margin").count() == 0


@pytest.mark.core
@pytest.mark.parametrize("wide", [1220, *(pytest.param(wide, marks=pytest.mark.slow) for wide in (1280, 1920)), 1700])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_margin_notes_neither_overlap_nor_leave_the_window(
    language: str, wide: int, site: str, persian: str, page: Page
) -> None:
    chosen(page, f"{site if language == 'en' else persian}lake/", wide)
    boxes = shown(page)
    assert len(boxes) > 8
    for one, other in combinations(boxes, 2):
        assert one[3] <= other[1] or other[3] <= one[1], (one, other)
    text = page.locator("article > p", has_text="Ana Berg").first.bounding_box()
    assert text
    for left, _, right, _ in boxes:
        assert left >= 0
        assert right <= wide
        assert left >= text["x"] + text["width"] if language == "en" else right <= text["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_beside_a_table_of_contents_they_stand_only_where_both_have_room(flagship: str, page: Page) -> None:
    chosen(page, f"{flagship}russia-iran-2015/", 1700)
    boxes = shown(page)
    contents = page.locator(".md-sidebar--secondary").bounding_box()
    assert contents
    assert len(boxes) > 30
    assert max(right for _, _, right, _ in boxes) <= contents["x"]
    for one, other in combinations(boxes, 2):
        assert one[3] <= other[1] or other[3] <= one[1]
    for wide in (1280, 1590):
        page.set_viewport_size({"width": wide, "height": 900})
        assert shown(page) == []
        expect(page.get_by_role("button", name=CHOICE)).to_have_count(0)


def test_a_margin_note_has_two_lines_at_most_and_its_verdict_is_never_cut(flagship: str, page: Page) -> None:
    chosen(page, f"{flagship}russia-iran-2015/", 1700)
    notes = page.locator(".ab-margin")
    assert (
        notes.evaluate_all(
            "all => Math.max(...all.map(each => each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).fontSize)))"
        )
        <= 2 * 1.4 + 0.1
    )
    cut = "all => all.filter(each => each.getBoundingClientRect().right > each.closest('.ab-margin').getBoundingClientRect().right + 1).length"
    assert page.locator(".ab-margin .ab-verdict").evaluate_all(cut) == 0


@pytest.mark.parametrize("wide", [390, 1219])
def test_below_that_width_there_are_none(wide: int, site: str, page: Page) -> None:
    chosen(page, f"{site}lake/", wide)
    assert shown(page) == []
    assert page.locator(".ab-margin-choice").evaluate("each => getComputedStyle(each).display") == "none"


def test_they_are_no_part_of_what_is_read_out_printed_or_selected(site: str, page: Page) -> None:
    chosen(page, f"{site}lake/", 1280)
    assert page.locator(".ab-margin:not([aria-hidden=true])").count() == 0
    assert page.locator(".ab-margin :is(a, button, [tabindex])").count() == 0
    assert page.locator(".ab-margin").first.evaluate("each => getComputedStyle(each).userSelect") == "none"
    paragraph = page.locator("article > p", has_text="spoke").first
    assert "Lake Post" not in paragraph.aria_snapshot()
    page.emulate_media(media="print")
    assert shown(page) == []


def test_each_note_stands_in_the_margin_once(site: str, page: Page) -> None:
    chosen(page, f"{site}lake/", 1280)
    numbers = page.locator(".ab-margin").evaluate_all("all => all.map(each => each.textContent.split(' ')[0])")
    assert len(numbers) == len({*numbers})
    assert {"4", "5", "6", "7", "8"} <= {*numbers}


def test_a_browser_that_keeps_nothing_still_shows_them(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('none'); }})")
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{site}lake/")
    page.get_by_role("button", name=CHOICE).click()
    expect(page.locator(".ab-margin").first).to_be_visible()
    assert [each for each in failed if "briefings" in each] == []
    context.close()


def test_a_page_without_notes_has_no_choice(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}background/quay/")
    assert page.locator(".ab-margin-choice").count() == 0
