"""A reader with a browser: from a sentence to its proof and back, with nothing fetched from elsewhere."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from browsing import BRIEFING, IN_VIEW, hash_of, in_view, serve
from hostile_slots import PAYLOADS, SLOTS, allowed, project
from playwright.sync_api import BrowserContext, Page, expect
from projects import GOOD, ROOT, built, copy, shared, site_of, write

pytestmark = pytest.mark.browser

QUOTES = ["sputnik-2015-01-20/port-calls", "sputnik-2015-01-20/great-step", "afp-2015-01-20/settle-s300"]


@pytest.mark.core
@pytest.mark.parametrize("quote", [*QUOTES, "afp-2015-01-20/order"])
def test_a_reader_goes_from_a_sentence_to_its_proof_and_back(
    quote: str, flagship: str, context: BrowserContext
) -> None:
    source, _, id = quote.partition("/")
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    mark = page.locator(f"xpath=//sup/a[@href='#fn:{quote}' and not(contains(text(), '–'))]").first
    use = mark.evaluate("each => each.parentElement.id")
    sentence = mark.evaluate("each => each.closest('p, li, tr').textContent")

    mark.click()
    if "no-js" in (page.locator("html").get_attribute("class") or ""):
        assert hash_of(page) == f"fn:{quote}"
        assert in_view(page, f"fn:{quote}")
        page.locator(f"xpath=//li[@id='fn:{quote}']").get_by_role("link", name="passage in the source").click()
    else:
        page.get_by_role("dialog", name="Note").get_by_role("link", name="Open the passage").click()
    page.wait_for_url(f"**/sources/{source}/#{id}")
    assert in_view(page, id)
    passage = page.locator(f"mark#{id}")
    assert passage.evaluate("each => each.matches(':target')")
    assert passage.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"

    way_back = page.locator(f"a.ab-back[href$='{BRIEFING}#{use}']")
    quoted = way_back.locator("xpath=..").locator(".ab-citing").inner_text()
    way_back.click()
    page.wait_for_url(re.compile(f"/{BRIEFING}#"))
    assert hash_of(page) == use
    assert in_view(page, use)
    assert _letters(quoted) in _letters(sentence)


def _letters(text: str) -> str:
    return re.sub(r"\[?\d+\]?|\W", "", text)


def test_a_note_leads_back_to_each_place_that_marks_it(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    note = "fn:sputnik-2015-01-20/great-step"
    backs = page.locator(f"xpath=//li[@id='{note}']//a[contains(@class, 'footnote-backref')]")
    assert backs.count() > 2
    for number in range(backs.count()):
        backs.nth(number).click()
        assert in_view(page, hash_of(page))
        assert page.locator(f"xpath=//*[@id='{hash_of(page)}']/a").get_attribute("href") == f"#{note}"


@pytest.mark.core
def test_the_way_to_a_passage_can_be_gone_by_keyboard(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.locator(f"xpath=//sup/a[@href='#fn:{QUOTES[0]}' and not(contains(text(), '–'))]").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Note")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Open the passage":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/sputnik-2015-01-20/#port-calls")
    assert in_view(page, "port-calls")
    assert page.evaluate("document.activeElement.id") == "port-calls"


PAGES = ["", BRIEFING, "background/s-300/", "people/", "people/sergei-shoigu/", "organizations/sputnik/", "sources/"]
PAGES += ["sources/afp-2015-01-20/", "sources/unsc-res-1929/", "method/", "404.html"]


@pytest.mark.core
def test_no_request_leaves_the_host(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(flagship + path)
    page.wait_for_timeout(500)  # what a page asks for once it is idle
    assert len(asked) >= len(PAGES)
    assert [url for url in asked if not url.startswith((flagship, "data:", "blob:"))] == []


@pytest.mark.core
def test_no_page_has_an_error_or_a_missing_file(flagship: str, page: Page) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for path in PAGES:
        page.goto(flagship + path)
    page.wait_for_timeout(500)
    assert failed == []


def test_every_page_says_its_language_and_title_and_has_one_first_heading(flagship: str, page: Page) -> None:
    for path in PAGES[:-1]:
        page.goto(flagship + path)
        assert page.locator("html").get_attribute("lang") == "en", path
        assert page.title(), path
        assert page.locator("h1").count() == 1, path


# ── colours ────────────────────────────────────────────────────────────────────────────────────

CONTRAST = """(elements, property) => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const paint = (colour, under) => {
        canvas.fillStyle = `rgb(${under.join(' ')})`;
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = colour => colour
        .map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const ground = element => {
        const behind = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
        return paint(getComputedStyle(element).backgroundColor, behind);
    };
    return elements.filter(each => each.getClientRects().length).map(each => {
        const under = ground(each);
        const [more, less] = [light(paint(getComputedStyle(each)[property], under)), light(under)].sort((a, b) => b - a);
        return [(more + 0.05) / (less + 0.05), each.textContent];
    });
}"""
"""The contrast (WCAG) of each visible element's letters, or another property, with what lies behind them, and its text."""
READ = [".md-content a:not(.headerlink)", ".md-content .footnote-ref", ".md-nav__link--active", ".md-nav--secondary a"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_can_be_read_in_either_scheme(scheme: str, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in (BRIEFING, "sources/afp-2015-01-20/", "people/sergei-shoigu/"):
        page.goto(flagship + path)
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "slate" if scheme == "dark" else "default"
        )
        for selector in READ:
            found = page.locator(selector).evaluate_all(CONTRAST, "color")
            assert found or selector != READ[0], selector
            assert [(selector, text, ratio) for ratio, text in found if ratio < 4.5] == []


def test_links_have_our_colour_without_any_palette(light: str, page: Page) -> None:
    page.goto(f"{light}lamp/")
    links = page.locator("article a:not(.headerlink, .ab-mark)")
    assert {*links.evaluate_all("all => all.map(each => getComputedStyle(each).color)")} == {"rgb(11, 79, 156)"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_link_that_has_the_focus_is_outlined(scheme: str, flagship: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{flagship}{BRIEFING}")
    page.locator("article a.footnote-ref").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert outline == f"{'rgb(255, 215, 106)' if scheme == 'dark' else 'rgb(11, 79, 156)'} solid 3px"


@pytest.mark.parametrize("wide", [320, 390, 1280])
def test_no_chip_breaks_and_none_makes_a_page_wider(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    for path in (BRIEFING, "sources/afp-2015-01-20/", "people/sergei-shoigu/"):
        page.goto(flagship + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        chips = page.locator(":is(.ab-verdict, .ab-grade, .ab-inference, .ab-chip)")
        assert set(chips.evaluate_all("all => all.map(each => each.getClientRects().length)")) <= {0, 1}
        sticking = "all => all.filter(each => each.getBoundingClientRect().right > innerWidth).length"
        assert chips.evaluate_all(sticking) == 0


# ── tables and cards ───────────────────────────────────────────────────────────────────────────

TABLES = ["table.ab-compare"]


@pytest.mark.core
@pytest.mark.parametrize("wide", [320, 390])
def test_on_a_phone_each_cell_of_a_card_has_its_head_and_nothing_is_cut(
    wide: int, flagship: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(f"{flagship}{BRIEFING}")
    sideways = page.locator(".md-content").evaluate("each => each.scrollWidth - each.clientWidth")
    assert sideways <= 0
    cells = page.locator(f":is({', '.join(TABLES)}) td")
    seen = cells.evaluate_all("""all => all.filter(each => each.textContent).map(each => [
        each.firstElementChild.className, each.firstElementChild.getClientRects().length,
        each.getBoundingClientRect().width])""")
    assert len(seen) > 40
    column = page.locator("caption.ab-question").first.evaluate("each => each.getBoundingClientRect().width")
    assert {(name, shown) for name, shown, _ in seen} == {("ab-cell", 1)}
    assert min(width for *_, width in seen) >= column - 4
    heads = page.locator(f":is({', '.join(TABLES)}) thead").evaluate_all(
        "all => all.map(each => getComputedStyle(each).display)"
    )
    assert "none" not in heads


def test_at_a_desk_and_on_paper_a_table_has_its_heads_once(flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{flagship}{BRIEFING}")
    labels = page.locator(".ab-cell")
    assert labels.evaluate_all("all => all.filter(each => each.getClientRects().length).length") == 0
    page.emulate_media(media="print")
    assert labels.evaluate_all("all => all.filter(each => each.getClientRects().length).length") == 0
    expect(page.locator(f":is({', '.join(TABLES)}) th").first).to_be_visible()


# ── the live page ──────────────────────────────────────────────────────────────────────────────

TERM = r"(?:[^-,&%]|%[0-9A-F]{2})+"
DIRECTIVE = re.compile(rf"text=(?:{TERM}-,)?{TERM}(?:,{TERM})?(?:,-{TERM})?")
"""As the WICG's grammar has it: prefix-,start,end,-suffix."""


def live_links(flagship: str, page: Page) -> list[str]:
    page.goto(f"{flagship}{BRIEFING}")
    links = page.get_by_role("link", name="live page").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return [link for link in links if ":~:" in link]


def test_a_link_to_the_live_page_has_a_well_formed_text_fragment(flagship: str, page: Page) -> None:
    links = live_links(flagship, page)
    assert len(links) > 20
    for link in links:
        address, _, directives = link.partition("#:~:")
        assert "#" not in address
        assert all(DIRECTIVE.fullmatch(each) for each in directives.split("&")), link
        assert directives.isascii()


@pytest.mark.core
def test_a_link_to_the_live_page_opens_it_at_the_passage(
    flagship: str, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The archived texts stand in for the live pages, each line far below the one before."""

    def make(folder: Path) -> None:
        for path in (ROOT / "sources").glob("*.txt"):
            lines = path.read_text("utf-8").split("\n")
            body = "".join(f"<p style='margin:120vh 0'>{html.escape(line)}</p>" for line in lines)
            (folder / f"{path.stem}.html").write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf-8")

    links = live_links(flagship, page)
    sources = {"sputnikglobe.com": "sputnik-2015-01-20", "newnation.io": "afp-2015-01-20"}
    for address in serve(shared(tmp_path_factory, "live", make)):
        for link in links:
            directive = link.partition("#:~:")[2]
            source = next(id for host, id in sources.items() if host in link)
            page.goto("about:blank")
            page.goto(f"{address}{source}.html#:~:{directive}")
            page.wait_for_function("() => scrollY > 0", timeout=5_000)
            words = unquote(re.sub(r"^text=(?:[^,]*-,)?", "", directive.partition("&")[0]).partition(",")[0])
            line = page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.textContent ?? ''")
            assert _letters(words) in _letters(line), link


def test_on_paper_a_note_gives_its_address_and_no_way_back(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(media="print")
    note = page.locator("xpath=//li[@id='fn:sputnik-2015-01-20/great-step']")
    printed = note.locator(".ab-live").evaluate("each => getComputedStyle(each, '::after').content")
    assert printed == '" <https://sputnikglobe.com/20150120/1017111548.html>"'
    assert note.locator(".footnote-backref").evaluate_all("all => all.every(each => !each.getClientRects().length)")
    expect(note.get_by_text("passage in the source")).to_be_hidden()  # words of a link that paper does not have


# ── hostile fields ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        values = {slot: allowed(slot, " ".join(PAYLOADS.values())) for slot in SLOTS}
        built(write(folder / "project", project(values)), folder / "site")

    yield from serve(shared(tmp_path_factory, "hostile", make) / "site")


HOSTILE_PAGES = [
    "",
    "b1/",
    "background/g1/",
    "people/",
    "people/ana/",
    "organizations/group/",
    "sources/",
    "sources/s1/",
]


@pytest.mark.core
def test_no_page_of_hostile_fields_runs_or_asks_for_anything(hostile: str, page: Page) -> None:
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.on("response", lambda response: happened.append(response.url) if response.status >= 400 else None)
    page.on("request", lambda request: None if request.url.startswith(hostile) else happened.append(request.url))
    for path in [*HOSTILE_PAGES, "sources/s2/", "sources/s3/"]:
        page.goto(hostile + path)
    page.wait_for_timeout(500)
    assert happened == []


@pytest.mark.core
def test_a_search_that_finds_hostile_fields_shows_their_characters(hostile: str, page: Page) -> None:
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.goto(hostile)
    page.keyboard.press("/")
    page.keyboard.type("Qtitle")
    results = page.locator(".md-search-result__article")
    expect(results.first).to_be_visible()
    assert "<script>alert(1)</script>" in (page.locator(".md-search-result__list").text_content() or "")
    assert page.locator(".md-search-result__list :is(script, img, svg:not(.md-icon svg))").count() == 0
    assert happened == []


# ── timelines ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(site_of("timeline", tmp_path_factory))


BOXES = """selector => [...document.querySelectorAll(selector)].map(each => {
    const box = each.getBoundingClientRect();
    return [box.left, box.top + scrollY, box.right, box.bottom + scrollY];
})"""


def boxes(page: Page, selector: str) -> list[list[float]]:
    """Left, top, right and bottom of each element, from the page's beginning."""
    return [[*box] for box in page.evaluate(BOXES, selector)]


@pytest.mark.core
@pytest.mark.parametrize("wide", [320, 390, 1280])
def test_marks_stand_in_order_and_labels_neither_meet_nor_stick_out(wide: int, light: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(f"{light}lamp/")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    for timeline in ("_timeline__", "_timeline2__", "_timeline3__"):
        svg = f"svg[aria-labelledby^='{timeline}']"
        texts = boxes(page, f"{svg} :is(.ab-date, .ab-title)")
        assert texts == sorted(texts, key=lambda box: box[1])
        assert all(one[3] <= other[1] + 2 for one, other in pairwise(texts))
        assert all(right <= wide for _, _, right, _ in texts)
        [whole] = boxes(page, svg)
        assert all(whole[1] <= top and bottom <= whole[3] for _, top, _, bottom in texts)
        shapes = boxes(page, f"{svg} .ab-shape")
        assert max(right for _, _, right, _ in shapes) < min(left for left, *_ in texts)
        starts = [top for _, top, _, _ in shapes]
        assert all(
            one <= other + 12 for one, other in pairwise(starts)
        )  # a short bar is drawn longer, about its middle


def test_letters_of_a_timeline_are_big_enough_on_any_screen(light: str, page: Page) -> None:
    for wide in (320, 390, 1280):
        page.set_viewport_size({"width": wide, "height": 800})
        page.goto(f"{light}lamp/")
        sizes = page.locator("svg.ab-time text").evaluate_all(
            "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
        )
        assert min(sizes) >= 12


def test_a_mark_leads_to_its_item_and_the_item_back_by_keyboard(light: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{light}lamp/")
    marks = page.locator("svg.ab-time .ab-mark")
    for number in (0, marks.count() - 1):
        mark = marks.nth(number)
        id = mark.get_attribute("id") or ""
        mark.focus()
        if number == 0:
            page.keyboard.press("Tab")
            page.keyboard.press("Shift+Tab")
            assert page.evaluate("document.activeElement.id") == id
            stroke = mark.locator(".ab-box").evaluate("each => getComputedStyle(each).stroke")
            assert stroke not in ("none", "")
        page.keyboard.press("Enter")
        item = hash_of(page)
        assert item == (mark.get_attribute("xlink:href") or "")[1:]
        assert in_view(page, item)
        page.locator(f"[id='{item}']").focus()
        page.keyboard.press("Enter")
        assert hash_of(page) == id
        assert clear_of_the_head(page, f"[id='{id}'] .ab-date")


def clear_of_the_head(page: Page, selector: str) -> bool:
    """Whether an element stands in view, and not under the head that stays at the top."""
    for _ in range(40):
        box = page.locator(selector).first.bounding_box()
        head = page.locator(".md-header").bounding_box()
        if box and head and head["y"] + head["height"] <= box["y"] <= 800:
            return True
        page.wait_for_timeout(50)
    return False


def test_what_is_later_is_told_by_word_and_shape(light: str, page: Page) -> None:
    page.goto(f"{light}lamp/")
    later = page.locator("svg.ab-time .ab-is-later")
    assert later.count() >= 5
    for mark in later.all():
        assert "later" in (mark.text_content() or "")
        assert " · later. " in (mark.get_attribute("aria-label") or "")
    fills = [
        page.locator(f"svg.ab-time {kind} .ab-shape").first.evaluate("each => getComputedStyle(each).fill")
        for kind in (".ab-is-later", ".ab-mark:not(.ab-is-later)")
    ]
    assert fills[0] != fills[1]
    page.emulate_media(forced_colors="active")
    strokes = later.locator(".ab-shape").first.evaluate("each => getComputedStyle(each).stroke")
    assert strokes not in ("none", "rgba(0, 0, 0, 0)")


def test_every_link_of_a_timeline_has_a_name_and_the_drawing_one_too(light: str, page: Page) -> None:
    page.goto(f"{light}lamp/")
    assert page.get_by_role("group", name=re.compile(r"^Timeline of \d+ events$")).count() == 3
    first = page.locator("svg.ab-time a").first
    expect(first).to_have_accessible_name("1. until 2020. No light on the rock")
    assert page.locator("svg.ab-time a:not([aria-label])").count() == 0


def test_only_links_of_a_timeline_are_underlined(light: str, page: Page) -> None:
    page.goto(f"{light}lamp/")
    lines = "all => all.map(each => getComputedStyle(each).textDecorationLine)"
    assert {*page.locator(".ab-mark .ab-date").evaluate_all(lines)} == {"underline"}
    assert {*page.locator(".ab-parting .ab-date").evaluate_all(lines)} == {"none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_to_a_label_can_be_seen(scheme: str, flagship: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{flagship}{BRIEFING}")
    ways = page.locator(".ab-leader")
    assert {*ways.evaluate_all("all => all.map(each => getComputedStyle(each).strokeOpacity)")} == {"1"}
    assert min(ratio for ratio, _ in ways.evaluate_all(CONTRAST, "stroke")) >= 3


def test_on_paper_the_list_stands_alone(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(media="print")
    assert not page.locator(".ab-timeline").is_visible()
    expect(page.locator("li .ab-when").first).to_be_visible()


def test_no_box_of_focus_is_cut_in_a_list_or_an_admonition(tmp_path: Path, page: Page) -> None:
    project = copy(GOOD / "timeline", tmp_path / "project")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nmarkdown_extensions: [admonition]\n")
    lamp = project / "briefings/lamp.md"
    body = "!!! note\n\n    ::: timeline\n\n    - Of the lamp:\n\n        ::: timeline log\n"
    lamp.write_text(f"{lamp.read_text('utf-8')}\n{body}", "utf-8")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{built(project, tmp_path / 'site').as_uri()}/lamp/index.html")
    figures = page.locator(".ab-timeline")
    assert page.locator(".admonition .ab-timeline").count() == 2
    for figure in figures.all():
        edge = figure.evaluate("each => each.getBoundingClientRect().right")
        rights = figure.locator(".ab-box").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
        assert max(rights) + 1.5 <= edge


# ── the site's search ──────────────────────────────────────────────────────────────────────────


@pytest.mark.core
@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Hossein Dehqan", "hossein-dehghan"),
        ("dehqan", "hossein-dehghan"),
        ("حسین دهقان", "hossein-dehghan"),
        ("دهقان", "hossein-dehghan"),
        ("Сергей Шойгу", "sergei-shoigu"),
        ("шойгу", "sergei-shoigu"),
    ],
)
def test_a_name_is_found_by_any_spelling_and_script(typed: str, person: str, page: Page, flagship: str) -> None:
    page.goto(flagship)
    page.wait_for_load_state("networkidle")
    field = page.locator("input[name=query]")
    field.fill(typed)
    field.press("End")  # the search listens to keys, and filling in presses none
    found = page.locator(".md-search-result__link").first
    expect(found).to_have_attribute("href", re.compile(rf"/people/{person}/"))
    found.click()
    expect(page).to_have_url(re.compile(rf"/people/{person}/"))


# ── corrections ────────────────────────────────────────────────────────────────────────────────

LONG = "A cause with an address https://example.org/" + "a" * 120
LOG = f"""corrections:
  - {{date: 2026-12-01, kind: correction, was: in Lodra, now: met in Osk, why: "{LONG}"}}
  - {{date: 2026-12-02, kind: clarification, was: left, now: then they went home}}
"""
FILLER = "\n\n".join(f"Paragraph {number} of the page." for number in range(60))


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        head = "---\ntitle: Talks\nsummary: What was said.\ndate: 2026-11-30\n---\n\n"
        body = f"{head}They met in Osk.\n\n{FILLER}\n\nAnd [then they went home.](index.md)\n"
        gone = f"{head.replace('Talks', 'Gone')}Text.\n"
        log = "corrections: [{date: 2026-12-01, kind: withdrawal, why: It was forged}]\n"
        files = {"briefings/lake.md": body, "briefings/lake.yaml": LOG}
        write(folder / "project", {**files, "briefings/gone.md": gone, "briefings/gone.yaml": log})
        built(folder / "project", folder / "site", "--strict")

    yield from serve(shared(tmp_path_factory, "corrected", make) / "site")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_correction_is_told_at_the_top_and_nothing_is_too_wide(corrected: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{corrected}lake/")
    notice = page.locator(".ab-notice")
    expect(notice).to_contain_text("Corrected 1 December 2026. It said “in Lodra”; it now says “met in Osk”.")
    assert notice.evaluate(IN_VIEW)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{corrected}gone/")
    assert page.locator(".ab-withdrawn").evaluate(IN_VIEW)
    page.goto(corrected)
    expect(page.locator("article")).to_contain_text("Gone (withdrawn)")


@pytest.mark.core
def test_a_reader_goes_from_a_passage_to_its_correction_and_back(corrected: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{corrected}lake/")
    for number in (1, 2):
        mark = page.locator(f"#_corrected-{number}")
        mark.click()
        assert in_view(page, f"_correction-{number}")
        page.locator("li", has=page.locator(f"#_correction-{number}")).get_by_role("link", name="In its place").click()
        assert in_view(page, f"_corrected-{number}")
    page.get_by_role("link", name="All corrections of this site, as a feed").focus()
    assert page.request.get(f"{corrected}corrections.xml").text().startswith('<?xml version="1.0"')
