"""Which quotations of an article are somebody's words, and which of those no quote marks yet."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import regex

from builder.model.written import Span
from builder.resolve.segments import word_count
from builder.survey.attributing import Attribution
from builder.survey.sentences import sentences

WORDS_LEAST = 3
"""Words that are taken for somebody's though no verb of saying stands beside them."""
NAME_MOST = 6
"""Words of a title or a name, where what stands before says that it is one."""
LETTERS_LEAST = 3
SMALL_WORDS = {
    *(
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "into",
        "over",
        "after",
    ),
    *(
        "before",
        "about",
        "under",
        "without",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "von",
        "der",
        "die",
        "und",
        "y",
    ),
}
"""Words that titles write small."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")


def is_speech(words: str, said: Attribution) -> bool:
    """Whether a quotation is somebody's words, rather than a title, a name, or a word held at a distance.

    What a verb of saying is beside is; of the rest what has some words and does not look like a title.
    """
    count = word_count(words)
    if sum(1 for char in words if char.isalnum()) < LETTERS_LEAST or (said.named and count <= NAME_MOST):
        return False
    if said.attached and (said.words or said.doubted):
        return True
    return count >= WORDS_LEAST and not is_title(words)


def is_title(words: str) -> bool:
    """Whether every word but small ones has a capital, as in “The Art of War”, and no sentence ends."""
    found = [word for word in _WORD.findall(words) if word not in SMALL_WORDS]
    cased = [word for word in found if word[0].lower() != word[0].upper()]
    return len(cased) > 1 and all(word[0].isupper() for word in cased) and words.rstrip()[-1] not in "?!;…"


def unmarked(text: str, spoken: Iterable[Span], marked: Iterable[Span], language: str) -> Iterator[tuple[int, Span]]:
    """What of each quotation no quote marks: its place in `spoken`, and the span, trimmed.

    A quotation that a quote meets only in part leaves its other sentences, as far as they stand together.
    """
    taken = sorted(marked)
    ends = [span.end for span in taken]
    for index, span in enumerate(spoken):
        near = taken[bisect_right(ends, span.start) : bisect_left(taken, Span(span.end, span.end))]
        if not near:
            yield index, trimmed(text, span)
            continue
        for stretch in _stretches(list(sentences(text, (span,), language)), near):
            yield index, trimmed(text, stretch)


def _stretches(found: list[Span], near: list[Span]) -> Iterator[Span]:
    """Neighbouring sentences that no span meets, joined."""
    start = end = -1
    for each in found:
        if any(each.meets(span) for span in near):
            if start >= 0:
                yield Span(start, end)
            start = -1
            continue
        start, end = (each.start if start < 0 else start), each.end
    if start >= 0:
        yield Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """Without blanks at its ends, and without the comma that leads back to the outlet's sentence."""
    words = text[span.start : span.end]
    lead = len(words) - len(words.lstrip())
    kept = words.rstrip().removesuffix(",").removesuffix("，").rstrip()
    return Span(span.start + lead, max(span.start + len(kept), span.start + lead))
