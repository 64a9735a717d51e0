"""Who is the subject of a verb of saying, as far as capitals and word order show it: no grammar is known here."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import regex

from builder.model.written import Span
from builder.survey.tokens import Token
from builder.survey.wordlists import Words

POSSESSIVE = regex.compile(r"['’]s$|s['’]$")
REACH = 16
"""Words of the outlet's between a quotation and the verb that gives it."""


PHRASE = 6
"""Words before a name among which a preposition that governs it is sought."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A name, or a pronoun that stands for one."""

    span: Span
    """With the titles before it."""
    name: str
    entity: str = ""
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words one after another, from the first to the last token."""

    first: int
    last: int


class Clauses:
    """A sentence's tokens with the names among them."""

    def __init__(self, found: Sequence[Token], words: Words, proper: Container[str]) -> None:
        self.tokens = found
        self.words = words
        self.proper = proper
        """Words that have a capital though no sentence begins with them, in lower case."""
        self.surnames: Container[str] = ()
        """Last words of the article's longer names."""
        self.runs = tuple(self._runs())
        self.by_last = {run.last: run for run in self.runs}

    # ── names ──────────────────────────────────────────────────────────────────────────────────

    def _runs(self) -> Iterator[_Run]:
        first = last = -1
        for index, token in enumerate(self.tokens):
            named = self._is_name(token)
            joined = last >= 0 and (index == last + 1 or self._bridged(last, index))
            if named and joined and (not POSSESSIVE.search(self.tokens[last].text) or token.lower in self.words.bodies):
                last = index
            elif named:
                if first >= 0:
                    yield _Run(first, last)
                first = last = index
        if first >= 0:
            yield _Run(first, last)

    def _bridged(self, last: int, index: int) -> bool:
        """Whether only particles, as in “Bill de Blasio”, stand between two words."""
        between = self.tokens[last + 1 : index]
        return len(between) <= 2 and all(token.text in self.words.particles for token in between)

    def _is_name(self, token: Token) -> bool:
        if token.entity:
            return True
        lower = POSSESSIVE.sub("", token.lower)
        upper = token.text[0].isupper() or (token.text[:3] == "al-" and token.text[3:4].isupper())
        opens = token.start == self.tokens[0].start and lower in self.words.doubts.openers
        return upper and not opens and lower not in self.words.function and lower not in self.words.dated

    def subject(self, run: _Run) -> Subject | None:
        """The name of a run without its titles; none where it is nothing but titles."""
        words = self.tokens[run.first : run.last + 1]
        span = Span(words[0].start, words[-1].end)
        if registered := self._registered(words):
            return Subject(span, self._joined(registered), registered[0].entity)
        lowered = [word.lower for word in words]
        if lowered[-1] in self.words.bodies:
            return Subject(span, self._joined(words)) if len(words) > 1 else None
        title = max((index for index, lower in enumerate(lowered) if lower in self.words.titles), default=-1)
        if title == len(words) - 1:  # “Stephen King” is a name, “Senate Minority Leader” is none
            after = self.tokens[run.last + 1].text if run.last + 1 < len(self.tokens) else ""
            full = len(words) == 2 and lowered[0] not in self.words.titles | self.words.bodies and after != ","
            return Subject(span, self._joined(words)) if full else None
        body = max((index for index, lower in enumerate(lowered) if lower in self.words.bodies), default=-1)
        name = words[(max(title, body) if body < len(words) - 2 else title) + 1 :]
        if len(name) == 1 and run.first == 0 and name[0].lower not in self.proper:
            return None
        return Subject(span, self._joined(name))

    def _registered(self, words: Sequence[Token]) -> Sequence[Token]:
        """The registered name that a run ends with; a surname behind another's first name is none."""
        entity = words[-1].entity
        first = next((index for index in range(len(words), 0, -1) if words[index - 1].entity != entity), 0)
        free = first == 0 or words[first - 1].lower in self.words.titles | self.words.bodies
        return words[first:] if entity and free else ()

    def subjects(self) -> Iterator[Subject]:
        """Every name of the sentence, whatever its part in it."""
        for run in self.runs:
            if (found := self.subject(run)) and not POSSESSIVE.search(self.tokens[run.last].text):
                yield found

    def _is_person(self, run: _Run) -> bool:
        found = self.subject(run)
        if found is None or self.tokens[run.last].lower in self.words.bodies:
            return False
        return bool(found.entity) or " " in found.name or run.first < run.last or found.name in self.surnames

    def _is_full(self, run: _Run) -> bool:
        found = self.subject(run)
        return found is not None and " " in found.name and self._is_person(run)

    # ── verbs ──────────────────────────────────────────────────────────────────────────────────

    def is_verb(self, index: int, *, judged: bool = True) -> bool:
        token = self.tokens[index]
        lower = token.lower
        small = token.text[0].islower() or (index == 0 and lower.endswith("ing"))
        return small and (lower in self.words.said or (judged and lower in self.words.judged))

    def is_participle(self, verb: int) -> bool:
        return self.tokens[verb].lower.endswith("ing")

    def is_aside(self, verb: int) -> bool:
        return any(token.lower in self.words.remarking for token in self.tokens[max(verb - 4, 0) : verb])

    def before(self, verb: int, since: int) -> Subject | None:
        """The subject that stands before a verb, no earlier than `since`."""
        if agent := self._agent(verb):
            return agent
        at = self.skipped(verb - 1, since)
        participle = self.is_participle(verb)
        if led := at >= since and self.tokens[at].lower in self.words.relative:
            led = at - 1 >= since and self.tokens[at - 1].text != ","
            at -= 1 if led else 2
            full = (run for run in self.runs if since <= run.first <= at and self._is_full(run))
            if not led and (run := next(full, None)):
                return self.subject(run)
        if at >= since and self.tokens[at].lower in self.words.pronouns:
            return self._pronoun(at)
        run = self.by_last.get(at)
        free = run and (led or self._after_body(run) or not self._in_phrase(run, participle=participle))
        if run and run.first >= since and free:
            return self.subject(run)
        named = self.by_last.get(at - 1) if at > since and self.tokens[at].text == "," else None
        if named and named.first >= since and self._is_full(named) and self._is_apposed(named):
            return self.subject(named)
        return self.first(since, verb)

    def after(self, verb: int, until: int) -> Subject | None:
        """The subject that follows a verb: “said Ada Finch”."""
        if verb + 1 < until and self.tokens[verb + 1].lower in self.words.pronouns:
            return self._pronoun(verb + 1)
        near = [
            run for run in self.runs if verb < run.first < min(until, verb + REACH) and not self._is_possessive(run)
        ]
        free = [run for run in near if not self._in_phrase(run)]
        chosen = next((run for run in free if self._is_person(run)), free[0] if free else None)
        return self.subject(chosen) if chosen else None

    def first(self, since: int, until: int) -> Subject | None:
        """The first name that may be a subject; else the pronoun that is one."""
        for run in self.runs:
            if since <= run.first and run.last < until and self._is_free(run) and (found := self.subject(run)):
                return found
        pronouns = (index for index in range(since, until) if self.tokens[index].lower in self.words.pronouns)
        return self._pronoun(at) if (at := next(pronouns, -1)) >= 0 else None

    def object(self, since: int) -> Subject | None:
        """The name that ends a phrase: “according to the harbour master Ada Finch”."""
        chosen = None
        for run in self.runs:
            between = self.tokens[since : run.first]
            if run.first < since or self._is_possessive(run):
                continue
            if any(not word.text[0].isalnum() or word.lower in self.words.prepositions for word in between):
                break
            chosen = run
        return self.subject(chosen) if chosen else None

    def _is_free(self, run: _Run) -> bool:
        """Whether nothing before or after a name shows that it is no subject."""
        bound = self._is_possessive(run) or self._is_object(run) or self._is_adjective(run)
        return not (bound or self._in_relative(run) or self._in_phrase(run))

    def _agent(self, verb: int) -> Subject | None:
        """“was told by Finch”."""
        if verb + 1 >= len(self.tokens) or self.tokens[verb + 1].lower not in self.words.agent:
            return None
        if verb and self.tokens[verb - 1].lower in self.words.aside:
            return None
        run = next((run for run in self.runs if verb + 1 < run.first < verb + 6), None)
        return self.subject(run) if run else None

    def _pronoun(self, at: int) -> Subject:
        token = self.tokens[at]
        return Subject(Span(token.start, token.end), token.text, pronoun=True)

    def skipped(self, at: int, since: int) -> int:
        """Before the words that may stand between a subject and its verb."""
        while at >= since and not self.tokens[at].is_quotation:
            lower = self.tokens[at].lower
            dated = at + 1 < len(self.tokens) and self.tokens[at + 1].lower in self.words.dated
            passes = lower in self.words.passing or lower.endswith("ly") or lower in self.words.dated
            if lower in self.words.relative or not (passes or (dated and lower in self.words.prepositions)):
                break
            at -= 1
        return at

    def _is_possessive(self, run: _Run) -> bool:
        after = self.tokens[run.last + 1].text if run.last + 1 < len(self.tokens) else ""
        return bool(POSSESSIVE.search(self.tokens[run.last].text)) or after in ("'", "’")

    def _is_object(self, run: _Run) -> bool:
        """Whether it follows a verb, as in “told Reuters”, “told the Harbour Times”."""
        near = range(run.first - 1, max(run.first - 3, -1), -1)
        at = next((at for at in near if self.tokens[at].lower not in self.words.function), -1)
        return at >= 0 and self.is_verb(at)

    def _in_relative(self, run: _Run) -> bool:
        """Whether it stands in a clause about a name before it: “, who visits Iran,”."""
        for at in range(run.first - 1, -1, -1):
            if self.tokens[at].text == "," or self.is_verb(at):
                return False
            if self.tokens[at].lower in self.words.relative:
                return True
        return False

    def _in_phrase(self, run: _Run, *, participle: bool = False) -> bool:
        """Whether a preposition governs a name, a few words before it."""
        for at in range(run.first - 1, max(run.first - PHRASE, -1), -1):
            token = self.tokens[at]
            if token.lower in self.words.prepositions:
                return not (participle and token.lower in self.words.absolute)
            if POSSESSIVE.search(token.text):
                continue
            if not token.text[0].islower() or self.is_verb(at) or token.lower in self.words.joining:
                return False
        return False

    def _is_apposed(self, run: _Run) -> bool:
        """Whether a name before a comma is not merely part of what is told of another: “, standing beside Lind,”."""
        if self._in_phrase(run) or self._in_relative(run):
            return False
        for at in range(run.first - 1, -1, -1):
            token = self.tokens[at]
            if not token.text[0].isalnum():
                return True
            if token.lower in self.words.doubts.relative:
                return False
            if token.text[0].islower() and token.lower.endswith("ing") and token.lower not in self.words.titles:
                return False
        return True

    def _after_body(self, run: _Run) -> bool:
        """“to the United Nations Nikki Haley”: the phrase ends within the run."""
        words = self.tokens[run.first : run.last - 1]
        return any(word.lower in self.words.bodies for word in words)

    def _is_adjective(self, run: _Run) -> bool:
        """Whether a noun in lower case follows: “Harbour master”, “Iranian media”."""
        at = run.last + 1
        if at >= len(self.tokens) or not self.tokens[at].text[0].islower():
            return False
        lower = self.tokens[at].lower
        known = self.words.prepositions | self.words.passing | self.words.relative | self.words.function
        return not (lower in known or lower.endswith(("ly", "ed")) or self.is_verb(at) or self._is_person(run))

    def _joined(self, words: Sequence[Token]) -> str:
        *most, last = [word.text for word in words]
        return " ".join([*most, POSSESSIVE.sub("", last)])
