"""The benchmark runs, on a project that is checked without an error. What it measures is for people to read."""

from pathlib import Path

import pytest

from benchmarks.__main__ import measured
from benchmarks.projects import QUOTES, Size, write_project
from builder.compile import compile_site
from builder.diagnostics import Severity
from builder.read.configuration import read_settings

SMALL = Size(20)


def read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_its_project_has_no_error_and_as_many_verified_quotes_as_it_says(tmp_path: Path) -> None:
    write_project(tmp_path, SMALL, None)
    site = compile_site(read_settings(tmp_path, lambda _: None))
    assert [each for each in site.problems if each.severity is Severity.ERROR] == []
    assert site.counts.verified == SMALL.briefings * QUOTES
    assert site.counts.failed == 0


def test_the_same_size_and_seed_give_the_same_project(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_project(tmp_path / name, SMALL, None)
    assert read(tmp_path / "one") == read(tmp_path / "two")


@pytest.mark.slow
def test_it_runs(tmp_path: Path) -> None:
    found = measured(tmp_path, SMALL, None, rounds=1)
    assert len(found) == 8
    assert all(each.cpu > 0 and each.memory > 0 for each in found.values())
