"""Notes as cards: by mouse, by keyboard and by touch, on either host, from left to right and from right to left."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browsing import hash_of
from lake import LONG, lake
from playwright.sync_api import Browser, Locator, Page, expect
from test_browser import hostile

__all__ = ["hostile"]  # a fixture

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"
IDS = "[...document.querySelectorAll('[id]')].map(each => each.id).filter((id, at, all) => all.indexOf(id) !== at)"
REST = 600
"""Milliseconds after which a card has opened, if it is going to."""
COPYING = "assets/briefings/copying.js"
"""What the mouse over a paragraph asks for, with or without cards."""


@pytest.fixture(params=["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)], scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory, host=request.param)


@pytest.fixture(scope="session")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory, "fa")


@pytest.fixture
def read(site: str, page: Page) -> Page:
    """The page about the lake, before a reader."""
    page.goto(f"{site}lake/")
    return page


@pytest.fixture
def timed(read: Page) -> Page:
    """The same with its clock stopped: time passes when a test says so, however busy the machine is."""
    read.clock.install(time=0)
    read.clock.pause_at(1000)
    return read


def swapping(page: Page, site: str) -> None:
    """The map of the site as it would be at its own address: with it the host swaps pages instead of loading them."""
    page.route(
        "**/sitemap.xml", lambda route: route.fulfill(body=route.fetch().text().replace("https://example.org/", site))
    )


def mark(page: Page, id: str) -> Locator:
    """The mark of a use, by its id."""
    return page.locator(f"xpath=//*[@id='fnref{id}']/ancestor-or-self::sup/a")


CALM, AGAIN, REF, ROW, LONGEST, OWN, LAST = (
    ":talks/calm",
    ":talks/again",
    ":ref",
    ":talks/empty",
    ":talks/long",
    ":own",
    "2:talks/fog",
)


def card(page: Page) -> Locator:
    return page.locator(".ab-card:popover-open")


def pointer_to(page: Page, element: Locator) -> None:
    """The mouse moves onto an element, as a hand moves it: not in one leap."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2 + 40, box["y"] + 60)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)


# ── what the marks and notes are ───────────────────────────────────────────────────────────────


@pytest.mark.core
def test_every_mark_is_a_link_to_its_note_whose_name_has_its_number(read: Page) -> None:
    marks = read.locator("article a.footnote-ref")
    assert marks.count() == 15
    for each in marks.all():
        assert each.evaluate("each => each.hash").startswith("#fn:")
        assert each.get_attribute("role") == "doc-noteref"
        assert (each.text_content() or "-") in (each.get_attribute("aria-label") or "")


def test_the_name_of_a_mark_tells_how_far_its_note_is_checked(read: Page) -> None:
    names = {id: mark(read, id).get_attribute("aria-label") for id in (CALM, REF, ROW, OWN)}
    assert names == {
        CALM: "Note 2, verified quotation",
        REF: "Note 3, cannot be checked",
        ROW: "Notes 4–8, verified quotations",
        OWN: "Note 10",
    }


@pytest.mark.core
def test_the_notes_are_a_section_with_a_heading_whose_ways_back_have_names_of_their_own(read: Page) -> None:
    notes = read.locator("[role=doc-endnotes]")
    expect(notes.get_by_role("heading", name="Notes")).to_be_visible()
    assert notes.locator("li").evaluate_all("all => all.filter(each => each.hasAttribute('role')).length") == 0
    backs = notes.locator("[role=doc-backlink]")
    names = backs.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert len(names) == len({*names}) == 19
    group = notes.get_by_role("group", name="Back to note 2 in the text")
    assert group.locator("[role=doc-backlink]").count() == 3


def test_each_note_of_a_row_has_a_way_back_to_the_one_mark(read: Page) -> None:
    for id in ("talks/empty", "talks/nobody", "talks/bells", "talks/fog", "talks/lamps"):
        read.locator(f"xpath=//li[@id='fn:{id}']//a[contains(@href, '#fnref:{id}')]").click()
        assert hash_of(read) == f"fnref:{id}"
        expect(mark(read, f":{id}")).to_be_in_viewport()


