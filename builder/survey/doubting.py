"""Whether a clause says that its subject's words a quotation is, or gives a reason to leave that open."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.survey.clauses import Clauses, Subject
from builder.survey.tokens import Token

STOPS = frozenset({",", ";", ":", "—", "–", "(", ")", '"', "“", "”", "‘", "«", "»", "„"})
"""Marks at which a stretch of a clause ends."""


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

    def doubtful(self, saying: Saying) -> bool:
        first, last = self._place(saying.subject)
        lead = self._lead(first)
        if saying.verb > saying.at >= 0 and self._quoted_before(saying.at):
            return True
        if self._is_asked(lead, saying.at) or self._paired(first, last) or self._is_taken_up(saying.at):
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
        gap = whole if self.clauses.is_participle(verb) else self._outside(whole)
        own = self._own(gap, verb)
        if self.tokens[verb].lower in self.doubts.denying | self.doubts.reading or self._supposed(own):
            return True
        if self._passive(gap, verb, closing=self._closes(saying.subject)) or self._handed_on(saying, whole):
            return True
        return self._far(gap, verb, lead) or self._of_things(verb, saying.at)

    def _closes(self, subject: Subject) -> bool:
        """Whether a name ends what stands between commas: “the mayor of Osk, Ada Finch,”."""
        lead = self._bound(self._place(subject)[0])
        return lead > 0 and self.tokens[lead - 1].text == ","

    def _outside(self, gap: Sequence[Token]) -> Sequence[Token]:
        """What is left between subject and verb without the part between commas or brackets that ends there."""
        if gap and gap[-1].text == "," and len(gap) > 1:
            if gap[0].text == ",":
                return ()
            before = next((at for at in range(len(gap) - 2, -1, -1) if gap[at].text == ","), -1)
            return gap[:before] if before >= 0 else gap
        return gap

    def _unsaid(self, last: int, at: int) -> bool:
        """Where there is no verb of saying: whether what leads on to the words shows that they are another's."""
        between = self.tokens[last + 1 : at]
        words = {token.lower for token in between}
        if any(token.lower in self.doubts.denying or _contracted(token.lower) for token in between):
            return True
        owned = any(
            token.text.endswith(("'s", "’s")) and after.lower in self.doubts.claims
            for token, after in pairwise(between)
        )
        return owned or bool(words & (self.doubts.things | self.doubts.quoting)) or (
            bool(words & self.doubts.texts) and not words & self.doubts.issuing
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
        return self._supposed(before) or self._possessed(last) or self._has_clause(last)

    def _own(self, gap: Sequence[Token], verb: int) -> Sequence[Token]:
        """The words before a verb that are about it, rather than about another verb before it."""
        for at in range(len(gap) - 1, -1, -1):
            if gap[at].lower in ("and", "but", "then", ";") or (
                gap[at].text == "," and self.clauses.is_participle(verb)
            ):
                return gap[at + 1 :]
        return gap

    def _supposed(self, own: Sequence[Token]) -> bool:
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
        return any(word in known or _contracted(word) for word in words)

    def _continuing(self, own: Sequence[Token]) -> bool:
        """“went on to say”."""
        return " ".join(token.lower for token in own).endswith(self.doubts.continuing)

    def _passive(self, gap: Sequence[Token], verb: int, *, closing: bool) -> bool:
        """Whether the subject is told, asked or called something."""
        if self.clauses.is_participle(verb):
            return False
        words = [token.lower for token in gap if not token.lower.endswith("ly") and token.lower not in ("also", "then")]
        addressed = self.tokens[verb].lower in self.doubts.addressing
        if words and words[-1] in self.doubts.being:
            return True
        return addressed and ((words == [","] and not closing) or any(word in self.doubts.being for word in words))

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
        """For words before the verb: “Lind recalled Finch saying”, “Finch said she was told”."""
        told = False
        for at in range(saying.verb + 1, len(self.tokens)):
            if self.tokens[at].text in STOPS or self.tokens[at].is_quotation:
                break
            told = told or self.tokens[at].lower in self.doubts.being
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

    def _far(self, gap: Sequence[Token], verb: int, lead: Sequence[Token]) -> bool:
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
        return free and not self._supposed(gap[:own])

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
            if lower in self.doubts.relative or _contracted(lower):
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
        if any(token.lower in self.doubts.inventing for token in self.tokens):
            return True
        return bool(lead) and lead[0].lower in self.doubts.asking and lead[0] is self.tokens[0]

    def _is_taken_up(self, at: int) -> bool:
        """Whether the quotation is a part of another sentence: “…” is not what Finch said."""
        after = [token.lower for token in self.tokens[at + 1 : at + 4] if token.text[0].isalnum()]
        return bool(after) and (after[0] in self.doubts.being or _contracted(after[0]))

    def _paired(self, first: int, last: int) -> bool:
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
        if titled and self.tokens[self._bound(at)].lower not in self.doubts.determiners:
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

    def _lead(self, first: int) -> Sequence[Token]:
        return self.tokens[self._bound(first) : first]

    def _stretch(self, until: int) -> Sequence[Token]:
        return self.tokens[self._bound(until) : until]

    def _bound(self, at: int) -> int:
        """Where the stretch without a mark begins that ends before a token."""
        while at > 0 and not (self.tokens[at - 1].text in STOPS or self.tokens[at - 1].is_quotation):
            at -= 1
        return at

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

    def _place(self, subject: Subject) -> tuple[int, int]:
        """The first and the last token of a name."""
        return bisect_left(self.starts, subject.span.start), bisect_left(self.starts, subject.span.end) - 1

    def _possessed(self, last: int) -> bool:
        """“said by Finch’s lawyer”."""
        return self.tokens[last].text.endswith(("'s", "’s", "s'", "s’"))

    def _names(self, first: int, last: int) -> bool:
        return any(first <= run.first and run.last < last for run in self.clauses.runs)

    def _names_clause(self, gap: Sequence[Token]) -> bool:
        known = self.doubts.relative | self.doubts.that
        return any(token.lower in known and token.text[0].islower() for token in gap)

    def _is_unbroken(self, gap: Sequence[Token]) -> bool:
        return all(token.text != "," for token in gap)

    def _bare(self, lead: Sequence[Token]) -> bool:
        """Whether another noun stands before the name: “The woman Finch hired”."""
        known = self.words.function | self.words.titles
        determined = any(token.lower in self.doubts.determiners for token in lead)
        return determined and any(token.text[0].islower() and token.lower not in known for token in lead)

    def _index(self, token: Token) -> int:
        return bisect_left(self.starts, token.start)


def _contracted(word: str) -> bool:
    """“didn’t”."""
    return word.endswith(("n't", "n’t"))
