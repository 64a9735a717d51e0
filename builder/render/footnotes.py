"""What a citation becomes for a reader: the words, who said them, through whom, and the ways on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from builder.model.addresses import spoken_host
from builder.model.paths import entity_path
from builder.model.resolved import Attribution, Note, Quote, Relay, Verdict
from builder.model.written import Entity, Kind, Publish
from builder.render.dates import in_words, within
from builder.render.escape import inert, joined, markup
from builder.render.insertions import line, marked, words
from builder.render.isolation import apart, isolated
from builder.render.languages import language_name
from builder.render.saying import Say
from builder.render.sheet import Sheet

STATUSES = {Verdict.VERIFIED: "verified", Verdict.FAILED: "failed", Verdict.UNCHECKABLE: "uncheckable", None: "whole"}
"""The class of each verdict's mark: its shape, border and colour."""
FINGERPRINT = 8
"""As many signs of a SHA-256 tell one archived text from all others of a site."""


@dataclass(frozen=True, slots=True)
class Translated:
    """The words that a quote translates, to stand beside it: inert Markdown."""

    words: Markup
    attributes: Markup
    """Language and direction."""
    named: Markup
    """What they are."""
    record: Markup
    """Where they stand; empty where the author gives them."""
    passage: str
    """A Markdown destination; empty where the author gives them."""
    verdict: str
    status: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """One note's parts for templates, each drawn when one asks for it: Markdown, inert."""

    note: Note
    sheet: Sheet

    def once(self, kind: str, macro: Callable[["Footnote"], str]) -> Markup:
        """What a macro makes of the note, which is much the same on every page."""
        return Markup(self.sheet.once(kind, self.label, lambda sheet: macro(Footnote(self.note, sheet))))

    @property
    def label(self) -> str:
        return self.note.label

    @property
    def words(self) -> Markup:
        """As quoted, without quotation marks; empty for a source cited whole."""
        return words(self.note.quote, self.sheet.say) if self.note.quote else Markup()

    @property
    def quoted(self) -> bool:
        """Whether it is of words, and not of a source as a whole."""
        return self.note.quote is not None

    @property
    def language(self) -> str:
        return self.note.source.language

    @property
    def voice(self) -> str:
        """`direct`, `reported`, `statement` or, for a whole source, `source`."""
        return self.note.quote.kind if self.note.quote else "source"

    @property
    def attribution(self) -> str:
        """How the words reached the outlet: the class of its label; empty for a whole source."""
        return self.note.quote.attribution if self.note.quote else ""

    @property
    def attributed(self) -> str:
        """The same in words."""
        return _attributed(self.note.quote, self.sheet.say) if self.note.quote else ""

    @property
    def chain(self) -> Markup:
        """Who relayed the words, up to the outlet."""
        return _chain(self.note, self.sheet)

    @property
    def told(self) -> Markup:
        """Speaker and chain, as far as they are known."""
        speaker = _speaker(self.note.quote, self.sheet) if self.note.quote else Markup()
        return joined((part for part in (speaker, self.chain) if part), self.sheet.say(", "))

    @property
    def remarks(self) -> list[Markup]:
        return _remarks(self.note.quote, self.sheet.say) if self.note.quote else []

    @property
    def record(self) -> Markup:
        return record(self.note, self.sheet.say)

    @property
    def passage(self) -> str:
        """Where the archived passage is shown; a Markdown destination."""
        return self.sheet.to_passage(self.note)

    @property
    def live(self) -> Markup:
        """The address on the live web; empty where there is none."""
        return inert(live_address(self.note))

    @property
    def address(self) -> Markup:
        """The same without its way to the passage, for paper."""
        return inert(self.note.source.url)

    @property
    def host(self) -> Markup:
        """Whose page it is."""
        return inert(spoken_host(self.note.source.url))

    @property
    def verdict(self) -> str:
        return verdicts(self.sheet.say)[self.note.verdict]

    @property
    def status(self) -> str:
        """The class of the verdict's mark."""
        return STATUSES[self.note.verdict]

    @property
    def original(self) -> Translated | None:
        """What the words translate."""
        return _original(self.note.quote, self.sheet) if self.note.quote else None

    @property
    def printed(self) -> Markup:
        """What only paper says: where the archived passage is, when it was kept, how its fingerprint begins."""
        return _printed(self.note, self.sheet)


@cache
def verdicts(say: Say) -> Mapping[Verdict | None, str]:
    return {
        Verdict.VERIFIED: say.plain("verified word for word"),
        Verdict.FAILED: say.plain("not found in the archived text"),
        Verdict.UNCHECKABLE: say.plain("cannot be checked: no archived text"),
        None: say.plain("archived; cited as a whole"),
    }


def _printed(note: Note, sheet: Sheet) -> Markup:
    source = note.source
    address = markup('<bdi class="ab-address" dir="ltr">%s</bdi>', inert(sheet.address_of_passage(note)))
    signs = source.digest[:FINGERPRINT]
    if not signs or source.publish is Publish.RECORD:  # the page there has no text to compare
        return sheet.say("Its record: {address}.", address=address)
    if not source.archived:
        return sheet.say("Archived copy: {address}, fingerprint {signs}.", address=address, signs=signs)
    day = in_words(source.archived, sheet.say)
    return sheet.say(
        "Archived copy: {address}, kept {day}, fingerprint {signs}.", address=address, day=day, signs=signs
    )


