"""The benchmark runs, on a project that is checked without an error. What it measures is for people to read."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from benchmarks.__main__ import measured
from benchmarks.anchoring import anchored
from benchmarks.measure import Failed, cost, put_on
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


def test_a_quote_that_does_not_stand_in_its_text_ends_it(tmp_path: Path) -> None:
    write_project(tmp_path, Size(1), None)
    assert anchored(tmp_path).cpu >= 0
    first = sorted((tmp_path / "sources").glob("*.txt"))[0]
    first.write_text("Nothing of it.\n", "utf-8")
    with pytest.raises(ValueError, match=f"^{first.stem}/"):
        anchored(tmp_path)


def test_the_memory_of_a_command_is_its_own_however_much_whoever_asks_has() -> None:
    held = b"x" * 2**28
    small = cost([sys.executable, "-S", "-c", "x = b'x' * 2**25"], Path.cwd())
    assert 2**25 < small.memory < len(held) / 2
    with pytest.raises(Failed, match="it is not there"):
        cost([sys.executable, "-S", "-c", "raise SystemExit('it is not there')"], Path.cwd())


def test_what_is_timed_is_compiled_before(tmp_path: Path) -> None:
    module = tmp_path / "inner" / "one.py"
    module.parent.mkdir()
    module.write_text("ONE = 1\n", "utf-8")
    put_on(tmp_path)
    assert Path(cache_from_source(str(module))).is_file()


@pytest.mark.slow
def test_it_runs(tmp_path: Path) -> None:
    found = measured(tmp_path, SMALL, None, rounds=1)
    assert len(found) == 12
    assert all(each.cpu > 0 and each.memory > 0 for each in found.values())
