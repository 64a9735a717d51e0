"""Whether a date is only planned or foreseen: a word of plan or forecast governs it, before it in its clause."""

from collections.abc import Iterable, Iterator

import regex

from builder.model.written import Span

_CLAUSE = regex.compile(
    r"[;:)!?]| -+ |,? (?:but|yet|whereas|although|though|because|which|who|whose)\b|, (?:and|or|so|as|then)\b"
    r"|(?:,| and) (?:it|they|he|she|we|there)\b| and (?:in|on|then|later)\b",
    regex.IGNORECASE,
)
"""Where what was said of a plan is over."""
_DETERMINER = r"(?:an?|the|its|their|his|her|our|this|that|these|those|no|any|some|all|\p{L}+'s)"
_QUANTITY = (
    r"(?:\p{Sc}|\d|US\$|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half|several|"
    r"dozens?|hundreds?|thousands?|millions?|billions?)\b)"
)
_PARTICIPLE = (
    r"(?:plann|intend|propos|promis|pledg|predict|expect|anticipat|envisag|schedul|project|target|estimat|announc)ed"
    r"|forecast|foreseen|slated"
)
_NO_ACT = rf"(?! (?:{_DETERMINER}|blame|date|(?-i:\p{{Lu}})))"
_WILL = r"(?<!\b(?:an?|the|his|her|its|their|our|good|free|ill|at|of) )(?-i:\bwill\b|\bWill\b(?! \p{Lu}))"
_IS_DUE = r"\b(?:is|are|was|were|be|been|falls?|fell|comes?|came) (?:\p{L}+ly |not )?due\b"
_NO_CAUSE = rf"(?! to (?:{_DETERMINER}|\p{{L}}+(?:s|ion|ment|ing|ity))\b)"
_MODAL = regex.compile(
    rf"\bwould\b(?!-be)|\bshall\b|{_WILL}"
    rf"|\b(?:is|are|was|were|be|been|going|about|set|bound|likely|meant) (?:not )?to\b{_NO_ACT}"
    rf"|\bdue (?:in|on|by|for|at|back|out)\b(?! (?:part|large))|{_IS_DUE}{_NO_CAUSE}"
    r"|\btarget (?:date|year)\b|\btargets? (?:of|for)\b|\bprojects?(?= (?:an?|the|that|losses)\b)|\bprojecting\b"
    r"|\bhop(?:e|es|ed|ing) (?:to|for|that)\b|\bdeadlines?\b"
    r"|\b(?:expires|ends|runs|lasts|remains|applies|continues|valid) (?:in force |valid )?"
    r"(?:in|on|until|till|to|through)\b",
    regex.IGNORECASE,
)
_VERB = regex.compile(
    rf"(?<!\b(?:as|than) (?:(?:had been|was|were|they|it|he|she|we) )?)\b(?:{_PARTICIPLE}"
    r"|(?:plann|intend|propos|pledg|predict|expect|anticipat|envisag|schedul|aim|forecast|foresee|estimat)ing"
    r"|(?:intend|predict|expect|foresee)s?|(?:propos|pledg|anticipat|envisag)es?|vow(?:s|ed)|aimed|foresaw|forecasted)\b",
    regex.IGNORECASE,
)
_NOUN = regex.compile(
    r"\b(?:plan|promise|forecast|estimate|aim|schedule|proposal|projection|prediction|expectation|intention|pledge)s?\b"
    r"(?! (?:was|were|had|has|have|did|came|fell|\p{L}+ed)\b)",
    regex.IGNORECASE,
)
"""Nouns too: what is said of the plan itself is no plan."""
_CANDIDATE = regex.compile(
    r"\b(?:candidates?|candidac(?:y|ies)|contenders?|hopefuls?|nomin(?:ees?|ated)|nominations?|bids?|chances)"
    r"(?= (?:in|for|of)\b)",
    regex.IGNORECASE,
)
_NAMED_BY_YEAR = regex.compile(
    rf"(?: (?:in|for|of) {_DETERMINER}(?: [\p{{L}}-]+){{1,3}})??"
    rf" (?:in|for|of) (?:{_DETERMINER}|the(?: [\p{{L}}-]+){{1,3}}'s) ",
    regex.IGNORECASE,
)
"""What someone stands for, up to the year that names it: `candidate in the primary for the 2016 election`."""
_HAPPENED = regex.compile(r"\b(?:was|were|had|has|have) (?:\p{L}+ly )?(?!to\b)\p{L}+", regex.IGNORECASE)
_ATTRIBUTE = regex.compile(rf"(?:\A\W*|\b{_DETERMINER}[ -]|\b(?:long|much|once)[ -])\Z", regex.IGNORECASE)
_COMPLEMENT = regex.compile(r" (?:to|for|that|by|in|on|at)\b", regex.IGNORECASE)
_ADJOINS = regex.compile(
    r"(?: [\p{L}\p{N}-]+)?(?: (?:in|on|of|for|by|from|until|at|during|before|after|early|late|mid|the|end))*[ -]*",
    regex.IGNORECASE,
)
_JOINS = regex.compile(
    r"(?:[ ,-]|\b(?:and|or|to|until|till|through|by|in|on|from|between|then|the|of|early|mid|late)\b"
    r"|\b(?:end|finish|expire|last|run|reach|rise|fall|grow|double)\b)*",
    regex.IGNORECASE,
)
CLAUSE_MOST = 400
"""Characters of a clause, so that a list of dates costs no more than its length."""
REACH = 30
"""Characters before a word that are looked at."""
_COUNTS = regex.compile(rf" (?:at )?{_QUANTITY}", regex.IGNORECASE)


def foreseen(sentence: str, dates: Iterable[Span]) -> Iterator[bool]:
    """For each date of a folded sentence, in order, whether it is one of a plan or a forecast.

    What foresees one date says nothing of the next, unless the two are joined: `from 2016 to 2020`.
    """
    last, found = 0, False
    for date in dates:
        if not (last and _JOINS.fullmatch(sentence, last, date.start)):
            found = _foreseen(sentence, date.start, max(date.start - CLAUSE_MOST, last))
        yield found
        last = date.end


def _foreseen(sentence: str, at: int, first: int) -> bool:
    start = max((match.end() for match in _CLAUSE.finditer(sentence, first, at)), default=first)
    if _MODAL.search(sentence, start, at):
        return True
    if any(_governs(sentence, match, at) for match in _VERB.finditer(sentence, start, at)):
        return True
    if any(_stands(sentence, match, at) for match in _CANDIDATE.finditer(sentence, start, at)):
        return True
    return any(not _HAPPENED.search(sentence, match.end(), at) for match in _NOUN.finditer(sentence, start, at))


def _stands(sentence: str, word: "regex.Match[str]", at: int) -> bool:
    """Whether a candidate, a bid or the like is one for what the date names: no verb has room between them."""
    return _NAMED_BY_YEAR.fullmatch(sentence, word.end(), at) is not None


def _governs(sentence: str, word: "regex.Match[str]", at: int) -> bool:
    """A mere attribute, `the promised ships`, governs no date but its noun's own: `the planned sale of 2016`."""
    if word[0].lower() == "estimated" and _COUNTS.match(sentence, word.end()):
        return False
    before = sentence[max(word.start() - REACH, 0) : word.start()]
    if _ATTRIBUTE.search(before) and not _COMPLEMENT.match(sentence, word.end()):
        return _ADJOINS.fullmatch(sentence, word.end(), at) is not None
    return True
