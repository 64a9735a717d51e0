"""How our own prose is worded: one scale of likelihood, no confidence beside it, words to avoid, lengths. Warnings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import regex

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model.resolved import Graph
from builder.model.written import Manuscript, Span, Status, placed
from builder.resolve.segments import word_count
from builder.resolve.statements import Statement
from builder.settings import Wording

CONFIDENCE = regex.compile(r"(?<!\p{L})confiden(?:ce|t|tly)(?!\p{L})", regex.IGNORECASE)
INFERRING = regex.compile(
    r"(?<!\p{L})(?:(?:read|taken) together|we (?:infer|conclude|deduce)(?!\s+no(?:thing)?\b)|it follows that)(?!\p{L})",
    regex.IGNORECASE,
)
"""What says in a sentence that it is inferred."""
_SENTENCE = regex.compile(
    r".+?(?:(?<!\b(?:\p{Lu}|Mrs?|Ms|Dr|St|Nos?|Gen|Col|Art|vs|cf|e\.g|i\.e))[.!?]+[\p{Pf}\p{Pe}\"']*(?=\s)|\Z)\s*",
    regex.DOTALL,
)
"""A sentence of a field: no stop ends one after an initial or a common abbreviation."""


def check_wording(statements: Iterable[Statement], graph: Graph, wording: Wording, report: Report) -> frozenset[str]:
    """Every statement, and the lengths of every page; the paths of the pages that use words of the scale."""
    terms = _Terms(wording)
    inferred = {
        str(placed(each.at, "text"))
        for page in graph.project.manuscripts
        for each in (*page.judgments, *page.inferences.values())
        if each.inferred
    }
    scaled: set[str] = set()
    for statement in statements:
        text = statement.bare()
        for start, end in _sentences(statement, text):
            found = [*terms.find(text, start, end)]
            scaled.update(statement.page for each in found if each.kind == "scale")
            for problem in _worded(statement, text, (start, end), found, terms):
                report(problem)
        unmarked = _unmarked(statement, text)
        if unmarked and str(unmarked.at) not in inferred:
            report(unmarked)
    for page in graph.project.manuscripts:
        for too_long in _lengths(page, wording.limits):
            report(too_long)
    return frozenset(scaled - {""})


@dataclass(frozen=True, slots=True)
class _Term:
    kind: str
    """`scale`, `hedge` or `avoid`."""
    word: str
    """As the setting has it."""
    span: Span


@dataclass(slots=True)
class _Terms:
    """Every word that is looked for, the longest first, so that `highly likely` is not `likely`."""

    wording: Wording
    _kinds: dict[str, str] = field(init=False)
    _pattern: regex.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        wording = self.wording
        kinds = dict.fromkeys(map(_key, wording.avoid), "avoid")
        kinds |= dict.fromkeys(map(_key, wording.hedges), "hedge")
        self._kinds = kinds | dict.fromkeys(map(_key, wording.scale), "scale")
        words = sorted(filter(None, self._kinds), key=lambda word: (-len(word), word))
        listed = "|".join(r"\s+".join(map(regex.escape, word.split())) for word in words)
        self._pattern = (
            regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{listed})(?![\p{{L}}\p{{N}}])", regex.I) if words else None
        )

    def find(self, text: str, start: int, end: int) -> Iterator[_Term]:
        for match in self._pattern.finditer(text, start, end) if self._pattern else ():
            word = _key(match[0])
            if match[0] != "May":  # the month, more often than not
                yield _Term(self._kinds[word], word, Span(*match.span()))

    def instead(self, word: str) -> str:
        return next((other for avoided, other in self.wording.avoid.items() if _key(avoided) == word), "")


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def _sentences(statement: Statement, text: str) -> Iterator[tuple[int, int]]:
    if len(statement.claims) > 1 or statement.of == "paragraph":
        yield from ((claim.span.start, claim.span.end) for claim in statement.claims)
        return
    yield from (match.span() for match in _SENTENCE.finditer(text) if match[0])


def _worded(
    statement: Statement, text: str, sentence: tuple[int, int], found: list[_Term], terms: _Terms
) -> Iterator[Diagnostic]:
    for term in found:
        words = text[term.span.start : term.span.end]
        at, written = statement.place(term.span.start).over(words), shown(words, 40)
        if term.kind == "hedge":
            hint = f"say who says so, or use the scale: {', '.join(terms.wording.scale) or 'it has no words'}"
            message = f"`{written}` speaks of likelihood, and is not on the scale"
            yield Diagnostic(at, "off-scale-likelihood", message, hint)
        elif term.kind == "avoid":
            instead = terms.instead(term.word)
            hint = f"write {shown(instead, 80)}" if instead else "say it in another word, or quote whoever uses it"
            yield Diagnostic(at, "avoided-word", f"`{written}` is a word that this site avoids", hint)
    likely = next((term for term in found if term.kind != "avoid"), None)
    if likely and CONFIDENCE.search(text, *sentence):
        message = "this sentence speaks of likelihood and of confidence"
        hint = "make two sentences of it: how likely a thing is, and how well that is known"
        at = statement.place(likely.span.start).over(likely.span.end - likely.span.start)
        yield Diagnostic(at, "likelihood-with-confidence", message, hint)


def _unmarked(statement: Statement, text: str) -> Diagnostic | None:
    """A sentence that says that it infers, and stands in no inference."""
    found = INFERRING.search(text)
    if not found or statement.of == "inference":
        return None
    hint = "move it to `inferences` in the page's data file, and draw it by `::: inference`"
    if statement.of == "judgment":
        hint = "add `inferred: true` to the judgment"
    message = f"`{shown(found[0], 40)}` says that this is inferred, and it is not marked so"
    return Diagnostic(statement.place(found.start()).over(found[0]), "unmarked-inference", message, hint)


def _lengths(page: Manuscript, limits: Mapping[str, int]) -> Iterator[Diagnostic]:
    """What a page of ours says at more length than the limits allow; each limit counts words."""
    head = placed(page.at, "summary") if "" in page.at else Location(f"briefings/{page.path}")
    measured = [("summary", "the summary", page.summary, head)]
    if page.role == "briefing" and page.status is Status.PUBLISHED:
        prose = [each.text for each in page.passages if not each.heads]
        body = " ".join([*prose, *(each.text for each in page.judgments)])
        measured.append(("briefing", "the briefing", body, Location(f"briefings/{page.path}")))
    measured += [
        ("judgment", f"the judgment `{each.id}`", each.text, placed(each.at, "text")) for each in page.judgments
    ]
    for name, what, text, at in measured:
        words, limit = word_count(text), limits.get(name, 0)
        if limit and words > limit:
            yield Diagnostic(at, "over-length", f"{what} has {words} words, over {limit}", _cut(words - limit))


def _cut(count: int) -> str:
    return "cut a word" if count == 1 else f"cut {count} words"
