"""Join what was written to what it names: the project becomes a graph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.chronology import Chronology, in_order
from builder.model.directives import ARGUED, DATA, DIRECTIVES
from builder.model.resolved import Graph, Note, Quote, Use
from builder.model.written import Citation, Directive, Entity, Link, Manuscript, Project, Span, Status, Target
from builder.resolve.judging import Judged, judged_all
from builder.resolve.log import logs
from builder.resolve.noticing import Noticed, noticed_all
from builder.resolve.origins import origins, register
from builder.resolve.relations import (
    Sentences,
    by_sentence,
    citing_sentences,
    data_references,
    disputed_notes,
    find_mentions,
    find_spellings,
    led_to,
    mentioning_sentences,
    pages_using,
    published,
    published_notes,
    quotes_by_speaker,
    shown_spans,
    title,
    using_places,
)
from builder.resolve.topics import gather, in_reading_order

Marked = tuple[Note, Span, str, int, str]
"""A note, where a page cites it, that page's path, the place of the sentence, and the label of the footnote."""


def link(
    project: Project,
    report: Report,
    *,
    autolink: bool = True,
    sources: Mapping[str, Judged] | None = None,
    pages: Mapping[str, Noticed] | None = None,
) -> Graph:
    """The graph of everything that resolves; what does not is reported and left out.

    `sources` and `pages` are what each of them comes to by itself, by id and by path, where that is known already.
    """
    sources = judged_all(project.sources.values(), _entities(project)) if sources is None else sources
    pages = noticed_all(project.manuscripts, _entities(project)) if pages is None else pages
    for problems in (*(each.problems for each in sources.values()), *(each.problems for each in pages.values())):
        for problem in problems:
            report(problem)
    archived = {id: each for id, each in sources.items() if each.article is not None}
    quotes = {quote.key: quote for each in sources.values() for quote in each.quotes}
    chronology = in_order(project.events.values())
    linker = _Linker(project, quotes, chronology, report)
    linker.check_manuscripts()
    uses = {each.path: tuple(linker.uses(each)) for each in project.manuscripts}
    register_notes = {entity.id: tuple(linker.register(entity)) for entity in _entities(project)}
    originals = dict(linker.originals())
    known = register(_entities(project))
    relays = {key: known.relays(quote.annotation) for key, quote in quotes.items()}
    entities = {**project.people, **project.organizations}
    mentions = {
        each.path: tuple(find_mentions(each, entities, pages[each.path].names, autolink=autolink))
        for each in project.manuscripts
    }
    by_id = {each.id: each for each in reversed(project.manuscripts) if each.role != "page"}
    called = partial(title, project=project, pages=by_id)
    told = {each.path: Sentences(each, called) for each in project.manuscripts}
    naming = {path: by_sentence(listed) for path, listed in mentions.items()}
    places = {
        each.path: led_to(each, naming[each.path], linker.backgrounds, told[each.path]) for each in project.manuscripts
    }
    cited = [*published_notes(project, uses, register_notes, originals)]
    shown = frozenset(note.label for note in cited)
    quoted = in_reading_order(quote for key, quote in quotes.items() if key in shown)
    topics = gather(project, quoted, uses, chronology)
    return Graph(
        project=project,
        quotes=quotes,
        uses=uses,
        register_notes=register_notes,
        mentions=mentions,
        spellings=find_spellings({id: each.forms for id, each in archived.items()}),
        cited=citing_sentences(project, uses, linker.named, chronology, told),
        mentioned=mentioning_sentences(project, naming, places, called, told),
        named=linker.named,
        chronology=chronology,
        origins=origins(project.sources, quotes, relays, known),
        relays=relays,
        places=places,
        used_by=pages_using(project),
        used=using_places(project, places, called, told),
        disputed=disputed_notes(project, linker.named),
        excerpts=shown_spans(cited),
        originals=originals,
        article={id: each.article or () for id, each in archived.items()},
        speech={id: each.speech for id, each in archived.items()},
        log=logs(project, uses, chronology),
        shown=shown,
        spoken=quotes_by_speaker(quotes),
        by_id=by_id,
        by_path={each.path: each for each in project.manuscripts},
        published=tuple(published(project)),
        quoted=quoted,
        topics=topics,
        topic_names={id: each.name for id, each in topics.items()},
    )


