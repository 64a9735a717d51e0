"""Quotes that leave out, insert or change: their pieces, in order, within reach of each other (clause 3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from builder.model import TextQuoteSelector
from builder.resolve.folding import plain
from builder.resolve.haystack import Found, Haystack, occurrences, placed, touches
from builder.resolve.negation import negations
from builder.resolve.segments import Change, Gap, Segments, is_short, word_count

GAP_LIMIT = 600
"""Characters of the source that one omission may stand for."""
INSERT_LIMIT = 10
"""Words of the source that one insertion may stand for."""
NEIGHBOUR_LIMIT = 5
"""Words between a short first or last piece and its neighbour."""


@dataclass(slots=True)
class _Chain:
    """One way to lay a quote's pieces on the text, with the first rule it breaks."""

    spans: list[tuple[int, int]]
    rule: str = ""
    detail: str = ""


@dataclass(slots=True)
class _Search:
    hay: Haystack
    cut: Segments
    selector: TextQuoteSelector
    right: dict[tuple[int, int], _Chain | None] = field(default_factory=dict)
    left: dict[tuple[int, int], _Chain | None] = field(default_factory=dict)

    def chains(self) -> Iterator[_Chain]:
        """From every place of the longest piece, the nearest way on in both directions."""
        pieces = self.cut.pieces
        pivot = max(range(len(pieces)), key=lambda index: len(pieces[index]))
        for start, end in occurrences(self.hay, pieces[pivot]):
            if not self.ends_well(pivot, start, end):
                continue
            before = self.extend_left(pivot, start)
            after = self.extend_right(pivot, end) if before else None
            if before and after:
                rule = before if before.rule else after
                yield _Chain([*before.spans, (start, end), *after.spans], rule.rule, rule.detail)

    def ends_well(self, piece: int, start: int, end: int) -> bool:
        """Word boundaries where the quote has them, and prefix and suffix at its ends."""
        origin = self.hay.folded.origin(start, end)
        if origin is None:
            return False
        before, after = self.cut.gaps[piece], self.cut.gaps[piece + 1]
        if before.change is not Change.ALTERS and not self.hay.boundary(origin[0]):
            return False
        if after.change is not Change.ALTERS and not self.hay.boundary(origin[1]):
            return False
        first, last = piece == 0, piece == len(self.cut.pieces) - 1
        prefix = self.selector.prefix if first and not before.inserted else ""
        suffix = self.selector.suffix if last and not after.inserted else ""
        return touches(self.hay.text, (start, end), TextQuoteSelector("", prefix, suffix))

    def extend_right(self, piece: int, end: int) -> _Chain | None:
        if piece == len(self.cut.pieces) - 1:
            return self.outer(self.cut.gaps[-1], end, end, after=True)
        if (piece, end) not in self.right:
            self.right[piece, end] = None
            self.right[piece, end] = self.next_right(piece, end)
        return self.right[piece, end]

    def next_right(self, piece: int, end: int) -> _Chain | None:
        words = self.cut.pieces[piece + 1]
        stop = end + GAP_LIMIT + 2 + len(words)
        fallback = None
        at = self.hay.text.find(words, end, stop)
        while at >= 0:
            stops = at + len(words)
            verdict = self.judge(piece + 1, end, at) if self.ends_well(piece + 1, at, stops) else None
            rest = self.extend_right(piece + 1, stops) if verdict else None
            if verdict and rest:
                worse = verdict if verdict.rule else rest
                chain = _Chain([(at, stops), *rest.spans], worse.rule, worse.detail)
                if not chain.rule:
                    return chain
                fallback = fallback or chain
            at = self.hay.text.find(words, at + 1, stop)
        return fallback

    def extend_left(self, piece: int, start: int) -> _Chain | None:
        if piece == 0:
            return self.outer(self.cut.gaps[0], start, start, after=False)
        if (piece, start) not in self.left:
            self.left[piece, start] = None
            self.left[piece, start] = self.next_left(piece, start)
        return self.left[piece, start]

    def next_left(self, piece: int, start: int) -> _Chain | None:
        words = self.cut.pieces[piece - 1]
        least = max(start - GAP_LIMIT - 2 - len(words), 0)
        fallback = None
        at = self.hay.text.rfind(words, least, start)
        while at >= 0:
            stops = at + len(words)
            verdict = self.judge(piece, stops, start) if self.ends_well(piece - 1, at, stops) else None
            rest = self.extend_left(piece - 1, at) if verdict else None
            if verdict and rest:
                worse = verdict if verdict.rule else rest
                chain = _Chain([*rest.spans, (at, stops)], worse.rule, worse.detail)
                if not chain.rule:
                    return chain
                fallback = fallback or chain
            at = self.hay.text.rfind(words, least, stops - 1)
        return fallback

    def judge(self, piece: int, end: int, start: int) -> _Chain | None:
        """Whether the gap before `piece` may stand for the text from `end` to `start`."""
        gap = self.cut.gaps[piece]
        left_out = self.hay.text[end:start]
        match gap.change:
            case Change.NONE:
                return None if left_out.strip(" ") else _Chain([])
            case Change.ALTERS:
                return self.altered(gap, end, start)
            case Change.INSERTS:
                if word_count(left_out) > INSERT_LIMIT or len(left_out) > GAP_LIMIT:
                    return None
                if own := _bracket(left_out):
                    same = plain(own) == gap.inserted
                    return _Chain([]) if same else _Chain([], "bracket-mismatch", own)
            case Change.OMITS:
                if len(left_out.strip(" ")) > GAP_LIMIT or self.too_far(piece, left_out):
                    return None
        return self.turned(left_out, gap.inserted)

    def too_far(self, piece: int, left_out: str) -> bool:
        """A short first or last piece must stand near its neighbour; a short one between, never."""
        for index in (piece - 1, piece):
            if is_short(self.cut.pieces[index]) and word_count(left_out) > NEIGHBOUR_LIMIT:
                return True
        return False

    def altered(self, gap: Gap, end: int, start: int) -> _Chain | None:
        """`[T]he` changes a letter's case, `expand[ed]` an ending: within one word of the source."""
        text = self.hay.text
        letters = text[end:start]
        if letters and not regex.fullmatch(r"[\p{L}\p{M}']+", letters):
            return None
        head = regex.search(r"[\p{L}\p{M}']*$", text[:end][-80:])
        tail = regex.match(r"[\p{L}\p{M}']*", text[start : start + 80])
        kept = (head[0] if head else "", tail[0] if tail else "")
        if not kept[0] and letters.casefold() != gap.inserted.casefold():
            return None
        if len(letters) > max(3, sum(map(len, kept))):
            return None
        return self.turned(f"{kept[0]}{letters}{kept[1]}", f"{kept[0]}{gap.inserted}{kept[1]}")

    def turned(self, left_out: str, inserted: str) -> _Chain:
        language = self.hay.language
        if negations(left_out, language) != negations(inserted, language):
            return _Chain([], "negation-changed", left_out.strip(" "))
        return _Chain([])

    def outer(self, gap: Gap, start: int, end: int, *, after: bool) -> _Chain | None:
        """A bracket before the first or after the last piece: what it may stand for lies outside."""
        text = self.hay.text
        beside = (
            text[end : end + GAP_LIMIT].lstrip(" ") if after else text[max(start - GAP_LIMIT, 0) : start].rstrip(" ")
        )
        if gap.change is Change.ALTERS:
            return self.outer_letters(gap, start, end, after=after)
        if gap.change is not Change.INSERTS or not gap.inserted:
            return _Chain([])
        own = regex.match(r"\[[^\[\]]*\]", beside) if after else regex.search(r"\[[^\[\]]*\]$", beside)
        if own:
            if plain(own[0][1:-1]) != gap.inserted:
                return _Chain([], "bracket-mismatch", own[0][1:-1])
            at = text.find(own[0], end) if after else text.rfind(own[0], 0, start)
            return _Chain([(at, at + len(own[0]))])
        return self.turned(self.reach(beside, gap.inserted, after=after), gap.inserted)

    def outer_letters(self, gap: Gap, start: int, end: int, *, after: bool) -> _Chain | None:
        """`[T]he` at the start or `expand[ed]` at the end of a quote: the word must be whole."""
        text = self.hay.text
        if after:
            more = regex.match(r"[\p{L}\p{M}']*", text[end : end + 80])
            stop = end + (len(more[0]) if more else 0)
            verdict = self.altered(gap, end, stop)
            return verdict and _Chain([(end, stop)] if stop > end else [], verdict.rule, verdict.detail)
        first = start - len(gap.inserted)
        verdict = self.altered(gap, first, start) if first >= 0 else None
        origin = self.hay.folded.origin(first, start) if verdict else None
        if not verdict or not origin or not self.hay.boundary(origin[0]):
            return None
        return _Chain([(first, start)], verdict.rule, verdict.detail)

    def reach(self, beside: str, inserted: str, *, after: bool) -> str:
        """The words of the same sentence that an outer insertion most likely stands for."""
        sentences = regex.split(r"[.!?]+[\"')\]]* ", beside)
        words = (sentences[0] if after else sentences[-1]).split(" ")
        count = min(word_count(inserted) + 1, INSERT_LIMIT)
        return " ".join(words[:count] if after else words[-count:])


