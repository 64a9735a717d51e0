"""A preview as a process of its own: from saving a briefing until its page has the new words. On Linux alone."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from benchmarks.measure import KIBIBYTE, Cost, Failed

PATIENCE = 900
"""Seconds until a page that does not come is given up."""
PAUSE = 0.01
"""Seconds between two looks at a page."""
REST = 0.5
"""Seconds in which a preview that has made its pages does nothing more."""
TICKS = os.sysconf("SC_CLK_TCK")
NEW = "Zyx qwor is new here."


def saved(project: Path, serve: Sequence[str]) -> Cost:
    """What one change of a briefing takes; the memory is the largest until then."""
    place = project / "briefings/briefing-0.md"
    before = place.read_text("utf-8")
    with _serving(project, serve) as preview:
        preview.wait("Briefing 0")
        preview.wait_for_rest()
        cpu, begun = preview.cpu(), time.monotonic()
        try:
            place.write_text(f"{before}\n{NEW}\n", "utf-8")
            preview.wait(NEW)
            return Cost(preview.cpu() - cpu, time.monotonic() - begun, preview.memory())
        finally:
            place.write_text(before, "utf-8")


class _Preview:
    def __init__(self, process: subprocess.Popen[bytes], page: str, said: Path) -> None:
        self.process, self.page, self.said = process, page, said

    def wait(self, words: str) -> None:
        """Until they stand in the page; raises `Failed` where they never do."""
        until = time.monotonic() + PATIENCE
        while words not in self._read():
            if self.process.poll() is not None or time.monotonic() > until:
                raise Failed(f"the preview has no {words!r}\n{self.said.read_text(errors='replace')[-4_000:]}")
            time.sleep(PAUSE)

    def _read(self) -> str:
        with suppress(OSError, HTTPException), urlopen(self.page, timeout=PATIENCE) as answer:  # noqa: S310  # our own
            return str(answer.read().decode("utf-8"))
        return ""

    def wait_for_rest(self) -> None:
        """Until it does no more by itself."""
        before = -REST
        while (now := self.cpu()) - before > REST / 5:
            before = now
            time.sleep(REST)

    def cpu(self) -> float:
        """Seconds, with those of children that have ended."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS

    def memory(self) -> int:
        """Peak so far, bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * KIBIBYTE


@contextmanager
def _serving(project: Path, serve: Sequence[str]) -> Iterator[_Preview]:
    """A preview of a project; what it says goes to a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder, "said")
        with said.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603  # a command of ours
                [*serve, "--project", str(project), "--address", address],
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield _Preview(process, f"http://{address}/briefing-0/", said)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
