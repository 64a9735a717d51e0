"""Which characters a page or a feed can hold, and what stands for those that it cannot."""

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "�")
_CONTROLS |= {ord("\t"): " ", ord("\n"): "\n", 0x85: "\n"}
_CONTROLS |= dict.fromkeys(
    (*range(0xFDD0, 0xFDF0), *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))),
    "\N{REPLACEMENT CHARACTER}",
)


def normalised(text: str) -> str:
    """Line ends as `\\n`, a tab as a blank, other control and noncharacters as U+FFFD: the docs declare it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
