"""Whose words each quotation of an article may be: a likely speaker, for an author to confirm."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from builder.model.written import Span
from builder.survey.clauses import REACH, Clauses, Subject
from builder.survey.doubting import Doubting, Saying
from builder.survey.referring import Referring
from builder.survey.telling import CLOSING, Telling
from builder.survey.tokens import Token

SENTENCES_MOST = 6
"""Sentences over which a pronoun may stand for the last speaker."""
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
    doubted: bool = False
    """Whether there is a subject, and a reason not to take it for the speaker."""


OPEN = Attribution()


class Attributing:
    """Seeks the speaker of one quotation after the other."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.referring = Referring(telling)
        self.doubting: dict[int, Doubting] = {}
        """By where a sentence begins: one may hold a thousand quotations."""

    def attributions(self, spoken: Sequence[Span]) -> Iterator[Attribution]:
        """For each quotation, in order, what the article says of its speaker."""
        last = _Last(-1, 0, OPEN)
        for span in spoken:
            index = bisect_right(self.telling.starts, span.start) - 1
            if index < 0:
                yield OPEN
                continue
            found, beside = self._found(index, span)
            subject = beside.saying.subject if beside else None
            if subject is None and found.attached and self._goes_on(last, index):
                found = replace(last.said, attached=True, named=False)
            elif beside and self._doubtful(beside.clauses, beside.saying):
                found = replace(found, doubted=True)
            elif subject is not None and subject.pronoun:
                found = self._behind(found, subject, index, last)
            elif subject is not None:
                found = self._named(found, subject)
            if found.name:
                last = _Last(index, max(span.end, subject.span.end if subject else 0), found)
            yield found

    def _doubtful(self, clauses: Clauses, saying: Saying) -> bool:
        start = clauses.tokens[0].start
        if start not in self.doubting:
            self.doubting[start] = Doubting(clauses)
        return self.doubting[start].doubtful(saying)

    # ── one quotation ──────────────────────────────────────────────────────────────────────────

    def _found(self, index: int, span: Span) -> tuple[Attribution, "_Beside | None"]:
        """What stands beside a quotation, with the subject of the verb that gives it."""
        clauses = self.telling.clauses[index]
        at = _token_at(clauses.tokens, span.start)
        since = next((each + 1 for each in range(at - 1, -1, -1) if clauses.tokens[each].is_quotation), 0)
        until = next(
            (each for each in range(at + 1, len(clauses.tokens)) if clauses.tokens[each].is_quotation),
            len(clauses.tokens),
        )
        named = self._is_named(span.start)
        verb = self._last_verb(clauses, since, at)
        led = verb >= 0 and self._leads(clauses, verb, at)
        follows, after, inverted = self._following(clauses, at, until)
        if not inverted and led and (subject := self._subject(clauses, verb, since, at)):
            attached = clauses.is_verb(verb, judged=False)
            return Attribution(attached=attached, named=named), _Beside(clauses, Saying(subject, verb, at))
        if follows:
            return Attribution(attached=True), _Beside(clauses, Saying(follows, after, at))
        for start in dict.fromkeys((since, 0)):
            verb = self._last_verb(clauses, start, at)
            if verb >= 0 and (subject := self._subject(clauses, verb, start, at)):
                return Attribution(named=named), _Beside(clauses, Saying(subject, verb, at))
        if subject := self._according(clauses):
            return Attribution(named=named), _Beside(clauses, Saying(subject, -1, at))
        return self._without_verb(index, since, at, named=named)

    def _without_verb(self, index: int, since: int, at: int, *, named: bool) -> tuple[Attribution, "_Beside | None"]:
        """For a sentence without a verb of saying: what a colon leads on from, or what stands beside the sentence."""
        clauses = self.telling.clauses[index]
        if not any(token.text[0].isalnum() for token in clauses.tokens):
            return Attribution(attached=True), self._beside(index) or self._behind_call(index)
        if at >= 2 and clauses.tokens[at - 2].text in (":", ",") and (subject := clauses.first(since, at)):
            return Attribution(named=named), _Beside(clauses, Saying(subject, -1, at))
        return Attribution(named=named), None

    def _subject(self, clauses: Clauses, verb: int, since: int, at: int) -> Subject | None:
        """Of a participle without a subject of its own, that of the verb before it."""
        earlier = self._last_verb(clauses, since, verb)
        while earlier >= 0 and clauses.tokens[verb - 1].lower in self.telling.words.adding:
            verb, earlier = earlier, self._last_verb(clauses, since, earlier)
        start = max((each + 1 for each in range(since, verb) if self._parts(clauses, each)), default=since)
        if since > 0 and not any(token.text[0].isalnum() for token in clauses.tokens[since:verb]):
            return clauses.after(verb, at)
        participle = clauses.is_participle(verb)
        if participle and verb == since == 0:
            return clauses.first(at + 1, len(clauses.tokens))
        ahead = clauses.skipped(verb - 1, since)
        if participle and ahead >= 0 and clauses.tokens[ahead].text == ",":
            return clauses.before(earlier, since) if earlier >= 0 else clauses.first(since, at)
        if start == verb and start > since:  # “did not leave, but said”
            start = since
        return clauses.before(verb, max(start, earlier + 1)) or clauses.before(verb, start)

    def _parts(self, clauses: Clauses, at: int) -> bool:
        token = clauses.tokens[at]
        return token.text == ";" or token.lower in self.telling.words.joining

    def _last_verb(self, clauses: Clauses, since: int, until: int) -> int:
        """Remarks on the side, “— which the BBC noted —”, aside."""
        verbs = (each for each in range(until - 1, since - 1, -1) if clauses.is_verb(each))
        return next((each for each in verbs if each >= until - 3 or not clauses.is_aside(each)), -1)

    def _leads(self, clauses: Clauses, verb: int, at: int) -> bool:
        """Whether nothing but a comma, a colon or “that” stands between a verb and the opening mark."""
        between = clauses.tokens[verb + 1 : max(at - 1, verb + 1)]
        return all(token.lower in LEADS for token in between)

    def _following(self, clauses: Clauses, at: int, until: int) -> tuple[Subject | None, int, bool]:
        """The speaker in the clause that follows a quotation, and whether the verb comes first: “, said Finch”."""
        first = next((each for each in range(at + 1, until) if clauses.tokens[each].text[0].isalnum()), until)
        if first == until or clauses.tokens[first].lower in self.telling.words.joining | self.telling.words.adding:
            return None, -1, False
        stop = next((each for each in range(first, until) if self._parts(clauses, each)), until)
        verbs = (each for each in range(first, min(stop, first + REACH)) if clauses.is_verb(each, judged=False))
        verb = next((each for each in verbs if not clauses.is_participle(each)), -1)
        if verb < 0:
            return None, -1, False
        if clauses.skipped(verb - 1, first) < first:
            found = clauses.after(verb, stop)
            return found, verb, found is not None
        return clauses.before(verb, first), verb, False

    def _according(self, clauses: Clauses) -> Subject | None:
        words = [token.lower for token in clauses.tokens]
        for phrase in self.telling.words.according:
            parts = phrase.split()
            for at in range(len(words) - len(parts)):
                if words[at : at + len(parts)] == parts:
                    end = at + len(parts)
                    return clauses.object(end)
        return None

    def _beside(self, index: int) -> "_Beside | None":
        """For a sentence that is nothing but a quotation: who speaks in the one before, if a colon leads on from it."""
        if index == 0:
            return None
        clauses, before = self.telling.clauses[index - 1], self.telling.sentences[index - 1]
        if any(token.is_quotation for token in clauses.tokens):
            return None
        end = len(clauses.tokens)
        verb = self._last_verb(clauses, 0, end)
        if verb >= 0 and self.telling.together(index - 1, index):
            subject = self._subject(clauses, verb, 0, end)
            return _Beside(clauses, Saying(subject, verb, end)) if subject else None
        leads = self.telling.text[before.start : before.end].rstrip("\"'“‘«„ ").endswith(":")
        subject = clauses.first(0, end) if leads else None
        return _Beside(clauses, Saying(subject, -1, end)) if subject else None

    def _behind_call(self, index: int) -> "_Beside | None":
        """For a sentence that is a call or a question, and ends there to the eye: “Stop!” Finch said."""
        span = self.telling.sentences[index]
        ends = self.telling.text[span.start : span.end].rstrip(CLOSING + "'’ ")[-1:]
        if (
            ends not in ("?", "!")
            or index + 1 >= len(self.telling.clauses)
            or not self.telling.together(index, index + 1)
        ):
            return None
        clauses = self.telling.clauses[index + 1]
        verb = next((each for each in range(len(clauses.tokens)) if clauses.is_verb(each, judged=False)), -1)
        subject = clauses.before(verb, 0) if verb > 0 else None
        if subject is None or subject.span.start != self.telling.sentences[index + 1].start:
            return None
        return _Beside(clauses, Saying(subject, verb, -1))

    def _is_named(self, start: int) -> bool:
        before = regex.sub(r"[\s\p{P}]+$", "", self.telling.text[max(start - 40, 0) : start]).lower()
        return before.endswith(self.telling.words.naming)

    # ── names over sentences ───────────────────────────────────────────────────────────────────

    def _continues(self, last: "_Last", index: int) -> bool:
        return last.sentence >= 0 and self.telling.together(last.sentence, index)

    def _goes_on(self, last: "_Last", index: int) -> bool:
        """Whether nothing but quotations stands between the last speaker's sentence and this one."""
        between = self.telling.clauses[last.sentence + 1 : index]
        told = any(token.text[0].isalnum() for clauses in between for token in clauses.tokens)
        return self._continues(last, index) and not told

    def _behind(self, found: Attribution, pronoun: Subject, index: int, last: "_Last") -> Attribution:
        """Whom a pronoun stands for: the last speaker, unless someone else was named since; else the one person
        whom the nearest sentence before it names. Otherwise it stays open."""
        if pronoun.name.lower() not in self.telling.words.persons:
            return replace(found, words=pronoun.name)
        if saying := self.telling.told(index, pronoun):
            doubtful = self._doubtful(self.telling.clauses[index], saying)
            return replace(found, doubted=True) if doubtful else self._named(found, saying.subject)
        if last.sentence >= 0 and index - last.sentence <= SENTENCES_MOST:
            since = {
                each.name
                for each in self.telling.people(last.sentence, index, last.until, pronoun.span.start, surnames=True)
            }
            if since <= {last.said.name} and self.referring.is_free(last.sentence, last.until, index, pronoun):
                return replace(last.said, attached=found.attached, named=found.named)
        for before in range(index, max(index - SENTENCES_MOST, -1), -1):
            if not self.telling.together(before, index):
                break
            people = {each.name: each for each in self.telling.people(before, before, 0, pronoun.span.start)}
            if people:
                only = next(iter(people.values()))
                free = len(people) == 1 and self.telling.leads(before, only)
                free = free and not any(self.telling.led_by_another(each, only) for each in range(before + 1, index))
                free = free and self.referring.is_free(before, self.telling.starts[before], index, pronoun)
                return self._named(found, only) if free else replace(found, words=pronoun.name)
        return replace(found, words=pronoun.name)

    def _named(self, found: Attribution, subject: Subject) -> Attribution:
        full = self.telling.full_name(subject)
        if full is None and self.telling.is_shared(subject):
            return replace(found, words=subject.name)
        full = full or subject
        words = self.telling.text[subject.span.start : subject.span.end]
        return replace(found, words=words, name=full.name, entity=full.entity)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Who may speak, and the sentence in which that stands; not always the quotation's."""

    clauses: Clauses
    saying: Saying


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
