"""What was changed on published pages since an earlier state of the project, and is not logged."""

from collections import Counter
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model.resolved import Graph
from builder.model.written import Correction, Manuscript, Role, Source, Status
from builder.resolve.changes import Entries, changes, is_mended
from builder.resolve.claims import Claims
from builder.resolve.exhibits import Exhibits
from builder.resolve.folding import plain
from builder.resolve.nearest import difference
from builder.resolve.renaming import RECORD, renamed
from builder.resolve.said import names_of
from builder.resolve.telling import Change

GENERATED = {"index.md", "people/index.md", "sources/index.md", "method.md"}
"""Pages that the site has whether an author writes them or not."""
CONTEXT, DIFFERENCE_MOST = 5, 60
"""Kept words shown around a difference, and words of it on either side."""


def check_changes(before: Graph, after: Graph, report: Report) -> None:
    """Every page that was published then, against what it is now."""
    names, then = names_of(after.project), names_of(before.project)
    ids = renamed(before.project.sources, after.project.sources)
    twins = {ids.get(id, id): source for id, source in before.project.sources.items()}
    renewed = {
        id: what
        for id, source in after.project.sources.items()
        if id in twins and (what := _renewed(twins[id], source))
    }
    for page in before.published:
        now = _twin(page, after)
        if now is None or now.status is not Status.PUBLISHED:
            if page.path not in GENERATED:
                report(_withdrawn(page, now))
            continue
        if now.path != page.path:
            report(_moved(page, now))
        new = _new_entries(page, now)
        _check_log(page, now, report)
        ours, theirs = Claims(page, before, then, ids), Claims(now, after, names)
        entries = Entries(new)
        for change in changes(ours, theirs):
            if not entries.cover(change):
                report(_unlogged(change, now, entries))
        if not new and not _later(page.as_of, now.as_of):
            for problem in _resting(theirs, renewed):
                report(problem)


def _twin(page: Manuscript, after: Graph) -> Manuscript | None:
    """The same page now: at its address, or by its id elsewhere."""
    here = after.by_path.get(page.path)
    if here or page.role is Role.PAGE:
        return here
    return after.by_id.get(page.id)


def _withdrawn(page: Manuscript, now: Manuscript | None) -> Diagnostic:
    file = f"briefings/{page.path.removesuffix('.md')}.yaml"
    entry = f"`{{date: …, kind: withdrawal, why: …}}` under `corrections` in {file}"
    if now is None:
        message = f"`{page.id}` was published, and is gone: its address leads nowhere"
        hint = f"put it back with {entry}: a page that no longer holds stays, with the reason"
        return Diagnostic(Location(f"briefings/{page.path}"), "page-withdrawn", message, hint)
    at = now.at.get("status", Location(f"briefings/{now.path}"))
    message = f"`{page.id}` was published, and is a draft now: its address leads nowhere"
    return Diagnostic(at, "page-withdrawn", message, f"leave it published, with {entry}")


def _moved(page: Manuscript, now: Manuscript) -> Diagnostic:
    message = f"`{page.id}` was published as `{page.path}`: links to that address lead nowhere"
    hint = "move it back, or leave a page there that says where it went"
    return Diagnostic(Location(f"briefings/{now.path}"), "page-moved", message, hint)


# ── the log ────────────────────────────────────────────────────────────────────────────────────


def _said(entry: Correction) -> tuple[str, ...]:
    return (entry.date, entry.kind, plain(entry.was), plain(entry.now), plain(entry.why))


def _new_entries(page: Manuscript, now: Manuscript) -> list[Correction]:
    """Entries that the page did not have, each as often as it is new."""
    known = Counter(_said(entry) for entry in page.corrections)
    found = []
    for entry in now.corrections:
        if known[_said(entry)] > 0:
            known[_said(entry)] -= 1
        else:
            found.append(entry)
    return found


