"""Judge each annotation against its source's archived text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, LineIndex, Location, Report, shown
from builder.model.resolved import Place, Quote, Verdict
from builder.model.written import Annotation, Kind, Publish, Source, Span, TextQuoteSelector
from builder.resolve.anchoring import locate
from builder.resolve.cutting import Cut, blanked, closed, cut
from builder.resolve.folding import plain
from builder.resolve.fragments import fragment, page_words
from builder.resolve.haystack import Found, Haystack, haystack
from builder.resolve.marks import marks
from builder.resolve.nearest import nearest
from builder.resolve.voices import speech, voice

NAMED = 4
"""Places that a message names before it says how many more there are."""


@dataclass(slots=True)
class Article:
    """A source with archived text, made ready: what of it is the article, and who speaks where."""

    source: Source
    text: str
    cut: Cut
    hay: Haystack
    speech: tuple[Span, ...]
    page: str
    """The words of the live page, as far as the text has them: furniture too, repeats once."""
    lines: LineIndex
    _all: Haystack | None = field(default=None)

    def line(self, at: int) -> int:
        """The line of an offset of the text."""
        return self.lines.at(at).line

    def everything(self) -> Haystack:
        """The text with its furniture, to name a match that stands only there."""
        self._all = self._all or haystack(self.text, self.source.language)
        return self._all


def article(source: Source, report: Report) -> Article | None:
    """The source's text made ready, or none where there is no text."""
    if source.text is None:
        return None
    parts = cut(source, report)
    kept = blanked(source.text, (*parts.furniture, *parts.duplicates))
    voices = closed(source.text, (*parts.furniture, *parts.duplicates, *parts.headline))
    page = page_words(blanked(source.text, (*parts.duplicates, *parts.repeats)))
    hay, lines = haystack(kept, source.language), LineIndex(f"sources/{source.id}.txt", source.text)
    return Article(source, source.text, parts, hay, speech(voices), page, lines)


def judge(annotation: Annotation, source: Source, ready: Article | None, report: Report) -> Quote:
    """The annotation with its verdict; whatever is wrong with it is reported at its words."""
    kind = annotation.kind or (Kind.REPORTED if annotation.speaker else Kind.STATEMENT)
    if ready is None:
        return Quote(annotation, source, Verdict.UNCHECKABLE, kind, None)
    found = locate(ready.hay, annotation.selector)
    match once(found.places, ready):
        case (place,):
            problem, spoken = _voice(annotation, ready, place)
            kind = annotation.kind or (Kind.DIRECT if spoken else kind)
            if not problem:
                return _verified(annotation, ready, kind, place)
        case ():
            problem = _missing(annotation, ready, found)
        case places:
            problem = _ambiguous(annotation, ready, places)
    report(problem)
    return Quote(annotation, source, Verdict.FAILED, kind, None)


def once(places: tuple[Place, ...], ready: Article) -> tuple[Place, ...]:
    """The places less those in a block that repeats earlier text, unless the quote stands nowhere else."""
    first = tuple(place for place in places if not any(block.holds(place.span) for block in ready.cut.repeats))
    return first or places


def _verified(annotation: Annotation, ready: Article, kind: Kind, place: Place) -> Quote:
    words = "".join(ready.text[part.start : part.end] for part in place.parts)
    exact, context = annotation.selector.exact, ready.source.publish is Publish.FULL
    return Quote(
        annotation,
        ready.source,
        Verdict.VERIFIED,
        kind,
        _clipped(place, ready.cut),
        marks=marks(exact, place.ours),
        folded=len(place.parts) == 1 and words != exact.strip(),
        fragment=fragment(ready.text, ready.page, place, context=context, exact=exact),
    )


def _clipped(place: Place, parts: Cut) -> Place:
    """The place without the furniture and duplicates that it runs across."""
    pieces = [
        Span(max(part.start, kept.start), min(part.end, kept.end))
        for part in place.parts
        for kept in parts.article
        if part.meets(kept)
    ]
    return Place(place.span, (place.span,) if pieces == [place.span] else tuple(pieces))  # one for both is less


def _voice(annotation: Annotation, ready: Article, place: Place) -> tuple[Diagnostic | None, bool]:
    """What is wrong with a passage's voice, and whether it stands in quotation marks."""
    voices = [voice(ready.hay.original, ready.speech, part) for part in place.parts]
    kinds = {kind for kind, _ in voices}
    at = _at(annotation, "exact")
    start = place.span.start
    if "mixed" in kinds or len(kinds) > 1:
        message = f"the passage on line {ready.line(start)} begins in one voice and ends in another"
        hint = "mark the words inside the source's quotation marks and those outside as two quotes"
        return Diagnostic(at, "not-in-quotation-marks", message, hint), False
    spoken = kinds == {"speech"}
    if annotation.speaker and any(span.meets(place.span) for span in ready.cut.headline):
        message = (
            f"line {ready.line(start)} is the source's headline or standfirst, which are its own words, never anyone's"
        )
        return Diagnostic(at, "headline-as-speech", message, "take `speaker` out, or quote the article's body"), spoken
    if annotation.kind is Kind.STATEMENT and spoken:
        message = f"the source puts these words in quotation marks (line {ready.line(start)}): they are not its own"
        return Diagnostic(at, "in-quotation-marks", message, "write `kind: direct`, and who spoke as `speaker`"), spoken
    said = annotation.kind or (Kind.DIRECT if spoken else Kind.STATEMENT)
    if said is not Kind.DIRECT or (spoken and len(set(voices)) == 1):
        return None, spoken
    if spoken:
        message = "the quote joins words from two separate quotations of the source"
        hint = "make two quotes of it, one for each pair of the source's quotation marks"
    else:
        message = f"the source does not put these words in quotation marks (line {ready.line(start)})"
        hint = "write `kind: reported` for what the outlet says someone said, or `statement` for its own words"
    return Diagnostic(at, "not-in-quotation-marks", message, hint), spoken


