"""What each YAML file may say: the shapes that Pydantic checks and that editors complete from."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema, model_validator

from builder.read.fields import Count, Date, Flag, Id, Kinds, Share, Text, Texts, Url, one_line


class Shape(BaseModel):
    """A mapping in an author's file: no unknown fields, no coercion, blanks as if not written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        known = {field.alias or name for name, field in cls.model_fields.items()}
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in known}


class Range(Shape):
    first: Text = Field(alias="from")
    last: Text = Field(alias="to")


Ranges = list[Annotated[Range, BeforeValidator(one_line)]]


class QuoteShape(Shape):
    """One marked passage of a source."""

    exact: Text = Field(description="the passage, word for word")
    kind: Kinds | None = None
    speaker: Id | None = None
    via: Texts = Field(default=[], description="who relayed it, nearest the speaker first")
    origin: Id | None = Field(None, description="whose reporting it is, where not its source's")
    translator: Text = ""
    prefix: Text = Field("", description="what stands right before it, where the words alone are not unique")
    suffix: Text = Field("", description="what stands right after it, where the words alone are not unique")
    topics: Texts = []
    note: Text = ""


class SourceShape(Shape):
    """A source's record."""

    title: Text = ""
    publisher: Text = ""
    container: Text = Field("", description="the publication that printed it, if not the publisher")
    author: Text = ""
    published: Date = ""
    archived: Date = Field("", description="when its text was kept")
    dateline: Text = ""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] | None = None
    url: Url = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    origin: Id | None = None
    descriptor: Text = ""
    rights: Text = ""
    note: Text = ""
    publish: Literal["full", "excerpts", "record"] = "excerpts"
    headline: Text = ""
    standfirst: Text = ""
    furniture: Ranges = []
    duplicates: Ranges = []
    quotes: Annotated[
        dict[str, Any],
        WithJsonSchema({"type": "object", "additionalProperties": QuoteShape.model_json_schema()}),
    ] = Field(default={}, description="marked passages by id; each is read by itself, so that one fault hides no other")


class OfficeShape(Shape):
    title: Text
    of: Text = ""
    since: Date = Field("", alias="from")
    until: Date = Field("", alias="to")
    cite: Texts = []


class OrganizationShape(Shape):
    name: Text = ""
    scripts: dict[str, str] = {}
    spellings: Texts = []
    description: Text = ""
    cite: Texts = []
    autolink: Flag = True


class PersonShape(OrganizationShape):
    offices: list[OfficeShape] = []


class EventShape(Shape):
    date: Date
    title: Text
    cite: Texts = []
    topics: Texts = []


class FrontMatter(Shape):
    """The head of a page."""

    title: Text = ""
    summary: Text = ""
    date: Date = ""
    as_of: Date = ""
    review_by: Date = ""
    event: Date = ""
    status: Literal["published", "draft"] = "published"
    background: Texts = []
    autolink: Flag = True


class AnswerShape(Shape):
    cite: Text
    says: Text
    implies: Text = ""


class ComparisonShape(Shape):
    question: Text
    answers: list[AnswerShape] = []
    relation: Literal["agree", "differ", "narrower", "contradict"] | None = None
    note: Text = ""
    silent: dict[str, Texts] = Field({}, description="by source without an answer: terms sought in vain")
    lacks: dict[str, Texts] = Field({}, description="by source with an answer: terms of the others that it lacks")


class InferenceShape(Shape):
    text: Text
    basis: Texts = Field(default=[], description="the passages that it rests on: two, or one and a `rule`")
    rule: Text = Field("", description="the stated rule by which one passage is enough")
    searched: dict[str, Texts] = Field({}, description="by source or source/quote: terms sought in vain")


class JudgmentShape(InferenceShape):
    id: Id
    inferred: Flag = False
    other_reading: Text = ""
    would_change: Text = ""


class CorrectionShape(Shape):
    date: Date
    kind: Literal["fix", "clarification", "correction", "update", "withdrawal"]
    was: Text = ""
    now: Text = ""
    why: Text = ""


class BriefingShape(Shape):
    """A briefing's structured annotations."""

    comparisons: dict[Id, ComparisonShape] = {}
    judgments: list[JudgmentShape] = []
    inferences: dict[Id, InferenceShape] = {}
    corrections: list[CorrectionShape] = []


class AcceptanceShape(Shape):
    rule: Text
    at: Text = ""
    reason: Text


class LimitsShape(Shape):
    summary: Count | None = None
    judgment: Count | None = None
    briefing: Count | None = None


class WordingShape(Shape):
    """How our own prose is to be worded; what is not written has a default."""

    scale: dict[str, str] | None = None
    hedges: Texts | None = None
    avoid: dict[str, str | None] = {}
    limits: LimitsShape = LimitsShape()


class SettingsShape(Shape):
    """Our plugin's options in `mkdocs.yml`."""

    excerpt_limit: Share = 0.5
    autolink: Flag = True
    accept: list[AcceptanceShape] = []
    wording: WordingShape | None = None


REQUIRED = {"title", "summary", "name"}
"""Checked by `read_…` so that a lone missing title does not hide everything else in a file."""

FILES: dict[str, tuple[type[Shape], bool]] = {
    "source": (SourceShape, False),
    "people": (PersonShape, True),
    "organizations": (OrganizationShape, True),
    "events": (EventShape, True),
    "front-matter": (FrontMatter, False),
    "briefing": (BriefingShape, False),
}
"""Each kind of file: its shape, and whether the file maps ids to it."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for editors."""
    shape, mapped = FILES[kind]
    schema = TypeAdapter(dict[Id, shape] if mapped else shape).json_schema()  # type: ignore[valid-type]  # a type chosen at run time
    target = schema["$defs"][shape.__name__] if mapped else schema
    target["required"] = sorted({*target.get("required", ()), *(REQUIRED & set(shape.model_fields))})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
