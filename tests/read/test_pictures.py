"""What a picture tells besides what it shows, in each way in which programs write it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import PLACE, XMP, jpeg, png, tiff, webp
from projects import compiled, page, write

from builder.read.pictures import MAKER, tells
from builder.read.pictures import PLACE as WHERE

ARTIST = (0x013B, b"Ana Berg\0")
EXIF = b"Exif\0\0"
XPACKET = b"http://ns.adobe.com/xap/1.0/\0" + XMP.encode()
TOLD = {
    "both, little end first": (jpeg((0xE0, b"JFIF\0"), (0xE1, EXIF + tiff(ARTIST, gps=PLACE))), [WHERE, MAKER]),
    "both, big end first": (jpeg((0xE1, EXIF + tiff(ARTIST, order=">", gps=PLACE))), [WHERE, MAKER]),
    "a place alone": (jpeg((0xE1, EXIF + tiff((0x010F, b"Maker of cameras\0"), gps=PLACE))), [WHERE]),
    "a short name": (jpeg((0xE1, EXIF + tiff((0x013B, b"Ana\0")))), [MAKER]),
    "a name in Windows": (jpeg((0xE1, EXIF + tiff((0x9C9D, "Ana Berg\0".encode("utf-16-le"))))), [MAKER]),
    "XMP": (jpeg((0xE1, XPACKET)), [WHERE, MAKER]),
    "IPTC": (jpeg((0xED, b"Photoshop 3.0\x008BIM\x1c\x02\x50\0\x03Ana")), [MAKER]),
    "PNG's EXIF": (png((b"IHDR", b"x" * 13), (b"eXIf", tiff(ARTIST, gps=PLACE))), [WHERE, MAKER]),
    "PNG's text": (png((b"tEXt", b"Author\0Ana Berg")), [MAKER]),
    "PNG's XMP": (png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.encode())), [WHERE, MAKER]),
    "WebP's EXIF": (webp((b"VP8X", b"odd"), (b"EXIF", tiff(ARTIST, gps=PLACE))), [WHERE, MAKER]),
    "WebP's XMP": (webp((b"XMP ", XMP.encode())), [WHERE, MAKER]),
}
SILENT = {
    "nothing": jpeg((0xE0, b"JFIF\0")),
    "a camera": jpeg((0xE1, EXIF + tiff((0x010F, b"Maker of cameras\0")))),
    "a blank name": jpeg((0xE1, EXIF + tiff((0x013B, b"        \0"), (0x9C9D, b"\0\0")))),
    "GPS that found no place": jpeg((0xE1, EXIF + tiff(gps=((0, b"\x02\x03\0\0"),)))),
    "words of the picture itself": jpeg() + XPACKET,
    "no name in XMP": jpeg((0xE1, XPACKET.replace(b"Ana", b" ").replace(b"exif:GPSL", b"exif:L"))),
    "a title": png((b"tEXt", b"Title\0Author"), (b"IDAT", b"Author\0Ana")),
    "another file": b"%PDF-1.7 " + XPACKET,
}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_picture_tells_is_found(name: str) -> None:
    data, told = TOLD[name]
    assert tells(data) == told


@pytest.mark.parametrize("name", SILENT)
def test_a_picture_that_tells_nothing_is_silent(name: str) -> None:
    assert tells(SILENT[name]) == []


@given(st.sampled_from([data for data, _ in TOLD.values()]), st.data())
def test_a_torn_picture_is_no_traceback(data: bytes, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(data)))
    assert set(tells(data[:at])) <= {WHERE, MAKER}
    torn = data[:at] + draw.draw(st.binary(max_size=6)) + data[at + draw.draw(st.integers(0, 6)) :]
    assert set(tells(torn)) <= {WHERE, MAKER}


def test_a_picture_is_looked_at_where_a_page_shows_it(tmp_path: Path) -> None:
    telling, silent = TOLD["both, little end first"][0], SILENT["nothing"]
    write(
        tmp_path,
        {
            "briefings/lake.md": page("![The pier](a/pier.jpg) and [the lake](lake.jpg)."),
            "briefings/a/pier.jpg": telling,
            "briefings/lake.jpg": silent,
            "briefings/unseen.jpg": telling,
        },
    )
    site = compiled(tmp_path)
    told = [str(each) for each in site.problems if each.rule == "telling-picture"]
    assert [line.splitlines()[0] for line in told] == [
        "briefings/a/pier.jpg:1:1: warning[telling-picture]: "
        "this picture tells where it was taken and who made it, and is published as it is"
    ]
    assert next(each.text for each in site.pages if each.path == "a/pier.jpg") == telling


def test_a_credit_may_be_accepted(tmp_path: Path) -> None:
    accepted = "accept: [{rule: telling-picture, at: briefings/pier.png, reason: it is the credit}]"
    write(
        tmp_path,
        {
            "mkdocs.yml": f"site_name: Test\nplugins: [briefings: {{{accepted}}}]\n",
            "briefings/lake.md": page("![The pier](pier.png)"),
            "briefings/pier.png": TOLD["PNG's text"][0],
        },
    )
    assert compiled(tmp_path).problems == ()
