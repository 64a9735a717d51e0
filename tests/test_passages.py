"""Arriving at a passage from a note, finding one's way there, and the ways back: with scripts and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BRIEFING, IN_VIEW, hash_of, in_view, serve
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from projects import archived, built, copy, shared, write
from projects import page as manuscript

pytestmark = pytest.mark.browser

SHOIGU = "sources/sputnik-2015-01-20/"
QUOTE = "sputnik-2015-01-20/great-step"

TEXT = """The harbour opened in May, and the ferry sailed at noon with forty aboard.

“We waited all winter,” the pilot said.

The ice went in one night and the light on the rock was lit again that evening.
"""
RECORD = """title: The harbour in May
publish: full
language: en
quotes:
  whole: {exact: "The harbour opened in May, and the ferry sailed at noon"}
  inside: {exact: harbour opened in May}
  crossing: {exact: the ferry sailed at noon with forty aboard}
  across: {exact: "with forty aboard. “We waited all winter,” the pilot said. The ice went"}
  left-out: {exact: The ice … in one night}
  lit: {exact: the light on the rock was lit again}
"""
FILLER = "\n\n".join(f"Paragraph {number} of the page, which says nothing." for number in range(40))
FIRST = f"""Mr. Pike came.

{FILLER}

## The opening

The harbour “opened in May” [@whole; @inside], at noon [@crossing]. They waited [@across].

{FILLER}

## The ice

It went [@left-out]. And then the night was over [@across].

??? note "More"

    The light came on [@lit].
"""
SECOND = f"{FILLER}\n\nAnother page also has it that the harbour “opened in May” [@inside].\n"
COMPARED = "comparisons: {light: {question: Was it lit?, answers: [{cite: lit, says: yes}, {cite: left-out, says: no}], relation: contradict}}\n"
SETTINGS = """site_name: Test
site_url: https://example.org/
theme: {name: material, font: false, features: [navigation.instant]}
markdown_extensions: [admonition, pymdownx.details]
"""


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose passages overlap, and whose pages are exchanged without a load."""

    def make(folder: Path) -> None:
        files = {
            "mkdocs.yml": SETTINGS,
            **archived("port", TEXT, RECORD),
            "briefings/first.md": manuscript(f"{FIRST}\n\n::: compare\n", "The first page", date="2026-11-30"),
            "briefings/first.yaml": COMPARED,
            "briefings/second.md": manuscript(SECOND, "A second page", date="2026-10-01"),
        }
        built(write(folder / "project", files), folder / "site")

    site = copy(shared(tmp_path_factory, "harbour", make) / "site", tmp_path_factory.mktemp("harbour-here"))
    for address in serve(site):
        sitemap = site / "sitemap.xml"  # pages that are not in it are loaded anew
        sitemap.write_text(sitemap.read_text("utf-8").replace("https://example.org/", address), "utf-8")
        yield address


def by_id(page: Page, id: str) -> Locator:
    return page.locator(f"xpath=//*[@id='{id}']")


def open_passage(page: Page, label: str, use: str = "fnref") -> None:
    """From the mark to its note in the list, and from there to the passage."""
    by_id(page, f"{use}:{label}").locator("a").click()
    page.keyboard.press("Escape")  # the card, which may lie over the list
    by_id(page, f"fn:{label}").get_by_role("link", name="passage in the source").click()


def share_of_height(mark: Locator) -> float:
    """How far down the window an element begins."""
    return float(mark.evaluate("each => each.getBoundingClientRect().top / innerHeight"))


