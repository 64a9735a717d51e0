"""Every kind of page by axe-core, for WCAG 2.0 to 2.2 at levels A and AA, in either scheme, at a desk and on a phone.

The pages are those of `walking.sample`: what is built later is looked at without a line here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import BRIEFING, serve
from playwright.sync_api import Browser, Page, expect
from projects import need, site_of
from walking import sample

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SIZES = {"desk": (1280, 800), "phone": (390, 800)}
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("zensical", "color-contrast"): "paths of its search results, in a shadow tree that no style sheet of ours reaches",
    ("zensical", "scrollable-region-focusable"): "the list of the same search; its arrow keys move through it",
}
"""What of a host's search stays, by host and rule, and why. Nothing outside that search may have it."""


def faults(page: Page, *, also: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Rule, element and what to do, for each fault of a page as it stands."""
    run = {"runOnly": {"type": "tag", "values": [*RULES, *also]}, "resultTypes": ["violations"]}
    for fault in Axe().run(page, options=run).response["violations"]:
        for node in fault["nodes"]:
            yield fault["id"], str(node["target"]), node["failureSummary"]


COVERED = """element => {
    const box = element.getBoundingClientRect(), steps = [0.1, 0.3, 0.5, 0.7, 0.9];
    const hits = steps.flatMap(x => steps.map(
        y => document.elementFromPoint(box.x + x * box.width, box.y + y * box.height)));
    return hits.every(hit => hit && !element.contains(hit) && hit.closest(".md-search"));
}"""


def behind(target: str, page: Page) -> bool:
    """Whether the open search lies over the whole of an element, so that it is nothing to point at: what of the search
    is half transparent counts for that, and does not for axe-core."""
    selectors = ast.literal_eval(target)
    return len(selectors) == 1 and bool(page.locator(selectors[0]).evaluate(COVERED))


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(browser: Browser, scheme: str, size: str) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",  # colours are judged when they have come to rest
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def judged(site: Path, browser: Browser, scheme: str, size: str) -> list[tuple[str, ...]]:
    """The faults of every kind of page, each with its address."""
    found: list[tuple[str, ...]] = []
    page = opened(browser, scheme, size)
    for home in serve(site):
        for address in sample(site):
            page.goto(home + address)
            page.evaluate("document.fonts.ready")
            found += [(address, *fault) for fault in faults(page)]
    page.context.close()
    return found


@pytest.mark.core
def test_no_kind_of_page_has_a_fault(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert judged(site_of("flagship", tmp_path_factory), browser, "light", "desk") == []


@pytest.mark.parametrize(("scheme", "size"), [("dark", "desk"), ("light", "phone"), ("dark", "phone")])
@pytest.mark.slow
def test_no_kind_of_page_has_a_fault_in_the_dark_or_on_a_phone(
    scheme: str, size: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert judged(site_of("flagship", tmp_path_factory), browser, scheme, size) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.slow
def test_no_kind_of_page_has_a_fault_on_the_second_host(
    scheme: str, size: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need("zensical")
    assert judged(site_of("flagship", tmp_path_factory, "--host", "zensical"), browser, scheme, size) == []


@pytest.mark.parametrize("project", ["whole", "scripts", "timeline", "weighed", "bare"])
@pytest.mark.slow
def test_no_page_of_the_small_projects_has_a_fault(
    project: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every script and direction, every timeline and comparison."""
    assert judged(site_of(project, tmp_path_factory), browser, "light", "phone") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
@pytest.mark.slow
def test_the_open_search_has_no_fault(
    host: str, scheme: str, size: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    page = opened(browser, scheme, size)
    for home in serve(site_of("flagship", tmp_path_factory, "--host", host)):
        page.goto(home + BRIEFING)
        page.locator("label[for=__search]:visible, .md-search__button:visible, .md-search__input:visible").first.click()
        for words, shown, count in (("Shoigu", "Sergei Shoigu", r"^\d+ matching"), ("zzzqqq", "No ", "^No matching")):
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(words)
            if host == "mkdocs":  # the page behind it names him too
                expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(count))
            expect(page.get_by_text(shown).locator("visible=true").last).to_be_visible()
            page.wait_for_timeout(300)  # the theme fades its results in
            found = [
                fault
                for fault in faults(page)
                if ((host, fault[0]) not in EXCEPTIONS or "focus-visible" not in fault[1])
                and not (fault[0] == "target-size" and behind(fault[1], page))
            ]
            assert found == []
    page.context.close()


@pytest.mark.slow
def test_every_dialog_and_landmark_has_a_name_of_its_own(flagship: str, page: Page) -> None:
    """Rules beyond WCAG, of good practice."""
    for address in ("", BRIEFING, "404.html"):
        page.goto(flagship + address)
        assert list(faults(page, also=("best-practice",))) == []
