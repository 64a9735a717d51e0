"""Files of the author's come whole, over nothing, and leave nothing behind when they cannot come."""

import os
from pathlib import Path

import pytest
from projects import files

from builder.author.files import create, settle


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that has no links, such as a memory card's."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


def test_a_file_comes_whole(tmp_path: Path):
    create(tmp_path / "a/b", b"words")
    assert files(tmp_path) == {"a/b": b"words"}


@pytest.mark.usefixtures("without_links")
def test_a_file_comes_whole_without_links_too(tmp_path: Path):
    create(tmp_path / "a/b", b"words")
    assert files(tmp_path) == {"a/b": b"words"}
    with pytest.raises(FileExistsError):
        create(tmp_path / "a/b", b"others")
    assert files(tmp_path) == {"a/b": b"words"}


@pytest.mark.parametrize("theirs", ["file", "folder", "dangling"])
def test_what_is_there_is_not_written_over(theirs: str, tmp_path: Path):
    (tmp_path / "file").write_text("precious")
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create(tmp_path / theirs, b"words")
    assert (tmp_path / "file").read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file", "folder"]


def test_a_file_that_cannot_be_moved_leaves_no_empty_one(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        settle(tmp_path / "gone", tmp_path / "here")
    assert list(tmp_path.iterdir()) == []