def focused(page: Page) -> str:
    """The id of what has the focus, or of the mark that it is in."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.closest('[id]')?.id || ''"))


# ── arriving ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_a_passage_is_met_in_the_upper_part_of_the_window_and_stays_marked(
    flagship: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{flagship}{BRIEFING}")
    open_passage(page, QUOTE)
    page.wait_for_url("**/#great-step")
    mark = page.locator("mark#great-step")
    assert mark.evaluate("each => each.matches(':target')")
    assert focused(page) == "great-step"
    assert 0.2 <= share_of_height(mark) <= 0.45
    address = page.url
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => scrollY > 0")
    assert page.url == address
    assert mark.evaluate("each => getComputedStyle(each).outline").endswith("solid 3px")


@pytest.mark.core
@pytest.mark.parametrize("size", [(390, 844), (1280, 720)])
def test_the_line_above_a_passage_tells_the_note_and_leads_to_its_mark(
    size: tuple[int, int], flagship: str, page: Page
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{flagship}{BRIEFING}")
    number = by_id(page, f"fnref3:{QUOTE}").inner_text()
    open_passage(page, QUOTE, "fnref3")
    way = page.locator(".ab-return a")
    expect(way).to_have_accessible_name(
        f"Quoted in Russia and Iran sign a military cooperation agreement, note {number}"
    )
    assert way.evaluate(IN_VIEW)
    assert 0.2 <= share_of_height(page.locator("mark#great-step")) <= 0.45
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.parentElement.className") == "ab-return"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{BRIEFING}#**")
    assert hash_of(page) == f"fnref3:{QUOTE}"
    assert in_view(page, f"fnref3:{QUOTE}")
    assert focused(page) == f"fnref3:{QUOTE}"


def test_who_comes_by_an_address_is_told_the_first_page_that_cites(harbour: str, page: Page) -> None:
    page.goto(f"{harbour}sources/port/#inside")
    way = page.locator(".ab-return a")
    expect(way).to_have_accessible_name("Quoted in The first page")
    way.click()
    page.wait_for_url("**/first/#**")
    assert hash_of(page) == "fnref:port/inside"


def test_another_passage_has_another_line_and_only_one(harbour: str, page: Page) -> None:
    page.goto(f"{harbour}second/")
    open_passage(page, "port/inside")
    expect(page.locator(".ab-return a")).to_have_accessible_name("Quoted in A second page, note 1")
    page.locator("#_passage-across a").first.click()
    expect(page.locator(".ab-return a")).to_have_accessible_name("Quoted in The first page")
    assert page.locator(".ab-return").count() == 1


def test_by_touch_too(harbour: str, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{harbour}second/")
    by_id(page, "fnref:port/inside").locator("a").tap()
    page.locator(".ab-card").get_by_role("link", name="Open the passage").tap()
    way = page.locator(".ab-return a")
    expect(way).to_be_visible()
    assert focused(page) == "inside"
    way.tap()
    page.wait_for_url("**/second/#**")
    assert in_view(page, "fnref:port/inside")
    context.close()


@pytest.mark.core
@pytest.mark.parametrize("where", ["storage that is no data", "storage that others wrote"])
def test_what_stands_in_the_storage_is_never_trusted(where: str, harbour: str, page: Page) -> None:
    page.goto(f"{harbour}second/")
    script = "javascript:window.ran = true//"
    values = {
        "storage that is no data": "{",
        "storage that others wrote": f'{{"passage": "/sources/port/#inside", "page": "{script}", "mark": "x", '
        '"note": "<img src=x onerror=\'window.ran = true\'>", "title": "<script>window.ran = true</script>"}',
    }
    page.evaluate("value => sessionStorage.setItem('briefings.way', value)", values[where])
    page.goto(f"{harbour}sources/port/#inside")
    way = page.locator(".ab-return a")
    expect(way).to_be_visible()
    assert way.evaluate("each => each.protocol") == "http:"
    assert way.evaluate("each => each.origin === location.origin")
    assert page.evaluate("window.ran") is None


# ── coming back ────────────────────────────────────────────────────────────────────────────────

CARD = """label => {
    const card = document.createElement('div');
    card.className = 'ab-card md-typeset';
    card.append(...document.getElementById(`fn:${label}`).cloneNode(true).childNodes);
    for (const each of card.querySelectorAll('[id]')) each.removeAttribute('id');
    document.querySelector('article').append(card);
    document.getElementById(`fnref2:${label}`).querySelector('a').setAttribute('aria-expanded', 'true');
}"""
"""What a card of a note's is: its text again, above the page, while its mark is expanded."""


