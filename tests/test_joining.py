"""The style sheets of a site as one file: it says what they said, and a page gets all of it that is about that page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import material
import pytest
from browsing import BRIEFING, serve
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route
from projects import ROOT, briefings, built, elements, files, parse, site_of, write
from projects import page as manuscript

from builder.hosts.cascade import Broken, asked_for, rules_of, text_of, without, without_properties
from builder.hosts.joining import Reasons, Sheets, sheets_of
from builder.render.assets import STYLE, assets

TEMPLATES = Path(material.__file__).parent / "templates"
MAIN, PALETTE = (
    next((TEMPLATES / "assets/stylesheets").glob(f"{name}.*.css")).read_text("utf-8") for name in ("main", "palette")
)
OURS = next(str(page.take()) for page in assets() if page.path == STYLE)
SCRIPTS = "".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "assets/javascripts").glob("*.js")))
SAID = SCRIPTS + "".join(str(page.take()) for page in assets() if page.path.endswith((".css", ".js")))
COLOURS = frozenset({"data-md-color-primary=teal", "data-md-color-accent=indigo"})


def sheets(*reasons: str, alone: bool = True) -> Sheets:
    return sheets_of((MAIN, PALETTE), OURS, SAID, Reasons(frozenset(reasons), COLOURS, alone))


# ── rules ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (".a{x:1}.b{x:2}", ".b{x:2}"),
        (".a,.b{x:1}", ".b{x:1}"),
        (".b .a>c,.b{x:1}", ".b{x:1}"),
        ("p.a:hover:before{x:1}", ""),
        ("@media print{.a{x:1}.b{x:2}}", "@media print{.b{x:2}}"),
        (".b{x:1}\n@media print {.a{x:1}}\n.b{x:2}", ".b{x:1}.b{x:2}"),
        ("@media print{@supports (x:y){.a{x:1}}}q{x:2}", "q{x:2}"),
        (":not(.a){x:1}:is(.a,.b){x:2}[c='.a']{x:3}", ":not(.a){x:1}:is(.a,.b){x:2}[c='.a']{x:3}"),
        (".a\\:b{x:1}.\\61{x:2}.a-b{x:3}.ab{x:4}", ".a\\:b{x:1}.\\61{x:2}.a-b{x:3}.ab{x:4}"),
        (
            "@keyframes a{from{x:1}}@font-face{src:url(data:,.a{})}",
            "@keyframes a{from{x:1}}@font-face{src:url(data:,.a{})}",
        ),
        ('@charset "x";.a{x:1}', '@charset "x";'),
        (".b{c:'.a{'}.a{c:'}'}.b{c:\"\\\"}\"}", '.b{c:\'.a{\'}.b{c:"\\"}"}'),
        ("[data-md-color-primary=red] .b{x:1}[data-md-color-primary=red-b]{x:2}", "[data-md-color-primary=red-b]{x:2}"),
        # one browser may know what another does not, and drops the whole list
        (".a::-webkit-x,.b{x:1}", ".a::-webkit-x,.b{x:1}"),
        (".a:has(p),.b{x:1}.a:has(p){x:2}", ".a:has(p),.b{x:1}"),
        (".a:focus-visible,.b{x:1}.a:not(.c),.b{x:2}", ".a:focus-visible,.b{x:1}.b{x:2}"),
    ],
)
def test_a_rule_goes_if_each_of_its_selectors_asks_for_what_is_absent(text: str, left: str) -> None:
    assert text_of(without(rules_of(text), {"a", "data-md-color-primary=red"})) == left


def test_what_is_asked_for_is_what_an_element_must_have() -> None:
    text = "a.b>.c:not(.d)[data-md-color-primary='red']{}@media x{.e{}}@keyframes f{.g{}}@import '.h';"
    assert asked_for(rules_of(text)) == {"b", "c", "data-md-color-primary=red", "e"}


def test_custom_properties_go_only_from_the_whole_page() -> None:
    text = ':root{--a:url("data:x;--b:1");--b:2;c:3}p{--a:4}:root{--a:5}'
    left = text_of(without_properties(rules_of(text), lambda name: name == "--a"))
    assert left == ":root{--b:2;c:3}p{--a:4}"


@pytest.mark.parametrize(
    "text",
    ["a{", "a{b:(}", "a}", "}", "a", "a{b:'}", "/*", "@media x{a{}", "@media x{a}", "a{]}", "a{b:c)}", 'a{"\n"}'],
)
def test_what_is_open_or_closed_twice_is_no_style_sheet(text: str) -> None:
    with pytest.raises(Broken):
        rules_of(text)


NAMES = st.sampled_from(["a", "b", "é", "a-b", "\\62", "a\\:b"])
STRINGS = st.sampled_from(
    ["'x'", '"}"', "'{'", '"\\""', "'/*'", "url(data:x)", "url('a)b')", "(1 + 2)", "1px", "/**/2"]
)
COMPOUNDS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "p", "*"]),
    NAMES.map(".{}".format),
    st.sampled_from(["", ":hover", ":not(.a,.b)", ":is(.a, [x=','])", "[x='.a']", "::before"]),
)
SELECTORS = st.lists(st.lists(COMPOUNDS, min_size=1, max_size=2).map(" > ".join), min_size=1, max_size=3).map(",".join)
BODIES = st.lists(st.builds("--{}:{}".format, st.sampled_from("xyz"), STRINGS), max_size=3).map(";".join)
RULES = st.builds("{}{{{}}}".format, SELECTORS, BODIES)
SHEETS = st.lists(
    st.one_of(
        RULES,
        st.builds("@media {}{{{}}}".format, st.sampled_from(["print", "(width>1px)"]), st.lists(RULES).map(" ".join)),
        st.sampled_from(["/* } */", "@font-face{src:url(data:x)}", "@keyframes k{from{color:red}}", "@layer a;", "\n"]),
    ),
    max_size=6,
).map("".join)
CSSOM = """text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    const all = (rules, around) => [...rules].flatMap(each => each instanceof CSSMediaRule
        ? all(each.cssRules, around + each.conditionText) : [[around, each.selectorText ?? "", each.style ? each.style.cssText : each.cssText]])
    return all(sheet.cssRules, "")
}"""
ABSENT = {"a", "é"}
HAS = re.compile(r"\.(?:a|é)(?![\w\\-])")


def single(rules: list[list[str]]) -> Iterator[tuple[str, str, str]]:
    """As a browser has them: around, one selector, what is said."""
    for around, selectors, said in rules:
        for each in parts(selectors):
            yield around, each, said


def parts(selectors: str) -> list[str]:
    """Of a list as browsers print it, in which each comma of its own has a blank after it, and others stand within."""
    found, depth = [""], 0
    for at, char in enumerate(selectors):
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth and selectors[at - 1] != "\\":
            found.append("")
        else:
            found[-1] += char
    return [each.strip() for each in found]


@pytest.mark.browser
def test_a_browser_finds_the_same_rules_less_those_that_went(page: Page) -> None:
    @given(SHEETS)
    @settings(max_examples=60, deadline=None)
    def holds(text: str) -> None:
        rules = rules_of(text)
        before = page.evaluate(CSSOM, text)
        assert page.evaluate(CSSOM, text_of(rules)) == before
        after = page.evaluate(CSSOM, text_of(without(rules, ABSENT)))
        kept = [each for each in single(before) if not HAS.search(re.sub(r"\([^)]*\)|\[[^]]*\]", "", each[1]))]
        found = [*single(after)]
        assert [each for each in found if each in kept] == kept
        lists = [*single([each for each in after if re.search(r":is|::|\\", each[1])])]  # they stay as they are
        assert all(each in lists or each in kept for each in found)

    holds()


@pytest.mark.browser
def test_the_sheets_of_the_installed_theme_lack_nothing_but_what_is_absent(page: Page) -> None:
    found = sheets("admonition")
    original = [*single(page.evaluate(CSSOM, MAIN + PALETTE + OURS))]
    assert [*single(page.evaluate(CSSOM, found.whole.text))] == original
    lean = [*single(page.evaluate(CSSOM, found.lean.text))]
    gone = re.compile("|".join(rf"\.{name}(?![\w-])" for name in sorted(found.absent) if "=" not in name))
    chosen = re.compile(r'\[data-md-color-(?:primary="(?!teal")|accent="(?!indigo"))')
    rest = iter(lean)
    following: Any = next(rest)
    for each in original:
        if following and each[:2] == following[:2] and (each[2] == following[2] or each[1] == ":root"):
            following = next(rest, None)
        else:
            assert gone.search(each[1]) or chosen.search(each[1]), each
    assert following is None
    assert len(original) - len(lean) > 500


# ── which sheet a page gets ────────────────────────────────────────────────────────────────────


def linked(page: Path) -> list[str]:
    root = parse(page.read_text("utf-8"))
    return [each.get("href", "") for each in elements(root, "link") if each.get("rel") == "stylesheet"][:-1]


def site(tmp_path: Path, config: str = "", **pages: str) -> Path:
    texts = {f"briefings/{name}.md": manuscript(body, title=name) for name, body in pages.items()}
    project = write(tmp_path / "project", {"mkdocs.yml": f"site_name: T\n{config}", **texts})
    return built(project, tmp_path / "site")


MORE = {
    "raw": '<div class="admonition note"><p>Text.</p></div>',
    "single": "<div class='x\tadmonition'>\n\nText.\n\n</div>",
    "bare": "<p>Text.</p><div\nCLASS = tabbed-set>Text.</div>",
    "entity": '<p class="adm&#111;nition">Text.</p>',
    "entities": '<p class="x&Tab;admonition&NewLine;y">Text.</p>',
    "hidden": "Of `class='x` is said:\n\n<p class=\"grid\">It's text.</p>",
    "attribute": "Text.\n{ .md-button }",
    "colour": '<p data-md-color-primary="red">Text.</p>',
    "drawn": '<svg viewBox="0 0 1 1"><path fill="var(--md-status--new)" d="M0 0h1v1z"/></svg>',
    "apart": '<svg viewBox="0 0 1 1"><path fill="var( --md-status--new )" d="M0 0h1v1z"/></svg>',
    "script": 'Text.\n\n<script src="../assets/briefings.js"></script>',
}


def test_a_page_with_what_is_not_expected_gets_all_of_it_and_no_other_does(tmp_path: Path) -> None:
    plain = {"plain": "Text of an admonition, a grid and tabbed-set.", "code": "Text.\n\n    md-tabs md-banner"}
    made = site(tmp_path, "theme: {name: material, font: false, palette: {primary: teal}}\n", **MORE, **plain)
    (lean,), *_ = [linked(made / f"{name}/index.html") for name in plain]
    (whole,), *_ = [linked(made / f"{name}/index.html") for name in MORE]
    assert lean != whole
    assert {name: linked(made / f"{name}/index.html") for name in {**MORE, **plain}} == {
        **{key: [whole] for key in MORE},
        **{key: [lean] for key in plain},
    }
    texts = [(made / name.removeprefix("../")).read_text("utf-8") for name in (lean, whole)]
    assert texts[1] == MAIN + PALETTE + OURS
    assert [".admonition-title" in text for text in texts] == [False, True]
    assert ["[data-md-color-primary=red]" in text for text in texts] == [False, True]
    assert all("[data-md-color-primary=teal]" in text for text in texts)
    published = {path for path in files(made) if path.endswith((".css", ".css.map"))}
    assert published == {lean[3:], whole[3:], "assets/briefings/unscripted.css"}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("markdown_extensions: [admonition]", "admonition"),
        ("markdown_extensions: [pymdownx.details]", "admonition-title"),
        ("markdown_extensions: {pymdownx.tabbed: {alternate_style: true}}", "tabbed-set"),
        ("theme: {name: material, features: [navigation.tabs]}", "md-tabs"),
        ("repo_url: https://example.org/", "md-source"),
        ("extra: {social: [{icon: material/home, link: 'https://example.org/'}]}", "md-social"),
    ],
)
def test_what_the_settings_give_reason_to_expect_is_there_for_every_page(
    config: str, expected: str, tmp_path: Path
) -> None:
    made = site(tmp_path, f"{config}\n", raw=f'<p class="{expected}">Text.</p>', plain="Text.")
    (sheet,) = linked(made / "raw/index.html")
    assert linked(made / "plain/index.html") == [sheet]
    text = (made / sheet[3:]).read_text("utf-8")
    assert f".{expected}" in text
    assert ".md-post" not in text


@pytest.mark.parametrize(
    "config",
    [
        "extra_javascript: [own.js]\n",
        "theme: {name: material, features: [navigation.instant]}\n",
        "plugins: [{briefings: {content_security_policy: false}}]\n",
        "plugins: [{briefings: {content_security_policy: {script-src: ['https://example.org']}}}]\n",
        "theme: {name: material, custom_dir: own}\n",
        "hooks: [hook.py]\n",
    ],
)
def test_where_something_else_may_act_in_pages_all_of_it_is_there(config: str, tmp_path: Path) -> None:
    pages = {"briefings/plain.md": manuscript("Text.", title="Plain"), "own/x.txt": "", "hook.py": ""}
    project = write(tmp_path / "project", {"mkdocs.yml": f"site_name: T\n{config}", **pages})
    run = briefings("build", "--site-dir", tmp_path / "site", cwd=project)
    made = tmp_path / "site"
    if run.returncode:  # what is in the folder of templates is in the site, and has to be meant
        assert "x.txt" in run.stderr
        (project / "own/x.txt").unlink()
        built(project, made)
    (sheet,) = linked(made / "plain/index.html")
    assert all(f".{name}" in (made / sheet[3:]).read_text("utf-8") for name in ("admonition", "md-post", "keys"))


def test_an_authors_sheets_come_after_in_their_order_and_find_every_property(tmp_path: Path) -> None:
    sheet, ordered = "extra_css: [b.css, a.css]\n", f"extra_css: [a.css, {STYLE}]\n"
    made = site(tmp_path / "after", sheet, plain="Text.")
    first, *others = linked(made / "plain/index.html")
    assert others == ["../b.css", "../a.css"]
    assert "--md-status--new:" in (made / first[3:]).read_text("utf-8")
    made = site(tmp_path / "ordered", ordered, plain="Text.")
    assert linked(made / "plain/index.html")[1:] == ["../a.css", f"../{STYLE}"]
    assert STYLE in files(made)


STYLES = """{% extends "briefings.html" %}
{% block styles %}{{ super() }}<link rel="stylesheet" href="{{ 'own.css' | url }}">{% endblock %}"""


@pytest.mark.parametrize("template", [STYLES, '{% extends "base.html" %}{% block styles %}{% endblock %}'])
def test_a_template_with_style_of_its_own_keeps_the_order_that_it_has(template: str, tmp_path: Path) -> None:
    config = "site_name: T\ntheme: {name: material, font: false, custom_dir: own}\n"
    own = {"own/main.html": template, "briefings/lake.md": manuscript("Text.")}
    made = built(write(tmp_path / "project", {"mkdocs.yml": config, **own}), tmp_path / "site")
    sheets = [
        each.rpartition("/")[2].partition(".")[0]
        for each in re.findall(r'<link rel="stylesheet" href="([^"]+)', (made / "lake/index.html").read_text("utf-8"))
    ]
    assert [each for each in sheets if each != "unscripted"] == (
        ["main", "own", "briefings"] if "super" in template else ["briefings"]
    )
    assert STYLE in files(made)
    assert any(path.startswith("assets/stylesheets/main.") for path in files(made))


def test_a_sheet_stays_while_a_page_that_stands_links_to_it_and_goes_with_the_last(tmp_path: Path) -> None:
    pages = {f"briefings/{name}.md": manuscript(f"Text of {name}.", title=name) for name in "abc"}
    own = '<p class="admonition">Text.</p>'
    pages["briefings/b.md"] = manuscript(own, title="b")
    project = write(tmp_path / "project", {"mkdocs.yml": "site_name: T\n", **pages})

    def joined() -> int:
        """How many sheets there are, the same as in a build of all."""
        for words in ([], ["--no-cache", "--site-dir", str(tmp_path / "cold")]):
            run = briefings("build", *words, cwd=project)
            assert run.returncode == 0, run.stderr
        assert files(project / "site") == files(tmp_path / "cold")
        return len([*(project / "site/assets").glob("briefings.*.css")])

    assert joined() == 2
    (project / "briefings/a.md").write_text(manuscript("Other text.", title="a"), "utf-8")
    assert joined() == 2
    (project / "briefings/b.md").write_text(manuscript("Text.", title="b"), "utf-8")
    assert joined() == 1
    (project / "briefings/c.md").write_text(manuscript(own, title="c"), "utf-8")
    assert joined() == 2


def test_no_page_of_ours_needs_more_and_no_script_of_ours_brings_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = site_of("flagship", tmp_path_factory)
    first = {linked(path)[0].rpartition("/")[2] for path in made.rglob("*.html")}
    assert len(first) == 1
    absent = sheets().absent
    assert len(absent) > 150
    scripts = "".join(path.read_text("utf-8") for path in sorted((ROOT / "builder/theme/scripts").rglob("*.js")))
    strings = {name for found in re.findall(r"[\"'`]([\w .-]+)[\"'`]", scripts) for name in found.split()}
    assert strings & absent == {"note", "quote"}  # what cards and pages are about, and no classes


# ── what a reader sees ─────────────────────────────────────────────────────────────────────────

LOOKS = """() => {
    const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith("--"))
    const found = [], seen = {}
    for (const element of document.querySelectorAll("*")) {
        let path = ""
        for (let at = element; at; at = at.parentElement) path += ` ${at.tagName}.${at.getAttribute("class")}`
        seen[path] = (seen[path] ?? 0) + 1
        if (seen[path] > 2 && element.nextElementSibling) continue
        for (const part of [null, "::before", "::after", "::marker", "::placeholder"]) {
            const style = getComputedStyle(element, part)
            const drawn = part === "::marker" ? style.display === "list-item" : part === "::placeholder" ? element.placeholder : style.content !== "none"
            if (!part || drawn) found.push([path, part, ...names.map(name => `${name}: ${style.getPropertyValue(name)}`)].join("\\n"))
        }
    }
    return found
}"""
"""All that is computed for each element, and of those alike in all around them for the first two and the last."""
FEW = (BRIEFING, "sources/sputnik-2015-01-20/", "people/", "quotes/", "topics/s-300/", "404.html", "")
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"


def looks(page: Page, address: str, *, search: bool) -> list[str]:
    page.goto(address, wait_until="networkidle")
    page.evaluate(f"""() => {{
        const sheet = new CSSStyleSheet()
        sheet.replaceSync("{STILL}")
        document.adoptedStyleSheets = [sheet]
    }}""")
    if search:
        page.keyboard.press("/")
        page.get_by_role("textbox", name="Search").fill("theoretic")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_timeout(300)
    return list(page.evaluate(LOOKS))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "media"), [(1280, "light", "screen"), (390, "dark", "screen"), (1280, "light", "print")]
)
def test_every_element_looks_as_it_did_with_the_themes_own_sheets(
    width: int, scheme: Any, media: Any, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def theirs(route: Route) -> None:
        route.fulfill(content_type="text/css", body=MAIN + OURS)

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.emulate_media(media=media)
    for home in serve(site_of("flagship", tmp_path_factory)):
        for address in FEW:
            search = address == BRIEFING and media == "screen"
            ours = looks(page, home + address, search=search)
            page.route("**/assets/briefings.*.css", theirs)
            before = looks(page, home + address, search=search)
            assert len(before) == len(ours)
            for one, other in zip(ours, before, strict=True):
                assert {*one.splitlines()} - {*other.splitlines()} == set(), (address, one.splitlines()[:2])
            page.unroute("**/assets/briefings.*.css")
            assert len(ours) > 80
    context.close()
