"""Whether the words of entries tell of a change: each run of words that differ must stand in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz.distance import Indel

from builder.diagnostics import Location
from builder.model.written import Span
from builder.resolve.figures import figures
from builder.resolve.negation import negations
from builder.resolve.said import places
from builder.resolve.segments import UNSPACED

TOKEN = regex.compile(
    rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[\p{{L}}\p{{M}}\p{{N}}_])+|[\p{{S}}%‰§]|(?<![\w)])-(?=[\d\p{{Sc}}])"
)
"""What counts as a word, marks of punctuation aside: also `$`, and the sign of a number."""
MARKS = " .,;:!?…()[]\"'"
WORDS_MOST = 2_000
"""Beyond these, words that differ are one run."""
LIGHT = 3
"""Words that an entry for the other side alone may leave unsaid, if it has not as many itself."""
NAMING = 3
"""Words of a sentence that name it, if they are not all of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Old and new words, folded; either may be empty."""

    at: Location
    what: str
    """As a message calls it: `this sentence`, `the title`."""
    old: str
    new: str
    about: str = ""
    """Of a citation: the words that it stands beside."""
    quoted: bool = False
    """Whether the words are a source's: there nothing is a mere slip."""
    known_by: tuple[str, ...] = ()
    """Of whole blocks and entries: the words by which readers know each, any of which names the change."""


@dataclass(frozen=True, slots=True)
class Told:
    """The folded words of one entry; either may be empty."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Run:
    """A place where two texts differ: the words of each, either may have none."""

    gone: tuple[Span, ...]
    come: tuple[Span, ...]


def explained(entries: Sequence[Told], old: str, new: str) -> bool:
    """Whether entries together tell what was changed. One that gives both words holds only where both stand."""
    said = [each for each in entries if _holds(each.was, old) and _holds(each.now, new) and _touches(each, old, new)]
    was, now = ({*_told(entries=said, text=text, new=text is new)} for text in (old, new))
    alone = [each for each in said if not (each.was and each.now)]
    was_alone, now_alone = ({*_told(entries=alone, text=text, new=text is new)} for text in (old, new))
    for run in runs(old, new):
        whole = _within(run.gone, was) and _within(run.come, now)
        by_was = run.gone and _within(run.gone, was_alone) and _light(run.come, new, run.gone)
        by_now = run.come and _within(run.come, now_alone) and _light(run.gone, old, run.come)
        if not (whole or (run.gone and run.come and (by_was or by_now))):
            return False
    return bool(said)


def names(told: Told, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether an entry names what was changed without its words: its old words one of some texts, its new ones too."""
    sides = [(told.was, old), (told.now, new)]
    return all(any(_names(words, text) for text in texts) for words, texts in sides if words and any(texts))


def identifies(words: str, whole: str) -> bool:
    """Whether an entry has all the words of a text."""
    return bool(stripped(whole)) and next(places(stripped(whole), words), -1) >= 0


def runs(old: str, new: str) -> Iterator[Run]:
    """Each place where folded texts differ in words."""
    ours, theirs = ([Span(*match.span()) for match in TOKEN.finditer(text)] for text in (old, new))
    first = [old[span.start : span.end] for span in ours]
    second = [new[span.start : span.end] for span in theirs]
    if max(len(first), len(second)) > WORDS_MOST:
        if first != second:
            yield Run(tuple(ours), tuple(theirs))
        return
    gone: list[Span] = []
    come: list[Span] = []
    for step in (*Indel.opcodes(first, second), None):
        if (step is None or step.tag == "equal") and (gone or come):
            yield Run(tuple(gone), tuple(come))
            gone, come = [], []
        if step is not None and step.tag != "equal":
            gone += ours[step.src_start : step.src_end]
            come += theirs[step.dest_start : step.dest_end]


def _names(words: str, text: str) -> bool:
    bare = stripped(words)
    if not bare or not text:
        return False
    enough = len(TOKEN.findall(bare)) >= NAMING or bare == stripped(text)
    return (enough and next(places(bare, text), -1) >= 0) or identifies(words, text)


def stripped(words: str) -> str:
    """Without marks at its ends; nothing where no letter or digit is left."""
    bare = words.strip(MARKS)
    return bare if any(char.isalnum() for char in bare) else ""


def _holds(words: str, text: str) -> bool:
    """Whether what an entry gives for one side is true of it, if that side has anything at all."""
    return not words or not text or bool(_spans(words, text))


def _touches(told: Told, old: str, new: str) -> bool:
    return bool(_spans(told.was, old) or _spans(told.now, new))


def _spans(words: str, text: str) -> list[Span]:
    """Where an entry's words stand in a text, or all of the text where it stands in them."""
    bare, whole = stripped(words), stripped(text)
    if not bare or not whole:
        return []
    found = [Span(at, at + len(bare)) for at in places(bare, text)]
    return found or ([Span(0, len(text))] if next(places(whole, words), -1) >= 0 else [])


def _told(*, entries: Sequence[Told], text: str, new: bool) -> Iterator[int]:
    """The characters of a text that stand in the entries."""
    for each in entries:
        for span in _spans(each.now if new else each.was, text):
            yield from range(span.start, span.end)


def _within(spans: Sequence[Span], told: set[int]) -> bool:
    return all(span.start in told and span.end - 1 in told for span in spans)


def _light(spans: Sequence[Span], text: str, beside: Sequence[Span]) -> bool:
    """Whether words may go unsaid: few, and no figure or negation among them."""
    words = text[spans[0].start : spans[-1].end] if spans else ""
    return len(spans) <= max(len(beside), LIGHT) and not figures(words) and not negations(words, "en")
