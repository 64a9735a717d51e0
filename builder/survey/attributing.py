"""Whose words each quotation of an article may be: a likely speaker, for an author to confirm."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from builder.model.written import Span
from builder.survey.clauses import FILLER, REACH, Clauses, Subject, Token, tokens
from builder.survey.sentences import sentences
from builder.survey.wordlists import Words

ENDS = ".?!…。？！"
SENTENCES_MOST = 6
"""Sentences over which a pronoun may stand for the last speaker."""
NEAR = 20
"""Characters between a name and a verb of saying that is its own."""
CLOSING = '"”’»“」'
LEADS = frozenset({":", ",", "that"})
"""What may stand between a verb and the opening mark that it leads to."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What an article says of a quotation's speaker, as far as words and their order show it."""

    words: str = ""
    """The speaker with titles, as the article has it; a pronoun where it has no more."""
    name: str = ""
    """The full name, where the article gives one; empty where the speaker stays open."""
    entity: str = ""
    """The id under which the name is registered."""
    attached: bool = False
    """Whether a verb of saying stands right beside the quotation."""
    named: bool = False
    """Whether what stands before it says that a title or a name follows."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that is in no register."""

    name: str
    body: bool
    """Whether it ends as organizations' names do."""


OPEN = Attribution()


def masked(text: str, spoken: Sequence[Span]) -> str:
    """The text with each quotation's words hidden, but for the stop that it ends with; nothing moves."""
    pieces, at = [], 0
    for span in spoken:
        stop = text[span.end - 1] if span.end > span.start and text[span.end - 1] in ENDS else ""
        pieces += [text[at : span.start], FILLER * (span.end - span.start - len(stop)), stop]
        at = span.end
    return "".join([*pieces, text[at:]])


