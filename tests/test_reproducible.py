"""The same project gives the same bytes: whatever the machine, its clock, its tongue, and the folder it lies in."""

import datetime
import gzip
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from projects import GOOD, ROOT, SITES, archived, briefings, compiled, files, flagship, need, page, shared, write

from builder.hosts.dating import VARIABLE, wrong_epoch

HOSTS = ("mkdocs", "zensical")
ELSEWHERE = str(ROOT / "tests" / "elsewhere")
"""Holds a `sitecustomize` that shuffles folders and the like."""
LONG_AGO, FAR_AHEAD = 86400, 4102444800
ADDRESS = "\nsite_url: https://example.org/site/\n"


@dataclass(frozen=True)
class Machine:
    """What differs from one to the next, and must not matter."""

    folder: str = "project"
    env: Mapping[str, str] = field(default_factory=dict)
    touched: int | None = None
    """When each file was changed last, as a checkout or a copy would leave it."""
    backwards: bool = False
    """Whether the files are written in the opposite order."""
    twice: bool = False
    """Whether it has built another state of the project before."""


HERE = Machine()
ANOTHER = Machine(
    folder="the lake, сводка ÄÖ/one further down",
    env={
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "LANGUAGE": "fa",
        "PYTHONUTF8": "0",
        "HOME": "/nonexistent",
        "USER": "nobody",
        "LISTED": "5",
        "CORES": "1",
        "UMASK": "077",
        "LATER": "31536000",
    },
    touched=LONG_AGO,
    backwards=True,
)
MACHINES = {
    "hash-seed-0": Machine(env={"PYTHONHASHSEED": "0"}),
    "hash-seed-4294967295": Machine(env={"PYTHONHASHSEED": "4294967295"}),
    "zone-ahead": Machine(env={"TZ": "Pacific/Kiritimati"}),
    "zone-behind": Machine(env={"TZ": "Pacific/Niue"}),
    "zone-of-no-name": Machine(env={"TZ": "XYZ+11:59:59"}),
    "locale-c": Machine(env={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "locale-turkish": Machine(env={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "locale-persian": Machine(env={"LC_ALL": "fa_IR", "LANG": "fa_IR.UTF-8", "LANGUAGE": "fa:ru"}),
    "encoding-latin": Machine(env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}),
    "folder-of-blanks": Machine(folder="a folder  with blanks/and one more"),
    "folder-of-other-scripts": Machine(folder="сводка/گزارش/Ünïcödé/概要"),
    "folder-of-signs": Machine(folder="it's [1] & {2} #3 %20 100% (a)"),
    "folder-deep": Machine(folder="/".join("abcdefghijklmnopqrst")),
    "folders-listed-otherwise": Machine(env={"LISTED": "1"}),
    "folders-listed-differently": Machine(env={"LISTED": "2"}),
    "files-written-backwards": Machine(backwards=True),
    "files-of-long-ago": Machine(touched=LONG_AGO),
    "files-of-the-future": Machine(touched=FAR_AHEAD),
    "private-files": Machine(env={"UMASK": "077"}),
    "open-files": Machine(env={"UMASK": "000"}),
    "nobody-at-home": Machine(env={"HOME": "/nonexistent", "USER": "nobody", "LOGNAME": "nobody"}),
    "terminal": Machine(env={"TERM": "xterm-256color", "COLUMNS": "40", "LINES": "10", "FORCE_COLOR": "1"}),
    "no-colour": Machine(env={"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"}),
    "one-core": Machine(env={"CORES": "1"}),
    "a-year-later": Machine(env={"LATER": "31536000"}),
    "in-development": Machine(env={"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "ignore"}),
    "after-another-build": Machine(twice=True),
    "all-at-once": ANOTHER,
}


def settled(project: Path, machine: Machine, to: Path) -> Path:
    """A copy of the project as a machine has it."""
    folder = to / machine.folder
    for path in sorted(project.rglob("*"), reverse=machine.backwards):
        if path.is_file():
            there = folder / path.relative_to(project)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
    with (folder / "mkdocs.yml").open("a") as file:
        file.write(ADDRESS)
    if machine.touched is not None:
        for path in folder.rglob("*"):
            os.utime(path, (machine.touched, machine.touched))
    return folder


def run_on(machine: Machine, *words: str, cwd: Path) -> tuple[int, str]:
    path = os.pathsep.join([ELSEWHERE, str(ROOT)])
    run = briefings(*words, cwd=cwd, **{"PYTHONPATH": path, **machine.env})
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, run.stdout


def built_on(machine: Machine, project: Path, host: str, to: Path) -> Path:
    """The site as that machine builds it."""
    folder = settled(project, machine, to)
    if machine.twice:
        extra = write(folder, {"mkdocs.yml": (folder / "mkdocs.yml").read_text(), "briefings/aaa.md": page("Once.")})
        assert run_on(machine, "build", "--host", host, cwd=extra)[0] == 0
        (folder / "briefings/aaa.md").unlink()
    assert run_on(machine, "build", "--host", host, cwd=folder)[0] == 0
    return folder / "site"


def on(machine: Machine, name: str, host: str, factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        (folder / "original").mkdir()
        project = flagship(folder / "original") if name == "flagship" else GOOD / name
        built_on(machine, project, host, folder / "there")

    folder = shared(factory, f"reproducible-{name}-{host}-{'here' if machine is HERE else 'another'}", make)
    return folder / "there" / machine.folder / "site"


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same, or not in both."""
    ours, theirs = files(one), files(other)
    return sorted(path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path))


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest) -> str:
    need(request.param)
    return str(request.param)


# ── sites ──────────────────────────────────────────────────────────────────────────────────────


def test_another_machine_builds_the_same_bytes(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    one, other = (on(machine, "whole", host, tmp_path_factory) for machine in (HERE, ANOTHER))
    assert len(files(one)) > 50
    assert differing(one, other) == []


@pytest.mark.slow
@pytest.mark.parametrize("machine", MACHINES)
def test_nothing_of_a_machine_is_in_a_site(
    host: str, machine: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built_on(MACHINES[machine], GOOD / "whole", host, tmp_path)
    assert differing(on(HERE, "whole", host, tmp_path_factory), site) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["flagship", "scripts", "timeline", "weighed", "bare"])
def test_another_machine_builds_the_same_bytes_of_every_project(
    host: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, other = (on(machine, name, host, tmp_path_factory) for machine in (HERE, ANOTHER))
    assert differing(one, other) == []


def test_no_file_of_a_site_says_when_it_was_built(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    now = datetime.datetime.now(datetime.UTC)
    days = {(now + datetime.timedelta(days=shift)).date().isoformat() for shift in (-1, 0, 1)}
    for path, data in files(on(HERE, "whole", host, tmp_path_factory)).items():
        text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "ignore")
        assert not [day for day in days if day in text], path


def test_no_file_of_a_site_names_a_folder_of_the_machine(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    for machine in (HERE, ANOTHER):
        site = on(machine, "whole", host, tmp_path_factory)
        for path, data in files(site).items():
            assert str(site.parent).encode() not in data, path
            assert str(ROOT).encode() not in data, path


# ── days ───────────────────────────────────────────────────────────────────────────────────────

DATED = {
    "mkdocs.yml": f"site_name: Lake{ADDRESS}plugins: [search, briefings]\ntheme: {{name: material, font: false}}\n",
    **archived(
        "memo", "The pier is closed.", "title: Memo\npublish: full\nquotes: {pier: {exact: The pier is closed}}\n"
    ),
    "briefings/early.md": page("Closed [@memo/pier].", date="2014-05-06"),
    "briefings/late.md": page("Closed [@memo/pier].", date="2015-03-05", as_of="2015-03-04"),
    "briefings/changed.md": page("Closed [@memo/pier].", date="2014-07-08"),
    "briefings/changed.yaml": "corrections: [{date: 2015-02-03, kind: correction, was: Open, now: Closed, why: It was.}]\n",
    "briefings/vague.md": page("Closed [@memo/pier].", date="2013~"),
    "briefings/draft.md": page("Closed [@memo/pier].", date="2019-01-01", status="draft"),
}


def last_changed(site: Path) -> dict[str, str]:
    """What the sitemap says of each page."""
    entries = re.findall(r"<loc>https://example.org/site/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", sitemap(site))
    return dict(entries)


def sitemap(site: Path) -> str:
    text = (site / "sitemap.xml").read_text("utf-8")
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == text
    return text


def packed_on(site: Path) -> str:
    seconds = int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little")
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat()


def test_the_sitemap_gives_each_page_its_own_day_and_lists_that_of_the_latest(tmp_path: Path) -> None:
    run = briefings("build", cwd=write(tmp_path, DATED))
    assert run.returncode == 0, run.stderr
    days = last_changed(tmp_path / "site")
    assert {name: days[f"{name}/"] for name in ("early", "late", "changed")} == {
        "early": "2014-05-06",
        "late": "2015-03-05",
        "changed": "2015-02-03",
    }
    assert {days[""], days["vague/"], days["sources/memo/"], days["method/"]} == {"2015-03-05"}
    assert packed_on(tmp_path / "site") == "2015-03-05T00:00:00+00:00"


def test_no_day_is_after_the_one_that_the_variable_gives(tmp_path: Path) -> None:
    run = briefings("build", cwd=write(tmp_path, DATED), SOURCE_DATE_EPOCH="1420113600")
    assert run.returncode == 0, run.stderr
    days = last_changed(tmp_path / "site")
    assert {days["early/"], days["changed/"]} == {"2014-05-06", "2015-01-01"}
    assert {days[""], days["late/"], days["sources/memo/"]} == {"2015-01-01"}
    assert packed_on(tmp_path / "site") == "2015-01-01T00:00:00+00:00"


@pytest.mark.slow
def test_a_day_after_all_pages_is_that_of_lists_only(tmp_path: Path) -> None:
    run = briefings("build", cwd=write(tmp_path, DATED), SOURCE_DATE_EPOCH="1500000000")
    assert run.returncode == 0, run.stderr
    days = last_changed(tmp_path / "site")
    assert (days["late/"], days["sources/"], packed_on(tmp_path / "site")[:10]) == ("2015-03-05", *["2017-07-14"] * 2)


@pytest.mark.slow
def test_a_page_of_a_far_day_is_built(tmp_path: Path) -> None:
    run = briefings("build", cwd=write(tmp_path, {**DATED, "briefings/late.md": page("Text.", date="2200-01-01")}))
    assert (run.returncode, run.stderr) == (0, "")
    assert packed_on(tmp_path / "site") == "2106-02-07T00:00:00+00:00"


@pytest.mark.slow
@pytest.mark.parametrize("given", ["0", "1", "4294967295"])
def test_any_time_that_a_packed_file_can_state_is_taken(given: str, tmp_path: Path) -> None:
    run = briefings("build", cwd=write(tmp_path, DATED), SOURCE_DATE_EPOCH=given)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("given", ["", "x", "-1", "1e9", "1.5", " 1", "٣", "4294967296", "9" * 400])
def test_what_is_no_time_is_said_in_one_line(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, given)
    assert wrong_epoch() == "SOURCE_DATE_EPOCH is no number of seconds since 1970: unset it, or write one"


def test_a_build_that_is_given_no_time_is_not_made(host: str, tmp_path: Path) -> None:
    run = briefings("build", "--host", host, cwd=write(tmp_path, DATED), SOURCE_DATE_EPOCH="soon")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "briefings: SOURCE_DATE_EPOCH is no number of seconds since 1970: unset it, or write one\n"


@pytest.mark.parametrize("day", ["2014-01-0X", "2010/2012~", "2014-XX-XX", "0000-01-01", "2014-05~", "-0044-03-15"])
def test_days_that_no_calendar_has_are_no_days_of_a_build(day: str, tmp_path: Path) -> None:
    site = compiled(write(tmp_path, {"briefings/lake.md": page("Text.", date=f'"{day}"', as_of=f'"{day}"')}))
    assert [each.date for each in site.graph.published] == [day]
    assert (site.updated, site.changed) == ("", {})


# ── what commands print ────────────────────────────────────────────────────────────────────────

PRINTED = [
    *(("check", "--format", format) for format in ("text", "json", "github", "sarif")),
    *(("status", "--format", format) for format in ("text", "json")),
    *(("suggest", "post"), ("coverage", "post"), ("coverage", "post", "--format", "json")),
    *(("impact", "post"), ("impact", "post", "--format", "json"), ("rules", "--format", "json"), ("schema", "source")),
]
BROKEN = ("quote-ambiguous", "quote-not-found", "near-miss-name", "unknown-field", "path-collision", "stray-file")
"""Small projects with problems."""
WIDTH = {"COLUMNS": "80"}
"""Of the terminal, which lines of text are cut to."""


def said(
    machine: Machine, to: Path, commands: list[tuple[str, ...]], broken: tuple[str, ...] = ()
) -> list[tuple[int, str]]:
    env = {**machine.env, **WIDTH}
    there = Machine(machine.folder, env, machine.touched, machine.backwards)
    whole = settled(GOOD / "whole", there, to / "whole")
    told = [run_on(there, *command, cwd=whole) for command in commands]
    for name in broken:
        project = settled(SITES / name, there, to / name)
        told += [run_on(there, "check", "--format", format, cwd=project) for format in ("text", "json")]
    return told


def test_commands_print_the_same_on_another_machine(tmp_path: Path) -> None:
    commands = [("check", "--format", "json"), ("status", "--format", "json")]
    one, other = (said(each, tmp_path / name, commands) for name, each in (("one", HERE), ("other", ANOTHER)))
    assert one == other
    assert all(text for _, text in one)


@pytest.mark.slow
def test_every_command_prints_the_same_on_another_machine(tmp_path: Path) -> None:
    one, other = (said(each, tmp_path / name, PRINTED, BROKEN) for name, each in (("one", HERE), ("other", ANOTHER)))
    assert one == other
    assert all(text for _, text in one)
