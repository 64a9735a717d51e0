"""Quotes that leave out, insert or change: their pieces, in order, within reach of each other (clause 3)."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from builder.model.resolved import Place
from builder.model.written import TextQuoteSelector
from builder.resolve.chains import Chain, Step, Verdict, chain, joined, ours, path, shortest
from builder.resolve.folding import plain
from builder.resolve.haystack import Found, Haystack, occurrences, placed, touches
from builder.resolve.negation import negations, turns
from builder.resolve.segments import LETTERS, Change, Gap, Segments, is_short, word_count

GAP_LIMIT = 600
"""Characters of the source that one omission may stand for."""
INSERT_LIMIT = 10
"""Words of the source that one insertion may stand for."""
NEIGHBOUR_LIMIT = 5
"""Words between a short first or last piece and its neighbour."""
LETTERS_LEAST = 3
LETTERS_MOST = 3
"""Letters that an altered ending may replace or put in."""
KEPT_LEAST = 4
"""Letters that a word keeps where others are replaced."""
STOP = regex.compile(r"(?<!\b\p{Lu}\p{L}{0,2})[.!?]+[\"')\]]* |[。！？]")
"""A sentence's end; a point after a capital or a short title is none."""
CLAUSE = regex.compile(rf"{STOP.pattern}|[;:；：] ?| - |, (?=(?:and|but|or|while|whereas|yet|so)\b)")
_WORDS = regex.compile(r"\S+")
_OWN = regex.compile(r"\[([^\[\]]*)\]")


def find_in_pieces(hay: Haystack, cut: Segments, selector: TextQuoteSelector) -> Found:
    """Every place of a quote that has brackets or ellipses of ours."""
    if sum(piece.letters for piece in cut.pieces) < LETTERS_LEAST:
        return Found(rule="quote-too-short")
    if short := _short_piece(cut):
        return Found(rule="quote-too-short", detail=short)
    chains = shortest(list(_Search(hay, cut, selector).chains()))
    laid = [(each, _laid(hay, each)) for each in chains]
    good = tuple(place for each, place in laid if place and not each.rule)
    if good:
        return Found(good)
    for each, near in laid:
        return Found(rule=each.rule or "quote-not-found", near=(near,) if near else (), detail=each.detail)
    return Found(rule="quote-not-found")


