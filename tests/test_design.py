"""How pages look, as far as it can be measured: faces, lines, colours, statuses, telephones."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from projects import built, shared, write
from projects import page as manuscript
from test_browser import CONTRAST

pytestmark = pytest.mark.browser

KINDS = ["", BRIEFING, "background/s-300/", "people/", "people/sergei-shoigu/", "organizations/sputnik/", "sources/"]
KINDS += ["sources/sputnik-2015-01-20/", "sources/unsc-res-1929/", "method/", "404.html"]
PHONES = [320, 390, *(pytest.param(wide, marks=pytest.mark.slow) for wide in (360, 430))]


# ── faces ──────────────────────────────────────────────────────────────────────────────────────


def test_the_first_view_needs_few_bytes_of_fonts(flagship: str, page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda reply: sizes.append(len(reply.body())) if reply.url.endswith(".woff2") else None)
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 60_000, sizes


def test_text_and_interface_have_faces_of_their_own(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    loaded = "[...document.fonts].filter(each => each.status === 'loaded').map(each => each.family)"
    assert {"Briefings Text", "Briefings Interface"} <= {family.strip('"') for family in page.evaluate(loaded)}
    first = "each => getComputedStyle(each).fontFamily.split(',')[0]"
    assert page.locator("article .ab-prose").first.evaluate(first) == '"Briefings Text"'
    assert page.locator("article .ab-verdict").first.evaluate(first) == '"Briefings Interface"'
    assert page.locator(".md-nav__link").first.evaluate(first) == '"Briefings Interface"'


def faces(page: Page, selector: str) -> set[str]:
    """The fonts that an element's letters are drawn with, by the browser's own account."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("DOM.enable")
    protocol.send("CSS.enable")
    root = protocol.send("DOM.getDocument")["root"]["nodeId"]
    node = protocol.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {each["familyName"] for each in protocol.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


@pytest.mark.parametrize("selector", ["h1", ".footnote cite", ".md-nav__link", ".ab-dates"])
def test_letters_come_in_our_own_faces_italics_too(selector: str, flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("document.fonts.ready")
    assert all(name.startswith("Briefings") for name in faces(page, selector)), faces(page, selector)


def test_italics_of_the_interface_are_no_others_letters(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.locator(".ab-dates").evaluate("each => each.innerHTML = '<em>Slanted</em>'")
    page.evaluate("document.fonts.ready")
    assert all(name.startswith("Briefings") for name in faces(page, ".ab-dates em")), faces(page, ".ab-dates em")


@pytest.mark.parametrize("wide", [390, 1280])
def test_hardly_a_line_moves_when_the_fonts_arrive(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    waiting: list[Route] = []
    page.route("**/*.woff2", lambda route: waiting.append(route))
    page.goto(f"{flagship}{BRIEFING}", wait_until="domcontentloaded")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    before = page.locator("article").evaluate("each => each.scrollHeight")
    assert waiting
    for route in waiting:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    shifts = page.evaluate("""() => new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))
            .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 200);
    })""")
    assert shifts < 0.02
    after = page.locator("article").evaluate("each => each.scrollHeight")
    assert abs(after - before) / before < 0.03


# ── lines ──────────────────────────────────────────────────────────────────────────────────────

LINES = """paragraphs => paragraphs.flatMap(each => {
    const range = document.createRange();
    const lines = [];
    const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest('sup, .ab-print')) continue;
        for (let at = 0; at < walker.currentNode.length; at++) {
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const box = range.getBoundingClientRect();
            if (!box.width) continue;
            if (!lines.length || box.left < lines.at(-1).left) lines.push({count: 0, left: 0});
            lines.at(-1).count++;
            lines.at(-1).left = box.left;
        }
    }
    const full = lines.slice(0, -1).map(line => line.count);
    return full.length < 2 ? [] : [full.reduce((sum, count) => sum + count, 0) / full.length];
})"""
"""Of each paragraph of three lines or more, how many characters its lines hold; the last is left out."""


@pytest.mark.core
@pytest.mark.parametrize("wide", [768, 1280, 1920])
def test_lines_hold_as_many_characters_as_are_read_with_ease(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    face = "each => getComputedStyle(each).fontFamily.includes('Briefings Text')"
    page.locator("article > p:not(:has(svg))").evaluate_all(
        f"all => all.filter({face}).forEach(each => each.classList.add('text'))"
    )
    held = page.locator("article > p.text").evaluate_all(LINES)
    assert len(held) > 10
    assert [count for count in held if not 55 <= count <= 80] == []


def test_links_in_running_text_are_underlined(flagship: str, page: Page) -> None:
    for path in KINDS[:-1]:
        page.goto(flagship + path)
        links = page.locator(
            "article :is(p, li, td, dd) a:not(.footnote-ref, .footnote-backref, .headerlink, .ab-mark)"
        )
        lines = links.evaluate_all("all => all.map(each => getComputedStyle(each).textDecorationLine)")
        assert set(lines) <= {"underline"}, path


# ── colours ────────────────────────────────────────────────────────────────────────────────────

LETTERS = (
    ":is(.md-content, .md-nav, .md-header, .md-footer) :is(a, p, li, td, th, dd, dt, h1, h2, h3, span, caption, label)"
)


@pytest.mark.core
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_letters_can_be_read_in_either_scheme(scheme: str, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in KINDS:
        page.goto(flagship + path)
        found = page.locator(f"{LETTERS}:not(.headerlink, svg *)").evaluate_all(CONTRAST, "color")
        assert len(found) > 10
        assert [(text, ratio) for ratio, text in found if ratio < 4.5 and text.strip()] == [], path


def test_a_dark_system_has_dark_pages_without_scripts(flagship: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    ground = "each => getComputedStyle(each).backgroundColor"
    assert page.locator("body").evaluate(ground) == "rgb(22, 24, 29)"
    page.emulate_media(color_scheme="light")
    assert page.locator("body").evaluate(ground) == "rgb(252, 251, 247)"
    context.close()


def test_more_contrast_is_given_to_those_who_ask(flagship: str, page: Page) -> None:
    page.emulate_media(contrast="more")
    page.goto(f"{flagship}{BRIEFING}")
    assert page.locator("body").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    page.emulate_media(contrast="more", color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.core
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("target", ["article a.footnote-ref", "article p > a", ".md-nav__link[href]"])
def test_what_has_the_focus_is_outlined_by_three_pixels(target: str, scheme: str, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{flagship}{BRIEFING}")
    page.locator(f"{target} >> visible=true").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


# ── statuses ───────────────────────────────────────────────────────────────────────────────────

CHIPS = {
    "verified": "ab-verdict ab-verified",
    "uncheckable": "ab-verdict ab-uncheckable",
    "failed": "ab-verdict ab-failed",
    "inference": "ab-inference",
}
MAKE = """(article, [classes, word]) => {
    const chip = document.createElement('span');
    chip.className = classes;
    chip.id = `chip-${classes.split('-').at(-1)}`;
    chip.textContent = word;
    article.querySelector('p').append(' ', chip);
    return chip.id;
}"""
GREY = "each => { for (const name of ['--ab-text', '--ab-line']) each.style.setProperty(name, '#555');"
GREY += " each.style.setProperty('--ab-fill', '#eee'); }"


def chips(page: Page, *, word: str = "") -> dict[str, str]:
    """One chip of each status in a page, with its own word or the same in all; their ids by status."""
    article = page.locator("article")
    return {name: article.evaluate(MAKE, [classes, word or name]) for name, classes in CHIPS.items()}


@pytest.mark.core
def test_statuses_differ_by_sign_and_border_without_colour_or_word(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    shots, signs, borders = {}, set(), set()
    for name, id in chips(page, word="same").items():
        chip = page.locator(f"#{id}")
        chip.evaluate(GREY)
        signs.add(chip.evaluate("each => getComputedStyle(each, '::before').maskImage"))
        borders.add(chip.evaluate("each => getComputedStyle(each).borderBlockStartStyle"))
        shots[name] = chip.screenshot()
    assert len(signs) == len(borders) == len(CHIPS)
    assert [pair for pair in combinations(shots, 2) if shots[pair[0]] == shots[pair[1]]] == []


def test_statuses_keep_words_signs_and_borders_in_forced_colours(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(forced_colors="active")
    for name, id in chips(page).items():
        chip = page.locator(f"#{id}")
        expect(chip).to_have_text(name)
        assert chip.evaluate("each => getComputedStyle(each).borderBlockStartStyle") not in ("none", "hidden")
        sign = chip.evaluate("each => getComputedStyle(each, '::before').backgroundColor")
        assert sign not in (
            "rgba(0, 0, 0, 0)",
            page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor"),
        )


def test_statuses_are_in_brackets_on_paper(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.emulate_media(media="print")
    for id in chips(page).values():
        chip = page.locator(f"#{id}")
        before = chip.evaluate("each => getComputedStyle(each, '::before').content")
        assert re.fullmatch(r'"\[" ".+" "\xa0"|"\[.+\xa0"', before), before
        assert chip.evaluate("each => getComputedStyle(each, '::after').content") == '"]"'
        assert chip.evaluate("each => getComputedStyle(each).borderBlockStartWidth") == "0px"


# ── telephones ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
@pytest.mark.parametrize("wide", PHONES)
def test_no_page_moves_sideways_on_a_telephone(wide: int, flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": wide, "height": 800})
    for path in KINDS:
        page.goto(flagship + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, path
        assert page.locator(".md-content").evaluate("each => each.scrollWidth - each.clientWidth") <= 0, path


ROLES = ["table", "caption", "rowgroup", "row", "columnheader", "rowheader", "cell"]


@pytest.mark.core
@pytest.mark.parametrize("wide", [390, 1280])
def test_a_comparison_is_a_table_to_those_who_hear_it(wide: int, flagship: str, page: Page) -> None:
    """Chromium's own tree of what it tells assistive technology, of the cards and of the table."""
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(f"{flagship}{BRIEFING}")
    tables = page.locator("table.ab-compare")
    rows, cells = tables.locator("tbody tr").count(), tables.locator("tbody td >> visible=true").count()
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    told = [each["role"]["value"].lower() for each in nodes if not each["ignored"] and "role" in each]
    count = {role: told.count(role) for role in ROLES}
    assert count["table"] >= tables.count() > 5
    assert count["rowheader"] == rows
    assert count["cell"] + told.count("gridcell") >= cells
    assert count["columnheader"] >= 3 * tables.count()
    names = {each.get("name", {}).get("value") for each in nodes if each.get("role", {}).get("value") == "table"}
    assert {each.inner_text() for each in tables.locator("caption").all()} <= names


WIDE = "| " + " | ".join(["Unbreakable-heading"] * 8) + " |\n" + "| --- " * 8 + "|\n" + "| cell " * 8 + "|\n"


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        written = manuscript(f"{WIDE.replace('-h', 'h')}\nAnd a small one.\n\n| a | b |\n| --- | --- |\n| c | d |\n")
        write(folder / "project", {"briefings/wide.md": written})
        built(folder / "project", folder / "site")

    yield from serve(shared(tmp_path_factory, "tables", make) / "site")


@pytest.mark.parametrize("wide", PHONES)
def test_a_wide_table_moves_within_its_box(wide: int, tables: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(f"{tables}wide/")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert page.locator(".ab-scroll").first.evaluate("each => each.scrollWidth > each.clientWidth")


def test_a_wide_table_can_be_moved_by_keyboard_and_a_small_one_is_no_stop(tables: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{tables}wide/")
    box = page.get_by_role("region", name="Table, wider than the page")
    expect(box).to_have_count(1)
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("each => each.scrollLeft > 0", arg=box.element_handle())
    page.set_viewport_size({"width": 5000, "height": 800})
    expect(page.locator(".ab-scroll[tabindex]")).to_have_count(1)  # the column of text is as wide as before
    expect(page.locator(".ab-scroll").last).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("wide", PHONES)
def test_cards_of_a_comparison_begin_with_their_source(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.goto(f"{flagship}{BRIEFING}")
    row = page.locator("table.ab-compare tbody tr").first
    tops = row.locator("> :is(th, td)").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    expect(row.locator("th")).to_be_visible()
