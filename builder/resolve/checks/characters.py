"""Checks of names by their characters: what nobody sees, and letters that look like others."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Location, Report, shown
from builder.model.characters import code, unseen
from builder.model.resolved import Graph
from builder.model.written import Source, placed
from builder.resolve.scripts import alike, strangers

Named = tuple[str, str, Location]
"""A name, whose it is, and where it is written."""


def check_characters(graph: Graph, report: Report) -> None:
    """Of everyone and everything that a register or a record names."""
    owners: dict[str, str] = {}
    places: dict[str, Location] = {}
    for name, owner, at in _names(graph):
        hidden = next(unseen(name, pictures=False), -1)
        if hidden >= 0:
            report(_invisible(name, hidden, at))
        elif name not in owners:
            _check_scripts(name, at, report)
        if owners.setdefault(name, owner) != owner:
            continue
        places.setdefault(name, at)
    for name, other in alike(owners):
        message = f"`{shown(name, 40)}` looks like `{shown(other, 40)}`, and is written with other letters"
        hint = f"write {_letters(name, other)}; if they are two names, accept the warning"
        report(Diagnostic(places[name].over(name), "mixed-script-name", message, hint))


def _invisible(name: str, index: int, at: Location) -> Diagnostic:
    message = f"`{shown(name, 40)}` holds {code(name[index])}, which is not seen"
    return Diagnostic(
        at.over(name), "invisible-character", message, f"take out {code(name[index])}: type the name anew"
    )


def _check_scripts(name: str, at: Location, report: Report) -> None:
    letters, few, most = strangers(name)
    if letters:
        told = ", ".join(f"`{letter}` ({code(letter)})" for letter in dict.fromkeys(letters[:5]))
        verb = "is" if len({*letters[:5]}) == 1 else "are"
        message = f"in `{shown(name, 40)}`, {told} {verb} {few} among {most} letters"
        hint = "write the word in one script; if it is meant so, accept the warning"
        report(Diagnostic(at.over(name), "mixed-script-name", message, hint))


def _letters(name: str, other: str) -> str:
    """The first few of its letters that differ, each as the other has it."""
    pairs = dict.fromkeys((one, two) for one, two in zip(name, other, strict=False) if one != two)
    return ", ".join(f"`{two}` ({code(two)}) for `{one}` ({code(one)})" for one, two in list(pairs)[:3])


def _names(graph: Graph) -> Iterator[Named]:
    project = graph.project
    for entity in (*project.people.values(), *project.organizations.values()):
        written = [("name", entity.name)] if entity.named else []
        written += [(f"spellings.{index}", each) for index, each in enumerate(entity.spellings)]
        written += [(f"scripts.{language}", each) for language, each in entity.scripts.items()]
        yield from ((name, f"entity {entity.id}", placed(entity.at, field)) for field, name in written)
    for topic in project.topics.values():
        yield topic.name, f"topic {topic.id}", placed(topic.at, "name")
    for source in project.sources.values():
        yield from _of_source(source)


def _of_source(source: Source) -> Iterator[Named]:
    """Who published, printed, wrote and translated it: an outlet is one by its name, however many sources it has."""
    for field in ("publisher", "container", "author"):
        if name := getattr(source, field):
            yield name, f"outlet {name}", placed(source.at, field)
    for annotation in source.annotations:
        if annotation.translator:
            yield annotation.translator, f"outlet {annotation.translator}", placed(annotation.at, "translator")