def _bracket(text: str) -> str:
    match = regex.search(r"\[([^\[\]]*)\]", text)
    return match[1] if match else ""


def find_in_pieces(hay: Haystack, cut: Segments, selector: TextQuoteSelector) -> Found:
    if short := _short_piece(cut):
        return Found(rule="quote-too-short", detail=short)
    chains = _shortest(list(_Search(hay, cut, selector).chains()))
    joined = [(chain, placed(hay, _joined(hay.text, chain.spans))) for chain in chains]
    good = tuple(place for chain, place in joined if place and not chain.rule)
    if good:
        return Found(good)
    for chain, near in joined:
        return Found(rule=chain.rule, near=(near,) if near else (), detail=chain.detail)
    return Found(rule="quote-not-found")


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One span where nothing or only letters of the same word stand between two."""
    found = [spans[0]]
    for start, end in spans[1:]:
        between = text[found[-1][1] : start].strip(" ")
        if not between or regex.fullmatch(r"[\p{L}\p{M}']+", text[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _short_piece(cut: Segments) -> str:
    """A piece between two others that is too short to prove anything beside an omission."""
    for index, piece in enumerate(cut.pieces[1:-1], 1):
        beside = Change.OMITS in (cut.gaps[index].change, cut.gaps[index + 1].change)
        if beside and is_short(piece):
            return piece
    return ""


def _shortest(chains: list[_Chain]) -> list[_Chain]:
    """Without repeats, and without chains that merely reach around another."""
    found: list[_Chain] = []
    ordered = sorted(chains, key=lambda chain: (chain.spans[-1][1], -chain.spans[0][0]))
    reach = -1
    for chain in ordered:
        if chain.spans[0][0] > reach:
            found.append(chain)
            reach = chain.spans[0][0]
    return found
