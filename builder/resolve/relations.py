"""What follows from the links: who is mentioned where, what cites what, what may be shown."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from operator import attrgetter
from sys import intern

from builder.model.chronology import Chronology, drawn
from builder.model.resolved import Backlink, Mention, Note, Quote, Spelling, Use, Verdict
from builder.model.written import (
    NAME_CLOSES,
    NAME_OPENS,
    Directive,
    Entity,
    Judgment,
    Link,
    Manuscript,
    Project,
    Reference,
    Relation,
    Role,
    Span,
    Status,
)
from builder.resolve.names import Named
from builder.resolve.pointing import AboutPassage, about_name

LISTED = "_background"
"""The id of a briefing's list of the background pages that its head names."""
Called = Callable[[str], str]
"""What readers call the thing that `[[id]]` names, as `title` says."""
Naming = dict[tuple[str, int], list[Span]]
"""By entity and sentence: where the one names the other."""
Forms = Iterable[tuple[str, Iterable[str]]]
"""Entities that a source names, with the registered spellings that it has of them."""
_bounds = attrgetter("start", "end")
"""Of a span: numbers are sooner compared than records."""
SENTENCE_MOST = 1000
"""Characters of a sentence of ours beside a way back to it."""


def find_mentions(
    page: Manuscript, entities: Mapping[str, Entity], names: Iterable[Named], *, autolink: bool
) -> Iterator[Mention]:
    """The registered names in a page's running text, and its links, in order; the first in a section links."""
    found = [(*each, False) for each in names]
    found += [
        (each.span, each.target, each.section, each.sentence, True) for each in page.links if each.target in entities
    ]
    found.sort(key=lambda each: (_bounds(each[0]), each[1:]))
    autolink = autolink and page.autolink
    seen: set[tuple[str, int]] = set()
    for span, id, section, sentence, linked in found:
        first = (id, section) not in seen
        seen.add((id, section))
        yield Mention(id, span, sentence, links=first and autolink and not linked and entities[id].autolink)


def data_references(
    directive: Directive, page: Manuscript, chronology: Chronology
) -> Iterator[tuple[Reference, str, str]]:
    """What a directive cites from its page's data file or the register of events, in the order in which it is drawn.

    With each reference what it is cited for: the question, if there is one, and what is said.
    """
    if directive.name == "compare":
        wanted = [directive.argument] if directive.argument else [*page.comparisons]
        for comparison in (page.comparisons[id] for id in wanted if id in page.comparisons):
            yield from ((answer.cite, comparison.question, answer.says) for answer in comparison.answers)
    elif directive.name == "judgments":
        for judgment in page.judgments:
            yield from ((reference, "", judgment.text) for reference in judgment.basis)
    elif directive.name == "inference" and (inference := page.inferences.get(directive.argument)):
        yield from ((reference, "", inference.text) for reference in inference.basis)
    for dated in drawn(chronology, directive, page):
        yield from ((reference, "", dated.event.title) for reference in dated.event.cite)


def shown_inferences(page: Manuscript) -> Iterator[Judgment]:
    """Readings of ours that go beyond their passages, as far as the page draws them."""
    placed = {(directive.name, directive.argument) for directive in page.directives}
    if ("judgments", "") in placed:
        yield from (judgment for judgment in page.judgments if judgment.inferred)
    yield from (inference for id, inference in page.inferences.items() if ("inference", id) in placed)


def find_spellings(forms: Mapping[str, Forms]) -> dict[str, tuple[Spelling, ...]]:
    """By entity, from what each source has."""
    found: dict[str, list[Spelling]] = {}
    for id, listed in sorted(forms.items()):
        for entity, spelt in listed:
            ordered = tuple(sorted(spelt, key=lambda form: (-len(form), form)))
            found.setdefault(entity, []).append(Spelling(id, ordered))
    return {entity: tuple(listed) for entity, listed in found.items()}


def published(project: Project) -> Iterator[Manuscript]:
    return (each for each in project.manuscripts if each.status is Status.PUBLISHED)


