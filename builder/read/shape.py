"""What every shape of a file has in common: no unknown fields, no coercion, and a JSON Schema that editors can use."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from builder.read.fields import SCALAR


class Shape(BaseModel):
    """A mapping in an author's file: no unknown fields, no coercion, blanks as if not written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    needs: ClassVar[frozenset[str]] = frozenset()
    """Required fields that `read_…` checks, so that a lone missing title hides nothing else in a file."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or None not in data.values():
            return data
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        own = handler.resolve_ref_schema(schema)
        own.pop("title", None)  # the class's name, which says nothing to an author
        if required := sorted({*own.get("required", ()), *cls.needs}):
            own["required"] = required
        own["properties"] = {
            name: _for_editors(field, blank=name not in required) for name, field in own.get("properties", {}).items()
        }
        return schema


class OrLine:
    """In a schema: one line's text may stand in the place of a mapping."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(core), SCALAR]}


def _for_editors(field: JsonSchemaValue, *, blank: bool) -> JsonSchemaValue:
    """A field's schema without what Pydantic adds of its own, and with null where a blank is as good as nothing."""
    said: JsonSchemaValue = {name: field.pop(name) for name in ("description", "examples") if name in field}
    default = field.pop("default", None)
    field.pop("title", None)
    if default not in (None, "", [], {}) and not isinstance(default, dict):
        said["default"] = default
    for pattern, value in field.pop("patternProperties", {}).items():
        field |= {"propertyNames": {"pattern": pattern}, "additionalProperties": value}
    return said | (_or_null(field) if blank else field)


def _or_null(field: JsonSchemaValue) -> JsonSchemaValue:
    nothing = {"type": "null"}
    if "anyOf" in field:
        return field if nothing in field["anyOf"] else {**field, "anyOf": [*field["anyOf"], nothing]}
    if "type" not in field or "enum" in field:
        return {"anyOf": [field, nothing]}
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return {**field, "type": [*types, "null"]}
