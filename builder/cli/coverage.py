"""`briefings coverage`: which sentences of an article nothing uses."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.cli.project import add_cache, add_project, compiled, known_source, remark_problems
from builder.cli.usage import FINE, USAGE, Commands, command

if TYPE_CHECKING:
    from builder.survey.coverage import Coverage, Stretch

SENTENCE_MOST = 320
"""Characters of a sentence that are printed."""
COLUMNS = 80
"""Of a line where the output is no terminal."""


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "coverage",
        "list the sentences of an article that nothing uses",
        run,
        examples=("briefings coverage bugle-2031-05-04", "briefings coverage bugle-2031-05-04 --all"),
    )
    parser.add_argument("source", metavar="SOURCE", help="the id of an archived source")
    parser.add_argument("--all", action="store_true", help="list the used sentences too, with what uses them")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print what was found")
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, remember=not options.no_cache)
    if found is None:
        return USAGE
    from builder.survey.coverage import coverage

    _, site = found
    source = known_source(site, options.source, "coverage")
    if source is None:
        return USAGE
    covered = coverage(source, site.graph)
    if options.format == "json":
        print(_as_json(options.source, covered))
    elif covered is None:
        print(f"no text of `{options.source}` is archived, so that it has no sentences here")
    elif not covered.stretches:
        print(f"the article of `{options.source}` has no sentence")
    else:
        print("\n".join(_lines(covered, every=options.all)))
    remark_problems(site)
    return FINE


def _lines(covered: "Coverage", *, every: bool) -> Iterator[str]:
    from builder.survey.coverage import State

    yield _wrapped(_summary(covered), "")
    if covered.whole:
        yield _wrapped(f"cited as a whole by {', '.join(covered.whole)}", "")
    heads = {
        State.UNUSED: "not used",
        State.MARKED: "marked by a quote that nothing cites",
        State.DRAFT: "cited only in a draft",
        State.USED: "used by a page",
    }
    for state, head in heads.items():
        chosen = [each for each in covered.stretches if each.state is state and (every or state is not State.USED)]
        if chosen:
            yield from ("", f"{head}:")
        for each in chosen:
            yield from _sentence(covered.source.id, each)


def _summary(covered: "Coverage") -> str:
    """`31 of 58 sentences are used by a page (412 of 900 words, 46%), …`."""
    from builder.survey.coverage import State

    total, words, used = len(covered.stretches), covered.words(), covered.words(State.USED)
    count = covered.count(State.USED)
    said = [f"{count} of {total} {'sentence is' if total == 1 else f'sentences {_are(count)}'} used by a page"]
    if draft := covered.count(State.DRAFT):
        said.append(f"{draft} {_are(draft)} cited only in a draft")
    marked, unused = covered.count(State.MARKED), covered.count(State.UNUSED)
    said += [f"{marked} {_are(marked)} marked and not cited", f"{unused} {_are(unused)} not used"]
    return f"{', '.join(said)}; in words, {used} of {words} ({used / max(words, 1):.0%}) stand in used sentences"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _sentence(source: str, each: "Stretch") -> Iterator[str]:
    """Its place, its words, and the quotes that mark it."""
    from builder.diagnostics import shown

    yield f"sources/{source}.txt:{each.line}"
    yield _wrapped(shown(each.text, SENTENCE_MOST), "  ")
    for usage in each.usages:
        pages = f": {', '.join(usage.pages)}" if usage.pages else ": cited nowhere"
        yield _wrapped(f"- {usage.quote}{pages}", "  ", "    ")


def _wrapped(words: str, indent: str, hanging: str = "") -> str:
    """Lines no wider than the terminal, or than 80 columns where there is none."""
    from builder.cli.terminal import terminal, wrapped

    return wrapped(f"{indent}{words}", terminal().width or COLUMNS, hanging or indent)


def _as_json(id: str, covered: "Coverage | None") -> str:
    from builder.cli.dumping import dumped
    from builder.survey.coverage import State

    printed = {
        "version": 1,
        "source": id,
        "archived": covered is not None,
        "sentences": {str(state): covered.count(state) if covered else 0 for state in State},
        "words": {str(state): covered.words(state) if covered else 0 for state in State},
        "cited_as_a_whole_by": [*covered.whole] if covered else [],
        "article": [
            {
                "line": each.line,
                "state": str(each.state),
                "text": each.text,
                "quotes": [{"id": usage.quote, "pages": [*usage.pages]} for usage in each.usages],
            }
            for each in (covered.stretches if covered else ())
        ],
    }
    return dumped(printed)
