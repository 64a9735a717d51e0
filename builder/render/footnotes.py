"""What a citation becomes for a reader: the words, who said them, through whom, and the ways on."""

from dataclasses import dataclass

from markupsafe import Markup

from builder.model.resolved import Note, Quote, Verdict
from builder.model.written import Entity, Kind
from builder.render.dates import in_words, within
from builder.render.escape import inert
from builder.render.languages import language_name
from builder.render.sheet import Sheet, entity_path, source_path

VERDICTS = {
    Verdict.VERIFIED: "verified word for word",
    Verdict.FAILED: "not found in the archived text",
    Verdict.UNCHECKABLE: "cannot be checked: no archived text",
}


@dataclass(frozen=True, slots=True)
class Footnote:
    """One note's parts, ready for the template: Markdown, inert."""

    label: str
    words: Markup
    """As quoted, without quotation marks; empty for a source cited whole."""
    language: str
    voice: str
    """`direct`, `reported`, `statement` or, for a whole source, `source`."""
    speaker: Markup
    chain: Markup
    """Who relayed the words, up to the outlet."""
    remarks: tuple[str, ...]
    record: Markup
    passage: str
    """Where the archived passage is shown; a Markdown destination."""
    live: Markup
    """The address on the live web; empty where there is none."""
    verdict: str


def footnote(note: Note, sheet: Sheet) -> Footnote:
    quote = note.quote
    verdict = VERDICTS[note.verdict] if note.verdict else "archived; cited as a whole"
    return Footnote(
        label=note.label,
        words=inert(" ".join(quote.annotation.selector.exact.split())) if quote else Markup(),
        language=note.source.language,
        voice=quote.kind if quote else "source",
        speaker=_speaker(quote, sheet) if quote else Markup(),
        chain=_chain(note),
        remarks=tuple(_remarks(quote)) if quote else (),
        record=record(note),
        passage=sheet.to_passage(note),
        live=inert(live_address(note)),
        verdict=verdict,
    )


def live_address(note: Note) -> str:
    """The source's own address, opened at the passage where one is known."""
    url = note.source.url
    fragment = note.quote.fragment if note.quote else ""
    if not url or not fragment:
        return url
    return f"{url}:~:{fragment}" if "#" in url else f"{url}#:~:{fragment}"


def record(note: Note) -> Markup:
    """Author, title and date, in one line; the outlet too where no chain of relay has named it."""
    source = note.source
    outlet = "" if note.quote else source.publisher
    parts = [inert(part) for part in (outlet, source.author) if part]
    parts.append(Markup("<cite>{}</cite>").format(inert(source.title)))
    if source.published:
        parts.append(inert(in_words(source.published)))
    return Markup(", ").join(parts)


def office(entity: Entity, day: str) -> str:
    """The office that someone held on a day, in words; empty where none is registered for it."""
    held = [
        each
        for each in entity.offices
        if not (each.since or each.until) or (day and within(day, each.since, each.until))
    ]
    return "; ".join(f"{each.title}, {each.of}" if each.of else each.title for each in held)


def _speaker(quote: Quote, sheet: Sheet) -> Markup:
    id = quote.annotation.speaker
    entity = sheet.graph.entity(id) if id else None
    if not entity:
        return Markup("speaker not named") if quote.kind is not Kind.STATEMENT else Markup()
    path = entity_path(entity)
    link = (
        Markup("[{}]({})").format(inert(entity.name), Markup(sheet.to(path)))
        if path != sheet.path
        else inert(entity.name)
    )
    held = office(entity, quote.source.published)
    return Markup("{}, {}").format(link, inert(held)) if held else link


def _chain(note: Note) -> Markup:
    """`to state television; as reported by …; as printed by …`, in the order that the words took."""
    source = note.source
    quote = note.quote
    steps = [Markup("through {}").format(inert(step)) for step in quote.annotation.via] if quote else []
    if source.publisher and quote:
        verb = {Kind.DIRECT: "quoted by", Kind.REPORTED: "as reported by", Kind.STATEMENT: "in the words of"}[
            quote.kind
        ]
        steps.append(Markup("{} {}").format(verb, inert(source.publisher)))
    if source.container and source.container != source.publisher:
        steps.append(Markup("as printed by {}").format(inert(source.container)))
    return Markup(", ").join(steps)


def _remarks(quote: Quote) -> list[str]:
    remarks = []
    if quote.annotation.translator == "not stated":
        language = language_name(quote.source.language)
        printed = f"as printed in {language}" if language else "as printed"
        remarks.append(str(inert(f"Words {printed}; translator not stated")))
    elif quote.annotation.translator:
        remarks.append(str(Markup("Translated by {}").format(inert(quote.annotation.translator))))
    if quote.source_brackets and "[" in quote.annotation.selector.exact:
        remarks.append("Brackets are the source’s")
    return remarks


def source_link(note: Note, sheet: Sheet) -> str:
    """The page of a note's source."""
    return sheet.to(source_path(note.source))