PARTED = """all => all.filter(each => {
    const before = document.createRange();
    const walker = document.createTreeWalker(each.closest('p, td, li'), NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode() && !each.contains(walker.currentNode)) {
        if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest('sup, .ab-more-glue')) last = walker.currentNode;
    }
    before.setStart(last, last.data.trimEnd().length - 1);
    before.setEnd(last, last.data.trimEnd().length);
    const word = before.getBoundingClientRect(), own = each.getBoundingClientRect();
    return own.top >= word.bottom || own.bottom <= word.top;
}).map(each => each.textContent)"""
"""The marks that do not stand in a line with the character before them."""


@pytest.mark.parametrize("step", [pytest.param(7, marks=pytest.mark.slow), 61])
def test_no_line_begins_with_a_mark(step: int, read: Page, flagship: str) -> None:
    for address in (read.url, f"{flagship}russia-iran-2015/"):
        read.goto(address)
        for wide in range(320, 1600, step):
            read.set_viewport_size({"width": wide, "height": 800})
            assert read.locator("article p a.footnote-ref").evaluate_all(PARTED) == [], wide


def test_marks_in_a_row_are_parted_and_two_targets_never_touch(read: Page) -> None:
    one, other = (mark(read, id).bounding_box() for id in ("2:talks/calm", ":fa/boats"))
    assert one
    assert other
    assert other["x"] - one["x"] - one["width"] >= 2


# ── by keyboard ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_a_mark_that_has_the_focus_opens_nothing(timed: Page) -> None:
    mark(timed, AGAIN).focus()
    timed.keyboard.press("Tab")
    timed.keyboard.press("Shift+Tab")
    assert mark(timed, AGAIN).evaluate("each => each === document.activeElement")
    timed.clock.run_for(1000)
    assert card(timed).count() == 0


@pytest.mark.core
def test_enter_opens_the_card_and_moves_the_focus_into_it(read: Page) -> None:
    mark(read, CALM).press("Enter")
    expect(card(read)).to_be_focused()
    expect(card(read)).to_have_role("dialog")
    expect(card(read)).to_have_accessible_name("Note 2")
    assert card(read).get_attribute("aria-modal") == "false"
    expect(mark(read, CALM)).to_have_attribute("aria-expanded", "true")
    assert mark(read, CALM).get_attribute("aria-controls") == card(read).get_attribute("id")


@pytest.mark.core
def test_escape_closes_the_card_and_gives_the_focus_back_to_the_mark(read: Page) -> None:
    mark(read, CALM).press("Enter")
    read.keyboard.press("Escape")
    expect(mark(read, CALM)).to_be_focused()
    assert card(read).count() == 0
    assert mark(read, CALM).get_attribute("aria-expanded") is None


@pytest.mark.core
def test_tab_goes_through_the_card_and_on_from_the_mark(read: Page) -> None:
    mark(read, CALM).press("Tab")
    after = read.evaluate(f"{FOCUS}.outerHTML")
    mark(read, CALM).press("Enter")
    seen = []
    for _ in range(4):
        read.keyboard.press("Tab")
        seen.append(read.evaluate(f"{FOCUS}.textContent || {FOCUS}.ariaLabel"))
    assert seen == ["Close", "Open the passage", "Original example.org", "Note 2 in the list"]
    read.keyboard.press("Tab")
    assert read.evaluate(f"{FOCUS}.outerHTML") == after
    assert card(read).count() == 0


def test_shift_tab_from_the_first_goes_back_to_the_mark(read: Page) -> None:
    mark(read, CALM).press("Enter")
    read.keyboard.press("Tab")
    read.keyboard.press("Shift+Tab")
    expect(mark(read, CALM)).to_be_focused()
    assert card(read).count() == 0


def test_plain_letters_in_a_card_do_nothing_to_the_page(read: Page) -> None:
    mark(read, CALM).press("Enter")
    address = read.url
    for key in ("n", "p", "/", "f", "s", ",", "."):
        read.keyboard.press(key)
    read.wait_for_timeout(300)
    assert read.url == address
    expect(card(read)).to_be_focused()
    expect(read.locator("#__search")).not_to_be_checked()


# ── by mouse ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_a_card_opens_where_the_mouse_rests_and_not_before(timed: Page) -> None:
    pointer_to(timed, mark(timed, CALM))
    timed.clock.run_for(250)
    assert card(timed).count() == 0
    timed.clock.run_for(REST - 250)
    expect(card(timed)).to_be_visible()
    assert timed.evaluate(f"{FOCUS} === document.body")


