"""How long, and which way, words count from a day: `more than 15 years ago`, `in the next decade`; pure."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

import regex

from builder.resolve.figures import Amount, Figure

REACH = 200
"""Characters on either side of a span that are read for its direction."""
_LONE = regex.compile(
    r"(?:(?:an?|one|single)[ -])?(year|month|week|day|decade|century|fortnight)(?:-?long)?", regex.IGNORECASE
)
_TIME = regex.compile(r"(?:[ -]| or (?:more|so) |\+ | odd )(day|week|month|year)s?\b", regex.IGNORECASE)
_RANK = regex.compile(r"(?:\d(?:st|nd|rd|th)|(?:th|first|second|third))\Z", regex.IGNORECASE)
_UNITS = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}


class Way(Enum):
    BACK = "back"
    AHEAD = "ahead"
    ON = "on"
    """From a day that is named forwards; the day of the text may be either end of it."""
    LASTED = "lasted"
    """Back from the day of the text; from a day that is named, either."""
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Elapsed:
    """From `least` to `most` years, months, weeks or days."""

    unit: str
    least: Fraction
    most: Fraction
    way: Way
    sure: bool
    """Whether it must be counted from some day: `a year` may be a rate."""


def is_lone(words: str, figure: Figure) -> bool:
    """Whether a figure is one unit of time without a number: `a year`."""
    return _LONE.fullmatch(words, figure.span.start, figure.span.end) is not None


def is_rank(words: str, figure: Figure) -> bool:
    """Whether a figure is one in an order: the `13th` century is no span."""
    return _RANK.search(words, figure.span.start, figure.span.end) is not None


def elapsed(words: str, figure: Figure, reading: Amount) -> Elapsed | None:
    """The span of time that a figure of folded English gives, if it gives one."""
    start, end = figure.span.start, figure.span.end
    lone = _LONE.fullmatch(words, start, end)
    time = _TIME.match(words, end)
    name = lone[1].lower() if lone else "year" if reading.unit == "year" else time[1].lower() if time else ""
    if not name or reading.unit not in ("", "year") or is_rank(words, figure):
        return None
    unit, times = _UNITS.get(name, (name, 1))
    count = Fraction(times) if lone else reading.number
    before = words[max(start - REACH, 0) : start]
    way = _way(before, words, end)
    least, most = _bounds(count, before, words, end)
    return Elapsed(unit, least, most, way, sure=not lone or way is not Way.EITHER)


# ── how long ───────────────────────────────────────────────────────────────────────────────────

_UNIT = r"(?:(?: or (?:more|so)|\+| odd)?[ -](?:years?|decades?|centur(?:y|ies)|months?|weeks?|days?))?"
_LIMIT = regex.compile(
    r"(?:\b(?:(?P<most>not? (?:more|longer) than|(?:less|fewer) than|just under|under|at (?:the )?most|up to|within)"
    r"|(?P<least>not? (?:less|fewer) than|(?:more|longer|greater) than|over|at (?:the )?least|upwards? of|exceeding)"
    r"|(?P<near>nearly|almost|close to|approaching|not quite)"
    r"|(?P<about>about|around|roughly|approximately|some|circa)"
    r"|well|just|only|the|an?) )*\Z",
    regex.IGNORECASE,
)
_OR_MORE = regex.compile(rf"{_UNIT}(?:\+| or more\b| plus\b| and more\b)", regex.IGNORECASE)
_OR_SO = regex.compile(rf"{_UNIT} or so\b", regex.IGNORECASE)


def _bounds(count: Fraction, before: str, words: str, end: int) -> tuple[Fraction, Fraction]:
    """At least and at most so many: who has gone without for over a decade has not for two."""
    limit = _LIMIT.search(before)
    margin = max(Fraction(1), count / 10)
    if limit and limit["most"]:
        return Fraction(0), count
    if (limit and limit["least"]) or _OR_MORE.match(words, end):
        return count, 2 * count
    if limit and limit["near"]:
        return max(count - 2 * margin, Fraction(0)), count
    if (limit and limit["about"]) or _OR_SO.match(words, end):
        return max(count - margin, Fraction(0)), count + margin
    return count, count


# ── which way ──────────────────────────────────────────────────────────────────────────────────

_BEHIND = regex.compile(
    rf"(?: ?(?:-|\bto\b|\bor\b|\band\b) ?[\p{{L}}\d.,]+)?{_UNIT}(?: or so| or more|\+| plus)?"
    r"(?:[ -](?:(?P<back>ago|earlier|before|previously|prior|since|olds?|in the making)"
    r"|(?P<ahead>from (?:now|today)|hence|away|left|remaining|to go|to come)"
    r"|(?P<on>later|after|afterwards?|on(?=[,.;]|\Z)))\b"
    r"|(?P<time>'s?) time\b"
    r"|(?<=-year) (?P<peak>low|high|peak|record|best|worst)\b)",
    regex.IGNORECASE,
)
_BESIDE = regex.compile(
    r"\b(?:(?P<back>last|past|previous|preceding|prior|recent)|(?P<ahead>next|coming|upcoming|forthcoming)) \Z",
    regex.IGNORECASE,
)
_DURING = regex.compile(r"\b(in|for|over|during|within)(?: the)? \Z", regex.IGNORECASE)
_NOT_HIGHEST = "east|west|test|rest|interest|protest|request|arrest|forest|invest|suggest|contest|guest|unrest|harvest"
_RARE = regex.compile(
    rf"\b(?:first|most|least|best|worst|only|record|(?!(?:mid)?(?:{_NOT_HIGHEST})\b)\p{{Ll}}{{2,}}est)\b",
    regex.IGNORECASE,
)
_COMING = regex.compile(
    r"\b(?:will(?! have)|shall|won't|would(?! have)|going to|set to|due|(?:is|are|was|were) to|expires?)\b|'ll\b",
    regex.IGNORECASE,
)
_PERFECT = regex.compile(
    r"\b(?:has|have|had|been|never|not|no|none|nothing|nobody|rarely)\b|'ve\b|n't\b", regex.IGNORECASE
)
_LASTING = regex.compile(
    r"\bto \p{Ll}+|\b(?:plan|expect|schedul|intend|aim|hop[ei]|pledg|promis|vow|agree|exten|renew|valid|sentenc|jail|"
    r"prison|imprison|leas|term|contract|licen|guarant|bann?|suspen|barr?|appoint|elect|hir|sign|suppl|last|deal|pact|"
    r"treaty|commit|run|provid)",
    regex.IGNORECASE,
)
"""What may go on for so long from then."""
_SENTENCE = regex.compile(r"[.;!?] ")
_CLAUSE = regex.compile(r"[,:]|\b(?:and|but|or|after|who|which|that|when|while|because)\b", regex.IGNORECASE)


def _way(before: str, words: str, end: int) -> Way:
    """Which way a span counts, from the words nearest to it outwards."""
    if behind := _BEHIND.match(words, end):
        return Way.ON if behind["on"] else Way.AHEAD if behind["ahead"] or behind["time"] else Way.BACK
    limit = _LIMIT.search(before)
    head = before[: limit.start()] if limit else before
    if beside := _BESIDE.search(before) or _BESIDE.search(head):
        return Way.BACK if beside["back"] else Way.AHEAD
    during = _DURING.search(head) or _DURING.search(before)
    if not during:
        return Way.EITHER
    sentence = _SENTENCE.split(before[: during.start()])[-1]
    return _in_sentence(sentence, during[1].lower(), _SENTENCE.split(words[end : end + REACH])[0])


def _in_sentence(sentence: str, during: str, after: str) -> Way:
    """By what is first or will be; else `for` and a perfect tense look back, unless something may go on."""
    clause = _CLAUSE.split(sentence)[-1]
    rare, coming = _last(_RARE, sentence), _last(_COMING, clause)
    if coming >= 0 and len(sentence) - len(clause) + coming > rare:
        return Way.AHEAD
    if rare >= 0:
        return Way.BACK
    if not clause.strip() and _COMING.search(after):
        return Way.AHEAD
    if not _LASTING.search(clause) and (during == "for" or _PERFECT.search(clause)):
        return Way.LASTED
    return Way.EITHER


def _last(pattern: regex.Pattern[str], text: str) -> int:
    """Where it stands last; -1 for nowhere."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
