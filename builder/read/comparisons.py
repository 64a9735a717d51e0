"""A briefing's structured annotations: comparisons and judgments, from its data file."""

from collections.abc import Mapping

from builder.diagnostics import Location
from builder.model.written import Answer, Comparison, Judgment, Marks, Reference, Relation
from builder.read.schema import BriefingShape


def read_comparisons(shape: BriefingShape, at: Marks) -> Mapping[str, Comparison]:
    """Every comparison by id, in the file's order."""
    return {
        id: Comparison(
            id=id,
            question=each.question,
            answers=tuple(
                Answer(
                    Reference(answer.cite, _at(at, f"comparisons.{id}.answers.{index}.cite")),
                    answer.says,
                    answer.implies,
                    _at(at, f"comparisons.{id}.answers.{index}.implies"),
                )
                for index, answer in enumerate(each.answers)
            ),
            relation=Relation(each.relation) if each.relation else None,
            note=each.note,
            silent={source: tuple(terms) for source, terms in each.silent.items()},
            at=_below(at, f"comparisons.{id}"),
        )
        for id, each in shape.comparisons.items()
    }


def read_judgments(shape: BriefingShape, at: Marks) -> tuple[Judgment, ...]:
    return tuple(
        Judgment(
            id=each.id,
            text=each.text,
            basis=tuple(
                Reference(target, _at(at, f"judgments.{number}.basis.{index}"))
                for index, target in enumerate(each.basis)
            ),
            other_reading=each.other_reading,
            would_change=each.would_change,
            at=_below(at, f"judgments.{number}"),
        )
        for number, each in enumerate(shape.judgments)
    )


def _at(at: Marks, field: str) -> Location:
    """Where a field stands, or else the nearest entry that holds it."""
    while field and field not in at:
        field = field.rpartition(".")[0]
    return at[field]


def _below(at: Marks, field: str) -> Marks:
    """The marks of one entry, from the entry on."""
    below = {name.removeprefix(f"{field}."): place for name, place in at.items() if name.startswith(f"{field}.")}
    return {**below, "": _at(at, field)}
