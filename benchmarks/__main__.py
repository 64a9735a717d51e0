"""`python -m benchmarks`: our commands beside the theme alone, in turns, as whole processes. Ratios count."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.anchoring import NAME, anchored
from benchmarks.cases import cases, write_plain
from benchmarks.measure import Cost, Figures, figures, put_on, weight
from benchmarks.projects import Size, write_project

HISTORY = Path(__file__).parent / "history.jsonl"
MEBIBYTE = 2**20


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], help="briefings of each project")
    parser.add_argument("--rounds", type=int, default=3, help="how often each case runs")
    parser.add_argument("--keep", action="store_true", help="add the figures to history.jsonl")
    options = parser.parse_args(words)
    put_on()
    data = os.environ.get("BRIEFINGS_CONFORMANCE")
    for briefings in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = measured(Path(folder), Size(briefings), Path(data) if data else None, options.rounds)
        if options.keep:
            keep(briefings, found)


def measured(folder: Path, size: Size, data: Path | None, rounds: int) -> dict[str, Figures]:
    """Figures of every case at one size, printed and by name."""
    project, plain = folder / "project", folder / "plain"
    write_project(project, size, data)
    pages = write_plain(project, plain)
    every = cases(project, plain)
    costs: dict[str, list[Cost]] = {case.name: [] for case in every}
    before = os.getloadavg()[0]
    for _ in range(rounds):
        for case in every:
            costs[case.name].append(case.run())
    costs[NAME] = [anchored(project) for _ in range(rounds)]
    found = {name: figures(each) for name, each in costs.items()}
    files, size_of_site = weight(project / "site")
    print(f"\n{size.briefings} briefings, {size.sources} sources, {pages} pages; {rounds} rounds; load {before:.1f}")
    print(f"site: {files} files, {size_of_site / MEBIBYTE:.1f} MiB")
    print(table(found))
    return found


def table(found: dict[str, Figures]) -> str:
    base = next(iter(found.values()))
    lines = [f"{'':36}{'CPU s':>8}{'wall s':>8}{'CPU':>7}{'wall':>7}{'MiB':>7}{'spread':>8}"]
    for name, each in found.items():
        times = f"{each.cpu:8.2f}{each.wall:8.2f}{each.cpu / base.cpu:7.2f}{each.wall / base.wall:7.2f}"
        lines.append(f"{name:36}{times}{each.memory / MEBIBYTE:7.0f}{each.spread:8.2f}")
    return "\n".join(lines)


def keep(briefings: int, found: dict[str, Figures]) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  # git as it is found
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    line = {"commit": commit, "briefings": briefings, "figures": {name: asdict(each) for name, each in found.items()}}
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
