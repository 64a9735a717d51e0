"""What was found is remembered for as long as nothing has changed, and never longer."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import archived, briefings, page, write

import builder.cached as caching
import builder.recall as recalling
from builder import marks
from builder.cached import FOLDER
from builder.cli import workers
from builder.cli.main import main
from builder.marks import FRESH
from builder.model.findings import Counts, Findings
from builder.recall import Outcome, keep, look, recall

RECORD = "title: Talks\nquotes:\n  met: {exact: They met in Osk, kind: statement}\n"
FILES = {
    **archived("talks", "They met in Osk on Monday.\n", RECORD),
    "briefings/lake.md": page("They met [@met]."),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg}\n",
}
ASKED = {"command": "check"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return settled(write(tmp_path / "project", FILES))


def settled(project: Path) -> Path:
    """As it is a while after it was written: what has just changed may change again unseen."""
    then = time.time_ns() - 2 * FRESH
    for path in project.rglob("*"):
        os.utime(path, ns=(then, then))
    return project


def checked(project: Path, *words: str) -> tuple[int, str]:
    run = briefings("check", *words, cwd=project)
    return run.returncode, run.stdout + run.stderr


def known(project: Path) -> Outcome | None:
    inputs = look(project)
    return recall(inputs, {"command": "check", "day": ""}) if inputs else None


def remember(path: Path, kept: dict[str, object]) -> None:
    caching.write(path, kept)


def memory(project: Path) -> Path:
    (path,) = (project / FOLDER).glob("*.json")
    return path


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_what_is_remembered_reads_as_what_is_looked_at(form: str, project: Path) -> None:
    write(project, {"briefings/shore.md": page("Ana [@met] and [[nobody]].", title="Shore")})
    first = checked(project, "--format", form)
    assert known(project)
    assert checked(project, "--format", form) == first
    assert checked(project, "--format", form, "--no-cache") == first


def test_files_that_a_copy_has_summed_are_known_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST", 1)
    main(["check", "--jobs", "2", "--project", str(project)])
    for path in (project / "sources").iterdir():
        path.touch()
    assert known(project)
    change = (project / "sources/talks.txt").read_text("utf-8").replace("Monday", "Friday")
    (project / "sources/talks.txt").write_text(change, "utf-8")
    assert known(project) is None


def test_a_file_that_was_only_touched_changes_nothing(project: Path) -> None:
    checked(project)
    for path in (project / "sources").iterdir():
        path.touch()
    assert known(project)


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word of a source": lambda project: edit(project, "sources/talks.txt", "Monday", "Sunday"),
    "a quote": lambda project: edit(project, "sources/talks.yaml", "in Osk", "at Osk"),
    "a page": lambda project: edit(project, "briefings/lake.md", "They met", "They sat"),
    "a name": lambda project: edit(project, "briefings/people.yaml", "Ana", "Ida"),
    "the settings": lambda project: edit(project, "mkdocs.yml", "Test", "Best"),
    "a page more": lambda project: write(project, {"briefings/more.md": page("More.")}),
    "a picture more": lambda project: write(project, {"briefings/a.png": b"a"}),
    "a page less": lambda project: (project / "briefings/lake.md").unlink(),
    "another name of a file": lambda project: (project / "briefings/lake.md").rename(project / "briefings/sea.md"),
    "a folder more": lambda project: (project / "briefings/b.md").mkdir(),
    "no sources": lambda project: (project / "sources").rename(project / "sauces"),
    "a link": lambda project: (project / "briefings/link.md").symlink_to("lake.md"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_looked_at(change: Callable[[Path], object], project: Path) -> None:
    checked(project)
    assert known(project)
    change(project)
    assert known(project) is None
    assert checked(project) == checked(project, "--no-cache")


def test_a_change_of_the_same_length_in_the_same_moment_is_seen(project: Path) -> None:
    path = project / "sources/talks.txt"
    path.write_text("They met in Osk on Friday.\n")
    status = path.stat()
    checked(project)
    path.write_text("They met in Osk on Sunday.\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert known(project) is None


def test_another_question_is_not_answered_by_it(project: Path) -> None:
    checked(project)
    inputs = look(project)
    assert inputs
    assert recall(inputs, {"command": "check", "day": "2030-01-01"}) is None
    assert recall(inputs, {"command": "build", "day": ""}) is None


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format": 1}', b'{"format": 1, "program": null}'],
)
@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_torn_or_foreign_is_dropped_without_a_word(spoilt: bytes, sealed: bool, project: Path) -> None:
    first = checked(project)
    seal = caching.seal(spoilt).encode() + b"\n" if sealed else b""
    memory(project).write_bytes(seal + spoilt)
    assert known(project) is None
    assert checked(project) == first
    assert known(project)


@given(text=st.text(), cuts=st.lists(st.integers(0, 99)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_comes_in_parts_is_kept_as_what_comes_whole(text: str, cuts: list[int], tmp_path: Path) -> None:
    whole = json.dumps({"text": text})
    edges = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    caching.write(tmp_path / "whole", {"text": text})
    caching.write_parts(tmp_path / "parts", (whole[one:two] for one, two in pairwise(edges)))
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()
    assert caching.read(tmp_path / "parts") == {"text": text}


def test_of_what_comes_in_parts_and_breaks_off_nothing_is_kept(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "{"
        raise ValueError

    caching.write(tmp_path / "kept", {"text": "before"})
    with pytest.raises(ValueError):  # noqa: PT011  # it is the one that the parts raise
        caching.write_parts(tmp_path / "kept", parts())
    assert caching.read(tmp_path / "kept") == {"text": "before"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "kept"]


@given(cut=st.integers(0, 2_000), put=st.binary(max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_byte_in_it_is_enough_to_drop_it(cut: int, put: bytes, project: Path) -> None:
    if not (project / FOLDER).is_dir():
        checked(project)
    path = memory(project)
    whole = path.read_bytes()
    spoilt = whole[:cut] + put + whole[cut + len(put) :]
    path.write_bytes(spoilt)
    found = known(project)
    path.write_bytes(whole)
    assert (found is None) == (spoilt != whole)


@pytest.mark.parametrize(("name", "value"), [("format", 0), ("question", {"command": "build"})])
def test_what_another_version_wrote_is_dropped(name: str, value: object, project: Path) -> None:
    checked(project)
    path = memory(project)
    kept = json.loads(path.read_text().partition("\n")[2])
    remember(path, kept)
    assert known(project)
    remember(path, kept | {name: value})
    assert known(project) is None


def test_what_changes_while_it_is_looked_at_is_not_remembered(project: Path) -> None:
    inputs = look(project)
    assert inputs
    edit(project, "briefings/lake.md", "They met", "They sat")
    checked(project)
    kept = memory(project).read_bytes()
    outcome = known(project)
    assert outcome
    keep(inputs, {"command": "check", "day": ""}, outcome)
    assert memory(project).read_bytes() == kept


def test_nothing_is_written_where_nothing_is_to_be_remembered(project: Path) -> None:
    checked(project, "--no-cache")
    assert not (project / FOLDER).exists()
    checked(project)
    assert (project / FOLDER / ".gitignore").read_text() == "*\n"


def test_no_link_is_followed(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "notes").write_text("mine")
    (project / FOLDER).symlink_to(outside)
    checked(project)
    assert known(project) is None
    assert [path.name for path in outside.iterdir()] == ["notes"]
    (project / FOLDER).unlink()
    checked(project)
    path = memory(project)
    for each in (path, path.parent / ".gitignore"):
        each.unlink()
        each.symlink_to(outside / "notes")
    assert known(project) is None
    checked(project)
    assert (outside / "notes").read_text() == "mine"
    assert known(project)


def test_an_answer_that_came_with_the_project_does_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be of a program whose files came to another machine, however alike the two are."""
    checked(project)
    here = caching.below

    def elsewhere(root: Path, folder: str, but: str = "") -> Iterator[tuple[str, tuple[int, ...]]]:
        later = folder == "builder"
        yield from (
            (path, (*mark[:2], mark[2] + later, *mark[3:]) if mark else mark) for path, mark in here(root, folder, but)
        )

    monkeypatch.setattr(caching, "below", elsewhere)
    caching.key.cache_clear()
    assert known(project) is None
    monkeypatch.undo()
    caching.key.cache_clear()
    assert known(project)


