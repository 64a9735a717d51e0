"""What pages let a browser load: the policy in their text, and a browser that finds nothing to refuse."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Page, expect
from projects import EXTENSIONS, ROOT, built, elements, need, parse, site_of, write
from projects import page as manuscript
from walking import pages, sample
from watching import here, swapping, watched

from builder.diagnostics import Diagnostic
from builder.hosts.policy import DIRECTIVES, inline, policy
from builder.hosts.settings import TEMPLATES
from builder.read.configuration import read_settings

HOSTS = ("mkdocs", "zensical")


def stated(text: str) -> dict[str, list[str]]:
    """The policy of a page, as its directives; it must stand before all that it is about."""
    found = next(each for each in elements(parse(text), "meta") if each.get("http-equiv"))
    assert text.index("http-equiv") < min(text.index(tag) for tag in ("<script", "<link", "<title"))
    parts = [each.split() for each in found.get("content", "").split("; ")]
    return {name: sources for name, *sources in parts}


# ── the text ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_names_each_script_in_it_and_has_no_style_or_handler(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    seen = set()
    for address, text in pages(site_of("flagship", tmp_path_factory, "--host", host)):
        allowed = stated(text)["script-src"]
        for element in parse(text).iter():
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], address
            assert element.tag != "style", address
            if element.tag == "script" and not element.get("src") and not element.get("type"):
                digest = hashlib.sha256((element.text or "").encode()).digest()
                assert f"'sha256-{base64.b64encode(digest).decode()}'" in allowed, (address, element.text)
                seen.add(element.text)
    assert len(seen) == 3  # what the scripts begin with, the colours, the tabs: alike on every page


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_allows_the_site_and_nothing_else(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    found = [stated(text) for _, text in pages(site_of("flagship", tmp_path_factory, "--host", host))]
    assert all(each == found[0] for each in found)
    assert list(found[0]) == list(DIRECTIVES)
    words = {source for sources in found[0].values() for source in sources}
    assert {each for each in words if not each.startswith("'sha256-")} == {"'self'", "'none'", "data:"}


def test_no_inline_script_is_filled_in() -> None:
    assert len(set(inline(TEMPLATES))) == 7
    assert [text for text in inline(TEMPLATES) if "{{" in text or "{%" in text] == []


def test_every_inline_script_of_the_installed_themes_has_one_of_ours_in_its_place() -> None:
    """A new one would be refused: it is to be written here too."""
    from importlib.resources import files

    for theme in ("material", "zensical"):
        theirs = Path(str(files(theme))) / "templates"
        found = [
            path.relative_to(theirs) for path in theirs.rglob("*.html") if re.search(r"<script>", path.read_text())
        ]
        known = {path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html")}
        aside = {"analytics.html", "google.html", "redirect.html"}  # of other hosts; of pages that we have none of
        assert {path for path in found if path.name not in aside} <= known


def test_a_table_s_columns_stand_by_class() -> None:
    text = "| a | b | c | d |\n| :- | :-: | -: | - |\n| 1 | 2 | 3 | 4 |\n"
    drawn = parse(markdown.markdown(text, extensions=[*EXTENSIONS]))
    for cells in ("th", "td"):
        assert [each.get("class") for each in elements(drawn, cells)] == ["ab-start", "ab-centre", "ab-end", None]
        assert [each.get("style") for each in elements(drawn, cells)] == [None] * 4


def test_a_figure_in_a_list_stands_in_no_paragraph() -> None:
    text = '- a\n\n    <figure class="x">\n    <b>c</b>\n    </figure>\n\n    <b>d</b> e\n'
    drawn = markdown.markdown(text, extensions=[*EXTENSIONS])
    assert '<div><figure class="x">' in drawn
    assert "<p><b>d</b> e</p>" in drawn


# ── the setting ────────────────────────────────────────────────────────────────────────────────


def read(folder: Path, option: str) -> tuple[object, list[str]]:
    config = f"site_name: T\nplugins:\n  - briefings:\n      content_security_policy: {option}\n"
    problems: list[Diagnostic] = []
    settings = read_settings(write(folder, {"mkdocs.yml": config}), problems.append)
    return settings.policy, [f"{each.rule}: {each.message}" for each in problems]


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        ("true", {}),
        ("", {}),
        ("{}", {}),
        ("false", None),
        ("{frame-src: https://maps.example.org}", {"frame-src": ("https://maps.example.org",)}),
        ("{img-src: [https://*.example.org, 'blob:']}", {"img-src": ("https://*.example.org", "blob:")}),
        ("""{style-src: ["'unsafe-inline'"]}""", {"style-src": ("'unsafe-inline'",)}),
    ],
)
def test_an_author_adds_to_the_policy_or_switches_it_off(option: str, meant: object, tmp_path: Path) -> None:
    assert read(tmp_path, option) == (meant, [])


@pytest.mark.parametrize(
    "option",
    [
        "maybe",
        "[a]",
        "{img: https://example.org}",
        "{img-src: 'https://example.org; script-src *'}",
        """{img-src: ['"><script>alert(1)</script>']}""",
        "{img-src: [{a: b}]}",
        "{img-src: {a: b}}",
        "{IMG-SRC: a}",
        "{img-src: ['a b']}",
        "{img-src: ['']}",
    ],
)
def test_what_is_no_policy_is_reported_and_the_strict_one_stands(option: str, tmp_path: Path) -> None:
    meant, said = read(tmp_path, option)
    assert meant == {}
    assert [each.partition(":")[0] for each in said] == ["bad-setting"]


def test_what_an_author_adds_stands_beside_what_is_there() -> None:
    text = policy(TEMPLATES, {"img-src": ("https://a.example", "data:"), "frame-src": ("https://b.example",)})
    assert "; img-src 'self' data: https://a.example;" in text
    assert text.endswith("; frame-src https://b.example")
    assert policy(TEMPLATES, {"default-src": ("https:",)}).startswith("default-src https:; ")
    assert policy(TEMPLATES, None) == ""


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_without_a_policy_says_nothing_of_one(host: str, tmp_path: Path) -> None:
    need(host)
    config = "site_name: T\nplugins: [search, briefings: {content_security_policy: false}]\n"
    project = write(tmp_path / "project", {"mkdocs.yml": config, "briefings/lake.md": manuscript("Text.")})
    site = built(project, tmp_path / "site", "--host", host)
    for _, text in pages(site):
        assert "Content-Security-Policy" not in text
        assert text.count('<meta charset="utf-8">') == 1


def test_the_templates_have_no_address_of_another_host() -> None:
    """A name of SVG's is no address."""
    for path in (ROOT / "builder/theme").rglob("*.*"):
        if path.suffix in (".html", ".css", ".js"):
            assert not re.search(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path


# ── a browser ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session", params=HOSTS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    need(request.param)
    return site_of("flagship", tmp_path_factory, "--host", request.param)


@pytest.fixture(scope="session", params=["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def swapped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need(request.param)
    yield from serve(swapping(tmp_path_factory, request.param))


@pytest.mark.core
@pytest.mark.browser
def test_a_browser_refuses_nothing_and_finds_no_fault_on_any_kind_of_page(site: Path, page: Page) -> None:
    for home in serve(site):
        said = watched(page, home)
        for address in sample(site):
            page.goto(home + address)
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
        assert said == []


def search(page: Page, words: str) -> None:
    """Words typed into either host's search."""
    page.locator("label[for=__search]:visible, .md-search__button:visible, .md-search__input:visible").first.click()
    page.keyboard.type(words)


@pytest.mark.core
@pytest.mark.browser
def test_a_browser_refuses_nothing_of_search_and_colours(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for home in serve(site):
        said = watched(page, home)
        page.goto(home)
        for name in ("default", "slate", "default"):
            page.locator("label[for^=__palette]:visible").click()
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        search(page, "Shoigu")
        expect(page.get_by_text("Sergei Shoigu").last).to_be_visible()
        assert said == []


@pytest.mark.browser
def test_a_browser_refuses_nothing_where_pages_are_swapped_in_place(swapped: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    said = watched(page, swapped)
    here(page, swapped)
    with page.expect_response("**/sitemap.xml"):  # it names what may be swapped
        page.goto(f"{swapped}{BRIEFING}")
    page.evaluate("globalThis.stayed = true")
    expect(page.locator("svg a").first).to_be_attached()  # whose address no script can write
    page.locator("article a[href*='people/sergei-shoigu']").first.click()
    expect(page).to_have_url(re.compile(r"people/sergei-shoigu/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Shoigu")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Russia")
    assert page.evaluate("globalThis.stayed")
    assert said == []


@pytest.mark.core
@pytest.mark.browser
def test_a_script_that_gets_into_a_page_does_not_run(flagship: str, page: Page) -> None:
    page.goto(f"{flagship}{BRIEFING}")
    page.evaluate("""() => {
        const script = document.createElement('script')
        script.textContent = 'globalThis.ran = 1'
        document.querySelector('article').append(script)
        const drawn = document.createElement('img')
        drawn.setAttribute('onerror', 'globalThis.ran = 1')
        drawn.src = 'data:,'
        document.querySelector('article').append(drawn)
        return new Promise(done => drawn.addEventListener('error', () => setTimeout(done, 50)))
    }""")
    assert page.evaluate("globalThis.ran") is None


@pytest.mark.browser
def test_columns_stand_as_the_author_says(page: Page, tmp_path: Path) -> None:
    text = "| a | b |\n| :-: | -: |\n| 1 | 2 |\n"
    for home in serve(built(write(tmp_path / "p", {"briefings/lake.md": manuscript(text)}), tmp_path / "site")):
        page.goto(f"{home}lake/")
        sides = page.locator("article td").evaluate_all("all => all.map(each => getComputedStyle(each).textAlign)")
        assert sides == ["center", "end"]
