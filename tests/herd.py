"""The command as a process of its own that need not load its modules: a copy of one that has them.

Loading takes most of the time of a small command, and the tests run it some thousand times. What Python itself reads
of the environment when it begins is the parent's, so a command with such a variable is begun afresh elsewhere.
"""

import atexit
import contextlib
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TextIO

MODULES = (
    *("builder.cli.main", "builder.cli.build", "builder.cli.check", "builder.cli.report", "builder.cli.formats"),
    *("builder.compile", "builder.hosts.mkdocs", "builder.hosts.zensical", "builder.plugin", "builder.author.entries"),
    *(
        "mkdocs.commands.build",
        "mkdocs.config",
        "material.plugins.search.plugin",
        "jinja2",
        "pymdownx",
        "edtf",
        "babel",
    ),
)
"""What commands load; what is no more only costs its time again."""


class Herd:
    """The process that is copied; it ends with ours."""

    def __init__(self, root: Path) -> None:
        # Its own folder is no project: what a command does there would not be noticed.
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=tempfile.gettempdir(),
            env={**os.environ, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self.end)

    def end(self) -> None:
        self.process.communicate()

    def run(self, words: list[str], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """The command's status and all that it wrote."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {"words": words, "cwd": str(cwd.absolute()), "env": env, "out": str(out), "err": str(err)}
            assert self.process.stdin
            assert self.process.stdout
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            status = int(self.process.stdout.readline())
            said = (each.read_bytes().decode("utf-8").replace("\r\n", "\n") for each in (out, err))
            return subprocess.CompletedProcess(words, status, *said)


def main() -> None:
    """Copies itself for each line that it is given, and answers with how the copy ended."""
    for name in MODULES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with contextlib.suppress(Exception):  # what is wrong there is for the tests to say
        warm(Path(__file__).parent / "sites/good/whole")
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            begin(**asked)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def warm(project: Path) -> None:
    """Templates and patterns are compiled once for all commands."""
    from builder.compile import compile_site
    from builder.read.configuration import read_settings

    for page in compile_site(read_settings(project, lambda _: None)).pages:
        len(page.text)


def begin(words: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> None:
    """In the copy: the command, as `python -m builder` would run it."""
    status = 1
    try:
        sys.stdout, sys.stderr = stream(1, out), stream(2, err)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(env)
        sys.argv = ["briefings", *words]
        runpy.run_module("builder", run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def stream(number: int, path: str) -> TextIO:
    """A standard stream that goes to a file, like one that is no terminal."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.dup2(handle, number)
    return open(number, "w", encoding="utf-8", errors="strict" if number == 1 else "backslashreplace", closefd=False)


if __name__ == "__main__":
    main()
