"""`briefings suggest`: what an article quotes and no quote marks yet, as entries to paste."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.cli.project import add_cache, add_project, compiled, known_source, remark_problems
from builder.cli.report import count
from builder.cli.usage import FINE, PROBLEMS, USAGE, Commands, command
from builder.diagnostics import Diagnostic, visible

if TYPE_CHECKING:
    from builder.model.resolved import Site
    from builder.settings import Settings
    from builder.survey.suggestions import Suggestions


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "suggest",
        "list the direct quotations of an article that are not marked yet, as entries to paste",
        run,
        examples=(
            "briefings suggest bugle-2031-05-04",
            "briefings suggest bugle-2031-05-04 --write",
            "briefings suggest bugle-2031-05-04 --format json",
        ),
    )
    parser.add_argument("source", metavar="SOURCE", help="the id of an archived source")
    parser.add_argument("--write", action="store_true", help="add the entries to the source's record")
    parser.add_argument("--format", choices=("yaml", "json"), default="yaml", help="how to print what was found")
    add_cache(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    found = compiled(options.project, remember=not options.no_cache)
    if found is None:
        return USAGE
    from builder.survey.suggestions import suggestions

    settings, site = found
    source = known_source(site, options.source, "suggest")
    if source is None:
        return USAGE
    suggested = suggestions(source, site.graph)
    if options.write and suggested and suggested.entries:
        return _write(settings, suggested, site, as_json=options.format == "json")
    project = site.graph.project
    taken = (*project.sources, *project.people, *project.organizations, *site.graph.by_id)
    if options.format == "json":
        print(_as_json(options.source, suggested))
    elif suggested is None or not suggested.entries:
        print(f"# {_nothing(options.source, suggested)}")
    else:
        from builder.cli.pasting import as_record

        print(as_record(suggested, taken))
    remark_problems(site)
    return FINE


def _nothing(id: str, suggested: "Suggestions | None") -> str:
    """Why there is nothing to suggest, in a sentence."""
    if suggested is None:
        return f"no text of `{id}` is archived, so that nothing can be found in it"
    if not suggested.quotations:
        return f"the article of `{id}` has no quotation marks around three words or more"
    if suggested.dropped:
        return f"no quotation of `{id}` is left that an entry would pass the check with; {suggested.dropped} would not"
    return f"every quotation in `{id}` is annotated"


def _write(settings: "Settings", suggested: "Suggestions", site: "Site", *, as_json: bool) -> int:
    """The entries into the record, unless that or its text is not what it should be."""
    from builder.author.entries import NotWritableError, put
    from builder.author.quoting import evidence

    id = suggested.source.id
    record = f"sources/{id}.yaml"
    if isinstance(wrong := evidence(settings, id), Diagnostic):
        said = visible(f"{wrong.at}: {wrong.message}")
        print(f"briefings suggest: {record} is left as it was: {said}", file=sys.stderr)
        return PROBLEMS
    fields = {each.id: each.fields for each in suggested.entries}
    comments = {each.id: f"speaker: {each.whom}" for each in suggested.entries if each.whom}
    try:
        put(settings.sources / f"{id}.yaml", fields, comments)
    except NotWritableError as error:
        print(f"briefings suggest: {record} is left as it was: {error}", file=sys.stderr)
        return PROBLEMS
    print(_as_json(id, suggested) if as_json else "\n".join(_written(record, suggested)))
    remark_problems(site)
    return FINE


def _written(record: str, suggested: "Suggestions") -> Iterator[str]:
    entries = count(len(suggested.entries), "entry", "entries")
    yield f"{record}: {entries} added; speakers are likely ones, read each in its place"
    for each in suggested.entries:
        yield f"  {each.id}, line {each.line}: {each.speaker or each.whom or 'speaker left open'}"


def _as_json(id: str, suggested: "Suggestions | None") -> str:
    from builder.cli.dumping import dumped

    entries = suggested.entries if suggested else ()
    printed = {
        "version": 1,
        "source": id,
        "archived": suggested is not None,
        "quotations": suggested.quotations if suggested else 0,
        "dropped": suggested.dropped if suggested else 0,
        "entries": [
            {"id": each.id, **each.fields, "line": each.line, "said_by": each.said.words, "name": each.said.name}
            for each in entries
        ],
        "names": [each.name for each in suggested.strangers] if suggested else [],
    }
    return dumped(printed)