def test_who_has_a_projects_folder_cannot_make_a_seal(project: Path) -> None:
    """Nothing that is kept tells by what it is sealed, and a seal that anyone can make is none."""
    checked(project)
    edit(project, "sources/talks.yaml", "title:", "publish: record\ntitle:")
    assert briefings("build", cwd=project).returncode == 0
    checked(project)
    sealed = [path for path in (project / FOLDER).iterdir() if path.name != ".gitignore"]
    assert len(sealed) > 4
    told = {caching.key(), caching.key().hex().encode()}
    assert [path.name for path in sealed for each in told if each in path.read_bytes()] == []
    path = (project / FOLDER) / memory_of_a_check(project)
    data = path.read_bytes().partition(b"\n")[2]
    path.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    assert known(project) is None


def memory_of_a_check(project: Path) -> str:
    return next(path.name for path in (project / FOLDER).glob("*.json") if b'"command": "check"' in path.read_bytes())


def test_a_folder_that_cannot_be_written_to_costs_only_time(project: Path) -> None:
    (project / FOLDER).write_text("a file")
    first = checked(project)
    assert "1 quote: 1 verified" in first[1]
    assert checked(project) == first


# ── a site ─────────────────────────────────────────────────────────────────────────────────────

LEFT = {"index.html": "<p>Front", "lake/index.html": "<p>Lake", "search/words/0.json": "[]"}
FOUND = Outcome(Findings((), (), Counts(verified=1)), pages=2, told={"here": "So it was."})


