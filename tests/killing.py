"""Kill a piece of work at each moment at which it asks the system for something, and let it be done again.

Run as a program, since it forks: `killing.py SCENARIO FOLDER` prints one JSON object for each moment, with the files
after the kill and after the next, undisturbed run. A moment is an audit event: a file opened, linked, renamed, removed.
"""

import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

MOMENTS = ("open", "os.", "shutil.", "tempfile.", "fcntl.", "ctypes.dlsym")
OLD = {"index.html": "old", "a/index.html": "old too", "same.css": "same", "gone.html": "gone"}
NEW = {"index.html": "new", "a/index.html": "new too", "same.css": "same", "b/index.html": "more"}
RECORD = "title: Talks\nquotes:\n  one: {exact: met}\n"


def put_files(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


# ── scenarios: what is there before, and the work ──────────────────────────────────────────────


def _site(folder: Path) -> None:
    put_files(folder / "site", OLD)


def _exchange(folder: Path, *, one_call: bool) -> None:
    from builder import output

    def fill(fresh: Path) -> bool:
        put_files(fresh, NEW)
        return True

    if not one_call:
        output.exchange = lambda *_: False
    output.replace_folder(folder / "site", fill)


def _add(folder: Path) -> None:
    from builder.author.files import clear
    from builder.author.given import Refusal
    from builder.author.shelf import put

    clear(folder)
    with suppress(Refusal):  # the killed one was so far that this one completed it
        put(folder, "ferry", b"text", "title: Ferry\n")


def _record(folder: Path) -> None:
    put_files(folder, {"talks.yaml": RECORD})


def _quote(folder: Path) -> None:
    from builder.author.entries import NotWritableError, put

    with suppress(NotWritableError):  # it is there already
        put(folder / "talks.yaml", {"two": {"exact": "said"}})


def _schemas(folder: Path) -> None:
    from builder.author import schemas

    made = {"events.schema.json": b"new", "source.schema.json": b"new too"}
    schemas.schema_files = lambda: made
    schemas.write_schemas(folder)


def _old_schema(folder: Path) -> None:
    put_files(folder, {"source.schema.json": "old"})


def _new(folder: Path) -> None:
    from builder.author.folders import NotEmptyError, create_folder

    files = {".gitignore": b"site/", "sources/a.txt": b"text", "sources/b/c.yaml": b"record", "mkdocs.yml": b"name"}
    with suppress(NotEmptyError):  # the same
        create_folder(folder / "begun", files.items())


def _empty(folder: Path) -> None:
    (folder / "begun").mkdir()


def _nothing(_: Path) -> None:
    pass


def _without_links(work: Callable[[Path], None], folder: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    os.link = refuse  # type: ignore[assignment]  # a disk without links
    work(folder)


SCENARIOS: Mapping[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "exchange": (_site, partial(_exchange, one_call=True)),
    "exchange in two": (_site, partial(_exchange, one_call=False)),
    "exchange, no links": (_site, partial(_without_links, partial(_exchange, one_call=True))),
    "first site": (_nothing, partial(_exchange, one_call=True)),
    "add": (_nothing, _add),
    "add, no links": (_nothing, partial(_without_links, _add)),
    "quote": (_record, _quote),
    "schemas": (_old_schema, _schemas),
    "new": (_nothing, _new),
    "new in an empty folder": (_empty, _new),
    "new in an empty folder, no links": (_empty, partial(_without_links, _new)),
}


# ── killing ────────────────────────────────────────────────────────────────────────────────────


def run(work: Callable[[Path], None], folder: Path, moment: int) -> bool:
    """The work in a process of its own, killed at that moment, or 0 for never; whether it was killed."""
    child = os.fork()
    if not child:
        seen = 0

        def hook(event: str, _: object) -> None:
            nonlocal seen
            if event.startswith(MOMENTS):
                seen += 1
                if seen == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        status = 1
        try:
            work(folder)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(f"moment {moment}: the work itself failed")
    return os.WIFSIGNALED(status)


def state(folder: Path) -> dict[str, str]:
    """Every file with its content, and every empty folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "/"
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


def main(name: str, folder: Path) -> None:
    prepare, work = SCENARIOS[name]
    (folder / "0").mkdir(parents=True)
    prepare(folder / "0")
    work(folder / "0")  # what the work imports is loaded before it is forked
    gc.freeze()
    for moment in count(1):
        here = folder / str(moment)
        here.mkdir(parents=True)
        prepare(here)
        killed = run(work, here, moment)
        after = state(here)
        run(work, here, 0)
        print(json.dumps({"moment": moment, "after": after, "repaired": state(here)}))
        shutil.rmtree(here)
        if not killed:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