@dataclass(frozen=True, slots=True)
class _Search:
    hay: Haystack
    cut: Segments
    selector: TextQuoteSelector

    def chains(self) -> Iterator[Chain]:
        """From every place of the first piece, each next piece as near as lets the rest follow."""
        places = self.places()
        ways: list[dict[int, Step]] = [{} for _ in places]
        for index in range(len(places) - 1, -1, -1):
            later = sorted(ways[index + 1]) if index + 1 < len(places) else []
            for start, stop in places[index]:
                step = self.last(start, stop) if not later and index + 1 == len(places) else None
                step = step or self.onward(index, start, stop, later, ways)
                if step:
                    ways[index][start] = step
        for start in sorted(ways[0]):
            before = self.outer(start, ahead=False)
            if before:
                steps = [before, *path(ways[0][start])]
                yield replace(chain(steps), ours=ours(self.hay.text, self.cut, steps))

    def places(self) -> list[list[tuple[int, int]]]:
        """Where each piece stands, within reach of the rarest one."""
        pieces = self.cut.pieces
        counts = [self.hay.text.count(piece.text) for piece in pieces]
        rarest = counts.index(min(counts))
        reach = sum(len(piece.text) + GAP_LIMIT + 2 for piece in pieces)
        near: list[tuple[int, int]] = []
        for start, stop in occurrences(self.hay, pieces[rarest].text):
            if near and near[-1][1] >= start - reach:
                near[-1] = (near[-1][0], stop + reach)
            else:
                near.append((max(start - reach, 0), stop + reach))
        return [list(self.within(index, near)) for index in range(len(pieces))]

    def within(self, piece: int, windows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        words = self.cut.pieces[piece].text
        for low, high in windows:
            at = self.hay.text.find(words, low, high)
            while at >= 0:
                start = self.start(piece, at)
                if start >= 0:
                    yield start, at + len(words)
                at = self.hay.text.find(words, at + 1, high)

    def last(self, start: int, stop: int) -> Step | None:
        after = self.outer(stop, ahead=True)
        return Step(start, stop, Verdict(), after) if after else None

    def onward(self, index: int, start: int, stop: int, later: list[int], ways: list[dict[int, Step]]) -> Step | None:
        """The step to the nearest place of the next piece that the gap between allows."""
        at = bisect_left(later, stop)
        while at < len(later) and later[at] - stop <= GAP_LIMIT + 2:
            verdict = self.judge(index + 1, stop, later[at])
            if verdict:
                return Step(start, stop, verdict, ways[index + 1][later[at]])
            at += 1
        return None

    def start(self, piece: int, at: int) -> int:
        """Where a piece found at `at` begins, its bracketed capital included; -1 where it does not stand."""
        words, head = self.cut.pieces[piece].text, self.cut.pieces[piece].head
        start, stop = at - len(head), at + len(words)
        if start < 0 or self.hay.text[start:at].casefold() != head.casefold():
            return -1
        before, after = self.cut.gaps[piece], self.cut.gaps[piece + 1]
        attached = self.cut.pieces[piece].attached
        if before.change is not Change.ALTERS and not attached and not self.hay.boundary(start):
            return -1
        if after.change is not Change.ALTERS and not self.hay.boundary(stop):
            return -1
        return start

    def judge(self, piece: int, end: int, start: int) -> Verdict | None:
        """Whether the gap before `piece` may stand for the text from `end` to `start`."""
        gap = self.cut.gaps[piece]
        left_out = self.hay.text[end:start]
        match gap.change:
            case Change.NONE:
                return None if left_out.strip(" ") else Verdict()
            case Change.ALTERS:
                return self.altered(gap, end, start)
            case Change.INSERTS:
                return self.inserted(gap, left_out, end)
        if len(left_out.strip(" ")) > GAP_LIMIT or self.too_far(piece, left_out):
            return None
        return self.omitted(gap, left_out, end)

    def omitted(self, gap: Gap, left_out: str, end: int) -> Verdict:
        """An omission, and beside it perhaps words of ours where the source has a bracket of its own."""
        own = next((each for each in _OWN.finditer(left_out) if _at_an_end(each, left_out)), None)
        if own is None or not gap.inserted:
            sides = (not gap.last, gap.last) if gap.inserted else (True, True)
            return self.turned(left_out, gap.inserted, sides=sides)
        if plain(own[1]) != gap.inserted:
            return Verdict("bracket-mismatch", own[1])
        verdict = self.turned(left_out[: own.start()] + left_out[own.end() :], "")
        return Verdict(verdict.rule, verdict.detail, (end + own.start(), end + own.end()))

    def too_far(self, piece: int, left_out: str) -> bool:
        """A short first or last piece must stand near its neighbour."""
        beside = self.cut.pieces[piece - 1 : piece + 1]
        return word_count(left_out) > NEIGHBOUR_LIMIT and any(is_short(each) for each in beside)

    def inserted(self, gap: Gap, left_out: str, end: int) -> Verdict | None:
        own = _OWN.search(left_out)
        if own is None:
            within = word_count(left_out) <= INSERT_LIMIT and len(left_out) <= GAP_LIMIT
            return self.turned(left_out, gap.inserted) if within else None
        if plain(own[1]) != gap.inserted:
            return Verdict("bracket-mismatch", own[1])
        rest = (left_out[: own.start()] + left_out[own.end() :]).strip(" ")
        if not rest:
            return Verdict(kept=(end + own.start(), end + own.end()))
        return self.turned(rest, "") if negations(rest, self.hay.language) else None

    def altered(self, gap: Gap, end: int, start: int) -> Verdict | None:
        """`expand[ed]` changes an ending: a few letters within one word, most of which is kept."""
        text = self.hay.text
        letters = text[end:start]
        if letters and not LETTERS.fullmatch(letters):
            return None
        head = regex.search(r"[\p{L}\p{M}']*$", text[max(end - 80, 0) : end])
        tail = regex.match(r"[\p{L}\p{M}']*", text[start : start + 80])
        kept = (head[0] if head else "", tail[0] if tail else "")
        verdict = self.turned(f"{kept[0]}{letters}{kept[1]}", f"{kept[0]}{gap.inserted}{kept[1]}")
        if verdict.rule or _inflects(letters, gap.inserted, *kept):
            return Verdict(verdict.rule, verdict.detail, (end, start))
        return None

    def turned(self, left_out: str, inserted: str, *, sides: tuple[bool, bool] = (True, True)) -> Verdict:
        if turns(left_out, inserted, self.hay.language, sides=sides):
            return Verdict("negation-changed", left_out.strip(" "))
        return Verdict()

    # ── beyond the first and the last piece ────────────────────────────────────────────────────

    def outer(self, edge: int, *, ahead: bool) -> Step | None:
        """What a mark outside the pieces may stand for, and whether prefix or suffix touches there."""
        gap = self.cut.gaps[-1 if ahead else 0]
        if gap.change is Change.ALTERS and ahead:
            return self.outer_letters(gap, edge)
        if not gap.inserted:
            return Step(edge, edge, Verdict(), None) if self.context(edge, ahead=ahead) else None
        own = self.own_bracket(edge, ahead=ahead)
        if own:
            words = self.hay.text[own[0] + 1 : own[1] - 1]
            if plain(words) != gap.inserted:
                return Step(edge, edge, Verdict("bracket-mismatch", words), None)
            touched = self.context(own[1] if ahead else own[0], ahead=ahead)
            return Step(*own, Verdict(), None) if touched else None
        return self.outer_words(gap, edge, ahead=ahead)

    def context(self, edge: int, *, ahead: bool) -> bool:
        side = TextQuoteSelector("", "", self.selector.suffix) if ahead else TextQuoteSelector("", self.selector.prefix)
        return touches(self.hay.text, (edge, edge), side)

    def own_bracket(self, edge: int, *, ahead: bool) -> tuple[int, int] | None:
        """The source's bracket right beside an edge, if there is one."""
        text = self.hay.text
        low, high = (edge, edge + GAP_LIMIT) if ahead else (max(edge - GAP_LIMIT, 0), edge)
        match = regex.match(r" ?\[[^\[\]]*\]", text[low:high]) if ahead else None
        if not ahead:
            match = regex.search(r"\[[^\[\]]*\] ?$", text[low:high])
        if not match:
            return None
        words = match[0].strip(" ")
        start = low + match.start() + match[0].index(words)
        return start, start + len(words)

    def outer_letters(self, gap: Gap, edge: int) -> Step | None:
        """`expand[ed]` at the end of a quote: the source's word must end there too."""
        more = regex.match(r"[\p{L}\p{M}']*", self.hay.text[edge : edge + 80])
        stop = edge + (len(more[0]) if more else 0)
        verdict = self.altered(gap, edge, stop)
        if verdict is None or not self.context(stop, ahead=True):
            return None
        return Step(edge, stop, Verdict(verdict.rule, verdict.detail), None)

    def outer_words(self, gap: Gap, edge: int, *, ahead: bool) -> Step | None:
        """An insertion outside stands for up to ten words, up to where prefix or suffix touches."""
        given = self.selector.suffix if ahead else self.selector.prefix
        if not plain(given):
            verdict = self.unturned(self.likely(edge, ahead=ahead), gap.inserted)
            return Step(edge, edge, verdict, None)
        for other in self.word_edges(edge, ahead=ahead):
            if self.context(other, ahead=ahead):
                stood = self.hay.text[edge:other] if ahead else self.hay.text[other:edge]
                return Step(edge, edge, self.turned(stood, gap.inserted), None)
        return None

    def unturned(self, beside: str, inserted: str) -> Verdict:
        """What stands beside is more than the insertion stands for: only its negations are compared."""
        language = self.hay.language
        if negations(beside, language) != negations(inserted, language):
            return Verdict("negation-changed", beside)
        return Verdict()

    def word_edges(self, edge: int, *, ahead: bool) -> Iterator[int]:
        """The edge itself and those of up to ten words beyond it, in the same sentence."""
        yield edge
        text = self.hay.text
        for _ in range(INSERT_LIMIT):
            beyond = text.find(" ", edge + 1) if ahead else text.rfind(" ", 0, max(edge - 1, 0))
            other = beyond if beyond >= 0 else (len(text) if ahead else 0)
            if STOP.search(f"{text[min(edge, other) : max(edge, other)].strip(' ')} "):
                return
            edge = other
            yield edge

    def likely(self, edge: int, *, ahead: bool) -> str:
        """The words of the same clause, ten at most, that an outer insertion may stand for."""
        text = self.hay.text
        if ahead:
            beside = CLAUSE.split(text[edge : edge + GAP_LIMIT].lstrip(" "), maxsplit=1)[0]
        else:
            beside = CLAUSE.split(text[max(edge - GAP_LIMIT, 0) : edge])[-1].rstrip(" ")
        words = [*_WORDS.finditer(beside)]
        if len(words) <= INSERT_LIMIT:
            return beside
        return beside[: words[INSERT_LIMIT].start()] if ahead else beside[words[-INSERT_LIMIT].start() :]


def _inflects(letters: str, inserted: str, head: str, tail: str) -> bool:
    """Whether putting `inserted` for `letters` between what a word keeps can be another form of it.

    Letters put in at the end alone may be added to any word; where some are replaced, it keeps four.
    """
    if letters.casefold() == inserted.casefold():
        return True
    if max(len(letters), len(inserted)) > LETTERS_MOST:
        return False
    return not (letters or tail) or (bool(letters) and len(head + tail) >= KEPT_LEAST)


def _laid(hay: Haystack, found: Chain) -> Place | None:
    place = placed(hay, joined(hay.text, found.spans))
    return replace(place, ours=found.ours) if place else None


def _at_an_end(own: regex.Match[str], text: str) -> bool:
    return not text[: own.start()].strip(" ") or not text[own.end() :].strip(" ")


def _short_piece(cut: Segments) -> str:
    """A piece between two others that is too short to prove anything beside an omission."""
    for index, piece in enumerate(cut.pieces[1:-1], 1):
        beside = Change.OMITS in (cut.gaps[index].change, cut.gaps[index + 1].change)
        if beside and is_short(piece):
            return piece.text
    return ""
