"""Light and dark: as the system asks, as the reader chose, without scripts; and what an author set stays set."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, Page, expect
from projects import built, elements, need, parse, shared, site_of, write
from projects import page as manuscript

from builder.render.schemes import UNSCRIPTED, unscripted

HOSTS = ("mkdocs", "zensical")
PROPERTIES = """names => {
    const style = getComputedStyle(document.body)
    return names.map(name => [name, style.getPropertyValue(name).trim()])
}"""


# ── the style sheet ────────────────────────────────────────────────────────────────────────────


def test_each_rule_for_the_dark_scheme_is_there_for_pages_without_scripts() -> None:
    css = """/* [data-md-color-scheme="slate"] {} */
:root { --a: 1; }
@media screen {
  [data-md-color-scheme="slate"][data-md-color-primary] { --a: 2; }
  .b { --b: 1; }
}
@media print { .b { --b: 2; } }
.c, :is(.d, .e), [data-md-color-scheme="slate"] :is(.f, .g) { --c: 3; }
"""
    assert unscripted(css) == (
        "@media (prefers-color-scheme: dark) {\n"
        f"@media screen {{\n{UNSCRIPTED}[data-md-color-primary] {{\n  --a: 2;\n}}\n}}\n"
        f"{UNSCRIPTED} :is(.f, .g) {{\n  --c: 3;\n}}\n}}\n"
    )


def test_a_style_sheet_without_dark_rules_has_none_for_pages_without_scripts() -> None:
    assert unscripted(".a { color: red; }\n@media print { .a { color: black; } }\n") == ""


# ── a browser ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session", params=["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need(request.param)
    yield from serve(site_of("flagship", tmp_path_factory, "--host", request.param))


def scheme(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


@pytest.mark.core
@pytest.mark.browser
def test_the_systems_colours_are_followed_live(home: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(home + BRIEFING)
    scheme(page, "default")
    for name, asked in (("slate", "dark"), ("default", "light"), ("slate", "dark")):
        page.emulate_media(color_scheme="dark" if asked == "dark" else "light")
        scheme(page, name)
    page.reload()
    scheme(page, "slate")


@pytest.mark.core
@pytest.mark.browser
def test_what_a_reader_chose_stays_on_every_page(home: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(home + BRIEFING)
    page.locator("label[for^=__palette]:visible").click()
    scheme(page, "default")
    page.goto(f"{home}method/")
    scheme(page, "default")
    page.locator("label[for^=__palette]:visible").click()
    scheme(page, "slate")
    page.locator("label[for^=__palette]:visible").click()
    page.emulate_media(color_scheme="light")
    scheme(page, "default")


@pytest.mark.browser
def test_the_first_thing_drawn_has_the_systems_colours(home: str, page: Page) -> None:
    """Before the theme's own script, which stands at the page's end."""
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.emulate_media(color_scheme="dark")
    page.goto(home + BRIEFING)
    scheme(page, "slate")
    expect(page.locator("html")).to_have_class(re.compile(r"\bjs\b"))


@pytest.mark.core
@pytest.mark.browser
def test_without_scripts_a_dark_system_has_the_same_dark_colours(home: str, browser: Browser) -> None:
    found = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
        page = context.new_page()
        page.goto(home + BRIEFING)
        names = page.evaluate(
            """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
                .filter(rule => rule instanceof CSSMediaRule).flatMap(rule => [...rule.cssRules])
                .filter(rule => (rule.selectorText || '').includes('slate'))
                .flatMap(rule => [...rule.style]).filter(name => /^--(ab|md)-|^color-scheme$/.test(name))"""
        )
        found.append(dict(page.evaluate(PROPERTIES, names)))
        context.close()
    scripted, bare = found
    same = {name for name in scripted if not re.search(r"hl-|shadow|kbd|typeset-mark|--light", name)}
    assert len([name for name in same if name.startswith("--ab-")]) > 15
    assert {name: bare[name] for name in same} == {name: scripted[name] for name in same}


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_an_author_s_one_scheme_is_kept_on_a_dark_system(
    *, scripts: bool, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def make(folder: Path) -> None:
        config = "site_name: T\ntheme: {name: material, palette: {scheme: default, primary: teal}}\n"
        built(
            write(folder / "project", {"mkdocs.yml": config, "briefings/lake.md": manuscript("Text.")}), folder / "site"
        )

    for home in serve(shared(tmp_path_factory, "one-scheme", make) / "site"):
        context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
        page = context.new_page()
        page.goto(f"{home}lake/")
        scheme(page, "default")
        expect(page.locator("body")).to_have_attribute("data-md-color-primary", "teal")
        assert page.evaluate("getComputedStyle(document.body).colorScheme") in ("light", "normal")
        context.close()


# ── what an author set ─────────────────────────────────────────────────────────────────────────

OWN = """site_name: T
theme:
  name: material
  custom_dir: own
  features: [navigation.top, content.tooltips, navigation.tracking, content.footnote.tooltips, navigation.instant.preview, toc.follow]
  palette:
    - {scheme: slate, primary: pink, toggle: {icon: material/weather-night, name: Light}}
    - {scheme: default, primary: pink, toggle: {icon: material/weather-sunny, name: Dark}}
