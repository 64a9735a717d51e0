"""What was changed from one state of a page to another, and whether an entry of its log tells of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Location
from builder.model.resolved import Graph
from builder.model.written import Amendment, Annotation, Correction
from builder.resolve.claims import Claim, Claims, Group
from builder.resolve.folding import plain
from builder.resolve.pairing import pairs
from builder.resolve.said import stands
from builder.resolve.slips import is_slip


@dataclass(frozen=True, slots=True)
class Change:
    """Old and new words, folded; either may be empty."""

    at: Location
    what: str
    """As a message calls it: `this sentence`, `the title`."""
    old: str
    new: str
    about: str = ""
    """Of a citation: the words that it stands beside."""
    quoted: bool = False
    """Whether the words are a source's: there nothing is a mere slip."""


def changes(before: Claims, after: Claims) -> Iterator[Change]:
    """Every changed, removed or added claim of a page."""
    yield from _sentences(before, after)
    yield from _groups(before, after)
    yield from _drawn(before, after)
    yield from _quotes(before, after)


def _sentences(before: Claims, after: Claims) -> Iterator[Change]:
    old, new = ({claim.words: claim for claim in claims.sentences()} for claims in (before, after))
    gone, come = list(_apart(old, new)), list(_apart(new, old))
    paired = dict(pairs(gone, come))
    start = next((claim.at for claim in new.values()), Location(f"briefings/{after.page.path}"))
    for index, (gap, words) in enumerate(gone):
        if index in paired:
            now = come[paired[index]][1]
            yield Change(new[now].at, "this sentence", words, now)
        else:
            yield Change(new[gap].at if gap in new else start, "a sentence", words, "")
    for index in sorted({*range(len(come))} - {*paired.values()}):
        words = come[index][1]
        yield Change(new[words].at, "this sentence", "", words)
    for words in old:
        if words in new:
            yield from _cites(old[words], new[words], "this sentence", before, after)


def _apart(ours: dict[str, Claim], theirs: dict[str, Claim]) -> Iterator[tuple[str, str]]:
    """What only one side has, with the kept words before it."""
    gap = ""
    for words in ours:
        if words in theirs:
            gap = words
        else:
            yield gap, words


def _groups(before: Claims, after: Claims) -> Iterator[Change]:
    old, new = before.groups(), after.groups()
    gone = before.shown_by(before.drawn().keys() - after.drawn().keys())  # told once, as the block that showed them
    for name in dict.fromkeys([*old, *new]):
        if name not in new and name in gone:
            continue
        if name not in new:
            yield Change(Location(_data_file(after)), name, _joined(old[name]), "")
        elif name not in old:
            yield Change(next(iter(new[name].values())).at, name, "", _joined(new[name]))
        else:
            yield from _fields(old[name], new[name], before, after)


def _fields(old: Group, new: Group, before: Claims, after: Claims) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was and now:
            if was.words != now.words:
                yield Change(now.at, name, was.words, now.words)
            yield from _cites(was, now, name, before, after)
        elif was:
            yield Change(next(iter(new.values())).at, name, was.words, "")
        elif now:
            yield Change(now.at, name, "", now.words)


def _drawn(before: Claims, after: Claims) -> Iterator[Change]:
    """Blocks that are no longer shown; one that is new shows what was there before, or is new itself."""
    old, new = before.drawn(), after.drawn()
    for name in old:
        if name not in new:
            yield Change(Location(f"briefings/{after.page.path}"), name, old[name].words, "")


def _cites(old: Claim, new: Claim, what: str, before: Claims, after: Claims) -> Iterator[Change]:
    """What the same words no longer rest on, and what they now do; another name for the same is no change."""
    gone = {label: _content(label, before.graph) for label in sorted(old.cites - new.cites)}
    come = {label: _content(label, after.graph) for label in sorted(new.cites - old.cites)}
    lost = [label for label in gone if gone[label] not in come.values()]
    gained = [label for label in come if come[label] not in gone.values()]
    if lost or gained:
        was, now = (" ".join(map(_quoted, labels, [graph] * len(labels))) for labels, graph in (
            (lost, before.graph), (gained, after.graph)
        ))  # fmt: skip
        yield Change(new.at, f"what {what} cites", was, now, about=new.words or " ", quoted=True)


