"""What of an archived text is the article: furniture and repeated blocks cut, as declared, in whole lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.written import LineRange, Source, Span
from builder.resolve.folding import plain

REPEAT_LEAST = 200
"""Characters of whole consecutive lines that make a repeat a block rather than a second place."""
CANDIDATES = 8
"""Earlier occurrences of a line that are tried as the beginning of a repeat."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Spans of an archived text, by what they are."""

    furniture: tuple[Span, ...]
    duplicates: tuple[Span, ...]
    """Blocks that are declared to repeat earlier text."""
    repeats: tuple[Span, ...]
    """Those that repeat it undeclared: part of the article, and no second place."""
    headline: tuple[Span, ...]
    """Headline and standfirst: kept, and never anyone's words but the outlet's."""
    article: tuple[Span, ...]
    """Everything else, and the headline: whole lines, in order."""


def cut(source: Source, report: Report) -> Cut:
    """The parts of a source's text; what is declared and not there is reported."""
    text = source.text or ""
    lines = list(_lines(text))
    declared = source.furniture or source.duplicates or source.headline or source.standfirst
    names = [plain(text[line.start : line.end]) for line in lines] if declared else []
    by_name: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        by_name.setdefault(name, []).append(index)
    furniture = [range for each in source.furniture for range in _furniture(each, by_name, report)]
    duplicates = [
        (first, last)
        for each in source.duplicates
        for first, last in _duplicates(each, names, by_name, report)
        if _is_a_block(each, lines[last].end - lines[first].start, report)
    ]
    removed = {index for first, last in (*furniture, *duplicates) for index in range(first, last + 1)}
    undeclared = list(_repeats(lines, text, removed))
    for first, last, earlier in undeclared:
        report(_repeated(source, text, lines, first, last, earlier))
    return Cut(
        furniture=tuple(Span(lines[first].start, lines[last].end) for first, last in sorted(furniture)),
        duplicates=tuple(Span(lines[first].start, lines[last].end) for first, last in sorted(duplicates)),
        repeats=tuple(Span(lines[first].start, lines[last].end) for first, last, _ in undeclared),
        headline=tuple(_headline(source, lines, by_name, report)),
        article=tuple(_kept(lines, removed)),
    )


def blanked(text: str, spans: tuple[Span, ...], by: str = "\n") -> str:
    """The text with `spans` turned into line breaks, or other blanks, so that every offset stays what it was."""
    if not any(text[span.start : span.end].strip("\n") for span in spans):
        return text  # itself, and no copy
    pieces = []
    at = 0
    for span in sorted(spans):
        start = max(span.start, at)
        pieces += [text[at:start], by * max(span.end - start, 0)]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


def closed(text: str, spans: tuple[Span, ...]) -> str:
    """The same, with the ends of their lines: what stands around them is one paragraph if it is one without them."""
    return blanked(text, tuple(Span(span.start, span.end + text.startswith("\n", span.end)) for span in spans), " ")


