"""Which characters are no text or are not seen, and what stands on a page for those that it cannot hold."""

import re
import unicodedata
from collections.abc import Iterator

NO_TEXT = frozenset(
    (
        *(*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)),
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
    )
)
"""Controls, line ends and the tab among them; halves of a pair; noncharacters."""
_SHOWN = dict.fromkeys(NO_TEXT, "\N{REPLACEMENT CHARACTER}") | {ord("\t"): " ", ord("\n"): "\n", 0x85: "\n"}

RUN, RUN_ENDS = "\x11", "\x12"
"""In the Markdown of pages, around words of our templates that stand within a line."""
BLOCK, BLOCK_ENDS = "\x13", "\x14"
"""Around their raw HTML. Both are no text, so nobody else's words have them."""
BLANKS = " \t\r\n"
"""What pages show as one blank, or at an edge as nothing; other kinds of space are characters."""
_RUN = re.compile("[ \n]+")

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides, isolates and what ends them: they turn whatever follows."""
_IGNORED = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's Default_Ignorable_Code_Point, and the three marks of interlinear annotation."""
_SUSPECT = re.compile(f"[{_IGNORED}]")
_JOINERS = "\u200c\u200d"
_VARIANTS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_JOINING = re.compile(
    "(?:ADLAM|ARABIC|BALINESE|BENGALI|BRAHMI|BUGINESE|CHAKMA|DEVANAGARI|GRANTHA|GUJARATI|GUNJALA|GURMUKHI|HANIFI"
    "|JAVANESE|KAITHI|KANNADA|KHMER|KHOJKI|KHUDAWADI|LIMBU|MAHAJANI|MALAYALAM|MANDAIC|MANICHAEAN|MARCHEN|MASARAM"
    "|MEETEI|MODI|MONGOLIAN|MYANMAR|NANDINAGARI|NEWA|NKO|ORIYA|PHAGS-PA|PSALTER|SAURASHTRA|SHARADA|SIDDHAM|SINHALA"
    "|SOGDIAN|SUNDANESE|SYLOTI|SYRIAC|TAKRI|TAMIL|TELUGU|TIBETAN|TIFINAGH|TIRHUTA) "
)
"""How Unicode's names of letters begin in the scripts in which U+200C and U+200D are spelling."""
_VIRAMA = 9
"""The combining class of what takes a letter's own vowel away."""


def code(char: str) -> str:
    """`U+202E`."""
    return f"U+{ord(char):04X}"


def normalised(text: str) -> str:
    """Line ends as `\\n`, a tab as a blank, other characters that are no text as U+FFFD: the docs declare it."""
    if text.isprintable():
        return text  # what Python calls printable has no control, half of a pair or noncharacter
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN)


def on_one_line(text: str) -> str:
    """The same with line ends and runs of blanks as one blank; other kinds of space stay as they are."""
    line = normalised(text)
    return (_RUN.sub(" ", line) if "\n" in line or "  " in line else line).strip(" ")


def unseen(text: str, *, spelling: bool = True, pictures: bool = True) -> Iterator[int]:
    """Where a text has a character that readers do not see by itself, in order.

    `spelling` leaves out U+200C and U+200D between letters of scripts that use them, and what chooses a letter's
    variant; `pictures` what emoji are made of.
    """
    if text.isascii():
        return
    flags = [match.span() for match in _FLAG.finditer(text)] if pictures and "\U0001f3f4" in text else []
    for match in _SUSPECT.finditer(text):
        at = match.start()
        if not ((spelling and _spells(text, at)) or (pictures and _pictures(text, at, flags))):
            yield at


def _spells(text: str, at: int) -> bool:
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in _JOINERS:
        if before and unicodedata.combining(before) == _VIRAMA:
            return True  # an older way to write letters that end a word, as RFC 5892 allows it
        return bool(before and after) and _joins(before) and _joins(after)
    return bool(before) and _VARIANTS.match(char) is not None and _first(before) in ("CJK", "MONGOLIAN", "PHAGS-PA")


def _pictures(text: str, at: int, flags: list[tuple[int, int]]) -> bool:
    """Whether it is a part of an emoji, which readers see as a whole."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char == "\u200d":
        drawn = before == "\ufe0f" or unicodedata.category(before or " ") in ("So", "Sk")
        return drawn and bool(after) and unicodedata.category(after) in ("So", "Sm", "Sk")
    if char in "\ufe0e\ufe0f":
        return bool(before) and (before in "#*0123456789‼⁉〰〽" or unicodedata.category(before)[0] == "S")
    return any(start < at < end for start, end in flags)


def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" and _JOINING.match(unicodedata.name(char, "")) is not None


def _first(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
