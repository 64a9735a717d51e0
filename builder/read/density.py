"""Pages that a host would read for minutes, found before anything reads them: markers need the square of their number.

Counted generously: what is code or escaped counts too. No page that people read comes near a limit.
"""

import re
from collections.abc import Iterator

BLOCKS_MOST = 5_000
"""Paragraphs, list items, rows of tables and the like."""
HEADINGS_MOST = 2_000
NOTES_MOST = 1_000
"""Citations, links to entries and references to footnotes."""
MARKS_MOST = 20_000
REACH_MOST = 2_000_000
"""Characters between opening brackets and what closes them, or else the end of their paragraph or page."""
OPEN_MOST = 2_000
"""Brackets or tags that are open at one place."""
CELLS_MOST = 20_000
"""Of a table: its rows times its columns, for hosts fill up rows."""
DEPTH_MOST = 100
"""Signs of emphasis that are open where one is closed."""

BLOCK = re.compile(r"^[ \t>]*(?:[-+*:|]|\d{1,9}[.)]|>|!!!|\?\?\?|===|\[)|(?<=\n)[ \t]*\n[ \t]*(?=\S)", re.MULTILINE)
HEADING = re.compile(r"^[ \t>]*(?:#|(?:=+|-+)[ \t]*$)", re.MULTILINE)
NOTE = re.compile(r"\[[@^\[]")
MARK = re.compile(r"[\[*_`<&~!\\^{]|  \n")
COUNTED = (
    (BLOCK, BLOCKS_MOST, "paragraphs, list items and rows"),
    (HEADING, HEADINGS_MOST, "headings"),
    (NOTE, NOTES_MOST, "citations, links and references to footnotes"),
    (MARK, MARKS_MOST, "signs of Markdown"),
)
BREAK = re.compile(r"\n(?:[ \t]*\n)+")
BRACKET = re.compile(r"[\[\]]")
TAG = re.compile(r"<(?=[a-zA-Z/!?])|>")
LINKED = re.compile(r"\]\(|\)")
DELIMITERS = re.compile(r"^[ \t>|:]*+-[ \t|:-]*+$", re.MULTILINE)
RUN = re.compile(r"[*_]+|~~")
MARKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{65}")
INDENTED = re.compile(r"^(?:\t| {4}){50}[ \t]*(?=[-+*]|\d{1,9}[.)]|!!!|\?\?\?|===)", re.MULTILINE)


def dense(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Where a page has too much of something, and of what; from the offset `start` on."""
    thin = _is_thin(text, start)
    for pattern, most, what in COUNTED if not thin else ():
        for number, match in enumerate(pattern.finditer(text, start)):
            if number == most:
                yield match.start(), f"the page has more than {most:,} {what}"
                return
    if ("\t" in text or " " * 200 in text) and (deep := INDENTED.search(text, start)):
        yield deep.end(), "more than 50 blocks are set in within each other"
    if not text.isascii() and (marked := MARKED.search(text, start)):
        yield marked.start(), "more than 64 marks stand on one letter"
    if not thin:
        yield from _reaching(text, start)


def _reaching(text: str, start: int) -> Iterator[tuple[int, str]]:
    """What costs as much as it reaches, in a paragraph or on the page."""
    for begin, end in _paragraphs(text, start):
        yield from _reach(BRACKET, text, begin, end, "brackets are open here, or reach too far")
        yield from _reach(LINKED, text, begin, end, "parentheses of links are open here, or reach too far")
        yield from _emphasis(text, begin, end)
        yield from _cells(text, begin, end)
    yield from _reach(TAG, text, start, len(text), "tags are open here, or reach too far")


def _is_thin(text: str, start: int) -> bool:
    """Whether a page has too few signs to come near a limit, wherever they stand: most have, and counting is quick."""
    length, lines = len(text) - start, text.count("\n", start) + 1
    opened = max(text.count("[", start), text.count("](", start), text.count("<", start))
    return (
        length <= MARKS_MOST
        and lines <= min(BLOCKS_MOST, HEADINGS_MOST)
        and opened <= min(NOTES_MOST, OPEN_MOST, REACH_MOST // max(length, 1))
        and sum(text.count(sign, start) for sign in "*_~") <= DEPTH_MOST
        and (text.count("|", start) + 1) * lines <= CELLS_MOST
    )


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """What stands between blank lines."""
    for match in BREAK.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _reach(sign: re.Pattern[str], text: str, start: int, end: int, what: str) -> Iterator[tuple[int, str]]:
    """A host goes from each opening sign to the one that closes it, or to the end."""
    opened: list[int] = []
    reach = 0
    for match in sign.finditer(text, start, end):
        if match[0] in ("[", "<", "]("):
            opened.append(match.start())
        elif opened:
            reach += match.end() - opened.pop()
        if len(opened) > OPEN_MOST or reach > REACH_MOST:
            break
    reach += sum(end - at for at in opened)
    if len(opened) > OPEN_MOST or reach > REACH_MOST:
        yield (opened or [start])[0], f"too many {what}"


def _emphasis(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each pair of signs is an element within the last, and hosts go into each; a line of stars alone draws a rule."""
    depth = 0
    for run in RUN.finditer(text, start, end):
        before, after = text[max(run.start() - 1, start) : run.start()], text[run.end() : min(run.end() + 1, end)]
        if after.strip() and not (before.strip() and before.isalnum()):
            depth += len(run[0])
        elif before.strip():
            if depth > DEPTH_MOST:
                yield run.start(), f"more than {DEPTH_MOST} signs of emphasis are open here"
                return
            depth = max(depth - len(run[0]), 0)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    head = DELIMITERS.search(text, start, end)
    if head and (head[0].count("|") + 1) * (text.count("\n", head.end(), end) + 1) > CELLS_MOST:
        yield head.start(), f"the table has more than {CELLS_MOST:,} cells, counted as its rows times its columns"