@pytest.mark.core
@pytest.mark.parametrize("site", ["flagship", "harbour"])
def test_back_restores_place_and_focus(site: str, request: pytest.FixtureRequest, page: Page) -> None:
    label = QUOTE if site == "flagship" else "port/across"
    page.goto(request.getfixturevalue(site) + (BRIEFING if site == "flagship" else "first/"))
    page.wait_for_load_state("networkidle")
    page.evaluate(CARD, label)
    by_id(page, f"fnref2:{label}").evaluate("each => each.scrollIntoView({block: 'center'})")
    before = page.evaluate("scrollY")
    assert before > 0
    if site == "harbour":  # the theme notes the place once the page has come to rest, if it heard that it moved
        noted = "before => history.state?.y === before || !window.dispatchEvent(new Event('scroll'))"
        page.wait_for_function(noted, arg=before, polling=500)
    page.locator(".ab-card").get_by_role("link", name="passage in the source").evaluate("each => each.click()")
    expect(page.locator("mark.ab-arrived").first).to_be_visible()
    page.go_back()
    page.wait_for_function("id => document.activeElement.parentElement?.id === id", arg=f"fnref2:{label}")
    page.wait_for_function("before => Math.abs(scrollY - before) <= 2", arg=before)


def test_back_to_the_list_of_notes_has_the_focus_on_the_link_that_was_followed(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    open_passage(page, QUOTE)
    expect(page.locator(".ab-return")).to_be_visible()
    page.go_back()
    page.wait_for_function("() => document.activeElement.textContent === 'passage in the source'")
    assert focused(page) == f"fn:{QUOTE}"
    assert page.evaluate(f"({IN_VIEW})(document.activeElement)")


def test_pages_that_are_exchanged_without_a_load_do_the_same(harbour: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{harbour}second/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stays = true")
    open_passage(page, "port/inside")
    expect(page.locator(".ab-return a")).to_have_accessible_name("Quoted in A second page, note 1")
    page.wait_for_function("() => document.activeElement.id === 'inside'")
    page.wait_for_function("() => document.getElementById('inside').matches(':target')")
    page.locator(".ab-return a").click()
    page.wait_for_url("**/second/#**")
    page.wait_for_function("() => document.activeElement.closest('[id]')?.id === 'fnref:port/inside'")
    assert page.evaluate("window.stays"), "the pages were loaded anew"


@pytest.mark.core
def test_a_place_in_a_closed_fold_is_opened(harbour: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{harbour}first/")
    assert not by_id(page, "fnref:port/lit").is_visible()
    page.goto(f"{harbour}sources/port/")
    page.locator("a.ab-back[data-of=lit]").first.click()
    page.wait_for_url("**/first/#**")
    assert in_view(page, "fnref:port/lit")


# ── overlapping passages ───────────────────────────────────────────────────────────────────────


def test_all_marks_of_a_quotation_light_up_together_and_no_others(harbour: str, page: Page) -> None:
    page.goto(f"{harbour}sources/port/#across")
    lit = page.locator("mark.ab-arrived")
    expect(lit).to_have_count(page.locator("mark[data-quote=across]").count())
    assert set(lit.evaluate_all("all => all.map(each => each.dataset.quote)")) == {"across"}
    assert lit.count() >= 3
    assert all(
        each.endswith("solid 3px")
        for each in lit.evaluate_all("all => all.map(each => getComputedStyle(each).outline)")
    )


@pytest.mark.core
def test_overlapping_passages_are_counted_and_the_count_leads_to_their_list(
    harbour: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{harbour}sources/port/")
    counts = page.locator(".ab-article a.ab-count")
    assert [each.get_attribute("aria-label") for each in counts.all()] == ["4 quotations", "2 quotations"]
    assert counts.first.evaluate("each => getComputedStyle(each, '::after').content") == '"4 quotations"'
    assert counts.first.evaluate("each => getComputedStyle(each).userSelect") == "none"
    assert counts.first.bounding_box()
    counts.first.click()
    assert in_view(page, "_passage-whole")


@pytest.mark.core
def test_the_words_of_an_article_are_copied_without_ours(harbour: str, page: Page) -> None:
    page.goto(f"{harbour}sources/port/#across")
    expect(page.locator(".ab-return")).to_be_visible()
    copied = page.evaluate("""() => {
        const article = document.querySelector('.ab-article');
        getSelection().selectAllChildren(article);
        return getSelection().toString();
    }""")
    assert copied.split() == TEXT.split()


LINE = "each => { const style = getComputedStyle(each); return [style.textDecorationLine, style.textDecorationStyle]; }"


@pytest.mark.parametrize("colours", ["none", "active"])
def test_shortened_and_disputed_passages_have_lines_of_their_own(colours: str, harbour: str, page: Page) -> None:
    page.emulate_media(forced_colors="active" if colours == "active" else "none")
    page.goto(f"{harbour}sources/port/")
    assert page.locator("mark#whole").evaluate(LINE) == ["underline", "solid"]
    assert page.locator("mark#lit").evaluate(LINE) == ["underline", "wavy"]
    assert page.locator("mark#left-out").evaluate(LINE) == ["underline", "wavy"]
    assert page.locator("mark#left-out").evaluate("each => getComputedStyle(each).borderBlockEndStyle") == "dashed"
    legend = page.locator(".ab-lines li")
    expect(legend).to_have_count(2)
    assert legend.nth(0).locator("span").evaluate(LINE) == ["underline", "dashed"]
    assert legend.nth(1).locator("span").evaluate(LINE) == ["underline", "wavy"]


def test_passages_that_only_other_pages_cite_step_back(harbour: str, page: Page) -> None:
    page.goto(f"{harbour}second/")
    open_passage(page, "port/inside")
    expect(page.locator("mark.ab-elsewhere").first).to_be_visible()
    elsewhere = page.locator("mark.ab-elsewhere")
    assert "inside" not in elsewhere.evaluate_all("all => all.map(each => each.dataset.quote)")
    assert elsewhere.first.evaluate(LINE) == ["underline", "dotted"]
    assert page.locator("mark#inside").evaluate(LINE) == ["underline", "solid"]


def test_without_scripts_nothing_is_said_to_be_elsewhere(harbour: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{harbour}sources/port/#inside")
    assert page.locator("mark.ab-elsewhere, .ab-return").count() == 0
    assert page.locator("a.ab-back[data-of=inside]").first.is_visible()
    context.close()


# ── cited by ───────────────────────────────────────────────────────────────────────────────────


def test_places_beyond_the_fifth_are_folded_and_can_be_opened(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}people/sergei-shoigu/")
    fold = page.locator("details.ab-fold")
    assert page.locator("a.ab-back:visible").count() == 5
    name = fold.locator("summary").inner_text()
    assert re.fullmatch(r"\d+ more places?", name)
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("a.ab-back:visible").count() == 5 + int(name.split()[0])


def test_a_mention_leads_to_the_very_name(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}people/sergei-shoigu/")
    for number in range(5):
        link = page.locator("a.ab-back").nth(number)
        named = link.locator("xpath=..").locator("mark.ab-cites").first.inner_text()
        link.click()
        page.wait_for_url("**/#_mention*")
        assert in_view(page, hash_of(page))
        assert by_id(page, hash_of(page)).inner_text() == named
        page.goto(f"{flagship}people/sergei-shoigu/")


def test_a_source_without_text_says_why_nothing_can_be_compared_and_where_it_may_be(
    flagship: str, context: BrowserContext
) -> None:
    page = context.new_page()
    for source, further in (
        ("rbc-2015-01-20", "Its own page may still have it: https://"),
        ("unsc-res-1929", "What is known of it stands above"),
    ):
        page.goto(f"{flagship}sources/{source}/")
        why = page.locator(".ab-unarchived")
        expect(why).to_contain_text(
            "No text of this source is archived here, so nothing cited from it can be compared."
        )
        expect(why).to_contain_text(further)
        hrefs = why.get_by_role("link").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert all(href.startswith("https://") and href in why.inner_text() for href in hrefs)


@pytest.mark.parametrize("wide", [390, 1280])
def test_the_way_back_is_seen_from_a_passage_deep_in_a_long_paragraph(wide: int, flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 720})
    page.goto(f"{flagship}sources/afp-2015-01-20/#un-sanctions")
    bar = page.locator(".ab-return a")
    expect(bar).to_be_visible()
    assert page.locator("mark#un-sanctions").evaluate(IN_VIEW)
    over = "each => each.contains(document.elementFromPoint(...(box => [box.x + 5, box.y + 5])(each.getBoundingClientRect())))"
    assert bar.evaluate(over), "something lies over it, or it is out of sight"
