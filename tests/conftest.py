"""What several tests share."""

import os
from pathlib import Path

import pytest

DATA = os.path.abspath(given) if (given := os.environ.get("BRIEFINGS_CONFORMANCE", "")) else ""  # noqa: PTH100  # empty stays empty
"""Before any test goes elsewhere."""


@pytest.fixture(scope="session")
def conformance() -> Path:
    """The folder of other projects' test material; a test that needs it is skipped where it is not."""
    folder = DATA
    if not folder:
        (pytest.fail if "CI" in os.environ else pytest.skip)("BRIEFINGS_CONFORMANCE is not set")
    assert Path(folder).is_dir(), f"BRIEFINGS_CONFORMANCE names no folder: {folder}"
    return Path(folder)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite expected files; the difference is reviewed like code"
    )
