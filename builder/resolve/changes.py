"""What was changed from one state of a page to another, and whether an entry of its log tells of it."""

from collections.abc import Iterable, Iterator, Mapping

from builder.diagnostics import Location
from builder.model.resolved import Graph
from builder.model.written import Amendment, Annotation, Correction
from builder.resolve.beside import beside
from builder.resolve.claims import Claim, Claims
from builder.resolve.containing import Containing
from builder.resolve.exhibits import Exhibits, Group
from builder.resolve.folding import plain
from builder.resolve.pairing import pairs
from builder.resolve.renaming import record
from builder.resolve.slips import is_slip
from builder.resolve.telling import Change, Told, explained, identifies, names, stripped


def changes(before: Claims, after: Claims) -> Iterator[Change]:
    """Every changed, removed or added claim of a page."""
    yield from _sentences(before, after)
    yield from _groups(before, after)
    yield from beside(before, after)
    yield from _quotes(before, after)


def _sentences(before: Claims, after: Claims) -> Iterator[Change]:
    old, new = ({claim.words: claim for claim in claims.sentences()} for claims in (before, after))
    gone, come = list(_apart(old, new)), list(_apart(new, old))
    paired = dict(pairs(gone, come))
    start = next((claim.at for claim in new.values()), Location(f"briefings/{after.page.path}"))
    for index, (gap, words) in enumerate(gone):
        if index in paired:
            now = come[paired[index]][1]
            yield Change(new[now].at, "this sentence", *_both(old[words], new[now], old, new))
        else:
            yield Change(new[gap].at if gap in new else start, "a sentence", _alone(old[words], new), "")
    for index in sorted({*range(len(come))} - {*paired.values()}):
        words = come[index][1]
        yield Change(new[words].at, "this sentence", "", _alone(new[words], old))
    for words in old:
        if words in new:
            yield from _cites(old[words], new[words], "this sentence", before, after)


def _both(was: Claim, now: Claim, old: Mapping[str, Claim], new: Mapping[str, Claim]) -> tuple[str, str]:
    """Old and new words; where one of them only became short, without the sentence before it, which is as it was."""
    if was.lead == now.lead:
        return was.words, now.words
    return _alone(was, new), _alone(now, old)


def _alone(claim: Claim, others: Mapping[str, Claim]) -> str:
    """A short sentence without the one before it, where that is as it was."""
    return claim.words.removeprefix(claim.lead).strip() if claim.lead in others else claim.words


def _apart(ours: dict[str, Claim], theirs: dict[str, Claim]) -> Iterator[tuple[str, str]]:
    """What only one side has, with the kept words before it."""
    gap = ""
    for words in ours:
        if words in theirs:
            gap = words
        else:
            yield gap, words


def _groups(before: Claims, after: Claims) -> Iterator[Change]:
    """What the page shows of its data; a block that is no longer drawn is told once, as the block."""
    old, new = Exhibits(before), Exhibits(after)
    became = old.became(new)
    told: set[str] = set()
    for change, lost in _blocks(old, new, became):
        told |= lost
        yield change
    for name, group in old.groups.items():
        if name in became:
            yield from _fields(group, new.groups[became[name]], before, after)
        elif name not in told:
            at = Location(_data_file(after))
            yield Change(at, name, group.words, "", known_by=(group.identity,))
    kept = {*became.values()}
    for name, group in new.groups.items():
        if name not in kept and group.claims:
            at = next(iter(group.claims.values())).at
            yield Change(at, name, "", group.words, known_by=(group.identity,))


def _blocks(old: Exhibits, new: Exhibits, became: Mapping[str, str]) -> Iterator[tuple[Change, set[str]]]:
    """Directives that are gone, as far as no other of their kind shows what they showed; and what that is."""
    shown = {(block.name, name) for block in new.blocks.values() for name in block.groups}
    for typed, block in old.blocks.items():
        lost = [old.groups[name] for name in block.groups if (block.name, became.get(name, "")) not in shown]
        if typed not in new.blocks and lost:
            at = Location(f"briefings/{new.claims.page.path}")
            words = " ".join(group.words for group in lost)
            known_by = tuple(group.identity for group in lost)
            yield Change(at, typed, words, "", known_by=known_by), {group.name for group in lost}


def _fields(old: Group, new: Group, before: Claims, after: Claims) -> Iterator[Change]:
    ours = {
        f"{what.removesuffix(old.name)}{new.name}" if what.endswith(old.name) else what: claim
        for what, claim in old.claims.items()
    }
    for name in dict.fromkeys([*ours, *new.claims]):
        was, now = ours.get(name), new.claims.get(name)
        if was and now:
            if was.words != now.words:
                yield Change(now.at, name, was.words, now.words)
            yield from _cites(was, now, name, before, after)
        elif was:
            yield Change(next(iter(new.claims.values())).at, name, was.words, "")
        elif now:
            yield Change(now.at, name, "", now.words)


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
        source = graph.project.sources.get(label)
        return record(source) if source else (label,)
    words, translator = plain(quote.annotation.selector.exact), plain(quote.annotation.translator)
    said = (words, quote.annotation.speaker, quote.kind, translator)
    return (*record(quote.source), *said, *_relays(label, graph))


