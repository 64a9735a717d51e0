"""One page linked: what it cites, whom it names, and what lists on other pages say of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Report
from builder.model.chronology import Dated, drawn
from builder.model.resolved import Backlink, Mention, Note, Use
from builder.model.written import Citation, Directive, Manuscript, Role, Span, Status
from builder.resolve.naming import check_named
from builder.resolve.noticing import Noticed
from builder.resolve.relations import (
    Sentences,
    by_sentence,
    citing_sentences,
    data_references,
    find_mentions,
    led_to,
    mentioning_sentences,
    names_pages,
    using_places,
)
from builder.resolve.surroundings import Surroundings
from builder.resolve.targets import Targets

Marked = tuple[Note, Span, str, int, str]
"""A note, where a page cites it, that page's path, the place of the sentence, and the label of the footnote."""


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """It rests on the page, on those that it takes in, and on what surrounds it."""

    named: dict[str, Note]
    """By citation target as the author typed it, of the page, of its data file and of what it takes in."""
    uses: tuple[Use, ...]
    mentions: tuple[Mention, ...]
    places: dict[Span, str]
    problems: tuple[Diagnostic, ...]
    cited: tuple[tuple[str, Backlink], ...] = ()
    """By note label: the sentences that cite it. Of drafts there is none, and nothing of what follows."""
    mentioned: tuple[tuple[str, Backlink], ...] = ()
    """By entity: the sentences that name it."""
    used: tuple[tuple[str, Backlink], ...] = ()
    """By id of a background page: where it is linked to, listed or taken in."""
    using: tuple[str, ...] = ()
    """Ids that it links to, lists or takes in."""
    drawn: tuple[Dated, ...] = ()
    topics: tuple[str, ...] = ()
    """Of what it cites and draws, if it is a briefing."""


def linked(page: Manuscript, noticed: Noticed, around: Surroundings, *inner: Manuscript) -> Linked:
    """`inner` are the pages that it takes in, and that these take in."""
    problems: list[Diagnostic] = []
    linker = _Linker(page, around, {each.id: each for each in inner}, problems.append)
    check_named(page, around, linker.inner, problems.append)
    for reference in page.references:
        linker.note(reference.target, reference.at)
    uses = tuple(linker.uses())
    mentions = tuple(find_mentions(page, around.entities, noticed.names, autolink=around.autolink))
    naming, told = by_sentence(mentions), Sentences(page, around.called)
    places = led_to(page, naming, around.backgrounds, told)
    named = linker.targets.named
    if page.status is not Status.PUBLISHED:
        return Linked(named, uses, mentions, places, tuple(problems))
    events = tuple(each for directive in page.directives for each in drawn(around.chronology, directive, page))
    return Linked(
        named,
        uses,
        mentions,
        places,
        tuple(problems),
        tuple(citing_sentences(page, uses, named, around.chronology, told)),
        tuple(mentioning_sentences(page, naming, places, around.called, told)),
        tuple(each for each in using_places(page, around.called, places, told) if each[0] in around.backgrounds),
        tuple(names_pages(page)),
        events,
        tuple(dict.fromkeys(_topics_of(uses, events))) if page.role is Role.BRIEFING else (),
    )


def _topics_of(uses: tuple[Use, ...], events: tuple[Dated, ...]) -> Iterator[str]:
    for use in uses:
        yield from use.note.quote.annotation.topics if use.note.quote else ()
    for each in events:
        yield from each.event.topics


class _Linker:
    """The marks of one page with what they name."""

    def __init__(self, page: Manuscript, around: Surroundings, inner: dict[str, Manuscript], report: Report) -> None:
        self.page, self.around, self.inner = page, around, inner
        self.targets = Targets(around, report)
        self.note = self.targets.note

    def uses(self) -> Iterator[Use]:
        """Every use of a note on the page, in reading order, with the anchor that the hosts give it."""
        counts: dict[str, int] = {}
        for note, span, written, sentence, _ in self._walk():
            label = note.label
            count = counts[label] = counts.get(label, 0) + 1
            yield Use(note, f"fnref{count if count > 1 else ''}:{label}", span, written, sentence)

    def _walk(self) -> Iterator[Marked]:
        """Running text first, then the author's own footnotes as they are listed below it."""
        found = [*self._marks(self.page, (self.page.path,))]
        yield from (each for each in found if not each[-1])
        for label in dict.fromkeys(within for *_, within in found if within):
            yield from (each for each in found if each[-1] == label)

    def _marks(self, page: Manuscript, within: tuple[str, ...]) -> Iterator[Marked]:
        """Each citation's note and place, and the footnote that it stands in, pages taken in included."""
        order = {label: index for index, label in enumerate(page.notes)}
        marks: list[Citation | Directive] = [*page.citations, *page.directives]
        marks.sort(key=lambda mark: (_in_note(mark, order), mark.span.start, mark.span.end))
        for mark in marks:
            if isinstance(mark, Directive):
                yield from self._directive_marks(mark, page, within)
                continue
            for target in mark.targets:
                if note := self.note(target.id, target.at):
                    yield note, mark.span, page.path, mark.sentence, mark.note

    def _directive_marks(self, directive: Directive, page: Manuscript, within: tuple[str, ...]) -> Iterator[Marked]:
        name, argument = directive.name, directive.argument
        if name == "quote" and argument and (note := self.note(argument.removeprefix("@"), directive.at)):
            yield note, directive.span, page.path, -1, ""
        for reference, _, _ in data_references(directive, page, self.around.chronology):
            if note := self.note(reference.target, reference.at):
                yield note, directive.span, page.path, -1, ""
        inner = self.inner.get(argument) if name == "background" else None
        if inner and inner.path not in within:
            yield from self._marks(inner, (*within, inner.path))


def _in_note(mark: Citation | Directive, order: dict[str, int]) -> int:
    """-1 in running text, else the place of the author's footnote in their list."""
    return order.get(mark.note, -1) if isinstance(mark, Citation) and mark.note else -1