def _quoted(label: str, graph: Graph) -> str:
    quote = graph.quotes.get(label)
    return plain(f"{quote.annotation.selector.exact} ({label})" if quote else label)


def _content(label: str, graph: Graph) -> tuple[str, ...]:
    """What a reader takes from a citation, whatever its id."""
    quote = graph.quotes.get(label)
    if quote is None:
        return (label,)
    words, translator = plain(quote.annotation.selector.exact), plain(quote.annotation.translator)
    return (quote.source.id, words, quote.annotation.speaker, quote.kind, translator, *_relays(label, graph))


def _relays(label: str, graph: Graph) -> tuple[str, ...]:
    """Who passed a quote's words on: ids of those who are registered, folded words for others."""
    return tuple(relay.entity or plain(relay.words) for relay in graph.relays[label])


def _quotes(before: Claims, after: Claims) -> Iterator[Change]:
    """Quotes that both states cite, and that are not what they were."""
    cited = {use.note.label for use in before.graph.uses[before.page.path]}
    for label in sorted(cited & {use.note.label for use in after.graph.uses[after.page.path]}):
        at = after.place_of(label)
        if label not in before.graph.quotes or label not in after.graph.quotes or at is None:
            continue
        now = plain(after.graph.quotes[label].annotation.selector.exact)
        for what, old, new in _told(label, before, after):
            about = "" if what == "quote" else now
            name = f"the quote `{label}`" if what == "quote" else f"the {what} of `{label}`"
            yield Change(at, name, plain(old), plain(new), about=about, quoted=True)


def _told(label: str, before: Claims, after: Claims) -> Iterator[tuple[str, str, str]]:
    """What of a quote its readers are told otherwise: what it is, as they had it, as they have it."""
    old, new = before.graph.quotes[label].annotation, after.graph.quotes[label].annotation
    if plain(old.selector.exact) != plain(new.selector.exact):
        yield "quote", old.selector.exact, new.selector.exact
    if old.speaker != new.speaker:
        yield "speaker", after.names.get(old.speaker, old.speaker), after.names.get(new.speaker, new.speaker)
    if before.graph.quotes[label].kind != after.graph.quotes[label].kind:
        yield "kind", before.graph.quotes[label].kind, after.graph.quotes[label].kind
    if _relays(label, before.graph) != _relays(label, after.graph) and _steps(old) != _steps(new):
        yield "relay", _chain(label, before), _chain(label, after)
    if plain(old.translator) != plain(new.translator):
        yield "translator", old.translator, new.translator


def _chain(label: str, claims: Claims) -> str:
    """As a reader has it: names, nearest the speaker first."""
    return ", ".join(relay.name for relay in claims.graph.relays[label])


def _steps(quote: Annotation) -> tuple[str, ...]:
    return tuple(map(plain, quote.via))


def _joined(group: Group) -> str:
    return " ".join(claim.words for claim in group.values())


def _data_file(claims: Claims) -> str:
    return f"briefings/{claims.page.path.removesuffix('.md')}.yaml"


# ── the log ────────────────────────────────────────────────────────────────────────────────────


def covers(entry: Correction, change: Change) -> bool:
    """Whether an entry tells of a change, and is of a kind that may: a fix mends typing alone."""
    if entry.kind is Amendment.FIX and not is_mended(change):
        return False
    return tells_of(entry, change)


def tells_of(entry: Correction, change: Change) -> bool:
    """Whether an entry is about a change, whatever its kind."""
    if entry.kind is Amendment.WITHDRAWAL:
        return True
    was, now = plain(entry.was), plain(entry.now)
    if not was and not now:
        return entry.kind is Amendment.FIX or (entry.kind is Amendment.UPDATE and not change.old)
    named = _names(was, change.old, change.new) or _names(now, change.new, change.old)
    return named or (bool(change.about) and any(stands(words, change.about) for words in (was, now)))


def is_mended(change: Change) -> bool:
    """Whether only typing was changed, in words of ours."""
    return not change.quoted and is_slip(change.old, change.new)


def _names(words: str, here: str, there: str) -> bool:
    """Whether an entry's words are what one state says and the other does not, in part or with more around."""
    if stands(words, here) and not stands(words, there):
        return True
    return stands(here, words) and not stands(there, words)
