"""Spellings of names: near misses in sources and in our prose, and variants of the house spelling."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from builder.diagnostics import Diagnostic, LineIndex, Report, shown
from builder.model.resolved import Graph
from builder.model.written import Entity, Manuscript, Person, Span
from builder.resolve.folding import plain
from builder.resolve.likeness import LEAST, near, plainly, skeleton, words
from builder.resolve.names import Names, names

TOKEN = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
ALSO = regex.compile(r"\(also (?:spelled |[^()\n]*, )?$")
"""What stands before a variant that is given as one: `(also Dehqan)`."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One registered spelling, in words."""

    words: tuple[str, ...]
    written: str
    entity: str


def check_names(graph: Graph, report: Report) -> None:
    """Every archived article and every page of ours."""
    entities: list[Entity] = [*graph.project.people.values(), *graph.project.organizations.values()]
    index = _index(entities)
    matcher = names(entities)
    for id, spans in graph.article.items():
        text = graph.project.sources[id].text or ""
        _check_text(f"sources/{id}.txt", text, spans, index, matcher, report)
    for page in graph.project.manuscripts:
        spans = tuple(stretch.span for stretch in page.prose)
        _check_text(f"briefings/{page.path}", page.text, spans, index, matcher, report)
        _check_variants(page, graph, report)


def _index(entities: Iterable[Entity]) -> dict[str, list[_Form]]:
    """Every spelling by the skeleton of each of its words. Words of a longer name are no names by themselves."""
    found: dict[str, list[_Form]] = {}
    for entity in entities:
        spellings = {*entity.names, *_surname(entity)}
        for spelling in sorted(spellings):
            form = _Form(words(spelling), spelling, entity.id)
            for word in dict.fromkeys(map(skeleton, form.words)):
                found.setdefault(word, []).append(form)
    return found


def _surname(entity: Entity) -> tuple[str, ...]:
    last = words(entity.name)[-1:]
    return last if isinstance(entity, Person) and all(len(word) >= LEAST for word in last) else ()


def _check_text(
    path: str, text: str, spans: Iterable[Span], index: dict[str, list[_Form]], matcher: Names, report: Report
) -> None:
    """Each spelling that is near a name and is none is reported once, where it first stands."""
    lines = LineIndex(path, text)
    seen: set[str] = set()
    for span in spans if index else ():
        stretch = text[span.start : span.end]
        for at, spelling, form in _near_misses(stretch, index, matcher):
            if spelling not in seen:
                seen.add(spelling)
                message = f"`{shown(spelling, 60)}` is close to `{form.written}`, and is not registered"
                hint = f"if it is `{form.entity}`, add it under `spellings`; if not, accept the warning"
                report(Diagnostic(lines.at(span.start + at), "near-miss-name", message, hint))


def _near_misses(text: str, index: dict[str, list[_Form]], matcher: Names) -> Iterator[tuple[int, str, _Form]]:
    tokens = list(TOKEN.finditer(text))
    reach = 0
    for number, token in enumerate(tokens):
        if token.start() < reach or not token[0][0].isupper():
            continue
        for form in index.get(skeleton(words(token[0])[0] if words(token[0]) else ""), ()):
            end = _window(text, tokens, number, form)
            spelling = text[token.start() : end]
            if end and near(words(spelling), form.words) and not any(matcher.find(plain(spelling))):
                yield token.start(), " ".join(spelling.split()), form
                reach = end
                break


def _window(text: str, tokens: list[regex.Match[str]], first: int, form: _Form) -> int:
    """The end of the stretch from a token on that has as many words as a form; 0 where a sentence ends before."""
    found: tuple[str, ...] = ()
    for token in tokens[first : first + 2 * len(form.words) + 2]:
        between = text[tokens[first].start() : token.start()]
        if regex.search(r"[.!?;:()\"“”]|\n\s*\n", between):
            return 0
        found += words(token[0])
        if len(found) >= len(form.words):
            return token.end() if len(found) == len(form.words) else 0
    return 0


def _check_variants(page: Manuscript, graph: Graph, report: Report) -> None:
    """In our own prose each name has the house spelling, or is given as another one."""
    lines = LineIndex(f"briefings/{page.path}", page.text)
    linked = {link.span for link in page.links}
    for mention in graph.mentions[page.path]:
        entity = graph.entity(mention.entity)
        written = page.text[mention.span.start : mention.span.end]
        if entity is None or mention.span in linked or not _is_variant(written, entity):
            continue
        if not ALSO.search(page.text, max(mention.span.start - 120, 0), mention.span.start):
            message = f"`{shown(written, 60)}` is not the house spelling of `{entity.id}`"
            hint = f"write `{entity.name}`; give the other once as `(also {shown(written, 40)})`"
            report(Diagnostic(lines.at(mention.span.start), "variant-in-prose", message, hint))


def _is_variant(written: str, entity: Entity) -> bool:
    """Whether a registered spelling is another way to write the house name, or a part of it."""
    house, form = words(entity.name), words(written)
    if {plain(word).casefold() for word in form} <= {plain(word).casefold() for word in house}:
        return False
    like = [
        next((each for each in house if plainly(each) == plainly(word) or skeleton(each) == skeleton(word)), "")
        for word in form
    ]
    return bool(form) and all(like)