def _check_log(page: Manuscript, now: Manuscript, report: Report) -> None:
    """What was logged stays as it was logged, and where."""
    kept = Counter(_said(entry) for entry in now.corrections)
    moved = False
    for index, entry in enumerate(page.corrections):
        at = now.corrections[min(index, len(now.corrections) - 1)].at if now.corrections else _data_file(now)
        kept[_said(entry)] -= 1
        if kept[_said(entry)] < 0:
            message = f"the entry {entry.number} of {entry.date}, {entry.kind}, was removed or altered"
            hint = "put it back as it was; what was wrong with it is said in an entry of its own"
            report(Diagnostic(at, "correction-altered", message, hint))
        elif not moved and _said(now.corrections[index]) != _said(entry):
            moved = True
            message = f"the entry {entry.number} stands elsewhere: `#_correction-{entry.number}` leads to another"
            report(Diagnostic(at, "correction-altered", message, "leave the list as it was; new entries go at its end"))


def _data_file(page: Manuscript) -> Location:
    return Location(f"briefings/{page.path.removesuffix('.md')}.yaml")


# ── claims ─────────────────────────────────────────────────────────────────────────────────────


def _unlogged(change: Change, page: Manuscript, entries: Entries) -> Diagnostic:
    around = _around(change.old, change.new) if change.old and change.new else (change.old, change.new)
    old, new = (shown(words, 80) for words in around)
    if old and new:
        message = f"{change.what} was changed and is not logged: `{old}` became `{new}`"
    elif new:
        message = f"{change.what} was added and is not logged: `{new}`"
    else:
        message = f"{change.what} was taken out and is not logged: `{old}`"
    told = shown(difference(*around), 600) if old and new else ""
    return Diagnostic(change.at, "unlogged-change", message, _next_step(change, page, entries), told)


def _next_step(change: Change, page: Manuscript, entries: Entries) -> str:
    """The entry that is to be added, or the one that is of the wrong kind."""
    file = _data_file(page).path
    if number := entries.mistaken(change):
        kinds = "`clarification`, `correction` or `update`"
        return f"entry {number} in {file} is a `fix`, which covers typing alone: make it a {kinds}"
    kind = "fix" if is_mended(change) else "correction" if change.old else "update"
    words = f"{', was: …' if change.old else ''}{', now: …' if change.new else ''}"
    return f"add `{{date: …, kind: {kind}{words}, why: …}}` at the end of `corrections` in {file}"


def _around(old: str, new: str) -> tuple[str, str]:
    """Where they differ, with a few kept words around, however long the rest is."""
    ours, theirs = old.split(" "), new.split(" ")
    least = min(len(ours), len(theirs))
    same = next((index for index in range(least) if ours[index] != theirs[index]), least)
    rest = next((index for index in range(least - same) if ours[-1 - index] != theirs[-1 - index]), least - same)
    start = max(same - CONTEXT, 0)
    first, second = (
        words[start:][: max(len(words) - start - rest + CONTEXT, 0)][:DIFFERENCE_MOST] for words in (ours, theirs)
    )
    return " ".join(first), " ".join(second)


# ── evidence ───────────────────────────────────────────────────────────────────────────────────


def _renewed(old: Source, new: Source) -> str:
    """What of a source was changed, in words; line ends are a matter of the checkout."""
    if old.text is not None and "".join(old.text.split("\r")) != "".join((new.text or "").split("\r")):
        return "its archived text was changed" if new.text is not None else "its archived text is gone"
    changed = [f"`{name}`" for name in RECORD if plain(getattr(old, name)) != plain(getattr(new, name))]
    return f"its record was changed ({', '.join(changed)})" if changed else ""


def _later(before: str, after: str) -> bool:
    """Whether an EDTF date is later than another, as finely as both are written."""
    length = min(len(before), len(after)) if before else 0
    return bool(after) and (not before or after[:length] > before[:length])


def _resting(claims: Claims, renewed: dict[str, str]) -> Iterator[Diagnostic]:
    """Every claim of a page that rests on what is not as it was."""
    found = [(each, "this sentence") for each in claims.sentences()]
    found += [(each, name) for group in Exhibits(claims).groups.values() for name, each in group.claims.items()]
    for claim, what in found:
        for id in sorted({label.partition("/")[0] for label in claim.cites} & {*renewed}):
            message = f"{what} rests on `{id}`, and {renewed[id]}"
            hint = "check it again; then give the page a later `as_of`, or log what you changed"
            yield Diagnostic(claim.at, "evidence-changed", message, hint)