def _relays(label: str, graph: Graph) -> tuple[str, ...]:
    """Who passed a quote's words on: ids of those who are registered, folded words for others."""
    return tuple(relay.entity or plain(relay.words) for relay in graph.relays.get(label, ()))


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
    speaker, other = before.names.get(old.speaker, old.speaker), after.names.get(new.speaker, new.speaker)
    if speaker != other:
        yield "speaker", speaker, other
    if before.graph.quotes[label].kind != after.graph.quotes[label].kind:
        yield "kind", before.graph.quotes[label].kind, after.graph.quotes[label].kind
    if _relays(label, before.graph) != _relays(label, after.graph) and _steps(old) != _steps(new):
        yield "relay", _chain(label, before), _chain(label, after)
    if plain(old.translator) != plain(new.translator):
        yield "translator", old.translator, new.translator


def _chain(label: str, claims: Claims) -> str:
    """As a reader has it: names, nearest the speaker first."""
    return ", ".join(relay.name for relay in claims.graph.relays.get(label, ()))


def _steps(quote: Annotation) -> tuple[str, ...]:
    return tuple(map(plain, quote.via))


def _data_file(claims: Claims) -> str:
    return f"briefings/{claims.page.path.removesuffix('.md')}.yaml"


# ── the log ────────────────────────────────────────────────────────────────────────────────────


def is_mended(change: Change) -> bool:
    """Whether only typing was changed, in words of ours."""
    return not change.quoted and is_slip(change.old, change.new)


class Entries:
    """New entries of a log, ready to be asked about many changes."""

    def __init__(self, entries: Iterable[Correction]) -> None:
        self._kinds: set[Amendment] = set()
        """Of those that give no words."""
        self._withdrawn = False
        self._fixes: list[tuple[int, Told]] = []
        self._by_was: dict[str, list[tuple[Amendment, Told]]] = {}
        self._by_now: dict[str, list[tuple[Amendment, Told]]] = {}
        for entry in entries:
            told = Told(plain(entry.was), plain(entry.now))
            self._withdrawn = self._withdrawn or entry.kind is Amendment.WITHDRAWAL
            if entry.kind is Amendment.FIX and (told.was or told.now):
                self._fixes.append((entry.number, told))
            if not told.was and not told.now:
                self._kinds.add(entry.kind)
            self._by_was.setdefault(stripped(told.was), []).append((entry.kind, told))
            self._by_now.setdefault(stripped(told.now), []).append((entry.kind, told))
        self._was, self._now = Containing(self._by_was), Containing(self._by_now)

    def cover(self, change: Change) -> bool:
        """Whether they tell of a change, each by itself or of a sentence together."""
        if self._withdrawn or any(_in_general(kind, change) for kind in self._kinds):
            return True
        slip = is_mended(change)
        told = [words for kind, words in self._near(change) if kind is not Amendment.FIX or slip]
        return explained(told, change.old, change.new) or any(_named(words, change) for words in told)

    def mistaken(self, change: Change) -> int:
        """The number of a `fix` that tells of a change which is none; 0 where there is no such entry."""
        for number, told in self._fixes:
            if explained([told], change.old, change.new) or _named(told, change):
                return number
        return 0

    def _near(self, change: Change) -> list[tuple[Amendment, Told]]:
        """Those that have words in common with a change."""
        whole = (change.about, *change.known_by)
        found: dict[tuple[Amendment, Told], None] = {}
        for texts, index, entries in (
            ((change.old, *whole), self._was, self._by_was),
            ((change.new, *whole), self._now, self._by_now),
        ):
            for text in (form for each in texts for form in dict.fromkeys((each, stripped(each))) if form):
                for words in sorted(index.found(text)):
                    found |= dict.fromkeys(entries[words])
        return [*found]


def _named(words: Told, change: Change) -> bool:
    """Whether an entry names what cannot be told word by word: a whole block, what a sentence rests on."""
    if change.known_by:
        return any(identifies(words.was if change.old else words.now, each) for each in change.known_by)
    return bool(change.about) and names(words, (change.old, change.about), (change.new, change.about))


def _in_general(kind: Amendment, change: Change) -> bool:
    """An update without words covers what was added, a fix what was mistyped."""
    if kind is Amendment.UPDATE:
        return not change.old
    return kind is Amendment.FIX and is_mended(change)
