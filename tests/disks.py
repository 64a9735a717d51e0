"""Disks of a test's own, which nobody else sees."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from projects import ROOT

NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]
"""How a user who is not root may mount a disk, where the system lets this user."""


@functools.cache
def namespaces() -> bool:
    return shutil.which("unshare") is not None and subprocess.run([*NAMESPACE, "true"], check=False).returncode == 0


def may_mount(test: Callable[..., None]) -> Callable[..., None]:
    """A test as root, or else as root of a namespace of its own."""

    @functools.wraps(test)
    def either(*values: object, **named: object) -> None:
        if os.geteuid() == 0:
            test(*values, **named)
            return
        if not namespaces():
            (pytest.fail if os.environ.get("CI") else pytest.skip)("this system lets only root mount a disk")
        name = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        command = [*NAMESPACE, sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", name]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout

    return either


@contextmanager
def mounted(folder: Path, options: str = "size=50%") -> Iterator[None]:
    """A folder that is a disk of memory, and empty."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)
