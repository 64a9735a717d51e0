"""Pictures as programs write them, with what they tell besides: no more than their containers, which is all that is read."""

import struct


def tiff(*entries: tuple[int, bytes | int], order: str = "<", gps: tuple[tuple[int, bytes | int], ...] = ()) -> bytes:
    """A list of tags with their texts or numbers, and one of GPS tags."""
    first = 8 + 2 + 12 * (len(entries) + bool(gps)) + 4
    place = first + 2 + 12 * len(gps) + 4
    rows, texts = _rows([*entries, *([(0x8825, first)] if gps else [])], order, place)
    below, _ = _rows([*gps], order, place)
    head = {"<": b"II", ">": b"MM"}[order] + struct.pack(f"{order}HI", 42, 8)
    return head + rows + (below if gps else b"\0" * (place - first)) + texts


def _rows(entries: list[tuple[int, bytes | int]], order: str, place: int) -> tuple[bytes, bytes]:
    rows, texts = struct.pack(f"{order}H", len(entries)), b""
    for tag, value in entries:
        if isinstance(value, int):
            rows += struct.pack(f"{order}HHII", tag, 4, 1, value)
        elif len(value) <= 4:
            rows += struct.pack(f"{order}HHI4s", tag, 2, len(value), value)
        else:
            rows += struct.pack(f"{order}HHII", tag, 2, len(value), place + len(texts))
            texts += value
    return rows + struct.pack(f"{order}I", 0), texts


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    parts = (struct.pack(">BBH", 0xFF, code, len(data) + 2) + data for code, data in segments)
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xda\0\x02pixels Artist\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = (struct.pack(">I4s", len(data), name) + data + b"crc." for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = (struct.pack("<4sI", name, len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    body = b"".join(parts)
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WEBP") + body


PLACE = ((2, b"54/1 3/1\0"), (4, b"36/1 1/1\0"))
"""Tags of a latitude and a longitude."""
XMP = '<rdf:Description exif:GPSLatitude="54,3N"/><dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>'