extra_css: [own.css]
extra_javascript: [own.js]
extra: {mine: my own words}
"""


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("chosen", ["", "theme: {name: material, palette: {scheme: slate, primary: custom}}\n"])
def test_the_themes_style_sheet_of_colours_is_left_out_where_ours_are_seen(
    chosen: str, host: str, tmp_path: Path
) -> None:
    need(host)
    files = {"mkdocs.yml": f"site_name: T\n{chosen}", "briefings/lake.md": manuscript("Text.")}
    text = (built(write(tmp_path / "p", files), tmp_path / "site", "--host", host) / "lake/index.html").read_text()
    sheets = [each.get("href", "") for each in elements(parse(text), "link") if each.get("rel") == "stylesheet"]
    assert len(sheets) == {"mkdocs": 2, "zensical": 3}[host]
    assert not any("palette." in each for each in sheets)
    assert "data-md-color-primary=red" not in (tmp_path / "site/lake" / sheets[0]).resolve().read_text("utf-8")


@pytest.mark.parametrize("host", HOSTS)
def test_what_an_author_set_is_kept_less_what_breaks_notes(host: str, tmp_path: Path) -> None:
    need(host)
    own = '{% extends "briefings.html" %}{% block announce %}{{ config.extra.mine }}{% endblock %}'
    files = {"mkdocs.yml": OWN, "own/main.html": own, "briefings/lake.md": manuscript("Text.")}
    text = (built(write(tmp_path / "p", files), tmp_path / "site", "--host", host) / "lake/index.html").read_text()
    root = parse(text)
    sheets = [each.get("href") for each in elements(root, "link") if each.get("rel") == "stylesheet"]
    kept = [re.sub(r"briefings\.[0-9a-f]{8}\.css", "briefings.css", each or "") for each in sheets]
    assert [each for each in kept if "main." not in each and "palette." not in each] == [
        "../assets/briefings.css",
        "../own.css",
        "../assets/briefings/unscripted.css",
    ]
    said = "".join(
        (tmp_path / "site/lake" / each).resolve().read_text("utf-8") for each in sheets if each and "own." not in each
    )
    assert "data-md-color-primary=pink" in said, "pink is the theme's"
    scripts = [each.get("src") for each in elements(root, "script") if each.get("src")]
    assert scripts[-2:] == ["../assets/briefings.js", "../own.js"]
    assert "my own words" in text
    assert "Content-Security-Policy" in text
    features = re.search(r'"features": ?\[([^\]]*)\]', text)
    assert features
    assert re.findall(r'"([^"]+)"', features[1]) == ["navigation.top", "toc.follow"]
    inputs = [each for each in elements(root, "input") if each.get("data-md-color-scheme")]
    assert [each.get("data-md-color-primary") for each in inputs] == ["pink", "pink"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_that_sets_no_colours_has_light_and_dark_ones(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    root = parse((site_of("whole", tmp_path_factory, "--host", host) / "index.html").read_text("utf-8"))
    inputs = [each for each in elements(root, "input") if each.get("data-md-color-scheme")]
    assert [(each.get("data-md-color-media"), each.get("data-md-color-scheme")) for each in inputs] == [
        ("(prefers-color-scheme)", "default"),
        ("(prefers-color-scheme: light)", "default"),
        ("(prefers-color-scheme: dark)", "slate"),
    ]
    assert all(each.get("aria-label") for each in inputs)
