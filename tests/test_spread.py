"""What rests on one source or one page alone is found wherever it is looked at, and is the same."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest
from projects import ROOT, SITES, briefings, page, write

from builder import spread
from builder.compile import compile_site
from builder.copies import Copies
from builder.diagnostics import Diagnostic
from builder.model.resolved import Site
from builder.read.configuration import read_settings
from builder.spread import Sharing, Spread

SETTINGS = "site_name: Lake\ndocs_dir: briefings\nplugins: [briefings]\n"
PROJECTS = [ROOT, *(SITES / name for name in ("near-miss-name", "quote-ambiguous", "yaml-anchor"))]


@pytest.fixture(params=["threads", "processes", "copies"])
def executor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sharing]:
    monkeypatch.setattr(spread, "FEWEST", 1)
    if request.param == "threads":
        with ThreadPoolExecutor(2) as pool:
            yield pool
    elif request.param == "copies":
        with Copies(2) as copies:
            yield copies
    else:
        with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
            yield pool


def compiled(project: Path, executor: Sharing | None) -> Site:
    problems: list[Diagnostic] = []
    return compile_site(read_settings(project, problems.append), problems, executor=executor)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_the_same_is_found_by_any_executor(project: Path, executor: Sharing) -> None:
    here, there = compiled(project, None), compiled(project, executor)
    assert there.findings == here.findings
    for field in fields(here.graph):
        assert getattr(there.graph, field.name) == getattr(here.graph, field.name), field.name
    assert [page.path for page in there.pages] == [page.path for page in here.pages]
    assert [page.text for page in there.pages] == [page.text for page in here.pages]


def _or_end(task: int) -> int:
    if task == 250 and multiprocessing.parent_process():
        os._exit(1)
    return 2 * task


def test_what_a_broken_pool_has_not_done_is_done_here() -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        assert [*Spread(pool).each(_or_end, range(400))] == [2 * task for task in range(400)]


def test_few_tasks_stay_here() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.shutdown()
        assert [*Spread(pool).each(str, range(spread.FEWEST - 1))] == [*map(str, range(spread.FEWEST - 1))]


def test_the_command_says_the_same_with_one_process_and_with_two(tmp_path: Path) -> None:
    records = {f"sources/s{number}.yaml": f"title: Source {number}\nnmae: x\n" for number in range(spread.FEWEST)}
    write(tmp_path, {"mkdocs.yml": SETTINGS, "briefings/index.md": page("Text."), **records})
    alone, together = (briefings("check", "--no-cache", "--jobs", jobs, cwd=tmp_path) for jobs in "12")
    assert alone.stdout.count("unknown-field") == spread.FEWEST
    assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, alone.stderr, alone.returncode)


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "257"])
def test_a_number_of_processes_is_from_1_on(jobs: str, tmp_path: Path) -> None:
    assert "is no number from 1 to 256" in briefings("check", "--jobs", jobs, cwd=tmp_path).stderr


def test_a_cluster_needs_the_extra(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": SETTINGS})
    (tmp_path / "distributed.py").write_text("raise ImportError", "utf-8")
    run = briefings("check", "--dask", "tcp://127.0.0.1:9", cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "briefings check: --dask needs the extra: pip install 'annotated-briefings[dask]'\n"
