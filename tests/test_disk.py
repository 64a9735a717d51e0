"""What is on the disk itself before a folder gets its name: every new file and folder of it."""

import os
import sys
from pathlib import Path

import pytest

from builder.disk import flush_new

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a handle is of is read from Linux's /proc")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files and folders that are flushed by themselves."""
    found: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        found.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return found


def filled(folder: Path, count: int) -> set[str]:
    """Files in two folders, of which one has another name already; the paths of all that is new."""
    (folder / "below").mkdir(parents=True)
    paths = [folder / ("below" if number % 2 else "") / f"{number}.html" for number in range(count)]
    for path in paths:
        path.write_text("words")
    old = folder / "old.html"
    old.write_text("words")
    os.link(old, folder.with_name("its other name"))
    return {str(folder), str(folder / "below"), *map(str, paths)}


def test_each_new_file_and_folder_is_flushed(tmp_path: Path, flushed: list[str]) -> None:
    new = filled(tmp_path / "site", 20)
    flush_new(tmp_path / "site")
    assert sorted(flushed) == sorted(new)