class Attributing:
    """One article's sentences, with quotations hidden and names marked."""

    def __init__(
        self,
        text: str,
        stretches: tuple[Span, ...],
        spoken: tuple[Span, ...],
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

    def attributions(self, spoken: Sequence[Span]) -> Iterator[Attribution]:
        """For each quotation, in order, what the article says of its speaker."""
        last = _Last(-1, 0, OPEN)
        for span in spoken:
            index = bisect_right(self.starts, span.start) - 1
            if index < 0:
                yield OPEN
                continue
            found, subject = self._found(index, span)
            if subject is None and found.attached and self._continues(last, index):
                found = replace(last.said, attached=True, named=False)
            elif subject is not None and subject.pronoun:
                found = self._behind(found, subject, index, last)
            elif subject is not None:
                found = self._named(found, subject)
            if found.name:
                last = _Last(index, max(span.end, subject.span.end if subject else 0), found)
            yield found

    def strangers(self) -> Iterator[Stranger]:
        """Names beside verbs of saying that are not registered, each once, in the order of the article."""
        seen: set[str] = set()
        for clauses in self.clauses:
            for verb in range(len(clauses.tokens)):
                subject = self._beside_verb(clauses, verb) if clauses.is_verb(verb, judged=False) else None
                full = self._full(subject) or subject if subject and not subject.pronoun else None
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

    # ── one quotation ──────────────────────────────────────────────────────────────────────────

    def _found(self, index: int, span: Span) -> tuple[Attribution, Subject | None]:
        """What stands beside a quotation, and the subject of the verb that gives it."""
        clauses = self.clauses[index]
        at = _token_at(clauses.tokens, span.start)
        since = next((each + 1 for each in range(at - 1, -1, -1) if clauses.tokens[each].is_quotation), 0)
        until = next(
            (each for each in range(at + 1, len(clauses.tokens)) if clauses.tokens[each].is_quotation),
            len(clauses.tokens),
        )
        named = self._is_named(span.start)
        verb = self._last_verb(clauses, since, at)
        led = verb >= 0 and self._leads(clauses, verb, at)
        follows, inverted = self._following(clauses, at, until)
        if not inverted and led and (subject := self._subject(clauses, verb, since, at)):
            return Attribution(attached=clauses.is_verb(verb, judged=False), named=named), subject
        if follows:
            return Attribution(attached=True), follows
        for start in dict.fromkeys((since, 0)):
            verb = self._last_verb(clauses, start, at)
            if verb >= 0 and (subject := self._subject(clauses, verb, start, at)):
                return Attribution(named=named), subject
        if subject := self._according(clauses):
            return Attribution(named=named), subject
        outside = [token for token in clauses.tokens if token.text[0].isalnum()]
        if not outside:
            return Attribution(attached=True), self._beside(index) or self._behind_call(index)
        if at >= 2 and clauses.tokens[at - 2].text in (":", ","):
            return Attribution(named=named), clauses.first(since, at)
        return Attribution(named=named), None

    def _subject(self, clauses: Clauses, verb: int, since: int, at: int) -> Subject | None:
        """Of a participle without a subject of its own, that of the verb before it."""
        earlier = self._last_verb(clauses, since, verb)
        start = max((each + 1 for each in range(since, verb) if self._parts(clauses, each)), default=since)
        if earlier >= 0 and clauses.tokens[verb - 1].lower in self.words.adding:
            return self._subject(clauses, earlier, since, at)
        if since > 0 and not any(token.text[0].isalnum() for token in clauses.tokens[since:verb]):
            return clauses.after(verb, at)
        participle = clauses.is_participle(verb)
        if participle and verb == since == 0:
            return clauses.first(at + 1, len(clauses.tokens))
        if (
            participle
            and clauses.skipped(verb - 1, since) >= 0
            and clauses.tokens[clauses.skipped(verb - 1, since)].text == ","
        ):
            return clauses.before(earlier, since) if earlier >= 0 else clauses.first(since, at)
        return clauses.before(verb, max(start, earlier + 1)) or clauses.before(verb, start)

    def _parts(self, clauses: Clauses, at: int) -> bool:
        token = clauses.tokens[at]
        return token.text == ";" or token.lower in self.words.joining

    def _last_verb(self, clauses: Clauses, since: int, until: int) -> int:
        """Remarks on the side, “— which the BBC noted —”, aside."""
        verbs = (each for each in range(until - 1, since - 1, -1) if clauses.is_verb(each))
        return next((each for each in verbs if each >= until - 3 or not clauses.is_aside(each)), -1)

    def _leads(self, clauses: Clauses, verb: int, at: int) -> bool:
        """Whether nothing but a comma, a colon or “that” stands between a verb and the opening mark."""
        between = clauses.tokens[verb + 1 : max(at - 1, verb + 1)]
        return all(token.lower in LEADS for token in between)

    def _following(self, clauses: Clauses, at: int, until: int) -> tuple[Subject | None, bool]:
        """The speaker in the clause that follows a quotation, and whether the verb comes first: “, said Finch”."""
        first = next((each for each in range(at + 1, until) if clauses.tokens[each].text[0].isalnum()), until)
        if first == until or clauses.tokens[first].lower in self.words.joining | self.words.adding:
            return None, False
        stop = next((each for each in range(first, until) if self._parts(clauses, each)), until)
        verbs = (each for each in range(first, min(stop, first + REACH)) if clauses.is_verb(each, judged=False))
        verb = next((each for each in verbs if not clauses.is_participle(each)), -1)
        if verb < 0:
            return None, False
        if clauses.skipped(verb - 1, first) < first:
            found = clauses.after(verb, stop)
            return found, found is not None
        return clauses.before(verb, first), False

    def _according(self, clauses: Clauses) -> Subject | None:
        words = [token.lower for token in clauses.tokens]
        for phrase in self.words.according:
            parts = phrase.split()
            for at in range(len(words) - len(parts)):
                if words[at : at + len(parts)] == parts:
                    end = at + len(parts)
                    return clauses.object(end)
        return None

    def _beside(self, index: int) -> Subject | None:
        """For a sentence that is nothing but a quotation: who speaks in the one before, if a colon leads on from it."""
        if index == 0:
            return None
        clauses, before = self.clauses[index - 1], self.sentences[index - 1]
        if any(token.is_quotation for token in clauses.tokens):
            return None
        verb = self._last_verb(clauses, 0, len(clauses.tokens))
        if verb >= 0 and self._together(index - 1, index):
            return self._subject(clauses, verb, 0, len(clauses.tokens))
        leads = self.text[before.start : before.end].rstrip("\"'“‘«„ ").endswith(":")
        return clauses.first(0, len(clauses.tokens)) if leads else None

    def _behind_call(self, index: int) -> Subject | None:
        """For a sentence that is a call or a question, and ends there to the eye: “Stop!” Finch said."""
        span = self.sentences[index]
        ends = self.text[span.start : span.end].rstrip(CLOSING + "'’ ")[-1:]
        if ends not in ("?", "!") or index + 1 >= len(self.clauses) or not self._together(index, index + 1):
            return None
        clauses = self.clauses[index + 1]
        verb = next((each for each in range(len(clauses.tokens)) if clauses.is_verb(each, judged=False)), -1)
        subject = clauses.before(verb, 0) if verb > 0 else None
        return subject if subject and subject.span.start == self.sentences[index + 1].start else None

    def _is_named(self, start: int) -> bool:
        before = regex.sub(r"[\s\p{P}]+$", "", self.text[max(start - 40, 0) : start]).lower()
        return before.endswith(self.words.naming)

    # ── names over sentences ───────────────────────────────────────────────────────────────────

    def _together(self, first: int, second: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return "\n" not in self.text[self.sentences[first].start : self.sentences[second].start]

    def _continues(self, last: "_Last", index: int) -> bool:
        return last.sentence >= 0 and self._together(last.sentence, index)

    def _behind(self, found: Attribution, pronoun: Subject, index: int, last: "_Last") -> Attribution:
        """Whom a pronoun stands for: the last speaker, unless someone else was named since; else the one person
        whom the nearest sentence before it names. Otherwise it stays open."""
        if pronoun.name.lower() not in self.words.persons:
            return replace(found, words=pronoun.name)
        if told := self._told(index, pronoun):
            return self._named(found, told)
        if last.sentence >= 0 and index - last.sentence <= SENTENCES_MOST:
            apart = not self._continues(last, index)
            since = {
                each.name for each in self._people(last.sentence, index, last.until, pronoun.span.start, surnames=apart)
            }
            if since <= {last.said.name}:
                return replace(last.said, attached=found.attached, named=found.named)
        first = index
        while first >= 0 and self._together(first, index):
            people = {each.name: each for each in self._people(first, first, 0, pronoun.span.start)}
            if people:
                clauses, only = self.clauses[first], next(iter(people.values()))
                subject = clauses.first(0, len(clauses.tokens))
                free = subject is not None and subject.name in (only.name, only.name.rpartition(" ")[2])
                return self._named(found, only) if len(people) == 1 and free else replace(found, words=pronoun.name)
            first -= 1
        return replace(found, words=pronoun.name)

    def _told(self, index: int, pronoun: Subject) -> Subject | None:
        """“Finch said she felt”: the subject of the verb right before a pronoun."""
        clauses = self.clauses[index]
        at = bisect_left([token.start for token in clauses.tokens], pronoun.span.start) - 1
        if at < 1 or not clauses.is_verb(at):
            return None
        subject = clauses.before(at, 0)
        return None if subject is None or subject.pronoun else subject

    def _people(self, first: int, last: int, since: int, until: int, *, surnames: bool = False) -> Iterator[Subject]:
        """The persons whom some sentences name between two offsets, by their full names; and other single names."""
        for clauses in self.clauses[first : last + 1]:
            for subject in clauses.subjects():
                full = self._full(subject) or (subject if surnames and " " not in subject.name else None)
                if full and since <= subject.span.start and subject.span.end <= until:
                    yield full

    def _named(self, found: Attribution, subject: Subject) -> Attribution:
        full = self._full(subject) or subject
        words = self.text[subject.span.start : subject.span.end]
        return replace(found, words=words, name=full.name, entity=full.entity)

    def _full(self, subject: Subject) -> Subject | None:
        """The person of whom a name is the last part, where the article has one such person; none for others."""
        if subject.entity or " " in subject.name:
            is_body = subject.name.rpartition(" ")[2].lower() in self.words.bodies
            return None if is_body and not subject.entity else subject
        known = self.full.get(subject.name, {})
        return next(iter(known.values())) if len(known) == 1 else None

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


@dataclass(frozen=True, slots=True)
class _Last:
    """The last quotation with a known speaker."""

    sentence: int
    until: int
    """The end of the quotation, or of the speaker's name after it."""
    said: Attribution


def _token_at(found: Sequence[Token], offset: int) -> int:
    """The token of the quotation that begins at an offset; where it is hidden in none, the next one."""
    return bisect_left([token.start for token in found], offset)
