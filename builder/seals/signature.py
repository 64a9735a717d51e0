"""A signature of a bundle, made and checked by OpenSSH: nothing of it is done here."""

import shutil
import subprocess
from pathlib import Path

NAMESPACE = "annotated-briefings"
"""What the signer says that the signature is for, so that it is good for nothing else."""
SECONDS = 30


class Unsigned(Exception):
    """Why a signature is not accepted, in a few words."""


def signer(data: bytes, signature: Path, signers: Path) -> str:
    """Who of those in `signers` signed the data. `Unsigned` where nobody did, or it cannot be known."""
    program = shutil.which("ssh-keygen")
    if not program:
        raise Unsigned("ssh-keygen is not installed, which checks it")
    files = ["-s", str(signature.absolute()), "-f", str(signers.absolute())]
    names = _run([program, "-Y", "find-principals", *files], b"").splitlines()
    for name in names:
        if _run([program, "-Y", "verify", *files, "-n", NAMESPACE, "-I", name], data):
            return name
    raise Unsigned("it is of other words" if names else "it is of nobody who is named as a signer, or no signature")


def _run(command: list[str], data: bytes) -> str:
    """What it prints; nothing where it fails."""
    try:
        run = subprocess.run(  # noqa: S603  # our own arguments, and no shell
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unsigned(f"ssh-keygen gave no answer within {SECONDS} seconds") from None
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else ""
