"""What each YAML file may say: the shapes that Pydantic checks and that editors complete from."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.read.yaml import Node, Plain, Table, find, plain

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ID_HINT = "ids are 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit"
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _date(value: object) -> object:
    """EDTF: plain dates are checked here, the rest by the library that knows the whole standard."""
    if not isinstance(value, str):
        return value
    if plain_date := DAY.fullmatch(value):
        year, month, day = (int(part) if part else 1 for part in plain_date.groups())
        try:
            datetime.date(max(year, 1), month, day)
        except ValueError as error:
            raise PydanticCustomError("impossible_date", str(error)) from None
        return value
    from edtf import parse_edtf  # costly to import, and rarely needed
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(value)
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        raise PydanticCustomError("impossible_date", "it is not a date as EDTF writes them") from None
    return value


def _id(value: object) -> object:
    if isinstance(value, str) and not ID.fullmatch(value):
        raise PydanticCustomError("bad_id", f"`{shown(value, 40)}` is not an id")
    return value


def _url(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        parts = urlsplit(value)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        safe = False
    if not safe or not value.isascii() or any(char <= " " or char in '"<>\\^`{|}\x7f' for char in value):
        raise PydanticCustomError("unsafe_url", "it is not a plain http or https address")
    return value


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _boolean(value: object) -> object:
    match value:
        case "true":
            return True
        case "false":
            return False
    return value


def _lines(value: object) -> object:
    """A single line's text stands for a range that begins and ends with it."""
    return {"from": value, "to": value} if isinstance(value, str) else value


