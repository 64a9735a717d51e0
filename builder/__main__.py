"""`python -m builder` is the command `briefings`."""

import sys

INTERRUPTED = 130


def main() -> int:
    """The command; an interruption while it is still being loaded ends as quietly as a later one."""
    try:
        from builder.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
