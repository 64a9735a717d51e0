"""The site of the last build: its files that may be taken for another one, and what is known of them without reading.

A file is taken only as it was left: with the same size, times and number. Nobody can set one of the times, so that
what was changed by hand is seen, whatever else it shows. It becomes a file of the new site by a second name.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from builder.cached import Json, Unkept, members, place, read, write_parts
from builder.manifest import Content, Output
from builder.marks import Mark, is_same, mark, size

FORMAT = 2


class Last:
    """What the last build left in a site."""

    def __init__(self, project: Path, name: str, site: Path) -> None:
        """`name` tells the sites of a project apart. What is torn, foreign or of another version counts as absent."""
        self._project, self._name, self.site = project, name, site
        self._known: dict[str, tuple[Mark, Content]] = {}
        self._taken: set[str] = set()
        self._folders: set[str] = set()
        """Those of the new site that are there."""
        self._outputs: dict[str, Output] = {}
        self.noted: Json = {}
        """What else the last build left a word on, and what this one does."""
        self.notes: Json = {}
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Unkept):
            kept = read(place(project, f"site-{name}.json"))
            if kept["format"] == FORMAT:
                self._known = {path: _known(*told) for path, told in kept["files"].items()}
                self.noted = kept["notes"]

    def is_left(self, path: str) -> bool:
        """Whether a file is as it was left."""
        try:
            return path in self._known and mark(os.lstat(f"{self.site}/{path}")) == self._known[path][0]
        except OSError:
            return False

    def take(self, path: str, now: str | Path, digest: str = "") -> bool:
        """Give a file the name `now` too, in an unfinished site; false where it is not as it was left.

        With `digest`, it must have that one.
        """
        if not self.is_left(path) or (digest and digest != self.digest(path)):
            return False
        with suppress(OSError):
            folder = str(now).rpartition(os.sep)[0]
            if folder not in self._folders:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            os.link(f"{self.site}/{path}", now, follow_symlinks=False)
            self._taken.add(path)
            return True
        return False

    def digest(self, path: str) -> str:
        """The SHA-256 of a file of the last site; `KeyError` where it had none."""
        return self._known[path][1].sha256

    def read(self, path: str) -> bytes:
        """A file of the last site; `KeyError` where it had none, `OSError` or `Unkept` where that is another."""
        data = (self.site / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.digest(path):
            raise Unkept
        return data

    def content(self, path: str, status: os.stat_result) -> Content | None:
        """What is known of a file that was taken, if it is still that one and nobody has written to it."""
        if path not in self._taken:
            return None
        marked, content = self._known[path]
        return content if is_same(marked, mark(status)) else None

    def hold(self, outputs: Iterable[Output]) -> None:
        """Learn of all files of the new site, once it is held against what was meant."""
        self._outputs = {output.path: output for output in outputs}

    def is_same(self, path: str) -> bool:
        """Whether a file of the new site is known to be the last one's, without reading either."""
        output = self._outputs.get(path)
        return output is not None and self.is_left(path) and output.sha256 == self.digest(path)

    def turn(self) -> None:
        """Make the new site the last one, now that it has been put in its place."""
        with suppress(OSError, ValueError, Unkept):
            write_parts(place(self._project, f"site-{self._name}.json"), self._told())

    def _told(self) -> Iterator[str]:
        """All of it as JSON, a file at a time."""
        yield f'{{"format": {FORMAT}, "notes": {json.dumps(self.notes)}, "files": {{'
        yield from members(
            (path, [mark(os.lstat(f"{self.site}/{path}")).hex(), each.sha256, each.notes])
            for path, each in self._outputs.items()
        )
        yield "}}"


def _known(told: str, digest: str, notes: Iterable[str]) -> tuple[Mark, Content]:
    marked = bytes.fromhex(told)
    return marked, Content(digest, size(marked), tuple(notes))