@pytest.mark.core
def test_a_card_stays_while_the_mouse_is_in_it_and_goes_when_it_has_left(timed: Page) -> None:
    pointer_to(timed, mark(timed, CALM))
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_visible()
    box = card(timed).bounding_box()
    assert box
    timed.mouse.move(box["x"] + 60, box["y"] + 60, steps=5)
    timed.clock.run_for(2000)
    expect(card(timed)).to_be_visible()
    timed.mouse.move(box["x"] - 40, box["y"] + box["height"] + 40, steps=2)
    timed.clock.run_for(250)
    assert card(timed).count() == 1
    timed.clock.run_for(350)
    expect(card(timed)).to_have_count(0)


def test_escape_under_a_still_mouse_closes_for_good(timed: Page) -> None:
    pointer_to(timed, mark(timed, CALM))
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_visible()
    timed.keyboard.press("Escape")
    timed.clock.run_for(1000)
    assert card(timed).count() == 0


def test_a_mark_that_scrolls_under_a_still_mouse_opens_nothing_until_it_moves(timed: Page) -> None:
    timed.set_viewport_size({"width": 1280, "height": 500})
    box = mark(timed, LONGEST).bounding_box()
    assert box
    timed.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2 - 100, steps=3)
    timed.mouse.wheel(0, 100)
    timed.wait_for_function("() => scrollY === 100")
    timed.clock.run_for(1000)
    assert card(timed).count() == 0
    timed.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2 - 100)
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_visible()


def test_the_next_mark_swaps_the_card_at_once(timed: Page) -> None:
    pointer_to(timed, mark(timed, "2:talks/calm"))
    timed.clock.run_for(REST)
    expect(card(timed)).to_have_accessible_name("Note 2")
    other = mark(timed, ":fa/boats").bounding_box()
    assert other
    timed.mouse.move(other["x"] + other["width"] / 2, other["y"] + other["height"] / 2)
    timed.clock.run_for(250)
    expect(card(timed)).to_have_accessible_name("Note 9")
    assert timed.locator(".ab-card").count() == 1


@pytest.mark.parametrize(
    "how", ["Control", *(pytest.param(each, marks=pytest.mark.slow) for each in ("Shift", "Alt", "Meta"))]
)
def test_a_click_with_a_key_held_is_the_browser_s(how: str, read: Page) -> None:
    read.evaluate("addEventListener('click', event => event.preventDefault())")  # what it does then is not ours to see
    mark(read, CALM).click(modifiers=[how])  # type: ignore[list-item]  # one of the four
    assert card(read).count() == 0


def test_a_click_with_the_middle_button_is_the_browser_s(read: Page) -> None:
    mark(read, CALM).click(button="middle")
    assert card(read).count() == 0


@pytest.mark.core
def test_a_click_pins_a_second_click_closes_and_so_does_one_elsewhere(timed: Page) -> None:
    for away in (mark(timed, CALM), timed.locator("article h1")):
        mark(timed, CALM).click()
        expect(card(timed)).to_be_visible()
        timed.mouse.move(5, 400, steps=3)
        timed.clock.run_for(500)
        expect(card(timed)).to_be_visible()
        away.click()
        expect(card(timed)).to_have_count(0)
        timed.clock.run_for(REST)
        assert card(timed).count() == 0
        timed.mouse.move(5, 400, steps=3)
    assert not hash_of(timed)


def test_a_click_pins_the_card_that_the_mouse_has_opened(timed: Page) -> None:
    pointer_to(timed, mark(timed, CALM))
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_visible()
    mark(timed, CALM).click()
    expect(card(timed)).to_be_focused()
    assert timed.locator(".ab-card").count() == 1


def test_a_pinned_card_is_not_taken_away_by_a_mark_that_the_mouse_passes(timed: Page) -> None:
    mark(timed, CALM).click()
    timed.mouse.move(5, 400)
    pointer_to(timed, mark(timed, "2:talks/calm"))
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_focused()


# ── by touch, on small screens, at the window's edges ──────────────────────────────────────────


