"""Whole sites in Persian and Russian, and pages on which both directions meet."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from browsing import serve
from playwright.sync_api import Page, expect
from projects import GOOD, archived, article, built, compiled, copy, elements, need, page, parse, shared, words, write
from test_hosts import HOSTS, article_html, pages
from test_messages import extracted

from builder.render.saying import say_in

DIRECTIONS = {"fa": "rtl", "ru": "ltr"}
THEME = "theme: {name: material, font: false, language: %s}\n"


def translated(name: str, tag: str, to: Path) -> Path:
    """A good project whose interface speaks another language."""
    project = copy(GOOD / name, to)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"^theme:\n(?: .*\n)+", "", settings, flags=re.MULTILINE)
    (project / "mkdocs.yml").write_text(settings + THEME % tag, "utf-8")
    return project


def site(name: str, tag: str, host: str, factory: pytest.TempPathFactory) -> Path:
    need(host)

    def make(folder: Path) -> None:
        built(translated(name, tag, folder / "project"), folder / "site", "--strict", "--host", host)

    return shared(factory, f"{name}-{tag}-{host}", make) / "site"


@pytest.mark.parametrize("host", ["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
@pytest.mark.parametrize("tag", DIRECTIONS)
def test_a_site_says_everything_of_ours_in_its_language(
    tag: str, host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    english = [each for each in extracted() if isinstance(each, str) and "{" not in each and len(each) > 3]
    for name in ("whole", "weighed"):
        folder = site(name, tag, host, tmp_path_factory)
        own = "\n".join(path.read_text("utf-8") for path in (GOOD / name).rglob("*.*") if "expected" not in path.parts)
        telling = [each for each in english if each.casefold() not in own.casefold()]
        for path in pages(folder):
            root = parse((folder / path).read_text("utf-8"))
            assert root.get("lang") == tag
            assert next(elements(root, "body")).get("dir") == DIRECTIONS[tag]
            said = f"{words(article(root))} {' '.join(each.get('aria-label', '') for each in root.iter())}"
            assert [each for each in telling if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", said)] == [], path


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_both_hosts_make_the_same_article_in_any_language(tag: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    one, other = (site("whole", tag, host, tmp_path_factory) for host in HOSTS)
    assert [path for path in pages(one) if article_html(one, path) != article_html(other, path)] == []


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_navigation_notes_dates_and_quotation_marks_are_in_the_language(
    tag: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    say = say_in(tag)
    root = parse((site("whole", tag, "mkdocs", tmp_path_factory) / "treaty/index.html").read_text("utf-8"))
    titles = {words(each) for each in elements(root, "a", class_="md-nav__link")}
    assert {say.plain(each) for each in ("Home", "People", "Sources", "Method")} <= titles
    own = article(root)
    (notes,) = elements(own, "div", class_="footnote")
    assert words(next(iter(notes.iter("h2")))).startswith(say.plain("Notes"))
    marks = [each.get("aria-label", "") for each in elements(own, "a", class_="footnote-ref")]
    assert marks
    assert all(re.search(say.plain("Note {number}", number="[0-9]+"), each) for each in marks)
    quoted = [words(each) for each in notes.iter("li") if any(elements(each, "q"))]
    assert quoted
    assert all(each.startswith("«") and "»" in each and "“" not in each for each in quoted)
    assert {"fa": "۲ مارس ۲۰۱۵", "ru": "2 марта 2015 года"}[tag] in words(own)


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_what_is_checked_does_not_depend_on_the_language(tag: str, tmp_path: Path) -> None:
    english, other = compiled(GOOD / "whole"), compiled(translated("whole", tag, tmp_path))
    assert other.problems == ()
    assert other.counts == english.counts
    assert [each.path for each in other.pages] == [each.path for each in english.pages]


def test_the_feed_is_in_the_language(tmp_path: Path) -> None:
    site = compiled(translated("whole", "ru", tmp_path))
    (feed,) = (str(each.text) for each in site.pages if each.path == "corrections.xml")
    assert "<title>Исправления: " in feed
    assert not re.search("Correction|Was: |Cause: ", feed)


# ── both directions on one page ────────────────────────────────────────────────────────────────

SOURCES: Mapping[str, str | bytes] = {
    **archived(
        "darya",
        "وزیر گفت: «ما توافق کردیم که ۳ کشتی برود».\n",
        "title: توافق دریاچه (متن کامل)\npublisher: خبرگزاری دریا\ncontainer: روزنامهٔ ساحل\nauthor: م. نویسنده\n"
        "published: 2031-05-04\nlanguage: fa\npublish: full\nurl: https://darya.example/a?b=1\nquotes:\n"
        "  agreed: {exact: ما توافق کردیم که ۳ کشتی برود, kind: direct, speaker: vazir, via: [رادیو ساحل]}\n",
    ),
    **archived(
        "post",
        "“We agreed (at last)”, the minister said.\n",
        'title: "Lake deal (full text)!"\npublisher: Lake Post (A)\nauthor: I. Reporter\npublished: 2031-05-05\n'
        "language: en\npublish: full\nquotes:\n"
        "  last: {exact: We agreed (at last), kind: direct, speaker: vazir, translator: not stated}\n",
    ),
}
PEOPLE = {
    "en": "vazir: {name: Vazir (the minister), scripts: {fa: وزیر دریا}, spellings: [وزیر]}\n",
    "fa": "vazir: {name: وزیر دریا, scripts: {en: Vazir (the minister)}, spellings: [وزیر]}\n",
}
PROSE = {
    "en": "The two shores agreed [@agreed], they said [@last].\n\n::: quote darya/agreed\n\n::: sources",
    "fa": "دو ساحل توافق کردند [@agreed]، چنین گفتند [@last].\n\n::: quote post/last\n\n::: sources",
}
TITLES = {"en": "The lake", "fa": "دریاچه"}
WHERE = ["lake/", "sources/", "sources/darya/", "sources/post/", "people/", "people/vazir/"]

JUMPED = """rtl => {
    const letter = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const beside = (element, step) => {
        const block = element.closest('p, li, dd, td, h1, h2, h3, blockquote');
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        walker.currentNode = element;
        if (step > 0) while (walker.nextNode() && element.contains(walker.currentNode));
        else walker.previousNode();
        const node = walker.currentNode;
        if (node.nodeType !== Node.TEXT_NODE || element.contains(node)) return null;
        const at = step > 0 ? node.data.search(/\\S/) : node.data.trimEnd().length - 1;
        return at < 0 || !/\\S/.test(node.data) ? null : [node.data[at], letter(node, at)];
    };
    const jumped = [];
    for (const element of document.querySelectorAll('article :is(bdi, cite, q)')) {
        const boxes = [...element.getClientRects()].filter(box => box.width);
        if (!boxes.length || !element.closest('p, li, dd, td, h1, h2, h3, blockquote')) continue;
        for (const step of [-1, 1]) {
            const found = beside(element, step);
            const box = step > 0 ? boxes[boxes.length - 1] : boxes[0];
            if (!found || found[1].bottom <= box.top || found[1].top >= box.bottom) continue;
            const after = (step > 0) !== rtl;
            if (after ? found[1].left < box.right - 1 : found[1].right > box.left + 1)
                jumped.push([element.textContent, found[0], step]);
        }
    }
    return jumped;
}"""
"""What stands on the wrong side of a name, a title or a quotation: the sign before it or the one after it."""


def mixed(tag: str, factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        files = {
            **SOURCES,
            "mkdocs.yml": "site_name: Lake\n" + THEME % tag,
            "briefings/people.yaml": PEOPLE[tag],
            "briefings/lake.md": page(PROSE[tag], TITLES[tag], date="2031-06-01"),
        }
        built(write(folder / "project", files), folder / "site", "--strict")

    yield from serve(shared(factory, f"mixed-{tag}", make) / "site")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from mixed("en", tmp_path_factory)


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from mixed("fa", tmp_path_factory)


@pytest.fixture(params=["en", "fa"])
def address(request: pytest.FixtureRequest, english: str, persian: str) -> str:
    return english if request.param == "en" else persian


def right_to_left(page: Page) -> bool:
    return page.locator("body").get_attribute("dir") == "rtl"


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize("wide", [390, pytest.param(1280, marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", [*WHERE[:3], *(pytest.param(path, marks=pytest.mark.slow) for path in WHERE[3:])])
def test_nothing_jumps_over_a_name_that_runs_the_other_way(path: str, wide: int, address: str, page: Page) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(address + path)
    assert page.locator("article :is(bdi, cite, q)").count()
    assert page.evaluate(JUMPED, right_to_left(page)) == []


@pytest.mark.browser
def test_without_elements_of_their_own_they_would_jump(address: str, page: Page) -> None:
    """What holds the test above."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}lake/")
    page.locator("article :is(bdi, cite, q)").evaluate_all(
        "all => all.forEach(each => { each.style.unicodeBidi = 'normal'; each.style.direction = 'inherit'; })"
    )
    assert page.evaluate(JUMPED, right_to_left(page))