def _original(quote: Quote, sheet: Sheet) -> Translated | None:
    """As another source has it, with that one's verdict; what the author gives is never shown as checked."""
    say, given = sheet.say, quote.annotation.original
    note = sheet.graph.originals.get(quote.key)
    if note and note.quote:
        source, said = note.source, words(note.quote, say)
        outlet = isolated(source.publisher, say) if source.publisher else Markup()
        told = joined((part for part in (outlet, record(note, say)) if part), say(", "))
        attributes, passage = apart(said, say, source.language), sheet.to_passage(note)
        verdict, language = note.quote.verdict, source.language
    elif given and given.text:
        said, told, passage = line(given.text, say), Markup(), ""
        attributes, verdict, language = apart(said, say, given.language), Verdict.UNCHECKABLE, given.language
    else:
        return None
    name = language_name(language, say)
    named = say("Original, in {language}", language=name) if name else say("Original")
    return Translated(said, attributes, named, told, passage, verdicts(say)[verdict], STATUSES[verdict])


def live_address(note: Note) -> str:
    """The source's own address, opened at the passage where one is known."""
    url = note.source.url
    directive = note.quote.directive if note.quote else ""
    if not url or not directive:
        return url
    return f"{url}:~:{directive}" if "#" in url else f"{url}#:~:{directive}"


def record(note: Note, say: Say) -> Markup:
    """Author, title and date, in one line; the outlet too where no chain of relay has named it."""
    source = note.source
    outlet = "" if note.quote else source.publisher
    parts = [_outlet(outlet)] if outlet else []
    parts += [isolated(source.author, say)] if source.author else []
    attributes = apart(source.title, say, source.language)
    parts.append(markup("<cite%s>%s</cite>", attributes, inert(source.title)))
    if source.published:
        parts.append(markup('<span class="ab-day">%s</span>', inert(in_words(source.published, say))))
    return joined(parts, say(", "))


def office(entity: Entity, day: str, say: Say) -> str:
    """The office that someone held on a day, in words; empty where none is registered for it."""
    held = [
        each
        for each in entity.offices
        if not (each.since or each.until) or (day and within(day, each.since, each.until))
    ]
    return say.plain("; ").join(say.plain(", ").join(filter(None, (each.title, each.of))) for each in held)


def _attributed(quote: Quote, say: Say) -> str:
    """`Relayed`; of a speaker who is not named, that too; and whether the words are the outlet's, not the speaker's."""
    reported = quote.kind is Kind.REPORTED
    match quote.attribution:
        case Attribution.OWN:
            return say.plain("Source’s own words")
        case Attribution.FIRST_HAND:
            return say.plain("Reported, in the outlet’s words") if reported else say.plain("First-hand")
        case Attribution.RELAYED:
            return say.plain("Relayed, in the outlet’s words") if reported else say.plain("Relayed")
    if quote.annotation.via:
        both = say.plain("Speaker not named, relayed, in the outlet’s words")
        return both if reported else say.plain("Speaker not named, relayed")
    return say.plain("Speaker not named, in the outlet’s words") if reported else say.plain("Speaker not named")


def _speaker(quote: Quote, sheet: Sheet) -> Markup:
    id = quote.annotation.speaker
    entity = sheet.graph.entity(id) if id else None
    if not entity:
        return inert(id)
    held = office(entity, quote.source.published, sheet.say)
    link = _linked(entity.name, entity, sheet)
    return joined([link, isolated(held, sheet.say)], sheet.say(", ")) if held else link


def _linked(words: str, entity: Entity, sheet: Sheet) -> Markup:
    """A name that leads to its page, except on that page itself."""
    path = entity_path(entity)
    if path == sheet.path:
        return isolated(words, sheet.say)
    sheet.told_of.add(entity.id)
    return markup("[%s](%s){ .ab-name }", isolated(words, sheet.say), Markup(sheet.to(path)))


def _outlet(name: str) -> Markup:
    """An outlet's name, found again by the script and set apart from the direction of our own words."""
    return markup('<bdi class="ab-outlet">%s</bdi>', inert(name))


def _chain(note: Note, sheet: Sheet) -> Markup:
    """`through a website, then state television, quoted by …, as printed by …`: the way that the words took."""
    source, quote = note.source, note.quote
    outlet = source.outlet
    say = sheet.say
    steps = [_relay(step, sheet) for step in sheet.graph.relays.get(quote.key, ())] if quote else []
    steps = [
        say("then {relay}", relay=step) if index else say("through {relay}", relay=step)
        for index, step in enumerate(steps)
    ]
    if outlet and quote:
        alone = quote.kind is Kind.STATEMENT and not steps and not quote.annotation.speaker
        named = _outlet(outlet)
        steps.append(named if alone else _by(quote.kind, named, say))
    if source.container and source.container != (outlet if quote else source.publisher):
        steps.append(say("as printed by {outlet}", outlet=_outlet(source.container)))
    return joined(steps, say(", "))


def _by(kind: Kind, outlet: Markup, say: Say) -> Markup:
    match kind:
        case Kind.DIRECT:
            return say("quoted by {outlet}", outlet=outlet)
        case Kind.REPORTED:
            return say("as reported by {outlet}", outlet=outlet)
    return say("in the words of {outlet}", outlet=outlet)


def _relay(step: Relay, sheet: Sheet) -> Markup:
    entity = sheet.graph.entity(step.entity) if step.entity else None
    return _linked(step.words, entity, sheet) if entity else isolated(step.words, sheet.say)


def _remarks(quote: Quote, say: Say) -> list[Markup]:
    remarks = []
    if quote.annotation.translator == "not stated":
        language = language_name(quote.source.language, say)
        stated = (
            say("Words as printed in {language}; translator not stated", language=language)
            if language
            else say("Words as printed; translator not stated")
        )
        remarks.append(stated)
    elif quote.annotation.translator:
        remarks.append(say("Translated by {translator}", translator=isolated(quote.annotation.translator, say)))
    return [*remarks, *marked(quote, say)]