@pytest.fixture
def phone(site: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{site}lake/")
    yield page
    context.close()


@pytest.mark.core
def test_a_tap_opens_a_sheet_and_a_second_tap_closes_it(phone: Page) -> None:
    address = phone.url
    mark(phone, CALM).tap()
    expect(card(phone)).to_be_focused()
    box, close = card(phone).bounding_box(), card(phone).get_by_role("button", name="Close").bounding_box()
    assert box
    assert close
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 800)
    assert min(close["width"], close["height"]) >= 44
    mark(phone, CALM).tap()
    expect(card(phone)).to_have_count(0)
    assert phone.url == address


def test_a_sheet_leaves_its_sentence_in_view(phone: Page) -> None:
    low = mark(phone, LAST)
    low.evaluate("each => scrollTo(0, scrollY + each.getBoundingClientRect().bottom - innerHeight + 20)")
    low.tap(force=True)
    expect(card(phone)).to_be_focused()
    shown, box = low.bounding_box(), card(phone).bounding_box()
    assert shown
    assert box
    assert 0 < shown["y"] < shown["y"] + shown["height"] < box["y"]


def test_at_four_times_the_size_the_card_fits(read: Page) -> None:
    read.set_viewport_size({"width": 320, "height": 256})
    mark(read, LONGEST).press("Enter")
    expect(card(read)).to_be_focused()
    box, close = card(read).bounding_box(), card(read).get_by_role("button", name="Close").bounding_box()
    assert box
    assert close
    assert box["height"] <= 0.6 * 256
    assert read.evaluate("document.documentElement.scrollWidth") <= 320
    assert card(read).evaluate("each => each.scrollWidth <= each.clientWidth")
    for key in ("End", "Home"):
        read.keyboard.press(key)
        expect(card(read).get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)


FARTHEST = """() => {
    const all = [...document.querySelectorAll('article :is(p, td) > .ab-glue a.footnote-ref')];
    all.sort((one, other) => one.getBoundingClientRect().left - other.getBoundingClientRect().left);
    return [all[0], all.at(-1)].map(each => each.closest('sup').id);
}"""


@pytest.mark.core
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_card_is_wholly_in_view_at_every_edge_of_the_window(
    language: str, site: str, persian: str, page: Page
) -> None:
    page.goto(f"{site if language == 'en' else persian}lake/")
    assert page.evaluate("getComputedStyle(document.body).direction") == ("ltr" if language == "en" else "rtl")
    for id in ("fnref:talks/again", f"fnref{LAST}", *page.evaluate(FARTHEST)):
        there = page.locator(f"xpath=//*[@id='{id}']/a")
        for place in ("each.top - 60", "each.bottom - innerHeight + 6"):
            there.evaluate(f"link => {{ const each = link.getBoundingClientRect(); scrollBy(0, {place}); }}")
            there.press("Enter")
            expect(card(page)).to_be_focused()
            box = card(page).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 1280
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 720
            expect(card(page)).to_be_in_viewport(ratio=1)
            page.keyboard.press("Escape")


# ── what is in a card ──────────────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_a_card_tells_in_order_whose_words_they_are_and_how_far_they_are_checked(read: Page) -> None:
    mark(read, AGAIN).click()
    assert card(read).locator(".ab-card__title").inner_text().split("\n") == ["Archived text", "·", "Lake Post"]
    told = card(read).locator(".ab-card__body > *").all_text_contents()
    assert [" ".join(each.replace("\u2060", "").split()) for each in told] == [
        "verified word for word",
        "“the ferries will run again”",
        "First-hand: Ana Berg, Minister, Lodra, quoted by Lake Post.",
        "Talks at the lake, 20 January 2015.",
        "Open the passage · Original example.org · Note 1 in the list",
    ]
    quote = card(read).locator("blockquote")
    assert [quote.get_attribute(name) for name in ("lang", "dir", "cite")] == [
        "en",
        "auto",
        "https://example.org/talks",
    ]
    assert (card(read).get_by_role("link", name="Open the passage").get_attribute("href") or "").endswith(
        "sources/talks/#again"
    )
    assert ":~:text=" in (card(read).get_by_role("link", name="Original").get_attribute("href") or "")


def test_words_in_another_script_keep_their_own_direction(read: Page) -> None:
    mark(read, ":fa/boats").click()
    quote = card(read).locator("blockquote")
    assert quote.evaluate("each => [each.lang, getComputedStyle(each).direction]") == ["fa", "rtl"]


