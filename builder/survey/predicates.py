"""What stands between a subject and its verb of saying, and whether it takes the saying back."""

from bisect import bisect_left
from collections.abc import Sequence

from builder.survey.clauses import Clauses
from builder.survey.stretches import contracted
from builder.survey.tokens import Token


class Predicates:
    """One sentence's verbs, with the words that lead to them."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.words = clauses.words
        self.doubts = clauses.words.doubts
        self.starts = [token.start for token in clauses.tokens]

    def outside(self, gap: Sequence[Token]) -> Sequence[Token]:
        """What is left between subject and verb without the part between commas or brackets that ends there."""
        if gap and gap[-1].text == "," and len(gap) > 1:
            if gap[0].text == ",":
                return ()
            before = next((at for at in range(len(gap) - 2, -1, -1) if gap[at].text == ","), -1)
            return gap[:before] if before >= 0 else gap
        return gap

    def own(self, gap: Sequence[Token], verb: int) -> Sequence[Token]:
        """The words before a verb that are about it, rather than about another verb before it."""
        for at in range(len(gap) - 1, -1, -1):
            if gap[at].lower in ("and", "but", "then", ";") or (
                gap[at].text == "," and self.clauses.is_participle(verb)
            ):
                return gap[at + 1 :]
        return gap

    def supposed(self, own: Sequence[Token]) -> bool:
        """Whether what stands between subject and verb denies it, or makes of it a thing not done."""
        words = [token.lower for token in own]
        if self._continuing(own):
            return False
        if (
            words[-1:] == ["to"]
            or (words[-2:-1] == ["to"] and words[-1].endswith("ly"))
            or words[-3:-1] in (["to", "have"], ["to", "be"])
        ):
            return True
        known = self.doubts.denying | self.doubts.supposing - {"to"}
        return any(word in known or contracted(word) for word in words)

    def _continuing(self, own: Sequence[Token]) -> bool:
        """“went on to say”."""
        return " ".join(token.lower for token in own).endswith(self.doubts.continuing)

    def passive(self, gap: Sequence[Token], verb: int, *, closing: bool) -> bool:
        """Whether the subject is told, asked or called something."""
        if self.clauses.is_participle(verb):
            return False
        words = [token.lower for token in gap if not token.lower.endswith("ly") and token.lower not in ("also", "then")]
        addressed = self.tokens[verb].lower in self.doubts.addressing
        if words and words[-1] in self.doubts.being:
            return True
        return addressed and ((words == [","] and not closing) or any(word in self.doubts.being for word in words))

    def far(self, gap: Sequence[Token], verb: int, lead: Sequence[Token]) -> bool:
        """Whether a noun stands before the verb that may be its subject instead."""
        since = bisect_left(self.starts, gap[0].start) if gap else verb
        at = self._back(since + len(gap) - 1, since)
        if at < since or self._continuing(gap):
            return False
        token = self.tokens[at]
        if token.lower in self.words.relative:
            return not all(
                each.text == "," or each.lower.isdigit() or each.lower in self.words.relative for each in gap
            )
        if token.lower in self.doubts.relative | self.doubts.that:
            return True
        near = self._is_unbroken(gap)
        if token.text == ",":
            closed = gap[0].text == "," or gap[0].lower in self.words.prepositions or self.clauses.is_participle(verb)
            return not closed or (gap[0].text != "," and self._bare(lead))
        if token.lower in self.doubts.coordinating:
            return not near and gap[0].text == "," and sum(1 for each in gap if each.text == ",") % 2 == 1
        if token.lower.endswith(("”", '"')):
            return False
        attached = gap[0].lower in self.words.prepositions and not self._names_clause(gap)
        return not (attached or self._issued(gap, verb))

    def _issued(self, gap: Sequence[Token], verb: int) -> bool:
        """“issued a statement saying”: the text is the subject's own."""
        if not self.clauses.is_participle(verb):
            return False
        words = [token.lower for token in gap]
        own = next((at for at, word in enumerate(words) if word in self.doubts.issuing), -1)
        if own < 0 or not any(word in self.doubts.texts for word in words[own:]):
            return False
        free = not any(word in self.doubts.things or word in ("from", "by") for word in words[own:])
        return free and not self.supposed(gap[:own])

    def _bare(self, lead: Sequence[Token]) -> bool:
        """Whether another noun stands before the name: “The woman Finch hired”."""
        known = self.words.function | self.words.titles
        determined = any(token.lower in self.doubts.determiners for token in lead)
        return determined and any(token.text[0].islower() and token.lower not in known for token in lead)

    def _back(self, at: int, since: int) -> int:
        """Before adverbs, forms of “have” and “be”, and dates."""
        dated = False
        while at >= since:
            lower = self.tokens[at].lower
            if self.tokens[at].text == ")":
                at = next((each for each in range(at - 1, since - 1, -1) if self.tokens[each].text == "("), since) - 1
                continue
            skipped = lower in self.words.passing - {"who", "and"} or lower.endswith("ly") or lower in ("on", "has")
            dated = lower in self.words.dated or lower in self.doubts.times or (dated and lower.isdigit())
            ahead = at + 1 < len(self.tokens) and self.tokens[at + 1].lower in self.doubts.times
            if not (skipped or dated or (ahead and lower in self.doubts.determiners)):
                break
            at -= 1
        return at

    def _names_clause(self, gap: Sequence[Token]) -> bool:
        known = self.doubts.relative | self.doubts.that
        return any(token.lower in known and token.text[0].islower() for token in gap)

    def _is_unbroken(self, gap: Sequence[Token]) -> bool:
        return all(token.text != "," for token in gap)
