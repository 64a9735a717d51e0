"""Whether a subject is one of several; who the others are is not asked."""

from builder.survey.clauses import Clauses
from builder.survey.stretches import STOPS, bound
from builder.survey.tokens import Token


class Pairs:
    """One sentence's names, as “and”, “or” and the like join them."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.words = clauses.words
        self.doubts = clauses.words.doubts

    def paired(self, first: int, last: int) -> bool:
        """Whether another speaker is joined to the subject."""
        after = self.tokens[last + 1 : last + 4]
        words = [token.lower for token in after]
        if words[:3] == ["as", "well", "as"]:
            return True
        if words and words[0] in self.doubts.pairing and len(after) > 1:
            return self._begins_noun(after[1])
        at = first - 1
        while at >= 0 and (
            self.tokens[at].lower in self.doubts.determiners
            or (self.tokens[at].lower in self.words.titles and self.tokens[at].text not in STOPS)
        ):
            at -= 1
        if self._listed(last) or (at >= 0 and self.tokens[at].text == "/"):
            return True
        if at < 1 or self.tokens[at].lower not in ("and", "or", "nor", "&", "as"):
            return False
        if self.tokens[at].lower == "as":
            return self.tokens[at - 1].lower == "well"
        titled = self.tokens[at - 1].lower in self.words.titles
        if titled and self.tokens[bound(self.tokens, at)].lower not in self.doubts.determiners:
            return False
        return self._shares(at)

    def _listed(self, last: int) -> bool:
        """“Finch, Lind and Tarn”."""
        next_run = next((run for run in self.clauses.runs if run.first == last + 2), None)
        if next_run is None or self.tokens[last + 1].text != ",":
            return False
        after = self.tokens[next_run.last + 1 : next_run.last + 2]
        return bool(after) and after[0].lower in self.doubts.pairing

    def _shares(self, joint: int) -> bool:
        """Whether what “and” joins to a name is no clause of its own."""
        alone = True
        for each in range(joint - 1, -1, -1):
            if self.clauses.is_verb(each):
                return False
            if self.tokens[each].is_quotation:
                return not alone
            alone = alone and not self.tokens[each].text[0].isalnum()
        return True

    def _begins_noun(self, token: Token) -> bool:
        lower = token.lower
        joined = lower in self.doubts.determiners or lower in self.doubts.persons or lower in ("other", "others")
        return joined or lower.isdigit() or (token.text[0].isupper() and lower not in self.words.dated)
