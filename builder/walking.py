"""Everything in a folder, with where it stands in it."""

import os
from collections.abc import Iterator
from pathlib import Path


def walked(folder: str | Path, but: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file, folder and whatever else there is by its path in `folder`, that of a folder with a slash behind it.

    In no order, but a folder comes before what is in it. Links are given and not followed, folders of the name `but`
    passed over.
    """
    waiting = [""]
    while waiting:
        here = waiting.pop()
        with os.scandir(f"{folder}/{here}") as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    yield f"{here}{entry.name}", entry
                elif entry.name != but:
                    path = f"{here}{entry.name}/"
                    waiting.append(path)
                    yield path, entry
