"""Which names of files every system can hold, and every reader can see."""

import re

RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9\xb9\xb2\xb3]|lpt[0-9\xb9\xb2\xb3])[ ]*(?:\..*)?", re.IGNORECASE | re.DOTALL
)
"""What Windows takes for a device, whatever follows the dot."""
FORBIDDEN = frozenset('<>:"/\\|?*')
NAME_MOST = 200
"""Bytes of a name: systems hold 255, and hosts and builds append to it."""


def unportable(name: str) -> str:
    """Why a name cannot stand on every system, or not be seen in an address; empty where it can."""
    if not name.isprintable():
        hidden = next(char for char in name if not char.isprintable())
        return f"the name has a character that is not seen, U+{ord(hidden):04X}"
    if not FORBIDDEN.isdisjoint(name):
        char = next(each for each in name if each in FORBIDDEN)
        return f"the name has `{char}`, which not every system has in names"
    if RESERVED.fullmatch(name):
        return "the name is that of a device on Windows"
    if name.endswith((" ", ".")) or name.startswith(" "):
        return "the name begins or ends with a blank, or ends with a full stop"
    if len(name.encode("utf-8", "surrogateescape")) > NAME_MOST:
        return f"the name is longer than {NAME_MOST} bytes"
    return ""
