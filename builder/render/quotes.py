"""Quotes in lists: all that pages cite, those of one speaker, those of one verdict."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from builder.model.paths import entity_path, source_path, speaker_path, topic_path, verdict_path
from builder.model.resolved import Backlink, Gathered, Graph, Note, Page, Quote, Verdict
from builder.model.written import Entity, Publish, Source
from builder.render.dates import in_words
from builder.render.footnotes import Footnote, office, verdicts
from builder.render.insertions import opening
from builder.render.kept import LEVEL
from builder.render.layout import draw
from builder.render.log import listed_title
from builder.render.paging import Part, pager, parts, trail
from builder.render.saying import Say
from builder.render.sheet import Desk, Sheet

INDEX = "quotes/index.md"
WORDS_MOST = 525
"""Characters of a quotation in a list; its source's page has it whole."""
CITING_MOST = 5
"""Pages that cite a quote, in a list; its source's page has all."""
CHOICES_MOST = 12
"""Choices of a filter beside a list; an index has all."""
ADDRESSES = {
    Verdict.VERIFIED: "verified",
    Verdict.UNCHECKABLE: "cannot-be-checked",
    Verdict.FAILED: "not-verified",
}
"""The pages of quotes by verdict."""

K = TypeVar("K", bound=str)
Weigh = Callable[[Quote], int]


@dataclass(frozen=True, slots=True)
class Listed:
    """One quote in a list, ready for its template."""

    note: Footnote
    id: str
    words: Markup
    """Empty where its source's rights keep them to the pages that quote them."""
    cut: bool
    """Whether they go on."""
    speaker: str
    """The id; empty where nobody is named, or nobody registered."""
    name: str
    name_path: str
    office: str
    """On the day of the source."""
    source: Source
    title: str
    source_path: str
    passage: str
    topics: tuple[tuple[str, str, str], ...]
    """Id, name and path of each."""
    citing: tuple[tuple[str, str], ...]
    """Title and place of the pages that cite it."""
    more: int
    """Pages beyond these."""
    more_path: str


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """A quote's entry in the lists of a page."""

    quote: Quote
    sheet: Sheet
    citing: "Citing"

    def once(self, macro: Callable[[Listed, Markup], str], level: int) -> Markup:
        """What a macro makes of it, under a heading of a level."""
        drawn = self.sheet.once("entry", self.quote.key, self._draw(macro))
        return Markup(drawn.replace(LEVEL, str(level)))

    def _draw(self, macro: Callable[[Listed, Markup], str]) -> Callable[[Sheet], str]:
        return lambda sheet: macro(_listed(self.quote, sheet, self.citing), Markup(LEVEL))


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list: its choices with most quotes, and where the others are."""

    name: str
    choices: tuple[Choice, ...]
    others: int
    others_path: str


Where = tuple[str, str, str]
"""Title and path of a page, and the anchor on it."""
Citing = Mapping[str, tuple[Where, ...]]
"""By quote's key: each page that cites it."""


class CitingPages(Mapping[str, tuple[Where, ...]]):
    """By quote's key: the pages that cite it, once each: those of briefings in their order, then those of registers.

    They are named when they are asked for: each quote has some, and most lists are drawn at another time. `titles` are
    those of all pages that cite.
    """

    def __init__(
        self, cited: Mapping[str, tuple[Backlink, ...]], titles: Mapping[str, str], registers: Mapping[str, list[Where]]
    ) -> None:
        self._of = cited, titles, registers

    def __getitem__(self, key: str) -> tuple[Where, ...]:
        cited, titles, registers = self._of
        if key not in cited and key not in registers:
            raise KeyError(key)
        pages = {path: (titles[path], path, anchor) for path, anchor in _firsts(cited.get(key, ())).items()}
        for place in registers.get(key, ()):
            pages.setdefault(place[1], place)
        return tuple(pages.values())

    def __iter__(self) -> Iterator[str]:
        cited, _, registers = self._of
        return iter({**cited, **registers})

    def __len__(self) -> int:
        cited, _, registers = self._of
        return len({**cited, **registers})

    def __eq__(self, other: object) -> bool:
        """What citing sentences say counts for nothing, nor does a second mark: all lists stay as they are."""
        if not isinstance(other, CitingPages) or self._of[1:] != other._of[1:]:
            return False
        ours, theirs = self._of[0], other._of[0]
        return ours.keys() == theirs.keys() and all(_lead_alike(links, theirs[key]) for key, links in ours.items())

    __hash__ = None  # type: ignore[assignment]  # as that of a dict


def _lead_alike(some: Sequence[Backlink], others: Sequence[Backlink]) -> bool:
    return some == others or [*_firsts(some).items()] == [*_firsts(others).items()]


