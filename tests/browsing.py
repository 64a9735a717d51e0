"""A browser for tests: the pages of a site, served on this machine and read as a reader would."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from projects import site_of

BRIEFING = "russia-iran-2015/"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""By what one is called, the lightest first."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run"]
FLAGS += ["--font-render-hinting=none"]  # as a browser with a window draws letters: their widths are no whole pixels
PATIENCE = 0.02
"""Seconds after which a server that was told to end has heard of it."""
IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight && box.height > 0 && box.width > 0;
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found and not os.environ.get("CI"):
        pytest.skip("no Chromium is installed; CHROMIUM names another")
    assert found, "no Chromium is installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    """A folder's address on this machine."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(PATIENCE,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(site_of("flagship", tmp_path_factory))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def in_view(page: Page, id: str) -> bool:
    """Whether the element of an id can be seen, once the page has come to rest."""
    target = page.locator(f"xpath=//*[@id='{id}']")
    expect(target).to_be_visible()
    for _ in range(40):
        if target.evaluate(IN_VIEW):
            return True
        page.wait_for_timeout(50)
    return False


def hash_of(page: Page) -> str:
    return unquote(page.url.partition("#")[2])
