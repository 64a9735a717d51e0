"""A reader with a browser who shares: a paragraph's link, a citation; and what programs find in the page's head."""

import json
from pathlib import Path

import pytest
from browsing import BRIEFING, hash_of, in_view
from playwright.sync_api import Browser, BrowserContext, Page, expect
from projects import built, elements, indexed, need, parse, site_of, write
from projects import page as a_page

pytestmark = pytest.mark.browser

PARAGRAPH = "p.ab-prose"
OPACITY = "each => getComputedStyle(each).opacity"
COPIED = "navigator.clipboard.readText()"


@pytest.fixture
def copying(page: Page, flagship: str) -> Page:
    """The briefing, with a clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{flagship}{BRIEFING}")
    page.locator("#_cite-plain").scroll_into_view_if_needed()
    expect(page.locator(".ab-copy")).to_have_count(3)
    return page


@pytest.mark.core
def test_a_paragraph_s_address_leads_to_it(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    id = page.locator(PARAGRAPH).nth(9).get_attribute("id")
    assert id
    page.goto(f"{flagship}method/")
    page.goto(f"{flagship}{BRIEFING}#{id}")
    assert in_view(page, id)
    target = page.locator(f"#{id}")
    assert target.evaluate("each => each.matches(':target')")
    assert target.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top > 48", id)


def test_the_mouse_shows_a_link_at_the_paragraph_that_copies_its_address(copying: Page) -> None:
    paragraph = copying.locator(PARAGRAPH).nth(2)
    expect(paragraph.locator("a.ab-permalink")).to_have_count(0)
    size = "each => [each.offsetWidth, each.offsetHeight]"
    words, before = paragraph.inner_text(), paragraph.evaluate(size)
    paragraph.hover()
    link = paragraph.locator("a.ab-permalink")
    expect(link).to_have_css("opacity", "1")
    assert paragraph.evaluate(size) == before
    assert paragraph.inner_text() == words
    link.click()
    expect(copying.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    id = paragraph.get_attribute("id")
    assert copying.evaluate(COPIED) == f"{copying.url.partition('#')[0]}#{id}"
    assert hash_of(copying) == ""
    copying.locator("h1").hover()
    expect(link).to_have_css("opacity", "0")


def test_only_the_innermost_item_shows_its_link(copying: Page) -> None:
    copying.evaluate(
        """() => document.querySelector('p.ab-prose').insertAdjacentHTML('afterend',
        '<ul><li class="ab-prose" id="p-outer">outer<ul><li class="ab-prose" id="p-inner">inner</li></ul></li></ul>')"""
    )
    copying.locator("#p-outer").hover(position={"x": 5, "y": 5})
    expect(copying.locator("#p-outer > .ab-permalink")).to_have_css("opacity", "1")
    copying.locator("#p-inner").hover()
    expect(copying.locator("#p-inner > .ab-permalink")).to_have_css("opacity", "1")
    expect(copying.locator("#p-outer > .ab-permalink")).to_have_css("opacity", "0")
    assert copying.locator("#p-outer > .ab-permalink").evaluate("each => each.nextElementSibling.tagName") == "UL"


def test_a_link_to_a_paragraph_is_followed_where_copying_fails(page: Page, flagship: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{flagship}{BRIEFING}")
    paragraph = page.locator(PARAGRAPH).nth(3)
    paragraph.hover()
    paragraph.locator("a.ab-permalink").click()
    page.wait_for_url(f"**/#{paragraph.get_attribute('id')}")


def test_without_a_clipboard_a_link_is_a_link_and_no_button_is_offered(page: Page, flagship: str) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    page.goto(f"{flagship}{BRIEFING}")
    paragraph = page.locator(PARAGRAPH).nth(3)
    paragraph.hover()
    paragraph.locator("a.ab-permalink").click()
    page.wait_for_url(f"**/#{paragraph.get_attribute('id')}")
    expect(page.locator(".ab-permalinks")).to_be_visible()
    expect(page.locator(".ab-copy")).to_have_count(0)


def test_one_button_shows_the_links_to_those_who_have_no_mouse(copying: Page) -> None:
    button = copying.get_by_role("button", name="Show links to paragraphs")
    stops = "document.querySelectorAll('a.ab-permalink:not([tabindex=\"-1\"])').length"
    assert copying.evaluate(stops) == 0
    button.focus()
    copying.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert copying.evaluate(stops) > 20
    for link in (copying.locator(PARAGRAPH).nth(number).locator("a.ab-permalink") for number in (0, 5)):
        expect(link).to_have_css("opacity", "1")
        expect(link).to_have_accessible_name("Copy the link to this paragraph")
    judgment = copying.locator(".ab-judgment").first
    judgment.locator("a.ab-permalink").focus()
    copying.keyboard.press("Enter")
    expect(copying.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert copying.evaluate(COPIED).endswith(f"#{judgment.get_attribute('id')}")
    button.focus()
    copying.keyboard.press("Space")
    assert copying.evaluate(stops) == 0
    expect(judgment.locator("a.ab-permalink")).to_have_css("opacity", "0")


def test_links_to_paragraphs_make_no_page_wider_and_are_no_part_of_its_text(copying: Page) -> None:
    article = copying.locator("article")
    words = article.inner_text()
    for width in (320, 390, 1280):
        copying.set_viewport_size({"width": width, "height": 800})
        pressed = copying.locator(".ab-permalinks")
        pressed.click()
        assert copying.evaluate("document.documentElement.scrollWidth <= innerWidth")
        pressed.click()
    assert article.inner_text() == words
    copying.keyboard.press("Control+A")
    assert "¶" not in copying.evaluate("getSelection().toString()").split("How we know")[0]
    copying.emulate_media(media="print")
    expect(copying.locator("a.ab-permalink").first).to_be_hidden()
    expect(copying.locator(".ab-permalinks")).to_be_hidden()


def test_a_link_after_a_line_that_is_full_makes_no_page_wider(copying: Page) -> None:
    copying.set_viewport_size({"width": 320, "height": 800})
    copying.locator("article").evaluate("each => each.style.textAlign = 'end'")  # so that each line ends at the edge
    copying.locator(".ab-permalinks").click()
    expect(copying.locator("a.ab-permalink").first).to_have_css("opacity", "1")
    assert copying.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.core
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_button_copies_a_citation_as_it_stands(number: int, copying: Page) -> None:
    for summary in copying.locator(".ab-cite > summary").all():
        summary.click()
    button = copying.locator(".ab-copy").nth(number)
    names = ["Copy: citation", "Copy: BibTeX", "Copy: CSL-JSON"]
    expect(button).to_have_accessible_name(names[number])
    button.focus()
    copying.keyboard.press("Enter")
    expect(copying.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = copying.evaluate(COPIED)
    wanted = [
        "“Russia and Iran sign a military cooperation agreement”, Annotated briefings, 22 November 2026. "
        "Last changed 25 November 2026.",
        copying.request.get(f"{copying.url}../cite/russia-iran-2015.bib").text().strip(),
        copying.request.get(f"{copying.url}../cite/russia-iran-2015.json").text().strip(),
    ]
    assert copied == wanted[number]


@pytest.mark.core
def test_a_citation_can_be_read_and_fetched_without_scripts(flagship: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}#_cite")
    expect(page.locator("#_cite-plain")).to_be_visible()
    page.locator(".ab-cite > summary").first.click()
    expect(page.locator("#_cite-bibtex")).to_be_visible()
    links = page.locator(".ab-cite-files a")
    expect(links).to_have_count(4)
    found = [page.request.get(f"{page.url.partition('#')[0]}{link.get_attribute('href')}") for link in links.all()]
    assert [each.status for each in found] == [200] * 4
    assert len(json.loads(found[3].text())) > 20


def test_copying_goes_on_after_a_page_was_swapped_in(browser: Browser, flagship: str) -> None:
    """As the theme does it where its instant navigation is switched on: the article is another, the script the same."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{flagship}{BRIEFING}")
    page.locator("#_cite-plain").scroll_into_view_if_needed()
    expect(page.locator(".ab-copy")).to_have_count(3)
    page.evaluate(
        """async () => {
            const other = new DOMParser().parseFromString(await (await fetch('../background/s-300/')).text(), 'text/html');
            document.querySelector('article').replaceWith(other.querySelector('article'));
            document$.next(document);
        }"""
    )
    expect(page.locator(".ab-copy")).to_have_count(3)
    expect(page.locator(".ab-permalinks")).to_have_count(1)
    expect(page.locator("p.ab-copied")).to_have_count(1)
    page.locator(".ab-copy").first.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert "S-300" in page.evaluate(COPIED)
    context.close()