def _entities(project: Project) -> tuple[Entity, ...]:
    return (*project.people.values(), *project.organizations.values())


@dataclass(slots=True)
class _Linker:
    project: Project
    quotes: Mapping[str, Quote]
    chronology: Chronology
    report: Report
    by_quote: dict[str, list[Quote]] = field(default_factory=dict)
    named: dict[str, Note] = field(default_factory=dict)
    """By citation target: the notes that were asked for and are there."""
    missed: set[tuple[str, Location]] = field(default_factory=set)
    """The others, each with its place."""
    backgrounds: dict[str, Manuscript] = field(default_factory=dict)
    pages: dict[str, Manuscript] = field(default_factory=dict)
    """Those with an id of their own."""
    linkable: set[str] = field(default_factory=set)
    """Whatever `[[id]]` may name."""
    lost: set[str] = field(default_factory=set)
    """Parts of files in which something could not be read."""
    refused_quotes: set[str | None] = field(default_factory=set)
    """By id; with None among them, no one knows all."""

    def __post_init__(self) -> None:
        for quote in self.quotes.values():
            self.by_quote.setdefault(quote.annotation.id, []).append(quote)
        self.lost = set(_parts(self.project.refused))
        self.refused_quotes = set(_refused_quotes(self.project.refused))
        project = self.project
        self.pages = {each.id: each for each in project.manuscripts if each.role != "page"}
        self.linkable = {*project.people, *project.organizations, *project.sources, *project.topics, *self.pages}
        self.backgrounds = {each.id: each for each in self.project.manuscripts if each.role == "background"}

    # ── citations ──────────────────────────────────────────────────────────────────────────────

    def note(self, id: str, at: Location) -> Note | None:
        """What a citation's id names; a place is reported once, however often its page is taken in."""
        if (known := self.named.get(id)) or (id, at) in self.missed:
            return known
        if found := self.resolve(id, at):
            self.named[id] = found
        else:
            self.missed.add((id, at))
        return found

    def resolve(self, id: str, at: Location) -> Note | None:
        source, slash, quote = id.partition("/")
        if self.is_refused(id, source):
            return None
        if not slash and id in self.project.sources:
            return Note(self.project.sources[id], None)
        if slash and id in self.quotes:
            return Note(self.quotes[id].source, self.quotes[id])
        if slash:
            self.unknown_pair(source, quote, at)
            return None
        match self.by_quote.get(id, []):
            case [only]:
                return Note(only.source, only)
            case []:
                known = [*self.project.sources, *self.quotes, *self.by_quote]
                hint = did_you_mean(id, known) or "mark the passage under `quotes` in its source's record"
                message = f"no source or quote is called `{shown(id, 60)}`"
                self.report(Diagnostic(at, "unknown-citation", message, hint))
            case several:
                listed = " or ".join(f"`{quote.key}`" for quote in several)
                message = f"`{id}` is a quote in {len(several)} sources"
                self.report(Diagnostic(at, "ambiguous-citation", message, f"write {listed}"))
        return None

    def is_refused(self, id: str, source: str) -> bool:
        """Whether the record of what an id names, or the passage in it, is a problem already."""
        refused = self.project.refused
        if "/" not in id and (None in self.refused_quotes or id in self.refused_quotes):
            return True
        return bool(refused) and bool({source, id, f"sources/{source}.yaml#quotes"} & refused)

    def unknown_pair(self, source: str, quote: str, at: Location) -> None:
        if source not in self.project.sources:
            message = f"no source is called `{shown(source, 60)}`"
            hint = did_you_mean(source, self.project.sources) or "its record belongs in `sources/`"
        else:
            message = f"`{source}` has no quote called `{shown(quote, 60)}`"
            ids = [each.id for each in self.project.sources[source].annotations]
            hint = did_you_mean(quote, ids) or f"mark the passage under `quotes` in sources/{source}.yaml"
        self.report(Diagnostic(at, "unknown-citation", message, hint))

    def register(self, entity: Entity) -> Iterator[Note]:
        """What an entry of a register cites, each once."""
        cited = [*entity.cite, *(reference for office in entity.offices for reference in office.cite)]
        seen = set()
        for reference in cited:
            note = self.note(reference.target, reference.at)
            if note and note.label not in seen:
                seen.add(note.label)
                yield note

    def originals(self) -> Iterator[tuple[str, Note]]:
        """By quote: the passage that has the words which it translates."""
        for key, quote in self.quotes.items():
            cite = quote.annotation.original.cite if quote.annotation.original else None
            note = self.note(cite.target, cite.at) if cite else None
            if not cite or not note:
                continue
            if note.quote is None or note.label == key:
                said = "the quote itself" if note.quote else "a whole source"
                message = f"`{shown(cite.target, 60)}` is {said}, and an original is a passage of its own"
                hint = "mark the original words under `quotes`, and write `cite: source/quote`"
                self.report(Diagnostic(cite.at, "original-not-a-passage", message, hint))
                continue
            yield key, note

    def uses(self, page: Manuscript) -> Iterator[Use]:
        """Every use of a note on a page, in reading order, with the anchor that the hosts give it."""
        counts: dict[str, int] = {}
        for note, span, written, sentence, _ in self.walk(page):
            label = note.label
            count = counts[label] = counts.get(label, 0) + 1
            yield Use(note, f"fnref{count if count > 1 else ''}:{label}", span, written, sentence)

    def walk(self, page: Manuscript) -> Iterator[Marked]:
        """Running text first, then the author's own footnotes as they are listed below it."""
        found = [*self.marks(page, (page.path,))]
        yield from (each for each in found if not each[-1])
        for label in dict.fromkeys(within for *_, within in found if within):
            yield from (each for each in found if each[-1] == label)

    def marks(self, page: Manuscript, within: tuple[str, ...]) -> Iterator[Marked]:
        """Each citation's note and place, and the footnote that it stands in, pages taken in included."""
        order = {label: index for index, label in enumerate(page.notes)}
        marks: list[Citation | Directive] = [*page.citations, *page.directives]
        marks.sort(key=lambda mark: (_in_note(mark, order), mark.span.start, mark.span.end))
        for mark in marks:
            if isinstance(mark, Directive):
                yield from self.directive_marks(mark, page, within)
                continue
            for target in mark.targets:
                if note := self.note(target.id, target.at):
                    yield note, mark.span, page.path, mark.sentence, mark.note

    def directive_marks(self, directive: Directive, page: Manuscript, within: tuple[str, ...]) -> Iterator[Marked]:
        name, argument = directive.name, directive.argument
        if name == "quote" and argument and (note := self.note(argument.removeprefix("@"), directive.at)):
            yield note, directive.span, page.path, -1, ""
        for reference, _, _ in data_references(directive, page, self.chronology):
            if note := self.note(reference.target, reference.at):
                yield note, directive.span, page.path, -1, ""
        inner = self.backgrounds.get(argument) if name == "background" else None
        if inner and inner.path not in within:
            yield from self.marks(inner, (*within, inner.path))

    # ── everything else that a manuscript names ────────────────────────────────────────────────

    def check_manuscripts(self) -> None:
        for page in self.project.manuscripts:
            for link in page.links:
                self.check_link(link, page)
            for directive in page.directives:
                self.check_directive(directive, page)
            for target in page.background:
                self.check_background(target, page)
            for reference in page.references:
                self.note(reference.target, reference.at)
        for event in self.project.events.values():
            for reference in event.cite:
                self.note(reference.target, reference.at)

    def check_link(self, link: Link, page: Manuscript) -> None:
        if link.target in self.project.refused or (link.target not in self.linkable and self.blind()):
            return
        if link.target in self.pages:
            self.check_draft(self.pages[link.target], page, link.at)
        elif link.target not in self.linkable:
            hint = did_you_mean(link.target, self.linkable) or "ids of people, organizations, pages, sources and topics"
            message = f"nothing is called `{shown(link.target, 60)}`"
            self.report(Diagnostic(link.at, "unknown-link", message, hint))

    def blind(self) -> bool:
        """Whether a whole register could not be read, so that nobody knows whom it has."""
        return bool({f"briefings/{name}.yaml" for name in ("people", "organizations", "topics")} & self.project.refused)

    def check_draft(self, target: Manuscript, page: Manuscript, at: Location) -> None:
        if target.status is Status.DRAFT and page.status is Status.PUBLISHED:
            message = f"`{target.id}` is a draft, and this page is published"
            self.report(Diagnostic(at, "draft-link", message, "publish it, or leave this out until then"))

    def check_directive(self, directive: Directive, page: Manuscript) -> None:
        name, argument = directive.name, directive.argument
        if name not in DIRECTIVES:
            hint = did_you_mean(name, DIRECTIVES) or f"there are {', '.join(f'`{each}`' for each in DIRECTIVES)}"
            self.report(Diagnostic(directive.at, "unknown-directive", f"`{name}` is no directive", hint))
        elif name == "background":
            self.check_background(Target(argument, directive.at), page, rule="bad-directive")
            self.check_cycle(directive, page)
        elif name == "quote" and not argument:
            self.report(Diagnostic(directive.at, "bad-directive", "`quote` needs a quote", "`::: quote source/quote`"))
        elif name not in ARGUED and argument:
            message = f"`{name}` takes no argument"
            self.report(Diagnostic(directive.at, "bad-directive", message, f"write `::: {name}` alone"))
        elif name in DATA:
            self.check_data(directive, page)

    def check_data(self, directive: Directive, page: Manuscript) -> None:
        """What a directive draws from the page's data file is there."""
        argument, part = directive.argument, DATA[directive.name]
        file = f"briefings/{page.path.removesuffix('.md')}.yaml"
        judgments = {each.id: each for each in page.judgments}
        parts = {"comparisons": page.comparisons, "judgments": judgments, "inferences": page.inferences}
        known = [*parts[part]]
        if (not known and self.is_lost(file, part)) or (argument not in known and self.is_lost(file, part, argument)):
            return
        if not known:
            message, hint = f"this page has no {part}", f"add them under `{part}` in {file}"
        elif argument and argument not in known:
            message = f"no {part.removesuffix('s')} is called `{shown(argument, 60)}`"
            hint = did_you_mean(argument, known) or f"add it under `{part}` in {file}"
        elif not argument and directive.name == "inference":
            message, hint = "`inference` needs the id of one", f"`::: inference {known[0]}`"
        else:
            return
        self.report(Diagnostic(directive.at, "bad-directive", message, hint))

    def is_lost(self, file: str, part: str, id: str | None = None) -> bool:
        """Whether a data file, a part of it, or in that one entry, any unless it is named, could not be read."""
        whole = bool({file, f"{file}#{part}"} & self.project.refused)
        return whole or (f"{file}#{part}" if id is None else f"{file}#{part}.{id}") in self.lost

    def check_background(self, target: Target, page: Manuscript, rule: str = "unknown-background") -> None:
        found = self.backgrounds.get(target.id)
        if found:
            self.check_draft(found, page, target.at)
            return
        if target.id in self.project.refused:
            return
        hint = did_you_mean(target.id, self.backgrounds) or "background pages stand in `briefings/background/`"
        message = f"no background page is called `{shown(target.id, 60)}`"
        self.report(Diagnostic(target.at, rule, message, hint))

    def check_cycle(self, directive: Directive, page: Manuscript) -> None:
        seen = {directive.argument}
        ahead = [directive.argument]
        while ahead:
            inner = self.backgrounds.get(ahead.pop())
            for each in inner.directives if inner else ():
                if each.name == "background" and each.argument not in seen:
                    seen.add(each.argument)
                    ahead.append(each.argument)
        if page.id in seen and page.role == "background":
            message = f"`{directive.argument}` takes this page in, so it would never end"
            self.report(Diagnostic(directive.at, "directive-cycle", message, "link to it instead: `[[…]]`"))


def _parts(refused: frozenset[str]) -> Iterator[str]:
    """`a.yaml#comparisons.who.says` lies in `a.yaml#comparisons.who` and `a.yaml#comparisons`."""
    for each in refused:
        file, _, part = each.partition("#")
        steps = part.split(".")
        yield from (f"{file}#{'.'.join(steps[:count])}" for count in range(1, len(steps) + 1))


def _refused_quotes(refused: frozenset[str]) -> Iterator[str | None]:
    """The ids of quotes that could not be read; None for those of a whole record, which nobody knows."""
    for each in refused:
        file, _, part = each.partition("#")
        if file.startswith("sources/") and part in ("", "quotes"):
            yield None
        elif not part and not file.startswith("briefings/") and "/" in file:
            yield file.partition("/")[2]


def _in_note(mark: Citation | Directive, order: Mapping[str, int]) -> int:
    """-1 in running text, else the place of the author's footnote in their list."""
    return order.get(mark.note, -1) if isinstance(mark, Citation) and mark.note else -1
