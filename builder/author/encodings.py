"""A page's bytes as text, by the encoding that it declares; none is guessed from the words."""

import codecs
import re

MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
PROLOG = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
SEARCHED = 4096
"""Bytes at a page's head in which it may declare its encoding: browsers look into 1,024."""
BROWSERS = {
    **dict.fromkeys(("iso8859-1", "ascii", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("iso8859-9",), "cp1254"),
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
    **dict.fromkeys(("big5",), "big5hkscs"),
}
"""What browsers take some names for: each is the larger set that pages in fact use."""
NO_CHARSETS = {"unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7", "undefined"}
"""Codecs that browsers do not know: they would read words into a page that nobody sees in it."""
LEGACY = "cp1252"
"""What browsers take a page for that declares nothing and is not UTF-8."""


def decoded(data: bytes, stated: str = "") -> str:
    """The page's text; `stated` is what its server said. Bytes that are no character become U+FFFD."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    name = _known(stated) or _declared(data)
    if name:
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(LEGACY, "replace")


def _declared(data: bytes) -> str:
    head = data[:SEARCHED]
    found = META.search(head) or PROLOG.search(head)
    name = _known(found[1].decode("ascii", "replace")) if found else ""
    return "utf-8" if name.startswith("utf-16") else name  # what could be read as ASCII so far is not UTF-16


def _known(name: str) -> str:
    """The decoder for an encoding's name; empty where there is none."""
    name = name.strip().strip("\"'").lower()
    if name in BROWSERS:
        return BROWSERS[name]
    try:
        found = codecs.lookup(name).name
        "".encode(found).decode(found)  # `rot13` and the like are codecs, and no encodings
    except (LookupError, ValueError, TypeError):
        return ""
    return "" if found in NO_CHARSETS else BROWSERS.get(found, found)
