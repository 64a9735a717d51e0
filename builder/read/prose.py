"""Read a manuscript's Markdown: citations, links, directives, headings and sentences, with places.

Nothing is rendered here. markdown-it says which text is prose; the spans count from the start of
the file, so that what is not ours passes through byte for byte.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate
from typing import Any

import sentencex
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, did_you_mean, shown
from builder.model.written import (
    Citation,
    Destination,
    Directive,
    Extra,
    Heading,
    Link,
    Passage,
    Prose,
    Sentence,
    Span,
    Target,
)
from builder.read.beside import extras
from builder.read.density import dense
from builder.read.grammar import CITATION, DEFINITION, LINK, NESTING_LIMIT, NOTE_REFERENCE, Match, Trace, markdown
from builder.read.mistyped import mistyped, unclosed
from builder.read.places import Cells, Offsets, cell_starts
from builder.read.seams import Seams
from builder.read.visible import html_pieces, linkable_spans, placed_pieces, title_pieces, visible_pieces

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Za-z][^>]*>", re.DOTALL)
"""All that no browser shows: instructions, declarations and CDATA too, which pages have no use for."""
HREF = re.compile(r"\(\s*(?:<([^<>\n]*)>|([^\s<>]*?)(?=\s|\)\Z))")
LOOSE = re.compile(r"(?<!\\)\[[^\[\]]*\]\(\s*<?([^()<>]{1,2000})")
"""What the hosts take for a link's destination, whatever blanks and line ends are in it."""
ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:href|src|srcset|action|formaction|data|poster|cite|background|ping)\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`={}]+))",
    re.IGNORECASE,
)
"""Of HTML or an attribute list: what a browser asks for or goes to."""
HTML = re.compile(r"^ {0,3}<[a-z?!]", re.IGNORECASE | re.MULTILINE)
"""What may begin a block of HTML; on a page without it none is open."""
ATTRIBUTES = re.compile(r"\{:?[ \t]*([^{}\n]*)\}")
"""An attribute list."""
ADDRESSED = ("](", "{", "<")
"""One of these is in a block that has an address within it."""
MARKS = {"citation", "wiki_link", "note_reference", "html_inline"}
TARGET = re.compile(r"\s*@([^\s;\]]+)\s*")


@dataclass(slots=True)
class Content:
    """What one manuscript's Markdown holds."""

    citations: list[Citation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    destinations: list[Destination] = field(default_factory=list)
    addresses: list[Destination] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    notes: dict[str, Location] = field(default_factory=dict)
    """Footnotes that the author wrote, by label, and where the text of each begins."""
    mistyped: list[str] = field(default_factory=list)
    """Names of directives that are not written as one."""


def read_prose(text: str, body: int, path: str, language: str, report: Report) -> Content:
    """The content of `text` from offset `body` on; of a page that a host would not get through, nothing."""
    for offset, message in dense(text, body):
        at = LineIndex(path, text).at(offset)
        report(Diagnostic(at, "too-dense", message, "make several pages of it"))
        return Content()
    return _Reader(text, body, path, language, report).read()


class _Reader:
    def __init__(self, text: str, body: int, path: str, language: str, report: Report) -> None:
        self.text = text
        self.body = body
        self.lines = LineIndex(path, text)
        self.shift = text.count("\n", 0, body)
        self.language = language
        self.report = report
        self.content = Content()
        self.references: list[tuple[str, int, str]] = []
        """Labels of footnotes, where they are referred to, and within which footnote."""
        self.row = (0, 0)
        self.head = (0, 0)
        self.level = 1
        self.note = ""
        self.open_notes: list[str] = []
        self.code: list[Span] = []

    def read(self) -> Content:
        md = markdown()
        env: dict[str, Any] = {}
        tokens: list[Token] = []
        md.block.parse(self.text[self.body :], md, env, tokens)
        stack: list[str] = []
        cells = Cells()
        for token in tokens:
            if token.level >= NESTING_LIMIT - 1:
                at = self.lines.at(self.line_start(token))
                self.report(Diagnostic(at, "too-deep", "blocks are nested too deep to be read", "take some levels out"))
                break
            if token.type.startswith("indented"):
                self.within_note(token)
            if token.type == "table_open":
                self.head = ((token.map or [0])[0], 0)
            if token.type.startswith("tr_"):
                self.table_row(token)
            if token.nesting == 1:
                stack.append(token.type)
                self.level = int(token.tag[1]) if token.type == "heading_open" else self.level
            elif token.nesting == -1:
                stack.pop()
            elif token.type == "inline":
                trace: Trace = []
                env["trace"] = trace
                token.children = token.children or []
                md.inline.parse(token.content, md, env, token.children)
                self.inline(token, trace, self.offsets(token, stack, cells), stack)
            else:
                self.leaf(token, stack)
            if token.nesting == 0:
                self.content.extras += extras(token, partial(self.place, token))
        self.definitions(env.get("references", {}))
        self.check_notes()
        self.check_comments()
        self.open_html()
        self.content.notes = {label: self.content.notes[label] for label in self.ordered_notes()}
        return self.content

    def place(self, token: Token) -> Location:
        return self.lines.at(self.line_start(token))

    def leaf(self, token: Token, stack: list[str]) -> None:
        """A block that holds no inline text of its own."""
        match token.type:
            case "directive":
                self.directive(token)
            case "html_block":
                self.html(token)
            case "fence":
                self.fence(token)
            case "code_block" if "list_item_open" in stack:
                self.misread(token, stack.count("list_item_open"))

    def ordered_notes(self) -> list[str]:
        """The author's footnotes as they are first referred to, those never referred to last."""
        referred = [label for label, _, _ in self.references if label in self.content.notes]
        return list(dict.fromkeys([*referred, *self.content.notes]))

    def within_note(self, token: Token) -> None:
        """Footnote texts are read where they are written, and shown at the page's end."""
        if token.nesting == 1:
            self.open_notes.append(token.meta["note"] or "")
            if token.meta["note"]:
                self.content.notes[token.meta["note"]] = self.lines.at(self.line_start(token))
        else:
            self.open_notes.pop()
        self.note = next((label for label in self.open_notes if label), "")

    # ── where a block's text stands in the file ────────────────────────────────────────────────

    def line_start(self, token: Token, line: int = 0) -> int:
        return self.lines.start(self.shift + (token.map or [0])[0] + line) if (token.map) else self.body

    def offsets(self, token: Token, stack: list[str], cells: Cells) -> Offsets:
        """Where each character of a block's inline text stands in the file."""
        if stack and stack[-1] in ("th_open", "td_open"):
            return cells.offsets(token, self.text, self.line_start(token))
        starts: list[tuple[int, int]] = []
        length = 0
        for number, line in enumerate(token.content.split("\n")):
            at = self.line_start(token, number)
            if number == 0 and token.meta and "offset" in token.meta:
                starts.append((0, self.body + token.meta["offset"]))
            else:
                starts.append((length, at + self.column(at, line, heading=bool(stack) and stack[-1] == "heading_open")))
            length += len(line) + 1
        return Offsets(starts)

    def column(self, start: int, line: str, *, heading: bool) -> int:
        """How far into its source line an inline line begins: blocks strip what stands before it."""
        stop = self.text.find("\n", start)
        raw = self.text[start : stop if stop >= 0 else len(self.text)]
        wanted = line.strip()
        for candidate in (raw, raw.rstrip()):
            if candidate.endswith(line):
                return len(candidate) - len(line)
            if candidate.endswith(wanted):  # of an indenting tab, blanks may be left over
                return len(candidate) - len(wanted) - (len(line) - len(line.lstrip()))
        after = re.match(r"[^#]*#{1,6}[ \t]+", raw) if heading else None
        return max(raw.find(wanted, after.end() if after else 0), 0) - (len(line) - len(line.lstrip()))

    # ── blocks ─────────────────────────────────────────────────────────────────────────────────

    def directive(self, token: Token) -> None:
        start = self.body + token.meta["start"]
        stop = self.text.find("\n", start)
        span = Span(start, stop if stop >= 0 else len(self.text))
        indent = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        level = self.content.headings[-1].level if self.content.headings else 1
        meta = token.meta
        section = len(self.content.headings)
        directive = Directive(
            meta["name"], meta["argument"], span, indent, level, section, self.lines.at(start, span.end)
        )
        self.content.directives.append(directive)

    def html(self, token: Token) -> None:
        """Raw HTML is passed through, less its comments; a citation in it would be shown as typed."""
        start = self.line_start(token)
        raw = self.text[start : self.lines.start(self.shift + (token.map or [0, 0])[1])]
        self.comments(raw, start)
        self.attributes(raw, start)
        if (begun := raw.lstrip()).startswith(("<?", "<!")) and not COMMENT.match(begun):
            self.never_closed(start + len(raw) - len(begun))
        bare = COMMENT.sub(lambda comment: " " * len(comment[0]), raw)
        pieces = tuple(html_pieces(bare, start))
        self.content.passages.append(Passage(pieces, (), 0, range(0), (), heads=True))
        for pattern in (CITATION, LINK):
            for match in pattern.finditer(bare):
                hint = "leave a blank line before and after the HTML, or write it as Markdown"
                message = f"`{shown(match[0], 40)}` stands inside raw HTML, where it is not read"
                at = self.lines.at(start + match.start(), start + match.end())
                self.report(Diagnostic(at, "mark-in-html", message, hint))

    def open_html(self) -> None:
        """A block of HTML without its end takes the footnotes of its page for its text."""
        if "<" in self.text and HTML.search(self.text, self.body):
            from builder.read.swallowing import swallowing

            at = swallowing(self.text, self.body, self.code)
            if at is not None:
                self.never_closed(at)

    def never_closed(self, at: int) -> None:
        begun = self.text[at:].partition("\n")[0]
        message = f"`{shown(begun, 40)}` begins HTML that is not closed: it would take what follows for its own"
        self.report(Diagnostic(self.lines.at(at), "open-html", message, "close it, or write `&lt;` for a mere sign"))

    def fence(self, token: Token) -> None:
        """Code to the end of its page for CommonMark; the hosts show what is never closed as text."""
        first, end = token.map or [0, 0]
        start, stop = (self.lines.start(self.shift + line) for line in (first, end))
        self.code.append(Span(start, stop))
        last = self.text[start:stop].rstrip("\n").rpartition("\n")[2].strip(" \t>")
        if end - first < 2 or last.strip(token.markup[0]) or len(last) < len(token.markup):
            at = self.lines.at(start + self.text[start:stop].find(token.markup))
            message = "this code is never closed: readers would see it as text, and it is not read as text"
            self.report(Diagnostic(at, "unread-text", message, f"close it by a line of `{token.markup[0] * 3}`"))

    def misread(self, token: Token, depth: int) -> None:
        """Code in a list by CommonMark's count of blanks; the hosts need four for each level, and see text."""
        for number in range(*(token.map or [0, 0])):
            start = self.lines.start(self.shift + number)
            line = self.text[start : self.lines.start(self.shift + number + 1)]
            blanks = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            if blanks >= 4 * depth + 4 or not any(char.isalnum() for char in line):
                continue
            marks = [*CITATION.finditer(line), *LINK.finditer(line)]
            for match in marks:
                message = f"`{shown(match[0], 40)}` stands in a line that is indented by {blanks}, and is not read"
                hint = f"indent the line by {4 * depth}, as a paragraph of its list item"
                at = self.lines.at(start + match.start(), start + match.end())
                self.report(Diagnostic(at, "bad-citation", message, hint))
            if not marks:
                at = self.lines.at(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
                message = f"this line is indented by {blanks}: readers would see it as text, and it is not read as text"
                hint = f"indent it by {4 * depth}, as a paragraph of its list item, or by {4 * depth + 4}, as code"
                self.report(Diagnostic(at, "unread-text", message, hint))

    def definitions(self, references: Mapping[str, Any]) -> None:
        """Where links and images by reference lead."""
        for match in DEFINITION.finditer(self.text, self.body) if references else ():
            if normalizeReference(match[1]) in references:
                place = Span(match.start(2), match.end(2))
                destination = Destination(html.unescape(match[2]), place, self.lines.at(*match.span(2)))
                self.content.destinations.append(destination)

    def comments(self, raw: str, start: int) -> None:
        for comment in COMMENT.finditer(raw):
            self.content.comments.append(Span(start + comment.start(), start + comment.end()))
            if comment[0].startswith("<!--") and not comment[0].endswith("-->"):
                self.open_comment(start + comment.start())

    def check_comments(self) -> None:
        for span in self.content.comments:
            raw = self.text[span.start : span.end]
            if not raw.startswith("<!--"):
                message = f"`{shown(raw, 40)}` is neither text nor HTML of a page, and is left out"
                hint = "write a remark as `<!-- … -->`, and `&lt;` for a sign that readers are to see"
                self.report(Diagnostic(self.lines.at(span.start, span.end), "dropped-markup", message, hint))

    def open_comments(self, content: str, trace: Trace, offsets: Offsets) -> None:
        for opened in re.finditer("<!--", content) if "<!--" in content else ():
            if not any(match.start <= opened.start() < match.end for match in trace):
                self.open_comment(offsets.at(opened.start()))

    def open_comment(self, at: int) -> None:
        message = "this comment is not closed in its paragraph, and would be published"
        hint = "close it with `-->` before the blank line, or begin it on a line of its own"
        self.report(Diagnostic(self.lines.at(at), "open-comment", message, hint))

    def surplus(self, token: Token) -> None:
        """A row with more cells than its table's head: the hosts part rows otherwise, or drop them."""
        start = self.line_start(token)
        line = self.text[start : self.lines.start(self.shift + (token.map or [0, 0])[1])]
        starts = cell_starts(line)
        if token.map and token.map[0] != self.head[0]:
            if self.head[1] and len(starts) > self.head[1]:
                message = (
                    f"this row has {len(starts)} cells, and its head {self.head[1]}: what is left over is not read"
                )
                hint = "write a bar that parts no cells as `\\|`, in code too"
                at = self.lines.at(start + starts[self.head[1]], start + len(line.rstrip()))
                self.report(Diagnostic(at, "unread-text", message, hint))
        else:
            self.head = (self.head[0], len(starts))

    def mistyped(self, content: str, trace: Trace, offsets: Offsets) -> None:
        for each in mistyped(content, trace):
            self.content.mistyped.append(each.name)
            hint = f"a directive is written `{shown(each.right, 60)}`, alone on its line"
            message = f"`{shown(each.typed, 40)}` is not written as a directive, and would be printed as typed"
            at = self.lines.at(offsets.at(each.start)).over(each.typed)
            self.report(Diagnostic(at, "bad-directive", message, hint))
        for start, typed in unclosed(content, trace):
            message = f"`{shown(typed, 40)}` begins a citation that is not closed, and would be printed as typed"
            hint = "close it by `]` behind the id; where no citation is meant, write `\\[`"
            at = self.lines.at(offsets.at(start)).over(typed)
            self.report(Diagnostic(at, "bad-citation", message, hint))

    def table_row(self, token: Token) -> None:
        """The cells of a row rest on what any of them cites; those that its head has none for are not read."""
        if token.nesting == 1:
            self.row = (len(self.content.passages), len(self.content.citations))
            self.surplus(token)
            return
        first, cited = self.row
        citations = range(cited, len(self.content.citations))
        cells = self.content.passages[first:]
        notes = tuple(label for cell in cells for label in cell.notes)
        self.content.passages[first:] = [replace(cell, citations=citations, notes=notes) for cell in cells]

    def check_notes(self) -> None:
        missing = [(label, at) for label, at, _ in self.references if label not in self.content.notes]
        for label, at in missing:
            hint = did_you_mean(label, self.content.notes) or f"write its text below as `[^{label}]: …`"
            message = f"no footnote is called `{shown(label, 40)}`"
            self.report(Diagnostic(self.lines.at(at).over(f"[^{label}]"), "undefined-footnote", message, hint))
        if not missing:
            self.unused_notes()

    def unused_notes(self) -> None:
        """The hosts list each note that a mark leads to, from the text or from a note that is listed itself."""
        reached = {""}
        while more := {label for label, _, within in self.references if within in reached} - reached:
            reached |= more
        for label, at in self.content.notes.items():
            if label not in reached:
                message = f"nothing refers to the footnote `{shown(label, 40)}`, and it would not be on the page"
                self.report(
                    Diagnostic(at, "unused-footnote", message, f"write `[^{shown(label, 40)}]` where it belongs")
                )

    # ── the text inside blocks ─────────────────────────────────────────────────────────────────

    def inline(self, token: Token, trace: Trace, offsets: Offsets, stack: list[str]) -> None:
        content = token.content
        self.destinations(content, trace, offsets)
        self.addresses(content, trace, offsets)
        self.open_comments(content, trace, offsets)
        self.mistyped(content, trace, offsets)
        if stack and stack[-1] == "heading_open":
            self.heading(token, content, trace)
        section = len(self.content.headings)
        visible = visible_pieces(content, trace)
        headed = stack[-1:] in (["heading_open"], ["th_open"])
        titled = bool(token.meta) and token.meta.get("head") == "title"
        seams = None if headed or titled else Seams.of(content, trace)
        sentences = self.sentences(visible, offsets, section, seams)
        first = len(self.content.sentences)
        self.content.sentences.extend(sentence for _, sentence in sentences)
        stops = [stop for stop, _ in sentences]

        starts = [start for start, _ in visible]
        lengths = [0, *accumulate(len(words) for _, words in visible)]

        def sentence(at: int, back: int = 1) -> int:
            before = lengths[bisect_left(starts, at)]
            return first + min(bisect_right(stops, max(before - back, 0)), max(len(stops) - 1, 0))

        if not sentences:  # a cell or paragraph that holds nothing but a citation
            self.content.sentences.append(Sentence("", Span(offsets.at(0), offsets.at(0)), section))
        cited, referred = len(self.content.citations), len(self.references)
        for match in trace:
            if match.rule in MARKS:
                # A citation belongs to what stands before it, a link to the sentence that it may begin.
                back = 0 if match.rule == "wiki_link" else 1
                self.mark(match, content, offsets, sentence(match.start, back))
        shown_pieces = title_pieces(content, visible) if titled else visible
        self.content.passages.append(
            Passage(
                pieces=tuple(placed_pieces(shown_pieces, trace, offsets)),
                stops=() if titled else tuple(stops),
                first=first,
                citations=range(cited, len(self.content.citations)),
                notes=tuple(label for label, _, _ in self.references[referred:]),
                heads=titled or headed,
            )
        )
        if not any(kind in ("heading_open", "th_open", "blockquote_open") for kind in stack):
            for span in linkable_spans(content, trace):
                for place in self.places(span, content, offsets):
                    self.content.prose.append(Prose(place, section, sentence(span.start)))

    def places(self, span: Span, content: str, offsets: Offsets) -> Iterator[Span]:
        """The span in the file: whole where the lines stand there as they are, else line by line."""
        place = Span(offsets.at(span.start), offsets.at(span.end - 1) + 1)
        if self.text[place.start : place.end] == content[span.start : span.end]:
            yield place
            return
        at = span.start
        for line in content[span.start : span.end].split("\n"):
            if line:
                yield Span(offsets.at(at), offsets.at(at + len(line) - 1) + 1)
            at += len(line) + 1

    def mark(self, match: Match, content: str, offsets: Offsets, sentence: int) -> None:
        start = offsets.at(match.start)
        span = Span(start, offsets.at(match.end - 1) + 1)
        raw = content[match.start : match.end]
        match match.rule:
            case "citation":
                self.citation(raw, match.start, span, offsets, sentence)
            case "wiki_link":
                parts = LINK.fullmatch(raw)
                words = (parts[2] or "") if parts else ""
                self.content.links.append(
                    Link(
                        raw[2:-2].split("|")[0].strip(),
                        words.strip(),
                        span,
                        len(self.content.headings),
                        sentence,
                        self.lines.at(start, span.end),
                    )
                )
            case "note_reference":
                label = NOTE_REFERENCE.fullmatch(raw)
                self.references.append((label[1] if label else raw, start, self.note))
            case "html_inline" if raw.startswith(("<!", "<?")):
                self.content.comments.append(span)

    def citation(self, raw: str, start: int, span: Span, offsets: Offsets, sentence: int) -> None:
        targets = []
        at = 1
        for part in raw[1:-1].split(";"):
            blanks = len(part) - len(part.lstrip())
            begin = self.lines.at(offsets.at(start + at + blanks))
            place = Location(begin.path, begin.line, begin.column, max(len(part.strip()), 1))
            target = TARGET.fullmatch(part)
            if target:
                targets.append(Target(target[1], place))
            else:
                hint = "write `[@source/quote]`, several as `[@a; @b]`; words about it go outside the brackets"
                message = f"`{shown(part.strip(), 40)}` is not a citation"
                self.report(Diagnostic(place, "bad-citation", message, hint))
            at += len(part) + 1
        self.content.citations.append(Citation(tuple(targets), span, sentence, self.note))

    def heading(self, token: Token, content: str, trace: Trace) -> None:
        first, last = token.map or [0, 1]
        span = Span(self.lines.start(self.shift + first), self.lines.start(self.shift + last))
        words = re.sub(r"\s*\{[^{}]*\}\s*$", "", "".join(text for _, text in visible_pieces(content, trace)))
        self.content.headings.append(Heading(self.level, " ".join(words.split()), span))

    def sentences(
        self, visible: list[tuple[int, str]], offsets: Offsets, section: int, seams: Seams | None
    ) -> list[tuple[int, Sentence]]:
        """Each sentence with the offset in the visible text at which it ends."""
        text = "".join(piece for _, piece in visible).replace("\n", " ")
        starts = [0, *accumulate(len(piece) for _, piece in visible)]
        even = text.isprintable() and "  " not in text  # no blanks but single ones
        found = []
        at = 0
        for part in sentencex.segment(self.language or "en", text) if text.strip() else ():
            words = part.strip()
            if words:
                begin = at + part.index(words[0])
                first, last = (_origin(visible, starts, each) for each in (begin, begin + len(words) - 1))
                span = Span(offsets.at(first), offsets.at(last) + 1)
                after = offsets.at(seams.after(last + 1) - 1) + 1 if seams else -1
                said = words if even else " ".join(words.split())
                found.append((at + len(part), Sentence(said, span, section, after)))
            at += len(part)
        return found

    def destinations(self, content: str, trace: Trace, offsets: Offsets) -> None:
        for match in trace if "](" in content else ():
            written = HREF.match(content, match.label + 1, match.end) if match.label >= 0 else None
            if written and written.lastindex:
                start, href = offsets.at(written.start(written.lastindex)), written[written.lastindex]
                place = self.lines.at(start).over(href)
                self.content.destinations.append(
                    Destination(html.unescape(href), Span(start, start + len(href)), place)
                )

    def addresses(self, content: str, trace: Trace, offsets: Offsets) -> None:
        """Destinations that markdown-it takes for text and the hosts for links, and those in HTML within a line."""
        if not any(sign in content for sign in ADDRESSED):
            return
        code = bytearray(len(content))
        found = [*LOOSE.finditer(content)] if "](" in content else []
        found += [each for match in ATTRIBUTES.finditer(content) for each in _named(match)] if "{" in content else []
        for match in trace:
            if match.rule == "backticks":
                code[match.start : match.end] = b"\1" * (match.end - match.start)
            elif match.rule == "autolink":
                self.address(content[match.start + 1 : match.end - 1], offsets.at(match.start + 1))
            elif match.rule == "html_inline":
                found += ATTRIBUTE.finditer(content, match.start, match.end)
        for each in found:
            if not code[each.start()]:
                index = each.lastindex or 1
                self.address(each[index].rstrip(), offsets.at(each.start(index)))

    def attributes(self, raw: str, start: int) -> None:
        for match in ATTRIBUTE.finditer(raw):
            index = match.lastindex or 1
            self.address(match[index], start + match.start(index))

    def address(self, href: str, start: int) -> None:
        place = self.lines.at(start).over(href)
        self.content.addresses.append(Destination(html.unescape(href), Span(start, start + len(href)), place))


def _origin(visible: list[tuple[int, str]], starts: list[int], at: int) -> int:
    """Where a character of visible text stands in its block's; the pieces start at `starts`."""
    index = min(bisect_right(starts, at) - 1, len(visible) - 1) if len(visible) > 1 else 0
    start, piece = visible[index]
    return start + min(at - starts[index], len(piece) - 1)


def _named(attributes: re.Match[str]) -> Iterator[re.Match[str]]:
    return ATTRIBUTE.finditer(attributes.string, attributes.start(1), attributes.end(1))
