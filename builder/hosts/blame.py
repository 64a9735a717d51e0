"""Whose code a host stopped in: an author's own hook or extension, or a plugin's."""

import errno
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from builder.diagnostics import shown

OURS = Path(__file__).parents[1]
OF_THE_HOST = frozenset({"builder", "material", "mkdocs"})
"""Packages that all sites are built with."""
OF_THE_DISK = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT})
"""What any program stumbles over that writes to the site."""


def failure(error: BaseException, project: Path, plugins: Mapping[str, object]) -> str:
    """What a host, a theme, a plugin or a hook stumbled over, in one line that names it where that is known."""
    reason = shown(str(error), 300) or "it gave no reason"
    where = culprit(error, project, plugins)
    hint = f"look at {where.partition(', ')[0]}" if where else "look at what mkdocs.yml says of it"
    return f"mkdocs stopped{f' in {where}' if where else ''} with {type(error).__name__}: {reason}; {hint}"


def culprit(error: BaseException, project: Path, plugins: Mapping[str, object]) -> str:
    """An author's own file with the line, or a plugin by its name in mkdocs.yml, nearest to the fault; else empty."""
    packages = {type(plugin).__module__.partition(".")[0]: name for name, plugin in plugins.items()}
    folders = {path: name for package, name in packages.items() if (path := _folder(package))}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(project) and not path.is_relative_to(OURS) and "site-packages" not in path.parts:
            return f"`{shown(path.relative_to(project).as_posix(), 100)}`, line {frame.lineno}"
        for folder, name in folders.items():
            if path.is_relative_to(folder):
                return f"the plugin `{shown(name, 100)}`"
    return ""


def _folder(package: str) -> Path | None:
    """Where a package lies; a module that is one file is that file."""
    file = getattr(sys.modules.get(package), "__file__", None)
    if package in OF_THE_HOST or not file:
        return None
    return Path(file).parent if Path(file).stem == "__init__" else Path(file)


def is_of_the_disk(error: BaseException, project: Path, plugins: Mapping[str, object]) -> bool:
    """Whether the system refused what the host asked of it; a template that is not there has no number."""
    if not isinstance(error, OSError) or error.errno is None:
        return False
    return error.errno in OF_THE_DISK or not culprit(error, project, plugins)
