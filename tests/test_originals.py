"""A translation with its original beside it: as another source has it, or as the author gives it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serve
from playwright.sync_api import Page
from projects import archived, built, compiled, elements, fragment, page, shared, words, write

PERSIAN = "وزیر گفت: «ما توافق کردیم».\n"
RECORD = (
    "title: Lake deal\npublisher: Lake Post\nlanguage: en\npublish: full\nquotes:\n"
    "  last: {exact: We agreed, kind: direct, translator: Ana Berg, original: %s}\n"
)
DARYA = (
    "title: توافق دریاچه\npublisher: خبرگزاری دریا\nlanguage: fa\npublish: %s\nquotes:\n"
    "  agreed: {exact: ما توافق کردیم, kind: direct}\n"
)
CITED = "{cite: darya/agreed}"
GIVEN = "{text: ما توافق کردیم, language: fa}"


def project(original: str, publish: str = "excerpts") -> dict[str, str | bytes]:
    return {
        **archived("post", "“We agreed”, the minister said.\n", RECORD % original),
        **archived("darya", PERSIAN + "پایان گزارش روز.\n" * 9, DARYA % publish),
        "briefings/lake.md": page("They agreed [@post/last].\n\n::: quote post/last"),
    }


def drawn(files: dict[str, str | bytes], to: Path) -> dict[str, str]:
    site = compiled(write(to, files))
    assert [each.rule for each in site.problems if each.rule != "unused-quote"] == []
    return {each.path: str(each.text) for each in site.pages}


def sides(text: str) -> list[list[str]]:
    """What stands in the two halves of each pair."""
    pairs = elements(fragment(text), "span", class_="ab-pair")
    return [[words(each) for each in elements(pair, "span", class_="ab-side")] for pair in pairs]


def test_an_archived_original_stands_beside_its_translation_with_its_own_verdict(tmp_path: Path) -> None:
    pages = drawn(project(CITED), tmp_path)
    for path, count in (("lake.md", 2), ("sources/post.md", 1)):
        found = sides(pages[path])
        assert len(found) == count, path
        for translation, original in found:
            assert translation == "Translation “We agreed”"
            assert original.startswith("Original, in Persian “ما توافق کردیم” خبرگزاری دریا, توافق دریاچه.")
            assert original.endswith("verified word for word · passage in the source")
    (quoted,) = {each.get("lang") for each in elements(fragment(pages["lake.md"]), "q") if "توافق" in words(each)}
    assert quoted == "fa"
    assert "Translated by Ana Berg." in words(fragment(pages["lake.md"]))


def test_an_archived_original_is_shown_where_its_link_leads(tmp_path: Path) -> None:
    site = compiled(write(tmp_path, project(CITED)))
    assert site.problems == ()
    (text,) = (str(each.text) for each in site.pages if each.path == "sources/darya.md")
    assert [each.get("id") for each in elements(fragment(text), "mark")] == ["agreed"]
    assert site.counts.verified == 1  # what pages cite; what stands beside it is not counted again


def test_an_original_that_the_author_gives_is_never_shown_as_verified(tmp_path: Path) -> None:
    pages = drawn(project(GIVEN), tmp_path)
    for _, original in sides(pages["lake.md"]):
        assert original == "Original, in Persian “ما توافق کردیم” cannot be checked: no archived text"


def test_an_original_that_fails_is_shown_as_failed(tmp_path: Path) -> None:
    files = project(CITED)
    files["sources/darya.yaml"] = str(files["sources/darya.yaml"]).replace("exact: ما توافق", "exact: ما دیروز توافق")
    site = compiled(write(tmp_path, files))
    assert [each.rule for each in site.problems] == ["quote-not-found"]
    (text,) = (str(each.text) for each in site.pages if each.path == "lake.md")
    for _, original in sides(text):
        assert "not found in the archived text" in original
        assert "verified" not in original


@pytest.mark.parametrize(
    ("original", "rule"),
    [
        ("{cite: darya/agred}", "unknown-citation"),
        ("{cite: darja/agreed}", "unknown-citation"),
        ("{cite: darya}", "original-not-a-passage"),
        ("{cite: last}", "original-not-a-passage"),
        ("{language: fa}", "missing-field"),
        ("{}", "missing-field"),
        ("{text: words, language: Persian}", "wrong-kind"),
        ("{words: ours}", "unknown-field"),
    ],
)
def test_an_original_that_says_nothing_sound_is_reported_where_it_stands(
    original: str, rule: str, tmp_path: Path
) -> None:
    site = compiled(write(tmp_path, project(original)))
    found = [
        each for each in site.problems if each.rule not in ("unused-quote", "unknown-citation") or each.rule == rule
    ]
    assert rule in [each.rule for each in found]
    assert {each.at.path for each in found} == {"sources/post.yaml"}


def test_what_an_author_gives_as_original_is_inert(tmp_path: Path) -> None:
    hostile = '"<b>*a*</b> [x](y) {{ z }} `c`"'
    pages = drawn(project(f"{{text: {hostile}, language: fa}}"), tmp_path)
    for _, original in sides(pages["lake.md"]):
        assert "“<b>*a*</b> [x](y) {{ z }} `c`”" in original


# ── in a browser ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        built(write(folder / "project", project(CITED)), folder / "site", "--strict")

    yield from serve(shared(tmp_path_factory, "originals", make) / "site")


@pytest.mark.core
@pytest.mark.browser
@pytest.mark.parametrize(("wide", "beside"), [(1280, True), (320, False)])
def test_the_two_stand_side_by_side_at_a_desk_and_stacked_on_a_phone(
    wide: int, beside: bool, address: str, page: Page
) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    for path, place in (("lake/", ".footnote"), ("lake/", "blockquote"), ("sources/post/", "article")):
        page.goto(address + path)
        one, other = (
            page.locator(f"{place} .ab-pair")
            .first.locator(".ab-side")
            .evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
        )
        assert (other["top"] == one["top"]) is beside, path
        assert (other["left"] >= one["right"]) is beside, path
        assert page.evaluate("document.documentElement.scrollWidth") <= wide


@pytest.mark.browser
def test_a_card_has_the_quotation_and_below_it_the_original(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}lake/")
    page.locator("article a.footnote-ref").first.click()
    card = page.locator(".ab-card")
    assert card.locator("blockquote").inner_text() == "“We agreed”"
    assert card.locator(".ab-side").count() == 1
    assert "Original, in Persian" in card.locator(".ab-side").inner_text()