class Sentences(dict[int, tuple[str, str, bool]]):
    """A page's sentences by their places in it: as lists show them, what heading they stand under, whether they take
    a mark of ours."""

    def __init__(self, page: Manuscript, called: Called) -> None:
        self._page, self._called = page, called

    def __missing__(self, index: int) -> tuple[str, str, bool]:
        page, sentence = self._page, self._page.sentences[index]
        text = _shortened(_named(sentence.text, self._called))
        self[index] = told = text, _heading(page, sentence.section), sentence.after >= 0
        return told


def citing_sentences(
    page: Manuscript, uses: Iterable[Use], named: Mapping[str, Note], chronology: Chronology, told: Sentences
) -> Iterator[tuple[str, Backlink]]:
    """A page's sentences that cite, by note label; what it takes in counts where it was written."""
    said_by = {each.span: (each.section, _said(each, page, named, chronology)) for each in page.directives}
    for use in uses:
        if use.written != page.path:
            continue
        if use.sentence >= 0:
            text, section, _ = told[use.sentence]
        else:
            number, said = said_by[use.span]
            question, words = next(said.get(use.note.label, iter(())), ("", ""))
            text, section = _shortened(words), question or _heading(page, number)
        passage = AboutPassage(use.note.quote) if use.note.quote else None
        yield use.note.label, Backlink(page.path, text, section, use.anchor, passage)


def mentioning_sentences(
    page: Manuscript, naming: Naming, places: Mapping[Span, str], called: Called, told: Sentences
) -> Iterator[tuple[str, Backlink]]:
    """A page's sentences that name people and organizations, by these, with the names as they spell them."""
    links = {link.span: link for link in page.links}
    for (entity, index), spans in naming.items():
        text, section, _ = told[index]
        forms = [_form(page, span, links.get(span) if links else None, called) for span in spans]
        yield entity, Backlink(page.path, text, section, places.get(spans[0], ""), about_name(tuple(forms)))


def by_sentence(mentions: tuple[Mention, ...]) -> Naming:
    """By entity and sentence: where the one names the other."""
    found: dict[tuple[str, int], list[Span]] = {}
    for mention in mentions:
        found.setdefault((mention.entity, mention.sentence), []).append(mention.span)
    return found


def _form(page: Manuscript, span: Span, link: Link | None, called: Called) -> str:
    """A name as readers see it."""
    if link is None:
        return page.text[span.start : span.end]
    return link.words or called(link.target)


def led_to(page: Manuscript, naming: Naming, backgrounds: Container[str], told: Sentences) -> dict[Span, str]:
    """The ids of the names and the links to background pages that lists lead to: the first of each in a sentence.

    Headings and titles of blocks take none.
    """
    wanted = [(named, spans[0]) for named, spans in naming.items()]
    wanted += [((each.target, each.sentence), each.span) for each in page.links if each.target in backgrounds]
    found: dict[Span, str] = {}
    counts: dict[str, int] = {}
    for (id, index), span in sorted(dict(reversed(wanted)).items(), key=lambda each: _bounds(each[1])):
        if told[index][-1]:
            count = counts[id] = counts.get(id, 0) + 1
            found[span] = intern(f"_mention{count if count > 1 else ''}-{id}")  # most pages that name it have the same
    return found


