"""What of an archived text is the article: furniture and repeated blocks cut, as declared, in whole lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model import LineRange, Source, Span
from builder.resolve.folding import plain

REPEAT_LEAST = 200
"""Characters of whole consecutive lines that make a repeat a block rather than a second place."""
CANDIDATES = 8
"""Earlier occurrences of a line that are tried as the beginning of a repeat."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Spans of an archived text, by what they are."""

    furniture: tuple[Span, ...]
    repeats: tuple[Span, ...]
    headline: tuple[Span, ...]
    """Headline and standfirst: kept, and never anyone's words but the outlet's."""
    article: tuple[Span, ...]
    """Everything else, and the headline: whole lines, in order."""


def cut(source: Source, report: Report) -> Cut:
    """The parts of a source's text; what is declared and not there is reported."""
    text = source.text or ""
    lines = list(_lines(text))
    names = [plain(text[line.start : line.end]) for line in lines]
    by_name: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        by_name.setdefault(name, []).append(index)
    furniture = [range for each in source.furniture for range in _furniture(each, by_name, report)]
    repeats = [range for each in source.duplicates for range in _duplicates(each, names, by_name, report)]
    removed = {index for first, last in (*furniture, *repeats) for index in range(first, last + 1)}
    undeclared = list(_repeats(lines, text, removed))
    for first, last, earlier in undeclared:
        report(_repeated(source, text, lines, first, last, earlier))
    repeats += [(first, last) for first, last, _ in undeclared]
    removed |= {index for first, last, _ in undeclared for index in range(first, last + 1)}
    return Cut(
        furniture=tuple(Span(lines[first].start, lines[last].end) for first, last in sorted(furniture)),
        repeats=tuple(Span(lines[first].start, lines[last].end) for first, last in sorted(repeats)),
        headline=tuple(_headline(source, lines, by_name, report)),
        article=tuple(_kept(lines, removed)),
    )


def blanked(text: str, spans: tuple[Span, ...]) -> str:
    """The text with `spans` turned into line breaks, so that every offset stays what it was."""
    pieces = []
    at = 0
    for span in sorted(spans):
        start = max(span.start, at)
        pieces += [text[at:start], "\n" * max(span.end - start, 0)]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


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


def _absent(declared: LineRange, what: str, by_name: dict[str, list[int]]) -> Diagnostic:
    missing = next((line for line in (declared.first, declared.last) if plain(line) not in by_name), "")
    said = f"no whole line reads `{shown(missing, 50)}`" if missing else "no such block follows one like it"
    message = f"{what} is declared that the text does not have: {said}"
    return Diagnostic(declared.at, "furniture-not-found", message, "copy whole lines from the archived text")


def _headline(source: Source, lines: list[Span], by_name: dict[str, list[int]], report: Report) -> Iterator[Span]:
    for field, value in (("headline", source.headline), ("standfirst", source.standfirst)):
        indices = by_name.get(plain(value), []) if value and source.text is not None else []
        if value and source.text is not None and not indices:
            at = source.at.get(field, Location(f"sources/{source.id}.yaml"))
            report(_absent(LineRange(value, value, at), f"a {field}", by_name))
        yield from (lines[index] for index in indices)


def _repeats(lines: list[Span], text: str, removed: set[int]) -> Iterator[tuple[int, int, int]]:
    """Blocks of whole lines that stand a second time: first and last line, and where they stood before."""
    seen: dict[str, list[int]] = {}
    at = 0
    while at < len(lines):
        line = text[lines[at].start : lines[at].end]
        best, earlier = 0, 0
        if line.strip() and at not in removed:
            for candidate in seen.get(line, ()):
                count = _run(lines, text, removed, candidate, at)
                best, earlier = max((best, -earlier), (count, -candidate))
                earlier = -earlier
        size = lines[at + best - 1].end - lines[at].start if best else 0
        if size >= REPEAT_LEAST:
            yield at, at + best - 1, earlier
            at += best
            continue
        if line.strip() and at not in removed and len(seen.setdefault(line, [])) < CANDIDATES:
            seen[line].append(at)
        at += 1


def _run(lines: list[Span], text: str, removed: set[int], first: int, second: int) -> int:
    """How many lines from `first` stand again from `second`, without overlap."""
    count = 0
    while first + count < second and second + count < len(lines):
        one, two = lines[first + count], lines[second + count]
        if second + count in removed or text[one.start : one.end] != text[two.start : two.end]:
            break
        count += 1
    while count and not text[lines[second + count - 1].start : lines[second + count - 1].end].strip():
        count -= 1
    return count


def _repeated(source: Source, text: str, lines: list[Span], first: int, last: int, earlier: int) -> Diagnostic:
    at = source.at.get("duplicates", source.at.get("", Location(f"sources/{source.id}.yaml")))
    one, end = (shown(text[lines[index].start : lines[index].end], 50) for index in (first, last))
    message = f"lines {first + 1} to {last + 1} of the text repeat those from line {earlier + 1}, from `{one}`"
    return Diagnostic(at, "repeated-block", message, f"declare them under `duplicates`, from that line to `{end}`")
