"""What a citation becomes for a reader: the words, who said them, through whom, and the ways on."""

from dataclasses import dataclass

from markupsafe import Markup

from builder.model.resolved import Attribution, Note, Quote, Relay, Verdict
from builder.model.written import Entity, Kind
from builder.render.dates import in_words, within
from builder.render.escape import inert
from builder.render.insertions import marked, words
from builder.render.languages import language_name
from builder.render.sheet import Sheet, entity_path

VERDICTS = {
    Verdict.VERIFIED: "verified word for word",
    Verdict.FAILED: "not found in the archived text",
    Verdict.UNCHECKABLE: "cannot be checked: no archived text",
}
STATUSES = {Verdict.VERIFIED: "verified", Verdict.FAILED: "failed", Verdict.UNCHECKABLE: "uncheckable", None: "whole"}
"""The class of each verdict's mark: its shape, border and colour."""
ATTRIBUTIONS = {
    Attribution.FIRST_HAND: "First-hand",
    Attribution.RELAYED: "Relayed",
    Attribution.UNNAMED: "Speaker not named",
    Attribution.OWN: "Source’s own words",
}
FINGERPRINT = 8
"""As many signs of a SHA-256 tell one archived text from all others of a site."""
VERBS = {Kind.DIRECT: "quoted by", Kind.REPORTED: "as reported by", Kind.STATEMENT: "in the words of"}


@dataclass(frozen=True, slots=True)
class Footnote:
    """One note's parts, ready for the template: Markdown, inert."""

    label: str
    words: Markup
    """As quoted, without quotation marks; empty for a source cited whole."""
    language: str
    voice: str
    """`direct`, `reported`, `statement` or, for a whole source, `source`."""
    attribution: str
    """How the words reached the outlet: the class of its label; empty for a whole source."""
    attributed: str
    """The same in words."""
    speaker: Markup
    chain: Markup
    """Who relayed the words, up to the outlet."""
    remarks: tuple[str, ...]
    record: Markup
    passage: str
    """Where the archived passage is shown; a Markdown destination."""
    live: Markup
    """The address on the live web; empty where there is none."""
    address: Markup
    """The same without its way to the passage, for paper."""
    verdict: str
    status: str
    """The class of the verdict's mark."""
    printed: Markup
    """What only paper says: where the archived passage is, when it was kept, and the beginning of its fingerprint."""

    @property
    def told(self) -> Markup:
        """Speaker and chain, as far as they are known."""
        return Markup(", ").join(part for part in (self.speaker, self.chain) if part)


def footnote(note: Note, sheet: Sheet) -> Footnote:
    quote = note.quote
    verdict = VERDICTS[note.verdict] if note.verdict else "archived; cited as a whole"
    return Footnote(
        label=note.label,
        words=words(quote) if quote else Markup(),
        language=note.source.language,
        voice=quote.kind if quote else "source",
        attribution=quote.attribution if quote else "",
        attributed=_attributed(quote) if quote else "",
        speaker=_speaker(quote, sheet) if quote else Markup(),
        chain=_chain(note, sheet),
        remarks=tuple(_remarks(quote)) if quote else (),
        record=record(note),
        passage=sheet.to_passage(note),
        live=inert(live_address(note)),
        address=inert(note.source.url),
        verdict=verdict,
        status=STATUSES[note.verdict],
        printed=_printed(note, sheet),
    )


def _printed(note: Note, sheet: Sheet) -> Markup:
    source = note.source
    address = Markup('<bdi class="ab-address" dir="ltr">{}</bdi>').format(inert(sheet.address_of_passage(note)))
    signs = source.digest[:FINGERPRINT]
    if not signs:
        return sheet.say("Its record: {address}.", address=address)
    if not source.archived:
        return sheet.say("Archived copy: {address}, fingerprint {signs}.", address=address, signs=signs)
    day = in_words(source.archived)
    return sheet.say(
        "Archived copy: {address}, kept {day}, fingerprint {signs}.", address=address, day=day, signs=signs
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


def _attributed(quote: Quote) -> str:
    """`Relayed`; of a speaker who is not named, that too; and whether the words are the outlet's, not the speaker's."""
    parts = [ATTRIBUTIONS[quote.attribution]]
    if quote.attribution is Attribution.UNNAMED and quote.annotation.via:
        parts.append("relayed")
    if quote.kind is Kind.REPORTED:
        if quote.attribution is Attribution.FIRST_HAND:
            parts = ["Reported"]
        parts.append("in the outlet’s words")
    return ", ".join(parts)


def _speaker(quote: Quote, sheet: Sheet) -> Markup:
    id = quote.annotation.speaker
    entity = sheet.graph.entity(id) if id else None
    if not entity:
        return inert(id)
    held = office(entity, quote.source.published)
    link = _linked(entity.name, entity, sheet)
    return Markup("{}, {}").format(link, inert(held)) if held else link


def _linked(words: str, entity: Entity, sheet: Sheet) -> Markup:
    """A name that leads to its page, except on that page itself."""
    path = entity_path(entity)
    if path == sheet.path:
        return inert(words)
    return Markup("[{}]({})").format(inert(words), Markup(sheet.to(path)))


def _chain(note: Note, sheet: Sheet) -> Markup:
    """`through a website, then state television, quoted by …, as printed by …`: the way that the words took."""
    source, quote = note.source, note.quote
    outlet = source.publisher or source.container
    steps = [_relay(step, sheet) for step in sheet.graph.relays.get(quote.key, ())] if quote else []
    steps = [Markup("{} {}").format("then" if index else "through", step) for index, step in enumerate(steps)]
    if outlet and quote:
        alone = quote.kind is Kind.STATEMENT and not steps and not quote.annotation.speaker
        steps.append(inert(outlet) if alone else Markup("{} {}").format(VERBS[quote.kind], inert(outlet)))
    if source.container and source.container != (outlet if quote else source.publisher):
        steps.append(Markup("as printed by {}").format(inert(source.container)))
    return Markup(", ").join(steps)


def _relay(step: Relay, sheet: Sheet) -> Markup:
    entity = sheet.graph.entity(step.entity) if step.entity else None
    return _linked(step.words, entity, sheet) if entity else inert(step.words)


def _remarks(quote: Quote) -> list[str]:
    remarks = []
    if quote.annotation.translator == "not stated":
        language = language_name(quote.source.language)
        printed = f"as printed in {language}" if language else "as printed"
        remarks.append(str(inert(f"Words {printed}; translator not stated")))
    elif quote.annotation.translator:
        remarks.append(str(Markup("Translated by {}").format(inert(quote.annotation.translator))))
    return [*remarks, *marked(quote)]
