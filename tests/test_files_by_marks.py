"""A file is known by its marks only where these are sure to be others once it has changed."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.marks import FRESH, marks_of


def later() -> int:
    """A moment at which what was changed until now is long settled."""
    return time.time_ns() + 2 * FRESH


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("one")
    return path


def test_a_file_that_stays_has_the_same_marks(file: Path) -> None:
    assert marks_of([file], later()) == marks_of([file], later()) is not None


def test_one_that_has_just_changed_has_none(file: Path) -> None:
    assert marks_of([file], time.time_ns()) is None
    os.utime(file, (1, 1))  # that it says so itself proves nothing
    assert marks_of([file], time.time_ns()) is None


def test_one_whose_time_lies_ahead_has_none(file: Path) -> None:
    ahead = time.time() + 3600
    os.utime(file, (ahead, ahead))
    assert marks_of([file], later()) is None


@pytest.mark.parametrize("year", [1901, 1969, 2300])
def test_one_whose_time_is_far_from_ours_has_none(file: Path, year: int) -> None:
    moment = int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 10**9
    os.utime(file, ns=(moment, moment))
    assert marks_of([file], later()) is None


@pytest.mark.parametrize("other", ["two", "longer"])
def test_another_content_shows(file: Path, other: str) -> None:
    before, times = marks_of([file], later()), file.stat().st_mtime_ns
    changed = file.stat().st_ctime_ns
    while file.stat().st_ctime_ns == changed:  # until the clock of the disk has moved on
        file.write_text(other)
        os.utime(file, ns=(times, times))
    assert marks_of([file], later()) != before


def test_a_copy_in_its_place_shows(file: Path, tmp_path: Path) -> None:
    before, copy = marks_of([file], later()), tmp_path / "b.txt"
    copy.write_text("one")
    os.utime(copy, ns=(file.stat().st_mtime_ns,) * 2)
    copy.replace(file)
    assert marks_of([file], later()) != before


def test_what_is_a_link_or_not_there_has_none(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    assert marks_of([link], later()) is marks_of([tmp_path / "none.txt"], later()) is None
    assert marks_of([file, link], later()) is None
