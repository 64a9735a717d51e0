"""What is saved while a preview is shown is heard of once, by whichever way tells first."""

import queue
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from projects import write

from builder.hosts import watching
from builder.hosts.watching import EVERY, Watching, changed_since

Heard = queue.Queue[str]
SOON = 20.0
"""Seconds for which a test waits at most."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, {"briefings/lake.md": "The lake.\n", "sources/talks.txt": "They met.\n", "site/index.html": "<p>"})
    return tmp_path


def listening(project: Path, heard: Heard) -> Watching:
    return Watching(project, (project / "briefings", project / "sources"), lambda: heard.put("saved"))


@pytest.fixture(params=["told", "looked for"])
def heard(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """What is heard of the project by one of the two ways alone."""
    if request.param == "told":
        monkeypatch.setattr(watching, "EVERY", 1e6)
    else:
        monkeypatch.setattr(watching, "Observer", lambda: watching.PollingObserver(timeout=0.05))
    with closing(listening(project, found := Heard())):
        yield found


def test_a_saved_file_is_heard_of(project: Path, heard: Heard) -> None:
    (project / "briefings/lake.md").write_text("The lake in May.\n")
    assert heard.get(timeout=SOON)


def test_a_new_file_in_a_new_folder_is_heard_of(project: Path, heard: Heard) -> None:
    (project / "briefings/background").mkdir()
    assert heard.get(timeout=SOON)
    (project / "briefings/background/river.md").write_text("The river.\n")
    assert heard.get(timeout=SOON)


def test_a_file_that_goes_is_heard_of(project: Path, heard: Heard) -> None:
    (project / "sources/talks.txt").unlink()
    assert heard.get(timeout=SOON)


def test_a_file_that_another_takes_the_place_of_is_heard_of(project: Path, heard: Heard) -> None:
    """As most editors save."""
    (project / "aside.md").write_text("The lake in June.\n")
    (project / "aside.md").rename(project / "briefings/lake.md")
    assert heard.get(timeout=SOON)


def test_a_folder_that_is_away_between_two_looks_at_the_project_is_watched_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "Observer", lambda: watching.PollingObserver(timeout=0.05))
    monkeypatch.setattr(watching, "EVERY", 1e6)
    found = Heard()
    elsewhere = project / "site"  # so that nobody tells of what comes and goes right in the project
    with closing(Watching(elsewhere, (project / "sources",), lambda: found.put("saved"))):
        hears_of_a_folder_that_comes_again(project, found)


def hears_of_a_folder_that_comes_again(project: Path, heard: Heard) -> None:
    (project / "sources").rename(project / "aside")
    assert heard.get(timeout=SOON)
    (project / "aside").rename(project / "sources")
    assert heard.get(timeout=SOON)
    (project / "sources/talks.txt").write_text("They met again.\n")
    assert heard.get(timeout=SOON)


def test_a_folder_that_goes_and_comes_again_is_watched_again(project: Path, heard: Heard) -> None:
    hears_of_a_folder_that_comes_again(project, heard)


def test_what_is_read_or_stands_elsewhere_is_not_heard_of(project: Path, heard: Heard) -> None:
    (project / "briefings/lake.md").read_text()
    (project / "site/index.html").write_text("<p>New")
    (project / "aside.md").write_text("Not yet.\n")
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.5)


def test_what_both_ways_tell_is_heard_of_once(project: Path) -> None:
    (project / "aside.md").write_text("The lake in May.\n")
    with closing(listening(project, found := Heard())):
        (project / "aside.md").rename(project / "briefings/lake.md")
        assert found.get(timeout=SOON)
        with pytest.raises(queue.Empty):
            found.get(timeout=2 * EVERY)


def test_a_system_that_has_no_room_for_watches_is_looked_through(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(watching.PollingObserver):
        def schedule(self, *_: Any, **__: Any) -> Any:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(watching, "Observer", Full)
    monkeypatch.setattr(watching, "EVERY", 0.05)
    with closing(listening(project, found := Heard())):
        (project / "briefings/lake.md").write_text("The lake in May.\n")
        assert found.get(timeout=SOON)


def test_what_was_saved_since_then_is_told(project: Path) -> None:
    paths = (project / "briefings", project / "sources", project / "mkdocs.yml", project / "nowhere")
    began = max(path.lstat().st_ctime for path in project.rglob("*")) + 0.001
    assert not changed_since(paths, began)
    time.sleep(0.05)
    (project / "aside.md").write_text("The lake in June.\n")
    assert not changed_since(paths, began)
    (project / "aside.md").rename(project / "briefings/lake.md")
    assert changed_since(paths, began)