def _said(
    directive: Directive, page: Manuscript, named: Mapping[str, Note], chronology: Chronology
) -> dict[str, Iterator[tuple[str, str]]]:
    """By note label: what a directive cites it for, in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for reference, question, said in data_references(directive, page, chronology):
        if note := named.get(reference.target):
            found.setdefault(note.label, []).append((question, said))
    return {label: iter(listed) for label, listed in found.items()}


def _heading(page: Manuscript, section: int) -> str:
    return page.headings[section - 1].text if section else ""


def _shortened(text: str) -> str:
    """A sentence as far as lists show it: one that cites thousands of times is not repeated whole each time."""
    return text if len(text) <= SENTENCE_MOST else text[:SENTENCE_MOST].rpartition(" ")[0] + " …"


def _named(text: str, called: Called) -> str:
    """A sentence with the names that a reader sees for `[[id]]`."""
    if NAME_OPENS not in text:
        return text
    first, *rest = text.split(NAME_OPENS)
    pieces = [first]
    for part in rest:
        id, _, after = part.partition(NAME_CLOSES)
        pieces += [called(id) or id, after]
    return "".join(pieces)


def title(id: str, project: Project, pages: Mapping[str, Manuscript]) -> str:
    """What readers call the thing that `[[id]]` names; empty where it names nothing. `pages` are those with an id."""
    if entity := project.people.get(id) or project.organizations.get(id):
        return entity.name
    if id in project.sources:
        return project.sources[id].title
    if page := pages.get(id):
        return page.title
    return project.topics[id].name if id in project.topics else ""


def names_pages(page: Manuscript) -> Iterator[str]:
    """Whatever a page links to, lists or takes in besides itself, once each."""
    named = [target.id for target in page.background]
    named += [each.argument for each in page.directives if each.name == "background"]
    named += [each.target for each in page.links]
    return (id for id in dict.fromkeys(named) if id != page.id)


def using_places(
    page: Manuscript, called: Called, places: Mapping[Span, str], told: Sentences
) -> Iterator[tuple[str, Backlink]]:
    """By what a page uses besides itself: its sentences that link to it, where it is taken in, the list that has it."""
    return (each for each in _using(page, called, places, told) if each[0] != page.id)


def _using(
    page: Manuscript, called: Called, places: Mapping[Span, str], told: Sentences
) -> Iterator[tuple[str, Backlink]]:
    said: set[tuple[str, int]] = set()
    for link in page.links:
        if (link.target, link.sentence) not in said:
            said.add((link.target, link.sentence))
            name = about_name((_form(page, link.span, link, called),))
            text, section, _ = told[link.sentence]
            yield link.target, Backlink(page.path, text, section, places.get(link.span, ""), name)
    taken_in = {each.argument: each for each in page.directives if each.name == "background"}
    for id, directive in taken_in.items():
        yield id, Backlink(page.path, "", _heading(page, directive.section), f"_taken_in-{id}")
    for target in page.background:
        if target.id not in taken_in:
            anchor = LISTED if page.role is Role.BRIEFING else ""
            yield target.id, Backlink(page.path, "", "", anchor)


def disputed_notes(project: Project, named: Mapping[str, Note]) -> frozenset[str]:
    """What a published page compares and finds to differ."""
    return frozenset(
        note.label
        for page in published(project)
        for comparison in page.comparisons.values()
        if comparison.relation in (Relation.DIFFER, Relation.CONTRADICT)
        for answer in comparison.answers
        if (note := named.get(answer.cite.target))
    )


def shown_spans(cited: Iterable[Note]) -> dict[str, tuple[Span, ...]]:
    """What published pages cite of each source: its passages, overlapping ones joined."""
    found: dict[str, list[Span]] = {}
    for note in cited:
        if note.quote and note.quote.verdict is Verdict.VERIFIED and note.quote.place:
            found.setdefault(note.source.id, []).extend(note.quote.place.parts)
    return {source: tuple(_joined(sorted(spans, key=_bounds))) for source, spans in found.items()}


def published_notes(
    project: Project,
    uses: Mapping[str, tuple[Use, ...]],
    registers: Mapping[str, tuple[Note, ...]],
) -> Iterable[Note]:
    """Every note that a published page has, once."""
    cited = {use.note.label: use.note for page in published(project) for use in uses[page.path]}
    cited |= {note.label: note for listed in registers.values() for note in listed}
    return cited.values()


def with_originals(notes: Iterable[Note], originals: Mapping[str, Note]) -> Iterator[Note]:
    """Notes, and the originals that they show beside their words."""
    for note in notes:
        yield note
        if note.quote and (original := originals.get(note.quote.key)):
            yield original


def quotes_by_speaker(quotes: Mapping[str, Quote]) -> dict[str, tuple[Quote, ...]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        if quote.annotation.speaker:
            found.setdefault(quote.annotation.speaker, []).append(quote)
    return {speaker: tuple(listed) for speaker, listed in found.items()}


def _joined(spans: list[Span]) -> Iterator[Span]:
    whole = spans[0]
    for span in spans[1:]:
        if span.start > whole.end:
            yield whole
            whole = span
        elif span.end > whole.end:
            whole = Span(whole.start, span.end)
    yield whole
