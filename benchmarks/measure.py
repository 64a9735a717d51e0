"""One command as a whole process: what it took, and what it left."""

import compileall
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

KIBIBYTE = 1024
PROGRAM = Path(__file__).parents[1] / "builder"


@dataclass(frozen=True)
class Cost:
    cpu: float
    """Seconds, of the process and its children."""
    wall: float
    """Seconds."""
    memory: int
    """Peak of the largest process, bytes."""


class Failed(Exception):
    """A command that did not end well, with what it said."""


ASKING = """
import json, os, subprocess, sys, time
begun = time.monotonic()
with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
wall = time.monotonic() - begun
said = said[-4000:].decode("utf-8", "replace")
print(json.dumps([process.returncode, said, used.ru_utime + used.ru_stime, wall, used.ru_maxrss]))
"""
"""A small process that runs another: a process has at least the memory of the one that began it, by what is counted."""


def put_on(program: Path = PROGRAM) -> None:
    """Have Python compile a program's modules, as installers do.

    Where `PYTHONDONTWRITEBYTECODE` is set, each command would do it again, which takes twice as long as a warm check.
    Raises `Failed` where it cannot be written.
    """
    if not compileall.compile_dir(program, quiet=1):
        raise Failed(f"{program} cannot be compiled")


def cost(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run it in a folder; raises `Failed` unless it ends with 0."""
    asked = subprocess.run(  # noqa: S603  # commands of ours
        [sys.executable, "-S", "-c", ASKING, *command],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        check=True,
    )
    status, said, cpu, wall, memory = json.loads(asked.stdout)
    if status:
        raise Failed(f"{' '.join(command)}\n{said}")
    return Cost(cpu, wall, memory * KIBIBYTE)


@dataclass(frozen=True)
class Figures:
    """Medians over the rounds, and how far these were apart."""

    cpu: float
    wall: float
    memory: int
    spread: float
    """The longest wall time over the shortest."""


def figures(rounds: Iterable[Cost]) -> Figures:
    costs = list(rounds)
    walls = [each.wall for each in costs]
    return Figures(
        median(each.cpu for each in costs),
        median(walls),
        int(median(each.memory for each in costs)),
        max(walls) / min(walls),
    )


def weight(folder: Path) -> tuple[int, int]:
    """Files below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
