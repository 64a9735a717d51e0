"""A briefing's structured annotations: comparisons, judgments and inferences, from its data file."""

from collections import defaultdict
from collections.abc import Mapping

from builder.diagnostics import Location
from builder.model.written import Answer, Comparison, Judgment, Marks, Reference, Relation, placed
from builder.read.schema import BriefingShape, ComparisonShape, InferenceShape, JudgmentShape


def read_comparisons(shape: BriefingShape, at: Marks) -> Mapping[str, Comparison]:
    """Every comparison by id, in the file's order."""
    below = _entries(at, "comparisons")
    return {
        id: _comparison(id, each, below.get(id, {"": placed(at, "comparisons")}))
        for id, each in shape.comparisons.items()
    }


def read_judgments(shape: BriefingShape, at: Marks) -> tuple[Judgment, ...]:
    below = _entries(at, "judgments")
    return tuple(_judgment(each.id, each, below[str(number)]) for number, each in enumerate(shape.judgments))


def read_inferences(shape: BriefingShape, at: Marks) -> Mapping[str, Judgment]:
    below = _entries(at, "inferences")
    return {id: _judgment(id, each, below[id]) for id, each in shape.inferences.items()}


def _comparison(id: str, shape: ComparisonShape, at: Marks) -> Comparison:
    return Comparison(
        id=id,
        question=shape.question,
        answers=tuple(
            Answer(
                Reference(answer.cite, placed(at, f"answers.{index}.cite")),
                answer.says,
                answer.implies,
                placed(at, f"answers.{index}.implies"),
            )
            for index, answer in enumerate(shape.answers)
        ),
        relation=Relation(shape.relation) if shape.relation else None,
        note=shape.note,
        silent={source: tuple(terms) for source, terms in shape.silent.items()},
        at=at,
        lacks={source: tuple(terms) for source, terms in shape.lacks.items()},
    )


def _judgment(id: str, shape: InferenceShape, at: Marks) -> Judgment:
    judged = shape if isinstance(shape, JudgmentShape) else None
    return Judgment(
        id=id,
        text=shape.text,
        basis=tuple(Reference(target, placed(at, f"basis.{index}")) for index, target in enumerate(shape.basis)),
        other_reading=judged.other_reading if judged else "",
        would_change=judged.would_change if judged else "",
        at=at,
        inferred=judged.inferred if judged else True,
        rule=shape.rule,
        searched={source: tuple(terms) for source, terms in shape.searched.items()},
    )


def _entries(at: Marks, section: str) -> Mapping[str, Marks]:
    """The marks of each entry of a section, from the entry on."""
    found: dict[str, dict[str, Location]] = defaultdict(lambda: {"": placed(at, section)})
    for name, place in at.items():
        head, _, rest = name.partition(".")
        entry, _, field = rest.partition(".")
        if head == section and entry:
            found[entry][field] = place
    return found
