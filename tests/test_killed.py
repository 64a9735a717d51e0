"""What is killed leaves the old or the new, whole; the next command puts the rest right; nothing is left lying about."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from disks import may_mount, mounted
from killing import NEW, OLD, RECORD, SCENARIOS
from projects import GOOD, ROOT, as_nobody, briefings, compiled, copy, files, need, shared

from builder.output import repair, replace_folder, write_pages

OURS = re.compile(r"(?:^|/)\.(?:briefings-|site-)")
"""Begins the name of what is being written."""
QUOTED = f"{RECORD}  two:\n    exact: said\n"
SCHEMAS = {"events.schema.json": "new", "source.schema.json": "new too"}
BEGUN = {
    f"begun/{path}": text
    for path, text in {
        ".gitignore": "site/",
        "sources/a.txt": "text",
        "sources/b/c.yaml": "record",
        "mkdocs.yml": "name",
    }.items()
}
ARCHIVED = {"ferry.txt": "text", "ferry.yaml": "title: Ferry\n"}


def killed(scenario: str, folder: Path) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Files after the kill, and after the next run, for each moment of a piece of work."""
    memory = Path("/dev/shm")  # noqa: S108  # where there is such a disk, nothing waits for it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else folder) as here:
        command = [sys.executable, str(ROOT / "tests/killing.py"), scenario, here]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [(each["after"], each["repaired"]) for each in map(json.loads, run.stdout.splitlines())]


def seen(state: Mapping[str, str]) -> dict[str, str]:
    """Without what is being written."""
    return {path: text for path, text in state.items() if not OURS.search(path)}


def within(folder: str, state: Mapping[str, str]) -> dict[str, str]:
    return {path.removeprefix(f"{folder}/"): text for path, text in state.items() if path.startswith(f"{folder}/")}


slow = pytest.mark.slow


@pytest.mark.parametrize(
    "scenario", ["exchange", pytest.param("exchange, no links", marks=slow), pytest.param("first site", marks=slow)]
)
def test_a_site_is_the_old_one_or_the_new_one_at_every_moment(scenario: str, tmp_path: Path) -> None:
    states = killed(scenario, tmp_path)
    old = {} if scenario == "first site" else OLD
    assert len(states) > 30
    assert {json.dumps(within("site", after), sort_keys=True) for after, _ in states} == {
        json.dumps(each, sort_keys=True) for each in (old, NEW)
    }
    assert [
        repaired for _, repaired in states if repaired != {f"site/{path}": text for path, text in NEW.items()}
    ] == []


def test_where_two_renames_exchange_it_the_old_one_is_set_aside_in_between(tmp_path: Path) -> None:
    states = killed("exchange in two", tmp_path)
    absent = [after for after, _ in states if not within("site", after)]
    assert len(absent) == 1
    aside = {path.split("/", 1)[1]: text for path, text in absent[0].items() if path.startswith(".site-site-old-")}
    assert aside == OLD
    assert all(within("site", after) in (OLD, NEW) for after, _ in states if after != absent[0])
    assert [
        repaired for _, repaired in states if repaired != {f"site/{path}": text for path, text in NEW.items()}
    ] == []


@pytest.mark.parametrize(
    ("scenario", "old", "new"),
    [
        ("quote", {"talks.yaml": RECORD}, {"talks.yaml": QUOTED}),
        pytest.param("new", {}, BEGUN, marks=slow),
    ],
)
def test_what_a_command_writes_is_there_or_not_at_every_moment(
    scenario: str, old: dict[str, str], new: dict[str, str], tmp_path: Path
) -> None:
    states = killed(scenario, tmp_path)
    assert [seen(after) for after, _ in states if seen(after) not in (old, new)] == []
    assert [seen(after) for after, _ in states if seen(after) == old]
    assert [seen(after) for after, _ in states if seen(after) == new]
    assert [repaired for _, repaired in states if repaired != new] == []


@pytest.mark.parametrize(
    ("scenario", "old", "new"),
    [
        ("add", {}, ARCHIVED),
        pytest.param("add, no links", {}, ARCHIVED, marks=slow),
        pytest.param("schemas", {"source.schema.json": "old"}, SCHEMAS, marks=slow),
        pytest.param("new in an empty folder", {}, BEGUN, marks=slow),
        pytest.param("new in an empty folder, no links", {}, BEGUN, marks=slow),
    ],
)
def test_of_several_files_each_is_whole_at_every_moment_and_the_next_command_adds_the_rest(
    scenario: str, old: dict[str, str], new: dict[str, str], tmp_path: Path
) -> None:
    states = killed(scenario, tmp_path)
    assert len(states) > 20
    for after, repaired in states:
        there = {path: text for path, text in seen(after).items() if text != "/"}
        assert [path for path, text in there.items() if text not in (old.get(path), new.get(path))] == []
        assert repaired == new


