"""Names and terms: what a page tells of those whom it names, without a request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lake import lake
from playwright.sync_api import Browser, Page, expect
from projects import compiled, elements, fragment, indexed, page, words, write
from test_cards import REST, card, mark, pointer_to

browsed = pytest.mark.browser


# ── in the page ────────────────────────────────────────────────────────────────────────────────

REGISTER = {
    "briefings/people.yaml": "ana: {name: Ana Berg, scripts: {fa: آنا برگ}, description: 'Of *Osk*.', offices: [{title: Minister, of: Lodra, from: 2014, to: 2016}]}\nbo: {name: Bo Dahl, offices: [{title: Clerk}]}\n",
    "briefings/background/quay.md": page("Text.", "The quay", summary="Where the ferries land."),
}


def drawn(folder: Path, body: str, name: str = "lake.md", **head: str) -> str:
    site = compiled(write(folder, {**REGISTER, f"briefings/{name}": page(body, **head)}))
    assert [str(problem) for problem in site.problems] == []
    return next(str(each.text) for each in site.pages if each.path == name)


def told(text: str) -> list[str]:
    return [words(each) for each in elements(fragment(text), "p", class_="ab-name-card")]


def test_a_page_keeps_a_hidden_card_for_each_of_those_it_names(tmp_path: Path) -> None:
    text = drawn(tmp_path, "Ana Berg met Bo Dahl at [[quay]].", date="2015-02-01")
    assert told(text) == [
        "Ana Berg آنا برگ 2015: Minister, Lodra Of *Osk*. More about Ana Berg".replace("2015:", "1 February 2015:"),
        "Bo Dahl Clerk More about Bo Dahl",
        "The quay Where the ferries land. Read “The quay”",
    ]
    cards = [*elements(fragment(text), "p", class_="ab-name-card")]
    assert all(each.get("hidden") and each.get("data-search-exclude") for each in cards)
    assert [each.get("href") for card in cards for each in elements(card, "a")] == [
        "people/ana.md",
        "people/bo.md",
        "background/quay.md",
    ]
    (script,) = elements(cards[0], "bdi", class_="ab-card-script")
    assert script.get("lang") == "fa"


@pytest.mark.parametrize(
    ("head", "held"),
    [
        ({"date": "2015-02-01"}, "1 February 2015: Minister, Lodra"),
        ({"date": "2020-02-01", "event": "2015-01-20"}, "20 January 2015: Minister, Lodra"),
        ({"date": "2020-02-01"}, None),
        ({}, None),
    ],
)
def test_the_office_is_that_of_the_day_that_the_page_is_about(
    head: dict[str, str], held: str | None, tmp_path: Path
) -> None:
    cards = fragment(drawn(tmp_path, "Ana Berg spoke.", **head))
    assert [words(each) for each in elements(cards, "span", class_="ab-card-office")] == ([held] if held else [])


def test_only_the_first_link_of_a_section_has_a_card(tmp_path: Path) -> None:
    body = "[[quay]], [[quay]], [[ana]] and Ana Berg.\n\n## Then\n\nAna Berg, [[ana|she]], at [[quay]]."
    links = [
        (words(each), each.get("class", ""))
        for each in elements(fragment(drawn(tmp_path, body)), "a")
        if each.get("href", "").endswith(".md") and not words(each).startswith(("Home", "More", "Read"))
    ]
    assert links[:6] == [
        ("The quay", "ab-term"),
        ("The quay", ""),
        ("Ana Berg", "ab-name"),
        ("Ana Berg", "ab-name"),
        ("she", ""),
        ("The quay", "ab-term"),
    ]


def test_attributes_that_an_author_gives_a_link_stay_the_author_s(tmp_path: Path) -> None:
    links = elements(fragment(drawn(tmp_path, "See [[quay]]{ .mine }.")), "a")
    link = next(each for each in links if words(each) == "The quay")
    assert link.get("class") == "mine"


def test_a_page_has_no_card_of_itself(tmp_path: Path) -> None:
    text = drawn(tmp_path, "This is [[quay]].", "background/quay.md")
    assert told(text) == []


def test_cards_are_not_in_the_search(tmp_path_factory: pytest.TempPathFactory) -> None:
    for _ in lake(tmp_path_factory):
        base = tmp_path_factory.getbasetemp()
        sites = {*base.glob("lake-en-mkdocs/site"), *base.parent.glob("lake-en-mkdocs/site")}
        entries = [each for site in sites for each in indexed(site)]
        assert len(entries) > 5 * len(sites)
        assert [each for each in entries if "More about" in each["text"]] == []


# ── before a reader ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from lake(tmp_path_factory)


@pytest.fixture
def read(site: str, page: Page) -> Page:
    page.goto(f"{site}lake/")
    return page


@pytest.mark.core
@browsed
def test_a_name_shows_who_it_is_on_the_day_of_the_event(read: Page) -> None:
    pointer_to(read, read.locator("article p > a.ab-name").first)
    expect(card(read)).to_have_accessible_name("About Ana Berg")
    expect(card(read).locator(".ab-card__title")).to_have_text("Ana Berg آنا برگ")
    script = card(read).locator("bdi[lang=fa]")
    assert script.evaluate("each => getComputedStyle(each).direction") == "rtl"
    expect(card(read).locator(".ab-card-office")).to_have_text("20 January 2015: Minister, Lodra")
    expect(card(read).get_by_role("link", name="More about Ana Berg")).to_be_visible()
    told = card(read).evaluate("each => each.textContent.length")
    assert told <= 300
    assert (card(read).locator(".ab-card-told").text_content() or "").endswith(" …")


@browsed
def test_a_term_shows_what_its_page_says(read: Page) -> None:
    pointer_to(read, read.locator("article p > a.ab-term").first)
    expect(card(read)).to_contain_text("Where the ferries land, and since when.")
    expect(card(read).get_by_role("link", name="Read “The quay”")).to_be_visible()


@browsed
def test_a_click_on_a_name_and_enter_follow_the_link(read: Page, site: str) -> None:
    for act in ("click", "Enter"):
        read.goto(f"{site}lake/")
        link = read.locator("article p > a.ab-name").first
        link.click() if act == "click" else link.press("Enter")
        read.wait_for_url(f"{site}people/ana/")


@pytest.mark.core
@browsed
def test_a_tap_on_a_name_follows_it_and_one_on_its_button_pins_the_card(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}lake/")
    button = page.get_by_role("button", name="About Ana Berg").first
    button.tap()
    expect(card(page)).to_be_focused()
    button.tap()
    expect(card(page)).to_have_count(0)
    page.locator("article p > a.ab-name").first.tap()
    page.wait_for_url(f"{site}people/ana/")
    context.close()


@pytest.mark.core
@browsed
def test_the_button_of_a_name_is_reached_by_keyboard_and_tells_its_state(read: Page) -> None:
    read.locator("article p > a.ab-name").first.focus()
    read.keyboard.press("Tab")
    button = read.get_by_role("button", name="About Ana Berg").first
    expect(button).to_be_focused()
    read.wait_for_timeout(REST)
    assert card(read).count() == 0
    read.keyboard.press("Enter")
    expect(card(read)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    read.keyboard.press("Escape")
    expect(button).to_be_focused()
    box = button.evaluate("each => { const box = getComputedStyle(each, '::after'); return [box.width, box.height]; }")
    assert min(float(side.removesuffix("px")) for side in box) >= 24


@browsed
def test_a_name_in_a_card_shows_who_it_is_in_the_same_card(read: Page) -> None:
    mark(read, ":talks/again").click()
    card(read).get_by_role("button", name="About Ana Berg").click()
    expect(card(read)).to_have_accessible_name("About Ana Berg")
    assert read.locator(".ab-card").count() == 1
    card(read).get_by_role("button", name="Back to note 1").click()
    expect(card(read)).to_have_accessible_name("Note 1")


@browsed
def test_a_name_has_a_dotted_line_and_no_button_without_scripts(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}lake/")
    link = page.locator("article p > a.ab-name").first
    line = link.evaluate(
        "each => [getComputedStyle(each).textDecorationLine, getComputedStyle(each).textDecorationStyle]"
    )
    assert line == ["underline", "dotted"]
    assert page.locator(".ab-more").count() == 0
    assert page.locator(".ab-name-card").evaluate_all("all => all.filter(each => each.getClientRects().length)") == []
    context.close()


@browsed
def test_no_button_begins_a_line(read: Page) -> None:
    for wide in range(320, 700, 23):
        read.set_viewport_size({"width": wide, "height": 800})
        parted = """all => all.filter(each => {
            const line = each.closest('.ab-more-glue').previousElementSibling.getClientRects();
            const box = each.getBoundingClientRect(), last = line[line.length - 1];
            return box.top >= last.bottom || box.bottom <= last.top;
        }).length"""
        assert read.locator("article .ab-more").evaluate_all(parted) == 0, wide
