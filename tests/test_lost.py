"""Where an address, or a search, leads nowhere: the page and the words that help."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serve
from playwright.sync_api import Page, expect
from projects import article, built, elements, need, parse, shared, site_of, words, write
from projects import page as manuscript

HOSTS = ("mkdocs", "zensical")
HOSTILE = """site_name: '"><script>alert(1)</script> {{ 7*7 }} & Co'\n"""


@pytest.mark.parametrize("host", HOSTS)
def test_the_page_of_no_page_says_what_may_be_and_where_to_go(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    root = parse((site_of("whole", tmp_path_factory, "--host", host) / "404.html").read_text("utf-8"))
    assert words(next(elements(root, "h1"))) == "There is no page here"
    assert words(next(elements(root, "title"))).startswith("There is no page here - ")
    links = {words(each): each.get("href", "") for each in elements(article(root), "a") if each.get("href")}
    assert links["Home"] in ("/", "/.")
    assert links["Method"] == "/method/"
    assert "The ferries" in links
    assert all(href.startswith("/") for href in links.values())
    assert [each.get("content") for each in elements(root, "meta") if each.get("name") == "robots"] == ["noindex"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_page_of_no_page_leads_into_a_site_below_a_folder(host: str, tmp_path: Path) -> None:
    need(host)
    config = "site_name: T\nsite_url: https://example.org/deep/site/\nnav: [index.md, {Inner: [lake.md]}]\n"
    files = {"mkdocs.yml": config, "briefings/lake.md": manuscript("Text.", title="The lake")}
    site = built(write(tmp_path / "p", files), tmp_path / "site", "--host", host)
    root = parse((site / "404.html").read_text("utf-8"))
    links = {words(each): each.get("href", "") for each in elements(article(root), "a") if each.get("href")}
    assert links["The lake"] == "/deep/site/lake/"
    files_of_ours = [each.get("href", "") for each in elements(root, "link") if each.get("rel") == "stylesheet"]
    assert [each for each in files_of_ours if not each.startswith("/deep/site/assets/")] == []


@pytest.mark.parametrize("host", HOSTS)
def test_hostile_titles_stay_text_on_the_page_of_no_page(host: str, tmp_path: Path) -> None:
    need(host)
    title = '"<script>alert(1)</script> & {{ 7*7 }}"'
    files = {"briefings/lake.md": manuscript("Text.", title=title), "mkdocs.yml": "site_name: T\n"}
    site = built(write(tmp_path / "p", files), tmp_path / "site", "--host", host)
    root = parse((site / "404.html").read_text("utf-8"))
    assert [each for each in elements(root, "script") if "alert" in (each.text or "") and not each.get("type")] == []
    assert "<script>alert(1)</script> & {{ 7*7 }}" in [words(each) for each in elements(article(root), "a")]


@pytest.fixture(scope="session", params=["plain", "deep"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A site's address and the text of its page of no page, as a server sends it for any address."""
    site = site_of("whole", tmp_path_factory)
    path = "no/such/page/" if request.param == "deep" else "nothing"
    for home in serve(site):
        yield home + path, (site / "404.html").read_text("utf-8")


@pytest.mark.core
@pytest.mark.browser
def test_at_any_depth_the_page_of_no_page_is_whole_and_its_links_lead_home(served: tuple[str, str], page: Page) -> None:
    address, text = served
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.route(address, lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.querySelector('article a')).textDecorationLine") == "underline"
    page.locator("article").get_by_role("link", name="Method").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Method")
    assert failed == []


@pytest.mark.core
@pytest.mark.browser
def test_a_search_that_finds_nothing_says_what_to_try(flagship: str, page: Page) -> None:
    page.goto(flagship)
    page.keyboard.press("/")
    page.keyboard.type("zzzqqq")
    said = page.locator(".md-search-result__meta")
    expect(said).to_have_text(
        "No matching documents. Try fewer words, or another spelling of a name; people and sources have lists of their own."
    )


@pytest.mark.browser
def test_a_site_s_hostile_name_stays_text(page: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The themes print it as it is; the policy lets nothing of it run."""

    def make(folder: Path) -> None:
        built(
            write(folder / "project", {"mkdocs.yml": HOSTILE, "briefings/lake.md": manuscript("Text.")}),
            folder / "site",
        )

    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    for home in serve(shared(tmp_path_factory, "hostile-name", make) / "site"):
        for address in ("", "lake/", "404.html", "method/"):
            page.goto(home + address)
        page.wait_for_timeout(200)
        assert happened == []