@pytest.fixture(params=[1, recalling.AT_ONCE])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of many files has its marks in parts."""
    monkeypatch.setattr(recalling, "AT_ONCE", request.param)


@pytest.fixture
def site(project: Path, at_once: None) -> Path:  # noqa: ARG001  # it is only to be there
    """A site that a build left."""
    for path, text in LEFT.items():
        (project / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "site" / path).write_text(text)
    inputs = look(project)
    assert inputs
    keep(inputs, ASKED, FOUND, project / "site")
    return project / "site"


def found_with(site: Path) -> Outcome | None:
    inputs = look(site.parent)
    return recall(inputs, ASKED, site) if inputs else None


def test_an_answer_is_given_with_the_site_that_it_was_about(site: Path) -> None:
    assert found_with(site) == FOUND


def link_instead(site: Path) -> None:
    (site / "index.html").rename(site.parent / "front.html")
    (site / "index.html").symlink_to(site.parent / "front.html")


def by_hand(site: Path) -> None:
    """Another word of the same length in a file that shows the same time."""
    path = site / "lake/index.html"
    before = path.stat()
    path.write_text("<p>Bake")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def by_hand_in_a_folder_that_is_another(site: Path) -> None:
    by_hand(site)
    (site / "lake/more.html").touch()
    (site / "lake/more.html").unlink()


AT_SITE: dict[str, Callable[[Path], object]] = {
    "a word": lambda site: (site / "lake/index.html").write_text("<p>Lakes"),
    "a word that hides": by_hand,
    "a word that hides behind another": by_hand_in_a_folder_that_is_another,
    "a time": lambda site: os.utime(site / "lake/index.html", ns=(1, 1)),
    "a file more": lambda site: (site / "lake/more.html").touch(),
    "a file less": lambda site: (site / "search/words/0.json").unlink(),
    "another name": lambda site: (site / "lake/index.html").rename(site / "lake/a.html"),
    "a folder more": lambda site: (site / "drafts").mkdir(),
    "a folder in a folder more": lambda site: (site / "lake/drafts").mkdir(),
    "a link": link_instead,
    "none of it": shutil.rmtree,
}


@pytest.mark.parametrize("change", AT_SITE.values(), ids=AT_SITE)
def test_any_change_of_the_site_is_seen(change: Callable[[Path], object], site: Path) -> None:
    change(site)
    assert found_with(site) is None


def test_folders_that_were_changed_and_changed_back_are_the_same(site: Path) -> None:
    (site / "lake/more.html").touch()
    (site / "lake/more.html").unlink()
    site.rename(site.with_name("away"))
    site.with_name("away").rename(site)
    assert found_with(site) == FOUND


def put_together_again(site: Path) -> None:
    """Of the same files, as a build leaves it that changed nothing."""
    fresh = site.with_name("fresh")
    shutil.copytree(site, fresh, copy_function=os.link)
    shutil.rmtree(site)
    fresh.rename(site)


def test_a_site_that_another_build_left_just_so_is_the_same(site: Path) -> None:
    put_together_again(site)
    assert found_with(site) is None
    inputs = look(site.parent)
    assert inputs
    keep(inputs, {"command": "build", "strict": "True"}, FOUND, site)
    assert found_with(site) == FOUND


@pytest.mark.parametrize("words", ["<p>Sea", "<p>Bake"])
def test_a_site_that_another_build_left_with_other_files_is_another(words: str, site: Path) -> None:
    (site / "lake/index.html").write_text(words)
    put_together_again(site)
    inputs = look(site.parent)
    assert inputs
    keep(inputs, {"command": "build", "strict": "True"}, FOUND, site)
    assert found_with(site) is None


def test_of_files_that_are_as_they_were_none_is_read_to_remember_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here all were changed long ago, as far as their marks tell."""
    monkeypatch.setattr(marks, "FRESH", 0)
    before = look(project)
    assert before
    keep(before, ASKED, FOUND)
    (project / "briefings/lake.md").write_text(page("They met again [@met]."))
    inputs = look(project)
    assert inputs
    read: list[str] = []
    digest = recalling._digest
    monkeypatch.setattr(recalling, "_digest", lambda path: read.append(path.name) or digest(path))
    keep(inputs, ASKED, FOUND)
    assert read == ["lake.md"]
    for path in (project / "sources").iterdir():
        path.touch()
    assert recall(look(project) or inputs, ASKED) == FOUND


def test_digests_of_another_moment_do_not_count(project: Path) -> None:
    inputs = look(project)
    assert inputs
    keep(inputs, ASKED, FOUND)
    (each,) = (project / FOLDER).glob("*.files")
    kept = json.loads(each.read_bytes().partition(b"\n")[2])
    remember(each, {**kept, "at": kept["at"] + 1})
    assert recall(inputs, ASKED) is None