def test_a_note_that_cannot_be_checked_says_why(read: Page) -> None:
    mark(read, REF).click()
    expect(card(read).locator(".ab-card__title")).to_have_text("Reference·Harbour Office")
    expect(card(read).locator(".ab-verdict")).to_have_text("cannot be checked: no archived text")
    expect(card(read).locator(".ab-card__why")).to_contain_text("This site keeps no copy of the source")
    expect(card(read)).not_to_contain_text("verified")


@pytest.mark.core
def test_no_id_stands_twice_and_no_way_back_stands_in_a_card(read: Page) -> None:
    for id in (CALM, REF, ROW, OWN):
        mark(read, id).click()
        expect(card(read)).to_be_visible()
        assert read.evaluate(IDS) == []
        assert card(read).locator(".footnote-backref, [role=doc-backlink]").count() == 0
        read.keyboard.press("Escape")


def test_a_long_passage_is_cut_where_a_sentence_ends_and_can_be_read_whole(read: Page) -> None:
    mark(read, LONGEST).click()
    quote = card(read).locator("blockquote")
    shown = quote.text_content() or ""
    assert re.fullmatch(r"“In year 1 .*but one\.” \[…\]", shown)
    assert len(shown) <= 525 + len("“” […]")
    assert shown[1:-5].rstrip("”") in LONG
    card(read).get_by_role("button", name="Read the whole passage").click()
    expect(quote).to_have_text(f"“{LONG}”")
    expect(card(read)).to_be_focused()


def test_a_note_within_a_card_is_shown_in_the_same_card_with_a_way_back(read: Page) -> None:
    mark(read, OWN).press("Enter")
    card(read).locator("a.footnote-ref").click()
    expect(card(read)).to_have_accessible_name("Note 6")
    expect(card(read)).to_be_focused()
    assert read.locator(".ab-card").count() == 1
    card(read).get_by_role("button", name="Back to note 10").click()
    expect(card(read)).to_have_accessible_name("Note 10")
    expect(card(read).get_by_role("button", name="Back to note")).to_have_count(0)
    card(read).locator("a.footnote-ref").click()
    read.keyboard.press("Escape")
    expect(mark(read, OWN)).to_be_focused()


@pytest.mark.core
def test_one_mark_for_several_notes_lists_them_and_shows_each(read: Page) -> None:
    expect(mark(read, ROW)).to_have_text("4–8")
    mark(read, ROW).click()
    expect(card(read)).to_have_accessible_name("Notes 4–8")
    links = card(read).get_by_role("listitem").get_by_role("link")
    assert links.all_text_contents() == [f"Note {number}" for number in range(4, 9)]
    expect(card(read).get_by_role("listitem").nth(2)).to_have_text(
        re.compile(r"Note 6\s+Lake Post\s+verified word for word\s*“The bells rang twice”")
    )
    links.nth(2).click()
    expect(card(read)).to_have_accessible_name("Note 6")
    expect(card(read).locator("blockquote")).to_have_text("“The bells rang twice”")
    expect(card(read).get_by_role("button", name="Back to notes 4–8")).to_be_visible()


@pytest.mark.core
def test_opening_a_card_asks_for_nothing(read: Page) -> None:
    read.wait_for_load_state("networkidle")
    asked: list[str] = []
    read.on("request", lambda request: asked.append(request.url))
    for id in (CALM, REF, ROW):
        mark(read, id).click()
        expect(card(read)).to_be_visible()
        read.keyboard.press("Escape")
    assert [url for url in asked if not url.endswith(COPYING)] == []


