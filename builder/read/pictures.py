"""What a picture tells besides what it shows: where it was taken, and who made it. Of JPEG, PNG and WebP files."""

import re
import struct
from collections.abc import Callable, Iterator

from builder.diagnostics import Diagnostic, Location, Report

PLACE, MAKER = "where it was taken", "who made it"
BLOCKS_MOST, ENTRIES_MOST = 1_000, 500
"""Of a file, of a list: enough for any that a program wrote."""
GPS, ARTIST, XP_AUTHOR = 0x8825, 0x013B, 0x9C9D
LATITUDE, LONGITUDE = 2, 4
XMP_PLACE = re.compile(rb"exif:GPSL(?:at|ong)itude")
XMP_MAKER = re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,99}>\s*[^<\s]", re.DOTALL)
IPTC_MAKER = re.compile(rb"\x1c\x02\x50[\x00-\x7f][\x01-\xff]")
AUTHOR = re.compile(rb"(?:Author|Artist)\0", re.IGNORECASE)
TELLING = frozenset((b"APP1", b"APP13", b"eXIf", b"EXIF", b"XMP ", b"tEXt", b"zTXt", b"iTXt"))
Block = tuple[bytes, bytes]
"""A name and the data that it stands before."""
Part = tuple[bytes, int, int, int]
"""A name, where its data begin and end, and where the next part begins."""


def check_picture(path: str, data: bytes, report: Report) -> None:
    """It is published byte for byte, with all that it tells."""
    if told := tells(data):
        message = f"this picture tells {' and '.join(told)}, and is published as it is"
        hint = "take that out of a copy, as `exiftool -all=` does; or accept this, where it is a credit"
        report(Diagnostic(Location(path), "telling-picture", message, hint))


def tells(data: bytes) -> list[str]:
    """`PLACE` and `MAKER`, where a picture's bytes hold one; nothing of what is no such picture, or torn."""
    found = {each for name, block in _blocks(data) for each in _told(name, block)}
    return [each for each in (PLACE, MAKER) if each in found]


def _blocks(data: bytes) -> Iterator[Block]:
    if data.startswith(b"\xff\xd8"):
        yield from _parts(data, 2, _jpeg)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _parts(data, 8, _png)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _parts(data, 12, _webp)


def _parts(data: bytes, at: int, part: Callable[[bytes, int], Part]) -> Iterator[Block]:
    for _ in range(BLOCKS_MOST):
        try:
            name, start, end, after = part(data, at)
        except (struct.error, ValueError):
            return
        if name in TELLING:
            yield name, data[start:end]
        at = after


def _jpeg(data: bytes, at: int) -> Part:
    """Segments up to the picture itself."""
    mark, code, size = struct.unpack_from(">BBH", data, at)
    if mark != 0xFF or code in (0xD9, 0xDA):
        raise ValueError
    if code == 0xFF:  # a byte that fills up
        return b"", at, at, at + 1
    return b"APP%d" % (code - 0xE0), at + 4, at + 2 + size, at + 2 + max(size, 2)


def _png(data: bytes, at: int) -> Part:
    size, name = struct.unpack_from(">I4s", data, at)
    return name, at + 8, at + 8 + size, at + 12 + size


def _webp(data: bytes, at: int) -> Part:
    name, size = struct.unpack_from("<4sI", data, at)
    return name, at + 8, at + 8 + size, at + 8 + size + size % 2


def _told(name: bytes, block: bytes) -> Iterator[str]:
    if name in (b"APP1", b"eXIf", b"EXIF"):
        yield from _exif(block.removeprefix(b"Exif\0\0"))
    if name in (b"APP1", b"iTXt", b"XMP "):
        yield from (what for pattern, what in ((XMP_PLACE, PLACE), (XMP_MAKER, MAKER)) if pattern.search(block))
    if (name == b"APP13" and IPTC_MAKER.search(block)) or (name in (b"tEXt", b"zTXt", b"iTXt") and AUTHOR.match(block)):
        yield MAKER


def _exif(tiff: bytes) -> Iterator[str]:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        entries = _entries(tiff, order, *struct.unpack_from(f"{order}I", tiff, 4)) if order else {}
        if GPS in entries and {LATITUDE, LONGITUDE} & {*_entries(tiff, order, entries[GPS][1])}:
            yield PLACE
        if any(_is_text(tiff, *entries[tag]) for tag in (ARTIST, XP_AUTHOR) if tag in entries):
            yield MAKER
    except struct.error:
        return


def _entries(tiff: bytes, order: str, at: int) -> dict[int, tuple[int, int]]:
    """By tag: how many bytes or numbers a value has, and the number itself or where it stands."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    rows = (struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * row) for row in range(min(count, ENTRIES_MOST)))
    return {tag: (length, value) for tag, _, length, value in rows}


def _is_text(tiff: bytes, length: int, value: int) -> bool:
    """Whether a text is more than blanks; up to four bytes of it stand in the place of the number."""
    return bool(value) if length <= 4 else bool(tiff[value : value + length].strip(b" \0"))
