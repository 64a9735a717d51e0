"""A Dask cluster of two workers finds what one process finds. Run by `make cluster`, which needs the extra `dask`."""

from collections.abc import Iterator

import pytest
from distributed import Client, LocalCluster
from projects import ROOT, SITES, briefings

from builder import spread
from builder.compile import compile_site
from builder.read.configuration import read_settings


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as found:
        yield found


@pytest.mark.parametrize(
    "project", [ROOT, SITES / "near-miss-name", SITES / "quote-ambiguous"], ids=lambda each: each.name
)
def test_two_workers_find_what_one_process_finds(cluster, project, monkeypatch):
    monkeypatch.setattr(spread, "FEWEST", 1)
    with Client(cluster) as client:
        there = compile_site(read_settings(project, lambda _: None), executor=client.get_executor())
    here = compile_site(read_settings(project, lambda _: None))
    assert there.findings == here.findings
    assert there.graph == here.graph
    assert [page.text for page in there.pages] == [page.text for page in here.pages]


def test_the_command_takes_a_scheduler_by_its_address(cluster):
    alone = briefings("check", "--no-cache", cwd=ROOT)
    together = briefings("check", "--no-cache", "--dask", cluster.scheduler_address, cwd=ROOT)
    assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, alone.stderr, alone.returncode)


def test_without_a_scheduler_one_line_says_so():
    run = briefings("check", "--no-cache", "--dask", "tcp://127.0.0.1:9", cwd=ROOT)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("briefings check: no scheduler answers at tcp://127.0.0.1:9: ")
    assert run.stderr.count("\n") == 1
