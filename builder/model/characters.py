"""Which characters are no text, and what stands on a page or in a feed for those that it cannot hold."""

NO_TEXT = frozenset(
    (
        *(*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)),
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
    )
)
"""Controls, line ends and the tab among them; halves of a pair; noncharacters."""
_SHOWN = dict.fromkeys(NO_TEXT, "\N{REPLACEMENT CHARACTER}") | {ord("\t"): " ", ord("\n"): "\n", 0x85: "\n"}


def normalised(text: str) -> str:
    """Line ends as `\\n`, a tab as a blank, other characters that are no text as U+FFFD: the docs declare it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN)