Text = str
Date = Annotated[str, BeforeValidator(_date), Field(description="EDTF: 2010, 2007-12, 2015-01-20, 2010-09~")]
Id = Annotated[str, BeforeValidator(_id), Field(pattern=f"^{ID.pattern}$")]
Url = Annotated[str, BeforeValidator(_url), Field(description="http or https, without credentials")]
Texts = Annotated[list[str], BeforeValidator(_list)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Kinds = Literal["direct", "reported", "statement"]


S = TypeVar("S", bound="Shape")


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


Ranges = list[Annotated[Range, BeforeValidator(_lines)]]


class QuoteShape(Shape):
    """One marked passage of a source."""

    exact: Text = Field(description="the passage, word for word")
    kind: Kinds | None = None
    speaker: Id | None = None
    via: Texts = Field(default=[], description="who relayed it, nearest the speaker first")
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
    quotes: dict[str, Any] = Field(
        default={}, json_schema_extra={"additionalProperties": {"$ref": "#/$defs/QuoteShape"}}
    )


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
    silent: dict[str, Texts] = {}


class JudgmentShape(Shape):
    id: Id
    text: Text
    basis: Texts = []
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
    corrections: list[CorrectionShape] = []


class AcceptanceShape(Shape):
    rule: Text
    at: Text
    reason: Text


def _share(value: object) -> object:
    try:
        share = float(value) if isinstance(value, str) else value
    except ValueError:
        share = -1.0
    if not isinstance(share, float) or not 0 < share <= 1:
        raise PydanticCustomError("bad_share", "it takes a number above 0 and up to 1, such as 0.5")
    return share


class SettingsShape(Shape):
    """Our plugin's options in `mkdocs.yml`."""

    excerpt_limit: Annotated[float, BeforeValidator(_share)] = 0.5
    autolink: Flag = True
    accept: list[AcceptanceShape] = []


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
    quotes = QuoteShape.model_json_schema() if kind == "source" else None
    schema = TypeAdapter(dict[Id, shape] if mapped else shape).json_schema()  # type: ignore[valid-type]  # a type chosen at run time
    if quotes:
        schema.setdefault("$defs", {})["QuoteShape"] = quotes
    target = schema["$defs"][shape.__name__] if mapped else schema
    target["required"] = sorted({*target.get("required", ()), *(REQUIRED & set(shape.model_fields))})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def validate(shape: type[S], node: Node, report: Report) -> S | None:
    """What the node says, or none. Every fault is reported; fields at fault are left out of the value."""
    data = plain(node)
    if not isinstance(node, Table):
        report(Diagnostic(node.at, "wrong-kind", "fields belong here, each as `name: value`", "see docs/formats.md"))
        return None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
    for fault in faults:
        report(_diagnostic(fault, node, shape))
        _prune(data, fault["loc"])
    try:
        return shape.model_validate(_compact(data))
    except ValidationError:
        return None


def _compact(data: Plain) -> Plain:
    """Without the list items that were blanked."""
    match data:
        case dict():
            return {key: _compact(value) for key, value in data.items()}
        case list():
            return [_compact(item) for item in data if item is not None]
    return data


def _prune(data: Plain, path: tuple[str | int, ...]) -> None:
    """Blank the field at fault, as far as its path leads."""
    steps = [step for step in path if step != "[key]"]
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if isinstance(data, dict) and isinstance(step, str) and step in data:
            if last:
                del data[step]
                return
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            if last:
                data[step] = None
                return
            data = data[step]
        else:
            return


def _diagnostic(fault: ErrorDetails, node: Table, shape: type[Shape]) -> Diagnostic:
    path = fault["loc"]
    key, value = find(node, path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "[key]"), "")
    match fault["type"]:
        case "extra_forbidden":
            known = _fields(shape, path[:-1])
            hint = (
                did_you_mean(name, known) or f"the fields here are {', '.join(f'`{each}`' for each in sorted(known))}"
            )
            return Diagnostic(key, "unknown-field", f"`{shown(name, 40)}` is not a field here", hint)
        case "missing":
            return missing(find(node, path[:-1])[1], name)
        case "impossible_date":
            message = f"`{name}` is not a possible date: {fault['msg']}"
            return Diagnostic(
                value, "impossible-date", message, "write it as 2015-01-20, 2015-01, 2015 or 2015-01~ (EDTF)"
            )
        case "bad_id":
            return Diagnostic(key if path[-1] == "[key]" else value, "bad-id", fault["msg"], ID_HINT)
        case "unsafe_url":
            hint = "give the page's http or https address, without user name, spaces or script"
            return Diagnostic(value, "unsafe-url", f"`{name}` is not an address to link to: {fault['msg']}", hint)
        case "literal_error":
            return _choice(fault, value, name)
    return Diagnostic(value, "wrong-kind", f"`{name}` does not take this: {_expected(fault)}", "see docs/formats.md")


def missing(at: Location, name: str) -> Diagnostic:
    """A required field that is not there or blank."""
    return Diagnostic(at, "missing-field", f"`{name}` is missing", f"add `{name}: …`")


def _choice(fault: ErrorDetails, at: Location, name: str) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", fault["msg"])
    given = fault["input"] if isinstance(fault["input"], str) else ""
    listed = ", ".join(f"`{choice}`" for choice in choices)
    hint = did_you_mean(given, choices) or f"choose one of {listed}"
    return Diagnostic(at, "wrong-kind", f"`{name}` does not take `{shown(given, 40)}`, only {listed}", hint)


def _expected(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "string_type":
            return "it takes text"
        case "list_type":
            return "it takes a list"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "it takes fields, each as `name: value`"
        case "bool_type":
            return "it takes `true` or `false`"
        case "string_pattern_mismatch":
            return "it is not written as this field needs"
    return shown(fault["msg"])


def _fields(shape: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The names that the mapping at `path` takes."""
    schema = shape.model_json_schema()
    at: Any = schema
    for step in path:
        at = _resolve(at, schema)
        at = (
            at.get("items", {})
            if isinstance(step, int)
            else at.get("properties", {}).get(step) or at.get("additionalProperties") or {}
        )
    return list(_resolve(at, schema).get("properties", {}))


def _resolve(at: Any, schema: Any) -> Any:
    while "$ref" in at:
        at = schema["$defs"][at["$ref"].rsplit("/", 1)[-1]]
    return at
