"""A manuscript's own text with our marks replaced, and everything else as its author typed it."""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.model.paths import entity_path
from builder.model.resolved import Mention, Note
from builder.model.written import Citation, Directive, Link, Manuscript, Role, Span
from builder.render.escape import inert
from builder.render.log import beside
from builder.render.sheet import Sheet, title_of

if TYPE_CHECKING:
    from builder.render.blocks import Blocks

PROSE, PROSE_ENDS = "<!-- prose -->", "<!-- /prose -->"
"""Between these our Markdown extension gives paragraphs their ids; it takes both out."""
CONTROLS = dict.fromkeys((*range(9), *range(0xB, 0x20), 0x7F), "\N{REPLACEMENT CHARACTER}")
"""Control characters: Python-Markdown and its extensions keep some for themselves and drop them without a word."""
AT_START = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+]|\d+[.)]|#{1,6}|!!!.*|:)?[ \t]*|.*\|[ \t]*")
SOFT_BREAK = re.compile(r"(?<![\s\\])(?<!<br>)[ ]?\n[ \t]*(?:>[ \t]*)*\Z")
"""A line's end that is only a blank to readers, and the beginning of the next line."""
BREAK_MOST = 80


@dataclass(frozen=True, slots=True)
class Edit:
    span: Span
    text: str


def body(page: Manuscript, sheet: Sheet, blocks: "Blocks", *, shift: int = 0, within: tuple[str, ...] = ()) -> str:
    """The manuscript's body as Markdown for `sheet`; headings sink by `shift` levels."""
    page = replace(page, text=page.text.translate(CONTROLS))
    notes: dict[Span, list[Note]] = {}
    for use in sheet.graph.uses[page.path]:
        if use.written == page.path:
            notes.setdefault(use.span, []).append(use.note)
    edits: list[Edit] = []
    ours: list[Citation | Directive] = sorted([*page.citations, *page.directives], key=lambda mark: mark.span)
    for mark in ours:  # in reading order: the first use of a note numbers it
        if isinstance(mark, Citation):
            edits.append(_citation(page, mark, notes.get(mark.span, []), sheet))
        else:
            edits.append(_directive(mark, blocks.draw(mark, page, sheet, (*within, page.path))))
    places = sheet.graph.places[page.path] if page.path == sheet.path else {}
    first = _firsts(page, sheet)
    edits += [_link(page, link, sheet, places.get(link.span, ""), told=link.span in first) for link in page.links]
    linked = {link.span for link in page.links}
    for each in sheet.graph.mentions[page.path]:
        if each.links or (each.span in places and each.span not in linked):
            edits.append(_mention(page, each, sheet, places.get(each.span, "")))
    edits += [Edit(span, "") for span in page.comments]
    there = sheet.to(page.path) if page.path != sheet.path else ""
    edits += [Edit(Span(at, at), mark) for at, mark in beside(page, sheet.graph, there, sheet.say)]
    edits += _moved(page, sheet)
    edits += _sunk(page, shift)
    text = _applied(page.text, page.body, edits).strip("\n")
    return f"{PROSE}\n\n{text}\n\n{PROSE_ENDS}"


def _applied(text: str, start: int, edits: Iterable[Edit]) -> str:
    """The text from `start` on, edited; of two edits that meet, the one that begins first holds.

    What is put in comes before what is replaced at the same place.
    """
    out = []
    at = start
    for edit in sorted(edits, key=lambda each: (each.span.start, each.span.end > each.span.start, -each.span.end)):
        if edit.span.start < at:
            continue
        out += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*out, text[at:]])


def _citation(page: Manuscript, citation: Citation, notes: list[Note], sheet: Sheet) -> Edit:
    """The marks hang on the word before them: a blank that stands there would part them."""
    start = citation.span.start
    line = page.text[page.text.rfind("\n", 0, start) + 1 : start]
    if not AT_START.fullmatch(line):
        start -= len(line) - len(line.rstrip(" "))
    elif broken := SOFT_BREAK.search(page.text, max(start - BREAK_MOST, 0), start):
        began = page.sentences[citation.sentence].span.start if page.sentences else start
        start = broken.start() if began <= broken.start() else start
    marks = sheet.cite(notes) or f" \\[{sheet.say('citation not found')}\\]"
    if page.text.startswith(":", citation.span.end):  # `[^a]:` would begin a footnote's text
        return Edit(Span(start, citation.span.end + 1), f"{marks}&#58;")
    return Edit(Span(start, citation.span.end), marks)


