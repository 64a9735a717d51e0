"""Whether a change mends typing alone: a letter of a word, a doubled word, a comma."""

import regex
from rapidfuzz.distance import OSA, Indel

from builder.resolve.figures import figures
from builder.resolve.negation import negations

TOKEN = regex.compile(r"\w[\w\p{M}'-]*|[^\w\s]")
LOOSE = set(",;:.()-'")
"""Marks that may come and go."""
LETTERS_LEAST = 5
"""Of a word in which a letter was changed: in shorter ones that makes another word."""
WORDS_MOST = 2_000
CHARACTERS_MOST = 50_000
SLIPS_MOST = 3


def alters(old: str, new: str) -> bool:
    """Whether folded words differ in a figure or in a negation, or are too long to tell."""
    if max(len(old), len(new)) > CHARACTERS_MOST:
        return True
    if [each.readings for each in figures(old)] != [each.readings for each in figures(new)]:
        return True
    return negations(old, "en") != negations(new, "en")


def is_slip(old: str, new: str) -> bool:
    """Whether folded words differ in typing alone: same figures, names, negations, and no other word."""
    ours, theirs = ([token for token in TOKEN.findall(text) if token not in LOOSE] for text in (old, new))
    if not ours or not theirs or max(len(ours), len(theirs)) > WORDS_MOST or alters(old, new):
        return False
    if ours[0].lower() == theirs[0].lower():
        ours, theirs = ours[1:], theirs[1:]
    runs = list(_runs(ours, theirs))
    return len(runs) <= SLIPS_MOST and all(_mends(gone, come, around) for gone, come, around in runs)


def _runs(ours: list[str], theirs: list[str]) -> list[tuple[list[str], list[str], set[str]]]:
    """Each place where they differ: words taken out, words put in, and the kept words beside."""
    steps = list(Indel.opcodes(ours, theirs))
    edges = [step for step in steps if step.tag == "equal"]
    bounds = [(0, 0), *((step.src_end, step.dest_end) for step in edges)]
    starts = [*((step.src_start, step.dest_start) for step in edges), (len(ours), len(theirs))]
    found = []
    for (first, second), (last, final) in zip(bounds, starts, strict=True):
        if first < last or second < final:
            beside = {*ours[max(first - 1, 0) : first], *ours[last : last + 1]}
            found.append((ours[first:last], theirs[second:final], beside))
    return found


def _mends(gone: list[str], come: list[str], beside: set[str]) -> bool:
    if not come and len(gone) == 1:
        return gone[0] in beside and gone[0].islower()
    if "".join(gone) == "".join(come):
        return not any(word != word.lower() for word in gone)
    return len(gone) == len(come) <= SLIPS_MOST and all(_typo(*pair) for pair in zip(gone, come, strict=True))


def _typo(old: str, new: str) -> bool:
    """One letter put in, left out or replaced, or two neighbours exchanged, not the first, nor in a name or figure."""
    plainly = all(word.isalpha() and word == word.lower() for word in (old, new))
    if not plainly or old[0] != new[0] or OSA.distance(old, new) != 1:
        return False
    exchanged = sorted(old) == sorted(new)
    return min(len(old), len(new)) >= (3 if exchanged else LETTERS_LEAST)
