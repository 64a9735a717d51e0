"""Whether a pronoun may stand for someone else than the person named last; whom it stands for is not said here."""

from bisect import bisect_left
from collections.abc import Container

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
        """Whether nobody else came in, from an offset to a pronoun of sentence `index`, whom that may mean;
        and no other pronoun but its like was used from sentence `told` on."""
        stop = pronoun.span.start
        clauses = self.telling.clauses[told : index + 1]
        if any(self._brings_in(each, since, stop) for each in clauses):
            return False
        same, other = self.doubts.male, self.doubts.female
        if pronoun.name.lower() in other:
            same, other = other, same
        if any(self._done_to(each, 0, stop, same) for each in clauses):
            return False
        words = {token.lower for each in clauses for token in each.tokens if token.start < stop}
        return not words & other or bool(words & same)

    def _brings_in(self, clauses: Clauses, since: int, stop: int) -> bool:
        """Whether a sentence speaks of a person by a noun: “A nurse came in”, “his wife”."""
        return any(
            self._is_person(clauses, at) and not self._is_named(clauses, at) for at in _within(clauses, since, stop)
        )

    def _done_to(self, clauses: Clauses, since: int, stop: int, like: Container[str]) -> bool:
        """Whether a sentence's subject does something to another of the pronoun's like: “Finch thanked her”."""
        for at in _within(clauses, since, stop):
            word = clauses.tokens[at].lower
            after = clauses.tokens[at + 1].text if at + 1 < len(clauses.tokens) else "."
            if word in self.doubts.objects and word in like and not after[0].isalnum():
                return True
        return False

    def _is_person(self, clauses: Clauses, at: int) -> bool:
        token, word = clauses.tokens[at], clauses.tokens[at].lower
        if word in self.doubts.several and at + 1 < len(clauses.tokens) and clauses.tokens[at + 1].lower == "of":
            return True
        if not token.text[0].islower():
            return word in self.doubts.persons and at == 0
        if word in self.doubts.persons or (len(word) > 4 and word.endswith(self.doubts.person_endings)):
            return True
        before = {each.lower for each in clauses.tokens[max(at - 2, 0) : at]}
        doing = len(word) > 4 and word.endswith(self.doubts.doing_endings)
        return doing and bool(before & self.doubts.determiners)

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


def _within(clauses: Clauses, since: int, stop: int) -> range:
    """A sentence's tokens between two offsets."""
    starts = [token.start for token in clauses.tokens]
    return range(bisect_left(starts, since), bisect_left(starts, stop))