@pytest.mark.core
def test_hostile_words_in_cards_are_words(hostile: str, page: Page) -> None:
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.goto(f"{hostile}b1/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: None if request.url.endswith(COPYING) else happened.append(request.url))
    marks = page.locator("article a.footnote-ref, article .ab-more")
    for each in marks.all():
        each.press("Enter")
        expect(card(page)).to_be_focused()
        for more in card(page).get_by_role("button", name="Read the whole passage").all():
            more.click()
        assert card(page).locator("script, img, iframe, style, svg:not(.ab-card__icon)").count() == 0
        active = "each => [each, ...each.querySelectorAll('*')].filter(one => [...one.attributes].some(at => at.name.startsWith('on'))).length"
        assert card(page).evaluate(active) == 0
        page.keyboard.press("Escape")
    page.locator("article .footnote-ref").first.press("Enter")
    assert happened == []


# ── with the rest of the page ──────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_a_link_in_a_card_closes_it_and_leads_to_the_passage(read: Page) -> None:
    mark(read, CALM).click()
    card(read).get_by_role("link", name="Open the passage").click()
    read.wait_for_url("**/sources/talks/#calm")
    assert card(read).count() == 0


def test_the_way_to_the_list_closes_the_card(read: Page) -> None:
    mark(read, CALM).click()
    card(read).get_by_role("link", name="Note 2 in the list").click()
    assert hash_of(read) == "fn:talks/calm"
    assert card(read).count() == 0
    expect(read.locator("xpath=//li[@id='fn:talks/calm']")).to_be_in_viewport()


def test_after_other_pages_cards_open_as_before(page: Page, site: str) -> None:
    read = page
    swapping(read, site)
    read.goto(f"{site}lake/")
    read.evaluate("window.first = true")
    for _ in range(2):
        mark(read, CALM).press("Enter")
        expect(card(read)).to_be_focused()
        read.locator(".md-nav--primary a[href$='background/quay/']").first.evaluate("each => each.click()")
        read.wait_for_url(f"{site}background/quay/")
        expect(read.locator("article h1")).to_contain_text("The quay")
        expect(card(read)).to_have_count(0)
        read.go_back()
        read.wait_for_url(f"{site}lake/")
        expect(read.locator("article h1")).to_contain_text("The lake")
    mark(read, CALM).press("Enter")
    expect(card(read)).to_be_focused()
    assert read.locator(".ab-card").count() == 1
    assert read.evaluate("window.first") is True
    assert read.locator("article .ab-more").count() == 3


def test_nothing_of_a_card_is_printed(read: Page) -> None:
    mark(read, CALM).click()
    expect(card(read)).to_be_visible()
    read.emulate_media(media="print")
    assert card(read).evaluate("each => getComputedStyle(each).display") == "none"
    read.emulate_media(media="screen")
    read.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert card(read).count() == 0


def test_with_less_motion_a_card_does_not_fade_in(read: Page) -> None:
    read.emulate_media(reduced_motion="reduce")
    mark(read, CALM).click()
    assert card(read).evaluate("each => getComputedStyle(each).transitionDuration") == "0s"
    read.keyboard.press("Escape")
    read.emulate_media(reduced_motion="no-preference")
    read.wait_for_timeout(600)
    mark(read, CALM).click()
    assert card(read).evaluate("each => getComputedStyle(each).transitionDuration") == "0.12s"


def test_in_forced_colours_a_card_has_a_border_and_a_mark_a_line(read: Page) -> None:
    read.emulate_media(forced_colors="active")
    mark(read, CALM).click()
    assert card(read).evaluate("each => getComputedStyle(each).borderBlockStartWidth") == "2px"
    assert mark(read, CALM).evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    assert card(read).locator(".ab-verdict").evaluate("each => getComputedStyle(each).borderStyle") == "solid"


@pytest.mark.core
def test_without_scripts_a_mark_leads_to_its_note(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}lake/")
    for id in (CALM, ROW):
        mark(page, id).click()
        assert hash_of(page) == f"fn{id}"
        page.locator(f"xpath=//li[@id='fn{id}']//a[contains(@href, '#fnref{id}')]").click()
        expect(mark(page, id)).to_be_in_viewport()
    context.close()


def test_a_browser_that_knows_no_popover_keeps_the_links(site: str, page: Page) -> None:
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(f"{site}lake/")
    mark(page, CALM).click()
    assert hash_of(page) == "fn:talks/calm"
    assert page.locator(".ab-card, .ab-more").count() == 0


@pytest.mark.core
def test_the_host_shows_no_card_of_its_own(timed: Page) -> None:
    pointer_to(timed, mark(timed, CALM))
    timed.clock.run_for(REST)
    expect(card(timed)).to_be_visible()
    assert timed.locator(".md-tooltip, .md-tooltip2, [role=dialog]:not(.md-search, .ab-card)").count() == 0
    assert urlsplit(timed.url).path.endswith("/lake/")
