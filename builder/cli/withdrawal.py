"""What would become of a project without a source or a passage, for a terminal or for a program."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.cli.report import count
from builder.cli.table import fitted, laid, table
from builder.diagnostics import Location
from builder.survey.impact import Fate, Impact, Left, Outcome, PageOutcome, Tie
from builder.survey.resting import Citing, Resting

WOULD = {Fate.FALL: "would fall", Fate.THINNER: "would be thinner", Fate.STAND: "would stand"}
PLURALS = {
    Citing.BLOCK: "block quotations",
    Citing.COMPARISON: "comparisons",
    Citing.JUDGMENT: "judgments",
    Citing.INFERENCE: "inferences",
    Citing.EVENT: "events",
    Citing.ENTRY: "register entries",
    Citing.OFFICE: "offices",
    Citing.TRANSLATION: "translations",
    Citing.SILENCE: "silences",
}
"""What is counted beside sentences; an answer is part of its comparison."""
DRAWN = {Citing.COMPARISON, Citing.JUDGMENT, Citing.INFERENCE, Citing.EVENT}


# ── text ───────────────────────────────────────────────────────────────────────────────────────


def as_text(would: Impact, room: int) -> list[str]:
    """By what would become of it, everything that rests on the subject; then the pages; then how much it is."""
    label = would.subject.label
    if not would.outcomes:
        return [f"nothing rests on `{label}`: no page, data file or register cites it"]
    quote = would.subject.quote
    words = f"“{quote.annotation.selector.exact}”" if quote else would.subject.source.title
    lines = [fitted(f"if `{label}` were withdrawn: {words}", room)]
    for fate, words in WOULD.items():
        found = [each for each in would.outcomes if each.fate is fate]
        if found:
            lines += ["", words, *(line for each in found for line in _outcome(each, room))]
    if would.pages:
        lines += ["", *_page_table(would.pages, room)]
    if would.kin:
        lines += ["", *laid(f"of the same origin, and so no second one: {', '.join(would.kin)}", room)]
    return [*lines, "", *(line for each in summaries(would.outcomes) for line in laid(each, room))]


def _outcome(each: Outcome, room: int) -> Iterator[str]:
    """Where it stands and what it is, what it says, and what would be left."""
    resting = each.resting
    yield f"  {fitted(f'{resting.at.path}:{resting.at.line}{_marks(each)}', room - 2)}"
    yield f"    {fitted(resting.words, room - 4)}"
    for answer in each.answers:
        yield f"    {fitted(f'line {answer.at.line}: {answer.words}', room - 4)}"
    if each.left:
        one = ", of one origin" if each.single else ""
        yield f"    {fitted(f'left{one}: {_left(each.left)}', room - 4)}"


def _marks(each: Outcome) -> str:
    resting = each.resting
    marks = [] if resting.kind is Citing.SENTENCE else [f"{resting.kind} `{resting.id}`".removesuffix(" ``")]
    marks += ["(draft)"] if resting.draft else []
    marks += ["(no page draws it)"] if resting.kind in DRAWN and not resting.shown_on else []
    return "".join(f" {mark}" for mark in marks)


def _left(left: Iterable[Left]) -> str:
    ties = {Tie.OTHER: "{}", Tie.SAME: "the same origin, {}"}
    return "; ".join(f"{each.note.label} ({ties.get(each.tie, each.tie).format(each.origin)})" for each in left)


def _page_table(pages: Sequence[PageOutcome], room: int) -> list[str]:
    """The pages that show any of it, and whose words they would still have."""
    rows = [
        (
            f"briefings/{each.page.path}",
            each.sentences,
            f"{WOULD[each.fate]}{', a draft' if each.draft else ''}",
            ", ".join(each.origins),
        )
        for each in pages
    ]
    taken = (
        (f"briefings/{each.page.path}", " and ".join(f"briefings/{path}" for path in each.takes_in))
        for each in pages
        if each.takes_in
    )
    lines = [line for page, others in taken for line in laid(f"{page} takes in {others}", room)]
    return [*table(("page", "sentences", "as a whole", "on"), rows, room, kept=("sentences",)), *lines]


def summaries(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How much rests on it: what is published and, apart from that, what is in drafts."""
    published = [each for each in outcomes if not each.resting.draft]
    drafts = [each for each in outcomes if each.resting.draft]
    yield _summary(published) if published else "nothing that is published rests on it"
    if drafts:
        yield f"in drafts: {_summary(drafts)}"


def _summary(outcomes: Sequence[Outcome]) -> str:
    sentences = [each for each in outcomes if each.resting.kind is Citing.SENTENCE]
    pages = {each.resting.page for each in sentences}
    on = f"{count(len(sentences), 'sentence')} on {count(len(pages), 'page')}"
    fates = [f"{sum(1 for each in sentences if each.fate is fate)} {words}" for fate, words in WOULD.items()]
    first = f"{on} {'rests' if len(sentences) == 1 else 'rest'} on it: {', '.join(fates)}"
    others = [_kind(kind, outcomes) for kind in PLURALS]
    return "; ".join(
        [first if sentences else "no sentence rests on it", *filter(None, [", ".join(filter(None, others))])]
    )


def _kind(kind: Citing, outcomes: Sequence[Outcome]) -> str:
    """`9 comparisons (6 would fall)`."""
    found = [each for each in outcomes if each.resting.kind is kind]
    falling = sum(1 for each in found if each.fate is Fate.FALL)
    words = f"{len(found)} {kind if len(found) == 1 else PLURALS[kind]}"
    return "" if not found else words if not falling else f"{words} ({falling} would fall)"


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────


def as_json(would: Impact) -> Mapping[str, object]:
    """Version 1 of the format: everything that the text has, and every text whole."""
    return {
        "version": 1,
        "id": would.subject.label,
        "title": would.subject.source.title,
        "summary": [*summaries(would.outcomes)] if would.outcomes else [],
        "outcomes": [_as_json(each) for each in would.outcomes],
        "pages": [
            {
                "path": f"briefings/{each.page.path}",
                "title": each.page.title,
                "draft": each.draft,
                "fate": str(each.fate),
                "sentences": each.sentences,
                "takes_in": [f"briefings/{path}" for path in each.takes_in],
                "origins": [*each.origins],
            }
            for each in would.pages
        ],
        "same_origin": [*would.kin],
    }


def _as_json(each: Outcome) -> Mapping[str, object]:
    resting = each.resting
    return {
        **_told(resting),
        "kind": str(resting.kind),
        "id": resting.id or None,
        "draft": resting.draft,
        "shown_on": [f"briefings/{path}" for path in resting.shown_on] if resting.kind in DRAWN else None,
        "fate": str(each.fate),
        "single_origin": each.single or None,
        "cites": [{"id": cite.note.label, **_at(cite.at)} for cite in each.gone],
        "left": _left_json(each.left),
        "answers": [_told(answer) for answer in each.answers],
    }


def _told(resting: Resting) -> Mapping[str, object]:
    return {**_at(resting.at), "words": resting.words}


def _left_json(left: Iterable[Left]) -> list[Mapping[str, str]]:
    return [{"id": each.note.label, "origin": each.origin, "tie": str(each.tie)} for each in left]


def _at(at: Location) -> Mapping[str, object]:
    return {"path": at.path, "line": at.line, "column": at.column}
