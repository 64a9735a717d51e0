"""What several tests share."""

import gc
import os
from pathlib import Path

import pytest
from browsing import browser, context, flagship, page

__all__ = ["browser", "context", "flagship", "page"]  # fixtures, for every module

GIVEN = os.environ.get("BRIEFINGS_CONFORMANCE", "")
DATA = Path(GIVEN).resolve()
"""Before any test goes elsewhere."""


@pytest.fixture(scope="session")
def conformance() -> Path:
    """The folder of other projects' test material; a test that needs it is skipped where it is not."""
    if not GIVEN:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("BRIEFINGS_CONFORMANCE is not set")
    assert DATA.is_dir(), f"BRIEFINGS_CONFORMANCE names no folder: {GIVEN}"
    return DATA


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser are many and slow: `make test` has the first case of those that are `core`, test-all all."""
    begun: set[str] = set()
    for item in items:
        if "browser" not in item.keywords or "slow" in item.keywords:
            continue
        name = item.nodeid.partition("[")[0]
        if "core" not in item.keywords or name in begun:
            item.add_marker(pytest.mark.slow)
        begun.add(name)


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: collections of garbage, which go through all that stays, pass them over."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite expected files; the difference is reviewed like code"
    )
