"""Join what was written to what it names: the project becomes a graph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model import (
    Backlink,
    Citation,
    Directive,
    Entity,
    Graph,
    Link,
    Manuscript,
    Mention,
    Note,
    Project,
    Quote,
    Sentence,
    Span,
    Spelling,
    Status,
    Target,
    Use,
    Verdict,
)
from builder.resolve.folding import fold
from builder.resolve.names import Names, names, original
from builder.resolve.quotes import Article, article, judge

DIRECTIVES = ("quote", "background", "briefings", "people", "sources")


def link(project: Project, report: Report, *, autolink: bool = True) -> Graph:
    """The graph of everything that resolves; what does not is reported and left out."""
    articles = {id: ready for id, source in project.sources.items() if (ready := article(source, report))}
    quotes = {
        f"{source.id}/{annotation.id}": judge(annotation, source, articles.get(source.id), report)
        for source in project.sources.values()
        for annotation in source.annotations
    }
    linker = _Linker(project, quotes, report)
    linker.check_manuscripts()
    uses = {each.path: tuple(linker.uses(each)) for each in project.manuscripts}
    register_notes = {entity.id: tuple(linker.register(entity)) for entity in _entities(project)}
    matcher = names(_entities(project))
    mentions = {each.path: tuple(_mentions(each, project, matcher, autolink=autolink)) for each in project.manuscripts}
    return Graph(
        project=project,
        quotes=quotes,
        uses=uses,
        register_notes=register_notes,
        mentions=mentions,
        spellings=_spellings(articles, matcher),
        cited=_cited(project, uses),
        mentioned=_mentioned(project, mentions),
        used_by=_used_by(project),
        excerpts=_excerpts(project, uses, register_notes),
        article={id: ready.cut.article for id, ready in articles.items()},
        shown=frozenset(note.label for note in _notes(project, uses, register_notes)),
        spoken=_spoken(quotes),
        by_id={each.id: each for each in reversed(project.manuscripts) if each.role != "page"},
        by_path={each.path: each for each in project.manuscripts},
        published=tuple(_published(project)),
    )


def _entities(project: Project) -> tuple[Entity, ...]:
    return (*project.people.values(), *project.organizations.values())


@dataclass(slots=True)
class _Linker:
    project: Project
    quotes: Mapping[str, Quote]
    report: Report
    by_quote: dict[str, list[Quote]] = field(default_factory=dict)
    resolved: dict[tuple[str, Location], Note | None] = field(default_factory=dict)
    backgrounds: dict[str, Manuscript] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for quote in self.quotes.values():
            self.by_quote.setdefault(quote.annotation.id, []).append(quote)
        self.backgrounds = {each.id: each for each in self.project.manuscripts if each.role == "background"}

    # ── citations ──────────────────────────────────────────────────────────────────────────────

    def note(self, id: str, at: Location) -> Note | None:
        """What a citation's id names; a place is reported once, however often its page is taken in."""
        key = (id, at)
        if key not in self.resolved:
            self.resolved[key] = self.resolve(id, at)
        return self.resolved[key]

    def resolve(self, id: str, at: Location) -> Note | None:
        source, slash, quote = id.partition("/")
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

    def uses(self, page: Manuscript) -> Iterator[Use]:
        """Every use of a note on a page, in reading order, with the anchor that the hosts give it."""
        counts: dict[str, int] = {}
        for note, span, written in self.walk(page, (page.path,)):
            count = counts[note.label] = counts.get(note.label, 0) + 1
            yield Use(note, f"fnref{count if count > 1 else ''}:{note.label}", span, written)

    def walk(self, page: Manuscript, within: tuple[str, ...]) -> Iterator[tuple[Note, Span, str]]:
        marks: list[Citation | Directive] = [*page.citations, *page.directives]
        marks.sort(key=lambda mark: mark.span)
        for mark in marks:
            if isinstance(mark, Directive):
                yield from self.walk_directive(mark, page, within)
                continue
            for target in mark.targets:
                if note := self.note(target.id, target.at):
                    yield note, mark.span, page.path

    def walk_directive(
        self, directive: Directive, page: Manuscript, within: tuple[str, ...]
    ) -> Iterator[tuple[Note, Span, str]]:
        if directive.name == "quote" and (note := self.note(directive.argument.removeprefix("@"), directive.at)):
            yield note, directive.span, page.path
        inner = self.backgrounds.get(directive.argument) if directive.name == "background" else None
        if inner and inner.path not in within:
            yield from self.walk(inner, (*within, inner.path))

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
        linkable = {*self.project.people, *self.project.organizations, *self.project.sources}
        pages = {each.id: each for each in self.project.manuscripts if each.role != "page"}
        if link.target not in linkable and link.target not in pages:
            hint = did_you_mean(link.target, [*linkable, *pages]) or "ids of people, organizations, pages and sources"
            message = f"nothing is called `{shown(link.target, 60)}`"
            self.report(Diagnostic(link.at, "unknown-link", message, hint))
        elif link.target in pages:
            self.check_draft(pages[link.target], page, link.at)

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
        elif name not in ("quote", "background") and argument:
            message = f"`{name}` takes no argument"
            self.report(Diagnostic(directive.at, "bad-directive", message, f"write `::: {name}` alone"))

    def check_background(self, target: Target, page: Manuscript, rule: str = "unknown-background") -> None:
        found = self.backgrounds.get(target.id)
        if found:
            self.check_draft(found, page, target.at)
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


