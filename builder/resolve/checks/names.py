"""Spellings of names: near misses in sources and in our prose, and variants of the house spelling."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import regex
from rapidfuzz.distance import Levenshtein

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, shown
from builder.model.resolved import Graph
from builder.model.written import Entity, Manuscript, Person, Span
from builder.resolve.folding import Folded, fold, plain
from builder.resolve.likeness import LEAST, near, plainly, skeleton, words
from builder.resolve.names import Name, Names, names, original
from builder.resolve.segments import OTHER_LETTERS
from builder.resolve.statements import Statement

TOKEN = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
CAPITAL = regex.compile(
    r"(?<![\p{L}\p{M}])(?<![\p{L}\p{M}]['’-])[[\p{L}\p{M}]--\p{Ll}][\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*", regex.V1
)
"""Those that may begin with a capital: the others are passed over without being looked at."""
PLAIN_CAPITAL = re.compile(r"[A-Z](?<![A-Za-z][A-Z])(?<![A-Za-z]['’-][A-Z])[A-Za-z]*(?:['’-][A-Za-z]+)*")
"""The same in a text without other letters, in a fraction of the time."""
ENDS = regex.compile(r"[.!?;:()\"“”]|\n\s*\n")
ALSO = regex.compile(r"\(also (?:spelled |[^()\n]*, )?$")
"""What stands before a variant that is given as one: `(also Dehqan)`."""

TOKENS_MOST = 1 << 16
"""Different tokens of which it is remembered."""
Token = re.Match[str] | regex.Match[str]


@dataclass(frozen=True, slots=True)
class _Form:
    """One registered spelling, in words."""

    words: tuple[str, ...]
    written: str
    entity: str
    parts: frozenset[str]
    """Every word of every spelling of the same one, in small letters: each may stand for the name."""


@dataclass(frozen=True, slots=True)
class Known:
    """All registered spellings, to find them and what is near them."""

    matcher: Names
    index: Mapping[str, list[_Form]]
    houses: Mapping[str, str]
    """By id of an entity: its house spelling."""
    worded: bool
    """Whether each of them begins with a letter or a digit, so that none stands in a text without any."""

    _sounds: dict[str, str] = field(default_factory=dict, compare=False)
    """By capitalized token: what its first word is like; texts have few different ones."""
    _forms: dict[str, list[_Form]] = field(default_factory=dict, init=False, compare=False)
    """By token: the spellings that are like it, as far as they were sought among these names."""

    def places(self, folded: Folded) -> Iterator[tuple[Span, Name]]:
        """Where registered names stand in the original of a folded text."""
        for span, name in self.matcher.find(folded.text):
            if place := original(folded, span):
                yield place, name

    def near(self, text: str, places: Sequence[Span] | None = None) -> Iterator[tuple[int, str, _Form]]:
        """What is close to a name and is none: where it begins, as it is spelt, and the name; `places` are those of
        the names that stand in the text."""
        capitals = CAPITAL if OTHER_LETTERS.search(text) else PLAIN_CAPITAL
        known, tokens = self._forms, {*capitals.findall(text)}
        alike = {token: forms for token in tokens if (forms := known[token] if token in known else self._like(token))}
        if alike:  # few texts have one
            like = [(token, alike[token[0]]) for token in capitals.finditer(text) if token[0] in alike]
            named = [place for place, _ in self.places(fold(text))] if places is None else places
            yield from _near_misses(text, like, named, self.matcher)

    def near_misses(self, path: str, text: str, spans: Sequence[Span], places: Sequence[Span]) -> Iterator[Diagnostic]:
        """Each spelling that is near a name and is none once, where it first stands; `places` as in `near`."""
        seen: set[str] = set()
        lines = LineIndex(path, text)
        whole = spans == (Span(0, len(text)),)
        for span in spans if self.index else ():
            for at, spelling, form in self.near(text[span.start : span.end], places if whole else None):
                if spelling not in seen:
                    seen.add(spelling)
                    yield near_miss(lines.at(span.start + at).over(spelling), spelling, form)

    def misspelt(self, text: str, place: Callable[[int], Location]) -> Iterator[Diagnostic]:
        """Near misses and variants in a title, or a field of a data file or register; where characters stand."""
        places = [*self.places(fold(text))]
        for at, spelling, form in self.near(text, [found for found, _ in places]):
            yield near_miss(place(at), spelling, form)
        for found, name in places:
            written, house = text[found.start : found.end], self.houses[name.entity]
            if _is_variant(written, house) and not _is_given(text, found):
                yield _variant(place(found.start), written, name.entity, house)

    def _like(self, token: str) -> list[_Form]:
        forms = self.index.get(self._sound(token), []) if token[0].isupper() else []
        if len(self._forms) < TOKENS_MOST:
            self._forms[token] = forms
        return forms

    def _sound(self, token: str) -> str:
        sound = self._sounds.get(token)
        if sound is None:
            sound = skeleton(next(iter(words(token)), ""))
            if len(self._sounds) < TOKENS_MOST:
                self._sounds[token] = sound
        return sound


def known(entities: Iterable[Entity]) -> Known:
    registered = tuple(entities)
    matcher, houses = names(registered), {each.id: each.name for each in reversed(registered)}
    return Known(matcher, _index(registered), houses, all(word[0].isalnum() for word in matcher.by_word))


def check_names_in(statements: Iterable[Statement], registered: Known, report: Report) -> Iterator[Statement]:
    """What we write beside the pages: data files, registers. Hands each statement on."""
    for statement in statements:
        for problem in registered.misspelt(statement.bare(), statement.place):
            report(problem)
        yield statement


def _index(entities: Iterable[Entity]) -> dict[str, list[_Form]]:
    """Every spelling by the skeleton of each of its words. Words of a longer name are no names by themselves."""
    found: dict[str, list[_Form]] = {}
    for entity in entities:
        spellings = {*entity.names, *_surname(entity)}
        parts = frozenset(word.casefold() for name in entity.names for word in words(name))
        for spelling in sorted(spellings):
            form = _Form(words(spelling), spelling, entity.id, parts)
            for word in dict.fromkeys(map(skeleton, form.words)):
                found.setdefault(word, []).append(form)
    return found


def _surname(entity: Entity) -> tuple[str, ...]:
    last = words(entity.name)[-1:]
    return last if isinstance(entity, Person) and all(len(word) >= LEAST for word in last) else ()


def near_miss(at: Location, spelling: str, form: _Form) -> Diagnostic:
    message = f"`{shown(spelling, 60)}` is close to `{form.written}`, and is not registered"
    hint = f"if it is `{form.entity}`, add it under `spellings`; if not, accept the warning"
    if not at.path.startswith("sources/"):
        hint = f"if it is `{form.entity}`, write `{shown(form.written, 60)}`; if not, accept the warning"
    return Diagnostic(at, "near-miss-name", message, hint)


def _near_misses(
    text: str, like: Iterable[tuple[Token, list[_Form]]], known: Sequence[Span], matcher: Names
) -> Iterator[tuple[int, str, _Form]]:
    reach = 0
    for token, forms in like:
        if token.start() < reach or _is_part(token, known):
            continue
        tokens = list(islice(TOKEN.finditer(text, token.start()), _reach(forms)))
        for form in forms:
            end = _window(text, tokens, form)
            spelling = text[token.start() : end]
            known_part = {word.casefold() for word in words(spelling)} <= form.parts
            if end and not known_part and near(words(spelling), form.words) and not any(matcher.find(plain(spelling))):
                yield token.start(), " ".join(spelling.split()), form
                reach = end
                break


def _reach(forms: list[_Form]) -> int:
    """Tokens that are looked at: as many again as a name has words may be particles."""
    return 2 * max(len(form.words) for form in forms) + 2


def _is_part(token: Token, known: Sequence[Span]) -> bool:
    """Whether a word belongs to a registered name that stands there."""
    index = bisect_right(known, token.start(), key=lambda span: span.start) - 1
    return index >= 0 and token.end() <= known[index].end


def _window(text: str, tokens: Sequence[Token], form: _Form) -> int:
    """The end of the stretch from the first token on with as many words as a form; 0 where a sentence ends before."""
    found: tuple[str, ...] = ()
    for token in tokens[: _reach([form])]:
        between = text[tokens[0].start() : token.start()]
        if ENDS.search(between):
            return 0
        found += words(token[0])
        if len(found) >= len(form.words):
            return token.end() if len(found) == len(form.words) else 0
    return 0


def check_variants(page: Manuscript, graph: Graph, report: Report) -> None:
    """In the paragraphs of a page of ours each name has the house spelling, or is given as another one.

    What is near a name there, and all of the headings, is found of each page alone before.
    """
    linked = {link.span for link in page.links}
    for mention in graph.mentions[page.path]:
        entity = graph.entity(mention.entity)
        written = page.text[mention.span.start : mention.span.end]
        if entity is None or mention.span in linked or not _is_variant(written, entity.name):
            continue
        if not _is_given(page.text, mention.span):
            lines = LineIndex(f"briefings/{page.path}", page.text)
            report(_variant(lines.at(mention.span.start, mention.span.end), written, entity.id, entity.name))


def _is_given(text: str, place: Span) -> bool:
    """Whether a spelling is given as another one: `(also Dehqan)`."""
    return ALSO.search(text, max(place.start - 120, 0), place.start) is not None


def _variant(at: Location, written: str, entity: str, house: str) -> Diagnostic:
    message = f"`{shown(written, 60)}` is not the house spelling of `{entity}`"
    hint = f"write `{house}`; give the other once as `(also {shown(written, 40)})`"
    return Diagnostic(at, "variant-in-prose", message, hint)


def _is_variant(written: str, name: str) -> bool:
    """Whether a registered spelling is another way to write the house name, or a part of it."""
    if written == name:
        return False
    house, form = words(name), words(written)
    if {plain(word).casefold() for word in form} <= {plain(word).casefold() for word in house}:
        return False
    like = [any(_is_like(word, each) for each in house) for word in form]
    shares = len(form) == len(house) > 1 and any(plainly(word) in map(plainly, house) for word in form)
    return bool(form) and (all(like) or shares)


def _is_like(word: str, house: str) -> bool:
    """Whether two words are spellings of one, by sound or by letters; long words may differ in two of them."""
    if plainly(word) == plainly(house) or skeleton(word) == skeleton(house):
        return True
    reach = 2 if min(len(word), len(house)) >= LEAST else 1
    return Levenshtein.distance(plainly(word), plainly(house)) <= reach < min(len(word), len(house)) - 1
