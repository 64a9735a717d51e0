"""The quotations of an article that no quote marks yet, as entries that pass the check as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from builder.diagnostics import shown
from builder.model.ids import proposed_id
from builder.model.resolved import Graph, Place, Verdict
from builder.model.written import Annotation, Kind, Source, Span, TextQuoteSelector
from builder.resolve.anchoring import locate
from builder.resolve.apart import Beside, apart, beside
from builder.resolve.folding import DROPPED
from builder.resolve.names import names, original
from builder.resolve.quotes import Article, article, judge, once
from builder.survey.attributing import OPEN, Attributing, Attribution
from builder.survey.quotations import is_speech, unmarked
from builder.survey.telling import Stranger, Telling
from builder.survey.wordlists import words_of

PLACES_MOST = 40
"""Places at which the same words may stand, so that what is beside them is tried."""
WORDS_MOST = 90
"""Characters of a speaker's name and titles in a comment."""
_BLANKS = regex.compile(r"\s+")
_UNSEEN = regex.compile(f"(?![\u200c\u200d])[{DROPPED}]")
"""What folding drops and nobody sees; joiners are spelling in some scripts."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One entry, and what the article says of its speaker."""

    id: str
    exact: str
    prefix: str
    suffix: str
    speaker: str
    """An id of the registers; empty where it stays open."""
    said: Attribution
    line: int
    """Of the archived text."""

    @property
    def whom(self) -> str:
        """Whom the article names, or how it speaks of them, where that is nobody registered."""
        if self.speaker:
            return ""
        said = self.said
        if said.name:
            words = said.words if said.name in said.words else f"{said.words} ({said.name})"
            return f"{shown(words, WORDS_MOST)} — not in a register"
        return f"“{shown(said.words, WORDS_MOST)}” — whom that stands for is not clear" if said.words else ""

    @property
    def fields(self) -> Mapping[str, str]:
        """What is written under `quotes`, in order."""
        written = {"exact": self.exact, "speaker": self.speaker, "kind": str(Kind.DIRECT)}
        written |= {"prefix": self.prefix, "suffix": self.suffix}
        return {name: value for name, value in written.items() if value}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What an author may add to a source's record."""

    source: Source
    entries: tuple[Suggestion, ...]
    """In the order of the article."""
    strangers: tuple[Stranger, ...]
    """Names beside verbs of saying that no registered spelling matches, in the order of the article."""
    quotations: int
    """Somebody's words in quotation marks, the marked ones too."""
    dropped: int = 0
    """Quotations that no entry would pass the check with."""
    listed: bool = True
    """Whether speakers were looked for: whether there is a list of words for the language."""


def suggestions(source: Source, graph: Graph) -> Suggestions | None:
    """Every quotation that is not annotated, with its likely speaker; none where there is no archived text."""
    ready = article(source, lambda _: None)
    return _Suggesting(ready, graph).all() if ready else None


