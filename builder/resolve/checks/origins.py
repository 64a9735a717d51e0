"""Sources that tell one story in one wording: whether their records say so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from builder.diagnostics import Diagnostic, Location, shown
from builder.model.written import Project, Source, Span, unpacked
from builder.resolve.cutting import alone
from builder.resolve.folding import Folded, fold
from builder.resolve.judging import Judged
from builder.resolve.origins import register, reporting
from builder.resolve.passages import Shared, Text, starts, weigh
from builder.resolve.segments import UNSPACED


@dataclass(frozen=True, slots=True)
class Shelf:
    """The archived articles, earliest first, less their quotations: to quote one official is not to copy."""

    sources: Sequence[Source]
    judged: Mapping[str, Judged]
    """By id of a source."""
    texts: Sequence[Text]
    """What each source says in its outlet's own voice."""

    def problems(self, shared: Iterable[Shared]) -> Iterator[Diagnostic]:
        """Each source that shares a long passage with an earlier one of another origin, once."""
        return map(self.finding, shared)

    def finding(self, found: Shared) -> Diagnostic:
        source, other = self.sources[found.text], self.sources[found.other]
        begin, first, last = self._where(found.text, found.at, found.length)
        _, other_first, other_last = self._where(found.other, found.other_at, found.length)
        text = source.text or ""
        passage = shown(text[begin : begin + 200], 80)
        message = (
            f"{self._counted(found)} in a row, quotations aside, stand in `{other.id}` too "
            f"({_lines(first, last)}, there {_lines(other_first, other_last)}): “{passage}”"
        )
        hint = (
            f"if one tells what the other reported, {_same_origin(source, other)}; "
            "declare a line of the page under `furniture`; accept what neither took from the other"
        )
        at = source.at.get("origin") or source.at.get("") or Location(f"sources/{source.id}.yaml")
        return Diagnostic(at, "shared-passage", message, hint)

    def _counted(self, found: Shared) -> str:
        words = self.texts[found.text].words[found.at : found.at + found.length]
        counted = int(weigh(words))
        return f"{found.length} words" if counted == found.length else f"{self._signs(found)} characters"

    def _signs(self, found: Shared) -> int:
        """The characters of a passage in a script without spaces."""
        kept, article, speech = self._article(found.text)
        opened = _opened(unpacked(kept) or "", article, speech, found.at + found.length)
        begin, end = opened.starts[found.at], opened.starts[found.at + found.length - 1] + 1
        return len(UNSPACED.findall(opened.told.text[begin:end]))

    def _where(self, number: int, at: int, length: int) -> tuple[int, int, int]:
        return _where(*self._article(number), at, length)

    def _article(self, number: int) -> tuple[str | bytes | None, tuple[Span, ...], tuple[Span, ...]]:
        source = self.sources[number]
        judged = self.judged[source.id]
        return source.kept, tuple(judged.article or ()), tuple(judged.speech)


def shelf(project: Project, judged: Mapping[str, Judged]) -> Shelf:
    """That of a project, whose sources came to what is told of them by their ids."""
    archived = [source for source in project.sources.values() if judged[source.id].article is not None]
    archived.sort(key=lambda source: (source.published or "9999", source.id))
    origins = reporting(project.sources, register((*project.people.values(), *project.organizations.values())))
    return Shelf(archived, judged, [Text(origins[source.id].id, judged[source.id].told) for source in archived])


@dataclass(frozen=True, slots=True)
class _Opened:
    """What an article tells in its own voice, folded, and where each word of it begins."""

    text: str
    told: Folded
    starts: list[int]

    def place(self, word: int) -> int:
        """Where a word begins in the source's own text; within an opened ligature, where that does."""
        at = self.starts[word]
        found = next((place for length in (1, 2, 3) if (place := self.told.origin(at, at + length))), None)
        return found[0] if found else 0


def _opened(text: str, article: tuple[Span, ...], speech: tuple[Span, ...], words: int) -> _Opened:
    """A text as far as so many words of what it tells in its own voice."""
    folded = fold(alone(text, article, speech))
    return _Opened(text, folded, [*islice(starts(folded.text), words)])


@lru_cache(maxsize=1 << 12)
def _where(
    kept: str | bytes | None, article: tuple[Span, ...], speech: tuple[Span, ...], at: int, length: int
) -> tuple[int, int, int]:
    """Where a passage begins in its source's text, and its first and last line; remembered with what the source has."""
    text = unpacked(kept) or ""
    opened = _opened(text, article, speech, at + length)
    begin, end = (opened.place(word) for word in (at, at + length - 1))
    return begin, text.count("\n", 0, begin) + 1, text.count("\n", 0, end) + 1


def _same_origin(source: Source, other: Source) -> str:
    """Where an `origin` is to be added, or which it is to be."""
    if source.origin and other.origin:
        return "give both the same `origin`"
    if source.origin or other.origin:
        lacking, named = (other, source.origin) if source.origin else (source, other.origin)
        return f"add `origin: {shown(named, 60)}` to sources/{lacking.id}.yaml"
    return "give both the same `origin`"


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"
