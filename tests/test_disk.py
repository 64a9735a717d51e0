"""What is on the disk itself before a folder gets its name: every new file and folder of it."""

import os
from pathlib import Path

import pytest

from builder.disk import flush_new


def filled(folder: Path) -> list[Path]:
    """Files in two folders, of which one has another name already; all that is new."""
    (folder / "below").mkdir(parents=True)
    paths = [folder / ("below" if number % 2 else "") / f"{number}.html" for number in range(20)]
    for path in (*paths, folder / "old.html"):
        path.write_text("words")
    os.link(folder / "old.html", folder.with_name("its other name"))
    return [folder, folder / "below", *paths]


def test_each_new_file_and_folder_is_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    new = filled(tmp_path / "site")
    flush_new(tmp_path / "site")
    assert sorted(flushed) == sorted(path.stat().st_ino for path in new)