# ── heads, as both hosts lay them out ──────────────────────────────────────────────────────────


@pytest.mark.core
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_a_finished_head_has_what_the_page_says_of_itself(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    site = site_of("flagship", tmp_path_factory, "--host", host)
    page = parse((site / BRIEFING / "index.html").read_text("utf-8"))
    named = {each.get("property"): each.get("content") for each in elements(page, "meta") if each.get("property")}
    assert named["og:title"] == "Russia and Iran sign a military cooperation agreement"
    assert (named["og:type"], named["og:site_name"]) == ("article", "Annotated briefings")
    assert named["article:published_time"] == "2026-11-22"
    assert "og:url" not in named  # the site has no address
    kinds = {each.get("href", ""): each.get("type") for each in elements(page, "link") if each.get("type")}
    for path in ("feed.xml", "feed.json", "corrections.xml", "cite/russia-iran-2015.bib", "cite/russia-iran-2015.json"):
        assert f"../{path}" in kinds
        assert (site / path).is_file()
    (block,) = elements(page, "script", type="application/ld+json")
    assert json.loads(block.text or "")["@graph"][0]["@type"] == "Article"


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_a_site_with_an_address_gives_each_page_one(host: str, tmp_path: Path) -> None:
    need(host)
    settings = 'site_name: "A & \\"B\\" <C>"\nsite_url: https://example.org/site/\n'
    project = write(tmp_path, {"mkdocs.yml": settings, "briefings/lake.md": a_page("Text.")})
    page = parse((built(project, tmp_path / "out", "--host", host) / "lake/index.html").read_text("utf-8"))
    address = "https://example.org/site/lake/"
    named = {each.get("property"): each.get("content") for each in elements(page, "meta") if each.get("property")}
    assert (named["og:url"], named["og:site_name"]) == (address, 'A & "B" <C>')
    assert [each.get("href") for each in elements(page, "link", rel="canonical")] == [address]
    (block,) = elements(page, "script", type="application/ld+json")
    data = json.loads(block.text or "")
    assert (data["@id"], data["url"], data["author"]["name"]) == (address, address, 'A & "B" <C>')


@pytest.mark.core
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_every_head_says_what_its_page_is(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    site = site_of("flagship", tmp_path_factory, "--host", host)
    found: dict[str, str] = {}
    for path in site.rglob("index.html"):
        page = parse(path.read_text("utf-8"))
        blocks = [json.loads(each.text or "") for each in elements(page, "script", type="application/ld+json")]
        assert len(blocks) <= 1
        nodes = [node for block in blocks for node in block.get("@graph", [block])]
        found[path.parent.relative_to(site).as_posix()] = nodes[0]["@type"] if nodes else ""
        assert [each for each in elements(page, "meta") if each.get("property") == "og:title"]
    assert found["."] == "WebSite"
    assert found["people/hossein-dehghan"] == "Person"
    assert found["organizations/sputnik"] == "Organization"
    assert found["sources/afp-2015-01-20"] == "NewsArticle"
    assert found["sources/unsc-res-1929"] == "CreativeWork"
    assert found["background/s-300"] == "Article"
    assert found["method"] == ""


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_the_search_passes_over_citations(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    text = json.dumps(indexed(site_of("flagship", tmp_path_factory, "--host", host)))
    assert "Sergei Shoigu" in text
    assert "CSL-JSON" not in text
    assert "Cite this page" not in text