def _firsts(links: Iterable[Backlink]) -> dict[str, str]:
    """By page: its first mark."""
    found: dict[str, str] = {}
    for each in links:
        found.setdefault(each.page, each.anchor)
    return found


def citing_pages(graph: Graph, say: Say) -> CitingPages:
    """The pages that cite each quote, of a graph whose tables note no look."""
    registers: dict[str, list[Where]] = {}
    for id, notes in graph.register_notes.items():
        if entity := graph.entity(id):
            for note in notes:
                registers.setdefault(note.label, []).append((entity.name, entity_path(entity), ""))
    citing = {each.page for links in graph.cited.values() for each in links}
    titles = {path: listed_title(graph.by_path[path], say) for path in citing}
    return CitingPages(graph.cited, titles, registers)


def quote_pages(desk: Desk, citing: Citing, weigh: Weigh) -> Iterator[Page]:
    """The overview and its plain pages by speaker and by verdict; none where no page quotes anything."""
    graph, say = desk.graph, desk.say
    if not graph.quoted:
        return
    title = say.plain("Quotes")
    summary = say.plain("Every quotation that the pages of this site cite, with who said it and where.")
    taken = {page.path for page in graph.published}
    if INDEX not in taken:
        yield from _list(desk, citing, weigh, INDEX, title, graph.quoted, summary, found=True)
    by_verdict, by_speaker = desk.memory.made("grouped", _groups, *graph.quoted)
    for verdict, quotes in by_verdict.items():
        name = verdicts(say)[verdict]
        yield from _list(desk, citing, weigh, verdict_path(ADDRESSES[verdict]), f"{title}: {name}", quotes, "")
    for id, quotes in by_speaker.items():
        if entity := graph.entity(id):
            heading = say.plain("Quotes of {name}", name=entity.name)
            yield from _list(desk, citing, weigh, speaker_path(id), heading, quotes, "")


def _list(
    desk: Desk,
    citing: Citing,
    weigh: Weigh,
    path: str,
    title: str,
    quotes: Sequence[Quote],
    summary: str,
    *,
    found: bool = False,
) -> Iterator[Page]:
    """One list in its parts; `found` says whether the search has its quotes."""
    for part in desk.memory.made(("parts", path), lambda *_: (*parts(path, quotes, weigh),), weigh, *quotes):
        yield desk.page(part.path, _part, part, citing, title, summary, len(quotes), found)


def _part(part: Part[Quote], citing: Citing, title: str, summary: str, total: int, found: bool, sheet: Sheet) -> str:
    overview = part.beginning == INDEX
    above = [] if overview else [(sheet.say.plain("Quotes"), sheet.to(INDEX))]
    list_above, here = trail(part, title, sheet)
    listed = [QuoteEntry(quote, sheet, citing) for quote in part.items]
    return draw(
        "quotes",
        sheet,
        title,
        summary,
        within=[*above, *list_above],
        here=here,
        searched=found,
        contents=False,
        part=part,
        total=total,
        quotes=listed,
        filtering=filtering(part.items, sheet),
        filters=filters(sheet.graph, sheet) if overview and part.number == 1 else [],
        pager=pager(part, sheet),
    )


def filtering(quotes: Sequence[Quote], sheet: Sheet) -> list[tuple[str, str]]:
    """The filters that a list on one page has a choice for, each by its name in the script with its word."""
    graph, say = sheet.graph, sheet.say
    named = graph.topic_names
    values: dict[str, tuple[str, Set[str]]] = {
        "speaker": (say.plain("Speaker"), {id for each in quotes if graph.entity(id := each.annotation.speaker)}),
        "source": (say.plain("Source"), {each.source.id for each in quotes}),
        "topic": (say.plain("Topic"), {id for each in quotes for id in each.annotation.topics if id in named}),
        "verdict": (say.plain("Verdict"), {each.verdict for each in quotes}),
    }
    return [(name, word) for name, (word, found) in values.items() if len(found) > 1]


def weigher(citing: Citing) -> Weigh:
    """About how many bytes of text the entry of a quote of the graph has, worked out once for all lists."""
    known: dict[int, tuple[int, Quote]] = {}

    def weigh(quote: Quote) -> int:
        found = known.get(id(quote))
        if found is None:  # the quote is held beside its weight, so that no other has its place
            found = known[id(quote)] = _weight(quote, citing), quote
        return found[0]

    return weigh


def _weight(quote: Quote, citing: Citing) -> int:
    texts = [quote.annotation.selector.exact[:WORDS_MOST], quote.source.title, quote.source.publisher]
    texts += [title for title, _, _ in citing.get(quote.key, ())[:CITING_MOST]]
    texts += [*quote.annotation.topics, *quote.annotation.via]
    return 200 + 40 * len(texts) + len("".join(texts).encode())


