"""Judgments and inferences, ready for their templates: what a reading of ours rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.paths import source_path
from builder.model.resolved import Note, Quote, Verdict
from builder.model.written import Judgment, Manuscript
from builder.render.escape import inert, joined
from builder.render.isolation import isolated
from builder.render.saying import Say
from builder.render.searches import terms_sought
from builder.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Reading:
    """A judgment or inference with its marks and its origins."""

    anchor: str
    """Its id on the page; empty where the page has drawn it already."""
    text: str
    marks: Markup
    inferred: bool
    origins: tuple[Markup, ...]
    uncheckable: int
    """Passages of the basis that cannot be checked."""
    rule: str
    searched: tuple[tuple[Markup, str], ...]
    """What was searched in vain, each with the terms: inert Markdown and plain text."""
    other_reading: str
    would_change: str


def reading(judgment: Judgment, page: Manuscript, sheet: Sheet) -> Reading:
    """The entry of a page's data file as it is drawn on a sheet, that page's own or one that takes it in."""
    notes = [note for each in judgment.basis if (note := sheet.graph.named.get(each.target))]
    return Reading(
        sheet.anchor(anchor(judgment, page, sheet)),
        judgment.text,
        Markup(sheet.cite(notes)),
        judgment.inferred,
        origins(notes, sheet),
        sum(1 for note in notes if note.verdict is Verdict.UNCHECKABLE),
        judgment.rule,
        tuple(_searched(judgment.searched, sheet)),
        judgment.other_reading,
        judgment.would_change,
    )


def origins(notes: Iterable[Note], sheet: Sheet) -> tuple[Markup, ...]:
    """The names of those whom passages first came from, each once."""
    names = {(each := sheet.graph.origins[note.label]).id: each.name for note in notes}
    return tuple(isolated(name, sheet.say) for name in names.values())


def anchor(judgment: Judgment, page: Manuscript, sheet: Sheet) -> str:
    """The id under which a sheet has a judgment: a page that is taken in puts its own name before it."""
    kind = "inference" if page.inferences.get(judgment.id) is judgment else "judgment"
    return f"_{kind}-{judgment.id if page.path == sheet.path else f'{page.id}.{judgment.id}'}"


def _searched(searched: Mapping[str, tuple[str, ...]], sheet: Sheet) -> Iterator[tuple[Markup, str]]:
    """What was searched for the same terms is named together."""
    places: dict[tuple[str, ...], list[Markup]] = {}
    for id, terms in searched.items():
        places.setdefault(terms, []).append(_named(id, sheet))
    yield from ((joined(named, sheet.say(", ")), terms_sought(terms, sheet.say)) for terms, named in places.items())


def _named(id: str, sheet: Sheet) -> Markup:
    """A source by its outlet, a passage by its words."""
    source = sheet.graph.project.sources.get(id.partition("/")[0])
    quote = sheet.graph.quotes.get(id)
    if quote:
        return beginning(quote, sheet.say)
    if source:
        return Markup("[{}]({})").format(
            isolated(source.publisher or source.title, sheet.say), Markup(sheet.to(source_path(source)))
        )
    return inert(id)


def beginning(quote: Quote, say: Say, limit: int = 40) -> Markup:
    """Its first words, as many as `limit` characters have, in quotation marks."""
    line = " ".join(quote.annotation.selector.exact.split())
    cut = line if len(line) <= limit else f"{line[:limit].rpartition(' ')[0] or line[:limit]} …"
    return say.quoted(isolated(cut, say, quote.source.language))