def alone(text: str, kept: tuple[Span, ...], less: tuple[Span, ...] = ()) -> str:
    """The text with all but the spans that are `kept`, which are in order, turned into line breaks, and some more."""
    edges = [0, *(edge for span in kept for edge in (span.start, span.end)), len(text)]
    cut = (Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return blanked(text, (*cut, *less))


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        yield Span(at, at + len(line.removesuffix("\r")))
        at += len(line) + 1


def _kept(lines: list[Span], removed: set[int]) -> Iterator[Span]:
    start = -1
    for index, line in enumerate(lines):
        if index in removed:
            if start >= 0:
                yield Span(start, lines[index - 1].end)
            start = -1
        elif start < 0:
            start = line.start
    if start >= 0:
        yield Span(start, lines[-1].end)


def _furniture(declared: LineRange, by_name: dict[str, list[int]], report: Report) -> Iterator[tuple[int, int]]:
    """Every place of a single line; of a range, the first."""
    first, last = plain(declared.first), plain(declared.last)
    starts = by_name.get(first, [])
    if first == last:
        yield from ((index, index) for index in starts)
    elif starts:
        end = next((index for index in by_name.get(last, []) if index >= starts[0]), -1)
        if end >= 0:
            yield starts[0], end
            return
        starts = []
    if not starts:
        report(_absent(declared, "furniture", by_name))


def _duplicates(
    declared: LineRange, names: list[str], by_name: dict[str, list[int]], report: Report
) -> Iterator[tuple[int, int]]:
    """Every block with these first and last lines that repeats the first such block."""
    first, last = plain(declared.first), plain(declared.last)
    starts = by_name.get(first, [])
    found = False
    for start in starts[1:]:
        end = next((index for index in by_name.get(last, []) if index >= start), -1)
        earlier = (index for index in starts if index + end - start < start)
        if end >= 0 and any(names[index : index + end - start + 1] == names[start : end + 1] for index in earlier):
            found = True
            yield start, end
    if not found:
        report(_absent(declared, "a block that repeats earlier text", by_name))


def _is_a_block(declared: LineRange, length: int, report: Report) -> bool:
    """Whether a repeat is long enough to be no second place."""
    if length < REPEAT_LEAST:
        message = f"a repeat of {length} characters is a second place, not a block: {REPEAT_LEAST} make one"
        report(Diagnostic(declared.at, "furniture-not-found", message, "tell the places apart by `prefix` or `suffix`"))
    return length >= REPEAT_LEAST


def _absent(declared: LineRange, what: str, by_name: dict[str, list[int]]) -> Diagnostic:
    missing = next((line for line in (declared.first, declared.last) if plain(line) not in by_name), "")
    said = f"no whole line reads `{shown(missing, 50)}`" if missing else "no such block follows one like it"
    message = f"{what} is declared that the text does not have: {said}"
    near = did_you_mean(plain(missing), by_name) if missing else ""
    return Diagnostic(declared.at, "furniture-not-found", message, near or "copy whole lines from the archived text")


def _headline(source: Source, lines: list[Span], by_name: dict[str, list[int]], report: Report) -> Iterator[Span]:
    for field, value in (("headline", source.headline), ("standfirst", source.standfirst)):
        indices = by_name.get(plain(value), []) if value and source.is_archived else []
        if value and source.is_archived and not indices:
            at = source.at.get(field, Location(f"sources/{source.id}.yaml"))
            report(_absent(LineRange(value, value, at), f"a {field}", by_name))
        yield from (lines[index] for index in indices)


def _repeats(lines: list[Span], text: str, removed: set[int]) -> Iterator[tuple[int, int, int]]:
    """Blocks of whole lines that stand a second time: first and last line, and where they stood before."""
    kinds = _kinds(lines, text, removed)
    seen: dict[int, list[int]] = {}
    at = 0
    while at < len(lines):
        kind = kinds[at]
        if kind <= BLANK:
            at += 1
            continue
        earlier = seen.setdefault(kind, [])
        count, start = max(((_run(kinds, each, at), each) for each in earlier), default=(0, 0), key=_longest_first)
        if count and lines[at + count - 1].end - lines[at].start >= REPEAT_LEAST:
            yield at, at + count - 1, start
            at += count
            continue
        if len(earlier) < CANDIDATES:
            earlier.append(at)
        at += 1


REMOVED, BLANK = -1, 0


def _kinds(lines: list[Span], text: str, removed: set[int]) -> list[int]:
    """A number for each line, the same for equal lines."""
    numbers: dict[str, int] = {}
    kinds = []
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        kind = numbers.setdefault(words, len(numbers) + 1) if words.strip() else BLANK
        kinds.append(REMOVED if index in removed else kind)
    return kinds


def _longest_first(run: tuple[int, int]) -> tuple[int, int]:
    count, start = run
    return count, -start


def _run(kinds: list[int], first: int, second: int) -> int:
    """How many lines from `first` stand again from `second`, without overlap and without blank lines at the end."""
    limit = min(second - first, len(kinds) - second)
    count = 0
    while count < limit and kinds[first + count] == kinds[second + count] != REMOVED:
        count += 1
    while count and kinds[second + count - 1] == BLANK:
        count -= 1
    return count


def _repeated(source: Source, text: str, lines: list[Span], first: int, last: int, earlier: int) -> Diagnostic:
    at = source.at.get("duplicates", source.at.get("", Location(f"sources/{source.id}.yaml")))
    one, end = (shown(text[lines[index].start : lines[index].end], 50) for index in (first, last))
    message = f"lines {first + 1} to {last + 1} of the text repeat those from line {earlier + 1}, from `{one}`"
    return Diagnostic(at, "repeated-block", message, f"declare them under `duplicates`, from that line to `{end}`")
