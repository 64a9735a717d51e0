"""Checks of the whole: seals, ids, speakers, what is unused, and how much of a text is shown."""

import re
from collections.abc import Iterable, Mapping

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.findings import Counts
from builder.model.resolved import Graph, Note, Quote, Verdict
from builder.model.written import Publish, Source, Status, placed
from builder.resolve.segments import word_counts, words_at_most

HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def _record(source: Source, field: str = "") -> Location:
    return source.at.get(field) or source.at.get("") or Location(f"sources/{source.id}.yaml")


def check_seals(graph: Graph, report: Report) -> None:
    """An archived text is the one that its record was sealed for."""
    for source in graph.project.sources.values():
        if not source.digest:
            if source.sha256 or source.furniture or source.duplicates:
                message = f"the record speaks of an archived text, but `{source.id}.txt` is not there"
                hint = "put it back; a mere reference has neither `sha256` nor `furniture`"
                report(Diagnostic(_record(source, "sha256"), "missing-text", message, hint))
        elif not source.sha256 and f"sources/{source.id}.yaml#sha256" not in graph.project.refused:
            hint = f"add `sha256: {source.digest}`"
            report(Diagnostic(_record(source), "unsealed-source", "the archived text is not sealed", hint))
        elif changed := changed_text(source):
            report(changed)


def changed_text(source: Source) -> Diagnostic | None:
    """What is wrong where the archived text is not the one that was sealed."""
    if not source.sha256 or not source.digest or source.sha256 == source.digest:
        return None
    message = f"`{source.id}.txt` is not the text that was sealed: its fingerprint is {source.digest[:12]}…"
    hint = "put the sealed text back; a new version of the article is a new source"
    return Diagnostic(_record(source, "sha256"), "source-changed", message, hint)


def check_ids(graph: Graph, report: Report) -> None:
    """Everything that `[[id]]` can name has an id of its own."""
    project = graph.project
    seen: dict[str, str] = {}
    named = [(id, _record(source), "a source") for id, source in project.sources.items()]
    named += [(id, each.at["id"], "a person") for id, each in project.people.items()]
    named += [(id, each.at["id"], "an organization") for id, each in project.organizations.items()]
    named += [
        (each.id, Location(f"briefings/{each.path}"), "a page") for each in project.manuscripts if each.role != "page"
    ]
    for id, at, kind in named:
        if id in seen:
            message = f"`{id}` is already the id of {seen[id]}"
            report(Diagnostic(at, "id-collision", message, "give one of them another id"))
        seen.setdefault(id, kind)


def check_speakers(graph: Graph, report: Report) -> None:
    """Who spoke is registered, and so is whoever passed the words on under an id."""
    known = {*graph.project.people, *graph.project.organizations}
    refused = graph.project.refused
    if refused & {"briefings/people.yaml", "briefings/organizations.yaml"}:
        return
    for key, quote in graph.quotes.items():
        named = [(quote.annotation.speaker, "speaker")] if quote.annotation.speaker not in known else []
        if quote.annotation.via:
            relays = graph.relays.get(key, ())
            free = {each.words for each in relays if not each.entity and _looks_like_an_id(each.words)}
            named += [(each, f"via.{index}") for index, each in enumerate(quote.annotation.via) if each in free]
        for id, field in named:
            if id and id.strip() not in refused:
                report(_unknown_speaker(id.strip(), known, placed(quote.annotation.at, field), field))


def _looks_like_an_id(words: str) -> bool:
    """Lower case with a hyphen and no blanks: a name or a plain word such as `television` is written otherwise."""
    return bool(HYPHENATED.fullmatch(words.strip()))


def _unknown_speaker(id: str, known: Iterable[str], at: Location, field: str) -> Diagnostic:
    register = "add the person or organization to its register in `briefings/`"
    words = "; for one who is not registered, write a name with its capitals" if field != "speaker" else ""
    hint = did_you_mean(id, known) or f"{register}{words}"
    return Diagnostic(at, "unknown-speaker", f"nobody is registered as `{shown(id, 60)}`", hint)


def check_unused(graph: Graph, report: Report) -> None:
    """Every marked passage is cited somewhere."""
    for quote in unused(graph):
        at = quote.annotation.at.get("exact", quote.annotation.at[""])
        message = f"no page cites `{quote.key}`"
        report(Diagnostic(at, "unused-quote", message, f"cite it as `[@{quote.key}]`, or take it out"))


def unused(graph: Graph) -> tuple[Quote, ...]:
    """Marked passages that neither a page nor a draft cites."""
    drafts = (page for page in graph.project.manuscripts if page.status is Status.DRAFT)
    drafted = {use.note.label for page in drafts for use in graph.uses[page.path]}
    return tuple(quote for key, quote in graph.quotes.items() if key not in graph.shown and key not in drafted)


def check_notes(graph: Graph, report: Report) -> None:
    """No footnote of the author's has the label of a citation's."""
    for page in graph.project.manuscripts:
        taken = {use.note.label for use in graph.uses[page.path]} if page.notes else ()
        for label, at in page.notes.items():
            if label in taken:
                message = f"the footnote `[^{label}]` has the label of a citation"
                report(Diagnostic(at, "footnote-collision", message, "give it another label"))


def check_excerpts(graph: Graph, words: Mapping[str, int], report: Report, limit: float) -> None:
    """What pages show of an unlicensed text stays within the limit."""
    for id, spans in graph.excerpts.items():
        source = graph.project.sources[id]
        if source.publish is not Publish.EXCERPTS or source.text is None:
            continue
        total = words[id]
        if not total or words_at_most(source.text, spans) / total <= limit:
            continue
        shown_words = word_counts(source.text, spans)
        if shown_words / total > limit:
            message = (
                f"pages show {shown_words} of the article's {total} words ({shown_words / total:.0%}), over {limit:.0%}"
            )
            hint = f"shorten {_longest(graph, id)}, or write `publish: record`"
            report(Diagnostic(_record(source, "publish"), "excerpts-too-long", message, hint))


def _longest(graph: Graph, source: str) -> str:
    """The passages that take most of the share, as the author calls them."""
    cited = [quote for quote in graph.quotes_of(graph.project.sources[source]) if quote.key in graph.shown]
    sizes = {
        quote.annotation.id: sum(part.end - part.start for part in quote.place.parts) for quote in cited if quote.place
    }
    longest = sorted(sizes, key=lambda id: (-sizes[id], id))[:3]
    return ", ".join(f"`{id}`" for id in longest) or "the passages"


def counts(graph: Graph) -> Counts:
    """Distinct quotes that pages cite, by verdict; a source without text counts once, as uncheckable."""
    return tally(graph.notes)


def tally(notes: Iterable[Note]) -> Counts:
    """The counts of some notes."""
    verified, failed, uncheckable = set(), set(), set()
    for note in notes:
        match note.verdict:
            case Verdict.VERIFIED:
                verified.add(note.label)
            case Verdict.FAILED:
                failed.add(note.label)
            case Verdict.UNCHECKABLE:
                uncheckable.add(note.source.id)
    return Counts(len(verified), len(failed), len(uncheckable))
