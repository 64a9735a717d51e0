"""The passage nearest to a quote that does not stand, and how it differs: for the hint only."""

from collections import Counter
from dataclasses import dataclass

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from builder.resolve.folding import plain
from builder.resolve.haystack import Haystack

WORD = regex.compile(r"\w+")
EDGES = regex.compile(r"^\W+|\W+$")
LEAST = 40.0
"""Likeness, of 100, below which no passage is worth naming."""
EXACT_LIMIT = 20_000
"""Characters up to which the whole text is compared; beyond, the likeliest windows."""
QUOTE_LIMIT = 1_500
REPLACED, AROUND = 4, 80
"""Words at one end that may all be others, and the characters in which they are looked for."""
SHORTEST = 2
"""How many times longer than the passage the quote may be."""


@dataclass(frozen=True, slots=True)
class Nearest:
    start: int
    """Offset in the original."""
    passage: str
    difference: str
    """The quote's words with `[-these-]` to take out and `{+these+}` to put in."""


def nearest(hay: Haystack, exact: str) -> Nearest | None:
    """The likest passage, or none that is like enough to help."""
    words = plain(exact)[:QUOTE_LIMIT]
    best = (0.0, 0, 0)
    for start, end in _windows(hay.text, words):
        found = fuzz.partial_ratio_alignment(words, hay.text[start:end], score_cutoff=LEAST)
        if found and found.score > best[0]:
            best = (found.score, start + found.dest_start, start + found.dest_end)
    score, start, end = best
    if score < LEAST:
        return None
    start, end = _evened(hay.text, *_shrunk(hay.text, *_fitted(hay.text, start, end, words), words), words)
    origin = next((place for at in range(start, end) if (place := hay.folded.origin(at, at + 1))), (0, 0))
    passage = _trimmed(hay.text[start:end], words)
    if len(passage) * SHORTEST < len(words):
        return None  # a scrap that is like some part of it
    return Nearest(origin[0], passage, difference(words, passage))


def difference(quote: str, passage: str) -> str:
    """Word by word: what to take out of the quote, and what to put in."""
    ours, theirs = quote.split(" "), passage.split(" ")
    pieces: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for step in (*Indel.opcodes(ours, theirs), None):
        if step is None or step.tag == "equal":
            pieces += [f"[-{' '.join(gone)}-]"] if gone else []
            pieces += [f"{{+{' '.join(come)}+}}"] if come else []
            gone, come = [], []
        if step is not None and step.tag == "equal":
            pieces += ours[step.src_start : step.src_end]
        elif step is not None:
            gone += ours[step.src_start : step.src_end]
            come += theirs[step.dest_start : step.dest_end]
    return " ".join(pieces)


def _trimmed(passage: str, words: str) -> str:
    """Without marks at its ends that the quote does not have there: they are no difference worth naming."""
    if words[:1].isalnum():
        passage = regex.sub(r"^[^\w\[$£€]+", "", passage)
    if words[-1:].isalnum():
        passage = regex.sub(r"[^\w\])%]+$", "", passage)
    return passage.strip(" ")


def _windows(text: str, words: str) -> list[tuple[int, int]]:
    """Where to look: the whole of a short text, of a long one the parts that share most words."""
    if len(text) <= EXACT_LIMIT:
        return [(0, len(text))]
    size = max(len(words), 200)
    wanted = {word for word in WORD.findall(words) if len(word) > 3} or set(WORD.findall(words))
    votes: Counter[int] = Counter()
    for word in wanted:
        at = text.find(word)
        buckets: set[int] = set()
        while at >= 0 and len(buckets) < 2_000:
            buckets.add(at // size)
            at = text.find(word, (at // size + 1) * size)
        votes.update(buckets)
    likely = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:5]
    return [(max(bucket - 1, 0) * size, (bucket + 2) * size) for bucket, _ in likely]


def _fitted(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """Whole words; and up to four more where the quote's own first or last word stands among them."""
    start, end = _whole_words(text, start, end)
    ours = words.split(" ")
    before = [match.span() for match in regex.finditer(r"\S+", text[max(start - 80, 0) : start])][-4:]
    after = [match.span() for match in regex.finditer(r"\S+", text[end : end + 80])][:4]
    low = max(start - 80, 0)
    if not text.startswith(ours[0], start):
        start = next(
            (low + first for first, last in reversed(before) if text[low + first : low + last] == ours[0]), start
        )
    if not text.endswith(ours[-1], 0, end):
        end = next((end + last for first, last in after if text[end + first : end + last] == ours[-1]), end)
    return start, end


def _shrunk(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """Without words at either end that make the passage less like the quote."""
    best = fuzz.ratio(words, text[start:end])
    edges = [match.start() for match in regex.finditer(r"(?<= )\S", text[start:end])]
    for edge in edges:
        if fuzz.ratio(words, text[start + edge : end]) > best:
            return _shrunk(text, start + edge, end, words)
    for edge in reversed(edges):
        if fuzz.ratio(words, text[start : start + edge - 1]) > best:
            return _shrunk(text, start, start + edge - 1, words)
    return start, end


def _evened(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """With as many words as the quote has, where its first or last word is another one there."""
    start, end = start + text.startswith(" ", start), end - text.endswith(" ", start, end)
    ours, theirs = ([EDGES.sub("", word) for word in each.split(" ")] for each in (words, text[start:end]))
    missing = min(len(ours) - len(theirs), REPLACED)
    if missing > 0 and ours[0] == theirs[0] and ours[-1] != theirs[-1]:
        ahead = [match.end() for match in regex.finditer(r" \S+", text[end : end + AROUND])][:missing]
        return start, end + (ahead[-1] if ahead else 0)
    if missing > 0 and ours[-1] == theirs[-1] and ours[0] != theirs[0]:
        low = max(start - AROUND, 0)
        behind = [match.start() for match in regex.finditer(r"\S+ ", text[low:start])][-missing:]
        return (low + behind[0] if behind else start), end
    return start, end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] != " " and text[start : start + 1] != " ":
        start -= 1
    while end < len(text) and text[end] != " " and text[end - 1 : end] != " ":
        end += 1
    return start, end
