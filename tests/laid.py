"""Sites of builds one after the other, held against those that are made anew."""

from pathlib import Path

from projects import briefings, files


def built(project: Path, *words: str) -> int:
    return briefings("build", *words, cwd=project).returncode


def holds(project: Path, cold: Path) -> bool:
    """Whether the site of a build that takes what it can is that of one that makes all; true where both end badly."""
    taken, made = built(project), built(project, "--no-cache", "--site-dir", str(cold))
    assert taken == made
    if taken == 0:
        one, other = files(project / "site"), files(cold)
        assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    return taken == 0
