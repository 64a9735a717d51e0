"""A file is known by its marks only where these are sure to be others once it has changed."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder.marks import FRESH, is_same, is_settled, mark, marks_of, size


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


@pytest.mark.parametrize("year", [1960, 2300, 2555, 9999])
def test_no_time_but_a_past_one_is_settled(year: int) -> None:
    moment = (year - 1970) * 365 * 86_400 * 10**9
    for times in ({"st_mtime_ns": moment}, {"st_ctime_ns": moment}):
        status = SimpleNamespace(st_size=1, st_ino=1, **{"st_mtime_ns": 1, "st_ctime_ns": 1, **times})
        assert not is_settled(mark(status), later())  # type: ignore[arg-type]  # no file can be given these times
    assert is_settled(mark(SimpleNamespace(st_size=1, st_ino=1, st_mtime_ns=1, st_ctime_ns=1)), later())  # type: ignore[arg-type]  # the same


def test_a_file_is_the_same_under_a_second_name_and_a_copy_is_not(file: Path, tmp_path: Path) -> None:
    before, second, copy = mark(file.stat()), tmp_path / "b.txt", tmp_path / "c.txt"
    second.hardlink_to(file)
    copy.write_text("one")
    os.utime(copy, ns=(file.stat().st_mtime_ns,) * 2)
    assert is_same(before, mark(second.stat()))
    assert not is_same(before, mark(copy.stat()))
    assert size(before) == 3
    file.write_text("two")
    os.utime(file, ns=(1, 1))
    assert not is_same(before, mark(file.stat()))


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