def test_every_scenario_is_tried() -> None:
    tried = {"exchange", "exchange, no links", "first site", "exchange in two", "quote", "new", "add", "add, no links"}
    assert tried | {"schemas", "new in an empty folder", "new in an empty folder, no links"} == {*SCENARIOS}


# ── whole builds, killed with all that they started ────────────────────────────────────────────

BUILD = "import sys, builder.output as o; {patch}from builder.cli.main import main; sys.exit(main(['build', {words}]))"
IN_TWO = "o.exchange = lambda *_: False; "
LEFT = (".site-", ".pages-", ".pages.yml")
CHANGE = ("What happened", "What came to pass")


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a finished site, and pages that were edited since."""

    def make(folder: Path) -> None:
        assert briefings("build", "--strict", cwd=copy(GOOD / "whole", folder)).returncode == 0

    project = copy(shared(tmp_path_factory, "finished", make), tmp_path / "project")
    edit(project, *CHANGE)
    return project


def edit(project: Path, old: str, new: str) -> None:
    path = project / "briefings/treaty.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def left(project: Path) -> list[str]:
    """What a build may leave lying about."""
    return sorted(path.name for path in project.iterdir() if path.name.startswith(LEFT))


def started(project: Path, *words: str, patch: str = "") -> subprocess.Popen[bytes]:
    command = BUILD.format(patch=patch, words=", ".join(map(repr, words)))
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-c", command], cwd=project, env=env, stdout=quiet, stderr=quiet, start_new_session=True
    )


@slow
@pytest.mark.parametrize(("patch", "kills"), [("", 100), (IN_TWO, 100)], ids=["in one call", "in two renames"])
def test_a_build_that_is_killed_at_any_time_leaves_one_site_whole(patch: str, kills: int, project: Path) -> None:
    site, old, new = project / "site", project.parent / "old", project.parent / "new"
    shutil.copytree(site, old)
    begun = time.monotonic()
    assert started(project, patch=patch).wait(120) == 0
    lasted = time.monotonic() - begun
    shutil.copytree(site, new)
    known = [files(old), files(new)]
    assert known[0] != known[1]
    moments = random.Random(1)  # noqa: S311  # the same moments each time
    ends = [0, 0, 0]
    for number in range(kills):
        shutil.rmtree(site)
        shutil.copytree(old, site)
        build = started(project, patch=patch)
        first = 0 if number % 2 else lasted * 0.7
        time.sleep(moments.uniform(first, lasted * 1.05))
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        absent = not site.exists()
        repair(site)
        held = files(site)
        assert held in known, f"kill {number}: a mixture"
        assert left(project) == [], f"kill {number}"
        ends[2 if absent else known.index(held)] += 1
    print(f"killed {kills} times in {lasted:.1f} s each: {ends} old, new, set aside")
    assert min(ends[:2]) > 0
    assert ends[2] == 0 or patch
    assert briefings("build", cwd=project).returncode == 0
    assert files(site) == known[1]


@slow
def test_a_build_with_zensical_that_is_killed_leaves_one_site_whole(project: Path) -> None:
    need("zensical")
    site, old, new = project / "site", project.parent / "old", project.parent / "new"
    for to, change in ((old, CHANGE[::-1]), (new, CHANGE)):
        edit(project, *change)
        begun = time.monotonic()
        assert briefings("build", "--host", "zensical", cwd=project).returncode == 0
        lasted = time.monotonic() - begun
        shutil.copytree(site, to)
    known = [files(old), files(new)]
    moments = random.Random(2)  # noqa: S311  # the same
    for number in range(40):
        shutil.rmtree(site)
        shutil.copytree(old, site)
        build = started(project, "--host", "zensical")
        time.sleep(moments.uniform(0, lasted * 1.05))
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        assert files(site) in known, f"kill {number}: a mixture"
        if number % 10 == 0:
            assert briefings("build", "--host", "zensical", cwd=project).returncode == 0
            assert (files(site), left(project)) == (known[1], [])
    edit(project, "What came to pass", "What [[nobody-at-all]]")
    assert briefings("build", cwd=project).returncode == 1
    assert left(project) == []


def test_a_site_that_was_set_aside_returns_though_the_next_build_finds_an_error(project: Path) -> None:
    before = files(project / "site")
    (project / "site").rename(project / ".site-site-old-abcd1234")
    (project / ".site-site-new-abcd1234").mkdir()
    (project / ".pages").mkdir()
    (project / ".pages-site").mkdir()
    (project / ".pages.yml").write_text("site_name: cut off in the mid")
    edit(project, "What came to pass", "What [[nobody-at-all]]")
    assert briefings("build", cwd=project).returncode == 1
    assert files(project / "site") == before
    assert left(project) == []


@slow
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_six_builds_of_different_pages_into_one_folder_do_not_mix(host: str, project: Path) -> None:
    need(host)
    projects = [copy(project, project.parent / f"project{number}") for number in range(6)]
    for number, each in enumerate(projects):
        edit(each, "What came to pass", f"What came to pass, as told by the {number}th")
    site = project.parent / "site"
    builds = [started(each, "--host", host, "--site-dir", str(site)) for each in projects]
    seen: set[str] = set()
    while any(build.poll() is None for build in builds):
        if site.exists():
            seen |= {*re.findall(r"told by the \dth", (site / "treaty/index.html").read_text("utf-8"))}
    assert [build.returncode for build in builds] == [0] * 6
    (last,) = {*re.findall(r"told by the (\d)th", (site / "treaty/index.html").read_text("utf-8"))}
    alone = project.parent / "alone"
    words = ("build", "--host", host, "--site-dir", str(alone))
    assert briefings(*words, cwd=projects[int(last)]).returncode == 0
    assert files(site) == files(alone)
    assert [path.name for path in project.parent.iterdir() if path.name.startswith(".site-")] == []


@slow
def test_builds_with_zensical_of_one_project_into_different_folders_do_not_mix(project: Path) -> None:
    need("zensical")
    folders = [project.parent / f"out{number}" / "site" for number in range(4)]
    builds = []
    for number, folder in enumerate(folders):
        builds.append(started(project, "--host", "zensical", "--site-dir", str(folder)))
        time.sleep(0.4)
        edit(project, "What came to pass", f"What came to pass {number}")
    assert [build.wait(300) for build in builds] == [0] * 4
    for folder in folders:
        page = (folder / "treaty/index.html").read_text("utf-8")
        index = json.loads((folder / "search.json").read_text("utf-8"))
        (title,) = {*re.findall(r"What came to pass[ \d]*(?=</h2>|<a)", page)} or {""}
        assert title.strip() in json.dumps(index)
    assert left(project) == []


# ── caches that were torn ──────────────────────────────────────────────────────────────────────


def test_whatever_is_among_the_pages_for_the_second_host_they_are_made_whole(tmp_path: Path) -> None:
    pages = compiled(GOOD / "whole").pages
    folder, outside = tmp_path / ".pages", tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("precious")
    write_pages(pages, folder)
    whole = files(folder)
    (folder / "index.md").write_text("cut o")
    (folder / "treaty.md").write_bytes(b"")
    (folder / "method.md").unlink()
    (folder / "method.md").mkdir()
    (folder / "method.md/x").write_text("x")
    (folder / "draft.md").write_text("a draft")
    (folder / ".env").write_text("a secret")
    (folder / "feed.xml").unlink()
    (folder / "feed.xml").symlink_to(outside / "precious.txt")
    (folder / "feed.json").unlink()
    os.link(outside / "precious.txt", folder / "feed.json")
    shutil.rmtree(folder / "sources")
    (folder / "sources").symlink_to(outside, target_is_directory=True)
    os.mkfifo(folder / "pipe")
    write_pages(pages, folder)
    assert files(folder) == whole
    assert not [path for path in folder.rglob("*") if path.is_symlink() or path.name in ("pipe", "draft.md", ".env")]
    assert files(outside) == {"precious.txt": b"precious"}


def test_a_build_with_zensical_follows_no_link_out_of_the_project(project: Path) -> None:
    need("zensical")
    outside = {name: project.parent / f"outside{name}" for name in (".pages", ".pages-site", ".pages-theme", ".cache")}
    for name, folder in outside.items():
        folder.mkdir()
        (folder / "precious.yml").write_text("precious: true")
        (project / name).symlink_to(folder, target_is_directory=True)
    (project / ".pages.yml").symlink_to(outside[".cache"] / "precious.yml")
    run = briefings("build", "--host", "zensical", cwd=project)
    assert run.returncode == 0, run.stderr
    assert [files(folder) for folder in outside.values()] == [{"precious.yml": b"precious: true"}] * len(outside)


@slow
def test_a_torn_cache_of_zensical_changes_nothing(project: Path) -> None:
    need("zensical")
    assert briefings("build", "--host", "zensical", cwd=project).returncode == 0
    whole = files(project / "site")
    cached = [path for path in (project / ".cache").rglob("*") if path.is_file()]
    assert len(cached) > 10
    for number, path in enumerate(sorted(cached)):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], b"", data[::-1], b"\xff" * len(data))[number % 4])
    assert briefings("build", "--host", "zensical", cwd=project).returncode == 0
    assert files(project / "site") == whole


# ── disks and folders that take nothing ────────────────────────────────────────────────────────


def test_a_site_that_is_a_link_stays_one_and_what_it_leads_to_keeps_its_mode(project: Path) -> None:
    www = project.parent / "www"
    (project / "site").rename(www)
    www.chmod(0o2750)
    (project / "site").symlink_to("../www", target_is_directory=True)
    assert briefings("build", cwd=project).returncode == 0
    assert (project / "site").readlink() == Path("../www")
    assert b"What came to pass" in (www / "treaty/index.html").read_bytes()
    assert www.stat().st_mode & 0o7777 == 0o2750
    assert left(project) == left(project.parent) == []


def test_a_file_whose_name_ends_like_our_own_is_kept(tmp_path: Path) -> None:
    """A page's picture may be called anything."""

    def fill(folder: Path) -> bool:
        for name in ("index.html", "index.html.link", ".link", "a[1]b.txt"):
            (folder / name).write_text(name)
        return True

    site = tmp_path / "si[te]*-new-x"
    for _ in range(2):
        assert replace_folder(site, fill)
        assert files(site) == {name: name.encode() for name in ("index.html", "index.html.link", ".link", "a[1]b.txt")}
        assert [path.name for path in tmp_path.iterdir()] == [site.name]
        (tmp_path / f".site-{site.name}-new-abcd1234").mkdir()  # as a killed build leaves it
    (tmp_path / f".site-{site.name}-new-abcd1234").rmdir()
    (tmp_path / "other").mkdir()
    aside = tmp_path / ".site-other-old-x-old-abcd1234"  # of a site called `other-old-x`
    aside.mkdir()
    repair(tmp_path / "other")
    assert aside.is_dir()