def _missing(annotation: Annotation, ready: Article, found: Found) -> Diagnostic:
    at = _at(annotation, "exact")
    source = ready.source.id
    match found.rule:
        case "quote-too-short":
            what = f"the piece `{shown(found.detail, 30)}`" if found.detail else "this quote"
            hint = "quote more of the sentence: three letters at least, and two words beside an omission"
            return Diagnostic(at, "quote-too-short", f"{what} is too short to prove anything", hint)
        case "quote-inside-word":
            return _inside_word(at, ready, found)
        case "bracket-mismatch":
            message = (
                f"the source prints `[{shown(found.detail, 60)}]` there, and the quote has other words in brackets"
            )
            return Diagnostic(
                at, "bracket-mismatch", message, "keep the source's bracket as it is, or leave it out as `[…]`"
            )
        case "negation-changed":
            words = f"the source has `{shown(found.detail, 60)}`" if found.detail else "the source has nothing there"
            message = f"leaving out, adding or changing words here changes a negation: {words}"
            return Diagnostic(at, "negation-changed", message, "quote the sentence whole")
    return _furniture(annotation, ready) or _not_found(annotation, ready, found, at, source)


def _inside_word(at: Location, ready: Article, found: Found) -> Diagnostic:
    place = found.near[0].span if found.near else Span(0, 0)
    around = shown(ready.text[max(place.start - 20, 0) : place.end + 20], 80)
    line = ready.line(place.start)
    message = f"the quote begins or ends inside a word (line {line}: `…{around}…`)"
    return Diagnostic(at, "quote-inside-word", message, "quote whole words")


def _furniture(annotation: Annotation, ready: Article) -> Diagnostic | None:
    if not ready.cut.furniture:
        return None
    places = locate(ready.everything(), annotation.selector).places
    for place in places:
        if any(place.span.meets(span) for span in ready.cut.furniture):
            line = ready.line(place.span.start)
            message = f"these words stand only in page furniture (line {line} of the archived text)"
            hint = "quote the article itself; what is declared under `furniture` is not part of it"
            return Diagnostic(_at(annotation, "exact"), "quote-in-furniture", message, hint)
    return None


def _not_found(annotation: Annotation, ready: Article, found: Found, at: Location, source: str) -> Diagnostic:
    if found.detail == "prefix":
        field = _untouched(ready.hay.text, annotation.selector)
        places = _list(ready, found.near)
        message = f"the words stand in `{source}`, but nowhere touched by this `{field}`"
        return Diagnostic(_at(annotation, field), "quote-not-found", message, f"they stand {places}")
    near = nearest(ready.hay, annotation.selector.exact)
    message = f"these words do not stand in `{source}`"
    if near is None:
        return Diagnostic(at, "quote-not-found", message, "nothing in the text is like them")
    line = ready.line(near.start)
    return Diagnostic(at, "quote-not-found", message, f"nearest, on line {line}: “{near.passage}”", near.difference)


def _untouched(text: str, selector: TextQuoteSelector) -> str:
    """Which of prefix and suffix the words are nowhere touched by."""
    words, prefix = plain(selector.exact), plain(selector.prefix)
    led = f"{prefix}{words}" in text or f"{prefix} {words}" in text
    return "suffix" if led or not prefix else "prefix"


def _ambiguous(annotation: Annotation, ready: Article, places: tuple[Place, ...]) -> Diagnostic:
    message = f"these words stand in {len(places)} places of `{ready.source.id}`"
    hint = f"say which with `prefix` or `suffix`: they stand {_list(ready, places)}"
    return Diagnostic(_at(annotation, "exact"), "quote-ambiguous", message, hint)


def _list(ready: Article, places: tuple[Place, ...]) -> str:
    listed = [*described(ready, places[:NAMED])]
    if len(places) > NAMED:
        listed.append(f"and {len(places) - NAMED} more")
    return "; ".join(listed)


def described(ready: Article, places: tuple[Place, ...]) -> Iterator[str]:
    """Where each place is, in words."""
    for place in places:
        before = shown(ready.hay.original[max(place.span.start - 30, 0) : place.span.start].strip("\n"), 40)
        after = shown(ready.hay.original[place.span.end : place.span.end + 30].strip("\n"), 40)
        kind, _ = voice(ready.hay.original, ready.speech, place.span)
        line = ready.line(place.span.start)
        said = {"speech": "in quotation marks", "outlet": "in the outlet's voice"}.get(kind, "across voices")
        yield f"on line {line}, {said}, after `{before}` and before `{after}`"


def _at(annotation: Annotation, field: str) -> Location:
    return annotation.at.get(field, annotation.at.get("exact", annotation.at.get("", Location("sources"))))
