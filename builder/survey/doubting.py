"""Whether a clause says that its subject's words a quotation is, or gives a reason to leave that open."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.survey.clauses import Clauses, Subject
from builder.survey.pairs import Pairs
from builder.survey.predicates import Predicates
from builder.survey.stretches import STOPS, bound, contracted
from builder.survey.tokens import Token


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, and the subject and the verb that may give it, by their tokens."""

    subject: Subject
    verb: int
    """Less than 0 where there is none beside the subject."""
    at: int
    """The quotation."""


class Doubting:
    """One sentence's reasons for leaving a speaker open; none says who speaks instead."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.words = clauses.words
        self.doubts = clauses.words.doubts
        self.starts = [token.start for token in clauses.tokens]
        self.pairs = Pairs(clauses)
        self.predicates = Predicates(clauses)
        self.invented = any(token.lower in self.doubts.inventing for token in clauses.tokens)

    def doubtful(self, saying: Saying) -> bool:
        first, last = self._place(saying.subject)
        lead = self._lead(first)
        if saying.verb > saying.at >= 0 and self._quoted_before(saying.at):
            return True
        if self._is_asked(lead, saying.at) or self.pairs.paired(first, last) or self._is_taken_up(saying.at):
            return True
        if saying.verb < 0:
            return self._reserved(lead) or self._unsaid(last, saying.at)
        if first > saying.at and self.clauses.is_participle(saying.verb) and saying.verb < saying.at:
            return self._reserved(lead)
        if first > saying.verb:
            return self._inverted(saying, first, last)
        return self._reserved(lead) or self._straight(saying, last, lead)

    # ── subject and verb ───────────────────────────────────────────────────────────────────────

    def _straight(self, saying: Saying, last: int, lead: Sequence[Token]) -> bool:
        """Where the verb follows the subject."""
        verb, whole = saying.verb, self.tokens[last + 1 : saying.verb]
        gap = whole if self.clauses.is_participle(verb) else self.predicates.outside(whole)
        own = self.predicates.own(gap, verb)
        if self.tokens[verb].lower in self.doubts.denying | self.doubts.reading or self.predicates.supposed(own):
            return True
        if self.predicates.passive(gap, verb, closing=self._closes(saying.subject)) or self._handed_on(saying, whole):
            return True
        return self.predicates.far(gap, verb, lead) or self._of_things(verb, saying.at)

    def _closes(self, subject: Subject) -> bool:
        """Whether a name ends what stands between commas: “the mayor of Osk, Ada Finch,”."""
        lead = bound(self.tokens, self._place(subject)[0])
        return lead > 0 and self.tokens[lead - 1].text == ","

    def _unsaid(self, last: int, at: int) -> bool:
        """Where there is no verb of saying: whether what leads on to the words shows that they are another's."""
        between = self.tokens[last + 1 : at]
        words = {token.lower for token in between}
        if any(token.lower in self.doubts.denying or contracted(token.lower) for token in between):
            return True
        owned = any(
            token.text.endswith(("'s", "’s")) and after.lower in self.doubts.claims
            for token, after in pairwise(between)
        )
        return (
            owned
            or bool(words & (self.doubts.things | self.doubts.quoting))
            or (bool(words & self.doubts.texts) and not words & self.doubts.issuing)
        )

    def _inverted(self, saying: Saying, first: int, last: int) -> bool:
        """Where the subject follows the verb, as in “said Finch” or “was told by Finch”."""
        if self.tokens[saying.verb].lower in self.doubts.reading:
            return True
        if any(token.lower in self.doubts.quoting | self.doubts.reading for token in self.tokens[last + 1 : last + 4]):
            return True
        before = self._stretch(saying.verb)
        between = self.tokens[saying.verb + 1 : first]
        known = self.doubts.determiners | self.words.prepositions | self.words.titles
        strange = (each for each in between if each.lower in self.words.function and each.lower not in known)
        if any(True for _ in strange) or any(each.lower in self.doubts.relative for each in between):
            return True
        agent = bool(between) and between[0].lower in self.words.agent
        if agent and any(each.lower in self.words.prepositions for each in between[1:]):
            return True
        if any(each.lower.endswith("ing") and each.text[0].islower() for each in between):
            return True
        return self.predicates.supposed(before) or self._possessed(last) or self._has_clause(last)

    def _handed_on(self, saying: Saying, gap: Sequence[Token]) -> bool:
        """Whether someone hands on another's words, or is said by another to have said them."""
        handing = self.doubts.quoting | self.doubts.reading | {"citing"}
        if any(token.lower in handing for token in gap):
            return True
        if self.clauses.is_participle(saying.verb) and gap and gap[-1].lower in self.doubts.introducing:
            return True
        if saying.at < saying.verb and self._others(saying):
            return True
        own = self.tokens[saying.verb].lower in self.doubts.quoting
        return own and saying.at > saying.verb and self._names(saying.verb + 1, saying.at)

    def _others(self, saying: Saying) -> bool:
        """For words before the verb: “Finch said Lind told her”, “Finch said she was told”."""
        told = False
        for at in range(saying.verb + 1, len(self.tokens)):
            if self.tokens[at].text in STOPS or self.tokens[at].is_quotation:
                break
            told = told or self.tokens[at].lower in self.doubts.being
            if self.clauses.is_verb(at, judged=False) and self._names(saying.verb + 1, at):
                return True
            if (self.clauses.is_verb(at) and self.clauses.is_participle(at)) or (
                told and self.tokens[at].lower in self.doubts.addressing
            ):
                return True
        return False

    def _quoted_before(self, at: int) -> bool:
        """“To quote Finch, “…”, said Lind”."""
        for each in range(at - 1, max(at - 10, -1), -1):
            if self.tokens[each].is_quotation or self.clauses.is_verb(each):
                return self.tokens[each].lower in self.doubts.quoting
            if self.tokens[each].lower in self.doubts.quoting:
                return True
        return False

    def _of_things(self, verb: int, at: int) -> bool:
        """Whether the words are on a sign, or are someone's claim that the subject speaks of."""
        if at < verb:
            return False
        between = self.tokens[verb + 1 : at]
        words = [token.lower for token in between if token.text[0].isalnum()]
        if any(word in self.doubts.things for word in words):
            return True
        if words and words[-1] in self.doubts.supposing and words[-1] not in self.words.adding:
            return words[-1] in ("what", "whether", "if")
        claimed = words[-2:-1] if words and words[-1] in (*self.doubts.that, "of") else ()
        owned = len(words) > 1 and words[-1] in self.doubts.claims and words[-2].endswith(("'s", "’s"))
        return owned or any(word in self.doubts.claims for word in claimed)

    def _has_clause(self, last: int) -> bool:
        """Whether a verb follows that makes of a name a part of another clause: “said the woman Finch hired”."""
        if last + 1 >= len(self.tokens):
            return False
        token = self.tokens[last + 1]
        lower = token.lower
        if not token.text[0].islower() or lower in self.doubts.times | self.doubts.relative | self.doubts.determiners:
            return False
        known = self.words.function | self.words.passing | self.words.relative | self.words.joining | self.words.dated
        return not (lower in known or lower.endswith(("ly", "ing")) or lower in ("until", "upon", "outside"))

    # ── what stands around ─────────────────────────────────────────────────────────────────────

    def _reserved(self, lead: Sequence[Token]) -> bool:
        """Whether what stands before the subject, with no comma between, takes its sentence back."""
        if self._object_relative(lead):
            return False
        for index, token in enumerate(lead):
            lower = token.lower
            if lower in self.doubts.relative or contracted(lower):
                return True
            if lower in self.doubts.denying or lower in self.doubts.supposing - {"to", "can", "may"}:
                return True
            if lower in self.doubts.that and not (index and self.clauses.is_verb(self._index(lead[index - 1]))):
                return index > 0
            if lower in self.doubts.quoting:
                return True
        nouns = {at for at in range(len(lead) - 1) if lead[at + 1].lower in self.words.titles}
        return any(
            lead[at].text[0].islower() and lead[at].lower.endswith("ing") and at not in nouns
            for at in range(1, len(lead))
        )

    def _object_relative(self, lead: Sequence[Token]) -> bool:
        """“, which the Times called”: the name is the subject of its clause."""
        if not lead or lead[0].lower not in ("which", "whom"):
            return False
        at = self._index(lead[0])
        determined = all(token.lower in self.doubts.determiners for token in lead[1:])
        return determined and at > 0 and self.tokens[at - 1].text == ","

    def _is_asked(self, lead: Sequence[Token], at: int) -> bool:
        """Whether the outlet asks, or sets a condition: “Had Finch said”."""
        final = len(self.tokens) - 1
        if final > 0 and self.tokens[final].text == "?" and not self.tokens[final - 1].is_quotation and final - 1 > at:
            return True
        asked = bool(lead) and lead[0].lower in self.doubts.asking and lead[0] is self.tokens[0]
        return asked or self.invented

    def _is_taken_up(self, at: int) -> bool:
        """Whether the quotation is a part of another sentence: “…” is not what Finch said."""
        after = [token.lower for token in self.tokens[at + 1 : at + 4] if token.text[0].isalnum()]
        return bool(after) and (after[0] in self.doubts.being or contracted(after[0]))

    def _lead(self, first: int) -> Sequence[Token]:
        return self.tokens[bound(self.tokens, first) : first]

    def _stretch(self, until: int) -> Sequence[Token]:
        return self.tokens[bound(self.tokens, until) : until]

    def _place(self, subject: Subject) -> tuple[int, int]:
        """The first and the last token of a name."""
        return bisect_left(self.starts, subject.span.start), bisect_left(self.starts, subject.span.end) - 1

    def _possessed(self, last: int) -> bool:
        """“said by Finch’s lawyer”."""
        return self.tokens[last].text.endswith(("'s", "’s", "s'", "s’"))

    def _names(self, first: int, last: int) -> bool:
        return any(first <= run.first and run.last < last for run in self.clauses.runs)

    def _index(self, token: Token) -> int:
        return bisect_left(self.starts, token.start)
