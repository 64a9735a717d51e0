"""The site of the last build: its files that may be taken for another one, and what is known of them without reading.

A file is taken only as it was left: with the same size, times and number. Nobody can set one of the times, so that
what was changed by hand is seen, whatever else it shows. It becomes a file of the new site by a second name.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from builder.cached import Unkept, mark, place, program, read, write
from builder.manifest import Content, Output

FORMAT = 1
SIZE, TIME, CHANGED, NUMBER = range(4)
"""What a mark consists of."""


class Last:
    """What the last build left in a site."""

    def __init__(self, project: Path, name: str, site: Path) -> None:
        """`name` tells the sites of a project apart. What is torn, foreign or of another version counts as absent."""
        self._project, self._name, self.site = project, name, site
        self._known: dict[str, tuple[tuple[int, ...], Content]] = {}
        self._taken: set[str] = set()
        self._outputs: dict[str, Output] = {}
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Unkept):
            kept = read(place(project, f"site-{name}.json"))
            if kept["format"] == FORMAT and kept["program"] == program():
                self._known = {
                    path: (tuple(marked), Content(digest, marked[SIZE], tuple(notes)))
                    for path, (marked, digest, notes) in kept["files"].items()
                }

    def take(self, path: str, now: Path, digest: str = "") -> bool:
        """Give a file the name `now` too, in an unfinished site; false where it is not as it was left.

        With `digest`, it must have that one.
        """
        if path not in self._known:
            return False
        marked, content = self._known[path]
        last = self.site / path
        if digest and content.sha256 != digest:
            return False
        with suppress(OSError):
            if mark(last.lstat()) == marked:
                now.parent.mkdir(parents=True, exist_ok=True)
                os.link(last, now, follow_symlinks=False)
                self._taken.add(path)
                return True
        return False

    def content(self, path: str, status: os.stat_result) -> Content | None:
        """What is known of a file that was taken, if it is still that one and nobody has written to it."""
        if path not in self._taken:
            return None
        marked, content = self._known[path]
        now = mark(status)
        same = all(now[each] == marked[each] for each in (SIZE, TIME, NUMBER))  # its new name has changed the other
        return content if same else None

    def hold(self, outputs: Iterable[Output]) -> None:
        """Learn of all files of the new site, once it is held against what was meant."""
        self._outputs = {output.path: output for output in outputs}

    def is_same(self, path: str) -> bool:
        """Whether a file of the new site is known to be the last one's, without reading either."""
        if path not in self._known or path not in self._outputs:
            return False
        marked, content = self._known[path]
        return content.sha256 == self._outputs[path].sha256 and mark((self.site / path).lstat()) == marked

    def turn(self) -> None:
        """Make the new site the last one, now that it has been put in its place."""
        with suppress(OSError, ValueError, Unkept):
            files = {
                path: (mark((self.site / path).lstat()), each.sha256, each.notes)
                for path, each in self._outputs.items()
            }
            write(
                place(self._project, f"site-{self._name}.json"),
                {"format": FORMAT, "program": program(), "files": files},
            )
