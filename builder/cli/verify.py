"""`briefings verify`: hold a built site against the evidence that came with it, without its project."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import shown

if TYPE_CHECKING:
    from builder.seals.shape import Evidence
    from builder.seals.verifying import Archive, Finding

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Result:
    """What was found of one site."""

    evidence: "Evidence"
    seal: str
    """The SHA-256 of its `evidence.json`."""
    findings: "tuple[Finding, ...]"
    archive: "Archive | None"
    """None: no folder of archived texts was given."""
    signer: str
    """Empty where no signature was asked for, or it is not good."""


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "verify",
        "check a built site against the evidence that came with it, without its project",
        run,
        examples=(
            "briefings verify",
            "briefings verify downloaded/site --format json",
            "briefings verify --sources sources --signers allowed_signers",
        ),
    )
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the site's folder, or else `site`")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print what was found")
    parser.add_argument(
        "--sources", type=Path, metavar="DIR", help="a folder with archived texts, ID.txt, to find the quotes in again"
    )
    parser.add_argument("--signers", type=Path, metavar="FILE", help="who may have signed it, as ssh-keygen reads it")
    parser.add_argument(
        "--signature",
        type=Path,
        metavar="FILE",
        help="the signature, or else evidence.json.sig in the site",
    )


def run(options: argparse.Namespace) -> int:
    from builder.cli.terminal import put
    from builder.seals.shape import NAME
    from builder.seals.verifying import MOST, Unreadable, read_evidence

    if reason := _not_to_be_read(options):
        print(f"briefings verify: {reason}", file=sys.stderr)
        return USAGE
    path = options.site / NAME
    with path.open("rb") as file:
        data = file.read(MOST + 1)
    try:
        if len(data) > MOST:
            raise Unreadable(f"it is larger than {MOST // 2**20} MiB")
        evidence = read_evidence(data)
    except Unreadable as error:
        print(f"briefings verify: {shown(str(path), 200)} is not to be trusted: {error}", file=sys.stderr)
        return PROBLEMS
    result = _checked(options, evidence, data)
    put(_as_json(result) if options.format == "json" else _as_text(result))
    return PROBLEMS if result.findings else FINE


def _not_to_be_read(options: argparse.Namespace) -> str:
    """Why there is nothing to check, or not what was asked for; empty where there is."""
    from builder.seals.shape import NAME

    if options.signature and not options.signers:
        return "--signature needs --signers: who may have signed it"
    if not (options.site / NAME).is_file():
        return f"no sealed site here: {shown(str(options.site / NAME), 200)} is not a file"
    if options.sources and not options.sources.is_dir():
        return f"{shown(str(options.sources), 200)} is no folder"
    missing = next((each for each in (options.signers, options.signature) if each and not each.is_file()), None)
    return f"{shown(str(missing), 200)} is not a file" if missing else ""


def _checked(options: argparse.Namespace, evidence: "Evidence", data: bytes) -> Result:
    from builder.cli.progress import working
    from builder.seals.shape import NAME, SIGNATURE
    from builder.seals.signature import Unsigned, signer
    from builder.seals.verifying import Finding, Kind, check_files, check_sources, check_words, fingerprint

    with working(f"checking {len(evidence.files)} files"):
        findings = {*check_files(options.site, evidence.files), *check_words(options.site, evidence)}
        archive = check_sources(options.sources, evidence) if options.sources else None
    findings |= {*archive.findings} if archive else set()
    name = ""
    if options.signers:
        try:
            name = signer(data, options.signature or options.site / SIGNATURE, options.signers)
        except Unsigned as error:
            findings.add(Finding(NAME, Kind.SIGNATURE, f"the signature is not accepted: {error}"))
    return Result(evidence, fingerprint(data), tuple(sorted(findings)), archive, name)


def _as_text(result: Result) -> str:
    from builder.cli.report import count

    lines = [f"{shown(each.path, 200)}: {each.kind}: {each.message}" for each in result.findings]
    lines += [""] if lines else []
    verified, other = _counted(result.evidence)
    quotes = f"{count(verified, 'verified quote')}{f', {other} of references without text' if other else ''}"
    wrong = count(len(result.findings), "problem") if result.findings else "as it was sealed"
    lines.append(f"{wrong}; {count(len(result.evidence.files), 'file')}; {quotes}")
    if archive := result.archive:
        absent = f", {archive.absent} not there" if archive.absent else ""
        texts = count(archive.checked, "archived text")
        lines.append(f"{texts} hashed again{absent}; {count(archive.passages, 'quote')} found in them again")
    lines.append(f"signed by {shown(result.signer, 200)}" if result.signer else "no signature was checked")
    return "\n".join([*lines, f"evidence.json has the SHA-256 {result.seal}"])


def _as_json(result: Result) -> str:
    from builder.cli.dumping import dumped

    verified, other = _counted(result.evidence)
    archive = result.archive
    texts = {"checked": archive.checked, "absent": archive.absent, "quotes": archive.passages} if archive else None
    return dumped(
        {
            "version": 1,
            "evidence": result.seal,
            "signer": result.signer,
            "files": len(result.evidence.files),
            "quotes": {"verified": verified, "uncheckable": other},
            "sources": texts,
            "problems": [
                {"path": each.path, "kind": str(each.kind), "message": each.message} for each in result.findings
            ],
        }
    )


def _counted(evidence: "Evidence") -> tuple[int, int]:
    verified = sum(1 for quote in evidence.quotes if quote.verdict == "verified")
    return verified, len(evidence.quotes) - verified
