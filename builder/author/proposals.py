"""What an author may want to declare of a text: frame lines, repeats, and a text that it is nearly the same as."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from builder.author.furniture import is_furniture
from builder.author.restating import restates
from builder.author.runs import Runs, numbered
from builder.diagnostics import Diagnostic, Location
from builder.model.written import LineRange, Source
from builder.resolve.cutting import cut
from builder.resolve.folding import folded
from builder.resolve.passages import read, weigh

RUN = 8
"""Words in a row by which two texts are compared."""
NEARLY = 0.25
"""The share of a text's words from which another that has them is named."""
MOST = 40
"""Lines of furniture, and blocks, that are proposed: more is not the frame of one article."""
NOTHING: Mapping[str, str] = MappingProxyType({})
Lines = tuple[str, str]
"""A block's first and last line."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A source that has many of a text's words, in the same order."""

    source: Source
    share: float

    @property
    def percent(self) -> str:
        """Rounded down, so that only the same words are all of them."""
        return f"{int(self.share * 100)} %"


@dataclass(frozen=True, slots=True)
class Proposals:
    """To be declared once the author has looked; nothing of it is in force."""

    furniture: tuple[str, ...] = ()
    duplicates: tuple[Lines, ...] = ()
    repeats: int = 0
    """How many blocks the text repeats, those included that cannot be declared by their first and last lines."""
    like: Likeness | None = None


def proposals(text: str, sources: Mapping[str, Source], known: Mapping[str, str] = NOTHING) -> Proposals:
    """What a new text suggests beside the sources that there are; `known` is what its record says."""
    source = Source(id="new", title="", kept=text)
    repeats = _repeats(source)
    furniture = _furniture(source, known)
    return Proposals(furniture, _accepted(source, repeats, furniture), len(repeats), _likest(text, sources.values()))


def _furniture(source: Source, known: Mapping[str, str]) -> tuple[str, ...]:
    """Lines that say only what a page's frame or its record says, each once; none if they would be all of the text."""
    lines = [line.strip() for line in (source.text or "").removeprefix("\ufeff").split("\n") if line.strip()]
    found = tuple(dict.fromkeys(line for line in lines if is_furniture(line) or restates(line, known)))
    return found if len(found) <= MOST and {*found} < {*lines} else ()


def _repeats(source: Source) -> list[Lines]:
    """The blocks that the contract takes for repeats of earlier text."""
    text = source.text or ""
    blocks = (text[span.start : span.end].split("\n") for span in cut(source, lambda _: None).repeats)
    return list(dict.fromkeys((lines[0].strip(), lines[-1].strip()) for lines in blocks))


def _accepted(source: Source, repeats: list[Lines], furniture: tuple[str, ...]) -> tuple[Lines, ...]:
    """Those that can be declared as they are proposed, all of them together with the furniture."""
    at = Location("")
    lines = tuple(LineRange(each, each, at) for each in furniture)
    kept: list[Lines] = []
    for block in repeats[:MOST]:
        problems: list[Diagnostic] = []
        blocks = tuple(LineRange(first, last, at) for first, last in (*kept, block))
        cut(replace(source, furniture=lines, duplicates=blocks), problems.append)
        if not any(problem.rule == "furniture-not-found" for problem in problems):
            kept.append(block)
    return tuple(kept)


def _likest(text: str, sources: Iterable[Source]) -> Likeness | None:
    """The source with most of the text's words, in runs; time is linear in all the texts together."""
    new = read(folded(text))
    runs = Runs(len(new))
    places = array("I", map(runs.add, numbered(new, RUN)))
    total = weigh(new)
    best: Likeness | None = None
    for source in sources:
        if source.text and places:
            hits = _hits(read(folded(source.text)), runs)
            share = _held(new, places, hits) / max(total, 1) if hits else 0
            if share >= NEARLY and (best is None or share > best.share):
                best = Likeness(source, share)
    return best


def _hits(other: "array[int]", runs: Runs) -> bytearray:
    """Which of the runs another text has too, by their places; empty where it has none."""
    hits = bytearray()
    for number in numbered(other, RUN):
        if (place := runs.find(number)) >= 0:
            hits = hits or bytearray(len(runs))
            hits[place] = 1
    return hits


def _held(new: "array[int]", places: "array[int]", hits: bytearray) -> float:
    """How many of the new text's words stand in runs that the other has too."""
    held = bytearray(len(new))
    for at, place in enumerate(places):
        if hits[place]:
            held[at : at + RUN] = b"\1" * RUN
    return weigh(word for word, taken in zip(new, held, strict=True) if taken)
