"""A reader who looks for something: the overview of quotes, topics, the ways between pages, the search."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import BRIEFING, hash_of, in_view, serve
from playwright.sync_api import Browser, BrowserContext, Page, expect
from projects import archived, built, need, shared, site_of, write

pytestmark = pytest.mark.browser

SHOWN = "all => all.filter(each => each.checkVisibility()).map(each => each.id)"
QUOTED = ".ab-quoted"


def shown(page: Page) -> list[str]:
    return [str(id) for id in page.locator(QUOTED).evaluate_all(SHOWN)]


# ── the overview ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.core
def test_from_the_front_page_to_a_passage_by_the_overview(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(flagship)
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Quotes").click()
    page.wait_for_url("**/quotes/")
    entry = page.locator("xpath=//*[@id='sputnik-2015-01-20/great-step']")
    expect(entry).to_contain_text("A great step in consolidating these relations")
    ways = entry.locator("xpath=following-sibling::p[contains(@class, 'ab-ways')][1]")
    ways.get_by_role("link", name="Passage in the source").click()
    page.wait_for_url("**/sources/sputnik-2015-01-20/#great-step")
    assert in_view(page, "great-step")
    page.go_back()
    ways.get_by_role("link", name=re.compile("^Russia and Iran sign")).click()
    page.wait_for_url(re.compile(f"/{BRIEFING}#"))
    assert hash_of(page) == "fnref:sputnik-2015-01-20/great-step"
    assert in_view(page, hash_of(page))


@pytest.mark.core
def test_without_scripts_each_filter_is_a_page_with_as_many_quotes_as_it_says(flagship: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{flagship}quotes/")
    filters = page.locator(".ab-facet a").evaluate_all("all => all.map(each => [each.href, each.nextSibling.data])")
    assert len(filters) > 10
    for href, said in filters:
        page.goto(href)
        selector = "xpath=//h3[starts-with(@id, '_passage-')]" if "/sources/" in href else QUOTED
        assert page.locator(selector).count() == int(re.findall(r"\d+", said)[0]), href
    context.close()


@pytest.mark.core
def test_with_scripts_filters_combine_in_place_and_the_address_can_be_passed_on(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}quotes/")
    everything = shown(page)
    page.get_by_label("Speaker").select_option("hossein-dehghan")
    dehghan = shown(page)
    page.get_by_label("Source").select_option("sputnik-2015-01-20")
    both = shown(page)
    assert 0 < len(both) < len(dehghan) < len(everything)
    assert {*both} < {*dehghan}
    assert all(id.startswith("sputnik-2015-01-20/") for id in both)
    expect(page.locator(".ab-choices").get_by_role("status")).to_have_text(
        f"{len(both)} of {len(everything)} quotations shown"
    )
    asked = {"speaker": ["hossein-dehghan"], "source": ["sputnik-2015-01-20"]}
    assert parse_qs(urlsplit(page.url).query) == asked
    page.goto(page.url)
    assert shown(page) == both
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert urlsplit(page.url).query == ""


def test_a_choice_tells_how_many_quotes_it_leaves(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}quotes/?topic=meddling")
    before = page.get_by_label("Speaker").locator("option[value=hossein-dehghan]")
    count = int(re.findall(r"\((\d+)\)", before.text_content() or "")[0])
    page.get_by_label("Speaker").select_option("hossein-dehghan")
    assert len(shown(page)) == count > 1
    assert page.get_by_label("Speaker").locator("option[value=sergei-shoigu]").is_disabled()


def test_filters_are_used_by_keyboard_and_an_address_with_nonsense_filters_nothing(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}quotes/?speaker=%3Cscript%3E&topic=nothing&x=1")
    everything = shown(page)
    assert len(everything) > 20
    page.get_by_label("Topic").focus()
    page.keyboard.press("ArrowDown")
    assert 0 < len(shown(page)) < len(everything)
    assert parse_qs(urlsplit(page.url).query)["x"] == ["1"]


def test_a_link_to_a_quote_shows_it_whatever_the_filters_are(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}quotes/?topic=syria#sputnik-2015-01-20/great-step")
    assert in_view(page, "sputnik-2015-01-20/great-step")


def test_an_address_that_cannot_be_decoded_leaves_the_filters_in_place(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}quotes/?topic=syria#%zz")
    everything = page.locator(".ab-quoted").count()
    assert 0 < len(shown(page)) < everything


@pytest.mark.parametrize("wide", [320, pytest.param(390, marks=pytest.mark.slow), 1280])
def test_no_list_is_wider_than_the_screen(wide: int, flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": wide, "height": 800})
    for path in ("quotes/", "topics/", "topics/s-300/", "people/", "sources/", "people/sergei-shoigu/"):
        page.goto(flagship + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, path
        sideways = page.locator(".md-content").evaluate("each => each.scrollWidth - each.clientWidth")
        assert sideways <= 0, path


# ── a list of many ─────────────────────────────────────────────────────────────────────────────

COUNT = 230
WORDS = "They met on day"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        numbers = [str(number) for number in range(1000, 1000 + COUNT)]
        text = "".join(f"{WORDS} {number} in Osk. " for number in numbers)
        quotes = "".join(f"  q{n}: {{exact: {WORDS} {n}, topics: [t{int(n) % 2}]}}\n" for n in numbers)
        head = "---\ntitle: Talks {}\nsummary: What was said.\ndate: 2031-05-0{}\n---\n\n"
        files = {
            **archived("talks", text, f"title: Talks\npublish: full\nquotes:\n{quotes}"),
            "briefings/a.md": head.format(1, 1) + "\n\n".join(f"Said [@talks/q{n}]." for n in numbers),
            "briefings/b.md": head.format(2, 2) + "Said [@talks/q1000].\n",
            "briefings/c.md": head.format(3, 3) + "Said [@talks/q1001].\n",
        }
        built(write(folder / "project", files), folder / "site")

    yield from serve(shared(tmp_path_factory, "many", make) / "site")


def test_every_quote_of_a_long_list_is_reached_by_following_links(many: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{many}quotes/")
    seen: list[str] = []
    while True:
        seen += shown(page)
        follow = page.get_by_role("link", name="Next page")
        if not follow.count():
            break
        follow.click()
        page.wait_for_url(re.compile(r"/quotes/page/\d+/"))
    assert sorted(seen) == sorted(f"talks/q{number}" for number in range(1000, 1000 + COUNT))
    expect(page.locator(".ab-pages [aria-current=page]")).to_have_text("3")


def test_filters_of_a_part_say_that_there_is_more(many: str, page: Page) -> None:
    page.goto(f"{many}quotes/")
    expect(page.locator(".ab-total")).to_have_text("230 quotations; 1 to 100 on this page")
    page.get_by_label("Topic").select_option("t1")
    expect(page.locator(".ab-choices").get_by_role("status")).to_have_text(
        "50 of the 100 quotations on this page shown; other pages have more"
    )
    assert page.locator(".ab-facet").first.is_visible()


@pytest.mark.core
def test_a_briefing_leads_to_those_before_and_after_it(many: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{many}b/")
    foot = page.get_by_role("navigation", name="Other briefings")
    expect(foot).to_contain_text("Earlier: Talks 1, 1 May 2031")
    expect(foot).to_contain_text("Later: Talks 3, 3 May 2031")
    notes = page.locator(".footnote").bounding_box()
    box = foot.bounding_box()
    assert notes
    assert box
    assert box["y"] < notes["y"]
    foot.get_by_role("link", name="Talks 3").click()
    page.wait_for_url("**/c/")
    assert page.get_by_role("navigation", name="Other briefings").get_by_role("link").count() == 1


# ── topics and breadcrumbs ─────────────────────────────────────────────────────────────────────


def test_a_reader_goes_from_a_briefing_to_a_topic_and_to_its_background(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    page.locator(".ab-topics").get_by_role("link", name="The S-300 contract").click()
    page.wait_for_url("**/topics/s-300/")
    assert page.locator(QUOTED).count() == 7
    expect(page.get_by_role("heading", name=re.compile(r"^Events \(\d+\)"))).to_be_visible()
    page.locator(".ab-background a").click()
    page.wait_for_url("**/background/s-300/")


@pytest.mark.core
@pytest.mark.parametrize(
    ("path", "trail"),
    [
        ("sources/afp-2015-01-20/", ["Home", "Sources", "AFP report from Tehran on the military cooperation deal"]),
        ("quotes/speaker-sergei-shoigu/", ["Home", "Quotes", "Quotes of Sergei Shoigu"]),
        (BRIEFING, ["Home", "Russia and Iran sign a military cooperation agreement"]),
        *(
            pytest.param(path, ["Home", *trail], marks=pytest.mark.slow)
            for path, *trail in (
                ("people/sergei-shoigu/", "People", "Sergei Shoigu"),
                ("organizations/sputnik/", "People", "Sputnik"),
                ("background/s-300/", "Background", "The S-300 contract"),
                ("topics/visit/", "Topics", "Earlier visits"),
                ("method/", "Method"),
            )
        ),
    ],
)
def test_the_way_to_a_page_stands_above_it_and_leads_back(
    path: str, trail: list[str], flagship: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(flagship + path)
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    assert crumbs.locator("> *").all_text_contents() == trail
    assert crumbs.locator("[aria-current=page]").text_content() == trail[-1]
    heading, above = page.locator("h1").bounding_box(), crumbs.bounding_box()
    assert heading
    assert above
    assert above["y"] < heading["y"]
    crumbs.get_by_role("link").last.click()
    page.wait_for_url(flagship if len(trail) == 2 or trail[1] == "Background" else re.compile(r"/(\w+)/$"))
    assert page.url != flagship + path


def test_the_front_page_has_no_way_to_itself(flagship: str, page: Page) -> None:
    page.goto(flagship)
    assert page.locator(".ab-crumbs").count() == 0


# ── the search ─────────────────────────────────────────────────────────────────────────────────


def search(page: Page, flagship: str, words: str) -> None:
    page.goto(flagship)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def kinds(page: Page) -> set[str]:
    """Kinds of the results that are shown."""
    return {
        str(kind)
        for kind in page.locator(".md-search-result__item").evaluate_all(
            "all => all.filter(each => each.checkVisibility()).map(each => each.dataset.kind)"
        )
    }


@pytest.mark.core
def test_each_result_says_its_kind_and_a_choice_shows_one_kind(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    assert {"source", "person", "quote", "background", "briefing"} <= kinds(page)
    expect(page.locator(".ab-kind").first).to_have_text(re.compile("Source|Person|Quote|Background|Briefing"))
    choice = page.get_by_role("group", name="Kinds of results")
    for name, kind in [("Sources", "source"), ("People", "person"), ("Background", "background"), ("Quotes", "quote")]:
        choice.get_by_role("button", name=name).click()
        expect(choice.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        expect(choice.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "false")
        assert kinds(page) == {kind}
    choice.get_by_role("button", name="All").click()
    assert len(kinds(page)) > 3


def test_the_count_beside_a_choice_is_of_everything_that_was_found(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    page.get_by_role("button", name="Sources").click()
    found = re.findall(r"\d+", page.locator(".md-search-result__meta").text_content() or "")[0]
    status = page.locator(".ab-kinds [role=status]")
    expect(status).to_have_text(re.compile(rf"Of this kind: \d+ of the {found} pages found"))
    shown = page.locator(".md-search-result__item:not([hidden])").count()
    assert f" {shown} of " in (status.text_content() or "")
    assert page.locator(".md-search-result__item").count() == int(found)


def test_a_choice_of_kind_stays_for_the_next_words(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    page.get_by_role("button", name="People").click()
    page.locator("input[name=query]").focus()
    page.keyboard.press("End")
    page.keyboard.type("ian")
    expect(page.locator(".md-search-result__item:not([hidden])").first).to_have_attribute("data-kind", "person")
    assert kinds(page) == {"person"}


@pytest.mark.core
def test_kinds_are_chosen_and_results_walked_through_by_keyboard(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.kind") == "person":
            break
    else:
        pytest.fail("Tab does not reach the kinds")
    page.keyboard.press("Space")
    assert kinds(page) == {"person"}
    focused = "document.activeElement.closest('li')?.dataset.kind ?? document.activeElement.name ?? ''"
    walked = []
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        walked.append(page.evaluate(focused))
    assert {*walked} <= {"person", "query"}
    assert "person" in walked
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_enter_opens_a_result_of_the_kind_that_is_shown(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    page.get_by_role("button", name="Background").click()
    page.locator("input[name=query]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/background/"))


def test_tab_out_of_the_search_closes_it(flagship: str, page: Page) -> None:
    search(page, flagship, "iran")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#__search")).not_to_be_checked()


def test_words_that_are_quoted_are_found_as_one_quote(flagship: str, page: Page) -> None:
    search(page, flagship, "theoretic base")
    page.get_by_role("button", name="Quotes").click()
    links = page.locator(".md-search-result__item:not([hidden]) a[href*='#']")
    found = [href.partition("#")[2] for href in links.evaluate_all("all => all.map(each => each.href)")]
    assert len([id for id in found if "great-step" in id]) == 1
    expect(page.locator(".ab-kinds [role=status]")).to_have_text(re.compile(r"Quotations found: \d"))
    links.filter(has_text="theoretic").first.click()
    page.wait_for_url(re.compile("/quotes/.*#sputnik-2015-01-20/great-step"))
    assert in_view(page, "sputnik-2015-01-20/great-step")


def test_the_second_hosts_own_search_is_left_as_it_is(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    need("zensical")
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    for address in serve(site_of("flagship", tmp_path_factory, "--host", "zensical")):
        page.goto(f"{address}quotes/")
        page.get_by_label("Topic").select_option("syria")
        assert len(shown(page)) == 1
        assert page.locator(".ab-kinds").count() == 0
    assert failed == []