@pytest.mark.browser
def test_addresses_and_fingerprints_run_from_the_left(persian: str, page: Page) -> None:
    page.goto(f"{persian}sources/darya/")
    for part in ("dd a", "dd code"):
        found = page.locator(f".ab-record {part}").first
        assert found.evaluate("each => getComputedStyle(each).direction") == "ltr"
    page.emulate_media(media="print")
    printed = page.locator(".ab-live").first.evaluate("each => getComputedStyle(each, '::after').direction")
    assert printed == "ltr"


@pytest.mark.core
@pytest.mark.browser
def test_each_text_says_its_language_where_it_is_another(english: str, persian: str, page: Page) -> None:
    for address, foreign in ((english, "fa"), (persian, "en")):
        page.goto(f"{address}lake/")
        found = page.locator("article :is(bdi, cite)[lang]").evaluate_all("all => all.map(each => each.lang)")
        assert {*found} == {foreign}
        page.goto(f"{address}sources/{'darya' if foreign == 'fa' else 'post'}/")
        expect(page.locator("article h1")).to_have_attribute("lang", foreign)
        page.goto(f"{address}sources/{'post' if foreign == 'fa' else 'darya'}/")
        assert page.locator("article h1[lang]").count() == 0


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize(("sought", "path"), [("توافق", "sources/darya/"), ("Reporter", "sources/post/")])
def test_the_search_of_a_persian_site_finds_words_of_either_script(
    sought: str, path: str, persian: str, page: Page
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(persian)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(sought)
    page.locator(".md-search__input").press("End")  # the theme listens to keys
    expect(page.locator(f".md-search-result__link[href*='{path}']").first).to_be_attached()


@pytest.mark.browser
def test_a_drawing_runs_from_the_right_where_the_page_does(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for address in serve(site("timeline", "fa", "mkdocs", tmp_path_factory)):
        page.set_viewport_size({"width": 390, "height": 900})
        page.goto(f"{address}lamp/")
        drawing = page.locator(".ab-time").first
        box = drawing.bounding_box()
        assert box
        axis = drawing.locator(".ab-axis").first.evaluate("each => each.getBoundingClientRect().left")
        letters = drawing.locator("text").evaluate_all(
            "all => all.map(each => [each.getBoundingClientRect().left, each.getBoundingClientRect().right])"
        )
        assert axis > box["x"] + box["width"] / 2
        assert min(left for left, _ in letters) >= box["x"] - 1
        assert max(right for _, right in letters) <= box["x"] + box["width"] + 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_script_has_its_words_in_the_language(tmp_path_factory: pytest.TempPathFactory) -> None:
    html = (site("whole", "ru", "mkdocs", tmp_path_factory) / "treaty/index.html").read_text("utf-8")
    data = re.search(r'<script id="__briefings" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert data
    said = json.loads(data[1])["words"]
    assert said["close"] == "Закрыть"
    assert not [name for name, text in said.items() if re.search(r"[a-z]{3,}", re.sub(r"\{\w+\}", "", text))]