def _mentions(page: Manuscript, project: Project, matcher: Names, *, autolink: bool) -> Iterator[Mention]:
    """Registered names in a page's running text and links, in order; the first in a section links."""
    found: list[tuple[Span, str, int, int, bool]] = []
    for stretch in page.prose:
        folded = fold(page.text[stretch.span.start : stretch.span.end])
        for span, name in matcher.find(folded.text):
            if place := original(folded, span):
                shifted = Span(place.start + stretch.span.start, place.end + stretch.span.start)
                found.append((shifted, name.entity, stretch.section, stretch.sentence, False))
    entities = {**project.people, **project.organizations}
    found += [
        (each.span, each.target, each.section, each.sentence, True) for each in page.links if each.target in entities
    ]
    seen: set[tuple[str, int]] = set()
    for span, id, section, sentence, linked in sorted(found):
        first = (id, section) not in seen
        seen.add((id, section))
        wanted = autolink and page.autolink and entities[id].autolink
        yield Mention(id, span, sentence, links=first and wanted and not linked)


def _spellings(articles: Mapping[str, Article], matcher: Names) -> dict[str, tuple[Spelling, ...]]:
    found: dict[str, list[Spelling]] = {}
    for id, ready in sorted(articles.items()):
        forms: dict[str, set[str]] = {}
        for _, name in matcher.find(ready.hay.text):
            forms.setdefault(name.entity, set()).add(name.form)
        for entity, spelt in forms.items():
            ordered = tuple(sorted(spelt, key=lambda form: (-len(form), form)))
            found.setdefault(entity, []).append(Spelling(id, ordered))
    return {entity: tuple(listed) for entity, listed in found.items()}


def _published(project: Project) -> Iterator[Manuscript]:
    return (each for each in project.manuscripts if each.status is Status.PUBLISHED)


def _cited(project: Project, uses: Mapping[str, tuple[Use, ...]]) -> dict[str, tuple[Backlink, ...]]:
    """The sentences that cite each note; what a page takes in counts where it was written."""
    found: dict[str, list[Backlink]] = {}
    for page in _published(project):
        sentences = {citation.span: citation.sentence for citation in page.citations}
        sections = {directive.span: directive.section for directive in page.directives}
        for use in uses[page.path]:
            if use.written != page.path:
                continue
            if use.span in sentences:
                sentence = _named(page.sentences[sentences[use.span]], project)
            else:
                sentence = Sentence("", use.span, sections[use.span])
            found.setdefault(use.note.label, []).append(_backlink(page, sentence, use.anchor))
    return {label: tuple(listed) for label, listed in found.items()}


def _mentioned(project: Project, mentions: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[Backlink, ...]]:
    found: dict[str, dict[tuple[str, int], Backlink]] = {}
    for page in _published(project):
        for mention in mentions[page.path]:
            sentence = _named(page.sentences[mention.sentence], project)
            found.setdefault(mention.entity, {})[page.path, mention.sentence] = _backlink(page, sentence, "")
    return {entity: tuple(listed.values()) for entity, listed in found.items()}


def _backlink(page: Manuscript, sentence: Sentence, anchor: str) -> Backlink:
    section = page.headings[sentence.section - 1].text if sentence.section else ""
    return Backlink(page.path, sentence, section, anchor)


def _named(sentence: Sentence, project: Project) -> Sentence:
    """The sentence with `[[id]]` read as the name that a reader sees there."""
    if "[[" not in sentence.text:
        return sentence
    text = sentence.text
    for id in {part.partition("]]")[0] for part in text.split("[[")[1:]}:
        text = text.replace(f"[[{id}]]", title(project, id) or f"[[{id}]]")
    return Sentence(text, sentence.span, sentence.section)


def title(project: Project, id: str) -> str:
    """What readers call the thing that `[[id]]` names; empty where it names nothing."""
    if entity := project.people.get(id) or project.organizations.get(id):
        return entity.name
    if id in project.sources:
        return project.sources[id].title
    return next((each.title for each in project.manuscripts if each.id == id and each.role != "page"), "")


def _used_by(project: Project) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for page in _published(project):
        named = [target.id for target in page.background]
        named += [each.argument for each in page.directives if each.name == "background"]
        named += [each.target for each in page.links]
        for id in dict.fromkeys(named):
            if id != page.id:
                found.setdefault(id, []).append(page.path)
    return {id: tuple(paths) for id, paths in found.items()}


def _excerpts(
    project: Project,
    uses: Mapping[str, tuple[Use, ...]],
    registers: Mapping[str, tuple[Note, ...]],
) -> dict[str, tuple[Span, ...]]:
    """What published pages cite of each source: its passages, overlapping ones joined."""
    cited: dict[str, set[Span]] = {}
    for note in _notes(project, uses, registers):
        if note.quote and note.quote.verdict is Verdict.VERIFIED and note.quote.place:
            cited.setdefault(note.source.id, set()).update(note.quote.place.parts)
    return {source: tuple(_joined(sorted(spans))) for source, spans in cited.items()}


def _notes(
    project: Project, uses: Mapping[str, tuple[Use, ...]], registers: Mapping[str, tuple[Note, ...]]
) -> Iterator[Note]:
    """Every note that a published page has."""
    for page in _published(project):
        yield from (use.note for use in uses[page.path])
    for listed in registers.values():
        yield from listed


def _spoken(quotes: Mapping[str, Quote]) -> dict[str, tuple[Quote, ...]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        if quote.annotation.speaker:
            found.setdefault(quote.annotation.speaker, []).append(quote)
    return {speaker: tuple(listed) for speaker, listed in found.items()}


def _joined(spans: list[Span]) -> Iterator[Span]:
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        if span.start <= end:
            end = max(end, span.end)
        else:
            yield Span(start, end)
            start, end = span.start, span.end
    yield Span(start, end)
