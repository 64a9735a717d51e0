"""Under which name this program is distributed, and which version of it is installed."""

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "annotated-briefings"


def installed_version() -> str:
    """Empty where it is run from a folder that is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return ""
