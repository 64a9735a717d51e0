"""One walk through a folder serves all that look at what is in one."""

import os
from pathlib import Path

import pytest
from projects import write

from builder.cached import Unkept, below
from builder.disk import listed
from builder.manifest import found
from builder.walking import walked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write(tmp_path / "folder", {"a/b/c.txt": "x", "a/d": "x", "cache/e": "x", "a/cache/f": "x"})
    (folder / "empty").mkdir()
    return folder


EVERY = ["a/", "a/b/", "a/b/c.txt", "a/cache/", "a/cache/f", "a/d", "cache/", "cache/e", "empty/", "mkdocs.yml"]


def test_everything_is_given_once_and_a_folder_before_what_is_in_it(folder: Path) -> None:
    paths = [path for path, _ in walked(folder)]
    assert sorted(paths) == EVERY
    seen = {""}
    for path in paths:
        assert path[: path.rstrip("/").rfind("/") + 1] in seen
        seen.add(path)


def test_links_are_given_and_not_followed_and_so_is_what_is_no_file(folder: Path) -> None:
    (folder / "a/up").symlink_to(folder)
    os.mkfifo(folder / "a/pipe")
    given = {path: entry.is_symlink() for path, entry in walked(folder)}
    assert sorted(given) == sorted([*EVERY, "a/pipe", "a/up"])
    assert [path for path, link in given.items() if link] == ["a/up"]
    assert {path: what for path, what in found(folder) if what} == {
        "a/pipe": "no file",
        "a/up": "a link",
        "empty/": "an empty folder",
    }
    files, folders = listed(folder)
    assert sorted([*files, *filter(None, folders)]) == EVERY
    with pytest.raises(Unkept):
        list(below(folder, "a"))


def test_folders_of_a_name_are_passed_over(folder: Path) -> None:
    assert sorted(path for path, _ in walked(folder, "cache")) == [path for path in EVERY if "cache" not in path]
    assert sorted(path for path, _ in below(folder, "a", "cache")) == ["a/b/", "a/b/c.txt", "a/d"]