class _Suggesting:
    def __init__(self, ready: Article, graph: Graph) -> None:
        self.ready = ready
        self.source = ready.source
        self.graph = graph
        self.text = ready.hay.original
        self.words = words_of(ready.source.language)
        self.taken = {annotation.id for annotation in ready.source.annotations}
        self.dropped = 0
        self.places: dict[str, tuple[Place, ...]] = {}
        """Of words that were sought already: the same may be said a thousand times."""
        self.around: dict[str, list[Beside]] = {}

    def all(self) -> Suggestions:
        spoken = self._spoken()
        said, strangers = self._said(spoken)
        speech = [index for index, span in enumerate(spoken) if is_speech(self._words(span), said[index])]
        chosen = [spoken[index] for index in speech]
        entries = tuple(self._entries(chosen, [said[index] for index in speech]))
        strangers = (*strangers, *self._unheard(entries, strangers))
        return Suggestions(self.source, entries, strangers, len(chosen), self.dropped, listed=self.words is not None)

    def _unheard(self, entries: Sequence[Suggestion], known: Sequence[Stranger]) -> Iterator[Stranger]:
        """Who is named as a speaker, and by no verb of saying beside the name."""
        seen = {each.name for each in known}
        for name in (each.said.name for each in entries if not each.speaker and each.said.name):
            if name not in seen:
                seen.add(name)
                last = name.rpartition(" ")[2].lower()
                yield Stranger(name, body=self.words is not None and last in self.words.bodies)

    def _spoken(self) -> list[Span]:
        """The article's quotations, its first telling only; the headline is nobody's words."""
        cut = self.ready.cut
        return [
            span
            for span in self.ready.speech
            if span.start < span.end and not any(block.holds(span) for block in cut.repeats)
        ]

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end].strip()

    def _said(self, spoken: Sequence[Span]) -> tuple[list[Attribution], tuple[Stranger, ...]]:
        if self.words is None:
            return [OPEN] * len(spoken), ()
        matcher = names((*self.graph.project.people.values(), *self.graph.project.organizations.values()))
        registered = [
            (place, name.entity)
            for span, name in matcher.find(self.ready.hay.text)
            if (place := original(self.ready.hay.folded, span))
        ]
        stretches = _without(self.ready.cut.article, self.ready.cut.headline)
        telling = Telling(self.text, stretches, spoken, registered, self.words, self.source.language)
        surnames = {person.name.rpartition(" ")[2] for person in self.graph.project.people.values()}
        found = [
            replace(said, name="", words=said.name) if not said.entity and said.name in surnames else said
            for said in Attributing(telling).attributions(spoken)
        ]
        return found, tuple(each for each in telling.strangers() if each.name not in surnames)

    def _entries(self, spoken: Sequence[Span], said: Sequence[Attribution]) -> Iterator[Suggestion]:
        marked = [
            part
            for quote in self.graph.quotes_of(self.source)
            if quote.verdict is Verdict.VERIFIED and quote.place
            for part in quote.place.parts
        ]
        for index, span in unmarked(self.text, spoken, marked, self.source.language):
            words = self._words(span)
            if span.end - span.start < 1 or (span != spoken[index] and not is_speech(words, said[index])):
                continue
            if found := self._entry(span, said[index]):
                self.taken.add(found.id)
                yield found
            else:
                self.dropped += 1

    def _entry(self, span: Span, said: Attribution) -> Suggestion | None:
        exact = _plainly(self._words(span))
        selector = self._selector(exact, span)
        speaker = said.entity
        if selector is None or not self._passes(selector, span, speaker):
            return None
        line = self.ready.line(span.start)
        return Suggestion(
            proposed_id(exact, self.taken, "quotation"), exact, selector.prefix, selector.suffix, speaker, said, line
        )

    def _passes(self, selector: TextQuoteSelector, span: Span, speaker: str) -> bool:
        """Whether our own check verifies the entry, and where it was found."""
        trial = Annotation("trial", self.source.id, selector, Kind.DIRECT, speaker, (), "", (), "", self.source.at)
        quote = judge(trial, self.source, self.ready, lambda _: None)
        return quote.verdict is Verdict.VERIFIED and quote.place is not None and quote.place.span.meets(span)

    def _places(self, selector: TextQuoteSelector) -> tuple[Place, ...]:
        return once(locate(self.ready.hay, selector).places, self.ready)

    def _selector(self, exact: str, span: Span) -> TextQuoteSelector | None:
        """The words, with as little beside them as tells their place from others."""
        if exact not in self.places:
            self.places[exact] = self._places(TextQuoteSelector(exact))
        places = self.places[exact]
        if len(places) <= 1:
            return TextQuoteSelector(exact)
        if len(places) > PLACES_MOST:
            return None
        if exact not in self.around:
            self.around[exact] = [beside(place, self.ready.hay) for place in places]
        chosen = next((number for number, place in enumerate(places) if place.span.meets(span)), -1)
        found = apart(chosen, self.around[exact]) if chosen >= 0 else None
        return TextQuoteSelector(exact, *found) if found else None


def _plainly(words: str) -> str:
    """The words with single blanks, and without what is not seen; all else is as the source has it."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", words)).strip()


def _without(stretches: Sequence[Span], lines: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches less whole lines of theirs."""
    found = []
    for stretch in stretches:
        at = stretch.start
        for line in sorted(line for line in set(lines) if stretch.holds(line)):
            found.append(Span(at, line.start))
            at = line.end
        found.append(Span(at, stretch.end))
    return tuple(span for span in found if span.start < span.end)