def failing(project: Path, *words: str, **more: str) -> str:
    """What is said by a build that must fail, in one line."""
    run = briefings("build", *words, cwd=project, **more)
    assert run.returncode in (1, 2), run.stdout
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("briefings:")]
    assert lines == run.stderr.splitlines()[-1:]
    return lines[0]


@slow
@may_mount
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_a_full_disk_is_named_in_one_line_and_the_last_site_stays(host: str, project: Path) -> None:
    need(host)
    disk = project.parent / "disk"
    with mounted(disk, "size=24m"):
        inside = copy(project, disk / "project")
        before = files(inside / "site")
        for size in (3_000_000, 600_000, 20_000):  # what is left: enough for a part of the site, of a file, of none
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            (disk / "full").write_bytes(b"x" * (free - size))
            said = failing(inside, "--host", host, PYTHONDONTWRITEBYTECODE="1")
            assert said.endswith("No space left on device")
            (disk / "full").unlink()
            assert files(inside / "site") == before
            assert left(inside) == []
        assert briefings("build", "--host", host, cwd=inside).returncode == 0


@slow
@may_mount
def test_a_folder_that_is_a_disk_or_is_on_one_that_takes_nothing_is_named_in_one_line(project: Path) -> None:
    disk = project.parent / "disk"
    with mounted(disk):
        assert failing(project, "--site-dir", str(disk)).endswith("name a folder in it")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert failing(project, "--site-dir", str(disk / "site")).endswith("Read-only file system")
    subprocess.run(["mount", "--bind", str(project / "site"), str(project / "site")], check=True)
    before = files(project / "site")
    try:
        assert failing(project).endswith("name a folder in it")
        assert files(project / "site") == before
    finally:
        subprocess.run(["umount", str(project / "site")], check=True)
    assert left(project) == []


def test_a_folder_of_somebody_elses_is_left_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, "site")
        site.mkdir()
        (site / "index.html").write_text("old")
        Path(name).chmod(0o555)
        with as_nobody(), pytest.raises(PermissionError):
            replace_folder(site, lambda _: True)
        assert files(Path(name)) == {"site/index.html": b"old"}
        Path(name).chmod(0o755)
