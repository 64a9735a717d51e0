"""Whether a pronoun may stand for someone else than the person named last; whom it stands for is not said here."""

from bisect import bisect_left

from builder.survey.clauses import Clauses, Subject
from builder.survey.telling import Telling

APPOSED_MOST = 5
"""Words between a noun and the name or the comma that shows whose it is."""


class Referring:
    """Seeks persons without a name in an article's sentences."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.doubts = telling.words.doubts

    def is_free(self, told: int, since: int, index: int, pronoun: Subject) -> bool:
        """Whether from sentence `since` on nobody else came in whom a pronoun of sentence `index` may mean,
        and no other pronoun but its like was used from `told` on."""
        stop = pronoun.span.start
        if any(self._brings_in(clauses, stop) for clauses in self.telling.clauses[since : index + 1]):
            return False
        same, other = self.doubts.male, self.doubts.female
        if pronoun.name.lower() in other:
            same, other = other, same
        words = {
            token.lower
            for clauses in self.telling.clauses[told : index + 1]
            for token in clauses.tokens
            if token.start < stop
        }
        return not words & other or bool(words & same)

    def _brings_in(self, clauses: Clauses, stop: int) -> bool:
        """Whether a sentence speaks of a person by a noun: “A nurse came in”, “his wife”."""
        until = bisect_left([token.start for token in clauses.tokens], stop)
        return any(self._is_person(clauses, at) and not self._is_named(clauses, at) for at in range(until))

    def _is_person(self, clauses: Clauses, at: int) -> bool:
        token = clauses.tokens[at]
        word = token.lower
        known = word in self.doubts.persons or (len(word) > 4 and word.endswith(self.doubts.person_endings))
        return known and token.text[0].islower()

    def _is_named(self, clauses: Clauses, at: int) -> bool:
        """Whether a noun is about a name: “the harbour master Finch”, “Finch, the mayor of Osk”, “Finch is a nurse”."""
        names = {run.first for run in clauses.runs}
        for each in range(at + 1, min(at + APPOSED_MOST, len(clauses.tokens))):
            if each in names:
                return True
            if clauses.tokens[each].lower not in (",", "of", "the", "and"):
                break
        ends = {run.last for run in clauses.runs}
        for each in range(at - 1, max(at - APPOSED_MOST, -1), -1):
            token = clauses.tokens[each]
            if token.text == "," or token.lower in self.doubts.being:
                return each - 1 in ends
            if not token.text[0].isalnum() or token.lower in clauses.words.prepositions:
                return False
        return False
