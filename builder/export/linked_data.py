"""Pages as schema.org describes them: what they are, what they quote and cite, what they claim.

Nothing is said here that the page itself does not show, and no words of a source whose record alone may be published.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.export.addresses import page_of, reference
from builder.export.days import exact
from builder.export.feeds import told
from builder.messages.catalogue import Catalogue, catalogue
from builder.model.characters import on_one_line
from builder.model.resolved import Graph, Note, Quote, Verdict
from builder.model.written import (
    Amendment,
    Correction,
    Entity,
    Judgment,
    Kind,
    Manuscript,
    Office,
    Person,
    Publish,
    Source,
)
from builder.settings import Settings

Node = dict[str, object]
AMENDED = (Amendment.CLARIFICATION, Amendment.CORRECTION, Amendment.WITHDRAWAL)
"""What readers of an earlier state are to know of."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes one page; addresses are as seen from there, unless the site has one of its own."""

    graph: Graph
    settings: Settings
    here: str
    """The page's path."""

    def site(self, description: str = "") -> list[Node]:
        url = self.settings.site_url
        return [
            _node(
                "WebSite",
                name=self.settings.site_name,
                description=description,
                url=url,
                inLanguage=self.settings.language,
                publisher=self.publisher(),
            )
        ]

    def article(self, page: Manuscript) -> list[Node]:
        """A briefing or a background page, and each of the judgments that it shows."""
        notes = [use.note for use in self.graph.uses[page.path]]
        sources = {note.source.id: note.source for note in notes}
        days = [exact(page.date), *(exact(each.date) for each in page.corrections)]
        words = catalogue(self.settings.language)
        article = _node(
            "Article",
            id=self.iri(page.path),
            headline=page.title,
            abstract=page.summary,
            url=self.url(page.path),
            inLanguage=self.settings.language,
            datePublished=days[0],
            dateModified=max(days),
            creativeWorkStatus="Withdrawn" if page.withdrawn else "",
            author=self.publisher(),
            publisher=self.publisher(),
            correction=[_correction(each, words) for each in page.corrections if each.kind in AMENDED],
            citation=[self.work(sources[id]) for id in sorted(sources)],
            hasPart=[self.quotation(quote) for quote in _quotes(notes)],
        )
        drawn = any(each.name == "judgments" for each in page.directives)
        return [article, *(self.claim(each, page) for each in page.judgments if drawn)]

    def source(self, source: Source) -> list[Node]:
        """What was published elsewhere, with the passages of it that our pages cite and may show."""
        cited = (quote for quote in self.graph.quotes_of(source) if quote.key in self.graph.shown)
        parts = [self.quotation(quote) for quote in _quotes(Note(source, quote) for quote in cited)]
        return [self.work(source) | ({"hasPart": parts} if parts else {})]

    def entity(self, entity: Entity) -> list[Node]:
        return [
            _node(
                _type(entity),
                id=self.iri(page_of(entity), "_entity"),
                name=entity.name,
                alternateName=list(entity.names[1:]),
                description=entity.description,
                jobTitle=[_office(each) for each in entity.offices],
            )
        ]

    def work(self, source: Source) -> Node:
        """A source; a news article where it has a dateline."""
        return _node(
            "NewsArticle" if source.dateline else "CreativeWork",
            id=self.iri(page_of(source), "_work"),
            name=source.title,
            creditText=source.author,
            publisher=_outlet(source),
            datePublished=exact(source.published),
            dateline=source.dateline,
            inLanguage=source.language,
            url=source.url,
        )

    def quotation(self, quote: Quote) -> Node:
        """Words that stand in the archived text: a speaker's, or the outlet's, which may be about a speaker."""
        entity = self.graph.entity(quote.annotation.speaker)
        speaker = _node(_type(entity), id=self.iri(page_of(entity), "_entity"), name=entity.name) if entity else {}
        direct = quote.kind is Kind.DIRECT
        return _node(
            "Quotation",
            id=self.iri(page_of(quote.source), quote.annotation.id),
            text=quote.annotation.selector.exact,
            inLanguage=quote.source.language,
            spokenByCharacter=speaker if direct else {},
            creator=speaker if direct else _outlet(quote.source),
            about={} if direct else speaker,
            isPartOf={"@id": self.iri(page_of(quote.source), "_work")},
        )

    def claim(self, judgment: Judgment, page: Manuscript) -> Node:
        """A judgment of ours, where it is made, and the passages that it rests on."""
        notes = [note for each in judgment.basis if (note := self.graph.named.get(each.target))]
        return _node(
            "Claim",
            id=self.iri(page.path, f"_judgment-{judgment.id}"),
            text=judgment.text,
            author=self.publisher(),
            appearance={"@id": self.iri(page.path)},
            isBasedOn=[{"@id": self.iri(page_of(quote.source), quote.annotation.id)} for quote in _quotes(notes)],
        )

    def publisher(self) -> Node:
        return _node("Organization", name=self.settings.site_name, url=self.settings.site_url)

    def iri(self, path: str, anchor: str = "") -> str:
        return reference(path, anchor, self.here, self.settings)

    def url(self, path: str) -> str:
        return self.iri(path) if self.settings.site_url else ""


def _quotes(notes: Iterable[Note]) -> Iterator[Quote]:
    """The verified quotes among notes whose words programs may have, each once."""
    quotes = {note.quote.key: note.quote for note in notes if note.quote}
    for quote in quotes.values():
        if quote.verdict is Verdict.VERIFIED and quote.source.publish is not Publish.RECORD:
            yield quote


def _correction(entry: Correction, words: Catalogue) -> Node:
    return _node("CorrectionComment", text=told(entry, words), datePublished=exact(entry.date))


def _office(office: Office) -> Node:
    """An office with its time: schema.org's role stands between a person and a title."""
    title = f"{office.title}, {office.of}" if office.of else office.title
    return _node("Role", jobTitle=title, startDate=exact(office.since), endDate=exact(office.until))


def _type(entity: Entity) -> str:
    return "Person" if isinstance(entity, Person) else "Organization"


def _outlet(source: Source) -> Node:
    return _node("Organization", name=source.publisher) if source.publisher else {}


def _node(type: str, id: str = "", **properties: object) -> Node:
    """A node with the properties that say something."""
    said = {
        name: on_one_line(value) if isinstance(value, str) else value for name, value in properties.items() if value
    }
    return {"@type": type, **({"@id": id} if id else {}), **said}
