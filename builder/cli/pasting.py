"""Suggested entries as YAML to be pasted into a record, with what is not certain as comments."""

from collections.abc import Iterable, Iterator

from builder.author.entries import as_yaml
from builder.diagnostics import shown
from builder.model.ids import proposed_id
from builder.survey.suggestions import Suggestion, Suggestions
from builder.survey.telling import Stranger


def as_record(found: Suggestions, taken: Iterable[str]) -> str:
    """All of it, `quotes:` first; the names in no register last, with ids unlike those that are `taken`."""
    return "\n".join([*_head(found), "quotes:", *(_entry(each) for each in found.entries), *_names(found, taken)])


def _head(found: Suggestions) -> Iterator[str]:
    count, id = len(found.entries), found.source.id
    noun = "quotation that no quote marks" if count == 1 else "quotations that no quote marks"
    where = "paste what is below `quotes:` under that of" if found.source.annotations else "paste into"
    yield f"# {count} {noun}; {where} sources/{id}.yaml"
    if found.dropped:
        yield f"# {found.dropped} more left out: no entry for them would pass the check"
    if found.listed:
        yield "# speakers are likely ones, by name and verb: read each in its place"
    else:
        language = f"`{shown(found.source.language, 20)}`" if found.source.language else "a source without `language`"
        yield f"# speakers are left open: there is no list of verbs for {language}"


def _entry(each: Suggestion) -> str:
    entry = as_yaml({each.id: each.fields}, 2).rstrip("\n")
    name, *fields = entry.split("\n")
    comment = [f"    # speaker: {each.whom}"] if each.whom else []
    return "\n".join([f"  # line {each.line}", name, fields[0], *comment, *fields[1:]])


def _names(found: Suggestions, taken: Iterable[str]) -> Iterator[str]:
    if not found.strangers:
        return
    ids = set(taken)
    for file, bodies in (("people", False), ("organizations", True)):
        names = [each for each in found.strangers if each.body == bodies]
        if names:
            yield f"# names beside verbs of saying that are in no register; if wanted, for briefings/{file}.yaml:"
        for each in names:
            yield _registered(each, ids)


def _registered(each: Stranger, ids: set[str]) -> str:
    id = proposed_id(each.name, ids, "name")
    ids.add(id)
    return "\n".join(f"#   {line}" for line in as_yaml({id: {"name": each.name}}).rstrip("\n").split("\n"))
