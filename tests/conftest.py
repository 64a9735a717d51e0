"""What several tests share."""

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
        (pytest.fail if "CI" in os.environ else pytest.skip)("BRIEFINGS_CONFORMANCE is not set")
    assert DATA.is_dir(), f"BRIEFINGS_CONFORMANCE names no folder: {GIVEN}"
    return DATA


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite expected files; the difference is reviewed like code"
    )
