"""What a browser complains of while pages are read: errors, refusals, files that are missing or come from elsewhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route
from projects import built, flagship, shared

SITE = "https://example.org/"
REFUSED = """document.addEventListener('securitypolicyviolation', event => console.error(
    'refused', event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber))"""


def watched(page: Page, home: str) -> list[str]:
    """Grows as the page complains; `home` is the address that everything must come from."""
    said: list[str] = []
    page.add_init_script(REFUSED)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on(
        "console", lambda told: said.append(f"{page.url}: {told.text}") if told.type in ("error", "warning") else None
    )
    page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on(
        "request",
        lambda asked: said.append(asked.url) if not asked.url.startswith((home, "data:", "blob:")) else None,
    )
    return said


def here(page: Page, home: str) -> None:
    """The list of a site's pages names the address where they are served: the first host's script asks for its port."""

    def answer(route: Route) -> None:
        route.fulfill(body=route.fetch().text().replace(SITE, home), content_type="application/xml")

    page.route("**/sitemap.xml", answer)


def swapping(factory: pytest.TempPathFactory, host: str) -> Path:
    """The flagship whose pages are swapped in place, with every feature that breaks ours asked for."""

    def make(folder: Path) -> None:
        (folder / "project").mkdir()
        settings = flagship(folder / "project") / "mkdocs.yml"
        asked = "[navigation.instant, navigation.instant.progress, navigation.instant.preview, navigation.tracking,"
        asked += " content.tooltips, content.footnote.tooltips, navigation.top, content.tabs.link, announce.dismiss]"
        text = settings.read_text("utf-8").replace("  name: material\n", f"  name: material\n  features: {asked}\n")
        settings.write_text(f"site_url: {SITE}\n{text}", "utf-8")
        built(folder / "project", folder / "site", "--host", host)

    return shared(factory, f"swapping-{host}", make) / "site"
