"""One command as a whole process: what it took, and what it left."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

KIBIBYTE = 1024


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


def cost(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run it in a folder; raises `Failed` unless it ends with 0."""
    begun = os.times().elapsed
    with subprocess.Popen(  # noqa: S603  # commands of ours
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{said.decode(errors='replace')[-4_000:]}")
    return Cost(used.ru_utime + used.ru_stime, os.times().elapsed - begun, used.ru_maxrss * KIBIBYTE)


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
