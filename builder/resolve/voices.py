"""Whose words a passage is: what a source puts in quotation marks, and what it does not."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from builder.model.written import Span

CLOSERS = {"“": '”“"', "„": '“”"', "‟": "”", "«": "»", "»": "«", "”": '”"', '"': '"”', "＂": "＂", "״": "״"}
CLOSERS |= {"「": "」", "『": "』", "〝": "〞〟", "﹁": "﹂", "｢": "｣", "❝": "❞"}
SINGLES = {"‘": "’", "‹": "›", "'": "'", "‚": "‘’"}
QUOTES = "".join({*CLOSERS, *"".join(CLOSERS.values()), *SINGLES, *"".join(SINGLES.values())})
DOUBLE_MARKS = "".join(sorted({*CLOSERS, *"".join(CLOSERS.values())}))
SINGLE_MARKS = "".join(sorted({*SINGLES, *"".join(SINGLES.values())}))
BRACKETS = "([{<-–—/"
LEADING = BRACKETS + ":：,，、。*_"
"""What may stand right before an opening mark, besides a blank or another mark."""
PREFIX = re.compile(r"(?<!\w)[وفبلك]$")
"""Arabic words of one letter, which are written together with the next."""
ELIDED = re.compile(r"['’‘](?:\d\ds?|n|em|til|tis|twas|cause|bout|round)\b", re.IGNORECASE)
ACRONYM = re.compile(r"[\u05d0-\u05ea][\"״][\u05d0-\u05ea]")
"""Gershayim within a Hebrew word."""
UNELIDED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that write no apostrophes."""
REOPENS = {"«": "«»", "“": "“”"}
"""What may open the next paragraph of a quotation, where it is not the opening mark alone."""
NESTED_MOST = 4
MARKS_MOST = 200
"""Single marks among which a closing one is sought."""
SPACED = "«»‹›"
"""French sets blanks inside these."""
ONLY_OPEN = "“„‟«「『〝﹁｢❝‘‹‚"


def speech(text: str) -> tuple[Span, ...]:
    """What stands inside the outermost quotation marks, marks excluded, in order.

    A mark that no other closes proves nothing and is passed over; a quotation that runs over
    several paragraphs, each opened anew, is one.
    """
    outer: list[Span] = []
    for span in sorted([*_doubles(text), *_singles(text)], key=lambda each: (each.start, -each.end)):
        if not outer or outer[-1].end <= span.start:
            outer.append(span)
    return tuple(outer)


def voice(text: str, spans: tuple[Span, ...], part: Span) -> tuple[str, int]:
    """`speech` with the index of its quotation, `outlet`, or `mixed`: begun in one and ended in another."""
    trimmed = _trimmed(text, part)
    first, last = _inside(spans, trimmed.start), _inside(spans, trimmed.end - 1)
    if first != last:
        first, last = (-1 if at >= 0 and _is_whole(spans[at], part) else at for at in (first, last))
    if first != last:
        return "mixed", -1
    return ("speech", first) if first >= 0 else ("outlet", -1)


def _is_whole(quotation: Span, part: Span) -> bool:
    """Whether a part has it with both of its marks: then it is a quotation in what the outlet says."""
    return part.start < quotation.start and quotation.end < part.end