def _directive(directive: Directive, block: str) -> Edit:
    """The block in the directive's place, a blank line on either side, as deep as the line stood."""
    indent = directive.indent
    inner = block.strip("\n").split("\n")
    lines = ["", PROSE_ENDS, "", *inner, "", PROSE, ""] if block else ["", ""]
    text = "\n".join(f"{indent}{line}".rstrip() if index else line for index, line in enumerate(lines))
    return Edit(directive.span, text)


def _firsts(page: Manuscript, sheet: Sheet) -> set[Span]:
    """The links that are the first to their target in their section: these have a card."""
    linking = [(each.span, each.entity) for each in sheet.graph.mentions[page.path] if each.links]
    linking += [(each.span, each.target) for each in page.links]
    sections = sorted(heading.span.start for heading in page.headings)
    seen: dict[tuple[str, int], Span] = {}
    for span, target in sorted(linking):
        seen.setdefault((target, bisect_left(sections, span.start)), span)
    return {*seen.values()}


def _link(page: Manuscript, link: Link, sheet: Sheet, id: str, *, told: bool) -> Edit:
    destination = sheet.to_id(link.target)
    if not destination:
        topic = sheet.graph.project.topics.get(link.target)  # registered, and no page says anything under it
        return Edit(link.span, str(inert(link.words or (topic.name if topic else link.target))))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.path), destination))
    words = link.words.translate(CONTROLS) or inert(title_of(sheet.graph, path))
    own = page.text.startswith("{", link.span.end)  # attributes that the author gives it
    kind = _class(link.target, sheet) if told and not own else ""
    return Edit(link.span, _named(f"[{words}]({destination})", id, kind, own=own))


def _mention(page: Manuscript, mention: Mention, sheet: Sheet, id: str) -> Edit:
    """A name as a link, or as it was typed; with an id where a list leads to it."""
    entity = sheet.graph.entity(mention.entity)
    words = page.text[mention.span.start : mention.span.end]
    if entity and mention.links:
        own = page.text.startswith("{", mention.span.end)
        kind = "" if own else _class(mention.entity, sheet)
        return Edit(mention.span, _named(f"[{inert(words)}]({sheet.to(entity_path(entity))})", id, kind, own=own))
    return Edit(mention.span, f'<span id="{id}">{words}</span>')


def _named(link: str, id: str, kind: str, *, own: bool) -> str:
    """A link with an id and a class; before one that has attributes of its `own`, an empty place with the id."""
    if own:
        return f'<span id="{id}"></span>{link}' if id else link
    parts = [f"#{id}" if id else "", f".{kind}" if kind else ""]
    return f"{link}{{ {' '.join(filter(None, parts))} }}" if any(parts) else link


def _class(target: str, sheet: Sheet) -> str:
    """By which the script knows a link that has a card; none for a source, another briefing or the page itself."""
    entity, page = sheet.graph.entity(target), sheet.graph.manuscript(target)
    path = entity_path(entity) if entity else page.path if page and page.role is Role.BACKGROUND else ""
    if not path or path == sheet.path:
        return ""
    sheet.told_of.add(target)
    return "ab-name" if entity else "ab-term"


def _moved(page: Manuscript, sheet: Sheet) -> Iterator[Edit]:
    """Relative links, where the text is taken in by a page in another folder."""
    here, there = posixpath.dirname(page.path), posixpath.dirname(sheet.path)
    if here == there:
        return
    for destination in page.destinations:
        try:
            href = urlsplit(destination.href)
        except ValueError:
            continue
        if href.scheme or href.netloc or not href.path or href.path.startswith("/"):
            continue
        path = posixpath.relpath(posixpath.join(here, href.path), there or ".")
        yield Edit(destination.span, f"{path}#{href.fragment}" if href.fragment else path)


def _sunk(page: Manuscript, shift: int) -> Iterator[Edit]:
    """Headings of a page that is taken in stand below the heading that takes it in."""
    for heading in page.headings if shift > 0 else ():
        hashes = re.match(r"[ \t>]*(?=#)", page.text[heading.span.start : heading.span.end])
        if hashes:
            at = heading.span.start + hashes.end()
            yield Edit(Span(at, at), "#" * min(shift, 6 - heading.level))
