"""An article as it tells who speaks: its sentences, with what they quote hidden, and the names in them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.model.written import Span
from builder.survey.clauses import REACH, Clauses, Subject
from builder.survey.doubting import Saying
from builder.survey.sentences import sentences
from builder.survey.tokens import FILLER, tokens
from builder.survey.wordlists import Words

ENDS = ".?!…。？！"
NEAR = 20
"""Characters between a name and a verb of saying that is its own."""
CLOSING = '"”’»“」'


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that is in no register."""

    name: str
    body: bool
    """Whether it ends as organizations' names do."""


def masked(text: str, spoken: Sequence[Span]) -> str:
    """The text with each quotation's words hidden, but for the stop that it ends with; nothing moves."""
    pieces, at = [], 0
    for span in spoken:
        stop = text[span.end - 1] if span.end > span.start and text[span.end - 1] in ENDS else ""
        pieces += [text[at : span.start], FILLER * (span.end - span.start - len(stop)), stop]
        at = span.end
    return "".join([*pieces, text[at:]])


class Telling:
    """One article's sentences, in order."""

    def __init__(
        self,
        text: str,
        stretches: tuple[Span, ...],
        spoken: Sequence[Span],
        names: Sequence[tuple[Span, str]],
        words: Words,
        language: str,
    ) -> None:
        self.text = masked(text, spoken)
        self.words = words
        starts = [place.start for place, _ in names]
        self.sentences = list(sentences(self.text, stretches, language))
        found = [
            tokens(self.text, span, names[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
            for span in self.sentences
        ]
        proper = {token.lower for each in found for token in each[1:] if token.text[0].isupper()}
        self.clauses = [Clauses(each, words, proper) for each in found]
        self.starts = [span.start for span in self.sentences]
        self.full = self._full_names()
        for each in self.clauses:
            each.surnames = self.full

    def together(self, first: int, second: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return "\n" not in self.text[self.sentences[first].start : self.sentences[second].start]

    def told(self, index: int, pronoun: Subject) -> Saying | None:
        """“Finch said she felt”: the subject of the verb right before a pronoun."""
        clauses = self.clauses[index]
        at = bisect_left([token.start for token in clauses.tokens], pronoun.span.start) - 1
        if at < 1 or not clauses.is_verb(at):
            return None
        subject = clauses.before(at, 0)
        return None if subject is None or subject.pronoun else Saying(subject, at, at + 1)

    def leads(self, index: int, person: Subject) -> bool:
        """Whether a sentence's first name that may be a subject is a person's."""
        clauses = self.clauses[index]
        subject = clauses.first(0, len(clauses.tokens))
        return subject is not None and subject.name in (person.name, person.name.rpartition(" ")[2])

    def led_by_another(self, index: int, person: Subject) -> bool:
        """Whether a sentence's first name that may be a subject is somebody else's."""
        clauses = self.clauses[index]
        subject = clauses.first(0, len(clauses.tokens))
        return subject is not None and not subject.pronoun and not self.leads(index, person)

    def people(self, first: int, last: int, since: int, until: int, *, surnames: bool = False) -> Iterator[Subject]:
        """The persons whom some sentences name between two offsets, by their full names; and other single names."""
        for clauses in self.clauses[first : last + 1]:
            for subject in clauses.subjects():
                full = self.full_name(subject) or (subject if surnames and " " not in subject.name else None)
                if full and since <= subject.span.start and subject.span.end <= until:
                    yield full

    def full_name(self, subject: Subject) -> Subject | None:
        """The person of whom a name is the last part, where the article has one such person; none for others."""
        if subject.entity or " " in subject.name:
            is_body = subject.name.rpartition(" ")[2].lower() in self.words.bodies
            return None if is_body and not subject.entity else subject
        known = self.full.get(subject.name, {})
        return next(iter(known.values())) if len(known) == 1 else None

    def is_shared(self, subject: Subject) -> bool:
        """Whether a single name is the last of several persons' in the article."""
        return not subject.entity and len(self.full.get(subject.name, ())) > 1

    def _full_names(self) -> Mapping[str, Mapping[str, Subject]]:
        """Names of two words or more, by the last of them."""
        found: dict[str, dict[str, Subject]] = {}
        for clauses in self.clauses:
            for subject in clauses.subjects():
                last = subject.name.rpartition(" ")[2]
                if last != subject.name and last.lower() not in self.words.bodies:
                    known = found.setdefault(last, {})
                    if not (entity := known.get(subject.name)) or (subject.entity and not entity.entity):
                        known[subject.name] = subject
        return found

    def strangers(self) -> Iterator[Stranger]:
        """Names beside verbs of saying that are not registered, each once, in the order of the article."""
        seen: set[str] = set()
        for clauses in self.clauses:
            for verb in range(len(clauses.tokens)):
                subject = self._beside_verb(clauses, verb) if clauses.is_verb(verb, judged=False) else None
                full = self.full_name(subject) or subject if subject and not subject.pronoun else None
                if full and not full.entity and full.name not in seen and not self._is_registered(full.name):
                    seen.add(full.name)
                    yield Stranger(full.name, body=full.name.rpartition(" ")[2].lower() in self.words.bodies)

    def _beside_verb(self, clauses: Clauses, verb: int) -> Subject | None:
        """Only what stands right beside it."""
        subject = clauses.before(verb, max(verb - REACH, 0))
        near = subject and 0 <= clauses.tokens[verb].start - subject.span.end <= NEAR
        if near or not (verb and clauses.tokens[verb - 1].text[0] in CLOSING):
            return subject if near else None
        return clauses.after(verb, min(verb + REACH, len(clauses.tokens)))

    def _is_registered(self, name: str) -> bool:
        return any(each.entity for each in self.full.get(name.rpartition(" ")[2], {}).values())