def _listed(quote: Quote, sheet: Sheet, citing: Citing) -> Listed:
    graph, source = sheet.graph, quote.source
    entity = graph.entity(quote.annotation.speaker) if quote.annotation.speaker else None
    words, cut = opening(quote, WORDS_MOST, sheet.say)
    hidden = source.publish is Publish.RECORD
    note = Note(source, quote)
    pages = citing.get(quote.key, ())
    return Listed(
        note=Footnote(note, sheet),
        id=quote.key,
        words=Markup() if hidden else words,
        cut=cut,
        speaker=entity.id if entity else "",
        name=entity.name if entity else "",
        name_path=sheet.to(entity_path(entity)) if entity else "",
        office=_office(entity, source, sheet.say),
        source=source,
        title=source.title,
        source_path=sheet.to(source_path(source)),
        passage=sheet.to_passage(note),
        topics=topic_links(graph, sheet, quote.annotation.topics),
        citing=tuple((title, sheet.to(path, anchor)) for title, path, anchor in pages[:CITING_MOST]),
        more=len(pages[CITING_MOST:]),
        more_path=sheet.to(source_path(source), f"_passage-{quote.annotation.id}"),
    )


def _office(entity: Entity | None, source: Source, say: Say) -> str:
    return office(entity, source.published, say) if entity else ""


def topic_links(graph: Graph, sheet: Sheet, topics: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """Id, name and path of each topic that has a page."""
    names = graph.topic_names
    return tuple((id, names[id], sheet.to(topic_path(id))) for id in dict.fromkeys(topics) if id in names)


def filters(graph: Graph, sheet: Sheet) -> list[Filter]:
    """The ways to narrow the overview, each choice with its count and its plain page."""
    say = sheet.say
    project = graph.project
    counted = Counter(quote.verdict for quote in graph.quoted)
    return [
        Filter(
            say.plain("By verdict"),
            tuple(
                Choice(words, sheet.to(verdict_path(ADDRESSES[each])), counted[each])
                for each, words in verdicts(say).items()
                if each and counted[each]
            ),
            0,
            "",
        ),
        _filter(
            say.plain("By speaker"),
            [
                Choice(entity.name, sheet.to(speaker_path(id)), count)
                for id, count in spoken_counts(graph).items()
                if (entity := graph.entity(id))
            ],
            sheet.to("people/index.md"),
        ),
        _filter(
            say.plain("By source"),
            [
                Choice(source_name(project.sources[id], say), sheet.to(f"sources/{id}.md", "_cited_by"), count)
                for id, count in source_counts(graph).items()
            ],
            sheet.to("sources/index.md"),
        ),
        _filter(say.plain("By topic"), topic_choices(graph, sheet), sheet.to("topics/index.md")),
    ]


def source_name(source: Source, say: Say) -> str:
    """`Sputnik International, 20 January 2015: Russia, Iran Sign …`."""
    parts = (source.outlet, in_words(source.published, say))
    outlet = say.plain(", ").join(part for part in parts if part)
    return f"{outlet}: {source.title}" if outlet else source.title


def topic_choices(graph: Graph, sheet: Sheet) -> list[Choice]:
    def choice(each: Gathered) -> Choice:
        return Choice(each.name, sheet.to(topic_path(each.topic)), len(each.quotes))

    return [choice(each) for each in graph.topics.values() if each.quotes]


def _filter(name: str, choices: list[Choice], others_path: str) -> Filter:
    """The choices with most quotes first; of those with as many, by name."""
    choices.sort(key=lambda each: (-each.count, each.words.casefold(), each.path))
    others = len(choices[CHOICES_MOST:])
    return Filter(name, tuple(choices[:CHOICES_MOST]), others, others_path if others else "")


def _groups(*quotes: Quote) -> tuple[dict[Verdict, list[Quote]], dict[str, list[Quote]]]:
    """By verdict, and by the id of the speaker."""
    return _grouped(quotes, lambda quote: quote.verdict), _grouped(quotes, lambda quote: quote.annotation.speaker)


def _grouped(quotes: Iterable[Quote], by: Callable[[Quote], K]) -> dict[K, list[Quote]]:
    found: dict[K, list[Quote]] = {}
    for quote in quotes:
        found.setdefault(by(quote), []).append(quote)
    return dict(sorted(found.items()))


def spoken_counts(graph: Graph) -> Counter[str]:
    """How many of the quotes that pages cite each speaker has; those of nobody named are under an empty id."""
    return Counter(quote.annotation.speaker for quote in graph.quoted)


def source_counts(graph: Graph) -> Counter[str]:
    """How many of them each source has."""
    return Counter(quote.source.id for quote in graph.quoted)