def _trimmed(text: str, part: Span) -> Span:
    """Without the quotation marks and blanks at its own ends: they belong to no voice."""
    start, end = part.start, part.end
    while start < end - 1 and (text[start] in QUOTES or text[start].isspace()):
        start += 1
    while end > start + 1 and (text[end - 1] in QUOTES or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _inside(spans: tuple[Span, ...], at: int) -> int:
    index = bisect_right(spans, at, key=_START) - 1
    return index if index >= 0 and spans[index].start <= at < spans[index].end else -1


_START = attrgetter("start")


class _Mark(NamedTuple):
    at: int
    char: str
    opens: bool
    closes: bool


def _marks(text: str, chars: str) -> Iterator[_Mark]:
    """Every mark among `chars`, with what its neighbours let it be."""
    for match in re.finditer(f"[{re.escape(chars)}]", text):
        at, char = match.start(), match[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if ACRONYM.match(text, at - 1 if at else 0):
            continue
        apart = not before or before.isspace() or before in LEADING or before in QUOTES
        apart = apart or bool(PREFIX.search(text, max(at - 2, 0), at))
        opens = (apart or char in ONLY_OPEN) and bool(after) and (not after.isspace() or char in SPACED)
        touched = not before.isspace() or char in SPACED or _ends_inner(text, at, after)
        closes = bool(before) and before not in "([{<" and touched
        yield _Mark(at, char, opens, closes)


def _ends_inner(text: str, at: int, after: str) -> bool:
    """Whether a blank only keeps a mark apart from the one that closes before it: `he said, ‘no.’ ”`."""
    return text[at - 2 : at - 1] in ("'", "’") and (not after or after.isspace() or after in ",.;:!?)—–")


def _doubles(text: str) -> Iterator[Span]:
    """Outermost pairs of double marks; a quotation carried on into a paragraph opens that paragraph again."""
    opened: list[_Mark] = []
    inner: list[Span] = []
    paragraphs = [blank.start() for blank in re.finditer(r"\n[^\S\n]*\n", text)]
    since = 0
    for mark in _marks(text, DOUBLE_MARKS):
        paragraph = bisect_right(paragraphs, mark.at)
        if opened and _carries_on(text, mark, opened[0]):
            since = paragraph
            continue
        if paragraph > since:
            yield from inner
            opened, inner = [], []
        since = paragraph
        if mark.closes and (depth := _closed(mark, opened)) >= 0:
            span = Span(opened[depth].at + 1, mark.at)
            del opened[depth:]
            inner = [*(each for each in inner if each.start < span.start), span] if opened else []
            if not opened:
                yield span
        elif mark.opens and mark.char in CLOSERS and len(opened) < NESTED_MOST:
            opened.append(mark)
    yield from inner


def _closed(mark: _Mark, opened: list[_Mark]) -> int:
    """Which of the open marks this one closes, the innermost first; -1 for none."""
    fitting = (depth for depth in range(len(opened) - 1, -1, -1) if mark.char in CLOSERS[opened[depth].char])
    return next(fitting, -1)


def _carries_on(text: str, mark: _Mark, opened: _Mark) -> bool:
    if mark.char not in REOPENS.get(opened.char, opened.char) or not (mark.opens or mark.char in "»”"):
        return False
    line = text.rfind("\n", max(mark.at - 40, opened.at), mark.at)
    return line >= 0 and not text[line : mark.at].strip()


def _singles(text: str) -> Iterator[Span]:
    """Pairs of single marks within a paragraph, apostrophes aside; carried on as double ones are."""
    marks = [mark for mark in _marks(text, SINGLE_MARKS) if not _is_apostrophe(text, mark)]
    reach = line_end = 0
    start = -1
    for index, mark in enumerate(marks):
        if mark.at < reach or not mark.opens or mark.char not in SINGLES:
            continue
        if mark.at >= line_end:
            line_end = text.find("\n", mark.at)
            line_end = line_end if line_end >= 0 else len(text)
        start = mark.at + 1 if start < 0 else start
        reach = _closing(text, marks, index, line_end)
        if reach >= 0:
            yield Span(start, reach)
            start = -1
        elif not _reopened(text, mark.char, line_end):
            start = -1


def _reopened(text: str, char: str, line_end: int) -> bool:
    """Whether the next line with words opens with the same mark."""
    ahead = re.compile(r"\s*(\S)").match(text, line_end)
    return ahead is not None and ahead[1] == char


def _closing(text: str, marks: list[_Mark], opener: int, line_end: int) -> int:
    """Where a single mark is closed: after punctuation if anywhere, else at the first chance; or -1."""
    first = -1
    for mark in marks[opener + 1 : opener + MARKS_MOST]:
        fits = mark.closes and mark.char in SINGLES[marks[opener].char]
        if mark.at >= line_end or (mark.opens and not fits):
            break
        if fits:
            if text[mark.at - 1] in ".,!?;…-—":
                return mark.at
            first = mark.at if first < 0 else first
    return first


def _is_apostrophe(text: str, mark: _Mark) -> bool:
    """Whether a mark stands for letters left out: `it’s`, `’90s`."""
    after = text[mark.at + 1 : mark.at + 2]
    if mark.opens:
        return bool(ELIDED.match(text, mark.at))
    return mark.char in "’'" and after.isalnum() and not UNELIDED.match(after)
