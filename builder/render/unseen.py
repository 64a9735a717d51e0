"""Characters of others' words that nobody sees, under a mark that everybody does.

The character itself stays where it is, for those who copy or search; one that would turn what follows it is shut in, so
that words are read in the order in which they are written. What the mark shows is drawn by the style sheet.
"""

import re
from collections.abc import Callable

from markupsafe import Markup

from builder.model.characters import TURNING, code, unseen
from builder.render.escape import html_text, joined
from builder.render.saying import Say

_TURNING = re.compile(f"[{TURNING}]")
_DIRECTION = re.compile(f"[{TURNING}\u200e\u200f\u061c]")
SHORT = {
    **dict(zip("\u00ad\u061c\u200b\u2060\ufeff", ("SHY", "ALM", "ZWSP", "WJ", "BOM"), strict=True)),
    **dict(zip("\u200c\u200d\u200e\u200f", ("ZWNJ", "ZWJ", "LRM", "RLM"), strict=True)),
    **dict(zip("\u202a\u202b\u202c\u202d\u202e", ("LRE", "RLE", "PDF", "LRO", "RLO"), strict=True)),
    **dict(zip("\u2066\u2067\u2068\u2069", ("LRI", "RLI", "FSI", "PDI"), strict=True)),
}
"""What Unicode calls them for short."""


def seen(text: str, say: Say, plain: Callable[[object], Markup]) -> Markup:
    """A text that `plain` makes inert, with a mark for each character that is not seen."""
    found: list[Markup] = []
    at = 0
    for index in unseen(text):
        found += [plain(text[at:index]), _mark(text[index], say)]
        at = index + 1
    return joined([*found, plain(text[at:])]) if found else plain(text)


def _mark(char: str, say: Say) -> Markup:
    tag = "bdi" if _TURNING.match(char) else "span"
    return Markup(
        '<{tag} class="ab-unseen" role="img" aria-label="{named}" title="{named}" data-mark="{short}">{char}</{tag}>'
    ).format(
        tag=tag, named=html_text(_named(char, say)), short=html_text(SHORT.get(char, code(char))), char=html_text(char)
    )


def _named(char: str, say: Say) -> str:
    if _DIRECTION.match(char):
        return say.plain("direction control {code}", code=code(char))
    return say.plain("soft hyphen") if char == "\u00ad" else say.plain("invisible character {code}", code=code(char))
