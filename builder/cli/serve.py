"""`briefings serve`: check and live preview in one; what is wrong stands in the terminal and on its page."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cached import Unkept
from builder.cli.progress import working
from builder.cli.project import add_project, configuration, kept_answers
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import shown

PORT_MOST = 65535

if TYPE_CHECKING:
    from builder.model.resolved import Site


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "serve",
        "check, and show a live preview on this machine",
        run,
        examples=("briefings serve", "briefings serve --address 127.0.0.1:9000"),
    )
    parser.add_argument(
        "--address", metavar="HOST:PORT", type=_address, default="127.0.0.1:8000", help="where to serve it"
    )
    parser.add_argument("--open", action="store_true", help="open the preview in a browser")
    add_project(parser)


def _address(words: str) -> str:
    host, colon, port = words.rpartition(":")
    if not host or not colon or not port.isascii() or not port.isdecimal() or int(port) > PORT_MOST:
        raise argparse.ArgumentTypeError(f"`{shown(words, 40)}` is no address: write it as HOST:PORT")
    return words


def run(options: argparse.Namespace) -> int:
    path = configuration(options.project)
    if path is None:
        return USAGE
    if reason := _taken(options.address):
        said = f"{options.address} cannot be served: {reason}; --address takes another"
        print(f"briefings serve: {said}", file=sys.stderr)
        return PROBLEMS
    import logging
    import tempfile

    with working("loading the host"):
        from mkdocs.commands.serve import serve
        from mkdocs.exceptions import MkDocsException

        from builder.hosts.blame import failure
        from builder.hosts.mkdocs import defaults, of_all_pages
        from builder.hosts.preview import leading_out
        from builder.plugin import BriefingsPlugin

    if found := leading_out(options.project, path.name):
        print(*found, sep="\n", file=sys.stderr)
        return PROBLEMS
    logging.getLogger("mkdocs").addHandler(logging.StreamHandler())
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.getLogger("mkdocs.commands.build").addFilter(of_all_pages)
    print(f"preview on http://{options.address}/, renewed when a file is saved; Ctrl-C ends it", flush=True)
    briefings = options.project / "briefings"
    BriefingsPlugin.tell, BriefingsPlugin.before = tell, kept_answers(path.parent.resolve())
    BriefingsPlugin.serving = True
    try:
        with tempfile.TemporaryDirectory() as nothing:
            folder = str(briefings.resolve() if briefings.is_dir() else nothing)
            serve(
                str(path),
                build_type="dirty",
                dev_addr=options.address,
                docs_dir=folder,
                open_in_browser=options.open,
                **defaults(path),
            )
    except MkDocsException as error:
        print(f"briefings serve: {error}", file=sys.stderr)
        return PROBLEMS
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:  # see `failure`
        print(f"briefings serve: {failure(error, path.parent.resolve(), {})}", file=sys.stderr)
        return PROBLEMS
    except Unkept as error:
        print(f"briefings serve: nothing can be put aside for the preview: {error.__cause__ or error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"briefings serve: {options.address} cannot be served: {error.strerror or error}", file=sys.stderr)
        return PROBLEMS
    finally:
        BriefingsPlugin.tell = BriefingsPlugin.before = None
        BriefingsPlugin.serving = False
    return FINE


def _taken(address: str) -> str:
    """Why an address cannot be served; empty where it can. Asked first: what comes before takes its time."""
    import socket

    host, _, port = address.rpartition(":")
    try:
        family = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(*family[:3]) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(family[4])
    except OSError as error:
        return error.strerror or str(error)
    return ""


def tell(site: "Site", project: Path) -> None:
    """What a check would print, anew for each preview."""
    from builder.cli.report import as_text
    from builder.cli.terminal import terminal

    print(f"\n{as_text(site.findings, project, terminal())}", flush=True)
